"""The interview answer: four questions, and what to listen for."""

from bot.hiring.answers.answer import InterviewAnswer
from bot.slack.blocks import Message, actions, ask_button, context, divider, header, section
from bot.slack.text import escape
from bot.views.common import unread_lines, wording_line


def build_interview(answer: InterviewAnswer) -> Message:
    """Build the four questions; for a role, also what to weigh, and the role's probes."""
    role = answer.role
    title = "Four questions that separate builders from users"
    blocks = [header(f"{role.name}: four questions" if role else title), section(escape(answer.promise))]
    if role:
        blocks.append(section(f":dart: *For this role:* {escape(role.interview_lens)}"))
    for number, asked in enumerate(answer.questions, start=1):
        blocks += [
            divider(),
            section(
                f"*{number}. {escape(asked.topic)}*\n>{escape(asked.question)}\n"
                f"*A builder:* {escape(asked.builder)}\n"
                f"*A user:* {escape(asked.user)}\n"
                f"*Then ask:* _{escape(asked.follow_up)}_"
            ),
        ]
    if answer.kit:
        lines = [
            f"*{number}.* {escape(probe.question)}\n_Separates: {escape(probe.separates)}_"
            for number, probe in enumerate(answer.kit.probe, start=len(answer.questions) + 1)
        ]
        told = "\n".join(["*And for this role*", *lines])
        blocks += [divider(), section(told)]
    blocks.append(context(*map(wording_line, answer.sources), *unread_lines(answer.request)))
    buttons = [ask_button("The seven roles", "role")]
    if role:
        word = role.words[0]
        buttons = [
            ask_button("The full kit", f"interview {word} kit"),
            ask_button("As Markdown", f"interview {word} markdown"),
            ask_button("What the role does", f"role {word}"),
            ask_button("What it pays", f"salary {word}"),
        ]
    return Message(
        f"{title}: " + ", ".join(asked.topic for asked in answer.questions), [*blocks, actions(*buttons)]
    )
