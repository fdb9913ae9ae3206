"""Opens one .docx or .pdf, as a process that reads it from its input and prints its text as JSON."""

import json
import logging
import re
import resource
import sys
import zipfile
from collections.abc import Callable, Iterator
from contextlib import suppress
from enum import StrEnum
from io import BytesIO
from xml.parsers import expat

MOST_CHARACTERS = 40_000
MOST_PAGES = 30

_MEMORY = 512 * 1024 * 1024
_CPU_SECONDS = 8
_MOST_XML = 20_000_000
_CHUNK = 65_536
_MAIN_PART = re.compile(r"word/document\d*\.xml")


class Trouble(StrEnum):
    """Why there is no text."""

    BROKEN = "broken"
    ENCRYPTED = "encrypted"
    NO_TEXT = "no text"
    PAGES = "pages"
    LONG = "long"
    HEAVY = "heavy"
    OTHER = "other"
    OLD_WORD = "old word"
    WEB_PAGE = "web page"
    EMPTY = "empty"


class Unreadable(Exception):  # noqa: N818 - not an error of ours
    """The file has no text that can be had."""

    def __init__(self, trouble: Trouble) -> None:
        super().__init__(trouble)
        self.trouble = trouble


def docx_text(data: bytes) -> str:
    """Return the paragraphs of a Word document, one a line, without headers, footers and what was deleted."""
    with zipfile.ZipFile(BytesIO(data)) as archive:
        part = next((each for each in archive.infolist() if _MAIN_PART.fullmatch(each.filename)), None)
        if part is None:
            raise Unreadable(Trouble.OTHER)
        if part.flag_bits & 1:
            raise Unreadable(Trouble.ENCRYPTED)
        paragraphs = _Paragraphs()
        with archive.open(part) as stream:
            read = 0
            while chunk := stream.read(_CHUNK):
                read += len(chunk)
                if read > _MOST_XML:  # whatever the archive says about its size
                    raise Unreadable(Trouble.HEAVY)
                paragraphs.feed(chunk)
        paragraphs.feed(b"", last=True)
    return paragraphs.text


class _Paragraphs:
    """Collects the text of WordprocessingML as it comes by."""

    def __init__(self) -> None:
        self.text = ""
        self._in_text = False
        self._repeated = 0  # depth in what older readers get instead of something that was shown already
        self._parser = expat.ParserCreate(namespace_separator=" ")
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = self._characters
        self._parser.StartDoctypeDeclHandler = self._refuse  # Word writes none, and bombs are made of them

    def feed(self, chunk: bytes, *, last: bool = False) -> None:
        self._parser.Parse(chunk, last)
        if len(self.text) > MOST_CHARACTERS:
            raise Unreadable(Trouble.LONG)

    def _start(self, name: str, _attributes: object) -> None:
        match name.rpartition(" ")[2]:
            case "Fallback":
                self._repeated += 1
            case "t":
                self._in_text = True
            case "numPr":
                self._add("• ")
            case "tab":
                self._add(" ")
            case "br" | "cr":
                self._add("\n")

    def _end(self, name: str) -> None:
        match name.rpartition(" ")[2]:
            case "Fallback":
                self._repeated -= 1
            case "t":
                self._in_text = False
            case "p":
                self._add("\n")

    def _characters(self, text: str) -> None:
        if self._in_text:
            self._add(text)

    def _add(self, text: str) -> None:
        if not self._repeated:
            self.text += text

    def _refuse(self, *_: object) -> None:
        raise Unreadable(Trouble.BROKEN)


def pdf_text(data: bytes) -> str:
    """Return the text of a PDF, page by page."""
    # Only this process needs them, and only for these.
    from pypdf import PdfReader  # noqa: PLC0415
    from pypdf.errors import DependencyError  # noqa: PLC0415

    try:
        reader = PdfReader(BytesIO(data))
        # Some are locked for changes only: those open with an empty password.
        if reader.is_encrypted and not _unlocked(lambda: reader.decrypt("")):
            raise Unreadable(Trouble.ENCRYPTED)
        return _joined(page.extract_text() for page in reader.pages)
    except DependencyError as error:  # AES, which pypdf undoes only with a package that we do without
        raise Unreadable(Trouble.ENCRYPTED) from error


def _unlocked(unlock: Callable[[], object]) -> bool:
    from pypdf.errors import PyPdfError  # noqa: PLC0415

    try:
        return bool(unlock())
    except PyPdfError:
        return False


def _joined(pages: Iterator[str]) -> str:
    text = ""
    for number, page in enumerate(pages, start=1):
        if number > MOST_PAGES:
            raise Unreadable(Trouble.PAGES)
        text += page + "\n"
        if len(text) > MOST_CHARACTERS:
            raise Unreadable(Trouble.LONG)
    return text


def extract(kind: str, data: bytes) -> dict[str, str]:
    """Return {"text": …} or {"trouble": …}, whatever the data is."""
    try:
        return {"text": docx_text(data) if kind == "docx" else pdf_text(data)}
    except Unreadable as unreadable:
        return {"trouble": unreadable.trouble}
    except (MemoryError, RecursionError):
        return {"trouble": Trouble.HEAVY}
    except Exception:  # parsers of hostile input may raise anything
        return {"trouble": Trouble.BROKEN}


def main() -> None:
    """Give up the right to much memory and time, then read."""
    logging.disable()
    data = sys.stdin.buffer.read()
    for what, limit in (
        (resource.RLIMIT_AS, _MEMORY),
        (resource.RLIMIT_CPU, _CPU_SECONDS),
        (resource.RLIMIT_FSIZE, 0),
    ):
        with suppress(ValueError, OSError):  # macOS knows no limit for the first
            resource.setrlimit(what, (limit, limit))
    print(json.dumps(extract(sys.argv[1], data)))


if __name__ == "__main__":
    main()
