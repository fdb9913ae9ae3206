"""Lets a brief speak of this company: in the words that were said in the conversation, and no others."""

import re
from collections.abc import Mapping

from bot.hiring.briefs.brief import LONGEST, MOST, ExpectedOutcome, MustHave
from bot.hiring.reading.needs import for_now
from bot.hiring.scoping.asides import part_questions
from bot.hiring.scoping.scope import Scope
from bot.hiring.scoping.whose import own_work
from bot.hiring.text.wording import compile_wording
from content.schema.briefs import BriefsFile, BriefTemplate

_SENTENCES = re.compile(r"(?<=[.!?])\s+|\n+")
_PAY = re.compile(r"[$€£]|\b\d+\s?k\b|\b(?:budget|salary|pay)\b", re.IGNORECASE)  # is for few to read
_POLITE = re.compile(
    r"\W*(?:hello|hi|hey|good (?:morning|evening|afternoon|day)|dear|thank|thanks|sorry|forgive|please|may i"
    r"|that is a good question|good question|you.?re|let me|i see|i think so)\b[^,;:]*[.!?]?$",
    re.IGNORECASE,
)
_LEAD = re.compile(
    r"^\W*(?:(?:well|hm+|ok(?:ay)?|so|and|but|no|yes|sorry|look|listen|honestly|actually|now|i see|thank you"
    r"|thanks|let me be (?:plain|clear)|you see|in six months)\b\W*)+",
    re.IGNORECASE,
)
_ENDS = ' .,;:“”"-'
_FEWEST = 3  # words that say something of the work
_SENTENCE = 6
_QUOTE = 120
_MISSED, _TROUBLE, _OUTCOME, _MODEL = "missed", "trouble", "outcome", "model"


def mission_for(scope: Scope, template: BriefTemplate) -> str:
    """The mission of a role, with what this company said of the work.

    Who runs the model themselves rents none: then the mission says so.
    """
    mission = template.mission
    hosted = {"run", "change", "train"} & {
        choice for each in scope.answers if each.question == _MODEL for choice in each.choices
    }
    if template.mission_hosted and hosted:
        mission = template.mission_hosted
    outcome = _words(scope).get(_OUTCOME, "")
    said = outcome if len(outcome.split()) >= _SENTENCE else _of_text(scope) or outcome
    return _with(mission, f"Here that is: “{said}”." if said else "")


def outcomes_for(scope: Scope, outcomes: tuple[ExpectedOutcome, ...]) -> tuple[ExpectedOutcome, ...]:
    """The outcomes; the last of them ends what this company said hurts, or would make the hire a mistake."""
    words = _words(scope)
    told = [f"“{words[_TROUBLE]}” is over." if _TROUBLE in words else ""]
    told.append(f"And nobody says of it: “{words[_MISSED]}”." if _MISSED in words else "")
    *before, last = outcomes
    what = last.what
    for each in told:
        what = _with(what, each)
    return (*before, last.model_copy(update={"what": what}))


def must_haves_for(
    scope: Scope, file: BriefsFile, role: str, must_haves: tuple[MustHave, ...]
) -> tuple[MustHave, ...]:
    """The must-haves, and one more for what this company said it works on."""
    said = for_now("\n".join([scope.title, scope.text, *(each.words for each in scope.answers)]))
    matters = [
        MustHave(what=matter.what, tests=matter.tests)
        for matter in file.matter
        if role in matter.roles and compile_wording(matter.words).search(said)
    ]
    return (*must_haves, *matters)[:MOST]


def _words(scope: Scope) -> Mapping[str, str]:
    """The last answer to each question that was given in own words, by question."""
    return {
        each.question: _quoted(each.words)
        for each in scope.answers
        if each.choices and len(each.words.split()) >= _FEWEST and not _PAY.search(each.words)
    }


def _of_text(scope: Scope) -> str:
    """The first sentence of the text that says something of the work now."""
    sentences = _SENTENCES.split(for_now(scope.text or scope.title))
    told = [each for each in sentences if len(each.split()) > _FEWEST and not _PAY.search(each)]
    return _quoted(told[0]) if told else ""


def _quoted(words: str) -> str:
    """What somebody said of the work, as it may stand in a sentence: no greeting, question or loose end."""
    told = own_work(part_questions(words)[0]) or words
    sentences = [_LEAD.sub("", each) for each in _SENTENCES.split(told) if not _POLITE.match(each)]
    said = next((each for each in sentences if len(each.split()) >= _FEWEST), told)
    line = " ".join(said.split()).strip(_ENDS)
    if len(line) > _QUOTE:
        cut = line[: _QUOTE - 1]
        pause = max(cut.rfind(mark) for mark in ",;:")
        line = f"{cut[: pause if pause > _QUOTE // 3 else cut.rfind(' ')].rstrip(_ENDS)}…"
    return line


def _with(text: str, more: str) -> str:
    longer = f"{text} {more}".strip()
    return longer if len(longer) <= LONGEST else text
