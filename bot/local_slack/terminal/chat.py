"""The chat loop of the terminal: lines become commands, messages, clicks and filled modals."""

from collections.abc import Callable
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from bot.local_slack.messages.files import Upload
from bot.local_slack.server import LocalSlack
from bot.local_slack.state.clock import next_morning
from bot.local_slack.state.journal import AppDelivery
from bot.local_slack.state.workspace import PlaygroundError, PostedMessage, View
from bot.local_slack.terminal import render
from bot.local_slack.terminal.answers import Names, News, app_name
from bot.local_slack.terminal.form import CANCEL, Cancelled, Form
from bot.local_slack.terminal.render import Choice
from bot.local_slack.terminal.render.pieces import clean
from bot.local_slack.terminal.values import ReadLine, numbers, typed_value

_INTRO = """\
Type a /command, or a line for {app}. A number chooses what is shown as [number].
A line answers in the thread that {app} wrote in last, {app} and a line does so in a channel.
attach PATH puts a file beside the next line you send (an empty line sends it alone).
Also: home, as NAME, in #CHANNEL, help, quit; skip lets time pass until tomorrow morning.
In a form an empty line keeps what is there, {cancel} closes."""
_SKIP_SECONDS = 60.0
_MORE_SECONDS = 0.1  # an answer and an edit of the message before it come apart by less
_CHOSEN_SECONDS = 1.0  # what is chosen in a message may lead to something, but mostly waits for a button
_NOTHING = "(nothing to see)"
_BUTTONS = ("button", "workflow_button", "icon_button")
_ACTS = (*_BUTTONS, "overflow", "feedback_buttons")


def chat(
    slack: LocalSlack,
    as_name: str = "ada",
    channel: str = "hiring",
    *,
    read_line: ReadLine,
    write: Callable[[str], None],
    width: int = 80,
    styled: bool = False,
    timeout: float = 5.0,
) -> None:
    """Chat until `quit` or the end of the input.

    `channel` is where commands are typed; the app's own name stands for its direct message.
    `read_line` is given the prompt and raises EOFError at the end; `write` takes whole lines.
    After `timeout` real seconds without anything new it asks on; what comes later is shown then.
    PlaygroundError when there is no such member or channel.
    """
    loop = _Chat(slack, read_line, write, {"width": width, "styled": styled}, timeout)
    loop.become(as_name)
    loop.go_to(channel)
    loop.run()


class _Chat:
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
        self.place = ""
        self.choices: dict[int, tuple[PostedMessage | View, Choice]] = {}
        self.threads: dict[str, str] = {}  # by channel: the one that the app wrote in last
        self.files: list[Upload] = []

    def become(self, name: str) -> None:
        self.person = self.slack.person(name)
        self.form = Form(self.slack, self.person, self.read_line, self.write)
        self.news = News(self.slack, self.person)
        self.choices = {}
        self.threads = {}

    def go_to(self, place: str) -> None:
        """Type in this channel, or to the app itself, from now on."""
        app = app_name(self.slack)
        self.place = app if place == app else f"#{self.slack.workspace.channel(place).name}"

    def run(self) -> None:
        self._help()
        while True:
            self._show_messages()
            try:
                line = self.read_line(f"{self.person.member.name} in {self.place}> ").strip()
            except EOFError:
                return
            if line == "quit":
                return
            try:
                self._obey(line)
            except OSError as problem:
                self.write(f"{problem.filename or line}: {problem.strerror}")
            except (PlaygroundError, ValueError) as problem:
                self.write(str(problem))
            except Cancelled:
                self.write("Left as it was.")
            except EOFError:
                return

    def _obey(self, line: str) -> None:
        word, _, rest = line.partition(" ")
        picked = numbers(line)
        if line == "help":
            self._help()
        elif line == "home":
            self._home()
        elif line == "skip":
            self._skip()
        elif word == "as" and rest and " " not in rest:
            self.become(rest)
        elif word == "in" and rest.startswith(("#", "@")) and " " not in rest:
            self.go_to(rest)
        elif word == "attach" and rest:
            path = Path(rest.strip()).expanduser()
            self.files.append(Upload(path.name, path.read_bytes()))
            self.write(f"{path.name} goes with what you type next.")
        elif picked and self.choices and not self.files:
            known = self.choices.get(picked[0])
            sent = self._choose(picked)
            if sent and known and known[1].kind not in _ACTS:
                self._react(sent, _CHOSEN_SECONDS, "Chosen.")
            elif sent:
                self._react(sent)
        elif line or self.files:
            in_channel = line.startswith(("/", "@"))
            place = self.place if in_channel else app_name(self.slack)
            is_command = line.startswith("/")
            thread = None if is_command else self.threads.get(self.person.conversation(place).id)
            sent = self._do(self.person.type(place, line, thread_ts=thread, files=self.files))
            self.files = []
            self._react(sent)

    def _help(self) -> None:
        self.write(_INTRO.format(app=app_name(self.slack), cancel=CANCEL))

    def _do(self, coroutine: Any) -> Any:
        return self.slack.run(coroutine)

    # --- what happened

    def _react(self, sent: Any, seconds: float | None = None, otherwise: str = _NOTHING) -> None:
        """Show what the app did about something: its failure, its messages, its modal."""
        if isinstance(sent, AppDelivery) and sent.error:
            self.write(sent.error)
            return
        came = self._all_that_comes(seconds)
        if self._on_loop(self.person.modal):
            self._modals()
        elif not came:
            self.write(otherwise)

    def _all_that_comes(self, seconds: float | None = None) -> bool:
        """Wait for what the app does, and show its messages until no more come; whether anything came."""
        came = self._wait(seconds)
        self._show_messages()
        while self._do(self.news.wait(_MORE_SECONDS)):
            self._show_messages()
        return came

    def _wait(self, seconds: float | None = None) -> bool:
        came: bool = self._do(self.news.wait(self.timeout if seconds is None else seconds))
        return came

    def _show_messages(self) -> bool:
        messages: list[PostedMessage] = self._on_loop(self.news.take)
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

    def _on_loop(self, look: Callable[[], Any]) -> Any:
        async def looked() -> Any:
            return look()

        return self._do(looked())

    def _show_message(self, message: PostedMessage) -> None:
        place = self.slack.workspace.channels[message.channel]
        where = "to you" if place.is_im else f"in #{place.name}"
        only = ", only you can see this" if message.ephemeral_to else ""
        self.write(f"{self.names(message.user)} {where}{only}:")
        if not message.ephemeral_to:
            self.threads[message.channel] = message.thread_ts or message.ts
        first = len(self.choices) + 1
        self.write(render.message(message.blocks, message.text, self.names, first=first, **self.look))
        self._offer(message, message.blocks)

    def _offer(self, where: PostedMessage | View, blocks: list[dict[str, Any]]) -> None:
        for choice in render.choices(blocks, first=len(self.choices) + 1):
            self.choices[choice.number] = (where, choice)

    def _home(self) -> None:
        self._do(self.person.open_home())
        self._wait()
        view = self._on_loop(self.person.home)
        if view is None:
            self.write("The Home tab is empty.")
            return
        self.choices = {}
        self.write(render.view(view.content, self.names, **self.look))
        self._offer(view, view.blocks)
        self._on_loop(self.news.take)

    def _skip(self) -> None:
        """Let the time pass until the next working morning of the person who is acting."""
        clock, zone = self.slack.clock, self.person.member.tz
        self.slack.run(clock.pass_until(next_morning(clock.now(), zone)), _SKIP_SECONDS)
        self.write(f"It is {clock.now().astimezone(ZoneInfo(zone)):%A %-d %B, %H:%M} now.")
        self._show_messages()

    # --- choosing

    def _choose(self, picked: list[int]) -> AppDelivery | None:
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
        if choice.kind in _BUTTONS:
            value = None
        act = self.person.act(where, choice.action_id, value, block_id=choice.block_id or None)
        sent: AppDelivery = self._do(act)
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

    # --- modals

    def _modals(self) -> None:
        """Go through the open modal and those that follow it, until all are closed."""
        faulty: set[str] | None = None
        cancelled = False
        while view := self._on_loop(self.person.modal):
            try:
                if faulty is None and self._chose_in(view):
                    continue
                faulty = self._submitted(view, faulty)
                cancelled = False
            except Cancelled:
                self._do(self.person.close(view.id))
                self.write("Closed.")
                faulty, cancelled = None, True
            except (PlaygroundError, ValueError) as problem:
                self.write(str(problem))
        if not self._show_messages() and not cancelled:
            self._wait()
            self._show_messages()

    def _chose_in(self, view: View) -> bool:
        """Show a modal and, when it has buttons or menus outside its fields, let the person use one."""
        others = [block for block in view.blocks if block["type"] != "input"]
        self.choices = {}
        self.write(render.view({**view.content, "blocks": others}, self.names, **self.look))
        self._offer(view, others)
        if not self.choices:
            return False
        closes = "submit" not in view.content
        rest = "closes" if closes else "goes on"
        picked = numbers(self.form.read(f"A number chooses, an empty line {rest}: "))
        if not picked and closes:
            raise Cancelled
        if not picked:
            return False
        sent = self._choose(picked)
        if sent and sent.error:
            self.write(sent.error)
        elif sent:
            self._all_that_comes()
        return True

    def _submitted(self, view: View, faulty: set[str] | None) -> set[str] | None:
        """Fill and submit; the blocks that were refused, or None when the modal was taken."""
        inputs = {block["block_id"] for block in view.blocks if block["type"] == "input"}
        if "submit" not in view.content:
            self.form.read("Enter closes. ")
            raise Cancelled
        if not inputs:
            self.form.read(f"Enter: {clean(view.content['submit']['text'])}. ")
        self.form.fill(view, faulty or inputs, again=bool(faulty))
        sent = self._do(self.person.submit(view.id))
        if sent.error:
            self.write(sent.error)
        for block_id, sentence in sent.errors.items():
            self.write(f"{self._label(view, block_id)}: {clean(sentence)}")
        return inputs.intersection(sent.errors) or None

    def _label(self, view: View, block_id: str) -> str:
        labels = [block["label"]["text"] for block in view.blocks if block.get("block_id") == block_id]
        return clean(labels[0]) if labels else block_id
