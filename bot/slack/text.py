"""Text on its way in and out of Slack: unescape what people sent, escape what we show, tell ids apart."""

import re
from itertools import islice
from typing import Literal
from unicodedata import bidirectional

# No label holds a "<": Slack has escaped it, and what forges one is not read to its end again and again.
_LINK = re.compile(r"<(?![@#!])([^|<>]*+)\|?([^<>]*+)>")
_CALL = re.compile(r"<!([^|<>^]++)[^|<>]*+(?:\|([^<>]*+))?>")
_UNSEEN = re.compile(  # no-width and direction marks, and what a keyboard cannot type
    "[\0-\x08\x0e-\x1f\x7f\xad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]"
)
_SENTENCE = re.compile(r".*?[.!?…][”’*_]*(?=\s|$)", re.DOTALL)
_MENTION = re.compile(r"<[@#][A-Z0-9]++(?:\|([^<>]*+))?>")
_WORD = re.compile(r"(?:<[^>]*+>|[^\s<])+|<")
_ENDS = re.compile(r"[.!?…][”’*_)]*(?=\s|$)")
_SENTENCES, _NOTIFIED = 2, 150  # of a notification
_HEAD = 300  # characters of a message that are enough for it, where all of them are seen
PERSON = re.compile(r"<@([UW][A-Z0-9]++)(?:\|[^<>]*+)?>")
"""Finds the id of a person who is mentioned."""

_KINDS: dict[str, Literal["person", "direct", "channel"]] = {
    "U": "person",
    "W": "person",
    "D": "direct",
    "C": "channel",
    "G": "channel",
}


def kind_of_id(id_: str) -> Literal["person", "direct", "channel"] | None:
    """What the id of a conversation or a recipient names; None for "" and for ids of anything else."""
    return _KINDS.get(id_[:1])


def escape(text: str) -> str:
    """Escape the three characters Slack reads as markup, so that `<!channel>` and `<@U1>` stay plain text."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def isolate(text: str) -> str:
    """Keep a text that is written from right to left from carrying along what stands beside it."""
    return f"\u2068{text}\u2069" if any(bidirectional(each) in ("R", "AL") for each in text) else text


def without_unseen(text: str) -> str:
    """Leave out the marks that nobody sees or types; a database refuses one of them."""
    return _UNSEEN.sub("", text)


def unescape(text: str) -> str:
    """Give back what a person typed: links and mentions become their labels, entities their characters."""
    return _unescape(text).strip()


def unescape_keeping_people(text: str) -> str:
    """Give back what a person typed, with mentions as `<@U…>`: for lines that say who."""
    parts = []
    end = 0
    for mention in PERSON.finditer(text):
        parts += [_unescape(text[end : mention.start()]), f"<@{mention.group(1)}>"]
        end = mention.end()
    return "".join([*parts, _unescape(text[end:])]).strip()


def _unescape(text: str) -> str:
    text = without_unseen(text)
    if "<" in text:
        text = _CALL.sub(lambda call: call.group(2) or f"@{call.group(1)}", text)
        text = _LINK.sub(lambda link: link.group(2) or link.group(1), text)
        text = _MENTION.sub(lambda mention: mention.group(1) or "", text)
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def shorten(text: str, limit: int) -> str:
    """Cut to `limit` characters, marking the cut with an ellipsis."""
    return text if len(text) <= limit else text[: limit - 1].rstrip() + "…"


def first_sentences(text: str, most: int) -> str:
    """The first sentences of a text, at most so many; all of a text without an end."""
    found = [each.group() for each in islice(_SENTENCE.finditer(text), most)]
    return "".join(found) or text


def notify(mrkdwn: str) -> str:
    """The first sentence or two of a message, or as many words of them as a notification has room for."""
    head, is_short = mrkdwn[:_HEAD], len(mrkdwn) < _NOTIFIED
    # Where every character is seen, as in most messages, words need not be looked at one by one.
    if "<" not in head and (is_short or ("&" not in head and head.isprintable())):
        line = " ".join(head.split())
        ends = [found.end() for found in islice(_ENDS.finditer(line), _SENTENCES)]
        if len(ends) == _SENTENCES and ends[-1] < _NOTIFIED:
            return line[: ends[-1]]
        if is_short:
            return line
        if (cut := line.rfind(" ", 0, _NOTIFIED)) > 0 and len(line) >= _NOTIFIED:
            return f"{line[:cut].rstrip(',;:')}…"
    kept: list[str] = []
    length = sentences = 0  # of what a person sees
    for found in _WORD.finditer(mrkdwn):
        word = found.group()
        if sentences == _SENTENCES:
            break
        is_plain = "<" not in word and "&" not in word and word.isprintable()
        length += bool(kept) + len(word if is_plain else _unescape(_MENTION.sub("@somebody", word)))
        if length >= _NOTIFIED:
            return f"{' '.join(kept).rstrip(',;:') or escape(unescape(word)[: _NOTIFIED - 1])}…"
        kept.append(word)
        sentences += word.rstrip("”’*_)").endswith((".", "!", "?", "…"))
    return " ".join(kept)
