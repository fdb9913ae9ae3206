"""What Rolecall knows: TOML files that a recruiter edits, as one value."""

from dataclasses import dataclass
from functools import cached_property

from content.schema.advert import AdvertFile
from content.schema.bands import BandsFile
from content.schema.briefs import BriefsFile
from content.schema.commands import Command
from content.schema.flags import FlagsFile
from content.schema.fundamentals import Fundamental, FundamentalsFile
from content.schema.interview import InterviewFile
from content.schema.kits import Kit, KitsFile
from content.schema.ladders import LaddersFile
from content.schema.laws import LawsFile
from content.schema.lines import LinesFile, PlacesFile
from content.schema.pairs import Pair
from content.schema.pay import GENERAL, PayFigure, PaySource
from content.schema.phrases import PhrasesFile
from content.schema.questions import QuestionsFile
from content.schema.reviews import ReviewsFile
from content.schema.roles import UMBRELLA, Role, RolesFile, RoleText
from content.schema.sources import Source
from content.schema.sourcing import Pools, SourcingFile
from content.schema.talk import TalkFile
from content.schema.words import WordsFile
from content.schema.years import YearsFile


@dataclass(frozen=True, eq=False)
class Content:
    """Everything from content/*.toml, checked. It changes with a release only, so one is itself alone."""

    sources: dict[str, Source]
    roles: dict[str, Role]
    roles_file: RolesFile
    pairs: dict[frozenset[str], Pair]
    bands: BandsFile
    interview: InterviewFile
    words: WordsFile
    commands: tuple[Command, ...]
    ladders: LaddersFile
    questions: QuestionsFile
    phrases: PhrasesFile
    briefs: BriefsFile
    reviews: ReviewsFile
    kits_file: KitsFile
    flags: FlagsFile
    sourcing: SourcingFile
    fundamentals_file: FundamentalsFile
    years: YearsFile
    advert: AdvertFile
    laws: LawsFile
    lines: LinesFile
    places: PlacesFile
    talk: TalkFile
    pay: tuple[PaySource, ...]
    version: str
    """Changes whenever a file changes; decisions name it."""

    @cached_property
    def specialties(self) -> tuple[str, ...]:
        """Ids of the five specialties, in the order of the file."""
        return tuple(role.id for role in self.roles.values() if role.family == "specialty")

    @cached_property
    def kits(self) -> dict[str, Kit]:
        """The interview kit of each role."""
        return {kit.role: kit for kit in self.kits_file.kit}

    @cached_property
    def pools(self) -> dict[str, Pools]:
        """Where to look for each role."""
        return {pools.role: pools for pools in self.sourcing.pools}

    @cached_property
    def pay_of(self) -> dict[str, tuple[tuple[PaySource, PayFigure], ...]]:
        """Every figure for each role, the article's bands among them, each with its source."""
        found: dict[str, list[tuple[PaySource, PayFigure]]] = {role: [] for role in (*self.roles, *GENERAL)}
        for source in (*self._articles(), *self.pay):
            for figure in source.figure:
                found[figure.role].append((source, figure))
        return {role: tuple(figures) for role, figures in found.items()}

    @cached_property
    def country_of(self) -> dict[str, str]:
        """The code of the country of each place that can be named, in lower case."""
        named = {name.casefold(): code for code, names in self.places.country.items() for name in names}
        return named | {ours.casefold(): named[other] for other, ours in self.places.same.items()}

    @cached_property
    def market_of(self) -> dict[str, str]:
        """The market of each place that is paid as a part of one, in lower case."""
        return {name.casefold(): market for market, names in self.places.market.items() for name in names}

    def _articles(self) -> list[PaySource]:
        """The figures of bands.toml as references, so that they stand beside those of pay/."""
        figures = (*self.bands.band, *self.bands.uncapped)
        return [
            PaySource(
                id=source.id,
                title=source.title,
                publisher=source.publisher,
                url=source.url or "",
                as_of=source.as_of,
                kind="practitioner article",
                caution=source.caution,
                figure=tuple(
                    PayFigure(
                        role=each.role,
                        level=each.level,
                        country=self.bands.place.id,
                        currency=each.currency,
                        low=each.low,
                        high=each.high,
                        statistic="range",
                        basis=each.basis,
                        period="year",
                        note=f"{each.note or ''} {self.bands.place.note}".strip(),
                    )
                    for each in figures
                    if each.source == source.id
                ),
            )
            for source in self.sources.values()
            if any(each.source == source.id for each in figures)
        ]

    @property
    def fundamentals(self) -> tuple[Fundamental, ...]:
        """The four fundamentals that outlive the tools of the day."""
        return self.fundamentals_file.fundamental

    def side(self, role_id: str) -> RoleText:
        """The role with this id, or the umbrella title for `llm_engineer`."""
        return self.roles_file.umbrella if role_id == UMBRELLA else self.roles[role_id]
