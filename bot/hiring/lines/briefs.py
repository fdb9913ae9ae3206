"""Reads what somebody says below a brief: to see it or a part of it, to sign it, that it is wrong."""

import re
from dataclasses import dataclass
from typing import Literal

BriefPart = Literal["must_haves", "outcomes", "not_this", "learnable", "titles", "open"]
"""What of a brief may be asked for by itself."""

_MOST = 14  # words; a longer line tells something
_FEW = 4  # words that name the brief, and say no more
_THE_BRIEF = (
    r"(?:(?:the|my|our|that|this|last|whole|full|entire|finished|drafted?|role|signed) )+(?:brief|draft)\b"
)
_BRIEF = re.compile(r"\b(?:brief|draft)\b", re.IGNORECASE)
_IT = (
    r"(?:it|this|that|(?:the )?(?:whole|full|entire) (?:thing|one|brief|draft)"
    r"|all(?: of (?:it|this))?|everything)"
)
_LEAD = (
    r"\W*(?:(?:ok|okay|yes|yep|great|good|perfect|fine|thanks|cool|now|then|so|and|wait|please|pls|well|right"
    r"|(?:that |it |this )?(?:looks|sounds|is|seems) (?:good|great|fine|right)(?: to me)?"
    r"|i.?m (?:happy|fine|ok) with (?:it|this|that)|all good|lgtm)\b\W*)*"
)
_SIGN = re.compile(
    rf"{_LEAD}(?:(?:let.?s|let us|let me|i|we|i.?ll|we.?ll|i.?d|want|would|like|to|can|may|could"
    r"|should|shall|must|need|how|where|do|does|you|ready|go ahead|just|now)\b\W*)*"
    rf"sign(?: off)?(?: on)?(?: (?:{_THE_BRIEF}|{_IT}|for it))?(?: (?:now|please|off|then|today|for me))*\W*",
    re.IGNORECASE,
)
_SEES = (
    r"\b(?:show|see|view|read|get|find|open|send|give|bring|where|look at|pull up|back|again|what.?s in"
    r"|skip to|what does|what did)\b"
)
_SHOW = re.compile(
    rf"(?=.*{_SEES}).*\b{_THE_BRIEF}|\W*{_THE_BRIEF}\W*$"
    r"|\W*(?:what|which (?:one|brief|version)|who)(?: exactly)? (?:did|have|has) (?:(?:i|we|they|she|he) )?"
    r"(?:just )?sign(?:ed)?(?: (?:off|it|this|that|for))?\W*|\W*who signed(?: (?:it|this|that|off))?\W*",
    re.IGNORECASE,
)
_SHOW_IT = re.compile(
    rf"{_LEAD}(?:(?:can|could|may) (?:you|i|we) )?(?:(?:show|give|send)(?: me| us)?|see|read|open)"
    rf" {_IT}(?: again| please| now)*\W*"
    rf"|{_LEAD}(?:done|ready|finished|(?:we|i)(?:.?re|.?m| are| am) done|finish|enough|stop asking"
    r"|that.?s it|what.?s next|what now|now what|next)"
    r"(?: then| here)?\W*",
    re.IGNORECASE,
)
_ASKS = re.compile(
    rf"{_LEAD}(?:what|which|show|list|how many|are there|any|give|tell)\b|.*\?\W*$", re.IGNORECASE
)
_PARTS: tuple[tuple[BriefPart, str], ...] = (
    ("must_haves", r"must[ -]?haves?|requirements?|required skills?"),
    ("outcomes", r"outcomes?|first (?:year|months?|90 days|quarter)|goals?|deliver(?:ables?)?|milestones?"),
    (
        "not_this",
        r"(?:is|are|does|do) (?:it|they|she|he|this|that|the role) not\b|not (?:this|the|their) (?:role|job)"
        r"|out of scope|explicitly not",
    ),
    (
        "learnable",
        r"(?:can|could|may) (?:be learn(?:ed|t)|they learn)|learn(?:able|ed)? on the job"
        r"|nice[ -]to[ -]haves?",
    ),
    ("titles", r"titles?\b"),
    ("open", r"open questions?|still open|left open|unclear|missing|don.?t (?:you|we) know"),
)
_OF_PART = [(part, re.compile(rf"\b(?:{words})", re.IGNORECASE)) for part, words in _PARTS]
_GO_ON = re.compile(
    r"\s*(?:(?:please |let.?s )?(?:go on|carry on|continue|resume|(?:ask me )?more)"
    r"|(?:so |ok )?where (?:were|are) we(?: now)?)[.!?\s]*",
    re.IGNORECASE,
)
_THANKS = re.compile(
    r"\W*(?:(?:many |ok |great |perfect |super |very good |good )*(?:thanks?|thank you|thx|cheers)"
    r"(?: a lot| so much| very much| for (?:this|that|it|the brief|your help))?"
    r"|(?:great|perfect|looks good|well done|nice))\W*",
    re.IGNORECASE,
)
_WRONG = re.compile(
    r"\W*(?:no+\b|wrong\b|that.?s (?:wrong|not)|this is (?:wrong|not)|it.?s not\b|it is not\b|not an?\b"
    r"|actually\b)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class BriefLine:
    """What a line asks of a brief; `part` is all that it wants to see, "" for the whole."""

    does: Literal["show", "sign"]
    part: BriefPart | Literal[""] = ""


def read_brief_line(line: str, *, below: bool = False) -> BriefLine | None:
    """What a line asks of a brief without a number; None for one that asks for something else.

    `below`: it stands below a brief, where “show it all” and “which must-haves?” are about that.
    """
    if len(line.split()) > _MOST or any(map(str.isdigit, line)):
        return None
    if _SIGN.fullmatch(line) and (below or _BRIEF.search(line)):
        return BriefLine("sign")
    briefly = len(line.split()) <= _FEW and _BRIEF.search(line)
    if _SHOW.match(line) or (below and (briefly or _SHOW_IT.fullmatch(line))):
        return BriefLine("show")
    asked = _OF_PART if below and _ASKS.match(line) else ()
    part = next((part for part, pattern in asked if pattern.search(line)), None)
    return BriefLine("show", part) if part else None


def asks_to_go_on(text: str) -> bool:
    """Whether somebody takes up a conversation that is over."""
    return _GO_ON.fullmatch(text) is not None


def gives_thanks(text: str) -> bool:
    """Whether somebody is content with what they got, and says no more."""
    return _THANKS.fullmatch(text) is not None


def calls_it_wrong(text: str) -> bool:
    """Whether a line begins by saying that the brief is wrong."""
    return _WRONG.match(text) is not None
