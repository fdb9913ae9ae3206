"""What role is this? Asked of a file, or of any message by its menu."""

from collections.abc import Callable
from typing import Any

from slack_bolt import Ack
from slack_sdk import WebClient

from bot.errors import RolecallError
from bot.hiring.advert import AdvertCheck, asked_to_check
from bot.hiring.answers import Help
from bot.hiring.readings import RoleReading
from bot.services import Services
from bot.slack.blocks import Block, Message, context, modal, section
from bot.slack.ids import Callback
from bot.slack.targets import Subject
from bot.slack.text import escape, unescape
from bot.slack.views import build_answer
from bot.slack.views.advert import build_check
from bot.slack.views.help import build_plain
from bot.slack.views.reading import build_reading
from bot.store.outbox import OutgoingMessage
from handlers.answering import Place

_TITLE = "What role is this?"
_ONE = "I read one file at a time: send the others by themselves."


def answer_file(
    services: Services,
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
        answer = _of_message(services, event, place.message)
        if isinstance(answer, Message):
            services.reply_once(place.tenant, body["event_id"], reply(answer))
            return
        blocks = [section(escape(str(answer)))]
        rest = otherwise() if _asks_more(services, event) else Message("", [])
        told = Message(f"{answer} {rest.text}".strip(), [*blocks, *rest.blocks])
        services.reply_once(place.tenant, body["event_id"], reply(told))

    services.file_work.submit(work)
    return True


def handle_read_message(ack: Ack, body: dict[str, Any], client: WebClient, services: Services) -> None:
    """Say in a modal what role a message is about; a file in it is read while the modal waits."""
    message = body["message"]
    ack()
    if not message.get("files"):
        services.background.submit(_open, client, body, _of_text(services, unescape(message.get("text", ""))))
        return

    def work() -> None:
        opened = _open(client, body, build_plain("Reading the file …"))
        services.file_work.submit(update, opened)

    def update(view_id: str) -> None:
        answer = _of_message(services, message, "")
        told = answer if isinstance(answer, Message) else build_plain(escape(str(answer)))
        client.views_update(view_id=view_id, view=_view(told))

    services.background.submit(work)


def read_message(services: Services, message: dict[str, Any]) -> str:
    """The text of a message and of the first file in it. May wait; RolecallError for a file without text."""
    text = unescape(message.get("text", ""))
    files = message.get("files") or []
    return f"{text}\n{services.files.read(files[0])}".strip() if files else text


def words_of(client: WebClient, services: Services, subject: Subject) -> str:
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
    text = read_message(services, messages[0])
    return asked_to_check(text) or text


def _asks_more(services: Services, event: dict[str, Any]) -> bool:
    """Whether what stands beside a file is a question that can be answered without it."""
    text = unescape(event.get("text", "")).strip()
    if not text or asked_to_check(text) is not None:
        return False
    return not isinstance(services.assistant.answer(text, services.now().date()), Help)


def _of_message(services: Services, message: dict[str, Any], pointer: str) -> Message | RolecallError:
    try:
        text = read_message(services, message)
    except RolecallError as error:
        return error
    files = message["files"]
    answer = _of_text(services, text, pointer, str(files[0].get("name", "")))
    return Message(answer.text, [*answer.blocks, context(_ONE)]) if len(files) > 1 else answer


def _of_text(services: Services, text: str, pointer: str = "", file: str = "") -> Message:
    if not text:
        return build_plain("There is no text in this message, so I cannot say which role it is about.")
    advert = asked_to_check(text)
    if advert is not None:
        return check_text(services, advert, pointer, file)
    answer = services.assistant.read_role(text, services.now().date())
    if isinstance(answer, RoleReading):
        return build_reading(answer, message=pointer, file=file)
    return build_answer(answer, "", can_share=False)


def check_text(services: Services, text: str, pointer: str = "", file: str = "") -> Message:
    """Check a text as an advert; `pointer` is where it can be read again, `file` what it was called."""
    answer = services.assistant.check_advert(text, services.now().date())
    if isinstance(answer, AdvertCheck):
        return build_check(answer, message=pointer, file=file)
    return build_answer(answer, "", can_share=False)


def _open(client: WebClient, body: dict[str, Any], message: Message) -> str:
    opened = client.views_open(trigger_id=body["trigger_id"], view=_view(message))
    return str(opened["view"]["id"])


def _view(message: Message) -> Block:
    return modal(_TITLE, message.blocks, callback_id=Callback.ANSWER)
