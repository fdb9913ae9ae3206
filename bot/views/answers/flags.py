"""Red flags as a list to read by, and the answer to a pasted resume."""

from bot.hiring.answers.flags import FlagsAnswer
from bot.slack.blocks import Block, Message, actions, ask_button, context, divider, header, section
from bot.slack.text import escape
from bot.views.common import sources_line, unread_lines

_TITLE = "Red flags in resumes"


def build_flags(answer: FlagsAnswer) -> Message:
    """Build the names of the five flags; for a pasted resume, why it is not judged and where the list is."""
    file, role = answer.flags, answer.role
    if answer.refused:
        text = f"{escape(file.no_judgement)}\n{escape(file.how_to_use)}"
        told = "I do not judge people by a resume, and I kept none of it."
        return Message(told, [section(text), actions(ask_button("The list to read by", "redflags"))])
    title = f"{role.name}: red flags" if role else _TITLE
    told = "\n".join(f"{number}. *{escape(flag.name)}*" for number, flag in enumerate(file.flag, start=1))
    buttons = [ask_button("The four questions", f"interview {role.words[0]}" if role else "interview")]
    if role:
        buttons.append(ask_button("Where to look", f"sourcing {role.words[0]}"))
    blocks = [
        header(title),
        section(escape(file.how_to_use)),
        section(told),
        context(sources_line(answer.sources), *unread_lines(answer.request)),
        actions(*buttons),
    ]
    return Message(f"{title}: {len(file.flag)} things to ask about, each with an innocent reading.", blocks)


def flags_in_full(answer: FlagsAnswer) -> list[Block]:
    """Build each flag with what to look for, its innocent reading, and the question that tells them apart."""
    file, role = answer.flags, answer.role
    blocks = [header(f"{role.name}: red flags" if role else _TITLE), section(escape(file.how_to_use))]
    if role:
        blocks.append(section(f":dart: *For this role:* {escape(file.reading[role.id])}"))
    for number, flag in enumerate(file.flag, start=1):
        blocks += [
            divider(),
            section(
                f"*{number}. {escape(flag.name)}*\n*Look for:* {escape(flag.look_for)}\n"
                f"*Why it matters:* {escape(flag.matters)}\n"
                f"*It may be innocent:* {escape(flag.innocent)}\n"
                f"*Ask:*\n>{escape(flag.question)}"
            ),
        ]
    blocks += [
        divider(),
        section(f":white_check_mark: *What the strongest show*\n{escape(file.strongest)}"),
        context(sources_line(answer.sources)),
    ]
    return blocks
