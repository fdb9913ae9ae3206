"""What a member can do in Slack's own screens: type, click, choose, fill, submit."""

from collections.abc import Sequence
from typing import Any

from bot.local_slack.contracts import ApiError
from bot.local_slack.messages import posting
from bot.local_slack.messages.files import MOST_FILES, Upload, keep
from bot.local_slack.messages.payloads import view_json
from bot.local_slack.messages.response_url import answer_interaction
from bot.local_slack.screens import interactions, modals
from bot.local_slack.slack import Slack
from bot.local_slack.state import elements
from bot.local_slack.state.journal import AppDelivery
from bot.local_slack.state.workspace import Channel, Member, PlaygroundError, PostedMessage, State, View
from bot.local_slack.text.composer import compose

Json = dict[str, Any]

Interaction = AppDelivery

MOST_OPTIONS = 100


class Person:
    """A member at their screen. Coroutines run on the local Slack's loop: `slack.run(ada.send(…))`."""

    def __init__(self, slack: Slack, member: Member) -> None:
        self.slack = slack
        self.member = member

    def channels(self) -> list[Channel]:
        """Return the conversations this person is in, direct messages included."""
        return [each for each in self.slack.workspace.channels.values() if self.member.id in each.members]

    def conversation(self, name: str) -> Channel:
        """Return a conversation by "#hiring", "@rolecall" or id; PlaygroundError for one they are not in."""
        workspace = self.slack.workspace
        if name.startswith("@"):
            return workspace.im(self.member.id, workspace.member(name).id)
        channel = workspace.channel(name)
        if self.member.id not in channel.members:
            raise PlaygroundError(f"{self.member.name} is not in {name}")
        return channel

    def sees(self, channel: str) -> list[PostedMessage]:
        """Return the messages this person can see, oldest first, thread replies included."""
        workspace = self.slack.workspace
        if channel.startswith("@"):
            im = workspace.find_im(self.member.id, workspace.member(channel).id)
            messages = im.messages if im else []
        else:
            messages = self.conversation(channel).messages
        return [each for each in messages if not each.deleted and each.ephemeral_to in (None, self.member.id)]

    def modal(self) -> View | None:
        """Return the modal on top of this person's screen."""
        stack = self.slack.workspace.modals.get(self.member.id)
        return stack[-1] if stack else None

    def home(self) -> View | None:
        """Return what the app published to this person's Home tab."""
        return self.slack.workspace.homes.get(self.member.id)

    async def send(
        self, channel: str, text: str, *, thread_ts: str | None = None, files: Sequence[Upload] = ()
    ) -> PostedMessage:
        """Send a message, with files; "@rolecall" as channel is the app's direct message."""
        place = self.conversation(channel)
        if place.is_archived:
            raise PlaygroundError(f"{channel} is archived")
        if len(files) > MOST_FILES:
            raise PlaygroundError(f"a message takes at most {MOST_FILES} files")
        attached = [keep(self.slack, self.member, upload).id for upload in files]
        message = PostedMessage(
            ts=self.slack.workspace.new_ts(self.slack.clock.now()),
            channel=place.id,
            user=self.member.id,
            text=compose(text, self.slack.workspace),
            bot_id=self.member.bot_id,
            thread_ts=posting.root_of(place, thread_ts or ""),
            files=attached,
            subtype="file_share" if attached else None,
        )
        self.slack.workspace.post(message)
        posting.announce(self.slack, place, message)
        return message

    async def edit(self, message: PostedMessage, text: str) -> PostedMessage:
        """Change the text of an own message."""
        self._own(message)
        posting.change(self.slack, message, posting.MessageContent(compose(text, self.slack.workspace)))
        return message

    async def delete(self, message: PostedMessage) -> None:
        """Delete an own message."""
        self._own(message)
        posting.remove(self.slack, message)

    def invite(self, channel: str, name: str) -> None:
        """Bring somebody into a channel, or the app; PlaygroundError for who is there already."""
        place, guest = self.conversation(channel), self.slack.workspace.member(name)
        if place.is_im or guest.id in place.members:
            raise PlaygroundError(f"{name} cannot be invited to {channel}")
        place.members.add(guest.id)
        joined: Json = {
            "type": "member_joined_channel",
            "user": guest.id,
            "channel": place.id,
            "channel_type": "G" if place.is_private else "C",
            "team": self.slack.workspace.team_id,
            "inviter": self.member.id,
            "event_ts": self.slack.workspace.new_ts(self.slack.clock.now()),
        }
        self.slack.workspace.changed()
        if self.slack.bot_user_id in place.members:
            self.slack.dispatcher.emit(joined, place)

    async def command(self, channel: str, line: str) -> Interaction:
        """Send a slash command such as "/salary infra 240k"; returns when it was acked or failed."""
        place = self.conversation(channel)
        name, _, text = line.strip().partition(" ")
        if name not in self.slack.app.commands or self.member.is_stranger or place.is_archived:
            return AppDelivery(
                "command", {"command": name}, error=f"{name} is not a valid command.", done=True
            )
        delivery = interactions.command(self.slack, self.member, place, name, text.strip())
        await self._deliver(delivery)
        if delivery.error is None and delivery.response:
            hook = self.slack.hooks.response_urls[
                delivery.payload["response_url"].removeprefix(self.slack.url)
            ]
            try:
                answer_interaction(self.slack, hook, delivery.response)
            except ApiError as refusal:
                delivery.error = f'{name} failed with the error "{refusal.error}"'
        return delivery

    async def type(
        self, channel: str, text: str, *, thread_ts: str | None = None, files: Sequence[Upload] = ()
    ) -> PostedMessage | Interaction:
        """Send what was typed into the composer: a command when it starts with "/"."""
        if text.startswith("/invite "):
            self.invite(channel, text.removeprefix("/invite").strip())
            return AppDelivery("command", {"command": "/invite"}, done=True)
        if not text.startswith("/"):
            return await self.send(channel, text, thread_ts=thread_ts, files=files)
        if files:
            raise PlaygroundError("a command takes no files; send them with a message")
        if thread_ts is None:
            return await self.command(channel, text)
        name = text.split(maxsplit=1)[0]
        return AppDelivery(
            "command", {"command": name}, error=f"{name} is not supported in threads. Sorry!", done=True
        )

    async def act(
        self, where: PostedMessage | View, action_id: str, value: Any = None, *, block_id: str | None = None
    ) -> Interaction:
        """Click a button or choose in an element; PlaygroundError for what the element does not offer."""
        block, element = elements.find(where.blocks, action_id, block_id)
        ids = {"block_id": block["block_id"], "action_id": element["action_id"]}
        state = self._state(where)
        if element["type"] in elements.HELD_AS:
            if block["type"] == "input" and not block.get("dispatch_action"):
                raise PlaygroundError(f"{action_id} tells the app nothing before the modal is submitted")
            held = elements.hold(element, value, self.slack.workspace, self._offered(where, ids))
            state.setdefault(ids["block_id"], {})[ids["action_id"]] = held
        else:
            held = elements.click(element, value)
        action = {
            "type": element["type"],
            **ids,
            **held,
            "action_ts": self.slack.workspace.new_ts(self.slack.clock.now()),
        }
        return await self._deliver(interactions.block_action(self.slack, self.member, where, action))

    async def suggest(self, where: PostedMessage | View, action_id: str, typed: str) -> list[Json]:
        """Type into an external select and return the options the app offers, those of groups in a row."""
        block, element = elements.find(where.blocks, action_id)
        ids = {"block_id": block["block_id"], "action_id": element["action_id"]}
        delivery = interactions.suggestion(self.slack, self.member, where, ids, typed)
        await self._deliver(delivery)
        offered = elements.options_of(delivery.response or {})
        if delivery.error is None and (delivery.response is None or len(offered) > MOST_OPTIONS):
            delivery.error = "The app offered no options, or more than 100."
        if delivery.error is not None:
            return []
        self.slack.offered[_key(where, ids)] = offered
        return offered

    async def fill(self, view_id: str, values: dict[str, Any]) -> None:
        """Fill inputs of a modal, by action_id or block_id."""
        view = self._view(view_id)
        for name, value in values.items():
            block, element = elements.find(view.blocks, name)
            ids = {"block_id": block["block_id"], "action_id": element["action_id"]}
            held = elements.hold(element, value, self.slack.workspace, self._offered(view, ids))
            view.state.setdefault(ids["block_id"], {})[ids["action_id"]] = held
            view.errors.pop(ids["block_id"], None)
        self.slack.workspace.changed()

    async def submit(self, view_id: str) -> Interaction:
        """Press the modal's submit button; `errors` by block_id when it was refused."""
        return await modals.submit(self.slack, self.member, self._view(view_id))

    async def close(self, view_id: str, *, all_views: bool = False) -> None:
        """Close the modal on top, or with `all_views` the whole stack."""
        view = self._view(view_id)
        if view is not self.modal():
            raise PlaygroundError("only the modal on top can be closed")
        await modals.close(self.slack, self.member, all_views=all_views)

    async def open_home(self) -> View | None:
        """Open the app's Home tab; returns what is published there at that moment."""
        if not self.slack.app.home_tab:
            raise PlaygroundError("the app has no Home tab")
        self._opened("home")
        return self.home()

    async def open_messages_tab(self) -> None:
        """Open the app's Messages tab."""
        if not self.slack.app.messages_tab:
            raise PlaygroundError("the app has no Messages tab")
        self._opened("messages")

    async def shortcut(self, callback_id: str, message: PostedMessage | None = None) -> Interaction:
        """Use a global shortcut, or a message shortcut on a message."""
        entry = self.slack.app.shortcuts.get(callback_id)
        if entry is None or entry["type"] != ("global" if message is None else "message"):
            raise PlaygroundError(f"there is no such shortcut: {callback_id!r}")
        return await self._deliver(interactions.shortcut(self.slack, self.member, callback_id, message))

    async def _deliver(self, delivery: AppDelivery) -> AppDelivery:
        await self.slack.dispatcher.deliver(delivery)
        if delivery.error is not None:
            delivery.error = interactions.failure(delivery)
            self.slack.workspace.changed()
        return delivery

    def _own(self, message: PostedMessage) -> None:
        if message.user != self.member.id or message.deleted:
            raise PlaygroundError("only own messages can be changed")

    def _view(self, view_id: str) -> View:
        view = self.slack.workspace.views.get(view_id)
        if view is None or view.user != self.member.id:
            raise PlaygroundError(f"{self.member.name} has no view {view_id!r} open")
        return view

    def _state(self, where: PostedMessage | View) -> State:
        if isinstance(where, View):
            return where.state
        return where.state.setdefault(self.member.id, elements.initial_state(where.blocks))

    def _offered(self, where: PostedMessage | View, ids: Json) -> Sequence[Json]:
        return self.slack.offered.get(_key(where, ids), ())

    def _opened(self, tab: str) -> None:
        workspace = self.slack.workspace
        event: Json = {
            "type": "app_home_opened",
            "user": self.member.id,
            "channel": workspace.im(self.member.id, self.slack.bot_user_id).id,
            "tab": tab,
            "event_ts": workspace.new_ts(self.slack.clock.now()),
        }
        home = self.home()
        if tab == "home" and home is not None:
            event["view"] = view_json(self.slack, home)
        self.slack.dispatcher.emit(event)


def _key(where: PostedMessage | View, ids: Json) -> tuple[str, ...]:
    place = where.id if isinstance(where, View) else f"{where.channel}/{where.ts}"
    return (place, ids["block_id"], ids["action_id"])
