"""Who may see and do what: the one table, and what people are to a requisition. See docs/access.md. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from bot.errors import RolecallError
from bot.hiring.requisitions import Action, Requisition


class WorkspaceRank(StrEnum):
    """What somebody is in the workspace. A stranger is of another company, by Slack Connect."""

    ADMIN = "admin"
    MEMBER = "member"
    GUEST = "guest"
    STRANGER = "stranger"


class Relation(StrEnum):
    """What somebody is to a requisition, or to the workspace. One person may be several.

    Colleagues are everybody in the workspace as long as the hiring channel is public; outsiders are those who
    may not know of the requisition. A guest has no other relation, whatever else they are.
    """

    OWNER = "owner"
    SPONSOR = "sponsor"
    OPENER = "opener"
    INSIDER = "member of the hiring channel"
    COLLEAGUE = "anybody in the workspace"
    ADMIN = "admin"
    GUEST = "guest"
    OUTSIDER = "outsider"
    STRANGER = "stranger"


class Act(StrEnum):
    """What somebody wants to see or do."""

    SEE = "see the title"
    READ = "see budget and description"
    LOG = "read the log"
    DEFINE = "define"
    SNOOZE = "snooze"
    REASSIGN = "reassign"
    CLOSE = "close"
    FILL = "say it is filled"
    UNDO = "undo, and so open again"
    EDIT = "edit"
    BRIEF = "edit or sign a brief"
    SCOPE = "scope"
    REVIEW = "answer a look back"
    OPEN = "open"
    INSIGHTS = "see insights"
    PREFERENCES = "set one's own reminders"
    CHANNEL_REMINDERS = "change reminders of a channel"
    WORKSPACE_REMINDERS = "change reminders of everybody"
    BANDS = "see the company's pay bands"
    SET_BANDS = "set the company's pay bands"
    EXPORT = "export"


_ITS_OWN = frozenset({Relation.OWNER, Relation.SPONSOR, Relation.OPENER})
_READERS = _ITS_OWN | {Relation.INSIDER}
_WHO_KNOW = _READERS | {Relation.COLLEAGUE}

TABLE: Mapping[Act, frozenset[Relation]] = {
    Act.SEE: _WHO_KNOW | {Relation.GUEST},
    Act.READ: _READERS | {Relation.GUEST},
    Act.LOG: _WHO_KNOW | {Relation.GUEST},
    Act.DEFINE: _WHO_KNOW,
    Act.SNOOZE: _WHO_KNOW,
    Act.REASSIGN: _WHO_KNOW,
    Act.CLOSE: _WHO_KNOW,
    Act.FILL: _WHO_KNOW,
    Act.UNDO: _WHO_KNOW,
    Act.EDIT: _READERS,
    Act.BRIEF: _READERS,
    Act.SCOPE: _WHO_KNOW,
    Act.REVIEW: _ITS_OWN,
    Act.OPEN: frozenset({Relation.COLLEAGUE}),
    Act.INSIGHTS: frozenset({Relation.COLLEAGUE}),
    Act.PREFERENCES: frozenset({Relation.COLLEAGUE, Relation.GUEST}),
    Act.CHANNEL_REMINDERS: frozenset({Relation.INSIDER}),
    Act.WORKSPACE_REMINDERS: frozenset({Relation.ADMIN}),
    Act.BANDS: _ITS_OWN | {Relation.ADMIN},
    Act.SET_BANDS: frozenset({Relation.ADMIN}),
    Act.EXPORT: frozenset(),
}
"""Who may do what. Nobody exports in Slack: that is for whoever operates the bot."""

ACT_OF: Mapping[Action, Act] = {
    Action.OPEN: Act.OPEN,
    Action.EDIT: Act.EDIT,
    Action.DEFINE: Act.DEFINE,
    Action.SIGN: Act.BRIEF,
    Action.SAME_WORK: Act.BRIEF,
    Action.KIT: Act.DEFINE,
    Action.SNOOZE: Act.SNOOZE,
    Action.REASSIGN: Act.REASSIGN,
    Action.STOP_REMINDING: Act.SNOOZE,
    Action.NOT_LLM: Act.CLOSE,
    Action.FILL: Act.FILL,
    Action.REVIEW: Act.REVIEW,
    Action.CLOSE: Act.CLOSE,
    Action.UNDO: Act.UNDO,
}


LET_IN = "let_in"
"""What a decision calls the people whom it lets into a private channel's requisition, beside its fields."""


_WHY: Mapping[Act, str] = {
    Act.READ: "The brief of requisition {number} is not for reading here.",
    Act.BRIEF: "The brief of requisition {number} is not for reading here.",
    Act.EDIT: "Requisition {number} cannot be edited from here.",
    Act.REVIEW: (
        "The look back at requisition {number} is for its owner, its sponsor, or whoever opened it."
    ),
    Act.CHANNEL_REMINDERS: "That is for those who are in that channel. Ask somebody there.",
    Act.WORKSPACE_REMINDERS: "That is for everybody here. Ask an admin or owner of this workspace to say it.",
    Act.BANDS: (
        "The company's pay bands are for admins, and for who owns, sponsors or opened a requisition. "
        "Ask an admin or owner of this workspace."
    ),
    Act.SET_BANDS: "The company's pay bands are set by admins. Ask an admin or owner of this workspace.",
    Act.EXPORT: "Nobody exports from Slack. Ask whoever operates this bot.",
}
"""What somebody is told who knows of it, but may not do that."""


class NoSuchRequisition(RolecallError):  # noqa: N818 - it is an answer, not a fault
    """There is no requisition of that number, or none that this person may know of: both read the same."""

    def __init__(self, number: int) -> None:
        super().__init__(
            f"There is no requisition {number} here. If it belongs to a private channel, ask in that channel."
        )


class Refused(RolecallError):  # noqa: N818 - it is an answer, not a fault
    """Somebody may not do this. `requisition` is one that they may see, and whose people they can ask."""

    def __init__(self, told: str, requisition: Requisition | None = None, act: Act | None = None) -> None:
        super().__init__(told)
        self.requisition = requisition
        self.act = act


class WrongPerson(Refused):
    """Somebody cannot be made owner or sponsor: `person` is who."""

    def __init__(self, told: str, person: str) -> None:
        super().__init__(told)
        self.person = person


@dataclass(frozen=True, slots=True)
class Footing:
    """What is known of somebody before they do something: their rank, and where they stand to a channel.

    `is_public` is whether everybody in the workspace can read that channel. What is not known is False.
    """

    rank: WorkspaceRank
    is_inside: bool = False
    is_public: bool = False

    def relations(self, user: str = "", requisition: Requisition | None = None) -> frozenset[Relation]:
        """What this user is to a requisition of that channel; without one, to the channel itself."""
        if self.rank is WorkspaceRank.STRANGER:
            return frozenset({Relation.STRANGER})
        near = set(parts_of(user, requisition)) if requisition else set()
        if self.is_inside:
            near.add(Relation.INSIDER)
        if self.rank is WorkspaceRank.GUEST:
            return frozenset({Relation.GUEST if near else Relation.OUTSIDER})
        if self.is_public:
            near.add(Relation.COLLEAGUE)
        if not near:
            near.add(Relation.OUTSIDER)
        return frozenset(near | ({Relation.ADMIN} if self.rank is WorkspaceRank.ADMIN else set()))


def parts_of(user: str, requisition: Requisition) -> frozenset[Relation]:
    """The parts that somebody has in a requisition."""
    people = {
        Relation.OWNER: requisition.owner,
        Relation.SPONSOR: requisition.sponsor,
        Relation.OPENER: requisition.opened_by,
    }
    return frozenset(relation for relation, person in people.items() if person == user)


def allows(relations: frozenset[Relation], act: Act) -> bool:
    """Whether one of these relations is enough."""
    return not relations.isdisjoint(TABLE[act])


def check(
    relations: frozenset[Relation], act: Act, requisition: Requisition | None = None, number: int = 0
) -> None:
    """Raise what somebody is told who may not: Refused, or NoSuchRequisition where they may not know.

    Without a requisition `number` is one that there is not, or 0 for what is about none.
    """
    if Relation.STRANGER in relations:
        raise Refused("Requisitions and reminders are for the people of the company they belong to.")
    if requisition is None and number:
        raise NoSuchRequisition(number)
    if requisition is not None and not allows(relations, Act.SEE):
        raise NoSuchRequisition(requisition.number)
    if allows(relations, act):
        return
    if relations <= {Relation.GUEST, Relation.OUTSIDER}:
        raise Refused(
            "Guests of a workspace read what is in their channels, and change nothing."
            if requisition
            else "Guests of a workspace change nothing. Ask a member of it, or somebody in your channel.",
            requisition,
        )
    raise Refused(_WHY[act].format(number=requisition.number if requisition else 0), requisition, act)
