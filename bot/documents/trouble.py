"""How much is read of a file, and the reasons why one has no text: shared by both sides of the process."""

from enum import StrEnum

MOST_CHARACTERS = 40_000
MOST_PAGES = 30


class Trouble(StrEnum):
    """Why there is no text."""

    BROKEN = "broken"
    ENCRYPTED = "encrypted"
    NO_TEXT = "no text"
    SCRAMBLED = "scrambled"
    PAGES = "pages"
    LONG = "long"
    HEAVY = "heavy"
    OTHER = "other"
    OLD_WORD = "old word"
    EMPTY = "empty"


class Unreadable(Exception):  # noqa: N818 - not an error of ours
    """The file has no text that can be had."""

    def __init__(self, trouble: Trouble) -> None:
        super().__init__(trouble)
        self.trouble = trouble
