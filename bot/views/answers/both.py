"""Two answers in one message: whole where short, else what each says first, and a way to the rest."""

from collections.abc import Iterator, Sequence

from bot.slack.blocks import Block, Message, actions, ask_button, divider, section
from bot.slack.text import shorten
from bot.views.common import count_words

_WORDS = 70  # of both; headers, notes and buttons come on top
_CONTROLS = 4


def build_both(answers: Sequence[tuple[Message, str]]) -> Message:
    """Build one message of several answers, each with the line that asks for it alone ("" for none).

    The first answer alone keeps a button that stands out.
    """
    messages = [message for message, _ in answers]
    text = " ".join(message.text for message in messages)
    blocks = [block for message in messages for block in message.blocks]
    controls = sum(len(block.get("elements", ())) for block in blocks if block["type"] == "actions")
    if count_words(blocks) > _WORDS or controls > _CONTROLS:
        parts = [_shortly(message, line) for message, line in answers]
    else:
        parts = [list(message.blocks) for message in messages]
    return Message(text, list(_parted(parts)))


def _shortly(message: Message, line: str) -> list[Block]:
    rows = [block for block in message.blocks if block["type"] == "actions"]
    buttons = [each for row in rows for each in row["elements"] if each["type"] == "button"]
    chosen = [each for each in buttons if each.get("style") == "primary"][:1]
    asks = [ask_button(shorten(line, 40), line)] if line else []
    return [section(message.text), *([actions(*chosen, *asks)] if chosen or asks else [])]


def _parted(parts: Sequence[Sequence[Block]]) -> Iterator[Block]:
    for place, blocks in enumerate(parts):
        if place:
            yield divider()
        for block in blocks:
            yield _plain(block) if place and block["type"] == "actions" else block


def _plain(row: Block) -> Block:
    elements = [{name: held for name, held in each.items() if name != "style"} for each in row["elements"]]
    return {**row, "elements": elements}
