"""What one person sees at the terminal, and what they choose in it by numbers."""

from collections.abc import Callable
from typing import Any

from bot.local_slack.server import LocalSlack
from bot.local_slack.state.journal import AppDelivery
from bot.local_slack.state.workspace import PostedMessage, View
from bot.local_slack.terminal import render
from bot.local_slack.terminal.answers import Names, News
from bot.local_slack.terminal.form import Form
from bot.local_slack.terminal.render import Choice
from bot.local_slack.terminal.render.pieces import clean
from bot.local_slack.terminal.values import ReadLine, typed_value

MORE_SECONDS = 0.1  # an answer and an edit of the message before it come apart by less
BUTTONS = ("button", "workflow_button", "icon_button")


class Screen:
    """Messages as they come, each thing that can be chosen with its number."""

    def __init__(
        self,
        slack: LocalSlack,
        read_line: ReadLine,
        write: Callable[[str], None],
        look: dict[str, Any],
        timeout: float,
    ) -> None:
        self.slack = slack
        self.read_line = read_line
        self.write = write
        self.look = look
        self.timeout = timeout
        self.names = Names(slack.workspace)
        self.choices: dict[int, tuple[PostedMessage | View, Choice]] = {}
        self.threads: dict[str, str] = {}  # by channel: the one that the app wrote in last

    def become(self, name: str) -> None:
        """Let this person sit here."""
        self.person = self.slack.person(name)
        self.form = Form(self.slack, self.person, self.read_line, self.write)
        self.news = News(self.slack, self.person)
        self.choices = {}
        self.threads = {}

    def do(self, coroutine: Any) -> Any:
        """Do something on the local Slack's loop and return what came of it."""
        return self.slack.run(coroutine)

    def on_loop(self, look: Callable[[], Any]) -> Any:
        """Look at something on the loop, where it does not change meanwhile."""

        async def looked() -> Any:
            return look()

        return self.do(looked())

    def wait(self, seconds: float | None = None) -> bool:
        """Wait for what the app does; whether anything came."""
        came: bool = self.do(self.news.wait(self.timeout if seconds is None else seconds))
        return came

    def all_that_comes(self, seconds: float | None = None) -> bool:
        """Wait for what the app does, and show its messages until no more come; whether anything came."""
        came = self.wait(seconds)
        self.show_messages()
        while self.do(self.news.wait(MORE_SECONDS)):
            self.show_messages()
        return came

    def show_messages(self) -> bool:
        """Write what is new, and offer what can be chosen in it; whether there was anything."""
        messages: list[PostedMessage] = self.on_loop(self.news.take)
        shown = {(message.channel, message.ts) for message in messages}
        if any(render.choices(message.blocks) for message in messages):
            self.choices = {}
        else:  # an edit that took buttons away leaves those of other messages
            self.choices = {
                number: (where, choice)
                for number, (where, choice) in self.choices.items()
                if isinstance(where, View) or (where.channel, where.ts) not in shown
            }
        for message in messages:
            self._show_message(message)
        return bool(messages)

    def _show_message(self, message: PostedMessage) -> None:
        place = self.slack.workspace.channels[message.channel]
        where = "to you" if place.is_im else f"in #{place.name}"
        only = ", only you can see this" if message.ephemeral_to else ""
        self.write(f"{self.names(message.user)} {where}{only}:")
        if not message.ephemeral_to:
            self.threads[message.channel] = message.thread_ts or message.ts
        first = len(self.choices) + 1
        self.write(render.message(message.blocks, message.text, self.names, first=first, **self.look))
        self.offer(message, message.blocks)

    def offer(self, where: PostedMessage | View, blocks: list[dict[str, Any]]) -> None:
        """Number what can be chosen, after what was offered before."""
        for choice in render.choices(blocks, first=len(self.choices) + 1):
            self.choices[choice.number] = (where, choice)

    def choose(self, picked: list[int]) -> AppDelivery | None:
        """Click or choose; None when the person thought better of it at the confirmation."""
        chosen = [self.choices[number] for number in picked if number in self.choices]
        if len(chosen) < len(picked):
            raise ValueError(f"Please choose a number from 1 to {len(self.choices)}.")
        where, choice = chosen[0]
        together = choice.multiple and all(each.action_id == choice.action_id for _, each in chosen)
        if len(chosen) > 1 and not together:
            raise ValueError("Please choose one at a time.")
        value: Any = [each.value for _, each in chosen] if together else choice.value
        if choice.asks:
            value = self._asked(where, choice)
        if choice.confirm and not self._confirmed(choice.confirm):
            return None
        if choice.url:
            self.write(f"(opens {clean(choice.url)})")
        if choice.kind in BUTTONS:
            value = None
        act = self.person.act(where, choice.action_id, value, block_id=choice.block_id or None)
        sent: AppDelivery = self.do(act)
        return sent

    def _asked(self, where: PostedMessage | View, choice: Choice) -> Any:
        typed = self.form.read(f"{choice.label}: ")
        if choice.kind.endswith("external_select"):
            return self.form.search(where, {"type": choice.kind, "action_id": choice.action_id}, typed)
        return typed_value(choice.kind, typed, self.slack.workspace)

    def _confirmed(self, confirm: dict[str, Any]) -> bool:
        title, text, yes, no = (clean(confirm[name]["text"]) for name in ("title", "text", "confirm", "deny"))
        self.write(f"{title}\n{text}\n[1] {yes}  [2] {no}")
        return self.form.read("Which: ") == "1"
