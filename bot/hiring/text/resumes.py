"""Recognises resumes, so that nobody reads or keeps them."""

import re

_SHORTEST = 40  # words; nobody pastes a resume shorter than that
_YEAR = r"(?:19|20)\d\d"
_SPAN = re.compile(
    rf"{_YEAR}(?:\W{{1,9}}|\W(?:to|until)\W)(?:\w{{3,9}}\.?\W{{1,3}}|\d\d?\W)?"
    rf"(?:{_YEAR}|present|now|today|current)\b",
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
_ADVERT = re.compile(
    r"\b(?:you will|you'll|you have|you are|your (?:role|team|work)|we are|we're|we offer|we need|our team|"
    r"join us|requirements|responsibilities|about us|the role|ideal candidate|benefits|equal opportunity|"
    r"apply|salary range|must have|nice to have|hiring|somebody|someone|which role|to hire|candidates|"
    r"your cv|is a plus)\b|\d\+ years",
    re.IGNORECASE,
)


def looks_like_resume(text: str) -> bool:
    """Whether a text is somebody's resume, and not an advert or a question. Keeps nothing of it.

    Signs of a resume (spans of years, addresses, its usual parts, verbs without a subject) are weighed
    against the words in which adverts speak to their readers.
    """
    text = text[:20_000]
    if len(text.split()) < _SHORTEST:
        return False
    spans = min(len(_SPAN.findall(text)), 3)
    parts = min(len(_PARTS.findall(text)), 3)
    deeds = min(len(_OWN.findall(text)), 4)
    address = 2 if _ADDRESS.search(text) else 0
    signs = 2 * spans + parts + deeds / 2 + address
    return signs >= 3 + 1.5 * min(len(_ADVERT.findall(text)), 8)
