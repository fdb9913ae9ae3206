"""Slack's mrkdwn, read into spans."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from rich.emoji import Emoji

Kind = Literal[
    "text",
    "bold",
    "italic",
    "strike",
    "code",
    "pre",
    "quote",
    "link",
    "user",
    "channel",
    "group",
    "here",
    "date",
]


@dataclass(frozen=True)
class Span:
    """A piece of parsed text: literal `text`, or `inside` for what holds more; `target` is a URL or id."""

    kind: Kind
    text: str = ""
    target: str = ""
    inside: tuple["Span", ...] = ()


_MARKS: dict[str, Kind] = {"*": "bold", "_": "italic", "~": "strike"}
_PRE = re.compile(r"```(.+?)```\n?", re.DOTALL)
_QUOTE = re.compile(r"(?:&gt;|>) ?")
_QUOTE_REST = re.compile(r"(?:&gt;|>){3} ?")
_TOKEN = re.compile(
    r"(?P<angle><[^<>\n]+>)"
    r"|(?<![\w`])`(?P<code>[^`\n]+)`(?![\w`])"
    r"|(?P<url>https?://[^\s<>|]*[^\s<>|.,;:!?)\]}*_~'\"])"
    r"|(?P<emoji>:[a-z0-9_+'-]+:(?::skin-tone-[2-6]:)?)"
    r"|(?P<mark>[*_~])"
)
_ANY_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)
_REFERENCES: dict[str, Kind] = {"@": "user", "#": "channel"}
_NEWER_EMOJI = {
    "large_green_circle": "🟢",
    "large_yellow_circle": "🟡",
    "large_orange_circle": "🟠",
    "large_purple_circle": "🟣",
    "large_green_square": "🟩",
    "large_yellow_square": "🟨",
    "large_red_square": "🟥",
    "large_blue_square": "🟦",
    "thinking_face": "🤔",
    "hugging_face": "🤗",
    "face_with_monocle": "🧐",
    "partying_face": "🥳",
    "heavy_plus_sign": "➕",
    "heavy_minus_sign": "➖",
}


def parse(text: str, *, verbatim: bool = False) -> list[Span]:
    """Read mrkdwn; never fails. With `verbatim`, bare web addresses stay text."""
    spans: list[Span] = []
    for index, part in enumerate(_PRE.split(text)):
        if index % 2:
            spans.append(Span("pre", unescape(part.removeprefix("\n").removesuffix("\n"))))
        elif part:
            spans += _parse_lines(part, verbatim)
    return spans


def unescape(text: str) -> str:
    """Undo Slack's three escapes; nothing else is an entity in mrkdwn."""
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def emoji(name: str) -> str | None:
    """The character behind an emoji's name without its colons; None for custom and unknown ones."""
    shown = Emoji.replace(f":{name}:")
    return _NEWER_EMOJI.get(name) if shown == f":{name}:" else shown


def _parse_lines(text: str, verbatim: bool) -> list[Span]:
    spans: list[Span] = []
    quoted: list[Span] = []
    lines = text.split("\n")
    for index, line in enumerate(lines):
        last = index == len(lines) - 1
        if rest := _QUOTE_REST.match(line):
            inner = "\n".join([line[rest.end() :], *lines[index + 1 :]])
            return [*spans, *_quote([*quoted, *_parse_inline(inner, verbatim)])]
        if mark := _QUOTE.match(line):
            quoted += [*_parse_inline(line[mark.end() :], verbatim), Span("text", "\n")]
            continue
        spans += _quote(quoted)
        quoted = []
        spans += _parse_inline(line, verbatim)
        if not last:
            spans.append(Span("text", "\n"))
    return [*spans, *_quote(quoted)]


def _quote(inside: list[Span]) -> list[Span]:
    while inside and inside[-1] == Span("text", "\n"):
        inside = inside[:-1]
    return [Span("quote", inside=tuple(inside))] if inside else []


@dataclass(frozen=True)
class _Mark:
    char: str
    opens: bool
    closes: bool


def _parse_inline(text: str, verbatim: bool) -> list[Span]:
    pieces: list[Span | _Mark] = []
    at = 0
    for token in _TOKEN.finditer(text):
        if token.start() > at:
            pieces.append(Span("text", unescape(text[at : token.start()])))
        pieces.append(_piece(token, text, verbatim))
        at = token.end()
    if at < len(text):
        pieces.append(Span("text", unescape(text[at:])))
    closers = {
        char: [
            n
            for n, piece in enumerate(pieces)
            if isinstance(piece, _Mark) and piece.char == char and piece.closes
        ]
        for char in _MARKS
    }
    return list(_joined(_paired(pieces, 0, len(pieces), closers, frozenset())))


def _piece(token: re.Match[str], text: str, verbatim: bool) -> Span | _Mark:
    found = token.group()
    match token.lastgroup:
        case "angle":
            return _reference(found)
        case "code":
            return Span("code", unescape(token["code"]))
        case "url" if not verbatim:
            return Span("link", "", unescape(found))
        case "emoji":
            return Span("text", emoji(found.strip(":").split("::")[0]) or found)
        case "mark":
            before, after = text[: token.start()][-1:], text[token.end() : token.end() + 1]
            return _Mark(
                found,
                opens=not before.isalnum() and bool(after.strip()),
                closes=bool(before.strip()) and not after.isalnum(),
            )
    return Span("text", unescape(found))


def _paired(
    pieces: Sequence[Span | _Mark],
    start: int,
    end: int,
    closers: dict[str, list[int]],
    open_marks: frozenset[str],
) -> Iterator[Span]:
    """Turn marks that have a partner into spans; a mark never nests in itself, so depth is small."""
    at = start
    while at < end:
        piece = pieces[at]
        at += 1
        if isinstance(piece, Span):
            yield piece
            continue
        close = None
        if piece.opens and piece.char not in open_marks:
            ends = closers[piece.char]
            following = bisect_right(ends, at)
            close = ends[following] if following < len(ends) else None
        if close is None or close >= end:
            yield Span("text", piece.char)
            continue
        inside = _paired(pieces, at, close, closers, open_marks | {piece.char})
        yield Span(_MARKS[piece.char], inside=tuple(_joined(inside)))
        at = close + 1


def _joined(spans: Iterator[Span]) -> Iterator[Span]:
    """Put neighbouring literal texts together."""
    texts: list[str] = []
    for span in spans:
        if span.kind == "text":
            texts.append(span.text)
            continue
        if texts:
            yield Span("text", "".join(texts))
            texts.clear()
        yield span
    if texts:
        yield Span("text", "".join(texts))


def _reference(found: str) -> Span:
    """What stands between angle brackets: a mention, a date or a link; anything else is literal."""
    target, _, label = found[1:-1].partition("|")
    label = unescape(label)
    if target[:1] in _REFERENCES and target[1:].isalnum():
        return Span(_REFERENCES[target[0]], label, target[1:])
    if target.startswith("!"):
        return _special(*target[1:].partition("^")[::2], label) or Span("text", label or unescape(found))
    if _ANY_SCHEME.match(target):
        return Span("link", label, unescape(target))
    return Span("text", unescape(found))


def _special(what: str, detail: str, label: str) -> Span | None:
    if what in ("here", "channel", "everyone"):
        return Span("here", what)
    if what == "subteam":
        return Span("group", label, detail)
    return Span("date", label, detail) if what == "date" else None
