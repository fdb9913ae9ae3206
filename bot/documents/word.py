"""Text out of a .docx, as Word shows it: headers, body and footers, tables as label and value."""

import posixpath
import re
import zipfile
from collections.abc import Iterator, Mapping
from io import BytesIO
from xml.parsers import expat

from bot.documents.tables import table_lines
from bot.documents.trouble import MOST_CHARACTERS, Trouble, Unreadable

_MOST_XML = 20_000_000
_CHUNK = 65_536
_MAIN_PART = re.compile(r"word/document\d*\.xml")
_ABOVE, _BELOW = re.compile(r"header\d*\.xml"), re.compile(r"footer\d*\.xml")
# Not shown: what older readers get instead of something that was shown already, deletions, the old place of
# what was moved, and what a control says before somebody fills it in.
_NOT_SHOWN = frozenset({"Fallback", "del", "moveFrom", "pPrChange", "rPrChange", "tblPrChange"})
_OFF = frozenset({"0", "false", "off"})


def docx_text(data: bytes) -> str:
    """Return the lines of a Word document, without what Word doesn't show."""
    with zipfile.ZipFile(BytesIO(data)) as archive:
        parts = {each.filename.replace("\\", "/"): each for each in archive.infolist()}
        main = next(filter(_MAIN_PART.fullmatch, parts), None) or _main_part(archive, parts)
        folder = posixpath.dirname(main)
        beside = sorted(name for name in parts if posixpath.dirname(name) == folder)
        above = [name for name in beside if _ABOVE.fullmatch(posixpath.basename(name))]
        below = [name for name in beside if _BELOW.fullmatch(posixpath.basename(name))]
        read = _Reading(archive)
        body = read.lines(parts[main])
        # The first page, the others and the even ones each have their own header, mostly the same.
        around = [list(dict.fromkeys(read.all(parts[name] for name in names))) for names in (above, below)]
    return "\n".join([*around[0], *body, *around[1]])


def _main_part(archive: zipfile.ZipFile, parts: Mapping[str, zipfile.ZipInfo]) -> str:
    """The part that the package names as its document, wherever it is kept."""
    named: list[str] = []

    def start(_name: str, attributes: dict[str, str]) -> None:
        if attributes.get("Type", "").endswith("/officeDocument"):
            named.append(attributes.get("Target", "").lstrip("/"))

    if "_rels/.rels" in parts:
        parser = _parser()
        parser.StartElementHandler = start
        for chunk in _Reading(archive).chunks(parts["_rels/.rels"]):
            parser.Parse(chunk, False)
    # A workbook names its own document too.
    if not named or named[0] not in parts or named[0].startswith(("xl/", "ppt/")):
        raise Unreadable(Trouble.OTHER)
    return named[0]


def _parser() -> expat.XMLParserType:
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartDoctypeDeclHandler = _refuse  # Word writes none, and bombs are made of them
    return parser


def _refuse(*_: object) -> None:
    raise Unreadable(Trouble.BROKEN)


class _Reading:
    """Reads the parts of one archive, all of them together up to a size."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive
        self._read = 0

    def chunks(self, part: zipfile.ZipInfo) -> Iterator[bytes]:
        if part.flag_bits & 1:
            raise Unreadable(Trouble.ENCRYPTED)
        with self._archive.open(part) as stream:
            while chunk := stream.read(_CHUNK):
                self._read += len(chunk)
                if self._read > _MOST_XML:  # whatever the archive says about its size
                    raise Unreadable(Trouble.HEAVY)
                yield chunk

    def lines(self, part: zipfile.ZipInfo) -> list[str]:
        shown = _Shown()
        for chunk in self.chunks(part):
            shown.feed(chunk)
        shown.feed(b"", last=True)
        return shown.lines

    def all(self, parts: Iterator[zipfile.ZipInfo]) -> Iterator[str]:
        for part in parts:
            yield from filter(str.strip, self.lines(part))


class _Shown:
    """Collects the lines of WordprocessingML as it comes by, cells of tables by their rows."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self._line = ""
        self._tables: list[tuple[list[list[str]], list[str]]] = []  # rows, and the lines around the table
        self._length = 0
        self._skipped = 0  # depth in what isn't shown
        self._controls: list[bool] = []  # whether each control around here waits to be filled in
        self._in_text = self._in_run = self._hidden = False
        self._parser = _parser()
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = self._characters

    def feed(self, chunk: bytes, *, last: bool = False) -> None:
        self._parser.Parse(chunk, last)
        if self._length > MOST_CHARACTERS:
            raise Unreadable(Trouble.LONG)

    def _start(self, name: str, attributes: dict[str, str]) -> None:  # noqa: PLR0912 - one arm an element
        tag = name.rpartition(" ")[2]
        if tag in _NOT_SHOWN:
            self._skipped += 1
        match tag:
            case "t":
                self._in_text = True
            case "r":
                self._in_run, self._hidden = True, False
            case "vanish" if self._in_run:
                self._hidden = _value(attributes) not in _OFF
            case "rPrChange":
                self._in_run = False  # how it was shown before
            case "sdt":
                self._controls.append(False)
            case "showingPlcHdr" if self._controls:
                self._controls[-1] = _value(attributes) not in _OFF
            case "numPr" if not self._line:
                self._add("• ")
            case "noBreakHyphen":
                self._add("-")
            case "tab":
                self._add(" ")
            case "br" | "cr":
                self._add("\n")
            case "tbl":
                self._tables.append(([], self.lines))
            case "tr" if self._tables:
                self._tables[-1][0].append([])
            case "tc" if self._tables:
                self.lines = []

    def _end(self, name: str) -> None:
        tag = name.rpartition(" ")[2]
        if tag in _NOT_SHOWN:
            self._skipped -= 1
        match tag:
            case "t":
                self._in_text = False
            case "r":
                self._in_run = self._hidden = False
            case "sdt":
                self._controls.pop()
            case "p":
                self.lines += self._line.split("\n")
                self._line, self._length = "", self._length + 1
            case "tc" if self._tables and self._tables[-1][0]:
                self._tables[-1][0][-1].append("\n".join(self.lines).strip())
            case "tbl":
                rows, self.lines = self._tables.pop()
                self.lines += table_lines(rows)

    def _characters(self, text: str) -> None:
        if self._in_text:
            self._add(text)

    def _add(self, text: str) -> None:
        if not (self._skipped or self._hidden or any(self._controls)):
            self._line += text
            self._length += len(text)


def _value(attributes: Mapping[str, str]) -> str:
    """What an element that is on or off says; Word leaves the word out for on."""
    return next((value for name, value in attributes.items() if name.endswith("val")), "1")
