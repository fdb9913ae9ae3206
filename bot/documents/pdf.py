"""Text out of a PDF: page by page, with what was filled into its form, and a word when it came out broken."""

import itertools
import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from pypdf import PageObject, PdfReader
from pypdf.errors import DependencyError, PyPdfError

from bot.documents.lines import has_letters_apart, without_cut_words
from bot.documents.trouble import MOST_CHARACTERS, MOST_PAGES, Trouble, Unreadable

_HIDDEN = 2  # a flag of annotations
_NEAR = 6  # points between a line and the field beside it
_ABOVE = 24  # and between a line and the field below it
_APART = 100  # points between the beginnings of two columns
_WORDS = 3  # in a piece of running text
_MIXED = 4  # rows of two columns, one below the other, before they count as such
_SPACED = re.compile(r"(?m)^[^\S\n]*\S(?:[^\S\n]+\S){4,}[^\S\n]*$")  # a line of single letters


@dataclass(frozen=True, slots=True)
class _Piece:
    """A piece of text as it was painted, and where it begins."""

    text: str
    x: float
    y: float


def pdf_text(data: bytes) -> str:
    """Return the text of a PDF; a form's values stand behind their labels."""
    try:
        reader = PdfReader(BytesIO(data))
        # Some are locked for changes only: those open with an empty password.
        if reader.is_encrypted and not _unlocked(lambda: reader.decrypt("")):
            raise Unreadable(Trouble.ENCRYPTED)
        _check_pages(reader)
        text = _joined(map(_page_text, reader.pages))
    except DependencyError as error:  # AES, which pypdf undoes only with a package that we do without
        raise Unreadable(Trouble.ENCRYPTED) from error
    if has_letters_apart(text):
        raise Unreadable(Trouble.SCRAMBLED)
    return without_cut_words(text)


def _unlocked(unlock: Callable[[], object]) -> bool:
    try:
        return bool(unlock())
    except PyPdfError:
        return False


def _check_pages(reader: PdfReader) -> None:
    """Refuse too many pages by what the catalogue says: reading thousands would take all of the time."""
    root: Any = reader.trailer["/Root"]
    count = root["/Pages"].get("/Count")
    if isinstance(count, int) and count > MOST_PAGES:
        raise Unreadable(Trouble.PAGES)


def _joined(pages: Iterator[str]) -> str:
    text = ""
    for number, page in enumerate(pages, start=1):
        if number > MOST_PAGES:
            raise Unreadable(Trouble.PAGES)
        text += page + "\n"
        if len(text) > MOST_CHARACTERS:
            raise Unreadable(Trouble.LONG)
    return text


def _page_text(page: PageObject) -> str:
    pieces: list[_Piece] = []

    def seen(text: str, cm: list[float], tm: list[float], *_: object) -> None:
        if text.strip():
            x = tm[4] * cm[0] + tm[5] * cm[2] + cm[4]
            pieces.append(_Piece(text.strip(), x, tm[4] * cm[1] + tm[5] * cm[3] + cm[5]))

    text = page.extract_text(visitor_text=seen)
    if _are_columns_mixed(pieces):
        raise Unreadable(Trouble.SCRAMBLED)
    if _SPACED.search(text):
        text = _closed_up(text, page)
    return _filled_in(text, page, pieces)


def _are_columns_mixed(pieces: list[_Piece]) -> bool:
    """Whether columns of running text were painted row by row, so that their lines come mixed.

    The rows of a table come so too and are meant to: sentences that go on in the next row tell.
    """
    rows = [
        (one, other)
        for one, other in itertools.pairwise(pieces)
        if abs(one.y - other.y) < 1
        and other.x - one.x > _APART
        and min(len(one.text.split()), len(other.text.split())) >= _WORDS
    ]
    goes_on = Counter(
        round(other.x) for one, other in rows if one.text[0].islower() or other.text[0].islower()
    )
    beside = Counter(round(other.x) for _, other in rows)
    return any(beside[x] >= _MIXED and count >= _MIXED // 2 for x, count in goes_on.items())


def _closed_up(text: str, page: PageObject) -> str:
    """The text with the words of letter-spaced lines as words, where the gaps between them are wider."""
    laid_out = page.extract_text(extraction_mode="layout")
    found = {
        "".join(line.split()): line for line in (*laid_out.splitlines(), *text.splitlines()) if "  " in line
    }

    def closed(line: re.Match[str]) -> str:
        words = re.split(r"\s{2,}", found.get("".join(line.group().split()), line.group()).strip())
        return " ".join("".join(word.split()) for word in words) if len(words) > 1 else line.group()

    return _SPACED.sub(closed, text)


def _filled_in(text: str, page: PageObject, pieces: list[_Piece]) -> str:
    for widget in map(_resolved, page.get("/Annots") or ()):
        value = _of_field(widget, "/V")
        shown = widget.get("/Subtype") == "/Widget" and not int(widget.get("/F") or 0) & _HIDDEN
        if (
            not shown
            or _of_field(widget, "/FT") not in {"/Tx", "/Ch"}
            or not isinstance(value, str)
            or not value
        ):
            continue
        left, bottom, _, top = (float(each) for each in widget["/Rect"])
        beside = [each for each in pieces if bottom - _NEAR <= each.y <= top + _NEAR and each.x < left]
        above = [each for each in pieces if top < each.y <= top + _ABOVE and abs(each.x - left) <= _ABOVE]
        label = max(beside, key=lambda piece: piece.x, default=None) or min(
            above, key=lambda piece: piece.y, default=None
        )
        if label is not None and label.text in text:
            text = text.replace(label.text, f"{label.text} {value}", 1)
        else:
            name = _of_field(widget, "/TU") or _of_field(widget, "/T")
            text += f"\n{name}: {value}" if name else f"\n{value}"
    return text


def _resolved(found: Any) -> Any:
    return found.get_object()


def _of_field(widget: Any, key: str) -> Any:
    """What a field says; the parts of a field may leave it to the whole."""
    return widget.get(key) or (widget["/Parent"].get(key) if "/Parent" in widget else None)
