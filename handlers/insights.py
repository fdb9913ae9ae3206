"""`hiring insights`: what a workspace can learn from its roles, wherever it was asked."""

from bot.services import insights
from bot.slack.blocks import Message
from bot.slack.text import escape, shorten
from bot.views.answers.help import build_plain
from bot.views.insights import build_csv, build_insights
from handlers.replies import Reply


def answer_about_insights(reply: Reply, rest: str) -> Message:
    """Show the numbers to a person of the company, or give them as CSV; `rest` is what else was typed."""
    deps = reply.deps
    if rest and rest.casefold() not in ("csv", "as csv"):
        told = f"I do not know “{escape(shorten(rest, 60))}”."
        return build_plain(f"{told} Type `/hiring insights`, or `/hiring insights csv` for a spreadsheet.")
    content = deps.assistant.content
    counted = insights.count_for(deps, reply.actor())
    return build_csv(counted) if rest else build_insights(counted, content, charts=reply.has_charts)
