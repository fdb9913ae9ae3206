"""What went wrong, in mrkdwn: the sentence, and who may do it or can be asked."""

from bot.errors import RolecallError
from bot.hiring.access import Act, Refused
from bot.slack.blocks import Message
from bot.slack.text import escape
from bot.views.answers.help import build_plain
from bot.views.requisitions.card import who_reads_all

_WHO_READ = (Act.READ, Act.EDIT, Act.BRIEF)


def write_problem(error: RolecallError) -> str:
    """The sentence of an error, with people to ask when it is about a requisition that its reader may see."""
    told = escape(str(error))
    if not isinstance(error, Refused) or error.requisition is None:
        return told
    if error.act in _WHO_READ:
        return f"{told} {who_reads_all(error.requisition)}"
    return f"{told} Ask its owner, <@{error.requisition.owner}>."


def build_problem(error: RolecallError) -> Message:
    """The same as a message."""
    return build_plain(write_problem(error))
