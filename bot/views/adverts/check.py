"""The findings in a job advert: by name, or all of each with its quotes, the reason and what to write."""

from collections.abc import Sequence

from bot.hiring.adverts.check import AdvertCheck
from bot.hiring.adverts.finding import Finding
from bot.hiring.reading.reader import MOST_READ
from bot.slack.blocks import (
    SECTION_TEXT,
    Block,
    Message,
    actions,
    ask_button,
    button,
    context,
    divider,
    header,
    section,
)
from bot.slack.ids import ActionId
from bot.slack.text import escape, shorten
from bot.views.adverts.reading import guessed_title_note
from bot.views.buttons import open_button, scope_button
from bot.views.common import linked, wording_line
from bot.views.targets import Subject
from content.schema.sources import Law, Source

_QUOTES = 3  # shown of each finding
_MOST, _APART = 90, 45  # findings, and those with a line between them: a modal has room for 100 blocks
_NAMED, _NAME, _QUOTED = 5, 45, 30  # findings in the message, characters of a name and of what it is about
_TO_MEND = "What to mend in this advert"
_CLEAN = "Nothing to mend in this advert"
_UNCLEAR = (
    ":grey_question: I cannot tell which role this is, and neither may its readers. Say in the first lines "
    "what exists in six months that does not exist today."
)
_NO_LLM_ROLE = "It reads like work without a language model, so I looked at its words, years and pay only."
_TOO_LONG = "It is too long for a button: send it to me in a message or file to see each with what to write."
_CAUTION = "Read from the words alone, so it may be wrong. You decide what stays."


def build_check(answer: AdvertCheck, *, message: str = "", file: str = "", own: str = "") -> Message:
    """Name the findings in an advert: in a `message` that can be read again, or in a `file`.

    `own` is a line with the company's own band.
    """
    found = len(answer.findings)
    told = f"{found} thing{'' if found == 1 else 's'} to mend in this advert"
    if not found:
        told = _TO_MEND if answer.is_unclear else _CLEAN
    blocks = [header(told), *([section(own)] if own else [])]
    if told == _CLEAN:
        blocks.append(section(f":white_check_mark: {escape(answer.clean)}"))
    if found:
        blocks.append(section("\n".join(_short_lines(answer.findings))))
    if answer.role is None:
        blocks.append(section(_UNCLEAR if answer.is_unclear else _NO_LLM_ROLE))
    notes = [f"Read: {escape(shorten(file, 80))}."] if file else []
    if answer.title_guessed:
        notes.append(guessed_title_note(answer.title))
    if answer.cut:
        notes.append(f"Only the first {MOST_READ:,} characters were read.")
    subject = Subject(message=message) if message else Subject(text=answer.text)
    if not subject.fits:
        notes.append(_TOO_LONG)
    blocks += [context(_CAUTION, *notes), actions(*_buttons(answer, subject))]
    names = " · ".join(finding.name for finding in answer.findings[:2])
    return Message(f"{told}: {names}" if names else told, blocks)


def check_in_full(answer: AdvertCheck) -> list[Block]:
    """Build each finding with its quotes, why it matters, and what to write instead."""
    blocks = [header(_TO_MEND if answer.findings else _CLEAN)]
    shown = answer.findings[:_MOST]
    for finding in shown:
        blocks += (
            [section(_finding(finding)), divider()] if len(shown) <= _APART else [section(_finding(finding))]
        )
    if left := [escape(finding.name) for finding in answer.findings[_MOST:]]:
        blocks.append(section(f"And {'; '.join(left)}"))
    notes = [escape(answer.not_advice)] if any(finding.laws for finding in answer.findings) else []
    return [*blocks, context(_CAUTION, *notes, wording_line(answer.wording))]


def _short_lines(findings: Sequence[Finding]) -> list[str]:
    """The first findings by name, each with the words it is about once; and how many there are besides."""
    lines = []
    for finding in findings[:_NAMED]:
        is_told = not finding.quotes or "“" in finding.name
        quote = "" if is_told else f": “{escape(shorten(finding.quotes[0], _QUOTED))}”"
        lines.append(f"• *{escape(shorten(finding.name, _NAME))}*{quote}")
    left = len(findings) - _NAMED
    return [*lines, f"And {left} more."] if left > 0 else lines


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


def _buttons(answer: AdvertCheck, subject: Subject) -> list[Block]:
    scope = scope_button("Scope this role", subject)
    buttons = [scope | {"style": "primary"}, open_button(answer.title)]
    if answer.findings and subject.fits:
        show = button("Show all", ActionId.CHECK_ALL, subject.pack(), style="primary")
        buttons = [show, scope, open_button(answer.title)]
    if answer.role is not None:
        word = answer.role.words[0]
        buttons.append(ask_button("What the role does", f"role {word}"))
    return buttons
