"""`hiring insights`: what a workspace can learn from its roles, wherever it was asked."""

from bot.services import insights
from bot.slack.blocks import Message
from bot.slack.text import escape, shorten
from bot.views.answers.help import build_plain
from bot.views.insights import build_csv, build_insights, csv_in_full, insights_in_full
from handlers.replies import Reply


def answer_about_insights(reply: Reply, rest: str, *, in_full: bool = False) -> Message:
    """Show the numbers to a person of the company, or give them as CSV; `rest` is what else was typed.

    A modal has no charts and more room, so it shows them `in_full`.
    """
    deps = reply.deps
    if rest and rest.casefold() not in ("csv", "as csv"):
        told = f"I do not know “{escape(shorten(rest, 60))}”."
        return build_plain(f"{told} Type `/hiring insights`, or `/hiring insights csv` for a spreadsheet.")
    content = deps.assistant.content
    counted = insights.count_for(deps, reply.actor())
    if in_full or not reply.has_charts:
        return csv_in_full(counted) if rest else insights_in_full(counted, content)
    return build_csv(counted) if rest else build_insights(counted, content)
