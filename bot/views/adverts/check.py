"""The findings in a job advert: each quotes it, says why it matters, and what to write instead."""

from bot.hiring.adverts.check import AdvertCheck
from bot.hiring.adverts.finding import Finding
from bot.hiring.reading.reader import MOST_READ
from bot.slack.blocks import (
    SECTION_TEXT,
    Block,
    Message,
    actions,
    ask_button,
    context,
    divider,
    header,
    section,
)
from bot.slack.text import escape, shorten
from bot.views.adverts.reading import IN_BUTTON, guessed_title_note
from bot.views.buttons import open_button, scope_button
from bot.views.common import linked, wording_line
from bot.views.targets import Subject
from content.schema.sources import Law, Source

_QUOTES = 3  # shown of each finding
_MOST, _APART = 40, 20  # findings, and those with a line between them: a message has room for 50 blocks
_TO_MEND = "What to mend in this advert"
_CLEAN = "Nothing to mend in this advert"
_UNCLEAR = (
    ":grey_question: I cannot tell which role this is, and neither may its readers. Say in the first lines "
    "what exists in six months that does not exist today."
)
_NO_LLM_ROLE = "It reads like work without a language model, so I looked at its words, years and pay only."
_CAUTION = "Read from the words alone, so it may be wrong. You decide what stays."


def build_check(answer: AdvertCheck, *, message: str = "", file: str = "") -> Message:
    """Build the findings in an advert: in a `message` that can be read again, or in a `file`."""
    told = _TO_MEND if answer.findings or answer.is_unclear else _CLEAN
    blocks = [header(told)]
    if told == _CLEAN:
        blocks.append(section(f":white_check_mark: {escape(answer.clean)}"))
    shown = answer.findings[:_MOST]
    for finding in shown:
        blocks += (
            [section(_finding(finding)), divider()] if len(shown) <= _APART else [section(_finding(finding))]
        )
    if left := [escape(finding.name) for finding in answer.findings[_MOST:]]:
        blocks.append(section(f"And {'; '.join(left)}"))
    if answer.role is None:
        blocks.append(section(_UNCLEAR if answer.is_unclear else _NO_LLM_ROLE))
    notes = [f"Read: {escape(shorten(file, 80))}."] if file else []
    if answer.title_guessed:
        notes.append(guessed_title_note(answer.title))
    if len(answer.text) > IN_BUTTON and not message:
        notes.append(f"A conversation begins from the first {IN_BUTTON:,} characters of it.")
    if answer.cut:
        notes.append(f"Only the first {MOST_READ:,} characters were read.")
    if any(finding.laws for finding in answer.findings):
        notes.append(escape(answer.not_advice))
    blocks.append(context(_CAUTION, *notes, wording_line(answer.wording)))
    blocks.append(actions(*_buttons(answer, message)))
    names = "; ".join(finding.name for finding in answer.findings)
    rest = f": {names}" if names else f". {answer.clean}" if told == _CLEAN else ""
    return Message(shorten(f"{told}{rest}", 500), blocks)


def _finding(finding: Finding) -> str:
    laws = "".join(_law(law, source) for law, source in finding.laws)
    told = "".join(f"\n_{linked(source)}, {source.as_of} · {source.kind}_" for source in finding.sources)
    rest = f"{escape(finding.why)}\n*Instead:* {escape(finding.instead)}{laws}{told}"
    for shown in range(_QUOTES, 0, -1):
        quotes = "\n".join(f">“{escape(quote)}”" for quote in finding.quotes[:shown])
        more = len(finding.quotes) - shown
        left = f"\n>… and {more} more" if more > 0 else ""
        text = f"*{escape(finding.name)}*\n{quotes}{left}\n{rest}"
        if len(text) <= SECTION_TEXT:
            break
    return text


def _law(law: Law, source: Source) -> str:
    return f"\n• {escape(law.place)}: {escape(law.says)} ({linked(source)}, {source.as_of})"


def _buttons(answer: AdvertCheck, message: str) -> list[Block]:
    subject = Subject(message=message) if message else Subject(text=answer.text[:IN_BUTTON])
    buttons = [scope_button("Scope this role", subject), open_button(answer.title)]
    if answer.role is not None:
        word = answer.role.words[0]
        buttons += [
            ask_button("What the role does", f"role {word}"),
            ask_button("Interview kit", f"interview {word} kit"),
        ]
    return buttons
