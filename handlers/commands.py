"""Slash commands: one listener for all, since the line says which it was."""

from typing import Any

from slack_bolt import Ack, BoltContext, BoltResponse, Respond

from bot.actors import Tenant
from bot.hiring.lines.hiring import is_about_insights, is_about_reminders
from bot.hiring.lines.scoping import asks_to_scope
from bot.hiring.text.resumes import looks_like_resume
from bot.services.deps import Deps
from bot.slack.text import unescape
from handlers.actors import acting
from handlers.insights import answer_about_insights
from handlers.lines import Place, compose, compose_asking, respond_with
from handlers.reminders import answer_about_reminders
from handlers.scoping.begin import begin_by_command


def handle_command(
    ack: Ack,
    command: dict[str, Any],
    respond: Respond,
    deps: Deps,
    tenant: Tenant,
    context: BoltContext,
) -> BoltResponse | None:
    """Answer on the ack itself, or a moment later when Slack must say first who reads the channel."""
    line = f"{command['command'].removeprefix('/')} {unescape(command.get('text', ''))}".strip()
    place = Place(tenant, command["channel_id"])
    known = asks_to_scope(line) or is_about_reminders(line) or is_about_insights(line)
    if known and not looks_like_resume(line):
        actor = acting(context, tenant, command["user_id"], command["team_id"], "command")
        if is_about_reminders(line):
            return BoltResponse(status=200, body=answer_about_reminders(deps, place, actor, line).body)
        if is_about_insights(line):
            return BoltResponse(status=200, body=answer_about_insights(deps, actor, line).body)
        begin_by_command(ack, command, line, respond, deps, actor)
        return None
    message = compose(deps, place, line)
    if message is not None:
        # Returned instead of passed to ack(), which would write the same JSON once more.
        return BoltResponse(status=200, body=message.body)
    ack()
    deps.background.submit(lambda: respond_with(respond, compose_asking(deps, place, line)))
    return None
