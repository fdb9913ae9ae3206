"""The text of a job advert: its sentences, and quotes from it as they were written."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from bot.hiring.adverts.title import find_title
from bot.hiring.laws import places_in
from content import Content
from content.schema.briefs import BriefTemplate
from content.schema.roles import Role
from content.schema.sources import Law, Source

_QUOTE = 180  # characters
_ENDS = re.compile(r"[.!?;](?=\s)|\n|[•●▪]")


class Advert:
    """The text of an advert, cut into what the checks need."""

    def __init__(self, content: Content, text: str) -> None:
        self.content = content
        self.file = content.advert
        self.text = text
        self.ends = [0, *(found.end() for found in _ENDS.finditer(text)), len(text)]
        self.title = find_title(text)
        self.places = places_in(content, text)

    def sentence(self, start: int, end: int) -> tuple[int, int]:
        """The beginning and end of the sentence or line around a place."""
        last = min(bisect_left(self.ends, end), len(self.ends) - 1)
        return self.ends[bisect_right(self.ends, start) - 1], self.ends[last]

    def quote(self, start: int, end: int) -> str:
        """The sentence around a place, as written; only the part around the place when it is long."""
        first, last = self.sentence(start, end)
        before, after = "", ""
        if last - first > _QUOTE:
            room = max(0, _QUOTE - (end - start)) // 2
            cut_first, cut_last = max(first, start - room), min(last, end + room, start + _QUOTE)
            before, after = "…" * (cut_first > first), "…" * (cut_last < last)
            first, last = cut_first, cut_last
        return before + " ".join(self.text[first:last].split()).strip("-*•●▪ ") + after

    def title_quote(self) -> tuple[str, ...]:
        """The title or first line, which a finding quotes when its subject is missing from the advert."""
        start = self.title.start or len(self.text) - len(self.text.lstrip())
        return (self.quote(start, start + 1),) if self.text.strip() else ()

    def laws(self, laws: Sequence[Law]) -> tuple[tuple[Law, Source], ...]:
        """The laws of the places that the advert names, each with its source."""
        return tuple((law, self.content.sources[law.source]) for law in laws if law.place in self.places)

    def template(self, role: Role | None) -> BriefTemplate | None:
        """The template of the role's brief."""
        return next((each for each in self.content.briefs.role if role and each.id == role.id), None)


def shortened(quote: str) -> str:
    """A quote on one line, cut to the length of all quotes."""
    line = " ".join(quote.split())
    return line if len(line) <= _QUOTE else line[: _QUOTE - 1].rstrip() + "…"
