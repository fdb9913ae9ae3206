"""What Rolecall knows: TOML files that a recruiter edits, read and cross-checked here at boot."""

import hashlib
import tomllib
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, cached_property, partial
from importlib.resources import files
from importlib.resources.abc import Traversable
from itertools import combinations
from typing import Any, TypeVar, cast

from pydantic import TypeAdapter, ValidationError

from content.schema.advert import AdvertFile
from content.schema.base import (
    UMBRELLA,
    BandsFile,
    Command,
    InterviewFile,
    LaddersFile,
    Pair,
    Role,
    RolesFile,
    RoleText,
    Source,
    WordsFile,
)
from content.schema.briefs import BriefsFile
from content.schema.lines import LinesFile, PlacesFile
from content.schema.phrases import PhrasesFile
from content.schema.questions import QuestionsFile
from content.schema.reviews import ReviewsFile
from content.schema.sourcing import (
    FlagsFile,
    Fundamental,
    FundamentalsFile,
    Kit,
    KitsFile,
    Pools,
    SourcingFile,
    missing,
)
from content.schema.talk import TalkFile
from content.schema.years import YearsFile

_T = TypeVar("_T")


class ContentError(Exception):
    """The content files are wrong; the message lists everything that has to be mended."""


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
        """The four that outlive the tools of the day."""
        return self.fundamentals_file.fundamental

    def side(self, role_id: str) -> RoleText:
        """The role with this id, or the umbrella title for `llm_engineer`."""
        return self.roles_file.umbrella if role_id == UMBRELLA else self.roles[role_id]


def load_content(folder: Traversable | None = None) -> Content:
    """Read and check the files in `folder`, or once for each process the ones that ship with Rolecall.

    Raises ContentError with every problem found, each with its file.
    """
    return _load(folder) if folder else _shipped()


@cache
def _shipped() -> Content:
    return _load(files("content"))


def _load(folder: Traversable) -> Content:
    problems: list[str] = []
    read = partial(_read, folder, problems)
    sources = read("sources.toml", tuple[Source, ...], "source")
    roles_file = read("roles.toml", RolesFile)
    pairs = read("pairs.toml", tuple[Pair, ...], "pair")
    bands = read("bands.toml", BandsFile)
    interview = read("interview.toml", InterviewFile)
    words = read("words.toml", WordsFile)
    commands = read("commands.toml", tuple[Command, ...], "command")
    ladders = read("ladders.toml", LaddersFile)
    questions = read("questions.toml", QuestionsFile)
    phrases = read("phrases.toml", PhrasesFile)
    briefs = read("briefs.toml", BriefsFile)
    reviews = read("reviews.toml", ReviewsFile)
    kits = read("kits.toml", KitsFile)
    flags = read("flags.toml", FlagsFile)
    sourcing = read("sourcing.toml", SourcingFile)
    fundamentals = read("fundamentals.toml", FundamentalsFile)
    years = read("years.toml", YearsFile)
    advert = read("advert.toml", AdvertFile)
    lines = read("lines.toml", LinesFile)
    places = read("places.toml", PlacesFile)
    talk = read("talk.toml", TalkFile)
    if problems:
        raise ContentError("\n".join(problems))
    content = Content(
        sources={source.id: source for source in sources},
        roles={role.id: role for role in roles_file.role},
        roles_file=roles_file,
        pairs={frozenset(pair.roles): pair for pair in pairs},
        bands=bands,
        interview=interview,
        words=words,
        commands=commands,
        ladders=ladders,
        questions=questions,
        phrases=phrases,
        briefs=briefs,
        reviews=reviews,
        kits_file=kits,
        flags=flags,
        sourcing=sourcing,
        fundamentals_file=fundamentals,
        years=years,
        advert=advert,
        lines=lines,
        places=places,
        talk=talk,
        version=_version(folder),
    )
    wishes = {wish.id for wish in talk.wish}
    problems.extend(
        f"talk.toml: there is no wish {offer}"
        for reply in talk.reply
        for offer in reply.offers
        if offer not in wishes
    )
    problems.extend(_repeated("talk.toml", (wish.id for wish in talk.wish)))
    problems.extend(_repeated("sources.toml", (source.id for source in sources)))
    problems.extend(_repeated("roles.toml", (role.id for role in roles_file.role)))
    problems.extend(_repeated("pairs.toml", (" + ".join(sorted(pair.roles)) for pair in pairs)))
    problems.extend(_repeated("ladders.toml", (ladder.name for ladder in ladders.ladder)))
    problems.extend(_repeated("questions.toml", (question.id for question in questions.question)))
    problems.extend(_repeated("briefs.toml", (template.id for template in briefs.role)))
    problems.extend(_unknown_sources(content))
    problems.extend(_unknown_roles(content))
    problems.extend(_missing(content))
    problems.extend(
        missing(
            kits,
            flags,
            sourcing,
            fundamentals,
            roles=content.roles,
            questions=[each.id for each in interview.question],
        )
    )
    problems.extend(_shared_words(content))
    if problems:
        raise ContentError("\n".join(problems))
    return content


def _read(folder: Traversable, problems: list[str], name: str, kind: type[_T], key: str | None = None) -> _T:
    """The checked content of one file (or of the list `key` in it), worthless when problems were added."""
    try:
        data: Any = tomllib.loads((folder / name).read_text(encoding="utf-8"))
        return TypeAdapter(kind).validate_python(data[key] if key else data)
    except (OSError, tomllib.TOMLDecodeError, KeyError) as error:
        problems.append(f"{name}: {error}")
    except ValidationError as error:
        problems.extend(
            f"{name}: {'.'.join(map(str, found['loc']))}: {found['msg']}" for found in error.errors()
        )
    return cast("_T", None)  # the caller stops when there are problems


def _version(folder: Traversable) -> str:
    """Twelve characters that stand for exactly these files."""
    texts = sorted(
        (file.name, file.read_bytes()) for file in folder.iterdir() if file.name.endswith((".toml", ".json"))
    )
    return hashlib.sha256(b"\0".join(name.encode() + b"\0" + text for name, text in texts)).hexdigest()[:12]


def _repeated(where: str, ids: Iterable[str]) -> list[str]:
    return [f"{where}: {id_} is there {count} times" for id_, count in Counter(ids).items() if count > 1]


def _unknown_sources(content: Content) -> list[str]:
    bands = content.bands
    named = [("roles.toml", content.roles_file.source), ("roles.toml", content.roles_file.wording)]
    named += [("interview.toml", content.interview.source), ("interview.toml", content.interview.wording)]
    named += [("briefs.toml", content.briefs.wording)]
    named += [("kits.toml", content.kits_file.wording)]
    named += [("kits.toml", law.source) for each in content.kits_file.not_to_ask for law in each.law]
    named += [("flags.toml", content.flags.source), ("flags.toml", content.flags.wording)]
    named += [("sourcing.toml", content.sourcing.source), ("sourcing.toml", content.sourcing.wording)]
    file = content.fundamentals_file
    named += [("fundamentals.toml", file.source), ("fundamentals.toml", file.wording)]
    named += [("advert.toml", source) for source in content.advert.sources]
    named += [("years.toml", each.source) for each in content.years.technology]
    named += [("years.toml", each.public_source) for each in content.years.technology if each.public_source]
    named += [("bands.toml", bands.old_budget.source)]
    named += [("bands.toml", figure.source) for figure in (*bands.band, *bands.uncapped)]
    named += [("bands.toml", gap.source) for gap in bands.gap]
    named += [("pairs.toml", pair.source) for pair in content.pairs.values()]
    return [
        f"{where}: there is no source {name!r} in sources.toml"
        for where, name in named
        if name not in content.sources
    ]


def _unknown_roles(content: Content) -> list[str]:
    bands = content.bands
    named = [("bands.toml", figure.role) for figure in (*bands.band, *bands.uncapped)]
    named += [("bands.toml", gap.role) for gap in bands.gap]
    named += [("pairs.toml", role) for pair in content.pairs.values() for role in pair.roles]
    named += [("advert.toml", role) for duty in content.advert.duty for role in duty.add]
    named += [("roles.toml", other.role) for role in content.roles.values() for other in role.confused_with]
    known = {*content.roles, UMBRELLA}
    problems = [f"{where}: there is no role {role!r}" for where, role in named if role not in known]
    if sorted(content.questions.readings) != sorted([*content.roles, "none"]):
        problems.append("questions.toml: the readings are the seven roles and none, each once")
    briefs = content.briefs
    if {template.id for template in briefs.role} != set(content.roles):
        problems.append("briefs.toml: there is one for each of the seven roles")
    questions = {question.id for question in content.interview.question}
    problems += [
        f"briefs.toml: there is no question {each.shows!r} in interview.toml"
        for template in briefs.role
        for each in template.must_haves
        if each.shows and each.shows not in questions
    ]
    levels = {level.id for level in content.words.level}
    if set(briefs.decides) != levels:
        problems.append(f"briefs.toml: decides has a sentence for each of {', '.join(sorted(levels))}")
    problems += [
        f"bands.toml: there is no level {figure.level!r}"
        for figure in (*bands.band, *bands.uncapped)
        if figure.level not in levels
    ]
    return problems


def _missing(content: Content) -> list[str]:
    """Every role needs a figure or a stated gap, every pair its cost; a figure is never editorial."""
    bands = content.bands
    figures = (*bands.band, *bands.uncapped)
    with_figure, with_gap = {figure.role for figure in figures}, {gap.role for gap in bands.gap}
    problems = [
        f"bands.toml: {role} needs either a figure or a gap"
        for role in content.roles
        if (role in with_figure) == (role in with_gap)
    ]
    neighbours = [role.id for role in content.roles.values() if role.family == "neighbour"]
    problems += [
        f"pairs.toml: {one} + {other} is missing"
        for one, other in (*combinations(content.roles, 2), *((UMBRELLA, role) for role in neighbours))
        if frozenset((one, other)) not in content.pairs
    ]
    problems += [
        f"bands.toml: {figure.role} takes a figure from {figure.source}, which is editorial"
        for figure in figures
        if figure.source in content.sources and content.sources[figure.source].kind == "editorial"
    ]
    return problems


def _shared_words(content: Content) -> list[str]:
    """A word that means two things could never be read."""
    words = [word for role in content.roles.values() for word in role.words]
    words += content.roles_file.umbrella.words
    words += [word for level in content.words.level for word in level.words]
    return _repeated("roles.toml and words.toml", words)
