"""The Web API endpoint: token, scope, arguments and rate are checked here, the rest is done by one family."""

import json
import logging
from collections.abc import Mapping
from typing import Any
from urllib.parse import parse_qsl

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from bot.local_slack.contracts import ApiError, Args, Contract, load_contracts
from bot.local_slack.messages.files import unknown_picture
from bot.local_slack.slack import Slack
from bot.local_slack.state.faults import Fault
from bot.local_slack.state.journal import ApiCall, AppDelivery
from bot.local_slack.webapi import apps, assistant, chat, conversations, files, users, views
from bot.local_slack.webapi.access import require_scope

Json = dict[str, Any]

METHODS = {
    **apps.METHODS,
    **assistant.METHODS,
    **chat.METHODS,
    **conversations.METHODS,
    **files.METHODS,
    **users.METHODS,
    **views.METHODS,
}
_WITHOUT_TOKEN = {"api.test", "blocks.validate"}
# These have one scope for each kind of conversation; the family asks for the right one.
_SCOPES_BY_CONVERSATION = ("conversations.", "users.conversations")

_logger = logging.getLogger(__name__)


class WebApi:
    """Answers POST and GET /api/METHOD."""

    def __init__(self, slack: Slack) -> None:
        self._slack = slack

    async def endpoint(self, request: Request) -> Response:
        """Answer one call and put it into the journal."""
        method = request.path_params["method"]
        args, json_sent = await _read_arguments(request)
        token = request.headers.get("authorization", "").removeprefix("Bearer ") or str(args.pop("token", ""))
        args.pop("token", None)
        fault = self._slack.faults.take(method)
        headers: dict[str, str] = {}
        try:
            await self._suffer(fault)
            contract = self._known(method, token)
            if json_sent and not contract.json_body:
                args = dict(request.query_params)  # Slack reads no JSON here
            headers = self._scope_headers(contract)
            contract.check(args)
            self._check_pictures(Args(args))
            self._check_rate(contract, args)
            answer, status = {"ok": True, **METHODS[method](self._slack, Args(args))}, 200
        except ApiError as refusal:
            answer, status = refusal.answer, refusal.status
            if "retry_after" in answer:
                headers["Retry-After"] = str(answer.pop("retry_after"))
        self._record(method, args, answer, status)
        if fault is not None and fault.reset:
            request.state.transport.abort()
        if status >= 500:
            return Response(status_code=status)
        return JSONResponse(answer, status, headers)

    async def _suffer(self, fault: Fault | None) -> None:
        if fault is None:
            return
        self._slack.workspace.changed()  # whoever waits for a call to be on its way may look
        if fault.seconds:
            await self._slack.clock.sleep(fault.seconds)
        if fault.retry_after is not None:
            raise ApiError("ratelimited", status=429, retry_after=fault.retry_after)
        if fault.status != 200 or fault.error:
            raise ApiError(fault.error or "internal_error", status=fault.status)

    def _known(self, method: str, token: str) -> Contract:
        """Return the contract of a method this token may call."""
        contract = load_contracts().get(method)
        if contract is None:
            raise ApiError("unknown_method", req_method=method)
        if method not in METHODS:
            _logger.warning("the local Slack does not implement %s", method)
            said = f"[ERROR] the local Slack does not implement {method}"
            raise ApiError("not_implemented_by_local_slack", response_metadata={"messages": [said]})
        if method not in _WITHOUT_TOKEN:
            self._check_token(method, token)
            if not method.startswith(_SCOPES_BY_CONVERSATION):
                require_scope(self._slack, *contract.scopes)
        return contract

    def _check_token(self, method: str, token: str) -> None:
        if not token:
            raise ApiError("not_authed")
        wanted, other = self._slack.bot_token, self._slack.app_token
        if method.startswith("apps."):
            wanted, other = other, wanted
        if token == other:
            raise ApiError("not_allowed_token_type")
        if token != wanted:
            raise ApiError("invalid_auth")
        if self._slack.faults.token_error:
            raise ApiError(self._slack.faults.token_error)

    def _scope_headers(self, contract: Contract) -> dict[str, str]:
        return {
            "X-OAuth-Scopes": ",".join(sorted(self._slack.app.scopes)),
            "X-Accepted-OAuth-Scopes": ",".join(contract.scopes),
        }

    def _check_pictures(self, args: Args) -> None:
        for name in ("blocks", "view"):
            if "slack_file" not in str(args.values.get(name)):
                continue
            if file := unknown_picture(self._slack, args.structure(name)):
                said = f"[ERROR] invalid slack file {file} [json-pointer:/{name}]"
                raise ApiError("invalid_blocks", response_metadata={"messages": [said]})

    def _check_rate(self, contract: Contract, args: Mapping[str, Any]) -> None:
        wait = self._slack.rates.retry_after(
            contract.method, contract.tier, str(args.get("channel", "")), self._slack.clock.now()
        )
        if wait is not None:
            raise ApiError("ratelimited", status=429, retry_after=wait)

    def _record(self, method: str, args: Json, answer: Json, status: int) -> None:
        trigger = self._slack.hooks.triggers.get(str(args.get("trigger_id", "")))
        cause: AppDelivery | None = trigger.delivery if trigger else None
        self._slack.journal.record_call(
            ApiCall(method, _readable(args), answer, status, self._slack.clock.now()), cause
        )


async def _read_arguments(request: Request) -> tuple[Json, bool]:
    """Return the arguments and whether they came as JSON."""
    args: Json = dict(request.query_params)
    body = await request.body()
    if request.headers.get("content-type", "").startswith("application/json"):
        try:
            sent = json.loads(body or b"{}")
        except json.JSONDecodeError:
            sent = {}
        return args | (sent if isinstance(sent, dict) else {}), True
    return args | dict(parse_qsl(body.decode(errors="replace"), keep_blank_values=True)), False


def _readable(args: Json) -> Json:
    """Return the arguments as the inspector shows them: JSON texts as what they mean."""
    shown = dict(args)
    for name in ("blocks", "view", "attachments", "metadata", "prompts"):
        if isinstance(shown.get(name), str):
            try:
                shown[name] = json.loads(shown[name])
            except json.JSONDecodeError:
                continue
    return shown
