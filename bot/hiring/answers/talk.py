"""What is said where no figure answers: small talk, what Rolecall does not do, a question with next steps."""

import re
from collections.abc import Sequence

from bot.hiring.answers.answer import Suggestion, Told
from bot.hiring.lines.read import Understood
from content import Content

_NOT_TO_ASK = re.compile(
    r"\b(?:not(?: to)? ask|(?:can.?t|cannot|shouldn.?t|mustn.?t|never|not allowed to) ask|"
    r"(?:illegal|forbidden|off[ -]limits)\b.{0,40}\bquestions?|"
    r"questions?\b.{0,40}\b(?:illegal|off[ -]limits))\b",
    re.IGNORECASE,
)
_ONE_PERSON = re.compile(
    r"\b(?:can|could|should|would|is there|does|will)"
    r" (?:one|a single|the same|somebody|someone|anybody|anyone)(?: \w+)?"
    r" (?:do|know|cover|handle|own|be|build|manage|can|who)\b.*(?:\band\b|,|\ball\b|\beverything\b)"
    r"|\bcan (?:he|she|they|the (?:same )?(?:person|hire|engineer)) (?:then )?(?:also|do both)\b"
    r"|\bunicorns?\b|\bone (?:person|hire|engineer) for (?:all|everything|both)\b|\bjack of all trades\b",
    re.IGNORECASE,
)
_NOD = re.compile(
    r"(?!\W*thank\w*(?: you)?\W*$)"
    r"\W*(?:(?:yes|yep|yeah|yup|sure|okay|ok|k|fine|right|correct|exactly"
    r"|agreed|go ahead|go for it|do (?:it|that)"
    r"|both|either|neither|none(?: of (?:them|these|those))?|no|nope|nah|not (?:now|really)|never ?mind"
    r"|forget it|(?:the )?(?:first|second|third|last|latter|former|other)(?: one)?|please|then"
    r"|thanks?|thank you)\b\W*)+",
    re.IGNORECASE,
)
_WORDS = re.compile(r"[^\W_]+")
_LONGEST_OFFERED = 500  # characters that a button can send
_MOST_OFFERED = 3
_MOST_READ = 1_000  # characters
_OF_A_TEXT = ("scope", "which_role", "check_advert")  # wishes about the words of the line itself
_UNSURE = "I'm not sure what you'd like to know."
_SCOPING = "A few questions find out which role you need, and end in a brief."
_USUAL = ("scope", "pay", "interview")


class Talk:
    """Says what content/talk.toml has to say. Keeps nothing between two lines."""

    def __init__(self, content: Content) -> None:
        self._content = content

    def scope(self, understood: Understood, line: str) -> Told:
        """Offer the conversation that finds out which role is needed."""
        return Told(_SCOPING, self._offers(("scope",), understood, line))

    def not_to_ask(self, understood: Understood, line: str) -> Told | None:
        """What to leave unasked and what to ask instead; None for a line that does not ask for that."""
        if not _NOT_TO_ASK.search(line):
            return None
        told = "\n".join(f"• {each.what}. {each.instead}" for each in self._content.kits_file.not_to_ask)
        role = self._content.roles.get(str(understood.slots.get("role", "")))
        word = role.words[0] if role else next(iter(self._content.roles.values())).words[0]
        kit = Suggestion("The kit, with the laws", f"interview {word} kit")
        return Told(f"What to leave unasked, and what to ask instead:\n{told}", (kit,))

    def one_person(self, understood: Understood, line: str) -> Told | None:
        """What one person can do of it, with where to begin; None for a line that does not ask that."""
        if not _ONE_PERSON.search(line[:_MOST_READ]):
            return None
        return Told(self._content.roles_file.one_hire, self._offers(("scope", "role"), understood, line))

    def nod(self, understood: Understood, line: str) -> Told | None:
        """What is said to a yes or no alone, which leaves open what it is to; None for any other line."""
        return self.reply("nod", understood, line) if _NOD.fullmatch(line) else None

    def reply(self, intent: str, understood: Understood, line: str) -> Told | None:
        """What talk.toml says to a wish, None when it says nothing."""
        words = f" {' '.join(_WORDS.findall(line.casefold()))} "
        for reply in self._content.talk.reply:
            if reply.to == intent and (not reply.words or any(f" {word} " in words for word in reply.words)):
                return Told(reply.says, self._offers(reply.offers, understood, line))
        return None

    def ask_back(self, understood: Understood, line: str) -> Told:
        """One sentence of what was understood, and the likeliest wishes."""
        role = self._content.roles.get(str(understood.slots.get("role", "")))
        said = f"I see {role.name} in that, but not what you want of it." if role else _UNSURE
        offers = self._offers(understood.offers, understood, line) or self._offers(_USUAL, understood, line)
        return Told(said, offers)

    def _offers(self, wishes: Sequence[str], understood: Understood, line: str) -> tuple[Suggestion, ...]:
        role = self._content.roles.get(str(understood.slots.get("role", "")))
        named = role.words[0] if role else ""
        number = understood.slots.get("number")
        likeliest = understood.intent or next(iter(understood.offers), "")
        text = str(number) if number and likeliest == "scope" else line if likeliest in _OF_A_TEXT else ""
        return tuple(
            Suggestion(wish.label, wish.line.format(role=named, text=text).strip())
            for each in wishes
            for wish in self._content.talk.wish
            if wish.id == each and ("{text}" not in wish.line or len(line) <= _LONGEST_OFFERED)
        )[:_MOST_OFFERED]
