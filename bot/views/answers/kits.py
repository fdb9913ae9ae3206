"""The interview kit: in Slack's own blocks, or as Markdown in code blocks to copy."""

from bot.hiring.answers.interview import KitAnswer, write_kit
from bot.hiring.requisitions import Action, Decision, Requisition
from bot.hiring.text.dates import write_day
from bot.slack.blocks import (
    SECTION_TEXT,
    Block,
    Message,
    actions,
    ask_button,
    context,
    divider,
    header,
    section,
)
from bot.slack.text import escape
from bot.views.buttons import action_button
from bot.views.common import linked, unread_lines, wording_line
from bot.views.targets import target
from content.schema.kits import Probe
from content.schema.sources import Law, Source


def build_kit(
    answer: KitAnswer, *, requisition: Requisition | None = None, chosen: Decision | None = None
) -> Message:
    """Build the kit, without model answers to the four questions: the interview answer has them.

    For a `requisition` it says whether a kit was `chosen`, and has the button that chooses this one.
    """
    role, word = answer.role, answer.role.words[0]
    of = f" --requisition {requisition.number}" if requisition else ""
    title = f"{role.name}: the interview kit"
    if answer.printed:
        blocks = [header(title), *_printed(answer)]
        other = ask_button("As an answer", f"interview {word}{of} kit")
    else:
        blocks = [header(title), section(escape(answer.how_to_rate)), _asked(answer), *_parts(answer)]
        other = ask_button("As Markdown", f"interview {word}{of} markdown")
    if requisition:
        blocks.insert(1, context(_standing(answer, requisition, chosen)))
    blocks.append(
        context(
            *map(wording_line, answer.sources),
            f"Content version {escape(answer.version)}.",
            *unread_lines(answer.request),
        )
    )
    buttons = [ask_button("The four questions", f"interview {word}"), other]
    if requisition and requisition.specialty == role.id and not _is_this(answer, chosen):
        buttons.insert(0, action_button(target(Action.KIT, requisition, role.id)))
    elif requisition and requisition.can(Action.DEFINE) and requisition.specialty != role.id:
        number = requisition.number
        buttons.insert(0, ask_button(f"Define {number} as {role.short}", f"req define {number} {word}"))
    buttons.append(ask_button("Red flags", f"redflags {word}"))
    return Message(f"{title}: {len(answer.kit.probe)} probes", [*blocks, actions(*buttons)])


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


def _printed(answer: KitAnswer) -> list[Block]:
    """The Markdown in as few code blocks as Slack's limit of a section allows, cut between parts."""
    chunks: list[str] = []
    for part in map(escape, write_kit(answer)):
        if chunks and len(chunks[-1]) + len(part) + 10 < SECTION_TEXT:
            chunks[-1] += f"\n\n{part}"
        else:
            chunks.append(part)
    return [section(f"```{chunk}```") for chunk in chunks]
