"""A modal asked field by field."""

from collections.abc import Callable
from typing import Any

from bot.local_slack.screens.person import Person
from bot.local_slack.server import LocalSlack
from bot.local_slack.state.workspace import Json, PlaygroundError, View
from bot.local_slack.terminal.answers import Names
from bot.local_slack.terminal.render.pieces import clean, initial_texts, offered_options
from bot.local_slack.terminal.values import ReadLine, chosen_value, searched_options, typed_value

CANCEL = "cancel"
_KEPT = object()


class Cancelled(Exception):  # noqa: N818 - nothing went wrong
    """The person does not want to go on with this modal."""


class Form:
    """Asks for the inputs of a modal: options by number, an empty line keeps what is there."""

    def __init__(
        self, slack: LocalSlack, person: Person, read_line: ReadLine, write: Callable[[str], None]
    ) -> None:
        self.slack = slack
        self.person = person
        self.read_line = read_line
        self.write = write

    def fill(self, view: View, block_ids: set[str], *, again: bool = False) -> None:
        """Ask for the inputs in these blocks; `again` when what they hold was refused. Raises Cancelled."""
        values = {}
        for block in view.blocks:
            if block["block_id"] in block_ids:
                value = self._ask(view, block, again)
                if value is not _KEPT:
                    values[block["block_id"]] = value
        self.slack.run(self.person.fill(view.id, values))

    def read(self, prompt: str) -> str:
        """One line, without the spaces around it. Raises Cancelled."""
        typed = self.read_line(prompt).strip()
        if typed.lower() == CANCEL:
            raise Cancelled
        return typed

    def _ask(self, view: View, block: Json, again: bool) -> Any:
        """What was chosen or typed, None for nothing; or that what is there shall stay."""
        element = block["element"]
        label = clean(block["label"]["text"])
        if element["type"] == "file_input":
            self.write(f"{label}: files cannot be added in a terminal.")
            return _KEPT
        if "hint" in block:
            self.write(f"  {clean(block['hint']['text'])}")
        for number, option in enumerate(offered_options(element), 1):
            self.write(f"  [{number}] {clean(option['text']['text'])}")
        initial = () if again else initial_texts(element, Names(self.slack.workspace))
        given = clean(", ".join(initial))
        needed = not block.get("optional") and not given
        note = f" ({given})" if given else " (optional)" if block.get("optional") else ""
        while True:
            typed = self.read(f"{label}{note}: ")
            if not typed and not needed:
                return None if again else _KEPT
            if not typed:
                self.write("Please answer this one.")
                continue
            try:
                return self._value(view, element, typed)
            except (ValueError, PlaygroundError) as problem:
                self.write(str(problem))

    def _value(self, view: View, element: Json, typed: str) -> Any:
        if offered_options(element):
            return chosen_value(element, typed)
        if element["type"].endswith("external_select"):
            return self.search(view, element, typed)
        return typed_value(element["type"], typed, self.slack.workspace)

    def search(self, where: Any, element: Json, typed: str) -> Any:
        """Let the app offer options for the typed words and ask which."""
        options = searched_options(
            typed, lambda words: self.slack.run(self.person.suggest(where, element["action_id"], words))
        )
        if not options:
            raise ValueError(f"Nothing found for {typed!r}.")
        for number, option in enumerate(options, 1):
            self.write(f"  [{number}] {clean(option['text']['text'])}")
        return chosen_value({**element, "options": options}, self.read("Which: "))
