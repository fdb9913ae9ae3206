"""The shape of pairs.toml: what each confusion of two roles costs."""

from content.schema.base import Strict, Text


class Pair(Strict):
    """Two roles, and what it costs to mistake one for the other."""

    roles: tuple[str, str]
    cost: Text
    source: str
