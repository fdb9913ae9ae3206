"""Red flags as a list to read by, and the answer to a pasted resume."""

from bot.hiring.answers.flags import FlagsAnswer
from bot.slack.blocks import Message, actions, ask_button, context, divider, header, section
from bot.slack.text import escape
from bot.views.common import unread_lines, wording_line


def build_flags(answer: FlagsAnswer) -> Message:
    """Build the five flags; for a pasted resume, say why it is not judged and where the list is."""
    file, role = answer.flags, answer.role
    if answer.refused:
        text = f"{escape(file.no_judgement)}\n{escape(file.how_to_use)}"
        return Message(
            file.no_judgement, [section(text), actions(ask_button("The list to read by", "redflags"))]
        )
    title = "Red flags in resumes, and what else they may mean"
    blocks = [header(f"{role.name}: red flags" if role else title), section(escape(file.how_to_use))]
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
        context(*map(wording_line, answer.sources), *unread_lines(answer.request)),
    ]
    buttons = [ask_button("The four questions", f"interview {role.words[0]}" if role else "interview")]
    if role:
        buttons.append(ask_button("Where to look", f"sourcing {role.words[0]}"))
    text = f"{title}: " + "; ".join(flag.name for flag in file.flag)
    return Message(text, [*blocks, actions(*buttons)])
