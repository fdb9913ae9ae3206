"""Answers where to look for a role: three backgrounds, what to find out in each, and searches to copy."""

from dataclasses import dataclass

from bot.hiring.text.vocabulary import Request
from content import Content
from content.schema.roles import Role
from content.schema.sources import Source
from content.schema.sourcing import HireBackground, Look, Search


@dataclass(frozen=True, slots=True)
class SourcingAnswer:
    """Where to look for one role."""

    role: Role
    looks: tuple[tuple[HireBackground, Look], ...]
    searches: tuple[Search, ...]
    caution: str
    sources: tuple[Source, ...]
    request: Request


def where_to_look(content: Content, role: Role, request: Request) -> SourcingAnswer:
    """The three backgrounds in the order of the file, with what to find out for this role."""
    file, pools = content.sourcing, content.pools[role.id]
    looks = {look.background: look for look in pools.look}
    return SourcingAnswer(
        role=role,
        looks=tuple((background, looks[background.id]) for background in file.background),
        searches=pools.search,
        caution=file.caution,
        sources=(content.sources[file.source], content.sources[file.wording]),
        request=request,
    )
