"""One request of Slack's, made from Bolt's arguments once: who acts, where, and the ways to answer.

Each kind of request has its own way back: on the ack, to its response_url, in a view, or through the outbox.
Of the payload nothing is left but what stands in each input of a form, as Slack sends it.
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass, replace
from http import HTTPStatus
from typing import Any, Self

from slack_bolt import Ack, BoltResponse, Respond
from slack_sdk import WebClient

from bot.actors import Actor, Surface, Tenant
from bot.errors import MustWait, RolecallError
from bot.services.changes import Changed, Once
from bot.services.deps import Deps
from bot.slack.blocks import Block, Message
from bot.slack.files import SharedFile
from bot.slack.modals import answer_view
from bot.slack.text import kind_of_id
from bot.store.outbox import OutgoingMessage
from bot.views.requisitions.changed import build_changed
from handlers.errors import sentence_for

_NOBODY = ("USLACKBOT", "")
_log = logging.getLogger(__name__)


Held = dict[str, dict[str, Any]]
"""What stands in inputs and menus, by their action id, as Slack says it."""


@dataclass(frozen=True, kw_only=True)
class Reply:
    """Who asked, and where: `channel` is "" in a view, `thread_ts` None outside of threads.

    `key` names the request, so that a second delivery of it changes nothing. `may_wait` says whether Slack
    may be asked before the answer. `message` points to what was asked ("D1:1700000000.000100"), if it can be
    read again there.
    """

    deps: Deps
    tenant: Tenant
    user: str
    team: str | None
    bot: str
    app: str
    surface: Surface
    key: str
    channel: str = ""
    thread_ts: str | None = None
    message: str = ""
    may_wait: bool = True
    has_charts: bool = True

    @property
    def is_direct(self) -> bool:
        """Whether this is a direct message."""
        return kind_of_id(self.channel) == "direct"

    @property
    def is_channel(self) -> bool:
        """Whether other people could read along."""
        return bool(self.channel) and not self.is_direct

    @property
    def messages_url(self) -> str:
        """Where Slack opens our direct messages with whoever follows it."""
        return f"https://slack.com/app_redirect?app={self.app}&amp;team={self.tenant.team_id}"

    @property
    def once(self) -> Once:
        """What makes a change happen once for this request."""
        return Once(self.key)

    def actor(self, surface: Surface | None = None, channel: str = "") -> Actor:
        """Who acts; `channel` is where a view was opened that this comes from. RolecallError for the bot."""
        if not self.is_person(self.user):
            raise RolecallError("Only a person can do that.")
        return Actor(
            self.tenant,
            self.user,
            surface or self.surface,
            channel=self.channel or channel,
            team=self.team,
            may_wait=self.may_wait,
        )

    def is_person(self, user: str) -> bool:
        """Whether this may be a person: neither the bot nor Slackbot."""
        return user not in (*_NOBODY, self.bot)

    def is_shared(self) -> bool | None:
        """Whether people of another company read along; None when Slack does not let us see that.

        Raises MustWait when Slack has to be asked, and this request may not wait.
        """
        if not self.is_channel:
            return False
        if self.may_wait:
            return self.deps.channels.ask(self.tenant, self.channel)
        shared = self.deps.channels.is_shared(self.tenant, self.channel)
        if shared is None:
            raise MustWait
        return shared


@dataclass(frozen=True, kw_only=True)
class CommandReply(Reply):
    """A slash command. It is answered on the ack itself, or a moment later at its response_url.

    `naming` is the line with the people who are mentioned in it, as `<@U…>`.
    """

    line: str
    naming: str
    trigger_id: str
    client: WebClient
    ack: Ack
    respond: Respond

    def now(self, message: Message) -> BoltResponse:
        """Answer on the ack: returned, not passed to ack(), which would write the same JSON once more."""
        return BoltResponse(status=200, body=message.body)

    def later(self, work: Callable[[Self], object]) -> None:
        """Acknowledge, and do what may wait; what Slack refuses of it is said."""
        self.ack()
        waiting = replace(self, may_wait=True)
        self.deps.background.submit(_or_told, lambda: work(waiting), lambda why: self.say(Message(why, [])))

    def say(self, message: Message) -> None:
        """Answer for the eyes of the person who typed it."""
        respond_with(self.respond, message)

    def show(self, view: Block) -> None:
        """Open a form or a modal."""
        self.client.views_open(trigger_id=self.trigger_id, view=view)


@dataclass(frozen=True, kw_only=True)
class ClickReply(Reply):
    """A button, or an entry of a menu. It is answered below its message, or in a modal.

    `value` is what a button carries; `fields` is what was chosen or typed in the inputs around it; `written`
    and `files` are what the message says whose menu it was. Of the view that a button stood in, `view_type`
    ("" for none), `view_id`, `view_key` and what it is about (`metadata`) are known.
    """

    value: str
    fields: Held
    metadata: str
    written: str
    files: list[SharedFile]
    view_type: str
    view_id: str
    view_key: str
    message_ts: str
    is_ephemeral: bool
    trigger_id: str
    client: WebClient
    ack: Ack
    respond: Respond

    @property
    def picked(self) -> dict[str, str]:
        """What is chosen in the selects and radio buttons around a button, by their action ids."""
        return {
            name: option["value"]
            for name, held in self.fields.items()
            if (option := held.get("selected_option"))
        }

    @property
    def is_in_view(self) -> bool:
        """Whether the button stood in a modal or in Home."""
        return bool(self.view_type)

    def later(self, work: Callable[[], object]) -> None:
        """Do what may wait; what Slack refuses of it is said, for a view in a direct message."""

        def tell(why: str) -> None:
            if self.is_in_view or not self.channel:
                self.client.chat_postMessage(channel=self.user, text=why)
            else:
                respond_with(self.respond, Message(why, []))

        self.deps.background.submit(_or_told, work, tell)

    def in_time(self, work: Callable[[Self], Callable[[], object] | None]) -> None:
        """Do the work, then acknowledge; or first, when Slack has to be asked for it.

        What the work returns is done after that.
        """
        try:
            rest = work(replace(self, may_wait=False))
        except MustWait:
            self.ack()
            self.later(lambda: _and_then(work(self)))
            return
        self.ack()
        if rest is not None:
            self.later(rest)

    def say(self, message: Message, *, privately: bool = False) -> None:
        """Answer below what was clicked, in direct messages for good; for a view, in a modal."""
        if self.is_in_view or not self.channel:
            self.show(answer_view(message))
            return
        in_channel = self.is_direct and not privately
        respond_with(self.respond, message, in_channel=in_channel, thread_ts=self.thread_ts)

    def show(self, view: Block) -> dict[str, Any]:
        """Show a view in the place of the modal that the click was made in, or as a new one; Slack's view."""
        if self.view_type == "modal":
            return dict(self.client.views_update(view_id=self.view_id, view=view)["view"])
        return self.open(view)

    def open(self, view: Block) -> dict[str, Any]:
        """Show a view on top of what is there; Slack's view."""
        show = self.client.views_push if self.view_type == "modal" else self.client.views_open
        return dict(show(trigger_id=self.trigger_id, view=view)["view"])


@dataclass(frozen=True, kw_only=True)
class FormReply(Reply):
    """A form that was sent. It is answered in its place, or beside its fields.

    `metadata` says what it is about; `view_key` is another one after each update of the form. By their
    action ids: what stands in each input (`fields`, without invisible marks; `typed`, texts as they were
    typed), the ids of the inputs' blocks (`block_ids`), and the text that stood in them at first (`before`).
    """

    metadata: str
    view_key: str
    fields: Held
    typed: dict[str, str]
    block_ids: dict[str, str]
    before: dict[str, str]
    client: WebClient
    ack: Ack

    def done(self) -> None:
        """Close the form."""
        self.ack()

    def refuse(self, problems: dict[str, str]) -> None:
        """Say beside the fields (by block id) what to type instead; what was typed stays."""
        self.ack(response_action="errors", errors=problems)

    def show(self, view: Block) -> None:
        """Put a view in the form's place."""
        self.ack(response_action="update", view=view)

    def say(self, message: Message, title: str = "Rolecall") -> None:
        """Put an answer in the form's place."""
        self.show(answer_view(message, title))


@dataclass(frozen=True, kw_only=True)
class EventReply(Reply):
    """A message, a mention, or a look at Home. A message is answered through the outbox, once.

    `naming` is the text with the people who are mentioned in it, as `<@U…>`, without the bot at its
    beginning. `asked_in` is the thread it was written in; `among_strangers`: another company reads along.
    `is_forward`: all of its words were forwarded, so that none of them is a command. `is_first_look`: nothing
    was ever on this person's Home.
    """

    text: str
    naming: str
    is_forward: bool
    files: list[SharedFile]
    client: WebClient
    ts: str
    tab: str
    is_first_look: bool
    asked_in: str | None
    is_direct_message: bool
    from_person: bool
    among_strangers: bool

    @property
    def once(self) -> Once:
        """What makes a change happen once, and puts its reply into the same transaction."""
        return Once(self.key, lambda changed: self.outgoing(tell(self.deps, changed)))

    def outgoing(self, message: Message) -> OutgoingMessage:
        """The answer as the outbox sends it: in its thread, a mention's for whoever asked alone."""
        return OutgoingMessage(
            self.channel,
            message.text,
            message.blocks,
            thread_ts=self.thread_ts,
            ephemeral_to=None if self.is_direct_message else self.user,
        )

    def post(self, message: Message) -> None:
        """Say something once to everybody where it happened."""
        everybody = OutgoingMessage(self.channel, message.text, message.blocks)
        self.deps.reply_once(self.tenant, self.key, everybody)

    def say(self, message: Message, key: str = "") -> None:
        """Answer once; `key` is for an answer besides the one that the request itself has."""
        self.deps.reply_once(self.tenant, key or self.key, self.outgoing(message))


def _and_then(rest: Callable[[], object] | None) -> None:
    if rest is not None:
        rest()


def tell(deps: Deps, changed: Changed, *notes: str) -> Message:
    """Say what was changed; `notes` (mrkdwn) go below."""
    return build_changed(changed.requisition, changed.decision, deps.assistant.content, notes=notes)


def _or_told(work: Callable[[], object], tell: Callable[[str], object]) -> None:
    """Do something for a person, and tell them when it does not work out."""
    try:
        work()
    except Exception as error:
        tell(sentence_for(error, or_else="Please look whether it was done, and try again if not."))


def respond_with(respond: Respond, message: Message, *, in_channel: bool = False, **options: Any) -> bool:
    """Post to the response_url of a click or command; False (and a log line) when Slack refused it."""
    answer = respond(
        text=message.text,
        blocks=message.blocks,
        response_type="in_channel" if in_channel else "ephemeral",
        replace_original=False,
        **options,
    )
    if answer.status_code != HTTPStatus.OK:
        _log.warning("response_refused %s", answer.status_code)
    return answer.status_code == HTTPStatus.OK
