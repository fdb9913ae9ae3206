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
from content.schema.lines import LinesFile, PlacesFile
from content.schema.pairs import Pair
from content.schema.phrases import PhrasesFile
from content.schema.questions import QuestionsFile
from content.schema.reviews import ReviewsFile
from content.schema.roles import UMBRELLA, Role, RolesFile, RoleText
from content.schema.sources import Source
from content.schema.sourcing import Pools, SourcingFile
from content.schema.talk import TalkFile
from content.schema.words import WordsFile
from content.schema.years import YearsFile


@dataclass(frozen=True)
class Content:
    """Everything from content/*.toml, checked."""

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
    lines: LinesFile
    places: PlacesFile
    talk: TalkFile
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

    @property
    def fundamentals(self) -> tuple[Fundamental, ...]:
        """The four fundamentals that outlive the tools of the day."""
        return self.fundamentals_file.fundamental

    def side(self, role_id: str) -> RoleText:
        """The role with this id, or the umbrella title for `llm_engineer`."""
        return self.roles_file.umbrella if role_id == UMBRELLA else self.roles[role_id]
