"""Tells whose work a clause speaks of: what another team, a vendor or a colleague does is not the hire's."""

import re

_PARTS = re.compile(r"(?<=[,.;:!?\n])|\b(?=(?:but|while|whereas|though|because|since)\b)", re.IGNORECASE)
_AND = re.compile(r"\b(?=and\b)", re.IGNORECASE)
_LEAD = (
    r"\W*(?:(?:well|so|no|nope|yes|but|and|while|whereas|though|because|since|today|now|currently|there|actually"
    r"|sorry|also|then|here|forgive me|that is|at the moment|already)\b\W*)*"
)
_WHOSE = r"(?:the|our|my|a|an|another|other|some|its|their|two|three|four|five|six|several|most|\d+)"
_WORDS = r"(?:(?!who\b|that\b|which\b|for\b|to\b)[\w'-]+\s+)"
_PEOPLE = (
    r"(?:vendors?|providers?|suppliers?|agency|agencies|contractors|consultants?|consultancy|freelancers|devs"
    r"|developers|engineers|programmers|colleagues?|admins|scientists|researchers|integrators?)"
)
_BODIES = r"(?:teams?|squads?|departments?|groups?|firms?|company|companies|studio|partners?|guys|people)"
_KINDS = r"(?:data|platform|backend|frontend|web|other|external|product|mobile|software|cloud|ops|security)"
_OTHERS = (
    rf"(?:(?:{_WHOSE}\s+{_WORDS}{{0,3}}?{_PEOPLE}|{_WHOSE}\s+{_WORDS}{{1,3}}?{_BODIES}|{_KINDS}\s+(?:{_PEOPLE}|{_BODIES})"
    rf"|(?:an)?other\s+{_BODIES})(?:\s+(?:in|from|at|of)\s+(?:\w+\s+){{0,2}}?\w+)?"
    r"|somebody else|someone else|others|another (?:person|one|man|woman)"
    r"|(?:a|my|our|the) (?:co-?founder|cto))"
)
_MAKES = (
    r"(?:(?:already|also|always|still|just|will|would|can|could|must|should|to|both|mostly|now)\s+){0,2}"
    r"(?:buil[dt]s?|make|makes|made|run|runs|ran|operate[sd]?|maintain\w*|writes?|wrote|handles?|own(?:s|ed)?"
    r"|look(?:s|ed)? after|take(?:s)? care|train(?:s|ed)?|host(?:s|ed)?|serve[sd]?|ship(?:s|ped)?|develop\w*"
    r"|program\w*|codes?|coded|deliver\w*|provide[sd]?|label(?:s|led)?|test(?:s|ed)?|put[s]?|connect(?:s|ed)?"
    r"|integrate[sd]?|prepare[sd]?|keeps?|kept|manage[sd]?|do|does|did|set(?:s)? up|feed(?:s)?"
    r"|deploy(?:s|ed)?|fine.?tune[sd]?|clean(?:s|ed)?|design(?:s|ed)?|has|have)\b"
)
_THEY_DO = re.compile(rf"{_LEAD}{_OTHERS}\s*,?\s*{_MAKES}", re.IGNORECASE)
_THEY_TOO = re.compile(
    rf"\W*(?:and\s+)?(?:they\s|{_MAKES})|\W*and\s+(?:the|a|all|its)\s+(?!(?:person|hire|one|new|week|rest)\b)",
    re.IGNORECASE,
)
"""What goes on to speak of those of the clause before."""
_BY_THEM = re.compile(
    r"\b(?:is|are|was|were|gets?|be|being|been|comes?)\s+(?:\w+\s+){0,2}?(?:\w+(?:ed|en|wn)|made|built|run|done|bought"
    rf"|set up|from|kept|told|put)(?:\s+\w+){{0,2}}?\s+(?:by|from)\s+(?:{_OTHERS}|outside\b"
    rf"|(?:an?|some)\s+{_WORDS}{{0,3}}?{_BODIES})",
    re.IGNORECASE,
)
_THEIRS = re.compile(
    rf"\b(?:is|are|stays?|remains?|goes|go|belongs?|left|lies)\s+(?:\w+\s+)?(?:to|with|for)\s+{_OTHERS}"
    rf"|\b(?:that.?s|is|are)\s+{_WHOSE}\s+(?:[\w-]+\s+){{0,2}}?(?:{_PEOPLE}|{_BODIES})(?:.s|s.)\s+"
    r"(?:job|work|task|business|thing|part)\b"
    r"|\bnot (?:our|this|the) (?:person|hire|one)\b|\b(?:is|are) (?:outsourced|bought in)\b",
    re.IGNORECASE,
)
_OURS = re.compile(
    r"\b(?:this|our|the|that) (?:person|hire|role)\b|\bours\b|\b(?:one|somebody|someone) who\b", re.IGNORECASE
)
_MOST_READ = 600  # characters; what is longer is no reply
WORK = ("outcome", "hire", "week", "part")
"""The questions about the hire's work."""


def own_work(text: str, asked: str | None = None) -> str:
    """A text without the clauses that say what others do, "" when nothing else is said.

    In a long text, and asked for other things than the work of the hire (`asked` is a question's
    id), all of it counts.
    """
    if len(text) > _MOST_READ or (asked is not None and asked not in WORK):
        return text
    kept, others = [], False
    for part in _PARTS.split(text):
        if (_BY_THEM.search(part) or _THEIRS.search(part)) and not _OURS.search(_THEIRS.sub(" ", part)):
            others = False
            continue
        for clause in _AND.split(part):
            others = _THEY_DO.match(clause) is not None or (others and _THEY_TOO.match(clause) is not None)
            if not others:
                kept.append(clause)
    own = "".join(kept).strip(" ,;")
    return own if any(map(str.isalpha, own)) else ""
