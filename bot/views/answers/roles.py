"""Role answers: the list of seven, one role, the umbrella title, two side by side."""

from collections.abc import Sequence

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
    header,
    section,
    table,
)
from bot.slack.text import escape, shorten
from bot.views.buttons import ask_menu, scope_button
from bot.views.common import sources_line, unread_lines
from bot.views.targets import Subject
from content.schema.roles import UMBRELLA, Role, RoleText

_LINE = 65
_CALLED = {"yes": "Yes", "sometimes": "At times", "no": "No"}
_ON_CALL = {"yes": "On call", "sometimes": "On call at times", "no": "Not on call"}


def build_role_list(answer: RoleList) -> Message:
    """Build the seven roles with one line each, and a menu that says more of any."""
    blocks = [header("Seven roles that get called LLM engineer")]
    for family, title in (("specialty", "Five specialties"), ("neighbour", "Two neighbours")):
        lines = [_one_line(role) for role in answer.roles if role.family == family]
        blocks.append(section("\n".join([f"*{title}*", *lines])))
    blocks.append(context(sources_line([answer.source]), *unread_lines(answer.request)))
    umbrella = ask_button("What may “LLM engineer” mean?", "role llm engineer")
    blocks.append(actions(_menu(answer.roles), umbrella))
    return Message("Seven roles get called LLM engineer: five specialties and two neighbours.", blocks)


def build_role_card(answer: RoleCard) -> Message:
    """Build what a role is for, what it leaves behind and what it is mistaken for."""
    role, word = answer.role, answer.role.words[0]
    mistaken = " · ".join(f"*{escape(other.name)}*, {escape(because)}" for other, because in answer.confused)
    blocks = [
        header(role.name),
        section(escape(role.in_short)),
        section(f"*Leaves behind*\n{escape(role.output)}"),
        section(f"*Mistaken for*\n{mistaken}"),
        context(sources_line(answer.sources), *unread_lines(answer.request)),
    ]
    buttons = [
        ask_button("What it pays", f"salary {word} {answer.request.level or ''}".strip()),
        ask_button("Interview questions", f"interview {word}"),
        ask_menu(
            "Or is it …", [(each.name, f"role {word} vs {each.words[0]}") for each, _ in answer.confused]
        ),
    ]
    return Message(f"{role.name}: {role.in_short}", [*blocks, actions(*buttons)])


def role_in_full(answer: RoleCard) -> list[Block]:
    """Build one role with what it does and does not, and when it is on call."""
    role = answer.role
    mistaken = "\n".join(
        f"• *{escape(other.name)}*: {escape(because)}." for other, because in answer.confused
    )
    return [
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
        context(sources_line(answer.sources)),
    ]


def build_umbrella_card(answer: UmbrellaCard) -> Message:
    """Build the possible meanings of the bare title, and the way to find out which one."""
    word = "llm engineer"
    blocks = [
        header(f"“{answer.umbrella.name}” may mean five things"),
        section("\n".join(map(_one_line, answer.specialties))),
        section("*Which one do you need?* A few questions find out."),
        context(sources_line([answer.source]), *unread_lines(answer.request)),
    ]
    pairs = [
        *(
            (f"{one.short} or {other.short}?", f"role {one.words[0]} vs {other.words[0]}")
            for one, other in answer.look_alikes
        ),
        ("Or a prompt engineer?", f"role {word} vs prompt engineer"),
    ]
    buttons = [
        scope_button("Find out which one", Subject(text=answer.request.text), style="primary"),
        _menu(answer.specialties),
        ask_menu("Tell two apart", pairs),
    ]
    text = f"“{answer.umbrella.name}” may mean five things; a few questions find out which."
    return Message(text, [*blocks, actions(*buttons)])


def build_comparison(answer: Comparison) -> Message:
    """Build two roles side by side as a table, and what mixing them up costs."""
    left, right = answer.left, answer.right
    sides = (left.role, right.role)
    rows = [
        ("", *(side.name for side in sides)),
        ("Leaves behind", *(side.output for side in sides)),
        ("On call", *(_CALLED[side.on_call] for side in sides)),
        ("Pay", *map(_pay, (left, right))),
    ]
    blocks = [
        header(f"{left.role.name} or {right.role.name}?"),
        table(rows),
        *([section(told)] if (told := _relation(answer.relation)) else []),
        context(sources_line(answer.sources), *unread_lines(answer.request)),
    ]
    buttons = [
        ask_button(f"More on {side.role.short}", f"role {side.role.words[0]}") for side in (left, right)
    ]
    text = f"{left.role.name} or {right.role.name}? What each leaves behind, and what it pays."
    return Message(text, [*blocks, actions(*buttons)])


def comparison_in_full(answer: Comparison) -> list[Block]:
    """Build two roles side by side with all that each does, in columns: a modal has no tables."""
    left, right = answer.left, answer.right
    sides = (left.role, right.role)
    blocks = [
        header(f"{left.role.name} or {right.role.name}?"),
        columns([f"*{escape(side.name)}*\n{escape(side.in_short)}" for side in sides]),
        columns([f"*Does*\n{_bullets(side.does)}" for side in sides]),
        columns([f"*Leaves behind*\n{escape(side.output)}" for side in sides]),
        columns([f"*{_ON_CALL[side.on_call]}*\n{escape(side.on_call_note)}" for side in sides]),
        columns([f"*Pay*\n{escape(_pay(side))}" for side in (left, right)]),
    ]
    if told := _relation(answer.relation):
        blocks.append(section(f"*How the pay relates*\n{told}"))
    if answer.cost:
        blocks.append(section(f"*What mixing them up costs*\n{escape(answer.cost.cost)}"))
    else:
        told = f"*{escape(_specialty_of(left, right))}* is one of the five things an LLM engineer may be."
        blocks.append(section(told))
    return [*blocks, context(sources_line(answer.sources))]


def _menu(roles: Sequence[Role]) -> Block:
    return ask_menu("More on …", [(role.name, f"role {role.words[0]}") for role in roles])


def _one_line(role: Role) -> str:
    return f"*{escape(role.name)}*: {escape(shorten(role.in_short, _LINE))}"


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
        return pay.gap or ""
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
