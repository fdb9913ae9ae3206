"""The box a person types in: Enter sends, files are attached, slash commands and names are completed.

What was typed and not sent is kept for each place, as Slack keeps drafts.
"""

import re
from dataclasses import dataclass
from functools import partial

from nicegui import events, ui

from bot.local_slack.messages.files import MOST_FILES, Upload
from bot.local_slack.page.desk import Desk
from bot.local_slack.page.widgets import icon_button, tag

MOST_COMPLETIONS = 8

# Keys are told apart in the browser, because whether Enter makes a new line must be decided at once;
# the keys of an input method that is still composing a word belong to it. While a tab is connecting, NiceGUI
# holds each event back by a timer of its own (10 ms), in any order: a key lets the text before it go first.
KEYS_HANDLER = """(event) => {
  if (event.isComposing) return;
  const completing = event.target.hasAttribute("aria-activedescendant");
  const sends = event.key === "Enter" && !event.shiftKey;
  if (sends || (completing && ["ArrowUp", "ArrowDown", "Tab", "Escape"].includes(event.key))) {
    event.preventDefault();
    event.stopPropagation();
    const later = () => (window.did_handshake ? setTimeout(emit, 50, event.key) : setTimeout(later, 10));
    window.did_handshake ? emit(event.key) : later();
  }
}"""


@dataclass(frozen=True)
class Completion:
    """One line of the completion list and what the text becomes when it is taken."""

    label: str
    hint: str
    detail: str
    text: str


class Composer:
    """The composer of one conversation or thread."""

    def __init__(self, desk: Desk, placeholder: str, thread_ts: str | None = None) -> None:
        self._desk = desk
        self._seat = desk.seat
        self._thread_ts = thread_ts
        self._place = (desk.seat.person.member.id, desk.seat.channel.id, thread_ts or "")
        self._completions: list[Completion] = []
        self._chosen = 0
        self._files: list[Upload] = []
        with tag("div", "composer"):
            self._list = tag("div", "completions", role="listbox", aria_label="Suggestions")
            self._list.set_visibility(False)
            self._attached = tag("div", "attached")
            self._picker = ui.upload(on_multi_upload=self._attach, multiple=True, auto_upload=True)
            self._picker.classes("hidden-upload")  # by the style: NiceGUI takes no files from what it hides
            with tag("div", "composer-box"):
                icon_button("attach_file", "Attach a file", self._pick, "attach")
                self._field = ui.textarea(value=self._draft(), on_change=self._edited)
                self._field.classes("composer-field")
                self._field.props("borderless autogrow dense input-style='max-height:180px'")
                self._field.props("role=combobox aria-autocomplete=list aria-haspopup=listbox")
                self._field.props["aria-controls"] = self._list.html_id
                self._field.props["aria-expanded"] = "false"
                self._field.props["aria-label"] = self._field.props["placeholder"] = placeholder
                self._field.on("keydown", self._key, js_handler=KEYS_HANDLER)
                icon_button("send", "Send", self._send, "send")
            self._hint = tag("div", "composer-hint", aria_live="polite")

    def focus(self) -> None:
        """Let the person type here; on a phone that would bring up its keyboard, so not there."""
        script = f"matchMedia('(min-width: 861px)').matches && runMethod({self._field.id}, 'focus', [])"
        self._field.client.run_javascript(script)

    def _draft(self) -> str:
        return self._seat.slack.attention.draft(self._place)

    async def _key(self, event: events.GenericEventArguments) -> None:
        key = str(event.args)
        if not self._completions:
            if key == "Enter":
                await self._send()
        elif key == "Escape":
            self._offer([])
        elif key in ("ArrowDown", "ArrowUp"):
            self._chosen = (self._chosen + (1 if key == "ArrowDown" else -1)) % len(self._completions)
            self._draw()
        else:
            completion = self._completions[self._chosen]
            if key == "Enter" and completion.text.strip() == (self._field.value or ""):
                await self._send()
            else:
                self._take(completion)

    async def _send(self) -> None:
        text, files = (self._field.value or "").strip(), self._files
        if not text and not files:
            return
        self._field.value = ""
        self._hold([])
        self._offer([])
        if not await self._desk.send(text, self._thread_ts, files) and not self._field.is_deleted:
            self._field.value = self._field.value or text
            self._hold([*files, *self._files])

    def _pick(self) -> None:
        self._picker.run_method("pickFiles")

    async def _attach(self, event: events.MultiUploadEventArguments) -> None:
        self._picker.reset()
        picked = [Upload(file.name, await file.read()) for file in event.files]
        self._hold([*self._files, *picked][:MOST_FILES])
        self.focus()

    def _hold(self, files: list[Upload]) -> None:
        """Keep files until the message is sent, and show them above what is typed."""
        self._files = files
        self._attached.clear()
        with self._attached:
            for file in files:
                with tag("span", "file"):
                    ui.icon("description")
                    tag("span", "", file.name)
                    icon_button("close", f"Remove {file.name}", partial(self._remove, file))

    def _remove(self, file: Upload) -> None:
        self._hold([each for each in self._files if each is not file])

    def _edited(self, event: events.ValueChangeEventArguments[str | None]) -> None:
        text = event.value or ""
        self._seat.slack.attention.keep_draft(self._place, text)
        self._offer(self._complete(text))
        command = self._seat.app.commands.get(text.split(" ")[0]) if " " in text else None
        hint = f"{command['command']} {command.get('usage_hint', '')}" if command else ""
        self._hint.set_text(hint.strip())

    def _complete(self, text: str) -> list[Completion]:
        if re.fullmatch(r"/\S*", text):
            return [
                Completion(name, command.get("usage_hint", ""), command.get("description", ""), f"{name} ")
                for name, command in self._seat.app.commands.items()
                if name.startswith(text)
            ][:MOST_COMPLETIONS]
        mention = re.search(r"(?:^|\s)@(\w*)$", text)
        if mention:
            stem = text[: mention.start(1)]
            typed = mention[1].casefold()
            return [
                Completion(f"@{each.name}", each.real_name, "", f"{stem}{each.name} ")
                for each in self._seat.slack.workspace.members.values()
                if typed in each.name.casefold() or typed in each.real_name.casefold()
            ][:MOST_COMPLETIONS]
        return []

    def _take(self, completion: Completion) -> None:
        self._field.value = completion.text
        self._offer([])
        self.focus()

    def _offer(self, completions: list[Completion]) -> None:
        if completions != self._completions:
            self._completions = completions
            self._chosen = 0
            self._draw()

    def _draw(self) -> None:
        self._field.props.pop("aria-activedescendant", None)
        self._field.props["aria-expanded"] = str(bool(self._completions)).lower()
        self._list.set_visibility(bool(self._completions))
        self._list.clear()
        with self._list:
            for index, completion in enumerate(self._completions):
                selected = "true" if index == self._chosen else "false"
                item = tag(
                    "button", "menu-item", type="button", role="option", aria_selected=selected, tabindex=-1
                )
                if index == self._chosen:
                    self._field.props["aria-activedescendant"] = item.html_id
                item.on("click", partial(self._take, completion), args=[])
                with item:
                    with tag("span", "menu-label", completion.label):
                        tag("span", "muted usage", completion.hint)
                    tag("span", "menu-detail", completion.detail)
