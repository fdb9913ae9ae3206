"""Help, suggestions, refusals, and the sentence for an error."""

from bot.hiring.answers.answer import Help, NotUnderstood, Suggestion, Told
from bot.hiring.lines.scoping import asks_to_scope, read_subject
from bot.slack.blocks import (
    Block,
    Message,
    actions,
    ask_button,
    button,
    columns,
    context,
    header,
    section,
)
from bot.slack.ids import ActionId
from bot.slack.text import escape, shorten
from bot.views.buttons import all_button, ask_menu, scope_button
from bot.views.targets import Subject
from content.schema.commands import Command

_TASKS = (
    ("Find out which role you need", "role scope"),
    ("See what a role pays, and where a budget stands", "salary infrastructure senior 240k"),
    ("Tell two roles apart", "role applied vs infrastructure"),
    ("Prepare an interview", "interview applied kit"),
    ("Open a requisition, and never forget to define it", "req open"),
)
_EXPLAINS, _EXAMPLE, _EXAMPLES = 280, 60, 3
_GUESSES = 3  # more are not meant as guesses: they are all there is


def build_help(answer: Help) -> Message:
    """Build five things to do, each with a line to try; or what one command is for."""
    if len(answer.commands) == 1:
        return _build_command(answer.commands[0])
    told = "\n".join(f"• {task}: `/{line}`" for task, line in _TASKS)
    scope = scope_button("Scope a role", Subject(), style="primary")
    blocks = [
        header("What I can do for you"),
        section(told),
        context("The same works in a message to me, and in a thread where you mention me. I may be wrong."),
        actions(scope, ask_menu("Try …", _TASKS), all_button("hiring help", "What can I type?")),
    ]
    return Message("Five things that I can do for you, each with a line to try.", blocks)


def help_in_full(answer: Help) -> list[Block]:
    """Build the reference: what each command is for, its words, and examples."""
    return [
        header(_reference(answer.commands)),
        *build_commands(answer.commands),
        context(
            "Words can come in any order. Budgets: `240k`, `$240,000`, `220-260k`, `€200k`.",
            "Without the slash, the same works in a message to me, and in any thread where you mention me.",
        ),
    ]


def _reference(commands: tuple[Command, ...]) -> str:
    return "What you can ask me" if len(commands) > 1 else f"/{commands[0].name}"


def _build_command(command: Command) -> Message:
    examples = [shorten(example, _EXAMPLE) for example in command.examples[:_EXAMPLES]]
    told = "\n".join(f"`/{escape(example)}`" for example in examples)
    asked = command.examples[0]
    blocks = [
        header(f"/{command.name}"),
        section(escape(shorten(command.explains, _EXPLAINS))),
        section(f"*For example*\n{told}"),
        actions(
            ask_button(f"Try: {asked}", asked),
            button("Check a budget", ActionId.OPEN_BUDGET),
            all_button(f"{command.name} help", "What can I type?"),
        ),
    ]
    return Message(f"/{command.name}: {command.description}.", blocks)


def build_not_understood(answer: NotUnderstood) -> Message:
    """Build the suggestions that are nearest to the line."""
    problem = (
        escape(answer.problem)
        if answer.problem
        else f"I do not know “{escape(shorten(answer.unknown or '', 80))}”."
    )
    example = f"For example `/{answer.example or answer.command.examples[0]}`."
    if not answer.suggestions:
        usage = f"{problem} {example}"
        return Message(
            usage, [section(usage), actions(ask_button("What can I type?", f"{answer.command.name} help"))]
        )
    *most, last = (f"*{escape(suggestion.label)}*" for suggestion in answer.suggestions)
    asked = f"{', '.join(most)} or {last}" if most else last
    text = f"{problem} {'Did you mean' if len(most) < _GUESSES else 'Which one:'} {asked}?"
    lines = [(suggestion.label, suggestion.line) for suggestion in answer.suggestions]
    chosen = (
        [ask_menu("Which one?", lines)] if len(most) > _GUESSES else [ask_button(*each) for each in lines]
    )
    return Message(text, [section(text), actions(*chosen), context(example)])


def build_told(answer: Told) -> Message:
    """Build a sentence or two, with the next steps below."""
    text = escape(answer.says)
    buttons = [_offer(offer) for offer in answer.offers]
    return Message(text, [section(text), *([actions(*buttons)] if buttons else [])])


def _offer(offer: Suggestion) -> Block:
    """A next step as a button; what begins a conversation knows where it stands, and stands out."""
    if not asks_to_scope(offer.line):
        return ask_button(offer.label, offer.line)
    about = read_subject(offer.line)
    subject = Subject(requisition=about) if isinstance(about, int) else Subject(text=about)
    return scope_button(offer.label, subject, style="primary")


def build_refusal(*, certain: bool) -> Message:
    """Build the refusal of pay in a channel that another company reads (or, if not `certain`, may read)."""
    if certain:
        text = (
            ":lock: This channel is shared with another company, so I do not talk about pay here. "
            "Ask me in a direct message, or in a channel of your own."
        )
    else:
        text = (
            ":lock: I cannot see this channel, so I cannot tell whether another company reads along, and I "
            "do not talk about pay where one might. Invite me here, or ask me in a direct message."
        )
    return Message(text, [section(text)])


def build_plain(text: str) -> Message:
    """Build a message of a sentence or a few; `text` is escaped already."""
    return Message(text, [section(text)])


def confirm(question: str, yes: str, line: str) -> Message:
    """Build a question before a change; its button sends `line`. `question` is escaped already."""
    sure = ask_button(yes, line) | {"style": "primary"}
    return Message(question, [section(question), actions(sure)])


def build_commands(commands: tuple[Command, ...]) -> list[Block]:
    """Build what each command is for, with examples."""
    return [_command(command) for command in commands]


def _command(command: Command) -> Block:
    examples = "\n".join(f"`/{example}`" for example in command.examples)
    return columns(
        [
            f"*/{command.name}* _{escape(command.usage)}_\n{escape(command.explains)}",
            f"*For example*\n{examples}",
        ]
    )
