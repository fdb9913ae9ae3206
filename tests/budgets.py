"""How much a message may say and ask: its budgets, and which of them a message or a whole run breaks.

Messages are read in a column beside other work: one thing to say, one thing to do. What is longer opens in
a modal, a thread or a file. Modals and Home are no messages.
"""

import json
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from bot.local_slack.server import LocalSlack
from bot.slack.text import unescape

Json = dict[str, Any]

MOST_WORDS = 120
MOST_CHARACTERS = 1_500
MOST_CONTROLS = 5
MOST_TEXT = 150
MOST_SENTENCES = 2
LONG_SECTION = 200

NEXT_STEPS = ("req.define", "req.open", "req.review", "scope.start", "brief.sign")
"""What somebody can go on with. A message that offers one of these has a primary button."""

_PAGE = 5  # rows that Slack shows of a data_table that does not say
_POSTS = ("chat.postMessage", "chat.postEphemeral", "chat.update", "response_url")
_MENTION = re.compile(r"<[@#][A-Z0-9]+>")
_EMOJI = re.compile(r":[a-z0-9_+-]+:")
_END = re.compile(r"[.!?…](?=[\s”’*_]|$)")
_ACTIVE = re.compile(r"button|select|overflow|radio_buttons|checkboxes|picker|feedback|text_input")


def broken(text: str, blocks: Sequence[Json]) -> list[str]:
    """Say which budgets a message breaks; nothing when it keeps them all. Without blocks its text is all."""
    shown = "\n".join(_shown(blocks)) if blocks else _plain(text)
    words = sum(any(map(str.isalnum, each)) for each in shown.split())
    controls = list(_controls(blocks))
    buttons = [each for each in controls if each["type"] == "button"]
    primary = [each for each in buttons if each.get("style") == "primary"]
    goes_on = any(_goes_on(each) for each in buttons)
    told = _plain(text)
    sentences = len(_END.findall(told))
    found = {
        f"{words} words": words > MOST_WORDS,
        f"{len(shown)} characters": len(shown) > MOST_CHARACTERS,
        f"{len(controls)} controls": len(controls) > MOST_CONTROLS,
        f"{len(primary)} primary buttons": len(primary) > 1,
        "no primary button, though there is a next step": goes_on and not primary,
        "no text for notifications": not told,
        f"{len(told)} characters for notifications": bool(blocks) and len(told) > MOST_TEXT,
        f"{sentences} sentences for notifications": bool(blocks) and sentences > MOST_SENTENCES,
    }
    return [what for what, wrong in found.items() if wrong] + _twins(buttons) + _unfolded(blocks)


def keep_budgets(slack: LocalSlack) -> None:
    """Fail the running test when the app sent a message that breaks a budget."""
    found = broken_in(slack)
    assert not found, "\n".join(["messages over their budget (tests/budgets.py):", *found])


def broken_in(slack: LocalSlack) -> list[str]:
    """Name every message that the app sent to this Slack and that breaks a budget: what, and its text."""
    return list(
        dict.fromkeys(
            f"{', '.join(problems)}: {text[:100]!r}"
            for text, blocks in _sent(slack)
            if (problems := broken(text, blocks))
        )
    )


def _sent(slack: LocalSlack) -> Iterator[tuple[str, list[Json]]]:
    """Everything that was posted or put in a message's place, also by the acknowledgement of a command."""
    bodies = [call.args for call in slack.journal.calls if call.method in _POSTS and call.status == 200]
    bodies += [each.response for each in slack.journal.of_kind("command") if each.response]
    for body in bodies:
        blocks = body.get("blocks") or []
        if not body.get("delete_original"):
            yield body.get("text") or "", json.loads(blocks) if isinstance(blocks, str) else blocks


def _goes_on(control: Json) -> bool:
    return str(control["action_id"]).startswith(NEXT_STEPS)


def _twins(buttons: Sequence[Json]) -> list[str]:
    """Buttons that one cannot tell apart by what a screen reader says."""
    names = Counter(each["text"]["text"] for each in buttons)
    said = Counter(each.get("accessibility_label", each["text"]["text"]) for each in buttons)
    return [
        f"{times} buttons called {name!r}"
        for name, times in names.items()
        if times > 1
        and any(
            each["text"]["text"] == name
            and ("accessibility_label" not in each or said[each["accessibility_label"]] > 1)
            for each in buttons
        )
    ]


def _unfolded(blocks: Sequence[Json]) -> list[str]:
    """Long sections that do not say whether Slack may fold them."""
    return [
        f"a section of {len(text)} characters without `expand`"
        for block in blocks
        if block["type"] == "section"
        and len(text := "\n".join(_shown([block]))) > LONG_SECTION
        and "expand" not in block
    ]


def _shown(part: Any) -> Iterator[str]:
    """What one reads before pressing anything: of a table its first page, and no labels of buttons."""
    if isinstance(part, list):
        for each in part:
            yield from _shown(each)
    if not isinstance(part, dict):
        return
    kind = part.get("type", "")
    if kind in ("radio_buttons", "checkboxes"):
        for each in part["options"]:
            yield from _shown([each["text"], each.get("description")])
    elif _ACTIVE.search(kind):
        return
    elif kind == "data_table":
        yield part["caption"]
        yield from _shown(part["rows"][: part.get("page_size", _PAGE) + 1])
    elif kind == "raw_number":
        yield str(part.get("text") or part["value"])
    elif isinstance(text := part.get("text"), str):
        yield _plain(text)
    else:
        yield from _shown([value for value in part.values() if isinstance(value, list | dict)])


def _controls(part: Any) -> Iterator[Json]:
    if isinstance(part, list):
        for each in part:
            yield from _controls(each)
    elif isinstance(part, dict):
        if "action_id" in part and _ACTIVE.search(part.get("type", "")):
            yield part
            return
        for value in part.values():
            yield from _controls(value)


def _plain(text: str) -> str:
    """The text as it is read: links by their names, a person or channel as one word."""
    return unescape(_EMOJI.sub("☺", _MENTION.sub("@name", text)))
