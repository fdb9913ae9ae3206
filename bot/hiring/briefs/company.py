"""Lets a brief speak of this company: in the words that were said in the conversation, and no others."""

from collections.abc import Mapping

from bot.hiring.briefs.brief import LONGEST, MOST, ExpectedOutcome, MustHave
from bot.hiring.briefs.said import FEWEST, quoted, says_pay
from bot.hiring.reading.needs import for_now
from bot.hiring.scoping.scope import Scope
from bot.hiring.text.wording import compile_wording
from content.schema.briefs import BriefsFile, BriefTemplate

_SENTENCE = 6
_MISSED, _TROUBLE, _OUTCOME, _MODEL = "missed", "trouble", "outcome", "model"


def mission_for(scope: Scope, template: BriefTemplate, weights: Mapping[str, float], hurts: str) -> str:
    """The mission of a role, with what this company said of the work: what speaks most for it, and no pain.

    Who runs the model themselves rents none: then the mission says so.
    """
    mission = template.mission
    hosted = {"run", "change", "train"} & {
        choice for each in scope.answers if each.question == _MODEL for choice in each.choices
    }
    if template.mission_hosted and hosted:
        mission = template.mission_hosted
    outcome = _words(scope).get(_OUTCOME, "")
    told = [each for each, weight in weights.items() if weight > 0 and not (hurts and hurts in each)]
    best = max(told, key=lambda each: weights[each], default=outcome or hurts)
    said = outcome if len(outcome.split()) >= _SENTENCE else best
    return _with(mission, f"Here that is: “{said}”." if said else "")


def outcomes_for(
    scope: Scope, outcomes: tuple[ExpectedOutcome, ...], hurts: str
) -> tuple[ExpectedOutcome, ...]:
    """The outcomes; the last of them ends what this company said hurts, or would make the hire a mistake."""
    words = _words(scope)
    trouble = words.get(_TROUBLE, hurts)
    told = [f"“{trouble}” is over." if trouble else ""]
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
        each.question: quoted(each.words)
        for each in scope.answers
        if each.choices and len(each.words.split()) >= FEWEST and not says_pay(each.words)
    }


def _with(text: str, more: str) -> str:
    longer = f"{text} {more}".strip()
    return longer if len(longer) <= LONGEST else text
