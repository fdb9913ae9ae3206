"""Where to look for a role, with searches to copy."""

from bot.hiring.answers.sourcing import SourcingAnswer
from bot.slack.blocks import Block, Message, actions, ask_button, context, divider, header, section
from bot.slack.text import escape
from bot.views.common import sources_line, unread_lines

_SITES = {"linkedin": "LinkedIn", "github": "GitHub, repositories", "google": "Google"}


def build_sourcing(answer: SourcingAnswer) -> Message:
    """Build the three backgrounds, each with why."""
    role, word = answer.role, answer.role.words[0]
    title = f"{role.name}: where to look"
    told = "\n".join(f"• *{escape(each.name)}*: {escape(each.why)}" for each, _ in answer.looks)
    blocks = [
        header(title),
        section(told),
        context(sources_line(answer.sources), *unread_lines(answer.request)),
        actions(
            ask_button("Interview kit", f"interview {word} kit"), ask_button("Red flags", f"redflags {word}")
        ),
    ]
    return Message(f"{title}: {len(answer.looks)} backgrounds, and searches to copy.", blocks)


def sourcing_in_full(answer: SourcingAnswer) -> list[Block]:
    """Build what to find out in each background, and a search for each site."""
    blocks = [header(f"{answer.role.name}: where to look"), section(escape(answer.caution))]
    blocks += [
        section(
            f"*{escape(background.name)}*\n{escape(background.why)}\n"
            f"*Find out:* {escape(look.probe)}\n*Careful:* {escape(look.careful)}"
        )
        for background, look in answer.looks
    ]
    blocks.append(divider())
    blocks += [section(f"*{_SITES[search.site]}*\n```{escape(search.text)}```") for search in answer.searches]
    blocks.append(context(sources_line(answer.sources)))
    return blocks
