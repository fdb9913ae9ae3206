"""What role is this, and what to mend in it? Asked of a file, of any message by its menu, or by a button."""

from collections.abc import Callable

from bot.actors import Tenant
from bot.errors import RolecallError
from bot.hiring.adverts.check import AdvertCheck
from bot.hiring.adverts.role_reading import RoleReading
from bot.hiring.answers.answer import Help, Told
from bot.hiring.lines.adverts import asked_to_check
from bot.services import feedback
from bot.services.deps import Deps
from bot.slack.blocks import Message, context, section
from bot.slack.files import SharedFile
from bot.slack.incoming import typed, words_in
from bot.slack.modals import answer_view
from bot.slack.status import show_status
from bot.slack.text import escape
from bot.views.adverts.check import build_check
from bot.views.adverts.reading import build_reading
from bot.views.answers import build_answer, build_in_full
from bot.views.answers.help import build_plain
from bot.views.refusals import build_problem
from bot.views.targets import Subject, read_subject_of
from handlers.answers import refusal
from handlers.bands import band_of_advert
from handlers.replies import ClickReply, EventReply, Reply

_TITLE, _CHECKED = "What role is this?", "What to mend"
_ONE = "I read one file at a time: send the others by themselves."


def answer_file(reply: EventReply, *, otherwise: Callable[[], Message | None]) -> None:
    """Read the file that came with a message, and answer when that is done.

    When it cannot be read, the person hears why, and `otherwise` answers what they wrote beside it.
    """
    deps = reply.deps

    def work() -> None:
        if reply.thread_ts:
            show_status(reply.client, reply.channel, reply.thread_ts, "is reading the file …")
        answer = _of_file(reply, reply.text, reply.files, reply.message)
        if isinstance(answer, Message):
            reply.say(answer)
            return
        blocks = [section(escape(str(answer)))]
        rest = (otherwise() if _asks_more(reply) else None) or Message("", [])
        reply.say(Message(escape(str(answer)), [*blocks, *rest.blocks]))

    deps.file_work.submit(work)


def handle_read_message(reply: ClickReply) -> None:
    """Say in a modal what role a message is about; a file in it is read while the modal waits."""
    deps, text, files = reply.deps, typed(reply.written), reply.files
    reply.ack()
    if not files:
        reply.later(lambda: reply.show(answer_view(_of_text(reply, text), _TITLE)))
        return

    def work() -> None:
        opened = reply.open(answer_view(build_plain("Reading the file …"), _TITLE))
        deps.file_work.submit(update, opened["id"])

    def update(view_id: str) -> None:
        answer = _of_file(reply, text, files, "")
        told = answer if isinstance(answer, Message) else build_plain(escape(str(answer)))
        reply.client.views_update(view_id=view_id, view=answer_view(told, _TITLE))

    reply.later(work)


def handle_check_button(reply: ClickReply) -> None:
    """Check what the button is about, and answer where it stands. A file is read again for it."""
    reply.actor()
    subject = read_subject_of(reply.value)
    reply.ack()
    work = reply.deps.file_work if subject.message else reply.deps.background
    work.submit(lambda: reply.say(_checked(reply, subject)))


def handle_check_all(reply: ClickReply) -> None:
    """Show each finding of a check in a modal. A file is read again for it, while the modal waits."""
    reply.actor()
    subject = read_subject_of(reply.value)
    reply.ack()

    def work() -> None:
        opened = reply.open(answer_view(build_plain("Reading it again …"), _CHECKED))
        reply.deps.file_work.submit(update, opened["id"])

    def update(view_id: str) -> None:
        try:
            answer = reply.deps.assistant.check_advert(words_of(reply, subject), reply.deps.now().date())
        except RolecallError as error:
            view = answer_view(build_problem(error), _CHECKED)
        else:
            refused = refusal(reply, answer)
            in_full = None if refused else build_in_full(answer, _CHECKED)
            view = in_full or answer_view(refused or build_answer(answer, "", can_share=False))
        reply.client.views_update(view_id=view_id, view=view)

    reply.later(work)


def handle_feedback(reply: ClickReply) -> None:
    """Keep whether a reading was right, for whoever says so."""
    actor = reply.actor()
    said, _, reading = reply.value.partition(".")
    place = f"{reply.channel}:{reply.message_ts}"
    feedback.give(reply.deps, actor, place, reading=reading, right=said == "right")
    reply.ack()
    told = "Thank you. I keep the mark and the role, not the text: `/hiring insights` counts them."
    reply.later(lambda: reply.say(build_plain(told), privately=True))


def words_of(reply: ClickReply, subject: Subject) -> str:
    """The words that a button is about: those in it, or those of the message and file that it points to.

    May wait; RolecallError when they are not to be had any more.
    """
    if not subject.message:
        return subject.text
    channel, _, ts = subject.message.partition(":")
    found = reply.client.conversations_history(channel=channel, oldest=ts, latest=ts, inclusive=True, limit=1)
    messages = found["messages"]
    if not messages:
        raise RolecallError(
            "I cannot read that message any more. Paste its text after `role scope` or `role check`."
        )
    text = typed(words_in(messages[0]), bot=reply.bot)
    files = [SharedFile.of(each) for each in messages[0].get("files") or []]
    text = _with_file(reply.deps, reply.tenant, text, files)
    return asked_to_check(text) or text


def _with_file(deps: Deps, tenant: Tenant, text: str, files: list[SharedFile]) -> str:
    """The text of a message and of the first file in it. May wait; RolecallError for a file without text."""
    return f"{text}\n{deps.read_file(tenant, files[0])}".strip() if files else text


def _checked(reply: ClickReply, subject: Subject) -> Message:
    try:
        text = words_of(reply, subject)
    except RolecallError as error:
        return build_plain(escape(str(error)))
    return _check_text(reply, text, subject.message)


def _asks_more(reply: EventReply) -> bool:
    """Whether what stands beside a file is a question that can be answered without it."""
    if not reply.text or asked_to_check(reply.text) is not None:
        return False
    answer = reply.deps.assistant.answer(reply.text, reply.deps.now().date())
    return not isinstance(answer, Help | Told)


def _of_file(reply: Reply, text: str, files: list[SharedFile], pointer: str) -> Message | RolecallError:
    try:
        text = _with_file(reply.deps, reply.tenant, text, files)
    except RolecallError as error:
        return error
    answer = _of_text(reply, text, pointer, files[0].name)
    return Message(answer.text, [*answer.blocks, context(_ONE)]) if len(files) > 1 else answer


def _of_text(reply: Reply, text: str, pointer: str = "", file: str = "") -> Message:
    if not text:
        return build_plain("There is no text in this message, so I cannot say which role it is about.")
    advert = asked_to_check(text)
    if advert is not None:
        return _check_text(reply, advert, pointer, file)
    answer = reply.deps.assistant.read_role(text, reply.deps.now().date())
    if isinstance(answer, RoleReading):
        return build_reading(answer, message=pointer, file=file)
    return build_answer(answer, "", can_share=False)


def _check_text(reply: Reply, text: str, pointer: str = "", file: str = "") -> Message:
    """Check a text as an advert; `pointer` is where it can be read again, `file` what it was called."""
    answer = reply.deps.assistant.check_advert(text, reply.deps.now().date())
    if isinstance(answer, AdvertCheck):
        return build_check(answer, message=pointer, file=file, own=band_of_advert(reply, answer))
    return build_answer(answer, "", can_share=False)
