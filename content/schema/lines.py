"""The shape of lines.toml and places.toml: names of roles, levels and places in a line."""

from collections.abc import Mapping

from content.schema.base import Strict, Text


class LinesFile(Strict):
    """lines.toml: by role and by level the words that name it, by theme the words that are about it."""

    role: Mapping[str, tuple[Text, ...]]
    level: Mapping[str, tuple[Text, ...]]
    theme: Mapping[str, tuple[Text, ...]]


class PlacesFile(Strict):
    """places.toml: the places of each country, by its code; `same` are names that are ours under another."""

    country: Mapping[str, tuple[Text, ...]]
    same: Mapping[str, Text]
