"""What is found in a job advert: the shape that every check gives."""

from dataclasses import dataclass

from content.schema.sources import Law, Source


@dataclass(frozen=True, slots=True)
class Finding:
    """Something to mend: the advert's own words, why it matters, and what to write instead.

    `laws` demand it, each with its source; `sources` say so besides. `shows_pay`: the finding shows amounts.
    """

    name: str
    quotes: tuple[str, ...]
    why: str
    instead: str
    laws: tuple[tuple[Law, Source], ...] = ()
    sources: tuple[Source, ...] = ()
    shows_pay: bool = False
