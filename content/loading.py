"""Reads the content files, shape by shape, and stops with every problem found in them."""

import hashlib
import tomllib
from functools import cache, partial
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any, TypeVar, cast

from pydantic import TypeAdapter, ValidationError

from content import Content
from content.checks import find_problems
from content.schema.advert import AdvertFile
from content.schema.bands import BandsFile
from content.schema.briefs import BriefsFile
from content.schema.commands import Command
from content.schema.flags import FlagsFile
from content.schema.fundamentals import FundamentalsFile
from content.schema.interview import InterviewFile
from content.schema.kits import KitsFile
from content.schema.ladders import LaddersFile
from content.schema.laws import LawsFile
from content.schema.lines import LinesFile, PlacesFile
from content.schema.pairs import Pair
from content.schema.pay import PayFile, PaySource
from content.schema.phrases import PhrasesFile
from content.schema.questions import QuestionsFile
from content.schema.reviews import ReviewsFile
from content.schema.roles import RolesFile
from content.schema.sources import Source
from content.schema.sourcing import SourcingFile
from content.schema.talk import TalkFile
from content.schema.words import WordsFile
from content.schema.years import YearsFile

_T = TypeVar("_T")


class ContentError(Exception):
    """The content files are wrong; the message lists everything that has to be mended."""


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
    laws = read("laws.toml", LawsFile)
    lines = read("lines.toml", LinesFile)
    places = read("places.toml", PlacesFile)
    talk = read("talk.toml", TalkFile)
    pay = _read_pay(folder, problems)
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
        laws=laws,
        lines=lines,
        places=places,
        talk=talk,
        pay=pay,
        version=_version(folder),
    )
    if problems := find_problems(content, sources=sources, pairs=pairs):
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


def _read_pay(folder: Traversable, problems: list[str]) -> tuple[PaySource, ...]:
    """The sources of all files in pay/, in the order of the files' names."""
    try:
        names = sorted(each.name for each in (folder / "pay").iterdir() if each.name.endswith(".toml"))
    except OSError as error:
        problems.append(f"pay: {error}")
        return ()
    found = [_read(folder, problems, f"pay/{name}", PayFile) for name in names]
    return tuple(source for file in found if file for source in file.source)


def _version(folder: Traversable) -> str:
    """Twelve characters that stand for exactly these files."""
    texts = sorted(
        (file.name, file.read_bytes())
        for part in (folder, folder / "pay")
        for file in part.iterdir()
        if file.name.endswith((".toml", ".json"))
    )
    return hashlib.sha256(b"\0".join(name.encode() + b"\0" + text for name, text in texts)).hexdigest()[:12]
