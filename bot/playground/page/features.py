"""What the app's manifest says a person can see and use."""

from collections.abc import Mapping, Sequence
from typing import Any

from bot.playground.page.surface import Json


class AppFeatures:
    """The parts of a manifest that the page shows."""

    def __init__(self, manifest: Mapping[str, Any]) -> None:
        features = manifest.get("features", {})
        home = features.get("app_home", {})
        agent = features.get("agent_view", {})
        self.name: str = manifest["display_information"]["name"]
        self.description: str = manifest["display_information"].get("description", "")
        self.has_home = bool(home.get("home_tab_enabled"))
        self.has_messages = bool(home.get("messages_tab_enabled"))
        self.can_write = not home.get("messages_tab_read_only_enabled", False)
        self.commands: dict[str, Json] = {
            each["command"]: each for each in features.get("slash_commands", [])
        }
        self.prompts: Sequence[Json] = agent.get("suggested_prompts", [])
        # In the agent view each message to the app starts a thread, and its answer arrives there.
        self.answers_in_threads = bool(agent)
        self._shortcuts: Sequence[Json] = features.get("shortcuts", [])

    def shortcuts(self, kind: str) -> list[Json]:
        """Return the shortcuts of a kind: global or message."""
        return [shortcut for shortcut in self._shortcuts if shortcut["type"] == kind]
