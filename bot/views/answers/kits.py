"""The interview kit: what it has, and behind a button all of it, or its Markdown to copy."""

from bot.hiring.answers.interview import KitAnswer, write_kit
from bot.hiring.requisitions import Action, Decision, Requisition
from bot.hiring.text.dates import write_day
from bot.slack.blocks import (
    Block,
    Message,
    actions,
    ask_button,
    context,
    divider,
    header,
    preformatted,
    section,
)
from bot.slack.text import escape
from bot.views.buttons import action_button, all_button
from bot.views.common import linked, sources_line, unread_lines
from bot.views.targets import target
from content.schema.kits import Probe
from content.schema.sources import Law, Source

_SHOWN = 2  # probes: a kit also has to fit below what is said first in a conversation


def build_kit(
    answer: KitAnswer,
    line: str,
    *,
    requisition: Requisition | None = None,
    chosen: Decision | None = None,
) -> Message:
    """Build what the kit has, and the ways to all of it: `line` asks for it again.

    For a `requisition` it says whether a kit was `chosen`, and has the button that chooses this one.
    """
    role, word = answer.role, answer.role.words[0]
    title = _title(answer)
    minutes = sum(step.minutes for step in answer.kit.loop)
    probes = "\n".join(
        f"{number}. {escape(probe.separates)}"
        for number, probe in enumerate(answer.kit.probe[:_SHOWN], start=len(answer.questions) + 1)
    )
    told = (
        f"The four questions, and {len(answer.kit.probe)} probes for this role. They separate:\n{probes}\n"
        f"and so on. {len(answer.kit.loop)} conversations, {minutes} minutes together."
    )
    standing = [context(_standing(answer, requisition, chosen))] if requisition else []
    blocks = [header(title), *standing, section(told)]
    blocks.append(
        context(
            f"{sources_line(answer.sources)} Content version {escape(answer.version)}.",
            *unread_lines(answer.request),
        )
    )
    buttons = [
        all_button(line, "As Markdown" if answer.printed else "Show all", style="primary"),
        ask_button("Red flags", f"redflags {word}"),
    ]
    if not answer.printed:
        buttons.insert(1, all_button(f"interview {word} markdown", "As Markdown"))
    if requisition and requisition.specialty == role.id and not _is_this(answer, chosen):
        buttons.append(action_button(target(Action.KIT, requisition, role.id)))
    elif requisition and requisition.can(Action.DEFINE) and requisition.specialty != role.id:
        number = requisition.number
        buttons.append(ask_button(f"Define {number} as {role.short}", f"req define {number} {word}"))
    return Message(f"{title}: 4 questions and {len(answer.kit.probe)} probes.", [*blocks, actions(*buttons)])


def kit_in_full(answer: KitAnswer) -> list[Block]:
    """Build all of the kit, without model answers to the four questions; or its Markdown, to be copied."""
    if answer.printed:
        return preformatted("\n\n".join(write_kit(answer)))
    return [
        header(_title(answer)),
        section(escape(answer.how_to_rate)),
        _asked(answer),
        *_parts(answer),
        context(f"{sources_line(answer.sources)} Content version {escape(answer.version)}."),
    ]


def _title(answer: KitAnswer) -> str:
    return f"{answer.role.name}: the interview kit"


def _standing(answer: KitAnswer, requisition: Requisition, chosen: Decision | None) -> str:
    """How this kit and a requisition go together, in mrkdwn."""
    number, role = requisition.number, answer.role
    if requisition.specialty != role.id:
        return f"Requisition {number} is not defined as this role."
    if chosen is None:
        return f"For requisition {number}. Nobody has chosen a kit for it yet."
    told = f"<@{chosen.actor}> chose the kit for requisition {number} on {write_day(chosen.at.date())}"
    if _is_this(answer, chosen):
        return f"{told}: this one."
    if chosen.changes["kit"][1] != role.id:
        return f"{told}, for what it was then. This is another one."
    return (
        f":warning: {told}, of content version {escape(chosen.content_version)}. "
        "The content has changed since: look at this one before you go on."
    )


def _is_this(answer: KitAnswer, chosen: Decision | None) -> bool:
    return (
        chosen is not None
        and chosen.changes["kit"][1] == answer.role.id
        and chosen.content_version == answer.version
    )


def _asked(answer: KitAnswer) -> Block:
    """The four questions, which the probes go on from."""
    lines = [f"{number}. {escape(asked.question)}" for number, asked in enumerate(answer.questions, start=1)]
    return section("\n".join(["*The four questions*", *lines]))


def _parts(answer: KitAnswer) -> list[Block]:
    first = len(answer.questions) + 1
    loop = "\n".join(
        f"• *{escape(step.who)}*, {step.minutes} min, {answer.asked_by(step)}: {escape(step.asks)}"
        for step in answer.kit.loop
    )
    durable = "\n".join(
        f"• *{escape(each.name)}*: {escape(each.must_have[answer.role.id])}. "
        f"_Ask: {escape(asked.topic.lower())}._"
        for each, asked in answer.fundamentals
    )
    left_out = "\n".join(
        f"• *{escape(each.what)}.* {escape(each.instead)}"
        + "".join(_law(law, source) for law, source in zip(each.law, sources, strict=True))
        for each, sources in answer.not_to_ask
    )
    return [
        *(section(_probe(number, probe)) for number, probe in enumerate(answer.kit.probe, start=first)),
        divider(),
        section(f"*Who asks what*\n{loop}"),
        section(f"*What outlives the tools*\n{durable}"),
        section(f":no_entry_sign: *Not to ask*\n{left_out}\n_{escape(answer.not_advice)}_"),
    ]


def _probe(number: int, probe: Probe) -> str:
    return (
        f"*{number}. {escape(probe.question)}*\n_Separates: {escape(probe.separates)}_\n"
        f"*Weak:* {escape(probe.weak)}\n*Solid:* {escape(probe.solid)}\n*Strong:* {escape(probe.strong)}"
    )


def _law(law: Law, source: Source) -> str:
    return f"\n      {escape(law.place)}: {escape(law.says)} ({linked(source)}, {source.as_of})"
