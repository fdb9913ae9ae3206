"""Reads a typed line by its words: roles, level, budget, the budget's year, and words that are left over."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from rapidfuzz import fuzz, process, utils

from bot.hiring.text.currencies import MARKS
from bot.hiring.text.money import Budget, read_said_pay
from bot.hiring.text.periods import Period
from content import Content
from content.schema.roles import UMBRELLA

_WORD = re.compile(r"[^\W_]+")
_YEAR = re.compile(
    rf"(?<![\w.,{MARKS}])(?:fy\s?)?((?:19|20)\d\d)(?!\w|%|[.,]\d|\s?k\b|\s?[-–—]\s?\d)", re.IGNORECASE
)
_SEXES = re.compile(  # (m/w/d), as adverts in some countries have to say
    r"\(?(?<!\w)[fmwdx]\s?(?:[/|]\s?(?:[fmwdxi]|div(?:ers)?|gn)\s?){1,3}(?!\w)\)?|\((?:gn|all genders)\)",
    re.IGNORECASE,
)
_ALL_SOURCES = re.compile(r"\ball (?:the )?sources\b", re.IGNORECASE)
_TAKEN = "\0"  # stands where a budget or a year was, so that other words keep their places
_CLOSE_ENOUGH = 78.0  # of 100
_PART = 0.9  # what likeness counts when one phrase is a part of the other
_SHORT = 3  # letters; what is no longer is part of too much
_MOST_READ = 2_000  # characters
_MOST_UNREAD = 20  # unknown words that are worth a guess
_LONGEST_GUESS = 100  # characters of one that are looked at

Likeness = tuple[str, float, str]
Scorer = Callable[..., float]


@dataclass(frozen=True, slots=True)
class Guess:
    """An unknown word, as written. A job description has hundreds of them."""

    written: str
    _look: Callable[[str], tuple[str, ...]] = field(repr=False, compare=False)

    @property
    def nearest(self) -> tuple[str, ...]:
        """The known words nearest to it, computed when somebody asks."""
        return self._look(self.written)


@dataclass(frozen=True, slots=True)
class PayAsked:
    """What a question about pay says beside role and budget; places, levels and roles may be several.

    `rate` is an amount by `period` where that is no year. `beyond` is what was asked for besides base pay:
    "total pay", "equity or bonus". `all_sources`: every reference is wanted.
    """

    places: tuple[str, ...] = ()
    levels: tuple[str, ...] = ()
    period: Period = "year"
    rate: Budget | None = None
    beyond: str = ""
    all_sources: bool = False


@dataclass(frozen=True, slots=True)
class Request:
    """What was read. `roles` keeps the order of the text; `unread` are the unknown words.

    `of_total`: the budget is total pay.
    `left_out` says which amounts are no part of it: “10% bonus”, “300k” (total).
    `undecided` is a title, as written, that has no role by itself (ML engineer). `lacks` says in sentences
    what was asked for and has no figure. `today` is when it was asked.
    """

    text: str
    roles: tuple[str, ...] = ()
    undecided: str = ""
    level: str | None = None
    budget: Budget | None = None
    of_total: bool = False
    left_out: tuple[str, ...] = ()
    year: int | None = None
    compares: bool = False
    asks_help: bool = False
    unread: tuple[Guess, ...] = ()
    problem: str | None = None
    lacks: str = ""
    asked: PayAsked = PayAsked()
    today: date | None = None

    @property
    def base_budget(self) -> Budget | None:
        """The budget, if it is base pay and can be put against a band."""
        return None if self.of_total else self.budget

    @property
    def role(self) -> str | None:
        """The one role that was named, None for none or several; a specialty beats the umbrella beside it."""
        named = set(self.roles) - {UMBRELLA} or set(self.roles)
        return named.pop() if len(named) == 1 else None


@dataclass
class Vocabulary:
    """The words of the content, indexed by phrase: roles and levels."""

    content: Content
    _roles: dict[str, str] = field(init=False)
    _levels: dict[str, str] = field(init=False)
    _versus: frozenset[str] = field(init=False)
    _skipped: frozenset[str] = field(init=False)
    _undecided: frozenset[str] = field(init=False)
    _longest: int = field(init=False)
    _shown: dict[str, str] = field(init=False)

    def __post_init__(self) -> None:
        content = self.content
        self._roles = {word: role.id for role in content.roles.values() for word in role.words}
        self._roles |= dict.fromkeys(content.roles_file.umbrella.words, UMBRELLA)
        self._levels = {word: level.id for level in content.words.level for word in level.words}
        self._versus = frozenset(content.words.versus)
        self._skipped = frozenset((*content.words.skipped, *self._versus))
        self._undecided = frozenset(content.roles_file.undecided.words)
        phrases = (*self._roles, *self._levels, *self._undecided)
        self._longest = max(len(phrase.split()) for phrase in phrases)
        self._shown = {phrase: utils.default_process(phrase) for phrase in (*self._roles, *self._levels)}

    def read(self, text: str, today: date) -> Request:
        """Read `text`, with its words in any order. Never fails: see `unread` and `problem`.

        Of a longer text, the first _MOST_READ characters: it is a job description, and read elsewhere.
        `today` decides which budget years are possible.
        """
        without_sexes = _SEXES.sub(lambda found: " " * len(found.group()), text[:_MOST_READ])
        all_sources = _ALL_SOURCES.search(without_sexes)
        if all_sources:
            without_sexes = f"{without_sexes[: all_sources.start()]} {without_sexes[all_sources.end() :]}"
        rest, year = self._take_year(without_sexes, today)
        pay = read_said_pay(rest)
        for start, end in pay.taken:
            rest = f"{rest[:start]}{_TAKEN * (end - start)}{rest[end:]}"
        roles, undecided, levels, compares, leftover = self._take_phrases(rest)
        return Request(
            text=text,
            roles=tuple(roles),
            undecided="" if roles else undecided,
            level=levels[0] if levels else None,
            budget=pay.budget,
            of_total=pay.of_total,
            left_out=pay.left_out,
            year=year,
            compares=compares,
            asks_help=any(guess.casefold() == "help" for guess in leftover),
            unread=tuple(
                Guess(written, self.nearest) for written in leftover if written.casefold() != "help"
            ),
            problem=pay.problem,
            asked=PayAsked(
                levels=tuple(levels) if len(levels) > 1 else (), all_sources=all_sources is not None
            ),
            today=today,
        )

    def nearest(self, written: str, extra: Iterable[str] = ()) -> tuple[str, ...]:
        """Up to three known words nearest to a written one, one for each meaning, the nearest first."""
        known = {**self._roles, **self._levels, **{word: word for word in extra}}
        shown = self._shown | {word: utils.default_process(word) for word in extra}
        asked = utils.default_process(written[:_LONGEST_GUESS])
        close = {phrase: score for _, score, phrase in _likest(asked, shown, fuzz.ratio, _CLOSE_ENOUGH)}
        if len(asked) > _SHORT:
            parts = {phrase: word for phrase, word in shown.items() if len(word) > _SHORT}
            for _, score, phrase in _likest(asked, parts, fuzz.token_set_ratio, _CLOSE_ENOUGH / _PART):
                close[phrase] = max(close.get(phrase, 0.0), _PART * score)
        places = {phrase: place for place, phrase in enumerate(known)}
        by_meaning: dict[str, str] = {}
        for phrase in sorted(close, key=lambda phrase: (-close[phrase], places[phrase]))[:12]:
            by_meaning.setdefault(known[phrase], phrase)
        return tuple(by_meaning.values())[:3]

    def _take_year(self, text: str, today: date) -> tuple[str, int | None]:
        years = [found for found in _YEAR.finditer(text) if int(found.group(1)) <= today.year + 1]
        if not years:
            return text, None
        first = years[0]
        return f"{text[: first.start()]}{_TAKEN * len(first.group())}{text[first.end() :]}", int(
            first.group(1)
        )

    def _take_phrases(self, text: str) -> tuple[list[str], str, list[str], bool, list[str]]:
        """Match the longest known phrases from left to right; neighbouring unknown words stay together.

        “Senior staff” is one level, the second.
        """
        words = list(_WORD.finditer(text))
        keys = [word.group().casefold() for word in words]
        roles: list[str] = []
        levels: list[str] = []
        leftover: list[tuple[int, int]] = []
        compares, undecided = False, ""
        at = behind_level = 0
        while at < len(words):
            for length in range(min(self._longest, len(words) - at), 0, -1):
                phrase = " ".join(keys[at : at + length])
                singular = phrase.removesuffix("s")
                role = self._roles.get(phrase) or self._roles.get(singular)
                level = self._levels.get(phrase)
                if role and role not in roles:
                    roles.append(role)
                if level:
                    if levels[-1:] == ["senior"] and at == behind_level:
                        levels.pop()
                    if level not in levels:
                        levels.append(level)
                    behind_level = at + length
                if phrase in self._undecided or singular in self._undecided:
                    undecided = undecided or text[words[at].start() : words[at + length - 1].end()]
                    break
                if role or level:
                    break
            else:
                length = 1
                compares |= keys[at] in self._versus
                if keys[at] not in self._skipped:
                    gap = text[words[at - 1].end() : words[at].start()] if at else ""
                    if leftover and leftover[-1][1] == at and _TAKEN not in gap:
                        leftover[-1] = (leftover[-1][0], at + 1)
                    else:
                        leftover.append((at, at + 1))
            at += length
        written = [text[words[start].start() : words[end - 1].end()] for start, end in leftover]
        return roles, undecided, levels, compares, written[:_MOST_UNREAD]


def _likest(asked: str, shown: Mapping[str, str], scorer: Scorer, least: float) -> list[Likeness]:
    """The phrases that are like what was asked, as RapidFuzz gives them: it compares hundreds at once."""
    return process.extract(asked, shown, scorer=scorer, processor=None, score_cutoff=least, limit=None)
