"""Tells by an amount's own words what it is for: base pay, total pay, or something that is no pay."""

import re
from collections.abc import Mapping
from typing import Literal, get_args

Kind = Literal["base", "total", "pay", "unsaid", "bonus", "equity", "benefit", "funding", "price", "count"]
PAY: frozenset[Kind] = frozenset(("base", "total", "pay", "unsaid"))
"""The kinds that are pay; "unsaid" is money with no word beside it."""

_EITHER: Mapping[Kind, str] = {
    "base": r"base(?:[ -](?:salar\w+|pay|compensation|comp))?|basic(?: (?:salary|pay))|"
    r"fixed (?:pay|salary|comp\w*)|fixum|grundgehalt",
    "total": r"total (?:\w+ )?(?:comp\w*|pay|package|cash|rewards?|earnings|remuneration)|tc|ote|"
    r"on[- ]target(?: earnings)?|target earnings|all[ -]in",
    "pay": r"salar\w+|pay|paid|pays|paying|compensat\w+|comp|remunerat\w+|wages?|earn\w*|rates?|tjm|gross|"
    r"brutto|ctc|offer(?=\W{0,4}[:=])|"
    r"budget for (?:this|the) (?:role|hire|position|job|seat)|"
    r"package|range|ranges|band|lpa|vergütung|gehalt\w*|jahresgehalt|jahresbrutto|entgelt|"
    r"salaire|rémunération|salario|sueldo|retribuzione|ral|salaris|lön|wynagrodzenie",
    "bonus": r"bonus\w*|sign(?:ing|[- ]on)s?|joining|retention|commissions?|referrals?|incentives?|variable|"
    r"spot awards?|profit[- ]shar\w+",
    "equity": r"equity|stock\w*|shares?|options?|rsus?|esops?|vest\w*|token grants?",
    "benefit": r"stipends?|allowances?|reimburs\w+|relocation|insurance|wellness|wellbeing|home[- ]office|"
    r"perks?|pension|401 ?\(?k\)?|403b|per diem|vouchers?|tuition|pto|fertility|adoption|co-?pay|"
    r"deductible|match\w* (?:of|up)|"
    r"(?:learning|training|education\w*|development|conference|travel|equipment|hardware|book|gym) budgets?",
    "funding": r"rais(?:ed|ing)|fund(?:ed|ing|s)|series [a-h]\b|seed|valuation|valued|revenues?|arr|mrr|"
    r"investors?|investments?|backed|market cap\w*|aum|profits?|turnover|gmv|donat\w+|billings|worth|"
    r"processes",
    "price": r"(?:gpu|compute|cloud|inference|infrastructure|infra|"
    r"marketing|ad|tooling|software|project|hiring|"
    r"recruiting|api|data|labell?ing|operating|department\w*|r&d) (?:budgets?|costs?|spend|bills?)|"
    r"(?:own|owns|owning|manage|manages|managing|control|controls|oversee|oversees|"
    r"run|hold|holds|responsible for)(?: \w+){0,2} budgets?|"
    r"pric\w+|costs?|costing|fees?|fines?(?![ -]?tun)|"
    r"penalt\w+|prizes?|bount(?:y|ies)|invoices?|spends?|spending",
}
_BEHIND: Mapping[Kind, str] = {
    "pay": r"for (?:this|the) (?:role|hire|position|job|seat)",
    "equity": r"over (?:\w+|\d) years",
    "benefit": r"match\w*|contribut\w+|credits?|cap|coverage|health|meals?|food|cards?|"
    r"for (?:\w+ )?(?:transport\w*|commut\w+|parking|sports?|gym|meals|lunch\w*|food|"
    r"phone|internet|co-?working|health|courses?)",
    "funding": r"contracts?|deals?|assets|sales|payments?|transactions?|pipeline|savings|industry|market|"
    r"opportunity|grants?",
    "price": r"for (?:gpus?|compute|cloud|hardware|licen[cs]es|h100s?|a100s?|servers)|subscri\w+|"
    r"licen[cs]es?|"
    r"per (?:seat|token|request|user|call|query|million|thousand|page|document|image|gpu|1k|1m)|"
    r"(?:an?|each|/) ?(?:seat|token|user|licen[cs]e)|budgets? for",
    "count": r"requests?|users?|customers?|tokens?|documents?|docs|calls?|quer(?:y|ies)|people|persons?|"
    r"employees|staff|seats?|gpus?|h100s?|a100s?|records?|rows?|downloads?|stars?|patients?|members?|"
    r"messages?|events?|images?|examples?|samples?|parameters?|params|lines?|files?|tickets?|companies|"
    r"businesses|merchants?|developers?|students?|learners?|subscribers?|installs?|visits?|visitors?|"
    r"sessions?|orders?|pages?|words?|characters|followers|context|volunteers|qps|rps|tps",
}


def _finding(*words: Mapping[Kind, str]) -> re.Pattern[str]:
    kinds = {kind: "|".join(each[kind] for each in words if kind in each) for kind in get_args(Kind)}
    named = (f"(?P<{kind}>{said})" for kind, said in kinds.items() if said)
    return re.compile(rf"(?<![\w-])(?=[^\W\d_]|40)(?:{'|'.join(named)})(?![\w-])", re.IGNORECASE)


_AHEAD_OF_IT, _BEHIND_IT = _finding(_EITHER), _finding(_EITHER, _BEHIND)
_FAR = 90  # characters beside an amount that may say what it is for
_PARTED = re.compile(r"[.!?;•|]\s|\n")
_ENDED = re.compile(
    r"[.!?;•|](?:\s|$)|\n|,(?!\d)|[+&]|\b(?:plus|and|with|und|et|incl\w*|excl\w*|as well|then|but)\b",
    re.IGNORECASE,
)
_BETWEEN = re.compile(
    r"[\s)\]*_/]*(?:(?:in|of|as|for|gross|usd|us|an?|per|the|your|our|annual|yearly|year|/)\s+)*(?:[^\W\d][\w-]*\s+){0,2}?",
    re.IGNORECASE,
)
_APART = re.compile(r",\s|[;+&•|]|\b(?:and|plus)\b|(?:\w+\W+){7}|\bfor\s*$", re.IGNORECASE)
_OF_PRICE = re.compile(
    r"(?:\W|\d|\b(?:us|you|them|customers|about|around|roughly|nearly|almost|some|is|are|was|were|be|being|will|can|"
    r"at|up|to|over|under|more|less|than|an?|the|by|from|currently|average|reach\w*|exceed\w*|"
    r"(?:of|in|on|for|per) [\w-]+|of|in|on|for|per)\b)*+",
    re.IGNORECASE,
)
_AMONG = re.compile(r"(?:\+|&|,|/|\band\b|\bplus\b)\s*(?:an?\s+)?(?:\w+\s+)?$", re.IGNORECASE)
_LABEL = re.compile(r"[\s)\]*_]*(?:range\s*)?[:=]\W*$", re.IGNORECASE)
_WITHOUT = re.compile(
    r"\b(?:excl\w*|not incl\w*|without|before|besides|beside|in addition to|ex)\W+(?:\w+\s+)?$", re.IGNORECASE
)


def purpose(
    text: str, start: int, end: int, *, earlier: int, later: tuple[int, int], counts: bool
) -> tuple[Kind, int]:
    """What the amount at `start` to `end` is for, and where the word for it ends when it stands behind.

    `earlier` is where the amount before it ends, `later` where the next one begins and ends: their words are
    theirs. `counts`: a number without a currency, which may count requests.
    """
    own = text[max(earlier, start - _FAR) : start]
    for part in [*_PARTED.finditer(own)][-1:]:
        own = own[part.end() :]
    ahead = _ahead(own)
    if (after := _behind(text, end, later[0])) and (counts or after.lastgroup != "count"):
        touches = later[0] < len(text) and not text[end + after.end() : later[0]].strip(" :")
        # "280k equity 0.3%" and "base 200k bonus 40k": the next amount's, unless that has a word of its own.
        if not touches or (ahead == "unsaid" and _behind(text, later[1], len(text))):
            return _kind(after), end + after.end()
    return ahead, end


def _behind(text: str, end: int, later: int) -> re.Match[str] | None:
    """The first word for a purpose behind an amount, when nothing ends the phrase before it."""
    behind = text[end : min(later, end + _FAR)]
    if ended := _ENDED.search(behind):
        behind = behind[: ended.start()]
    after = _BEHIND_IT.search(behind)
    if after is None or not _BETWEEN.fullmatch(behind, 0, after.start()):
        return None
    return (
        None
        if after.lastgroup == "count" and re.search(r"\b(?:for|in)\b", behind[: after.start()])
        else after
    )


def _ahead(own: str) -> Kind:
    """The kind by the last word ahead of an amount that is about it; of "base + bonus: 200k" the total."""
    said = [
        each
        for each in _AHEAD_OF_IT.finditer(own)
        if own.startswith(" of", each.end()) or not _WITHOUT.search(own, 0, each.start())
    ]
    while said:
        last, kind = said[-1], _kind(said[-1])
        if kind in PAY:
            words = [_kind(each) for each in said]
            return next((each for each in ("total", "base") if each in words), kind)
        of_a_thing = kind == "price" and not _OF_PRICE.fullmatch(own, last.end())  # "the pricing team, $240k"
        if not of_a_thing and not _APART.search(own, last.end()):
            of_pay = len(said) > 1 and _kind(said[-2]) in PAY
            among = of_pay and _AMONG.search(own, 0, last.start()) and _LABEL.match(own, last.end())
            return "total" if among else kind
        said.pop()
    return "unsaid"


def _kind(found: re.Match[str]) -> Kind:
    return next(kind for kind in get_args(Kind) if kind == found.lastgroup)


def is_of_other_money(words: str) -> bool:
    """Whether words name what is no pay, such as a deal, fines or a grant."""
    return any(_kind(each) not in (*PAY, "count") for each in _BEHIND_IT.finditer(words))


_BULLET = re.compile(r"[\s*•>_#()\[–—-]*$")


def is_label_of_pay(text: str, start: int) -> bool:
    """Whether an amount begins its line, and the line above it says that it is pay, as a heading does."""
    line = text.rfind("\n", 0, start) + 1
    if not _BULLET.match(text, line, start) or text[line:start].strip("\t *•>_#()[–—-"):
        return False
    above = text[max(0, line - _FAR) : line].rstrip()
    said = [_kind(each) for each in _AHEAD_OF_IT.finditer(above[above.rfind("\n") + 1 :])]
    return bool(said) and said[-1] in PAY
