"""What a block needs from the place it is shown in: names, the person's actions, and values typed so far."""

from collections.abc import Mapping, Sequence
from typing import Any, Protocol

from bot.local_slack.text.shown import Names

Json = Mapping[str, Any]


class Surface(Protocol):
    """A message, a modal or the Home tab, as one person sees it."""

    @property
    def names(self) -> Names:
        """Return what turns user and channel ids into names."""
        ...

    @property
    def folds(self) -> bool:
        """Return whether long texts are folded here, as Slack does in messages."""
        ...

    @property
    def timezone(self) -> str:
        """Return the person's time zone name, for pickers of a moment."""
        ...

    def picture(self, file: str) -> str:
        """Return a picture that was uploaded as a data: URL, "" when there is none of that id."""
        ...

    async def act(self, block_id: str, element: Json, value: Any) -> None:
        """Click, choose or enter; failures are shown to the person by the surface."""
        ...

    async def change(self, block_id: str, element: Json, value: Any) -> None:
        """Remember what the person filled in, until the view is submitted."""
        ...

    async def suggest(self, element: Json, typed: str) -> Sequence[Json]:
        """Ask the app for the options of an external select."""
        ...

    def state(self, block_id: str, action_id: str) -> Json:
        """Return the element's part of the view state, empty when the person has not touched it."""
        ...

    def people(self) -> Mapping[str, str]:
        """Return the members that can be chosen: id to name."""
        ...

    def conversations(self, kinds: Sequence[str]) -> Mapping[str, str]:
        """Return the conversations that can be chosen, of the kinds public, private, im: id to name."""
        ...
