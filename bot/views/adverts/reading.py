"""The role that a text describes: the likeliest roles, the words that decided, and what to do next."""

from collections.abc import Sequence

from bot.hiring.adverts.mismatches import Mismatch
from bot.hiring.adverts.role_reading import RoleReading, is_foreign_text, is_long
from bot.hiring.reading.belief import NO_LLM_ROLE
from bot.hiring.reading.reader import MOST_READ
from bot.hiring.scoping.ranking import first_of
from bot.slack.blocks import (
    Block,
    Message,
    actions,
    ask_button,
    button,
    context,
    header,
    section,
)
from bot.slack.ids import ActionId
from bot.slack.text import escape, first_sentences, shorten
from bot.views.buttons import feedback_row, open_button, scope_button
from bot.views.common import count_words
from bot.views.scoping.readings import build_readings, name_of
from bot.views.targets import Subject

_QUOTE = 60
_MISMATCHES = 2
_ROOM = 45  # words that leave room for all that does not go together
_HARDLY = 1 / 3  # a share of the first reading that tells nothing
_IN_BUTTON = 1500  # characters of a text that a button carries
_CAUTION = "Read from the words alone, so it may be wrong."


def build_reading(answer: RoleReading, *, message: str = "", file: str = "") -> Message:
    """Build the reading of a message, or of a `file` by its name.

    `message` is the text's place ("D1:1700000000.000100"), when it can be read there again.
    """
    understanding, content = answer.understanding, answer.content
    told, why = _verdict(answer)
    blocks = [header(told), *([section(why)] if why else []), *build_readings(understanding, content)]
    if asked := _asked_for(answer):
        blocks.append(section(asked))
    blocks += map(section, mismatch_notes(answer.mismatches, briefly=count_words(blocks) > _ROOM))
    notes = [f"Read: {escape(shorten(file, 80))}."] if file else []
    if answer.title_guessed:
        notes.append(guessed_title_note(answer.title))
    if len(answer.text) > MOST_READ:
        notes.append(f"Only the first {MOST_READ:,} characters were read.")
    kept = answer.text
    if not Subject(text=kept).fits:
        kept = "" if message else answer.text[:_IN_BUTTON]
        if not message:
            notes.append(
                f"A conversation begins from its first {_IN_BUTTON:,} characters. To check all of it as an "
                "advert, paste it behind `role check`."
            )
    subject = Subject(text=kept) if kept else Subject(message=message)
    blocks += [context(_CAUTION, *notes), actions(*_buttons(answer, subject))]
    if understanding.evidence:
        blocks.append(feedback_row(understanding.belief.first))
    return Message(f"{told}.", blocks)


def mismatch_notes(mismatches: Sequence[Mismatch], *, briefly: bool = False) -> list[str]:
    """What does not go together, in mrkdwn: one with the words that it is about, or two without them.

    `briefly`, the first sentence of each.
    """
    if len(mismatches) == 1 and not briefly:
        quotes = " · ".join(f"“{escape(shorten(quote, _QUOTE))}”" for quote in mismatches[0].quotes[:2])
        return [f":warning: {escape(mismatches[0].says)}" + (f"\n{quotes}" if quotes else "")]
    told = [first_sentences(each.says, 1) if briefly else each.says for each in mismatches[:_MISMATCHES]]
    left = len(mismatches) - _MISMATCHES
    return [*(f":warning: {escape(each)}" for each in told), *([f"And {left} more."] if left > 0 else [])]


def guessed_title_note(title: str) -> str:
    """Say which line was taken for the title, and how to say which one is."""
    told = escape(shorten(title, 40))
    return f"I took the first line, “{told}”, for the title. If it isn't, put “Title: …” above it."


def _verdict(answer: RoleReading) -> tuple[str, str]:
    """What it is in a few words, and a sentence on why, in mrkdwn."""
    understanding, content = answer.understanding, answer.content
    first = understanding.belief.first
    asks = f" I would ask: _{escape(answer.question)}_" if answer.question else ""
    hardly = not answer.settled and understanding.belief.shares[first] < _HARDLY
    if hardly or not understanding.quotes(first)[0]:
        why = "Nothing in it tells the roles that get called LLM engineer apart, so I do not guess."
        if is_foreign_text(answer.text):
            why = "I read English only, and most of this is not in English. Send me its English version."
        return "I cannot tell which role this is", why + asks
    if not answer.settled:
        why = "What it says fits more than one role, so I would rather ask than guess."
        if answer.too_many:
            return "It asks for several roles at once", asks.strip()
        return "I cannot tell yet which role this is", why + asks
    if first == NO_LLM_ROLE:
        return "Most likely not an LLM role", "What it asks for is done without building on language models."
    return f"Most likely: {name_of(first, content)}", escape(content.roles[first].in_short)


def _asked_for(answer: RoleReading) -> str:
    """The specialties it asks for, and how to split them when they are too many for one person."""
    understanding, content = answer.understanding, answer.content
    wanted = answer.too_many or sorted(understanding.specialties, key=understanding.belief.ranked.index)
    names = [f"*{name_of(each, content)}*" for each in wanted]
    all_of_them = " and ".join(filter(None, (", ".join(names[:-1]), *names[-1:])))
    if answer.too_many:
        first, _ = first_of(wanted)
        return (
            f":warning: That is more than one person: {all_of_them}. One way: "
            f"*{name_of(first, content)}* now, the others with the next hires."
        )
    return f"It asks for {all_of_them}." if len(names) > 1 else ""


def _buttons(answer: RoleReading, subject: Subject) -> list[Block]:
    understanding = answer.understanding
    settled = answer.settled and understanding.evidence
    scope = scope_button("Scope this role" if settled else "Ask me", subject, style="primary")
    buttons = [scope, open_button(answer.title)]
    if is_long(answer.text) and _holds_all(subject, answer.text):
        return [*buttons, button("Check this advert", ActionId.CHECK, subject.pack())]
    role = answer.content.roles.get(understanding.belief.first) if settled else None
    if role is not None:
        buttons.append(ask_button("What does it pay?", f"salary {role.words[0]}"))
    return buttons


def _holds_all(subject: Subject, text: str) -> bool:
    """Whether a button with this subject leads to the whole text."""
    return bool(subject.message) or (subject.text == text and subject.fits)
