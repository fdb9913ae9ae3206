"""Logging: one readable line per record, ids only. What was said, earned or signed never comes out."""

import logging
import re
import secrets
import sys
import traceback
from datetime import UTC, datetime
from typing import TextIO

from slack_sdk.errors import SlackApiError

from bot.actors import Tenant

IDS = (
    "ref",
    "enterprise",
    "team",
    "channel",
    "user",
    "event_id",
    "event",
    "command",
    "action_id",
    "callback_id",
    "message_id",
    "requisition_id",
    "method",
    "ms",
)
"""The only `extra` fields that are printed; anything else that is passed along stays inside."""

_OURS = ("bot", "handlers", "content", "migrations")
# Tokens, signed URLs with their one-time keys, and everything that looks like a body or a payload.
_SECRETS = (
    (re.compile(r"\bx(?:ox[a-z]|app)-[\w.-]+"), "[token]"),
    (re.compile(r"\b(?:https?|wss?)://\S+"), "[url]"),
    (re.compile(r"\b\w+://[^\s/@]*@"), "[credentials]@"),
    (re.compile(r"(?is)\b(body|message|payload|headers?|params|signature)\b\W{0,3}[:=].*"), r"\1: […]"),
)
_OPENING = re.compile(r"[{\[]")
_log = logging.getLogger(__name__)


def configure(level: str = "INFO", stream: TextIO | None = None) -> None:
    """Send every log record of the process, as lines, to stderr (or to `stream`)."""
    handler = logging.StreamHandler(stream or sys.stderr)
    handler.setFormatter(LineFormatter())
    handler.addFilter(_let_pass)
    logging.basicConfig(level=level, handlers=[handler], force=True)


def report(log: logging.Logger, error: BaseException, what: str, **ids: str) -> str:
    """Log an error that we did not expect, and return the short reference that a person may be shown."""
    reference = secrets.token_hex(3)
    log.error(what, exc_info=error, extra={"ref": reference, **ids})
    return reference


def tell_operator(reason: str, tenant: Tenant, **ids: str) -> None:
    """Leave a line in the log about what nobody in Slack can be told."""
    _log.error("operator_needed %s", reason, extra={"team": tenant.team_id, **ids})


class LineFormatter(logging.Formatter):
    """Time, level, place, what happened, then the ids: `team=T1 event_id=Ev1`."""

    def format(self, record: logging.LogRecord) -> str:
        """Write the record as one line without secrets."""
        moment = datetime.fromtimestamp(record.created, UTC).strftime("%Y-%m-%dT%H:%M:%S.%f")[:-3] + "Z"
        message = record.getMessage()
        if not _is_ours(record):
            message = _redact(message)
        parts = [moment, record.levelname, record.name, *message.split()]
        parts += [f"{name}={_word(record.__dict__[name])}" for name in IDS if name in record.__dict__]
        if record.exc_info and record.exc_info[1] is not None:
            parts.append(f"error={_describe(record.exc_info[1])}")
        return " ".join(parts)


def _let_pass(record: logging.LogRecord) -> bool:
    """Libraries may only warn: below that Bolt and the SDK write whole requests and answers."""
    return _is_ours(record) or record.levelno >= logging.WARNING


def _is_ours(record: logging.LogRecord) -> bool:
    return record.name.partition(".")[0] in _OURS


def _redact(text: str) -> str:
    for pattern, replacement in _SECRETS:
        text = pattern.sub(replacement, text)
    opening = _OPENING.search(text)
    closing = max(text.rfind("}"), text.rfind("]"))
    if opening and closing > opening.start():
        text = f"{text[: opening.start()]}[…]{text[closing + 1 :]}"
    return text


def _word(value: object) -> str:
    return re.sub(r"\s+", "_", str(value))[:80]


def _describe(error: BaseException) -> str:
    """Type and place of an error and its causes. Its words stay out: they may quote what a person wrote."""
    described = []
    cause: BaseException | None = error
    while cause is not None:
        name = type(cause).__name__
        if isinstance(cause, SlackApiError):
            name += f"({_word(cause.response.get('error', 'no readable answer'))})"
        elif isinstance(cause, OSError) and cause.strerror:
            name += f"({_word(cause.strerror)})"
        elif code := getattr(cause, "sqlstate", None) or getattr(cause, "sqlite_errorname", None):
            name += f"({_word(code)})"  # a database's name for what is wrong quotes nobody
        frames = traceback.extract_tb(cause.__traceback__)[-6:]
        places = [f"{frame.filename.rpartition('/')[2]}:{frame.lineno}:{frame.name}" for frame in frames]
        described.append("<".join([name, *reversed(places)]))
        cause = cause.__cause__ or (None if cause.__suppress_context__ else cause.__context__)
    return "|".join(described)
