"""A brief as somebody asks for it in a line: the summary or one part of it, and what a signature takes."""

from bot.hiring.briefs.brief import Brief, BriefVersion
from bot.hiring.lines.briefs import BriefLine, BriefPart
from bot.hiring.requisitions import STATE_WORDS, Action
from bot.hiring.text.dates import write_day
from bot.slack.blocks import Message, section
from bot.slack.text import escape
from bot.views.briefs.brief import Pay, build_brief
from content import Content

_HEADS: dict[BriefPart, str] = {
    "must_haves": "Must-haves",
    "outcomes": "Outcomes",
    "not_this": "Explicitly not this role",
    "learnable": "Can be learned on the job",
    "titles": "Title to post, and titles not to",
    "open": "Open questions",
}


def build_asked(shown: BriefVersion, content: Content, pay: Pay, asked: BriefLine) -> Message:
    """Build a brief for a line that asks for it, with its buttons."""
    message = build_brief(shown, content, pay)
    if asked.does == "sign":
        return Message(message.text, [section(_what_it_takes(shown)), *message.blocks])
    if not asked.part:
        return message
    head, *_, buttons = message.blocks
    lines = _lines(shown.brief, asked.part) or ["None."]
    told = "\n".join([f"*{_HEADS[asked.part]}*", *(f"• {escape(line)}" for line in lines)])
    return Message(message.text, [head, section(told), buttons])


def _what_it_takes(shown: BriefVersion) -> str:
    if shown.requisition is None:
        return "A signature defines a requisition, and this brief has none yet. Open one for it, then sign."
    if shown.holds:
        return f"<@{shown.signed_by}> has signed it already."
    if not shown.requisition.can(Action.SIGN):
        return f"It cannot be signed: its requisition is {STATE_WORDS[shown.requisition.state]}."
    return "Press *Sign* below. It asks once, and puts your name under it."


def _lines(brief: Brief, part: BriefPart) -> list[str]:
    match part:
        case "must_haves":
            return [each.what for each in brief.must_haves]
        case "outcomes":
            return [f"{write_day(each.by)}: {each.what}" for each in brief.outcomes]
        case "titles":
            return [brief.title, *(f"Not “{each.title}”: {each.why}" for each in brief.rejected)]
        case "open":
            return [*brief.open, *brief.unknown]
        case "not_this":
            return list(brief.not_this)
        case "learnable":
            return list(brief.learnable)
