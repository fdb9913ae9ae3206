"""The rows of a table as lines that read without their table: "Base salary: USD 180,000 – USD 220,000".

For whoever reads it afterwards a label stands beside its value, and both ends of a range in one place. Pure.
"""

import re
from collections.abc import Iterator, Sequence

from bot.hiring.text.currencies import CURRENCIES

_LABEL_WORDS = 5  # a longer cell is no label
_CELL_WORDS = 30  # nor is a longer one a value: such a table only places text on the page
_COLUMNS = frozenset(
    [
        "field",
        "item",
        "value",
        "detail",
        "details",
        "description",
        "level",
        "grade",
        "band",
        "seniority",
        "currency",
        "ccy",
        "cur",
        "location",
        "country",
        "office",
        "min",
        "minimum",
        "max",
        "maximum",
        "low",
        "lower",
        "high",
        "upper",
        "from",
        "to",
        "end",
        "mid",
        "midpoint",
        "median",
        "salary",
        "pay",
        "base",
        "range",
        "amount",
        "gross",
        "annual",
        "yearly",
        "per",
        "year",
        "annum",
        "k",
        "in",
        "the",
        "of",
        "and",
        "role",
        "title",
        "compensation",
        "bonus",
        "equity",
    ]
)
_LOW = re.compile(r"\b(?:min|minimum|low|lower|lowest|from|start|starting)\b", re.IGNORECASE)
_HIGH = re.compile(r"\b(?:max|maximum|high|upper|highest|to|up to|top)\b", re.IGNORECASE)
_SIGN = f"[{''.join(each.sign for each in CURRENCIES if len(each.sign) == 1)}]"
_CURRENCY = re.compile(rf"{_SIGN}|\b(?:{'|'.join(each.code for each in CURRENCIES)})\b")
_CODE = re.compile(r"[A-Z]{3}")
_WORD = re.compile(r"[^\W\d_]+")
_BARE = re.compile(r"\d{1,3}\s?k|\d[\d.,’'\s]{3,}", re.IGNORECASE)  # no grade or number of days
_AMOUNT = re.compile(
    rf"(?:[A-Z]{{0,3}}{_SIGN}?)\s?(?:{_BARE.pattern})\s?(?:[A-Z]{{3}}|{_SIGN})?", re.IGNORECASE
)


def table_lines(rows: Sequence[Sequence[str]]) -> list[str]:
    """Return a table's lines: pairs of label and value, or its rows when it has no labels."""
    kept = [cells for row in rows if any(cells := [" ".join(cell.split()) for cell in row])]
    if not kept:
        return []
    if any("\n" in cell.strip() or len(cell.split()) > _CELL_WORDS for row in rows for cell in row):
        return [line for row in rows for cell in row for line in cell.splitlines() if line.strip()]
    head, *body = kept
    if body and len(head) > 1 and (all(map(_is_heading, head)) or _heads_a_range(head, body[0])):
        return [line for cells in body for line in _under(head, cells)]
    return list(_pairs_joined([pair for cells in kept for pair in _pairs(cells)]))


def _under(head: Sequence[str], cells: Sequence[str]) -> Iterator[str]:
    """A row below headings; under “Field” and “Value” it is a pair."""
    if len(cells) == 2 and re.search(r"field|item", head[0], re.IGNORECASE):
        yield from (_line(*pair) for pair in _pairs(cells))
        return
    code = next((cell for name, cell in zip(head, cells, strict=False) if _names_currency(name, cell)), "")
    named = [
        (name, _with_currency(name, cell, code))
        for name, cell in zip(head, cells, strict=False)
        if cell and cell != code
    ]
    yield ", ".join(_line(*pair) for pair in _ends_joined(named))


def _pairs(cells: Sequence[str]) -> Iterator[tuple[str, str]]:
    """The labels and values that take turns in a row, or the whole row with no label."""
    even = len(cells) % 2 == 0
    if even and all(_is_label(label) for label in cells[::2]):
        yield from (
            (label.rstrip(" :"), _with_currency(label, value, ""))
            for label, value in zip(cells[::2], cells[1::2], strict=True)
        )
    elif len(cells) == 3 and _is_label(cells[0]) and all(map(_AMOUNT.fullmatch, cells[1:])):
        yield cells[0].rstrip(" :"), " – ".join(_with_currency(cells[0], cell, "") for cell in cells[1:])
    elif any(len(cell.split()) > _LABEL_WORDS for cell in cells):
        yield from (("", cell) for cell in cells)
    else:
        yield "", ", ".join(filter(None, cells))


def _pairs_joined(pairs: Sequence[tuple[str, str]]) -> Iterator[str]:
    yield from (_line(*pair) for pair in _ends_joined(pairs))


def _ends_joined(pairs: Sequence[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """The pairs, a lower and an upper end that follow each other as one range."""
    waiting: tuple[str, str] | None = None
    for label, value in pairs:
        is_amount = _AMOUNT.fullmatch(value) is not None
        if waiting and is_amount and _HIGH.search(label):
            yield f"{waiting[0]} – {label}", f"{waiting[1]} – {value}"
            waiting = None
            continue
        if waiting:
            yield waiting
        waiting = (label, value) if is_amount and _LOW.search(label) else None
        if waiting is None:
            yield label, value
    if waiting:
        yield waiting


def _is_heading(cell: str) -> bool:
    words = _WORD.findall(cell)
    known = all(word.casefold() in _COLUMNS or _CODE.fullmatch(word) for word in words)
    return bool(words) and known and not any(char.isdigit() for char in cell)


def _heads_a_range(head: Sequence[str], below: Sequence[str]) -> bool:
    """Whether two of the labels in a row are of a lower and an upper end, with amounts below them."""
    over = [name for name, cell in zip(head, below, strict=False) if _AMOUNT.fullmatch(cell)]
    return all(map(_is_label, head)) and any(map(_LOW.search, over)) and any(map(_HIGH.search, over))


def _is_label(cell: str) -> bool:
    words = cell.split()
    return (
        0 < len(words) <= _LABEL_WORDS and not any(char.isdigit() for char in cell) and cell[-1] not in ".!?;"
    )


def _names_currency(name: str, cell: str) -> bool:
    return name.casefold().strip(" :") in {"currency", "ccy", "cur"} and len(cell) <= 3


def _with_currency(name: str, value: str, code: str) -> str:
    """A bare amount with the currency that its heading or its row names."""
    found = _CURRENCY.search(name)
    named = found.group() if found else code
    return f"{named} {value}" if named and _BARE.fullmatch(value) else value


def _line(label: str, value: str) -> str:
    return f"{label}: {value}" if label and value else label or value
