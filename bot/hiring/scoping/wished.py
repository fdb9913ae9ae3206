"""Reads what somebody wants of a conversation instead of answering: back, why, skip, cancel, help ..."""

import re
from typing import Literal

Wish = Literal[
    "back", "why", "explain", "skip", "cancel", "restart", "hand_over", "retract", "aside", "help",
    "not_sure", "thanks",
]  # fmt: skip

_SAID: tuple[tuple[Wish, str], ...] = (
    ("back", r"(?:go )?back|previous"),
    ("why", r"why(?: do you ask| is that)?"),
    ("skip", r"skip(?: (?:it|this|to the brief))?|enough|that'?s enough|to the brief"),
    ("cancel", r"cancel|stop|forget it|never ?mind"),
    ("explain", r"where (?:were|are) we(?: now)?"),
    ("help", r"help|what can i (?:say|type|do)"),
    (
        "not_sure",
        r"(?:i'?m |we'?re )?(?:not sure|unsure)(?: yet)?|(?:i |we )?(?:do not|don'?t) know(?: yet)?|idk|dunno"
        r"|no (?:idea|clue)|(?:it )?depends|hard to say|good question|pass",
    ),
    (
        "retract",
        r"(?:no+\W+)*(?:not that(?: one)?|that'?s (?:not it|wrong|not right|not what i (?:said|meant)))",
    ),
    ("thanks", r"thanks?|thank you|thx|ok(?:ay)?|lol|haha|cool|great|nice|good|fine"),
)
_WISHES = [(wish, re.compile(rf"(?:{words})[.!?\s]*", re.IGNORECASE)) for wish, words in _SAID]
# The same in a sentence: read only where nothing in it answers the question, and only in a short one.
_IN_SENTENCES: tuple[tuple[Wish, str], ...] = (
    (
        "back",
        r"\b(?:go|step|take me|jump) back\b|^(?:hang on|oops|wait)\b.*\bback\b|\bprevious (?:one"
        r"|question)\b"
        r"|\b(?:the )?(?:last|earlier) question\b|^undo\b|\bone (?:step )?back\b",
    ),
    (
        "cancel",
        r"^(?:please |ok |sorry |no )*(?:cancel|abort|stop (?:here|this|it)|we stop|leave it|end it"
        r"|forget (?:it|this))\b"
        r"|\b(?:cancel|drop|end|stop) (?:this|it|the (?:whole )?(?:thing|conversation)"
        r"|all (?:of )?this)\b"
        r"|\bdrop this whole\b|^i give up\b(?=\W|$)(?! \w+ing)",
    ),
    (
        "skip",
        r"\bskip\b|\b(?:write|wrap) it up\b|\b(?:straight|jump|go|get) (?:on )?"
        r"to the (?:brief|summary|result|end)\b"
        r"|\b(?:just|please) (?:give|show|make|draft|write|finish)\b|\bdraft (?:it|please|now)\b"
        r"|\bshow me (?:what you have|the (?:result|role|brief))|\bno (?:more )?questions\b"
        r"|\benough questions\b",
    ),
    (
        "why",
        r"^\W*(?:but |and |so |sorry,? )?(?:why|what for|for what)\b|\b(?:reason|point|sense) (?:behind"
        r"|of) (?:this|that)\b"
        r"|\bto do with (?:the|my|a|this|finding|hiring)\b.*\?|\b(?:does|would|why would) (?:it|this"
        r"|that) matter\b"
        r"|\bdo you mean\b|\bwhat does .{1,40} mean\b|\bwhat difference (?:does|would)\b",
    ),
    (
        "not_sure",
        r"\b(?:ca|could|would)n.?t (?:really )?(?:say|tell|judge)\b|\b(?:cannot|can not) (?:say|tell"
        r"|judge)\b"
        r"|\bno (?:idea|clue)\b|\bhave to think\b|\bhaven.?t (?:discussed|talked about|decided)\b"
        r"|^(?:i |we )?(?:really |honestly )*(?:do not|don.?t) (?:really )?know\b|\byou tell me\b"
        r"|^i.?m not sure\b|\b(?:imp?oss?ible|hard|difficult|too early) to (?:say|tell|predict|judge|know)\b"
        r"|\bnot clear (?:to|for) (?:me|us)\b|\b(?:don.?t|do not) (?:understand|know) .{0,40}\bwell enough\b",
    ),
    (
        "explain",
        r"\bhow is .{1,40} different from\b|\bmeaning what\b|^\W*what(?:.?s| is| are) an? [\w' -]{3,30}\??$",
    ),
)
_RESTARTS = re.compile(
    r"\b(?:start (?:over|anew|new|fresh)|restart|begin again|new try|clean sheet|from the top)\b|^\W*reset\b"
    r"|^\W*(?:please |let.?s |can (?:we|i) |i want to )*start again\b"
    r"|\b(?:again|all|over|please|more) from (?:the )?(?:start|beginning|question one)\b"
    r"|\bdo (?:it|this|that) fresh\b",
    re.IGNORECASE,
)
_SENTENCES = [(wish, re.compile(words, re.IGNORECASE)) for wish, words in _IN_SENTENCES]
_FEW = 3  # words
_SENTENCE_ENDS = re.compile(r"(?<=[.,;!\n])")
_UNSURE = re.compile(
    r"\W*(?:(?:but|and|well|honestly|hm+|sorry|tbh|though)\b\W*)*(?:i'?m |we'?re |i am |we are )?"
    r"(?:(?:not|never) (?:really |quite |so |too )?sure|unsure|idk|dunno|no (?:idea|clue)|hard to say"
    r"|(?:i |we )?(?:really |honestly )*(?:do not|don'?t|cannot|can'?t) (?:really |honestly )*"
    r"(?:know|tell|say))"
    r"(?: (?:yet|really|honestly|though|tho|tbh|about (?:it|that)|the difference))*\W*",
    re.IGNORECASE,
)
_GUESSES = re.compile(r"^(?:(?:hm+|uh|well|or|but|maybe|perhaps|possibly|i guess)\b[\s,…]*)+", re.IGNORECASE)
_TANGLED = {"".join(sorted(word)): word for word in ("back", "cancel", "skip", "start", "restart", "help")}
_SENTENCE = 14  # words


def wish_of(text: str) -> Wish | None:
    """The wish that a message says in exactly the words for it, or to begin again; None for neither."""
    text = _untangled(text)
    if len(text.split()) <= _SENTENCE and _RESTARTS.search(text):
        return "restart"
    return next((wish for wish, pattern in _WISHES if pattern.fullmatch(text)), None)


def _untangled(text: str) -> str:
    """A short message with the letters of a command in their order: "bakc" is back."""
    words = text.split()
    if len(words) > _FEW:
        return text
    return " ".join(_TANGLED.get("".join(sorted(word.casefold())), word) for word in words)


def wish_in(text: str) -> Wish | None:
    """What a sentence that answers nothing asks for, None when it is long or asks for nothing."""
    if len(text.split()) > _SENTENCE:
        return None
    return next((wish for wish, pattern in _SENTENCES if pattern.search(text)), None)


def beside_unsure(text: str) -> str:
    """What somebody says beside that they do not know, "" where they say nothing else or not so."""
    parts = _SENTENCE_ENDS.split(text.strip())
    told = [part for part in parts if not _UNSURE.fullmatch(part)]
    if len(told) == len(parts) or not any(map(_says_much, told)):
        return ""
    return _GUESSES.sub("", "".join(told).strip(" ,.;"))


def _says_much(text: str) -> bool:
    return len(text.split()) >= _FEW
