"""Reading adverts: which role they describe, which of their statements disagree, what to mend."""
