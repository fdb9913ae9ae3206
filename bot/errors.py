"""Errors whose text a person may read."""


class RolecallError(Exception):
    """Something we know can go wrong; the message is the sentence that the user reads."""
