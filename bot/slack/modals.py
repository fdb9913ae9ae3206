"""An answer in a modal, which has room and alerts but no tables: rows become paragraphs."""

from collections.abc import Iterator, Sequence

from bot.slack.blocks import ALERT_TEXT, SECTION_TEXT, Block, Message, alert, modal, section
from bot.slack.ids import Callback
from bot.slack.text import escape

_NOT_IN_MODALS = ("context_actions", "data_visualization")
_WARNING = ":warning: "
_MENTIONS = {"user": "<@{user_id}>", "channel": "<#{channel_id}>"}


def answer_view(message: Message, title: str = "Rolecall") -> Block:
    """Build an answer as a modal, where there is no channel to answer in, or in a form's place."""
    return modal(title, for_modal(message.blocks), callback_id=Callback.ANSWER)


def for_modal(blocks: Sequence[Block]) -> list[Block]:
    """Leave out of a message's blocks what a modal may not have, and write its tables as paragraphs.

    A warning, which is small print in a message, stands out in a modal.
    """
    shown: list[Block] = []
    for block in blocks:
        if block["type"] in ("table", "data_table"):
            shown += _paragraphs(block["rows"])
        elif warning := _warning(block):
            shown.append(alert(warning, "warning"))
        elif block["type"] not in _NOT_IN_MODALS:
            shown.append(block)
    return shown


def _warning(block: Block) -> str:
    """What a block warns of, if it does and an alert has room for it."""
    texts = [each.get("text", "") for each in block["elements"]] if block["type"] == "context" else []
    text = texts[0].removeprefix(_WARNING) if len(texts) == 1 and texts[0].startswith(_WARNING) else ""
    return text if len(text) <= ALERT_TEXT else ""


def _paragraphs(rows: Sequence[Sequence[Block]]) -> Iterator[Block]:
    """A paragraph for each row below the first, which names the cells; many of them to a section."""
    names, *others = [[_cell(cell) for cell in row] for row in rows]
    told = ""
    for first, *cells in others:
        named = [f"{name}: {cell}" if name else cell for name, cell in zip(names[1:], cells, strict=True)]
        paragraph = "\n".join([f"*{first}*", *named])
        if told and len(told) + len(paragraph) + 2 > SECTION_TEXT:
            yield section(told)
            told = ""
        told += f"\n\n{paragraph}" if told else paragraph
    if told:
        yield section(told)


def _cell(cell: Block) -> str:
    """A cell in mrkdwn."""
    if cell["type"] == "rich_text":
        return "".join(_part(part) for line in cell["elements"] for part in line["elements"])
    return escape(str(cell["text"] if "text" in cell else cell["value"])).strip()


def _part(part: Block) -> str:
    if part["type"] in _MENTIONS:
        return _MENTIONS[part["type"]].format(**part)
    if part["type"] == "link":
        return f"<{part['url']}|{escape(str(part.get('text') or part['url']))}>"
    return escape(str(part.get("text") or part.get("fallback", "")))
