"""Reads questions in a conversation that are none of its own, and answers some of hiring in a sentence."""

import re

_SENTENCES = re.compile(r"(?<=[.!?])\s+|\n+")
_BEGINS = (
    r"^\W*(?:(?:and|but|so|well|hm+|sorry|ok|by the way|btw|one more thing)\b\W*)*"
    r"(?:what|which|how|who|where|when|may|can|could|do|does|is|are|should|would|will)\b"
)
_ASKS = re.compile(_BEGINS, re.IGNORECASE)
_LONGEST = 24  # words of a question
_OF_PAY = re.compile(
    r"\b(?:what|how much|how expensive)\b.{0,60}"
    r"\b(?:costs?|pays?|paid|earns?|makes?|salar\w+|rates?|wages?|expensive)\b"
    r"|^\W*(?:and |what about |how about )?(?:the |their |its )?(?:pay|salary|salaries|wages?|going rate)\b"
    r".{0,30}\?",
    re.IGNORECASE,
)
_OF_OTHER_COSTS = re.compile(
    r"\b(?:gpus?|cards?|cloud|bills?|servers?|tokens?|inference|models?|adverts?|you|rolecall"
    r"|makes? (?:it|sense|this))\b",
    re.IGNORECASE,
)
_NO_DIPLOMA = (
    "I have no source that ties this work to a diploma. The brief lists what they must be able to do, each "
    "with a question to ask."
)
_TITLE = (
    "Inside the house you may call it what you like. People apply for the title that is posted, so the brief "
    "has one that fits the role, and those not to post."
)
_NO_TIME = "I have no figure for how long such a hire takes."
_NO_COSTS = "I have figures for what people are paid, and none for GPUs, tokens or the cloud."
_ANSWERS = (
    (
        r"(?s)^(?=.*\b(?:how (?:much|many|expensive)|costs?|budget|price)\b)"
        r"(?=.*\b(?:gpus?|cloud|servers?|tokens?|inference|hardware)\b)",
        _NO_COSTS,
    ),
    (r"\b(?:diplomas?|degrees?|ph\.?d|certificat\w*|qualifications?|studied|master.?s)\b", _NO_DIPLOMA),
    (r"\b(?:title|name|called|call (?:it|them|this|that|such))\b", _TITLE),
    (
        r"\bhow (?:long|soon|fast|quickly)\b.{0,40}\b(?:hire|hiring|fill|find|search|recruit\w*)\b"
        r"|\btime to (?:hire|fill)\b",
        _NO_TIME,
    ),
)
_SIDE = [(re.compile(words, re.IGNORECASE), told) for words, told in _ANSWERS]
_ONE_PERSON = re.compile(
    r"\b(?:one|a single) (?:person|engineer|hire|man|woman|human|head)\b"
    r"|\btoo much for (?:one|her|him|them)\b"
    r"|\b(?:she|he|they|(?:that|this|the(?: same)?) (?:person|one|hire|engineer|role)) also\b"
    r"|\b(?:do|cover|handle|own|take) both\b",
    re.IGNORECASE,
)
_LLM_JOB = re.compile(r"\b(?:llm|ai|language.model)\b.{0,12}\b(?:job|role|hire|position)\b", re.IGNORECASE)
_NO_ANSWER = "I have no answer to that."


def part_questions(words: str) -> tuple[str, str]:
    """What a message tells, and what it asks: "" where it does not."""
    told: list[str] = []
    asked: list[str] = []
    for sentence in _SENTENCES.split(words.strip()):
        short = len(sentence.split()) <= _LONGEST
        (asked if short and (sentence.endswith("?") or _ASKS.search(sentence)) else told).append(sentence)
    return " ".join(told), " ".join(asked)


def asks_pay(question: str) -> bool:
    """Whether a question asks what the role pays, whichever it turns out to be."""
    return _OF_PAY.search(question) is not None and _OF_OTHER_COSTS.search(question) is None


def answer_aside(question: str, one_hire: str, so_far: str) -> str:
    """A sentence for a question of hiring; "" for what is no such question.

    `one_hire` says how much one person does, `so_far` which role it looks like.
    """
    if not _ASKS.search(question):
        return ""
    if _ONE_PERSON.search(question):
        return one_hire
    if _LLM_JOB.search(question):
        return so_far
    return next((told for pattern, told in _SIDE if pattern.search(question)), "")


def is_aside(question: str) -> bool:
    """Whether a question of hiring is answered in a sentence."""
    return answer_aside(question, "one", "so far") != ""


def unanswered(question: str) -> str:
    """What to say to a question that nothing here answers; "" for what asks nothing of us."""
    return _NO_ANSWER if question.rstrip().endswith("?") and _ASKS.search(question) else ""
