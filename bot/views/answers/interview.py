"""The interview answer: four questions, and behind *Show all* what to listen for."""

from bot.hiring.answers.answer import InterviewAnswer
from bot.slack.blocks import Block, Message, actions, ask_button, context, divider, header, section
from bot.slack.text import escape
from bot.views.buttons import all_button
from bot.views.common import sources_line, unread_lines

_TITLE = "Four questions that separate builders from users"


def build_interview(answer: InterviewAnswer) -> Message:
    """Build the four questions; for a role, with the way to its kit."""
    role = answer.role
    asked = "\n".join(f"{number}. {escape(each.question)}" for number, each in enumerate(answer.questions, 1))
    buttons = [ask_button("The seven roles", "role")]
    text = f"{_TITLE}: what to ask any of the seven roles."
    if role:
        word = role.words[0]
        text = f"{role.name}: four questions, and what to listen for."
        buttons = [
            ask_button("The full kit", f"interview {word} kit"),
            ask_button("What the role does", f"role {word}"),
            ask_button("What it pays", f"salary {word}"),
        ]
    blocks = [
        header(f"{role.name}: four questions" if role else _TITLE),
        section(asked),
        context(sources_line(answer.sources), *unread_lines(answer.request)),
        actions(*buttons),
    ]
    return Message(text, blocks)


def interview_in_full(answer: InterviewAnswer) -> list[Block]:
    """Build the questions with a builder's and a user's answer; for a role, what to weigh and its probes."""
    role = answer.role
    blocks = [header(f"{role.name}: four questions" if role else _TITLE), section(escape(answer.promise))]
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
    blocks.append(context(sources_line(answer.sources)))
    if role:
        blocks.append(actions(all_button(f"interview {role.words[0]} markdown", "As Markdown")))
    return blocks
