"""Lines about requisitions, read in one place however they came: typed, written, or carried by a button."""

import re
from dataclasses import replace
from datetime import date

from bot.errors import RolecallError
from bot.hiring.access import ACT_OF, Act
from bot.hiring.lines.ask import AboutBrief, AboutRequisitions
from bot.hiring.lines.briefs import BriefLine
from bot.hiring.lines.requisitions import NEEDS_NUMBER, Line, Verb
from bot.hiring.requisitions import Action, has_another_description
from bot.hiring.text.dates import find_days
from bot.services import briefs, requisitions
from bot.services.access import rank_of
from bot.services.briefs import NoSuchBrief
from bot.services.deps import Deps
from bot.slack.blocks import Block, Message, actions, ask_button, section
from bot.slack.text import escape, shorten
from bot.views.answers.help import confirm
from bot.views.briefs.asked import build_asked
from bot.views.briefs.brief import Pay, build_brief, build_unsigned
from bot.views.buttons import action_button, open_button, scope_button, what_is_open
from bot.views.refusals import write_problem
from bot.views.requisitions.card import build_detail, build_list
from bot.views.requisitions.log import build_log
from bot.views.targets import Subject, Target, target
from handlers.bands import band_of_requisition
from handlers.replies import Reply
from handlers.requisitions.changes import change
from handlers.requisitions.filling import may_name_somebody

_PERSON = re.compile(r"&lt;(@[UW][A-Z0-9]+)&gt;")
_NUMBER_ALONE = re.compile(r"#?(?P<number>\d{1,9})")
_OF_PAY = re.compile(r"\b(?:budget|pay|salary|band|market|range|comp)\b", re.IGNORECASE)
"""A question about a requisition's pay: it shows its budget, and the company's band for who may see that."""
_ONLY_SHOWS = (Verb.OPEN, Verb.LIST, Verb.SHOW, Verb.LOG, Verb.BRIEF, Verb.REVIEW, Verb.HELP)
_ASKED_FOR = {
    Verb.FILL: Action.FILL,
    Verb.REASSIGN: Action.REASSIGN,
    Verb.SNOOZE: Action.SNOOZE,
}
"""What leaves out the day or the person takes a form."""
_SHOWS_BUDGET = (Verb.SHOW, Verb.LOG, Verb.BRIEF)


def answer_about_requisitions(reply: Reply, ask: AboutRequisitions) -> Message | Target:
    """Show or change what a line says; a Target when it takes a form.

    A change that was asked for in own words is shown back, and made by one click of whoever asked.
    """
    line = ask.read
    if line.verb is None and line.number is not None and _OF_PAY.search(f"{line.unknown} {line.rest}"):
        line = replace(line, verb=Verb.SHOW)
    rank_of(reply.deps, reply.actor())
    if ask.in_own_words and line.number is None and line.verb in NEEDS_NUMBER:
        undoing = line.verb is Verb.UNDO
        number = requisitions.meant_by(reply.deps, reply.actor(), undoing=undoing)
        if line.verb is Verb.BRIEF and number is None:
            return answer_about_brief(reply, AboutBrief(BriefLine("show")))
        line = replace(line, number=number)
        ask = replace(ask, command=line.command)
    if ask.in_own_words and line.verb in _ASKED_FOR and line.number is not None and _leaves_out(line):
        action = _ASKED_FOR[line.verb]
        found = requisitions.get(reply.deps, reply.actor(), line.number, ACT_OF[action])
        return target(action, found).model_copy(update={"channel": reply.channel})
    if ask.in_own_words and line.verb not in _ONLY_SHOWS and line.number is not None:
        command = _PERSON.sub(r"<\1>", escape(ask.command))
        told = f"I read that as *{command}*. Shall I?"
        return confirm(told, f"Yes, {line.verb} {line.number}", ask.command)
    show_budget = line.verb in _SHOWS_BUDGET and reply.is_shared() is False
    try:
        return _show_or_change(reply, line, show_budget)
    except RolecallError as error:
        told = write_problem(error)
        return Message(told, [section(told), actions(what_is_open(), open_button())])


def _leaves_out(line: Line) -> bool:
    """Whether a line says no day, or nobody whom we could know: a name without an @ is anybody's."""
    if line.verb is Verb.SNOOZE:
        return not find_days(line.rest)
    if line.verb is Verb.REASSIGN:
        return line.person is None and not line.means_myself
    return not line.rest


def offer_form(target: Target) -> Message:
    """Build the button that opens a form, for where a form cannot open by itself."""
    if target.action is Action.OPEN:
        told = "That takes a form with a few fields."
        return Message(told, [section(told), actions(open_button(target.text, primary=True))])
    hint = _HINTS.get(target.action, "")
    told = f"That takes a little more.{hint.format(number=target.number)}"
    return Message(told, [section(told), actions(action_button(target, style="primary"))])


_HINTS = {
    Action.DEFINE: " Press the button, or write it in words: `req define {number} infra because …`",
    Action.SNOOZE: " Press the button, or write it in words: `req snooze {number} until 10 Dec because …`",
    Action.REASSIGN: " Press the button, or write it in words: `req reassign {number} @name`",
    Action.CLOSE: " Press the button, or say why: `req close {number} because …`",
    Action.FILL: " Press the button, or give the day: `req filled {number} on 12 Nov`",
    Action.NOT_LLM: " Press the button, or say why: `req not-llm {number} because …`",
    Action.UNDO: " Press the button, or say why: `req undo {number} because …`",
}


def _show_or_change(reply: Reply, line: Line, show_budget: bool) -> Message | Target:  # noqa: PLR0911 - one for each verb
    deps = reply.deps
    content = deps.assistant.content
    if line.verb is None:
        return _not_understood(line, deps.now().date())
    if line.verb is Verb.HELP:
        return _help(deps)
    if line.verb is Verb.OPEN and (number := _NUMBER_ALONE.fullmatch(line.rest)):
        return _show_or_reopen(number["number"])
    if line.verb is Verb.OPEN:
        return Target(
            action=Action.OPEN, number=0, version=0, text=shorten(line.rest, 300), channel=reply.channel
        )
    actor = reply.actor()
    today = deps.today_of(actor.tenant, actor.user)
    if line.verb is Verb.LIST:
        page = requisitions.list_for(deps, actor, max(line.page or 1, 1))
        return build_list(page, content, today, in_channel=reply.is_channel)
    if line.number is None:
        return _which(reply, line)
    if line.verb is Verb.SHOW:
        story = requisitions.story(deps, actor, line.number, Act.SEE)
        requisition, reads_all = story.requisition, story.reads_all
        moved = reads_all and requisition.can(Action.SAME_WORK) and has_another_description(story.decisions)
        return build_detail(
            requisition,
            content,
            today,
            show_budget=show_budget,
            concerned=reads_all,
            moved=moved and requisition.brief is not None,
            own=band_of_requisition(reply, requisition) if show_budget and reads_all else "",
            unsigned=_unsigned(reply, line.number) if reads_all else None,
        )
    if line.verb is Verb.LOG:
        story = requisitions.story(deps, actor, line.number)
        return build_log(
            story.requisition,
            story.decisions,
            content,
            today,
            page=line.page,
            show_budget=show_budget and story.reads_all,
        )
    if line.verb is Verb.BRIEF:
        return _brief(reply, line.number, show_budget)
    return change(reply, line, line.verb, line.number)


def _unsigned(reply: Reply, number: int) -> Block | None:
    """The line that a draft brief waits for a signature, with its button; None for none."""
    draft = briefs.draft_of(reply.deps, reply.actor(), number)
    return build_unsigned(draft) if draft else None


def _brief(reply: Reply, number: int, show_budget: bool) -> Message:
    deps, actor = reply.deps, reply.actor()
    try:
        shown = briefs.of_requisition(deps, actor, number)
    except NoSuchBrief as none:
        return _no_brief(none, Subject(requisition=number))
    pay: Pay = "all" if briefs.reads_pay(deps, actor, shown) else "market"
    return build_brief(shown, deps.assistant.content, pay if show_budget else "none")


def answer_about_brief(reply: Reply, ask: AboutBrief) -> Message:
    """Show the brief of a conversation, or somebody's last one, as it was asked for."""
    try:
        shown = briefs.last(reply.deps, reply.actor(), ask.scoping)
    except NoSuchBrief as none:
        return _no_brief(none, Subject())
    pay: Pay = "market" if reply.is_shared() is False else "none"
    return build_asked(shown, reply.deps.assistant.content, pay, ask.read)


def _no_brief(none: NoSuchBrief, subject: Subject) -> Message:
    told = f"{escape(str(none))} Talk the role through, and I draft one."
    return Message(told, [section(told), actions(scope_button("Talk it through", subject, style="primary"))])


def _help(deps: Deps) -> Message:
    (command,) = (each for each in deps.assistant.content.commands if each.name == "req")
    examples = "\n".join(f"`/{example}`" for example in command.examples)
    told = f"*/req* {escape(command.explains)}\n{examples}"
    return Message(told, [section(told), actions(what_is_open(), open_button())])


def _which(reply: Reply, line: Line) -> Message:
    slash = "/" if reply.surface == "command" else ""  # in a thread Slack takes no commands
    told = f"Which one? Type its number, like `{slash}req {line.verb} 3`."
    if line.rest and line.verb is not Verb.FILL:  # after that word it may be a name
        told = f"I see no number in “{escape(shorten(line.rest, 80))}”. {told}"
    return Message(told, [section(told), actions(what_is_open())])


def _show_or_reopen(number: str) -> Message:
    told = f"A number is no title. Shall I show requisition {number}, or open it again after it was closed?"
    show, again = (
        ask_button(f"{verb} {number}", f"req {verb} {number}") for verb in (Verb.SHOW, Verb.REOPEN)
    )
    show |= {"style": "primary"}
    return Message(told, [section(told), actions(show, again, open_button())])


def _not_understood(line: Line, today: date) -> Message:
    told = f"I do not know “{escape(shorten(line.unknown, 80))}”."
    number = f" {line.number}" if line.number is not None else ""
    because = f" because {line.reason}" if line.reason else ""
    buttons = []
    meant = [verb for verb in line.meant if verb is not Verb.OPEN or line.number is None]
    for verb in meant:
        if verb is Verb.FILL and may_name_somebody(line, today):
            continue  # a button and a reply are kept, and what it would say may be a name
        rest = f" {line.rest}" if line.rest and verb in NEEDS_NUMBER else ""
        buttons.append(ask_button(f"{verb}{number}", f"req {verb}{number}{rest}{because}"))
    if meant:
        told += f" Did you mean {' or '.join(f'*{verb}*' for verb in meant)}?"
    return Message(told, [section(told), actions(*buttons, ask_button("What can I type?", "req help"))])
