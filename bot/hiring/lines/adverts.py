"""Reads lines that ask to check a job advert: "role check ...", "check this advert: ..."."""

import re

_ASKED = re.compile(
    r"\s*/?(?:role\s+check\b|check\s+(?:(?:this|that|my|our|the|an?)\s+)?(?:job\s+)?"
    r"(?:advert|ad|posting|post|description|jd)\b)\s*(?:(?:this|that|my|our|the)\s+)?"
    r"(?:(?:job\s+)?(?:advert|ad|posting|description|jd)\b(?=\W*$|\s*[:\n]))?\s*:?\s*",
    re.IGNORECASE,
)


def asked_to_check(line: str) -> str | None:
    """Return the advert after "role check …" or "check this advert: …": "" for none, None if not asked."""
    found = _ASKED.match(line)
    return line[found.end() :].strip() if found else None
