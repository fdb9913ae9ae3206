"""Errors whose text a person may read, and the one that says that something takes longer."""


class RolecallError(Exception):
    """Something we know can go wrong; the message is the sentence that the user reads."""


class MustWait(Exception):  # noqa: N818 - it is no fault: the work is done again when there is time
    """The answer takes more than memory and the database, and this request has to be answered first."""
