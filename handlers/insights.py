"""`hiring insights`: what a workspace can learn from its roles, wherever it was asked."""

from bot.actors import Actor
from bot.hiring.lines.hiring import read_insights
from bot.services import insights
from bot.services.deps import Deps
from bot.slack.blocks import Message
from bot.slack.text import escape, shorten
from bot.views.answers.help import build_plain
from bot.views.insights import build_csv, build_insights


def answer_about_insights(deps: Deps, actor: Actor, line: str, *, charts: bool = True) -> Message:
    """Show the numbers to a person of the company, or give them as CSV. A modal has no `charts`."""
    rest = read_insights(line)
    if rest and rest.casefold() not in ("csv", "as csv"):
        told = f"I do not know “{escape(shorten(rest, 60))}”."
        return build_plain(f"{told} Type `/hiring insights`, or `/hiring insights csv` for a spreadsheet.")
    content = deps.assistant.content
    counted = insights.count(deps.database, actor.tenant, content.reviews, deps.now())
    return build_csv(counted) if rest else build_insights(counted, content, charts=charts)
