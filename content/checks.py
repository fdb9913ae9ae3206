"""Checks whether the content files agree with each other, which the shape of one file cannot say."""

from collections import Counter
from collections.abc import Collection, Iterable
from itertools import combinations

from content import Content
from content.schema.kits import Kit
from content.schema.pairs import Pair
from content.schema.pay import ALL, GENERAL, NOT_SAID
from content.schema.roles import UMBRELLA
from content.schema.sources import Source


def find_problems(content: Content, *, sources: Iterable[Source], pairs: Iterable[Pair]) -> list[str]:
    """List what does not agree in the content, each problem with its file.

    `sources` and `pairs` come as they stand in their files: the content keeps only the last of two with one
    id.
    """
    return [
        *_unknown_wishes(content),
        *_repeated("talk.toml", (wish.id for wish in content.talk.wish)),
        *_repeated("sources.toml", (source.id for source in sources)),
        *_repeated("roles.toml", (role.id for role in content.roles_file.role)),
        *_repeated("pairs.toml", (" + ".join(sorted(pair.roles)) for pair in pairs)),
        *_repeated("ladders.toml", (ladder.name for ladder in content.ladders.ladder)),
        *_repeated("questions.toml", (question.id for question in content.questions.question)),
        *_repeated("briefs.toml", (template.id for template in content.briefs.role)),
        *_unknown_sources(content),
        *_unknown_roles(content),
        *_unknown_places(content),
        *_missing(content),
        *_unfinished(content),
        *_shared_words(content),
        *_pay(content),
    ]


def _repeated(where: str, ids: Iterable[str]) -> list[str]:
    return [f"{where}: {id_} is there {count} times" for id_, count in Counter(ids).items() if count > 1]


def _unknown_wishes(content: Content) -> list[str]:
    wishes = {wish.id for wish in content.talk.wish}
    return [
        f"talk.toml: there is no wish {offer}"
        for reply in content.talk.reply
        for offer in reply.offers
        if offer not in wishes
    ]


def _unknown_sources(content: Content) -> list[str]:
    bands = content.bands
    named = [("roles.toml", content.roles_file.source), ("roles.toml", content.roles_file.wording)]
    named += [("interview.toml", content.interview.source), ("interview.toml", content.interview.wording)]
    named += [("briefs.toml", content.briefs.wording)]
    named += [("kits.toml", content.kits_file.wording)]
    named += [("kits.toml", law.source) for each in content.kits_file.not_to_ask for law in each.law]
    named += [("flags.toml", content.flags.source), ("flags.toml", content.flags.wording)]
    named += [("sourcing.toml", content.sourcing.source), ("sourcing.toml", content.sourcing.wording)]
    file = content.fundamentals_file
    named += [("fundamentals.toml", file.source), ("fundamentals.toml", file.wording)]
    named += [("advert.toml", source) for source in content.advert.sources]
    named += [("laws.toml", law.source) for law in content.laws.pay]
    named += [("years.toml", each.source) for each in content.years.technology]
    named += [("years.toml", each.public_source) for each in content.years.technology if each.public_source]
    named += [("bands.toml", bands.old_budget.source)]
    named += [("bands.toml", figure.source) for figure in (*bands.band, *bands.uncapped)]
    named += [("bands.toml", gap.source) for gap in bands.gap]
    named += [("pairs.toml", pair.source) for pair in content.pairs.values()]
    return [
        f"{where}: there is no source {name!r} in sources.toml"
        for where, name in named
        if name not in content.sources
    ]


def _unknown_roles(content: Content) -> list[str]:
    bands = content.bands
    named = [("bands.toml", figure.role) for figure in (*bands.band, *bands.uncapped)]
    named += [("bands.toml", gap.role) for gap in bands.gap]
    named += [("pairs.toml", role) for pair in content.pairs.values() for role in pair.roles]
    named += [("advert.toml", role) for duty in content.advert.duty for role in duty.add]
    named += [("roles.toml", other.role) for role in content.roles.values() for other in role.confused_with]
    known = {*content.roles, UMBRELLA}
    problems = [f"{where}: there is no role {role!r}" for where, role in named if role not in known]
    if sorted(content.questions.readings) != sorted([*content.roles, "none"]):
        problems.append("questions.toml: the readings are the seven roles and none, each once")
    briefs = content.briefs
    if {template.id for template in briefs.role} != set(content.roles):
        problems.append("briefs.toml: there is one for each of the seven roles")
    questions = {question.id for question in content.interview.question}
    problems += [
        f"briefs.toml: there is no question {each.shows!r} in interview.toml"
        for template in briefs.role
        for each in template.must_haves
        if each.shows and each.shows not in questions
    ]
    levels = {level.id for level in content.words.level}
    problems += [
        f"briefs.toml: a matter is for {role}, which is no role"
        for role in sorted({role for matter in briefs.matter for role in matter.roles} - {*content.roles})
    ]
    if set(briefs.decides) != levels:
        problems.append(f"briefs.toml: decides has a sentence for each of {', '.join(sorted(levels))}")
    problems += [
        f"bands.toml: there is no level {figure.level!r}"
        for figure in (*bands.band, *bands.uncapped)
        if figure.level not in levels
    ]
    return problems


def _unknown_places(content: Content) -> list[str]:
    """Countries and places that laws name, each with the row that names it."""
    file = content.laws
    places = {place.name for place in file.place}
    laws = [(f"laws.toml: pay {law.source!r}", law.place) for law in file.pay]
    laws += [
        (f"advert.toml: coded {each.name!r}", law.place) for each in content.advert.coded for law in each.law
    ]
    return [
        *(
            f"laws.toml: place {place.name!r}: there is no country {code!r} in places.toml"
            for place in file.place
            for code in place.countries
            if code not in content.places.country
        ),
        *(
            f"{where}: a law is of {place!r}, which is no place of laws.toml"
            for where, place in laws
            if place not in places
        ),
    ]


def _missing(content: Content) -> list[str]:
    """Every role needs a figure or a stated gap, every pair its cost; a figure is never editorial."""
    bands = content.bands
    figures = (*bands.band, *bands.uncapped)
    with_figure, with_gap = {figure.role for figure in figures}, {gap.role for gap in bands.gap}
    problems = [
        f"bands.toml: {role} needs either a figure or a gap"
        for role in content.roles
        if (role in with_figure) == (role in with_gap)
    ]
    neighbours = [role.id for role in content.roles.values() if role.family == "neighbour"]
    problems += [
        f"pairs.toml: {one} + {other} is missing"
        for one, other in (*combinations(content.roles, 2), *((UMBRELLA, role) for role in neighbours))
        if frozenset((one, other)) not in content.pairs
    ]
    problems += [
        f"bands.toml: {figure.role} takes a figure from {figure.source}, which is editorial"
        for figure in figures
        if figure.source in content.sources and content.sources[figure.source].kind == "editorial"
    ]
    return problems


def _unfinished(content: Content) -> list[str]:
    """Every role needs a kit, pools, a word on its resumes and how each fundamental shows in it."""
    kits, sourcing = content.kits_file, content.sourcing
    roles, questions = content.roles, [question.id for question in content.interview.question]
    backgrounds = sorted(background.id for background in sourcing.background)
    named = {
        "kits.toml": [kit.role for kit in kits.kit],
        "flags.toml": list(content.flags.reading),
        "sourcing.toml": [pools.role for pools in sourcing.pools],
        **{f"fundamentals.toml, {each.id}": list(each.must_have) for each in content.fundamentals},
    }
    problems = [
        f"{where}: there is one for each of {', '.join(sorted(roles))}"
        for where, there in named.items()
        if sorted(there) != sorted(roles)
    ]
    problems += [
        f"kits.toml: {kit.role} has two probes of the same id"
        for kit in kits.kit
        if len({probe.id for probe in kit.probe}) < len(kit.probe)
    ]
    problems += [
        f"kits.toml: {kit.role}: {problem}" for kit in kits.kit for problem in _unasked(kit, questions)
    ]
    problems += [
        f"sourcing.toml: {pools.role} has each of {', '.join(backgrounds)} once"
        for pools in sourcing.pools
        if sorted(look.background for look in pools.look) != backgrounds
    ]
    problems += [
        f"fundamentals.toml: there is no question {each.question!r} in interview.toml"
        for each in content.fundamentals
        if each.question not in questions
    ]
    return problems


def _unasked(kit: Kit, questions: Collection[str]) -> list[str]:
    """Questions and probes that nobody in the loop asks, and those that the loop names but are not there."""
    there = [*questions, *(probe.id for probe in kit.probe)]
    asked = [id_ for step in kit.loop for id_ in step.questions]
    return [
        *(f"nobody in the loop asks {id_!r}" for id_ in there if id_ not in asked),
        *(
            f"the loop asks {id_!r}, which is neither a question nor a probe"
            for id_ in asked
            if id_ not in there
        ),
    ]


def _shared_words(content: Content) -> list[str]:
    """A word that means two things could never be read."""
    words = [word for role in content.roles.values() for word in role.words]
    words += (*content.roles_file.umbrella.words, *content.roles_file.undecided.words)
    words += [word for level in content.words.level for word in level.words]
    return _repeated("roles.toml and words.toml", words)


def _pay(content: Content) -> list[str]:
    """Every figure is for a role, level and place that can be asked for, and names a source only once."""
    problems = _repeated("pay", (source.id for source in content.pay))
    ids = {source.id for source in content.pay}
    levels = {level.id for level in content.words.level} | {ALL, NOT_SAID}
    places = {name.casefold() for names in content.places.country.values() for name in names} | {"remote"}
    places |= {name.casefold() for name in content.places.same.values()}
    problems += [
        f"pay: {source.id} repeats {source.repeats}, which is no source"
        for source in content.pay
        if source.repeats and source.repeats not in ids
    ]
    for source in content.pay:
        for figure in source.figure:
            named = [("role", figure.role, {*content.roles, *GENERAL}), ("level", figure.level, levels)]
            named += [("country", figure.country, set(content.places.country))]
            named += [("place", place.casefold(), places) for place in figure.places]
            problems += [
                f"pay: {source.id}: there is no {what} {name!r}"
                for what, name, known in named
                if name not in known
            ]
    for names in content.places.market.values():
        problems += [
            f"places.toml: there is no place {name!r}" for name in names if name.casefold() not in places
        ]
    for codes in content.places.region.values():
        problems += [
            f"places.toml: there is no country {code}" for code in codes if code not in content.places.country
        ]
    return problems
