"""The names of months and weekdays, and which weekday a word is, also when it is slightly misspelt."""

from rapidfuzz.distance import OSA

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
GERMAN_MONTHS = {"mär": "mar", "mae": "mar", "mai": "may", "okt": "oct", "dez": "dec"}
"""How months begin that begin otherwise in German."""
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_SHORT = ("mon", "tue tues", "wed weds", "thu thur thurs", "fri", "sat", "sun")


def place_of(written: str) -> int | None:
    """Which weekday a word is, Monday being 0. A slip counts that no other word is: "sundae" is none."""
    name = written.casefold()
    for at, short in enumerate(_SHORT):
        if name in short.split():
            return at
    name = name.removesuffix("s")
    for at, weekday in enumerate(WEEKDAYS):
        most = 2 if weekday == "wednesday" else 1
        ends_so = len(weekday) > len("sunday") or name.endswith(("day", "dya", "ady", "dy"))
        if ends_so and name[0] == weekday[0] and OSA.distance(name, weekday) <= most:
            return at
    return None
