"""What role is this? Asked of a file, or of any message by its menu."""

from collections.abc import Callable
from typing import Any

from slack_bolt import Ack
from slack_sdk import WebClient

from bot.actors import Tenant
from bot.errors import RolecallError
from bot.hiring.adverts.check import AdvertCheck
from bot.hiring.adverts.role_reading import RoleReading
from bot.hiring.answers.answer import Help, Told
from bot.hiring.lines.adverts import asked_to_check
from bot.services.deps import Deps
from bot.slack.blocks import Block, Message, context, modal, section
from bot.slack.ids import Callback
from bot.slack.text import escape, unescape
from bot.store.outbox import OutgoingMessage
from bot.views.adverts.check import build_check
from bot.views.adverts.reading import build_reading
from bot.views.answers import build_answer
from bot.views.answers.help import build_plain
from bot.views.targets import Subject
from handlers.lines import Place

_TITLE = "What role is this?"
_ONE = "I read one file at a time: send the others by themselves."


def answer_file(
    deps: Deps,
    place: Place,
    body: dict[str, Any],
    *,
    reply: Callable[[Message], OutgoingMessage],
    otherwise: Callable[[], Message],
) -> bool:
    """Read the file that came with a message, and answer when that is done; False when none came.

    When it cannot be read, the person hears why, and `otherwise` answers what they wrote beside it.
    """
    event = body["event"]
    if not event.get("files"):
        return False

    def work() -> None:
        answer = _of_message(deps, place.tenant, event, place.message)
        if isinstance(answer, Message):
            deps.reply_once(place.tenant, body["event_id"], reply(answer))
            return
        blocks = [section(escape(str(answer)))]
        rest = otherwise() if _asks_more(deps, event) else Message("", [])
        told = Message(f"{answer} {rest.text}".strip(), [*blocks, *rest.blocks])
        deps.reply_once(place.tenant, body["event_id"], reply(told))

    deps.file_work.submit(work)
    return True


def handle_read_message(
    ack: Ack, body: dict[str, Any], client: WebClient, deps: Deps, tenant: Tenant
) -> None:
    """Say in a modal what role a message is about; a file in it is read while the modal waits."""
    message = body["message"]
    ack()
    if not message.get("files"):
        deps.background.submit(_open, client, body, _of_text(deps, unescape(message.get("text", ""))))
        return

    def work() -> None:
        opened = _open(client, body, build_plain("Reading the file …"))
        deps.file_work.submit(update, opened)

    def update(view_id: str) -> None:
        answer = _of_message(deps, tenant, message, "")
        told = answer if isinstance(answer, Message) else build_plain(escape(str(answer)))
        client.views_update(view_id=view_id, view=_view(told))

    deps.background.submit(work)


def read_message(deps: Deps, tenant: Tenant, message: dict[str, Any]) -> str:
    """The text of a message and of the first file in it. May wait; RolecallError for a file without text."""
    text = unescape(message.get("text", ""))
    files = message.get("files") or []
    return f"{text}\n{deps.read_file(tenant, files[0])}".strip() if files else text


def words_of(client: WebClient, deps: Deps, tenant: Tenant, subject: Subject) -> str:
    """The words that a button is about: those in it, or those of the message and file that it points to.

    May wait; RolecallError when they are not to be had any more.
    """
    if not subject.message:
        return subject.text
    channel, _, ts = subject.message.partition(":")
    found = client.conversations_history(channel=channel, oldest=ts, latest=ts, inclusive=True, limit=1)
    messages = found["messages"]
    if not messages:
        raise RolecallError(
            "I cannot read that message any more. Paste its text after `role scope` or `role check`."
        )
    text = read_message(deps, tenant, messages[0])
    return asked_to_check(text) or text


def _asks_more(deps: Deps, event: dict[str, Any]) -> bool:
    """Whether what stands beside a file is a question that can be answered without it."""
    text = unescape(event.get("text", "")).strip()
    if not text or asked_to_check(text) is not None:
        return False
    return not isinstance(deps.assistant.answer(text, deps.now().date()), Help | Told)


def _of_message(deps: Deps, tenant: Tenant, message: dict[str, Any], pointer: str) -> Message | RolecallError:
    try:
        text = read_message(deps, tenant, message)
    except RolecallError as error:
        return error
    files = message["files"]
    answer = _of_text(deps, text, pointer, str(files[0].get("name", "")))
    return Message(answer.text, [*answer.blocks, context(_ONE)]) if len(files) > 1 else answer


def _of_text(deps: Deps, text: str, pointer: str = "", file: str = "") -> Message:
    if not text:
        return build_plain("There is no text in this message, so I cannot say which role it is about.")
    advert = asked_to_check(text)
    if advert is not None:
        return check_text(deps, advert, pointer, file)
    answer = deps.assistant.read_role(text, deps.now().date())
    if isinstance(answer, RoleReading):
        return build_reading(answer, message=pointer, file=file)
    return build_answer(answer, "", can_share=False)


def check_text(deps: Deps, text: str, pointer: str = "", file: str = "") -> Message:
    """Check a text as an advert; `pointer` is where it can be read again, `file` what it was called."""
    answer = deps.assistant.check_advert(text, deps.now().date())
    if isinstance(answer, AdvertCheck):
        return build_check(answer, message=pointer, file=file)
    return build_answer(answer, "", can_share=False)


def _open(client: WebClient, body: dict[str, Any], message: Message) -> str:
    opened = client.views_open(trigger_id=body["trigger_id"], view=_view(message))
    return str(opened["view"]["id"])


def _view(message: Message) -> Block:
    return modal(_TITLE, message.blocks, callback_id=Callback.ANSWER)
