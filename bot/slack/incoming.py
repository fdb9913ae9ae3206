"""What people and apps write, as we read it: without markup, emoji names and invisible marks."""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from bot.slack.pasted import without_html
from bot.slack.text import PERSON, escape, unescape, unescape_keeping_people

Json = Mapping[str, Any]

_EMOJI = re.compile(
    r"(?<![\w:]):(?:[+-]1|100|1234|[\w'+-]*[a-z][\w'+-]*):(?::skin-tone-\d:)?|[\d#*]\ufe0f?\u20e3",
    re.IGNORECASE,
)
_MARKED = re.compile(r"(?<!\w)([*_~`])(?=\S)([^\n]*?\S)\1(?!\w)")
_FENCE = re.compile(r"^\s*```|```\s*$")
_QUOTED = re.compile(r"^(?:&gt;|>)[ \t]?", re.MULTILINE)
_BEFORE = re.compile(  # list marks and the like, but no part of “.NET” or “--requisition 3”
    r"^(?:[\s•◦▪‣·*_~`\"“”„'‘’>|:;!?…]+|[.,–—-]+(?=\s|$)|[1-9][.)]\s+(?=[^\W\d]))+"
)
_AFTER = re.compile(r"[\s`\"“”]+$")


def typed(text: str, *, bot: str = "", naming: bool = False) -> str:
    """The line that somebody typed: without the bot's name, list marks, quotes and code marks around it.

    `naming` keeps the other people who are mentioned, as `<@U…>`. What is nothing but emoji stays as it is.
    """
    read = unescape_keeping_people if naming else unescape
    said = re.sub(rf"^\s*<@{bot}(?:\|[^>]*)?>[^\w\s<&]*", "", text) if bot else text
    first, newline, rest = _EMOJI.sub(" ", _FENCE.sub("", _QUOTED.sub("", said)).strip()).partition("\n")
    line = without_html(read(_MARKED.sub(r"\2", first) + newline + rest))
    return _AFTER.sub("", _BEFORE.sub("", line)) or (read(said) if _EMOJI.search(said) else "")


def plain(text: str, names: Mapping[str, str]) -> str:
    """A text for a field of a form: its words, with mentions as the names of people."""
    named = PERSON.sub(lambda found: names.get(found[1], ""), text)
    lines = _FENCE.sub("", _QUOTED.sub("", _EMOJI.sub("", named))).splitlines()
    written = without_html(unescape("\n".join(" ".join(_MARKED.sub(r"\2", line).split()) for line in lines)))
    return _BEFORE.sub("", written)


def mentioned(text: str) -> list[str]:
    """The people whom a text mentions, each once."""
    return list(dict.fromkeys(PERSON.findall(text)))


def words_in(message: Json) -> str:
    """All that a message says: its text, what was forwarded in it, and what an app put into blocks."""
    text = message.get("text") or ""
    if message.get("bot_id") or not text:
        text = max(text, _of_blocks(message.get("blocks") or []), key=len)
    return "\n".join(part for part in (text, forwarded(message)) if part)


def forwarded(message: Json) -> str:
    """The words of what a message carries: another message, or an app's post. Previews of links are none."""
    found = [each for each in message.get("attachments") or [] if not _is_preview(each)]
    return "\n\n".join(filter(None, map(_of_attachment, found)))


def _is_preview(attachment: Json) -> bool:
    is_message = attachment.get("is_share") or attachment.get("is_msg_unfurl")
    return bool(attachment.get("from_url") or attachment.get("original_url")) and not is_message


def _of_attachment(attachment: Json) -> str:
    inner = [block for each in attachment.get("message_blocks") or [] for block in _inside(each)]
    fields = [f"{each.get('title', '')}: {each.get('value', '')}" for each in attachment.get("fields") or []]
    written = [attachment.get("pretext"), attachment.get("title"), attachment.get("text"), *fields]
    said = "\n".join(str(each) for each in written if each)
    if not attachment.get("text"):
        said = "\n".join(filter(None, (said, _of_blocks([*(attachment.get("blocks") or []), *inner]))))
    return said or str(attachment.get("fallback") or "")


def _inside(part: Json) -> list[Json]:
    message = part.get("message") or {}
    return list(message.get("blocks") or [])


def _of_blocks(blocks: Iterable[Json]) -> str:
    return "\n".join(text for block in blocks for text in _of_block(block) if text)


def _of_block(block: Json) -> Iterator[str]:
    if block.get("type") == "rich_text":
        yield from (_rich(each) for each in block.get("elements") or [])
        return
    context = block.get("elements") or [] if block.get("type") == "context" else []
    for held in (block.get("text"), *(block.get("fields") or []), *context):
        text = held.get("text") if isinstance(held, Mapping) else held
        if isinstance(text, str):
            yield text


def _rich(element: Json) -> str:
    if element.get("type") == "rich_text_list":
        return "\n".join(f"• {_rich(each)}" for each in element.get("elements") or [])
    return "".join(map(_inline, element.get("elements") or []))


def _inline(element: Json) -> str:
    match element.get("type"):
        case "user":
            return f"<@{element.get('user_id', '')}>"
        case "emoji":
            return f":{element.get('name', '')}:"
        case _:
            return escape(str(element.get("text") or element.get("url") or ""))
