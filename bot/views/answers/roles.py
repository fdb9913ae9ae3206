"""Role answers: the list of seven, one role, the umbrella title, two side by side."""

from bot.hiring.answers.roles import Comparison, RoleCard, RoleList, Side, UmbrellaCard
from bot.hiring.bands import PayRelation
from bot.hiring.text.money import write
from bot.slack.blocks import (
    Block,
    Message,
    actions,
    ask_button,
    columns,
    context,
    divider,
    header,
    section,
)
from bot.slack.text import escape
from bot.views.buttons import scope_button
from bot.views.common import unread_lines, wording_line
from bot.views.targets import Subject
from content.schema.roles import UMBRELLA, Role, RoleText

_ON_CALL = {"yes": "On call", "sometimes": "On call at times", "no": "Not on call"}


def build_role_list(answer: RoleList) -> Message:
    """Build the seven roles with one line each."""
    blocks = [header("Seven roles that get called LLM engineer")]
    for family, title in (("specialty", "Five specialties"), ("neighbour", "Two neighbours")):
        blocks.append(section(f"*{title}*"))
        blocks += [_one_line(role) for role in answer.roles if role.family == family]
    blocks.append(context(wording_line(answer.source), *unread_lines(answer.request)))
    blocks.append(actions(ask_button("What may “LLM engineer” mean?", "role llm engineer")))
    return Message("Seven roles: " + ", ".join(role.name for role in answer.roles), blocks)


def build_role_card(answer: RoleCard) -> Message:
    """Build one role in full."""
    role = answer.role
    mistaken = "\n".join(
        f"• *{escape(other.name)}*: {escape(because)}." for other, because in answer.confused
    )
    blocks = [
        header(role.name),
        section(escape(role.in_short)),
        columns([f"*Does*\n{_bullets(role.does)}", f"*Does not*\n{_bullets(role.does_not)}"]),
        columns(
            [
                f"*Leaves behind*\n{escape(role.output)}",
                f"*{_ON_CALL[role.on_call]}*\n{escape(role.on_call_note)}",
            ]
        ),
        section(f"*Mistaken for*\n{mistaken}"),
        context(*map(wording_line, answer.sources), *unread_lines(answer.request)),
    ]
    buttons = [
        ask_button("What it pays", f"salary {role.words[0]} {answer.request.level or ''}".strip()),
        ask_button("Interview questions", f"interview {role.words[0]}"),
        *(
            ask_button(f"{role.short} or {other.short}?", f"role {role.words[0]} vs {other.words[0]}")
            for other, _ in answer.confused
        ),
    ]
    return Message(f"{role.name}: {role.in_short}", [*blocks, actions(*buttons)])


def build_umbrella_card(answer: UmbrellaCard) -> Message:
    """Build the possible meanings of the bare title, and how to tell them apart."""
    blocks = [
        header(f"“{answer.umbrella.name}” may mean five things"),
        section(escape(answer.umbrella.in_short)),
    ]
    blocks += [_one_line(role) for role in answer.specialties]
    blocks += [
        section(f":bulb: {escape(answer.one_hire)}"),
        section("*Which one do you need?* A few questions find out."),
        context(wording_line(answer.source), *unread_lines(answer.request)),
    ]
    buttons = [scope_button("Find out which one", Subject(text=answer.request.text), style="primary")]
    buttons += [
        ask_button(f"{one.short} or {other.short}?", f"role {one.words[0]} vs {other.words[0]}")
        for one, other in answer.look_alikes
    ]
    buttons.append(ask_button("Or a prompt engineer?", "role llm engineer vs prompt engineer"))
    names = ", ".join(role.name for role in answer.specialties)
    return Message(f"“{answer.umbrella.name}” may mean: {names}", [*blocks, actions(*buttons)])


def build_comparison(answer: Comparison) -> Message:
    """Build two roles side by side."""
    left, right = answer.left, answer.right
    sides = (left.role, right.role)
    blocks = [
        header(f"{left.role.name} or {right.role.name}?"),
        columns([f"*{escape(side.name)}*\n{escape(side.in_short)}" for side in sides]),
        columns([f"*Does*\n{_bullets(side.does)}" for side in sides]),
        columns([f"*Leaves behind*\n{escape(side.output)}" for side in sides]),
        columns([f"*{_ON_CALL[side.on_call]}*\n{escape(side.on_call_note)}" for side in sides]),
        columns([f"*Pay*\n{_pay(side)}" for side in (left, right)]),
    ]
    if told := _relation(answer.relation):
        blocks.append(section(f"*How the pay relates*\n{told}"))
    if answer.cost:
        blocks.append(section(f"*What mixing them up costs*\n{escape(answer.cost.cost)}"))
    else:
        blocks.append(
            section(
                f"*{escape(_specialty_of(left, right))}* is one of the five things an LLM engineer may be."
            )
        )
    blocks.append(context(*map(wording_line, answer.sources), *unread_lines(answer.request)))
    buttons = [
        ask_button(f"More on {side.role.short}", f"role {side.role.words[0]}") for side in (left, right)
    ]
    text = f"{left.role.name} or {right.role.name}? {answer.cost.cost if answer.cost else left.role.in_short}"
    return Message(text, [*blocks, divider(), actions(*buttons)])


def _one_line(role: Role) -> Block:
    return section(
        f"*{escape(role.name)}*\n{escape(role.in_short)}", ask_button("More", f"role {role.words[0]}")
    )


def _bullets(lines: tuple[str, ...]) -> str:
    return "\n".join(f"• {escape(line)}" for line in lines)


def _pay(side: Side) -> str:
    figures = [pay.figure for pay in side.pays if pay.figure and pay.capped]
    if side.id == UMBRELLA:
        low, high = min(figure.low for figure in figures), max(figure.high for figure in figures)
        return (
            f"Depends on the specialty: the {len(figures)} with a band lie between "
            f"{write(low, figures[0].currency)} and {write(high, figures[0].currency)} {figures[0].basis}, "
            f"{figures[0].level}"
        )
    pay = side.pays[0]
    if pay.figure is None:
        return escape(pay.gap or "")
    told = f"{write(pay.figure.low, pay.figure.currency)}–{write(pay.figure.high, pay.figure.currency)}"
    if not pay.capped:
        return f"Uncapped; {told} {pay.figure.basis} reported, {pay.figure.level}"
    return f"{told} {pay.figure.basis}, {pay.figure.level}"


def _relation(relation: PayRelation) -> str:
    low, high = write(relation.low, relation.currency), write(relation.high, relation.currency)
    if relation.kind == "overlap":
        return f"The bands overlap between {low} and {high}."
    if relation.kind == "apart":
        gap = write(relation.high - relation.low, relation.currency)
        return f"The bands do not touch: one ends at {low}, the other starts at {high}, {gap} higher."
    return ""


def _specialty_of(left: Side, right: Side) -> str:
    specialty: RoleText = right.role if left.id == UMBRELLA else left.role
    return specialty.name
