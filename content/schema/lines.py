"""The shape of lines.toml and places.toml: names of roles, levels and places in a line."""

from collections.abc import Mapping

from content.schema.base import Strict, Text


class LinesFile(Strict):
    """lines.toml: the words that name each role and each level, and the words of each theme."""

    role: Mapping[str, tuple[Text, ...]]
    level: Mapping[str, tuple[Text, ...]]
    theme: Mapping[str, tuple[Text, ...]]


class PlacesFile(Strict):
    """places.toml: the places of each country, by its code. `same` maps other names of a place to ours.

    `market` has the places that are paid as one, and `region` the countries of a place larger than one.
    """

    country: Mapping[str, tuple[Text, ...]]
    same: Mapping[str, Text]
    market: Mapping[str, tuple[Text, ...]]
    region: Mapping[str, tuple[str, ...]]
