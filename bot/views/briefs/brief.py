"""Briefs in Slack: a summary, all of it in a modal, and the Markdown to copy."""

from collections.abc import Sequence
from typing import Any, Literal

from bot.hiring.briefs.brief import COMPARED, Brief, BriefVersion, Specialty, differences
from bot.hiring.briefs.draft import likely_start
from bot.hiring.briefs.fields import write_fields
from bot.hiring.briefs.lasting import fundamental_lines, passing_lines, surviving_lines
from bot.hiring.briefs.markdown import (
    kit_lines,
    market_line,
    pay_lines,
    reading_line,
    review_lines,
    write_markdown,
)
from bot.hiring.requisitions import Action, Requisition
from bot.hiring.scoping.weighing import Understanding
from bot.hiring.text.dates import write_day
from bot.slack import ids
from bot.slack.blocks import (
    SECTION_TEXT,
    Block,
    Message,
    actions,
    ask_button,
    button,
    context,
    header,
    modal,
    preformatted,
    section,
)
from bot.slack.text import escape, shorten
from bot.views.briefs.posting import BesidePay, build_own, build_postings
from bot.views.buttons import action_button, undo_button
from bot.views.common import draft_note, name, wording_line
from bot.views.scoping.readings import build_readings
from bot.views.targets import BriefTarget, target
from content import Content

Pay = Literal["all", "market", "none"]  # what of pay is shown: all, what a source says, or nothing
_Does = Literal["sign", "edit", "skill", "all", "export", "open"]
_SHORT = (300, 120, 60, 30)
_SHARED = "People of another company may read along here, so pay stays out of it."
_NOT_FOR_ALL = "What the company pays is for the people of the requisition and its hiring channel."
_TITLE, _MISSION = 60, 110  # characters in the summary
_QUOTED = {1: 45, 2: 120}  # characters of a quote where one, or two, are shown
_NOT_THIS = "Explicitly not this role"


def build_brief(shown: BriefVersion, content: Content, pay: Pay, *, briefly: bool = False) -> Message:
    """Build the summary of a brief: the mission, the role, and how much more *Show all* has.

    The company's pay is not in it: a thread has more readers than the requisition's budget. Where much stands
    above it already, it is told `briefly`, without the mission.
    """
    brief = shown.brief
    title = escape(shorten(brief.title, _TITLE))
    blocks = [
        section(f"*Brief: {title}*\n{_standing(shown)}"),
        *([] if briefly else [section(f"*Mission*\n{escape(shorten(brief.mission, _MISSION))}")]),
        section("\n".join(_readings(brief, content, quotes=1))),
        section(_rest(shown)),
    ]
    if pay != "none":
        label = "Nearest market pay" if brief.market and brief.market_gap else "Market pay"
        blocks.append(section(f"*{label}:* {escape(market_line(brief))}"))
    if shown.held is not None and shown.signed_at is None:
        lines = [COMPARED[field] for field in differences(shown.held, brief)]
        told = ", ".join(lines) or "nothing that shows"
        blocks.append(section(f"*Differs from version {shown.held_version}, which holds:* {told}"))
    return Message(
        f"Brief: {title}, {_short_standing(shown)}.", [*blocks, actions(*_buttons(shown, content))]
    )


def build_all(
    shown: BriefVersion, content: Content, pay: Pay, channel: str = "", beside: BesidePay | None = None
) -> Block:
    """Build all of a brief as a modal, opened in `channel`; `beside` stands below its pay."""
    brief = shown.brief
    blocks = [
        header(brief.title),
        section(_standing(shown)),
        section(f"*Mission*\n{escape(brief.mission)}"),
        section("\n".join(_readings(brief, content))),
        _listed(_NOT_THIS, brief.not_this),
        _listed("By when", [f"{write_day(each.by)}: {each.what}" for each in brief.outcomes]),
        _must_haves(brief),
        _listed("Survives the tools", surviving_lines(brief)),
        *_passing(shown, channel),
        _listed("The four that age well", fundamental_lines(brief, content)),
        _listed("Can be learned on the job", brief.learnable),
        _listed("The week", [brief.week] if brief.week else []),
        _listed("What this level decides", [f"{brief.level}: {brief.decides}"] if brief.level else []),
        _listed("Title to post", [brief.title]),
        _listed("Titles not to post", [f"{each.title}: {each.why}" for each in brief.rejected]),
        *_pay(brief, pay, beside),
        _listed("Where to look", brief.pools),
        _listed("Interview kit", kit_lines(brief, content)),
        _listed("Open questions", brief.open),
        _listed("What could not be told", brief.unknown),
        _listed("Look back", review_lines(brief)),
        *_source(shown, content),
        *_differences(shown, pay),
        actions(*_buttons(shown, content, channel, in_modal=True)),
    ]
    return modal("Brief", [block for block in blocks if block], callback_id=ids.Callback.ANSWER)


def build_export(shown: BriefVersion, content: Content, pay: Pay) -> Block:
    """Build the Markdown of a brief as a modal, to be copied. Preformatted text keeps every character."""
    text = write_markdown(shown, content, pay=pay == "all")
    return modal("Markdown to copy", preformatted(text), callback_id=ids.Callback.ANSWER)


def build_signed(requisition: Requisition, by: str, content: Content) -> Message:
    """Build the message to the thread after a brief is signed."""
    specialty = content.roles[requisition.specialty or ""]
    named = escape(shorten(requisition.title, 60))
    second = f", with some {content.roles[requisition.secondary].name}" if requisition.secondary else ""
    told = (
        f":white_check_mark: <@{by}> signed version {requisition.brief} of the brief. "
        f"{name(requisition)} is defined: {escape(specialty.name + second)}."
    )
    following = actions(
        ask_button("Interview kit", f"interview --requisition {requisition.number}") | {"style": "primary"},
        ask_button("Where to look", f"sourcing {specialty.words[0]}"),
        ask_button("Brief", f"req brief {requisition.number}"),
        undo_button(requisition),
    )
    return Message(
        f"<@{by}> signed the brief: {named} is {escape(specialty.name)}.", [section(told), following]
    )


def build_no_brief(
    requisition: Requisition | None, understanding: Understanding, content: Content
) -> list[Block]:
    """Build the message instead of a brief: the role is no LLM role, or nothing is known of it yet."""
    if not understanding.quotes(understanding.belief.first)[0]:
        told = (
            "Nothing was said yet that tells the roles apart, so there is no brief. Answer a question or two."
        )
        return [section(told)]
    blocks = build_readings(understanding, content)
    blocks.append(section(f"There is no brief for this. {escape(content.briefs.not_llm)}"))
    if requisition is not None and requisition.can(Action.NOT_LLM):
        blocks.append(actions(action_button(target(Action.NOT_LLM, requisition))))
    return blocks


def _rest(shown: BriefVersion) -> str:
    """What else a brief has, counted."""
    brief = shown.brief
    last, passing = write_day(brief.outcomes[-1].by), len(passing_lines(brief))
    counts = [
        (len(brief.outcomes), "outcome", f" by {last}"),
        (len(brief.must_haves), "must-have", f", {passing} may not outlast the tools" if passing else ""),
        (len(brief.open) + len(brief.unknown), "open question", ""),
    ]
    counted = [
        f"{number} {what}{'' if number == 1 else 's'}{more}" for number, what, more in counts if number
    ]
    return " · ".join(counted)


def _source(shown: BriefVersion, content: Content) -> list[Block]:
    """Where the words of a draft come from; a signed brief is the words of who signed it."""
    if shown.signed_at is not None:
        return []
    notes = ["A draft to make your own.", wording_line(content.sources[content.briefs.wording])]
    if shown.held is None and shown.revision == 1:
        start = write_day(likely_start(shown.drafted_at.date(), content))
        notes.insert(1, f"Its days count from a start on {start}.")
    return [context(" ".join(notes))]


def _short_standing(shown: BriefVersion) -> str:
    return f"version {shown.version}, {'signed' if shown.signed_at else 'not signed yet'}"


def _must_haves(brief: Brief) -> Block:
    return _listed(
        "Must-haves, with what to ask", [f"{each.what}: {each.tests}" for each in brief.must_haves]
    )


def _passing(shown: BriefVersion, channel: str = "") -> list[Block]:
    """The must-haves that name a tool, with the button that says the skill instead; none when none does."""
    lines = passing_lines(shown.brief)
    if not lines:
        return []
    block = _listed(":hourglass: Does not survive the tools", lines)
    if _may_edit(shown):
        block["accessory"] = _button(shown, "Say the skill instead", "skill", channel)
    return [block]


def _standing(shown: BriefVersion) -> str:
    of = f"Requisition {shown.requisition.number}" if shown.requisition else "No requisition yet"
    if shown.signed_by is None or shown.signed_at is None:
        return f"{of} · version {shown.version}, draft {shown.revision} · not signed yet"
    held = "" if shown.holds else " · does not hold any more"
    signed = f"signed by <@{shown.signed_by}>, {write_day(shown.signed_at.date())}"
    return f"{of} · version {shown.version} · {signed}{held}"


def _readings(brief: Brief, content: Content, quotes: int = 2) -> list[str]:
    lines = [_reading("Role", brief.primary, content, quotes)]
    return lines + ([_reading("and some", brief.secondary, content, quotes)] if brief.secondary else [])


def _reading(label: str, specialty: Specialty, content: Content, most: int) -> str:
    quotes = " and ".join(f"“{escape(shorten(quote, _QUOTED[most]))}”" for quote in specialty.quotes[:most])
    told = f"*{label}:* {escape(reading_line(specialty, content))}"
    return f"{told}, for {quotes}" if quotes else told


def _pay(brief: Brief, pay: Pay, beside: BesidePay | None) -> list[Block]:
    if pay == "none":
        return [context(f":lock: {_SHARED}")]
    blocks = [_listed("Pay", pay_lines(brief, pay=pay == "all"))]
    if pay != "all":
        return [*blocks, context(f":lock: {_NOT_FOR_ALL}")]
    return [*build_own(beside), *blocks, *build_postings(beside)] if beside else blocks


def _differences(shown: BriefVersion, pay: Pay) -> list[Block]:
    """What a new version says otherwise than the signed one, which holds until somebody signs again."""
    if shown.held is None or shown.signed_at is not None:
        return []
    before, after = write_fields(shown.held), write_fields(shown.brief)
    lines = []
    for field in differences(shown.held, shown.brief):
        line = COMPARED[field]
        if field in before and (pay == "all" or field not in ("company", "budget", "posting")):
            line += f": was “{_flat(before[field])}”, now “{_flat(after[field])}”"
        lines.append(line)
    heading = f"Differs from version {shown.held_version}, which is signed and holds"
    return [_listed(heading, lines or ["nothing that shows"])]


def _flat(text: str) -> str:
    return " / ".join(text.splitlines()) or "nothing"


def _confirm(shown: BriefVersion, content: Content) -> Block:
    """What is asked before somebody signs: every reader has the same button, so it names nobody."""
    role = content.roles.get(shown.brief.primary.role)
    number = shown.requisition.number if shown.requisition else ""
    text = (
        f"Version {shown.version}, {role.name if role else shown.brief.primary.role}. It defines requisition "
        f"{number} and ends its reminders. You can undo it."
    )
    return {
        "title": {"type": "plain_text", "text": "Sign it with your name?"},
        "text": {"type": "plain_text", "text": text},
        "confirm": {"type": "plain_text", "text": "Sign"},
        "deny": {"type": "plain_text", "text": "Not yet"},
    }


def build_unsigned(shown: BriefVersion) -> Block:
    """Build the line that says that a brief waits for a signature, with the button that shows it."""
    return section(draft_note(shown.brief.title), _button(shown, "Read it", "all", ""))


def _buttons(
    shown: BriefVersion, content: Content, channel: str = "", *, in_modal: bool = False
) -> list[Block]:
    made = []
    if shown.requisition is None:
        made.append(_button(shown, "Open a requisition for it", "open", channel, style="primary"))
    elif not shown.holds and shown.requisition.can(Action.SIGN):
        made.append(
            _button(shown, "Sign", "sign", channel, style="primary", confirm=_confirm(shown, content))
        )
    if _may_edit(shown):
        made.append(_button(shown, "Edit", "edit", channel))
    if in_modal:
        return [*made, _button(shown, "Markdown", "export", channel)]
    return [*made, _button(shown, "Show all", "all", channel)]


def _button(shown: BriefVersion, label: str, does: _Does, channel: str, **extra: Any) -> Block:
    aim = BriefTarget(brief=shown.id, revision=shown.revision, does=does, channel=channel)
    return button(label, f"{ids.ActionId.BRIEF}.{does}", aim.pack(), **extra)


def _may_edit(shown: BriefVersion) -> bool:
    return shown.requisition is None or shown.requisition.can(Action.SIGN)


def _listed(heading: str, lines: Sequence[str]) -> Block:
    """A heading with lines of people's own words, each cut if all of them would not fit; {} for no lines."""
    if not lines:
        return {}
    for most in _SHORT:
        told = "\n".join([f"*{heading}*", *(f"• {escape(shorten(line, most * 2))}" for line in lines)])
        if len(told) <= SECTION_TEXT:
            break
    return section(told)
