"""Finds the title of a job advert: behind a label, as a heading, or in a line that names a job. Pure."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from bot.hiring.briefs.brief import words_of
from content import Content

_MOST_LINES = 300  # of an advert; its title stands in one of the first
_LONGEST, _MOST_WORDS = 150, 15  # characters and words; a longer line is no title
_LABELLED, _NAMED = 25, 8  # lines from the top in which a label, or a line that names a job, is looked for
_ROLE = (
    r"(?:engineer(?:ing lead)?|developer|scientist|researcher|architect|programmer|analyst|manager|designer|"
    r"specialist|consultant|director|intern|trainee|technician|administrator|evangelist|strategist|"
    r"tutor|annotator|trainer|linguist|coordinator|advocate|expert|"
    r"(?:entwickler|ingenieur|forscher|wissenschaftler)(?:[:*/_]?in)?|"
    r"ingénieure?|développeu(?:r|se)|chercheu(?:r|se)|ingeniero|desarrollador|lead(?=\W*(?:$|[,(|–—]))|"
    r"cto|baker|nurse|teacher|accountant|recruiter|writer|editor|head of|vp of|"
    r"member of (?:the )?technical staff)s?"
)
_LABEL = re.compile(
    r"[\W_]*(?:(?:job|position|role|vacancy)[ _]?)?"
    r"(?:(?P<sure>title)|name|position|post|role|vacancy|opening)[*_\s]*"
    r"(?:(?P<sign>[:|=–—-])[*_\s|:]*(?P<value>[^\n]*))?",
    re.IGNORECASE,
)
_NAMES_A_JOB = re.compile(rf"\b{_ROLE}\b", re.IGNORECASE)
_HEADING = re.compile(r"#{1,3}\s+(?P<value>[^\n]*)")
_NO_TITLE = re.compile(r"!?\[[^\]\n]*\]\([^)\n]*\)|\|?[\s|:-]*|https?://\S*|[\W_]*")
_ASIDE = re.compile(
    r"[\W_]*(?:we(?:'|’)?(?: a)?re (?:hiring|looking for|seeking)|now hiring|hiring|job opening|join us as)"
    r"[\W_]+(?:an? |our )?(?P<value>[^\n]*)",
    re.IGNORECASE,
)
_SENTENCE = re.compile(rf"(?P<value>(?:[SJ]r\.\s)?[^\n.!?]{{0,{_LONGEST}}})[.!?]\s")
_FRONT_MATTER = re.compile(r"\A\s*---\n(?:[^\n]*\n){0,40}?---(?:\n|\Z)")
_FIELD = re.compile(r"^[\w-]+:[^\n\d]*\n", re.MULTILINE)  # one with a number may be its pay
_ITEM = re.compile(r"\s*(?:[-•]|\* |\(?\d{1,2}[.)]\s)")
_VERB = re.compile(r"\b(?:you|we|will|is|are|our|who|us)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Title:
    """The title of an advert: its text and place. `guessed`: it is only the first line, whatever that is.

    `rest` is the advert without it and its label, and without a page's fields such as "team: search".
    """

    text: str
    start: int
    end: int
    guessed: bool
    rest: str


def find_title(advert: str) -> Title:
    """Find an advert's title; its text is "" when the advert begins without one."""
    for label, start, end in _labelled(advert):
        return _title(advert, start, end, guessed=False, label=label)
    for start, end in _named(advert):
        return _title(advert, start, end, guessed=False)
    first = next(_lines(advert), None)
    if first is None or first[1] == len(advert.rstrip()) or len(advert[slice(*first)].split()) > _MOST_WORDS:
        return Title("", 0, 0, guessed=False, rest=advert)
    return _title(advert, *first, guessed=True)


def is_umbrella(title: str, content: Content) -> bool:
    """Whether a title names the umbrella over the specialties, and none of them."""
    return not roles_named(title, content) and _has(title, content.roles_file.umbrella.words)


def is_undecided(title: str, content: Content) -> bool:
    """Whether a title is one with and without language models, as “AI architect” is, and names no role."""
    return not roles_named(title, content) and _has(title, content.roles_file.undecided.words)


def roles_named(title: str, content: Content) -> tuple[str, ...]:
    """The roles whose own words stand in a title, the longest: “applied research” is not “applied”."""
    found = {word: role.id for role in content.roles.values() for word in role.words if _has(title, (word,))}
    whole = [word for word in found if not any(word != other and word in other for other in found)]
    return tuple(dict.fromkeys(found[word] for word in whole))


def names_a_job(line: str) -> bool:
    """Whether a line names a job, as short as a title, and is neither a sentence nor an item of a list."""
    is_item = _ITEM.match(line) is not None
    is_short = len(line) <= _LONGEST and len(line.split()) <= _MOST_WORDS and not is_item
    return is_short and _NAMES_A_JOB.search(line) is not None and not _VERB.search(line)


def _has(title: str, words: Iterable[str]) -> bool:
    written = f" {words_of(title)} "
    return any(f" {word} " in written for word in words)


def _title(advert: str, start: int, end: int, *, guessed: bool, label: int | None = None) -> Title:
    written = advert[start:end]
    text = written.strip(" \t#*_|\"'“”`").removesuffix(".")[:_LONGEST]
    before = advert[: start if label is None else label]
    rest = _FRONT_MATTER.sub(lambda found: _FIELD.sub("", found[0]), f"{before}{advert[end:]}")
    return Title(text, start, end, guessed, rest)


def _lines(advert: str) -> Iterator[tuple[int, int]]:
    """The places of the lines that may be a title: no picture, link or line without letters."""
    place = 0
    for line in advert.splitlines(keepends=True)[:_MOST_LINES]:
        start, place = place, place + len(line)
        if not _NO_TITLE.fullmatch(line.strip()):
            yield start + len(line) - len(line.lstrip()), start + len(line.rstrip())


def _labelled(advert: str) -> Iterator[tuple[int, int, int]]:
    """Where “Title:” begins, and what stands behind it, or below it when it has a line of its own."""
    waiting, label_at = False, 0
    for _, (start, end) in zip(range(_LABELLED), _lines(advert), strict=False):
        line = advert[start:end]
        if waiting and len(line.split()) <= _MOST_WORDS:
            yield label_at, start, end
            return
        label_at = start
        label = _LABEL.fullmatch(line)
        waiting = label is not None and (label["sign"] is not None or line.isupper()) and not label["value"]
        value = label["value"] if label is not None else ""
        if label is not None and value and (label["sure"] or names_a_job(value)):
            yield start, start + label.start("value"), end
            return


def _named(advert: str) -> Iterator[tuple[int, int]]:
    """A heading or line near the top that names a job; of a text on one line, its first sentence."""
    for _, (start, end) in zip(range(_NAMED), _lines(advert), strict=False):
        line = advert[start:end]
        for pattern in (_HEADING, _ASIDE):
            if (found := pattern.match(line)) and names_a_job(found["value"]):
                yield start + found.start("value"), end
        if names_a_job(line) and end < len(advert.rstrip()):
            yield start, end
        sentence = _SENTENCE.match(line)
        if sentence and names_a_job(sentence["value"]):
            yield start, start + sentence.end("value") + 1
