"""What is read out of adverts: the role, what does not go together, what to mend."""
