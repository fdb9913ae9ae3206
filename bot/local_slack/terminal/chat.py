"""The chat loop of the terminal: lines become commands, messages, clicks and filled modals."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from bot.local_slack.messages.files import Upload
from bot.local_slack.server import LocalSlack
from bot.local_slack.state.clock import next_morning
from bot.local_slack.state.journal import AppDelivery
from bot.local_slack.state.workspace import PlaygroundError
from bot.local_slack.terminal import modals, render
from bot.local_slack.terminal.answers import app_name
from bot.local_slack.terminal.form import CANCEL, Cancelled
from bot.local_slack.terminal.screen import BUTTONS, Screen
from bot.local_slack.terminal.values import ReadLine, numbers

_INTRO = """\
Type a /command, or a line for {app}. A number chooses what is shown as [number].
A line answers in the thread that {app} wrote in last, {app} and a line does so in a channel.
attach PATH puts a file beside the next line you send (an empty line sends it alone).
Also: home, as NAME, in #CHANNEL, help, quit; skip lets time pass until tomorrow morning.
In a form an empty line keeps what is there, {cancel} closes."""
_SKIP_SECONDS = 60.0
_CHOSEN_SECONDS = 1.0  # what is chosen in a message may lead to something, but mostly waits for a button
_NOTHING = "(nothing to see)"
_ACTS = (*BUTTONS, "overflow", "feedback_buttons")


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


class _Chat(Screen):
    """A screen with a prompt: `place` is where a line goes, with `files` that were attached before it."""

    place = ""
    files: Sequence[Upload] = ()

    def go_to(self, place: str) -> None:
        """Type in this channel, or to the app itself, from now on."""
        app = app_name(self.slack)
        self.place = app if place == app else f"#{self.slack.workspace.channel(place).name}"

    def run(self) -> None:
        self._help()
        while True:
            self.show_messages()
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
            self.files = [*self.files, Upload(path.name, path.read_bytes())]
            self.write(f"{path.name} goes with what you type next.")
        elif picked and self.choices and not self.files:
            known = self.choices.get(picked[0])
            sent = self.choose(picked)
            if sent and known and known[1].kind not in _ACTS:
                self._react(sent, _CHOSEN_SECONDS, "Chosen.")
            elif sent:
                self._react(sent)
        elif line or self.files:
            in_channel = line.startswith(("/", "@"))
            place = self.place if in_channel else app_name(self.slack)
            is_command = line.startswith("/")
            thread = None if is_command else self.threads.get(self.person.conversation(place).id)
            sent = self.do(self.person.type(place, line, thread_ts=thread, files=self.files))
            self.files = ()
            self._react(sent)

    def _help(self) -> None:
        self.write(_INTRO.format(app=app_name(self.slack), cancel=CANCEL))

    def _react(self, sent: Any, seconds: float | None = None, otherwise: str = _NOTHING) -> None:
        """Show what the app did about something: its failure, its messages, its modal."""
        if isinstance(sent, AppDelivery) and sent.error:
            self.write(sent.error)
            return
        came = self.all_that_comes(seconds)
        if self.on_loop(self.person.modal):
            modals.go_through(self)
        elif not came:
            self.write(otherwise)

    def _home(self) -> None:
        self.do(self.person.open_home())
        self.wait()
        view = self.on_loop(self.person.home)
        if view is None:
            self.write("The Home tab is empty.")
            return
        self.choices = {}
        self.write(render.view(view.content, self.names, **self.look))
        self.offer(view, view.blocks)
        self.on_loop(self.news.take)

    def _skip(self) -> None:
        """Let the time pass until the next working morning of the person who is acting."""
        clock, zone = self.slack.clock, self.person.member.tz
        self.slack.run(clock.pass_until(next_morning(clock.now(), zone)), _SKIP_SECONDS)
        self.write(f"It is {clock.now().astimezone(ZoneInfo(zone)):%A %-d %B, %H:%M} now.")
        self.show_messages()
