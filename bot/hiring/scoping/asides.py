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
_SO_FAR = re.compile(
    r"\bwhat (?:did|do|have|has) (?:you|rolecall) (?:understood|understand|got|get|gathered|heard|know)\b"
    r"|\b(?:can|could|may) (?:i|we) see what you (?:have|got|know|understood)\b"
    r"|\bwhat (?:do|does|would) (?:it|this|that) (?:look|sound) like\b|\bwhat have you got\b"
    r"|\b(?:which|what)(?: (?:one|role))? (?:is|would|will) (?:it|that)(?: be)?(?: then| now| so far)?\W*$"
    r"|\b(?:does|would|will|did) (?:that|this|it) change (?:the|it|anything|what|your|which)\b",
    re.IGNORECASE,
)
_ADVICE = re.compile(
    r"\bwhat(?:.?s| is) your (?:recommendation|advice|opinion|take|suggestion)\b"
    r"|\b(?:what|which|whom?)\b.{0,20} (?:would|do|should|can) (?:you|we|i) (?:recommend|suggest|advise"
    r"|hire|pick|choose|take)\b|\bwhat would you do\b",
    re.IGNORECASE,
)
_OF_MACHINES = re.compile(
    r"\bhow (?:much|many|expensive)\b.{0,40}\b(?:gpus?|tokens?|servers?|cloud|inference|compute)\b",
    re.IGNORECASE,
)
_NO_FIGURE = "I have no figures for what machines, models or tokens cost. I know what people are paid."
_DIFFERS = re.compile(
    r"\b(?:differences?|different|differs?|compared?|versus|vs)\b|\bwhat(?:.?s| is| are)\b", re.IGNORECASE
)
_THEIRS = re.compile(
    r"\W*(?:(?:and|but|so|well|hm+|sorry|ok|okay|wait|or|also|then)\b\W*)*"
    r"(?:(?:what|which|how|who|where|when)(?: (?:much|many|long|kind|sort|one|role|of))*"
    r"(?:(?!\s(?:we|i|they|it|you|he|she|our|the|hurts)\b)\s[\w-]+){0,3}?"
    r"(?:\s(?:is|are|do|does|did|would|should|can|could|will)|['’]s)"
    r"\s(?:it|that|this|you|we|i|they|he|she|one|most|people|companies|somebody|your)\b"
    r"|what(?:.?s| is) the (?:difference|point|best|usual|better)\b"
    r"|who (?:signs?|decides?|pays?) (?:that|this|it)\W*$"
    r"|(?:can|could|should|do|does|did|is|are|would|will|may|must|shall)"
    r" (?:it|that|this|we|i|you|they|there|he|she)\b"
    r"(?! (?:is|are)\b))",
    re.IGNORECASE,
)
_POINTS = re.compile(
    r"\W*(?:is|isn.?t|would|wouldn.?t|could)\s+(?:it|that|this)(?:\s+(?:be|not))?\s+(?=(?:the|an?|number|option)\b)",
    re.IGNORECASE,
)
_TAG = re.compile(
    r"[,\s]+(?:right|no|correct|yes|ok(?:ay)?|isn.?t it|or not|eh|i guess)\s*\?+\s*$", re.IGNORECASE
)
_NO_ANSWER = "I have no answer to that."


def part_questions(words: str) -> tuple[str, str]:
    """What a message tells, and what it asks: "" where it does not."""
    told: list[str] = []
    asked: list[str] = []
    for sentence in _SENTENCES.split(words.strip()):
        short = len(sentence.split()) <= _LONGEST
        asks = sentence.endswith("?") or _ASKS.search(sentence) or asks_so_far(sentence)
        (asked if short and (asks or _THEIRS.match(sentence)) else told).append(sentence)
    return " ".join(told), " ".join(asked)


def asks_pay(question: str) -> bool:
    """Whether a question asks what the role pays, whichever it turns out to be."""
    return _OF_PAY.search(question) is not None and _OF_OTHER_COSTS.search(question) is None


def answer_aside(question: str, one_hire: str, so_far: str) -> str:
    """A sentence for a question of hiring; "" for what is no such question.

    `one_hire` says how much one person does, `so_far` which role it looks like.
    """
    if asks_so_far(question):
        return so_far
    if not _ASKS.search(question):
        return ""
    if _OF_MACHINES.search(question):
        return _NO_FIGURE
    if _ONE_PERSON.search(question):
        return one_hire
    if _LLM_JOB.search(question):
        return so_far
    return next((told for pattern, told in _SIDE if pattern.search(question)), "")


def is_aside(question: str) -> bool:
    """Whether a question of hiring is answered in a sentence."""
    return answer_aside(question, "one", "so far") != ""


def asks_so_far(question: str) -> bool:
    """Whether somebody asks what was understood by now, or what we would do."""
    return (_SO_FAR.search(question) or _ADVICE.search(question)) is not None


def is_of_conversation(question: str) -> bool:
    """Whether a question is answered from the conversation alone, whatever else its words may mean."""
    return asks_so_far(question) or _OF_MACHINES.search(question) is not None


def asks_advice(question: str) -> bool:
    """Whether somebody asks what we would do, which a person decides."""
    return _ADVICE.search(question) is not None


def asks_meaning(question: str) -> bool:
    """Whether somebody asks what something is, or in what two things differ."""
    return _DIFFERS.search(question) is not None


def is_question(words: str) -> bool:
    """Whether somebody asks something themselves, and answers nothing by it."""
    if _TAG.search(words):
        return False
    return _THEIRS.match(words) is not None or (
        words.rstrip().endswith("?") and _ASKS.search(words) is not None
    )


def without_asking(words: str) -> str:
    """An answer that is put as a question, as one that is not: "isn't it the first?", "the first, right?"."""
    if _POINTS.match(words) and words.rstrip().endswith("?"):
        return _POINTS.sub("", words).rstrip(" ?")
    return _TAG.sub("", words)


def unanswered(question: str) -> str:
    """What to say to a question that nothing here answers; "" for what asks nothing of us."""
    return _NO_ANSWER if is_question(question) else ""
