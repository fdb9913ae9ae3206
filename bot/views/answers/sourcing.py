"""Where to look for a role, with searches to copy."""

from bot.hiring.answers.sourcing import SourcingAnswer
from bot.slack.blocks import Message, actions, ask_button, context, divider, header, section
from bot.slack.text import escape
from bot.views.common import unread_lines, wording_line

_SITES = {"linkedin": "LinkedIn", "github": "GitHub, repositories", "google": "Google"}


def build_sourcing(answer: SourcingAnswer) -> Message:
    """Build three backgrounds and a search for each site."""
    role, word = answer.role, answer.role.words[0]
    title = f"{role.name}: where to look"
    blocks = [header(title), section(escape(answer.caution))]
    blocks += [
        section(
            f"*{escape(background.name)}*\n{escape(background.why)}\n"
            f"*Find out:* {escape(look.probe)}\n*Careful:* {escape(look.careful)}"
        )
        for background, look in answer.looks
    ]
    blocks.append(divider())
    blocks += [section(f"*{_SITES[search.site]}*\n```{escape(search.text)}```") for search in answer.searches]
    blocks.append(context(*map(wording_line, answer.sources), *unread_lines(answer.request)))
    buttons = [
        ask_button("Interview kit", f"interview {word} kit"),
        ask_button("Red flags", f"redflags {word}"),
    ]
    names = ", ".join(background.name for background, _ in answer.looks)
    return Message(f"{title}: {names}", [*blocks, actions(*buttons)])
