"""What the roles are, one by one, all together, or two side by side."""

from dataclasses import dataclass
from itertools import combinations

from bot.hiring.bands import Pay, PayRelation, find_pay, relate
from bot.hiring.text.vocabulary import Request
from content import Content
from content.schema.pairs import Pair
from content.schema.roles import UMBRELLA, Role, RoleText
from content.schema.sources import Source


@dataclass(frozen=True, slots=True)
class RoleList:
    """All seven roles, one line each."""

    roles: tuple[Role, ...]
    source: Source
    request: Request


@dataclass(frozen=True, slots=True)
class RoleCard:
    """One role in full. `confused` pairs each look-alike's name with the reason."""

    role: Role
    confused: tuple[tuple[Role, str], ...]
    sources: tuple[Source, ...]
    request: Request


@dataclass(frozen=True, slots=True)
class UmbrellaCard:
    """The title "LLM engineer": its possible meanings, and which of them are mistaken for each other."""

    umbrella: RoleText
    specialties: tuple[Role, ...]
    look_alikes: tuple[tuple[Role, Role], ...]
    one_hire: str
    source: Source
    request: Request


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a comparison. `pays` has one entry for a role and five for the umbrella title."""

    id: str
    role: RoleText
    pays: tuple[Pay, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two roles side by side. Only the umbrella title beside one of its specialties has no `cost`."""

    left: Side
    right: Side
    relation: PayRelation
    cost: Pair | None
    sources: tuple[Source, ...]
    request: Request


def describe(content: Content, request: Request) -> RoleList | RoleCard | UmbrellaCard | Comparison:
    """Answer a request about roles: compare two, describe one, or list all seven when none is named."""
    source = content.sources[content.roles_file.source]
    if len(request.roles) > 1 and (request.compares or request.role is None):
        return _compare(content, request.roles[0], request.roles[1], request)
    if request.role is None:
        return RoleList(tuple(content.roles.values()), source, request)
    if request.role == UMBRELLA:
        specialties = tuple(content.roles[role] for role in content.specialties)
        look_alikes = tuple(
            (one, other)
            for one, other in combinations(specialties, 2)
            if other.id in {confusion.role for confusion in one.confused_with}
        )
        file = content.roles_file
        return UmbrellaCard(file.umbrella, specialties, look_alikes, file.one_hire, source, request)
    role = content.roles[request.role]
    confused = tuple((content.roles[other.role], other.because) for other in role.confused_with)
    return RoleCard(role, confused, _sources(content), request)


def _compare(content: Content, left_id: str, right_id: str, request: Request) -> Comparison:
    left, right = (_side(content, role) for role in (left_id, right_id))
    cost = content.pairs.get(frozenset((left_id, right_id)))
    only = UMBRELLA not in (left_id, right_id)
    return Comparison(
        left=left,
        right=right,
        relation=relate(left.pays[0].figure, right.pays[0].figure) if only else PayRelation("unknown"),
        cost=cost,
        sources=_sources(content),
        request=request,
    )


def _sources(content: Content) -> tuple[Source, ...]:
    """Who the definitions are from, and whose wording the rest is."""
    return content.sources[content.roles_file.source], content.sources[content.roles_file.wording]


def _side(content: Content, role_id: str) -> Side:
    ids = content.specialties if role_id == UMBRELLA else (role_id,)
    return Side(role_id, content.side(role_id), tuple(find_pay(content, role) for role in ids))
