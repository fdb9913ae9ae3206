"""Modals with a chart: they open in words at once, and the picture is put in when Slack has it."""

import logging

from slack_sdk.errors import SlackApiError

from bot.charts.chart import Chart
from bot.slack.blocks import Block
from bot.views.charts import with_chart
from handlers.replies import ClickReply

_GONE_ON = ("not_found", "hash_conflict")  # whoever asked has closed it, or sees something else in it
_log = logging.getLogger(__name__)


def show_with_chart(reply: ClickReply, view: Block, chart: Chart | None) -> None:
    """Show a modal, with the picture of a chart at its top. It may wait for seconds after it has shown it."""
    pictures = reply.deps.pictures
    if chart is None:
        reply.show(view)
        return
    file = pictures.held(reply.tenant, chart)
    if file or not pictures.are_shown:
        reply.show(with_chart(view, chart, file))
        return
    shown = reply.show(view)
    file = pictures.make(reply.tenant, chart)
    try:
        # With its hash: whoever has gone on to something else meanwhile keeps what they see.
        reply.client.views_update(view_id=shown["id"], hash=shown["hash"], view=with_chart(view, chart, file))
    except SlackApiError as refusal:
        _log.info("chart_not_shown %s", refusal.response["error"])
        if refusal.response["error"] not in _GONE_ON:
            pictures.forget(reply.tenant, chart)
