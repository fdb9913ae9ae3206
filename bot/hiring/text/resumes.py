"""Recognises resumes, letters and notes about a candidate, so that nobody reads or keeps them."""

import re

_LONG, _SHORT, _SHORTEST = 40, 30, 12  # words; a short one takes more signs, the shortest an address
_MOST_READ = 12_000  # characters, as of an advert
_WORD = re.compile(r"[^\W\d_]{2,}")
_YEAR = r"(?:(?:19|20)\d\d|[a-z]{3,9}\.?\s['’]\d\d)"
_SPAN = re.compile(
    rf"{_YEAR}(?:\W{{1,9}}|\W(?:to|until)\W)(?:\w{{3,9}}\.?\W{{1,3}}|\d\d?\W)?"
    rf"(?:{_YEAR}|present|now|today|current|heute|aujourd['’]hui|actualidad)\b",
    re.IGNORECASE,
)
_ADDRESS = re.compile(
    r"(?<![\w.+-])[\w.+-]++@[\w-]++\.\w|(?<!\w)\+?\d[\d ().-]{8,}\d"
    r"|\b(?:linkedin\.com/in|github\.com)/\w",
    re.IGNORECASE,
)
_PARTS = re.compile(
    r"^(?:[^\w\n]|_)*+(?:work |professional |relevant )?"
    r"(?:experience|employment|education|skills|summary|profile|"
    r"certifications?|publications|projects|career|history|curriculum vitae|resume|cv)\b[^\n]{0,30}$",
    re.IGNORECASE | re.MULTILINE,
)
_OWN = re.compile(
    r"\b(?:I|my|myself)\b|(?:^|[.;•\n-][^\S\n]*+)(?:built|led|shipped|designed|developed|managed|reduced|worked|"
    r"implemented|created|migrated|maintained|owned|launched|trained|published)\b",
    re.IGNORECASE,
)
_LETTER = re.compile(
    r"\bI(?:['’]m| am) (?:writing to|applying)\b|\b(?:kind|best|warm) regards\b|"
    r"\byours (?:sincerely|faithfully)\b|\bdear (?:hiring|recruit\w+|sir|madam)\b|"
    r"\b(?:currently|previously) at\b|\breferences (?:\w+ )?(?:up)?on request\b|"
    r"\bopen to (?:new )?(?:roles|work|opportunities)\b|"
    r"\bI would (?:love|like|welcome) (?:to|the (?:chance|opportunity))\b",
    re.IGNORECASE,
)
_SOMEBODY = re.compile(
    r"\bcandidate:|\bphone screen\b|\bnotice period\b|\bcurrently earns\b|"
    r"\b(?:s?he|her|his) (?:built|led|spent|worked|holds|studied|speaks|joined|graduated|managed|wants|"
    r"earns|has|is|communication|kids|children|current)\b",
    re.IGNORECASE,
)
_ADVERT = re.compile(
    r"\b(?:you will|you'll|you have|you are|your (?:role|team|work)|we are|we're|we offer|we need|our team|"
    r"join us|requirements|responsibilities|about us|the role|ideal candidate|benefits|equal opportunity|"
    r"apply|salary range|must have|nice to have|hiring|somebody|someone|which role|to hire|candidates|"
    r"your cv|is a plus)\b|\d\+ years",
    re.IGNORECASE,
)


def looks_like_resume(text: str) -> bool:
    """Whether a text is about a person who may be a candidate, and no advert or question. Keeps nothing.

    Signs of a resume (spans of years, addresses, its usual parts, verbs without a subject), of a letter and
    of notes about a person are weighed against the words in which adverts speak to their readers.
    """
    text = text[:_MOST_READ]
    address = 2 if _ADDRESS.search(text) else 0
    words = len(_WORD.findall(text))
    if words < (_SHORTEST if address else _SHORT):
        return False
    spans = min(len(_SPAN.findall(text)), 3)
    parts = min(len(_PARTS.findall(text)), 3)
    deeds = min(len(_OWN.findall(text)), 4)
    letter = min(len(_LETTER.findall(text)), 3)
    somebody = min(len(_SOMEBODY.findall(text)), 4)
    signs = 2 * spans + parts + deeds / 2 + address + 2 * letter + somebody
    return signs >= (3 if words >= _LONG else 5) + 1.5 * min(len(_ADVERT.findall(text)), 8)
