"""Checks a job advert before it is posted: what attracts the wrong people, and what to write instead.

Pure. A finding quotes the advert; there is no score.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from bot.hiring.adverts.coded import find_coded
from bot.hiring.adverts.finding import Finding
from bot.hiring.adverts.mismatches import Mismatch
from bot.hiring.adverts.role_reading import RoleReading, read_role
from bot.hiring.adverts.sentences import Advert, shortened
from bot.hiring.laws import caution
from bot.hiring.reading.belief import NO_LLM_ROLE
from bot.hiring.reading.reader import MOST_READ
from bot.hiring.scoping.conversation import Conversation
from bot.hiring.scoping.weighing import Understanding
from bot.hiring.text.dates import write_day
from bot.hiring.text.posted_pay import PostedPay, find_posted_pay
from bot.hiring.text.tools import NamedTool, find_tools
from bot.hiring.text.wording import compile_wording
from bot.hiring.text.years import TooManyYears
from content import Content
from content.schema.advert import Duty
from content.schema.laws import PayLaw
from content.schema.roles import Role
from content.schema.sources import Source

_TOO_SHORT = 8  # words; no advert is as short as that
_LIST = 3  # names of tools in one sentence
_MOST_YEARS = 3  # technologies; by then it is clear what is meant
_FEW_YEARS = 3  # of something this young; more says no more about anybody
_MAY_BE = 0.15  # of the belief


@dataclass(frozen=True, slots=True)
class AdvertCheck:
    """What was found in an advert. `role` is the role it describes, None when that is unclear.

    `title_guessed`: the title is only its first line. `no_llm_role`: it describes work without a language
    model. `cut`: only its first MOST_READ characters were read.
    """

    text: str
    title: str
    title_guessed: bool
    findings: tuple[Finding, ...]
    role: Role | None
    no_llm_role: bool
    cut: bool
    clean: str
    not_advice: str
    wording: Source

    @property
    def is_unclear(self) -> bool:
        """Whether nobody can tell from the advert which role it describes."""
        return self.role is None and not self.no_llm_role

    @property
    def shows_pay(self) -> bool:
        """Whether a finding shows amounts of the advert."""
        return any(finding.shows_pay for finding in self.findings)


def is_too_short(text: str) -> bool:
    """Whether a text is too short to be an advert."""
    return len(text.split()) < _TOO_SHORT


def check_advert(content: Content, conversation: Conversation, text: str, today: date) -> AdvertCheck:
    """Check an advert. Never fails, whatever the text is.

    `today` decides how many years of a technology are possible.
    """
    advert = Advert(content, text[:MOST_READ])
    reading = read_role(content, conversation, advert.text, today)
    understanding = reading.understanding
    settled = reading.settled and bool(understanding.evidence)
    role = content.roles.get(understanding.belief.first) if settled else None
    no_llm_role = settled and understanding.belief.first == NO_LLM_ROLE
    findings = (
        *_mismatches(advert, reading, role),
        *_jobs(advert, reading),
        *_years(advert, role, reading),
        *_pay(advert),
        *_tools(advert, role),
        *_duties(advert, understanding),
        *find_coded(advert),
    )
    return AdvertCheck(
        text=text,
        title=advert.title.text,
        title_guessed=advert.title.guessed,
        findings=findings,
        role=role,
        no_llm_role=no_llm_role,
        cut=len(text) > MOST_READ,
        clean=content.advert.clean,
        not_advice=caution(content, (source for each in findings for _, source in each.laws), today),
        wording=content.sources[content.advert.wording],
    )


def _mismatches(advert: Advert, reading: RoleReading, role: Role | None) -> Iterator[Finding]:
    """What the reading of the role says of its title and its pay, in the same words."""
    template = advert.template(role)
    for each in reading.mismatches:
        if each.about == "title":
            titles = " or ".join(f"“{title}”" for title in template.titles) if template else ""
            instead = (
                f"Post it as {titles}." if titles else "Post it under the name of the work it describes."
            )
            yield Finding("The title is another job’s", each.quotes, each.says, instead)
        elif each.about == "pay":
            yield _of_pay(advert, each)
        elif each.about == "currency":
            instead = advert.file.pay.no_currency
            yield Finding("Pay without a currency", each.quotes, each.says, instead, shows_pay=True)
        elif each.about == "levels":
            instead = advert.file.pay.levels
            yield Finding("One range for several levels", each.quotes, each.says, instead, shows_pay=True)


def _of_pay(advert: Advert, mismatch: Mismatch) -> Finding:
    source = advert.content.sources[mismatch.source]
    return Finding(
        "The pay does not fit the job",
        mismatch.quotes,
        f"{mismatch.says} {source.caution}",
        advert.file.pay.compare,
        sources=(source,),
        shows_pay=True,
    )


def _jobs(advert: Advert, reading: RoleReading) -> Iterator[Finding]:
    """More than one job: the text says so itself, or asks for too many specialties."""
    understanding = reading.understanding
    said = next((each for each in reading.mismatches if each.about == "jobs"), None)
    wanted = sorted(said.roles, key=understanding.belief.ranked.index) if said else reading.too_many
    if not wanted:
        return
    names = [advert.content.roles[each].name for each in wanted]
    of_each = (quote for each in wanted for quote in understanding.quotes(each)[0][:1])
    quotes = dict.fromkeys((*(said.quotes if said else ()), *of_each))
    yield Finding(
        f"More than one job: {', '.join(names[:-1])} and {names[-1]}",
        tuple(shortened(quote) for quote in quotes) or advert.title_quote(),
        f"{said.says} {advert.file.two_jobs}" if said else advert.file.too_many,
        f"Keep the lines about one job: it reads most like {_inside(names[0])}. Give {_and_the(names[1:])} "
        "adverts of their own, or cross their lines out for a year.",
        sources=(advert.content.sources[advert.content.roles_file.source],),
    )


def _years(advert: Advert, role: Role | None, reading: RoleReading) -> Iterator[Finding]:
    template = advert.template(role)
    done = template.must_haves[0].what if template else "Has shipped something with it that others rely on"
    found = [each.years for each in reading.mismatches if each.years]
    first = {each.technology.name: each for each in reversed(found)}.values()
    for each in sorted(first, key=lambda years: years.start)[:_MOST_YEARS]:
        yield _too_many(advert, each, done)


def _too_many(advert: Advert, each: TooManyYears, done: str) -> Finding:
    name, since, most = each.technology.name, write_day(each.since), _years_of(each.possible)
    if each.only_research:
        why = f"Before {since}, only researchers had {name}, so elsewhere nobody has more than {most}."
    else:
        why = f"Nobody had {name} before {since}, so nobody has more than {most}."
    return Finding(
        "Years that nobody has" if not each.only_research else "Years that only researchers have",
        (each.quote,),
        f"{why} {advert.file.impossible}",
        f"“{done}.” If years have to be there, at most {_years_of(min(each.possible, _FEW_YEARS))}.",
        sources=(advert.content.sources[each.source],),
    )


def _pay(advert: Advert) -> Iterator[Finding]:
    file, found = advert.file.pay, find_posted_pay(advert.text)
    laws = advert.laws(advert.content.laws.pay)
    whole = [each for each in found if each.ends == "both"]
    if not found:
        vague = [advert.quote(*each.span()) for each in compile_wording(file.vague).finditer(advert.text)]
        name = "It does not say what it pays"
        yield Finding(name, tuple(dict.fromkeys(vague)) or advert.title_quote(), file.why, file.missing, laws)
    elif not whole:
        for ends, name, instead in (
            ("no minimum", "Pay without a lower end", file.no_minimum),
            ("no maximum", "Pay without an upper end", file.no_maximum),
        ):
            quotes = tuple(
                dict.fromkeys(advert.quote(each.start, each.end) for each in found if each.ends == ends)
            )
            if quotes:
                yield Finding(name, quotes, file.why, instead, laws, shows_pay=True)
    for law in advert.content.laws.pay:
        wide = [each for each in whole if _is_too_wide(law, each)]
        if wide and law.widest:
            yield Finding(
                f"A range wider than {law.place} allows",
                tuple(advert.quote(each.start, each.end) for each in wide),
                f"If people in {law.place} can apply, the two ends may be too far apart.",
                "Say the level more exactly, and give each level a range of its own.",
                ((law.model_copy(update={"says": law.widest.says}), advert.content.sources[law.source]),),
                shows_pay=True,
            )


def _is_too_wide(law: PayLaw, pay: PostedPay) -> bool:
    widest, yearly = law.widest, pay.yearly
    return bool(widest and yearly and widest.forbids(yearly.low, yearly.high, yearly.currency))


def _tools(advert: Advert, role: Role | None) -> Iterator[Finding]:
    """Lists of tools, in an advert that says of no result by when it is wanted."""
    if compile_wording(advert.file.outcomes).search(advert.text):
        return
    named = find_tools(advert.text, advert.content.briefs.tool)
    lists = [each for each in _by_sentence(advert, named) if len({tool.written for tool in each}) >= _LIST]
    if not lists:
        return
    skills = dict.fromkeys(tool.instead for each in lists for tool in each)
    template = advert.template(role)
    outcome = template.outcomes[1] if template else None
    result = f" And say what for: “In {outcome.days} days: {_inside(outcome.what)}”" if outcome else ""
    yield Finding(
        "A list of tools, and no result",
        tuple(advert.quote(each[0].start, each[-1].end) for each in lists),
        advert.file.tools,
        f"Ask for the skill behind the names: {'; '.join(f'“{skill}”' for skill in skills)}.{result}",
    )


def _by_sentence(advert: Advert, named: Sequence[NamedTool]) -> list[list[NamedTool]]:
    found: dict[tuple[int, int], list[NamedTool]] = {}
    for tool in named:
        found.setdefault(advert.sentence(tool.start, tool.end), []).append(tool)
    return list(found.values())


def _duties(advert: Advert, understanding: Understanding) -> Iterator[Finding]:
    """Duties that every role needs which this may well be, and that are not in it."""
    likely = _likely(understanding)
    for duty in advert.file.duty:
        if not likely or not all(each in duty.add for each in likely) or _has(advert, duty):
            continue
        said, _ = understanding.quotes(likely[0])
        quotes = tuple(shortened(each) for each in said[:1]) or advert.title_quote()
        yield Finding(duty.name, quotes, duty.why, f"Add a duty: “{duty.add[likely[0]]}”")


def _likely(understanding: Understanding) -> list[str]:
    """The readings that it may well be; none when nothing in the text speaks for any."""
    shares = understanding.belief.shares
    return (
        [each for each in understanding.belief.ranked if shares[each] >= _MAY_BE]
        if understanding.evidence
        else []
    )


def _has(advert: Advert, duty: Duty) -> bool:
    words = compile_wording(duty.words)
    unless = compile_wording(duty.unless) if duty.unless else None
    sentences = dict.fromkeys(advert.sentence(*found.span()) for found in words.finditer(advert.text))
    return any(unless is None or not unless.search(advert.text, *each) for each in sentences)


def _years_of(number: int) -> str:
    return "one year" if number == 1 else f"{number or 'no'} years"


def _and_the(names: Sequence[str]) -> str:
    named = [f"the {_inside(name)}" for name in names]
    return " and ".join(filter(None, (", ".join(named[:-1]), named[-1])))


def _inside(name: str) -> str:
    """A name inside a sentence: "applied LLM engineer", but "LLM infrastructure engineer"."""
    return name if name.split(maxsplit=1)[0].isupper() else name[0].lower() + name[1:]
