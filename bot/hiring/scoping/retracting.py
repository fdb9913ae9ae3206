"""Takes back what somebody said: what a retraction names, their last turn, or what they say it is not."""

import re
from collections.abc import Collection, Mapping

from bot.hiring.reading.phrases import words_of
from bot.hiring.scoping.scope import Answered, Remark, RuledOut, Scope, Write
from content.schema.questions import ScopingQuestion

_WORD = re.compile(r"[^\W_]+")
_STEM = 5  # letters by which two words are alike
_TITLE = 6  # words; a longer one says something of the work
_UNNAMED = "a role"
_DENIES = re.compile(
    r"(?:\W*\w+){0,4}?\W*\b(?:not|no|never|none|nothing|don.?t|doesn.?t|isn.?t|aren.?t|won.?t)\b",
    re.IGNORECASE,
)
_SENTENCES = re.compile(r"(?<=[.!?;\n])|(?<=,)")
_ABOUT_NOTHING = frozenset(
    words_of(
        "a about again all also an and answer answers any anymore as at away be before bit but can "
        "changed colleague comment comments could count cross delete did disregard do don dont drop "
        "earlier for forget from has have i idea ignore in is isn it its just last leave me mention "
        "mentioned mentions mind mine my never no not now of off ok on one out over part please pls "
        "point previous put question regarding remark remarks remove said say scrap scratch should "
        "shouldn sorry statement strike take taking text that the them then there thing things this "
        "those to told true typed undo up us valid ve was wasn we well were what which with would wrote "
        "you your "
    )
)


def retract(
    scope: Scope, words: str, by: str, questions: Mapping[str, ScopingQuestion]
) -> tuple[Scope, tuple[str, ...]]:
    """Take out what a retraction names of what this person said, or the last thing; and say what that was."""
    about = _stems(words) - _ABOUT_NOTHING_STEMS
    return _named(scope, about, by, questions) if about else _last(scope, by, questions)


def rule_out(
    scope: Scope,
    denied: Collection[tuple[str, str]],
    move: Write,
    questions: Mapping[str, ScopingQuestion],
) -> tuple[Scope, tuple[str, ...]]:
    """Keep what it is not (questions and options), and take back their answers that say it is.

    Words that rule out options of several questions count once, for the first of them.
    """
    first = next(iter(denied))[0]
    given = tuple(
        each
        for each in scope.answers
        if each.by != move.by or not any((each.question, choice) in denied for choice in each.choices)
    )
    ruled_out = tuple(
        RuledOut(question=question, option=option, words=move.words, by=move.by, at=move.at)
        for question, option in denied
        if question == first
    )
    labels = [
        f"“{option.label}”"
        for id_, chosen in denied
        if id_ == first
        for option in questions[id_].option
        if option.id == chosen
    ]
    less = scope.model_copy(update={"answers": given, "ruled_out": (*scope.ruled_out, *ruled_out)})
    return less, (f"Not {' nor '.join(labels)}, then.",)


def _named(
    scope: Scope, about: Collection[str], by: str, questions: Mapping[str, ScopingQuestion]
) -> tuple[Scope, tuple[str, ...]]:
    answers = [
        each for each in scope.answers if each.by == by and _is_about(_text_of(each, questions), about)
    ]
    remarks = [each for each in scope.remarks if each.by == by and _is_about(each.words, about)]
    ruled_out = [each for each in scope.ruled_out if each.by == by and _is_about(each.words, about)]
    # Who denied it meanwhile means what they said before; the denial goes where nothing else says it.
    stated = [*(each.words for each in answers), *(each.words for each in remarks)]
    if not all(map(_DENIES.match, stated)):
        answers = [each for each in answers if not _DENIES.match(each.words)]
        remarks = [each for each in remarks if not _DENIES.match(each.words)]
        ruled_out = []
    text, of_text = _without(scope.text, about)
    title, of_title = (
        (scope.title, []) if len(scope.title.split()) <= _TITLE else _without(scope.title, about)
    )
    out = [
        *(_shown(each, questions) for each in answers),
        *(each.words for each in remarks),
        *(each.words for each in ruled_out),
        *of_title,
        *of_text,
    ]
    if not out:
        told = "I find nothing of yours that says this. Back takes your last answer away."
        return scope, (told,)
    update = {
        "answers": tuple(each for each in scope.answers if each not in answers),
        "remarks": tuple(each for each in scope.remarks if each not in remarks),
        "ruled_out": tuple(each for each in scope.ruled_out if each not in ruled_out),
        "text": text,
        "title": title or (scope.title and _UNNAMED),
    }
    return scope.model_copy(update=update), (_told(out),)


def _without(text: str, about: Collection[str]) -> tuple[str, list[str]]:
    """A text without the parts that are about something, and those parts."""
    parts = _SENTENCES.split(text)
    out = [part.strip(" ,.;\n") for part in parts if _is_about(part, about)]
    return ("".join(part for part in parts if not _is_about(part, about)).strip(), out) if out else (text, [])


def _last(scope: Scope, by: str, questions: Mapping[str, ScopingQuestion]) -> tuple[Scope, tuple[str, ...]]:
    everything: list[Answered | Remark | RuledOut] = [*scope.answers, *scope.remarks, *scope.ruled_out]
    said = [each for each in everything if each.by == by]
    if not said:
        return scope, ("You have said nothing yet that I could take out.",)
    last = max(said, key=lambda each: each.at)
    shown = _shown(last, questions) if isinstance(last, Answered) else str(last.words)
    asking = last.question if isinstance(last, Answered) and last.question in questions else scope.asking
    update = {
        "answers": tuple(each for each in scope.answers if each is not last),
        "remarks": tuple(each for each in scope.remarks if each is not last),
        "ruled_out": tuple(each for each in scope.ruled_out if each is not last),
        "asking": asking,
    }
    return scope.model_copy(update=update), (_told([shown]),)


def _told(out: Collection[str]) -> str:
    return f"Taken out: {' and '.join(f'“{each}”' for each in dict.fromkeys(out))}."


def _text_of(answer: Answered, questions: Mapping[str, ScopingQuestion]) -> str:
    """What an answer may be called by: its words, its label, and the words that mean it."""
    question = questions.get(answer.question)
    chosen = [option for option in question.option if option.id in answer.choices] if question else []
    return " ".join([answer.words, *(" ".join((each.label, *each.words, *each.hints)) for each in chosen)])


def _shown(answer: Answered, questions: Mapping[str, ScopingQuestion]) -> str:
    question = questions.get(answer.question)
    labels = [option.label for option in question.option if option.id in answer.choices] if question else []
    return answer.words or " and ".join(labels) or "not sure"


def _is_about(text: str, about: Collection[str]) -> bool:
    return not _stems(text).isdisjoint(about)


def _stems(text: str) -> set[str]:
    return {word[:_STEM] for word in _WORD.findall(text.casefold())}


_ABOUT_NOTHING_STEMS = {word[:_STEM] for word in _ABOUT_NOTHING}
