"""The interview kit: for reading in Slack, or as Markdown in code blocks to copy."""

from bot.hiring.kits import KitAnswer, write_kit
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
from bot.slack.views.common import linked, unread_lines, wording_line
from content.knowledge import Law, Probe
from content.schema import Source


def build_kit(answer: KitAnswer) -> Message:
    """Build the kit; how the four questions are answered has an answer of its own."""
    role, word = answer.role, answer.role.words[0]
    title = f"{role.name}: the interview kit"
    if answer.printed:
        blocks = [header(title), *_printed(answer)]
        other = ask_button("As an answer", f"interview {word} kit")
    else:
        blocks = [header(title), section(escape(answer.how_to_rate)), _asked(answer), *_parts(answer)]
        other = ask_button("As Markdown", f"interview {word} markdown")
    blocks.append(
        context(
            *map(wording_line, answer.sources),
            f"Content version {escape(answer.version)}.",
            *unread_lines(answer.request),
        )
    )
    buttons = [ask_button("The four questions", f"interview {word}"), other]
    buttons.append(ask_button("Red flags", f"redflags {word}"))
    return Message(f"{title}: {len(answer.kit.probe)} probes", [*blocks, actions(*buttons)])


def _asked(answer: KitAnswer) -> Block:
    """The four questions, which the probes go on from."""
    lines = [f"{number}. {escape(asked.question)}" for number, asked in enumerate(answer.questions, start=1)]
    return section("\n".join(["*The four questions*", *lines]))


def _parts(answer: KitAnswer) -> list[Block]:
    first = len(answer.questions) + 1
    loop = "\n".join(
        f"• *{escape(step.who)}*, {step.minutes} min: {escape(step.asks)}" for step in answer.kit.loop
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
