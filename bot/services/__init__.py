"""What is done, each change in one transaction."""
