"""What Slack's composer makes of typed text: names become mentions, and & < > are escaped."""

import re

from bot.local_slack.state.workspace import PlaygroundError, Workspace

_NAME = re.compile(r"(?<![\w@#/])([@#])([\w][\w.\-]*)")
_LINK = re.compile(r"(?<![\w<|])https?://[^\s<>|]+")
_EVERYBODY = {"here", "channel", "everyone"}


def escape(text: str) -> str:
    """Return text in which nothing is markup."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def compose(text: str, workspace: Workspace, *, labelled: bool = False) -> str:
    """Return typed text as it is sent: "@ada" as <@U…>, "#hiring" as <#C…|hiring>, links in brackets.

    `labelled` writes <@U…|ada>, as commands that ask for escaping get it.
    """

    def mention(found: re.Match[str]) -> str:
        sign, typed = found.groups()
        name = typed.rstrip(".-")
        rest = typed[len(name) :]
        try:
            if sign == "#":
                channel = workspace.channel(name)
                return f"<#{channel.id}|{'' if channel.is_private else channel.name}>{rest}"
            if name in _EVERYBODY:
                return f"<!{name}>{rest}"
            member = workspace.member(name.lower())
        except PlaygroundError:
            return found.group()
        return f"<@{member.id}|{member.name}>{rest}" if labelled else f"<@{member.id}>{rest}"

    return _NAME.sub(mention, _LINK.sub(lambda found: f"<{found.group()}>", escape(text)))
