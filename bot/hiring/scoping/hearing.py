"""Hears a reply to a question: by grammar where it is plain, else by what was learned, or asks which."""

import re
from collections.abc import Collection
from dataclasses import replace
from itertools import pairwise

from bot.hiring.reading.belief import NO_LLM_ROLE
from bot.hiring.reading.needs import NeedReader, for_now, is_put_off
from bot.hiring.scoping.asides import without_asking
from bot.hiring.scoping.listening import Said, listen
from bot.hiring.scoping.option_words import affirmed, denied_of, read_options, spoken_of
from bot.hiring.scoping.places import says_none
from bot.hiring.scoping.replies import DENIAL, ReplyReader, group_of, known_of
from bot.hiring.scoping.whose import WORK, own_work
from bot.hiring.scoping.wished import Wish, beside_unsure
from content import Content
from content.schema.questions import ScopingQuestion

_LIKELY = 0.35  # of an option by what was learned: grammar alone may name it
_DENIABLE = (*WORK, "model")
"""The questions whose answers are no troubles: what they deny is no answer."""
_FEW = 3  # words
_BRIEFLY = 8  # words of a correction
_DECIDED = 0.65  # of an option, where grammar sees two
_UNLIKELY = 0.25  # of every option: a "no" is none of them
_BETWEEN = 0.62  # of two options together: worth asking between them
_SECOND = 0.2  # of the second of them
_NO_ANSWER = 0.35  # of an answer: below it the words do not answer
_MOVES: dict[str, Wish] = {
    "not_sure": "not_sure", "why": "why", "explain": "explain", "back": "back", "skip": "skip",
    "cancel": "cancel", "restart": "restart", "hand_over": "hand_over", "retraction": "retract",
    "other_question": "aside", "no_answer": "thanks",
}  # fmt: skip
_RETRACTS = re.compile(
    r"^\W*(?:(?:please|ok|sorry|actually|no|wait|and|could you|can you|you can)\W+)*"
    r"(?:(?:scratch|strike|undo) that\b|(?:i.?ve |i )?changed my mind\b"
    r"|(?:no+\W+)*not that(?: one)?\W*$"
    r"|(?P<about>(?:forget|ignore|disregard|scratch|strike|drop|delete|remove|cross out|leave out"
    r"|take (?:back|out)|never ?mind|don.?t count)\b.{0,25}\b(?:(?:i|we) (?:said|told|wrote|mentioned|typed)"
    r"|(?:remark|comment|thing|part|bit|point|answer|statement|mention)s?\b)))",
    re.IGNORECASE,
)
_DENIES = re.compile(
    r"^\W*(?:(?:but|and|well|sorry|ok|so)\W+)*(?:no\W+(?:it.?s |that.?s )?not\b|not\b"
    r"|no\W+we (?:don.?t|do not|won.?t)\b"
    r"|we (?:don.?t|do not|won.?t|will not|never)\b|it.?s not\b|it is not\b|none of\b|nothing to do with\b"
    r"|definitely not\b|certainly not\b|there.?s no\b|there is no\b|no\b(?=\W+\w+))",
    re.IGNORECASE,
)
_AROUND_A_NAME = re.compile(r"\b(?:the|an?|one|person|guy|please|role|probably|i think)\b|[^\w\s-]")
_CLAUSES = re.compile(r"[,.;:!?\n]|\b(?:and|but|plus|also)\b", re.IGNORECASE)
_NO_LLM = re.compile(
    r"\b(?:not|isn.?t|no)\b(?: really)?(?: an?| any)? (?:llm|ai|language model)s?[ -]"
    r"(?:role|job|position|hire)\b|\bnot an? llm\b",
    re.IGNORECASE,
)
_DENIAL = 14  # words
_PART = re.compile(r"(?<=[,.;:!?])")
_SENTENCE = re.compile(r"(?<=[.!?;:])\s")
_PLAINLY_NOT = re.compile(
    r"\W*(?:no\W+)?(?:(?:it|that|this)(?:.?s| is) )?(?:definitely |certainly |really )?not\b", re.IGNORECASE
)
_NOBODY = re.compile(r"\W*(?:no+\W+)*(?:nobody|no[ -]one|none of (?:us|them))\b", re.IGNORECASE)
_ALL_IS_WELL = re.compile(
    r"\b(?:nothing|nobody|no one)\s+(?:really |much )?(?:hurts?|aches?|bothers?|complains?|breaks?"
    r"|is (?:wrong|broken|burning|missing))\b",
    re.IGNORECASE,
)
"""Answers what hurts, and no other question."""
_LACKS = re.compile(
    r"\b(?:(?:do|does|did)(?: not|n.?t) have|have(?:n.?t| not)? (?:no|any|got (?:no|any))|there (?:is|are) no"
    r"|(?:is|are)(?: not|n.?t) any|without any)\b",
    re.IGNORECASE,
)
"""What somebody lacks they may want: it denies nothing of the work."""
_EITHER = re.compile(r"\b(?:or|either|both)\b", re.IGNORECASE)


class Listener:
    """Hears replies. Keeps nothing between two of them; threads may share it."""

    def __init__(self, content: Content, replies: ReplyReader | None = None) -> None:
        self._file = content.questions
        self._roles = content.roles
        self._needs = NeedReader(content)
        self._replies = replies or ReplyReader.load()

    def hear(  # noqa: PLR0911 - one for each way to be heard
        self, words: str, asked: ScopingQuestion | None
    ) -> Said:
        """Understand a reply; `asked` is the open question, or the question that is corrected."""
        text = without_asking(words.strip())
        if asked and (guess := beside_unsure(text)):
            said = self.hear(guess, asked)
            return said if said.answers else Said(wish="not_sure")
        if asked and asked.id != "trouble" and _ALL_IS_WELL.search(text):
            return Said(all_well=True)
        if asked and not _has_none(asked) and (beside := says_none(text)) is not None:
            return self.hear(beside, asked) if beside else Said(wish="not_sure")
        if asked and any(map(str.isalpha, text)) and not (text := own_work(text, asked.id)):
            return Said(others=True)
        if asked and asked.id in WORK and (is_put_off(text) or self._needs.only_hurts(text)):
            return Said(put_off=is_put_off(text))
        if asked and (named := self._named(text, asked)):
            return Said(answers=((asked.id, named),), pointed=True)
        text = for_now(text)
        said = listen(text, asked, self._file)
        if said.pointed or said.foreign or said.other or is_plain(said) or not any(map(str.isalnum, text)):
            return said
        taken_back = _RETRACTS.search(text)
        if taken_back and (taken_back["about"] or len(text[taken_back.end() :].split()) < _FEW):
            return Said(wish="retract")
        if taken_back:  # “scratch that, it is …”
            return replace(said, corrects=True, taken_back=True, wish=None)
        if asked is None:
            heard = self._replies.read(text, None, (), self._file.readings)
            move = _MOVES.get(heard.move or "")
            return Said(wish=move) if move and not said.answers else said
        return self._with_learned(text, asked, said)

    def _named(self, text: str, asked: ScopingQuestion) -> str | None:
        """The option that speaks for the role that somebody names: "applied", "it's not an LLM role"."""
        if _NO_LLM.search(text) and len(text.split()) <= _DENIAL:
            return next((option for _, option in self._without_llm(asked)), None)
        name = _AROUND_A_NAME.sub(" ", text.casefold()).replace("-", " ")
        name = " ".join(re.findall(r"[a-z]+", name))
        role = next((role.id for role in self._roles.values() if name in role.words), None)
        alike = [each.id for each in asked.option if role and group_of(each, self._file.readings) == role]
        return alike[0] if len(alike) == 1 else None

    def _known(self, text: str, asked: ScopingQuestion) -> list[float]:
        leaning = self._needs.read("", text).belief.shares
        return known_of(asked, spoken_of(text, asked), leaning, self._file.readings)

    def _with_learned(  # noqa: PLR0911, PLR0912 - one for each way to be heard
        self, text: str, asked: ScopingQuestion, said: Said
    ) -> Said:
        if asked.id in _DENIABLE and _NOBODY.match(text) and (denied := self._denied(text, asked, None)):
            return Said(denies=denied)
        known = self._known(text, asked)
        denies = _DENIES.search(text) is not None
        heard = self._replies.read(text, asked, known, self._file.readings, denies=denies)
        if asked.id in _DENIABLE and denied_of(text):
            kept, no = affirmed(text), self._ruled_out(_of_no_lack(text, asked), asked)
            misheard = heard.option is not None and self._is_denied(text, asked, heard.option)
            if not any(map(str.isalpha, kept)) and (misheard or not heard.option):
                others = (self._ruled_out(_of_no_lack(text, asked), each) for each in self._deniable(asked))
                return Said(denies=next(filter(None, others), ()))
            again = self._replies.read(
                kept, asked, self._known(kept, asked), self._file.readings, denies=False
            )
            if misheard or (no and not heard.option and again.option):
                text, heard, denies = kept, again, False
        # What one clause says is said once: of the open question, or of another.
        passing = tuple(answer for answer in said.answers if answer[0] != asked.id)
        if (
            heard.option
            and asked.id not in dict(said.answers)
            and not _CLAUSES.search(text.rstrip(" .,;:!?"))
        ):
            passing = ()
        if heard.move == "other_language":
            return Said(foreign=True)
        plainly = _PLAINLY_NOT.match(text) is not None
        denied = self._denied(text, asked, None) if plainly else ()
        if denied and (not heard.option or (asked.id, heard.option) in denied):
            return Said(denies=denied)
        if heard.move == "correction":
            return replace(said, corrects=True, taken_back=True, wish=None)
        if heard.move == DENIAL and (denied := self._denied(text, asked, heard.option)):
            return Said(denies=denied)
        if heard.move == "not_sure" and passing:
            return replace(said, wish=None, answers=passing)
        if heard.move in _MOVES:
            return Said(wish=_MOVES[heard.move])
        if said.between and (_EITHER.search(text) or max(heard.likely.values()) < _DECIDED):
            return replace(said, answers=passing)
        if heard.option:
            return replace(said, wish=None, answers=((asked.id, heard.option), *passing), between=())
        plainly = plainly or max(heard.likely.values()) < _UNLIKELY
        if plainly and (denied := self._denied(text, asked, None)):
            return Said(denies=denied)
        named = dict(said.answers).get(asked.id)
        meant = {(each.question, each.option) for each in read_options(text, self._file)}
        briefly = said.corrects and len(text.split()) <= _BRIEFLY  # “no, the bot first” is about an answer
        if named and (briefly or (asked.id, named) in meant or heard.likely[named] >= _LIKELY):
            return said
        if said.wish or heard.answers < _NO_ANSWER:
            return replace(said, answers=passing, between=())
        first, second = sorted(asked.option, key=lambda each: -heard.likely[each.id])[:2]
        together = heard.likely[first.id] + heard.likely[second.id]
        unclear = together >= _BETWEEN and heard.likely[second.id] >= _SECOND
        return replace(said, answers=passing, between=(first, second) if unclear else ())

    def _is_denied(self, text: str, asked: ScopingQuestion, option: str) -> bool:
        """Whether an option was heard for what a reply denies: its words stand there, and nowhere else."""
        denied = denied_of(text)
        if not denied or self._likeliest(affirmed(text), asked) == option:
            return False
        if (asked.id, option) in self._without_llm(asked):  # “no model in it” is an answer
            return bool(self._ruled_out(text, asked))
        return (asked.id, option) in self._ruled_out(text, asked) or self._likeliest(denied, asked) == option

    def _ruled_out(self, text: str, asked: ScopingQuestion) -> tuple[tuple[str, str], ...]:
        """The options whose words a text denies; not those that say there is no model in it."""
        spoken = zip(asked.option, spoken_of(denied_of(text), asked), strict=True)
        named = [(asked.id, option.id) for option, words in spoken if words]
        return tuple(each for each in named if each not in self._without_llm(asked))

    def _without_llm(self, asked: ScopingQuestion) -> list[tuple[str, str]]:
        readings = self._file.readings
        return [(asked.id, each.id) for each in asked.option if group_of(each, readings) == NO_LLM_ROLE]

    def _likeliest(self, text: str, asked: ScopingQuestion) -> str:
        """The option that words lean to most, "" for no words."""
        if not any(map(str.isalpha, text)):
            return ""
        likely = self._replies.read(text, asked, self._known(text, asked), self._file.readings).likely
        return max(likely, key=lambda each: likely[each])

    def _deniable(self, asked: ScopingQuestion) -> list[ScopingQuestion]:
        """The open question, and the others whose options can be ruled out in passing."""
        others = [each for each in self._file.question if each.id in _DENIABLE and each is not asked]
        return [asked, *others]

    def denies(self, words: str, among: Collection[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
        """Of answers that were given, those that words begin by denying: "no product code, I said …"."""
        first = _SENTENCE.split(words.strip(), maxsplit=1)[0]
        questions = {asked for asked, _ in among}
        asked = next((each for each in self._file.question if each.id in questions), None)
        if asked is None or not _DENIES.search(first):
            return ()
        said = set(pairwise(denied_of(first).split()))
        called = [
            (question.id, option.id)
            for question in self._file.question
            for option in question.option
            if not said.isdisjoint(pairwise(option.label.casefold().split()))
        ]
        return tuple(
            dict.fromkeys(each for each in (*self._denied(first, asked, None), *called) if each in among)
        )

    def _denied(self, text: str, asked: ScopingQuestion, heard: str | None) -> tuple[tuple[str, str], ...]:
        """The options that a short "no, not that" names, those of the open question first."""
        denies = _DENIES.search(text) or _NOBODY.match(text)
        if heard or len(text.split()) > _DENIAL or not denies or "?" in text:
            return ()
        text = _of_no_lack(text, asked)
        said, kept = denied_of(text), affirmed(text)
        return tuple(
            (question.id, option.id)
            for question in self._deniable(asked)
            for option, no, yes in zip(
                question.option, spoken_of(said, question), spoken_of(kept, question), strict=True
            )
            if no and not yes
        )


def _of_no_lack(text: str, asked: ScopingQuestion) -> str:
    """A reply to a question about the work, without the clauses that say what is lacking."""
    if asked.id not in WORK:
        return text
    return "".join(part for part in _PART.split(text) if not _LACKS.search(part))


def _has_none(question: ScopingQuestion) -> bool:
    """Whether "none" and "neither" are answers to a question."""
    return any(not {"none", "neither"}.isdisjoint(option.hints) for option in question.option)


def is_plain(said: Said) -> bool:
    """Whether a wish was said in exactly the words for it."""
    return said.wish is not None and said.exactly
