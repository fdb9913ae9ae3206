"""Recognises texts that are not in English, by their small words and letters."""

import re

_ENGLISH = re.compile(
    r"\b(?:an?|and|are|as|at|be|but|by|can|do|for|from|have|if|in|is|it|more|most|need|not?|of|on|or|our|should|so|"
    r"than|that|the|their|they|this|to|we|what|who|will|with|would|yes|my|your|you|someone|"
    r"somebody|like|just|had|she|him|any|some|people|person|last|new|first)\b"
)
_OTHER_LANGUAGES = re.compile(
    r"\b(?:les|des|du|une?|et|est|nous|vous|pour|avec|dans|qui|que|pas|nos|notre|der|die|das|und|ist|nicht|wir|"
    r"ein|eine[nrm]?|mit|für|auf|zu|von|unsere?n?|suchen|el|los|las|unos?|con|para|por|es|nuestr[oa]s?|somos|uma?|"
    r"com|não|nossos?|il|gli|che|di|per|una|een|het|van|voor|wij|onze)\b"
)
_SMALL_WORDS = 2
_MANY_WORDS = 6
_MOST_READ = 8_000  # characters that tell the language of a text


def is_in_another_language(text: str) -> bool:
    """Whether a text has more small words of other languages than of English."""
    lower = text.casefold()
    others = len(_OTHER_LANGUAGES.findall(lower))
    return others >= _SMALL_WORDS and others > len(_ENGLISH.findall(lower))


def is_foreign(text: str, *, from_words: int = _MANY_WORDS) -> bool:
    """Whether a text has hardly an English word but some of another language, or other letters than ours.

    A text in Latin letters counts from `from_words` words on. Names of tools are in no language: a list of
    them has no small words, and hardly an accent.
    """
    text = text[:_MOST_READ]
    words = re.findall(r"[^\W\d_]+", text.casefold())
    known = len(_ENGLISH.findall(text.casefold()))
    letters = sum(map(str.isalpha, text))
    latin = sum(map(str.isalpha, text.encode("ascii", "ignore").decode()))
    accented = sum(not word.isascii() for word in words)
    signs = _OTHER_LANGUAGES.search(text.casefold()) or (
        accented >= _SMALL_WORDS and accented * 20 > len(words)
    )
    unknown = len(words) >= from_words and known * 10 < len(words) and bool(signs)
    return bool(letters) and (latin * 2 < letters or unknown or is_in_another_language(text))
