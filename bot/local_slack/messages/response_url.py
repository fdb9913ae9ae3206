"""The endpoint behind response URLs: five answers within thirty minutes, to the place of an interaction."""

import json
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response

from bot.local_slack.contracts import ApiError, Args
from bot.local_slack.messages import posting
from bot.local_slack.slack import Slack
from bot.local_slack.state.hooks import ResponseUrl
from bot.local_slack.state.journal import ApiCall

Json = dict[str, Any]


class ResponseUrls:
    """Answers POST /hooks/…; nothing but the address is needed to use it."""

    def __init__(self, slack: Slack) -> None:
        self._slack = slack

    async def endpoint(self, request: Request) -> Response:
        """Take one answer of the app."""
        fault = self._slack.faults.take("response_url")
        body: Json = {}
        hook: ResponseUrl | None = self._slack.hooks.response_urls.get(request.url.path)
        try:
            if fault is not None and fault.seconds:
                await self._slack.clock.sleep(fault.seconds)
            if fault is not None and (fault.status != 200 or fault.error):
                raise ApiError(fault.error or "internal_error", status=fault.status)
            body = _read(await request.body())
            hook = self._slack.hooks.use(request.url.path, self._slack.clock.now())
            answer_interaction(self._slack, hook, body)
            answer, status = {"ok": True}, 200
        except ApiError as refusal:
            answer = refusal.answer
            status = refusal.status if refusal.status != 200 else 400
        call = ApiCall("response_url", body, answer, status, self._slack.clock.now())
        self._slack.journal.record_call(call, hook.delivery if hook else None)
        if fault is not None and fault.reset:
            request.state.transport.abort()
        return PlainTextResponse("ok") if status == 200 else JSONResponse(answer, status)


def answer_interaction(slack: Slack, hook: ResponseUrl, body: Json) -> None:
    """Do what the body of a response_url call, or of a command's ack, asks for."""
    args = Args(body)
    original = hook.message if hook.message is not None and not hook.message.deleted else None
    if args.flag("delete_original"):
        if original is None:
            raise ApiError("message_not_found", status=404)
        posting.remove(slack, original)
        return
    content = posting.read_content(args)
    if args.flag("replace_original") and original is not None:
        posting.change(slack, original, content)
        return
    channel = slack.workspace.channels[hook.channel]
    everybody = args.text("response_type") == "in_channel"
    posting.post(
        slack,
        channel,
        content,
        thread_ts=posting.root_of(channel, args.text("thread_ts")),
        ephemeral_to=None if everybody else hook.user,
    )


def _read(body: bytes) -> Json:
    try:
        read = json.loads(body)
    except json.JSONDecodeError as problem:
        raise ApiError("invalid_payload", status=400) from problem
    if not isinstance(read, dict):
        raise ApiError("invalid_payload", status=400)
    return read
