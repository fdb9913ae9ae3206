"""Forms about requisitions: opening them, and doing what was filled in."""

from collections.abc import Callable, Sequence
from datetime import date

from bot.actors import Actor
from bot.errors import MustWait, RolecallError
from bot.hiring.access import ACT_OF, Act, NoSuchRequisition, Refused, WrongPerson
from bot.hiring.lines.opening import short_title
from bot.hiring.requisitions import Action, State, as_it_was, check
from bot.hiring.text.resumes import looks_like_resume
from bot.services import briefs, requisitions
from bot.services.access import check_act
from bot.services.changes import Changed, Once, StaleRequisition
from bot.services.deps import Deps
from bot.slack.blocks import Block, Message, section
from bot.slack.ids import Req
from bot.slack.incoming import mentioned, plain
from bot.slack.modals import answer_view
from bot.slack.profiles import names_of
from bot.slack.text import kind_of_id, shorten
from bot.views.answers import build_answer
from bot.views.answers.help import build_plain
from bot.views.briefs.brief import build_brief
from bot.views.common import name
from bot.views.refusals import build_problem
from bot.views.requisitions.changed import build_changed, build_opened, build_stale, stale_lines
from bot.views.requisitions.fields import Filled, block_id
from bot.views.requisitions.forms import build_form, values_of
from bot.views.requisitions.sentences import tell
from bot.views.targets import Target, read_target
from handlers.home import publish_home
from handlers.replies import ClickReply, FormReply
from handlers.requisitions.sent import SentForm, Wrong, read_filled
from handlers.requisitions.typed import fill_edit, fill_opening
from handlers.reviews import open_review

_TITLE = 150
_ALL_DONE = "That was the last of them. Whatever was left out comes up again on its day."
_MOST_NAMED = 3  # people asked about while somebody waits for a form
_CHANGED = ":eyes: It has changed since you looked at it:"
_WHILE_WRITING = (
    ":eyes: Somebody was faster, and nothing was overwritten. What you typed is still here: look at what has "
    "changed, then send it again."
)


def open_form(
    deps: Deps, actor: Actor, aim: Target, filled: Filled | None = None, notice: Sequence[Block] = ()
) -> Block:
    """Build the form for what somebody wants to do, or the answer when it is not possible any more.

    Whoever presses an old button is told above the form what has changed since; `notice` stands there, too.
    """
    content = deps.assistant.content
    today = deps.today_of(actor.tenant, actor.user)
    if actor.surface in ("home", "shortcut"):
        aim = aim.model_copy(update={"surface": actor.surface})
    if aim.action is Action.OPEN:
        check_act(deps, actor, Act.OPEN)
        here = kind_of_id(aim.channel) == "channel"
        channel = aim.channel if here else _usual_channel(deps, actor)
        said, above = fill_opening(deps, aim.text, today)
        start = {Req.OWNER: actor.user, Req.CHANNEL: channel} | said
        whole = Req.OWNER in said or bool(above)
        return build_form(aim, content, today, filled=filled or Filled(start), notice=above, whole=whole)
    if aim.action is Action.REVIEW:
        return open_review(deps, actor, aim)
    story = requisitions.story(deps, actor, aim.number, ACT_OF[aim.action])
    requisition = story.requisition
    since = [decision for decision in story.decisions if decision.sequence > aim.version]
    if since and not requisition.can(aim.action):  # what is undone must be what was seen
        return answer_view(build_stale(requisition, since, content, today))
    if aim.action is not Action.UNDO:
        check(requisition, aim.action)
    notice = [*notice, *([section(_CHANGED), *stale_lines(since, content)] if since else [])]
    fresh = aim.model_copy(update={"version": requisition.version})
    start_with = None
    if aim.action is Action.EDIT:
        values, above = fill_edit(deps, aim.text, values_of(requisition, content).values, today)
        start_with, notice = Filled(values), [*notice, *above]
    return build_form(fresh, content, today, requisition=requisition, filled=start_with, notice=notice)


def _usual_channel(deps: Deps, actor: Actor) -> str:
    """The channel of the newest requisition that is somebody's and open, "" for none."""
    found = requisitions.list_for(deps, actor).requisitions
    return max(found, key=lambda each: each.opened_at).channel if found else ""


def handle_open_shortcut(reply: ClickReply) -> None:
    """Open the form for a new requisition from the menu of everywhere."""
    reply.in_time(_open_new)


def _open_new(reply: ClickReply) -> Callable[[], object]:
    try:
        form = open_form(reply.deps, reply.actor(), Target(action=Action.OPEN, number=0, version=0))
    except RolecallError as error:
        form = answer_view(build_problem(error))
    return lambda: reply.show(form)


def handle_more_fields(reply: ClickReply) -> None:
    """Show the rest of the form's fields; what was typed stays, by Slack and by us."""
    reply.ack()
    today = reply.deps.today_of(reply.tenant, reply.user)
    filled = read_filled(reply.fields)
    filled = Filled({Req.OWNER: reply.user} | dict(filled.values))
    aim = read_target(reply.metadata)
    form = build_form(aim, reply.deps.assistant.content, today, filled=filled, whole=True)
    reply.later(lambda: reply.show(form))


def handle_skip(reply: ClickReply) -> None:
    """Leave one of several as it is, and go on to the next."""
    reply.in_time(_skip)


def _skip(reply: ClickReply) -> Callable[[], object]:
    aim = read_target(reply.value)
    actor = reply.actor(aim.surface or None, aim.channel)
    following = next_of(reply.deps, actor, aim)
    form = open_form(reply.deps, actor, following) if following else answer_view(build_plain(_ALL_DONE))
    return lambda: reply.show(form)


def next_of(deps: Deps, actor: Actor, aim: Target) -> Target | None:
    """The next of several that this person may define and that nobody has defined meanwhile."""
    for place, number in enumerate(aim.then, start=1):
        try:
            found = requisitions.get(deps, actor, number, ACT_OF[aim.action])
        except RolecallError:
            continue
        if found.state is State.UNDEFINED:
            now = {"number": number, "version": found.version, "then": aim.then[place:]}
            return aim.model_copy(update=now)
    return None


def handle_open_from_message(reply: ClickReply) -> None:
    """Open the form for a new requisition, filled from a message: its first line is the title."""
    reply.in_time(_from_message)


def _from_message(reply: ClickReply) -> Callable[[], object]:
    """The form, filled from a message, to be shown. Asks Slack for the names of whom it mentions."""
    deps, actor, written = reply.deps, reply.actor(), reply.written
    people = mentioned(written)[:_MOST_NAMED]
    if people and not reply.may_wait:
        raise MustWait
    text = plain(written, names_of(reply.client, people))
    first = next((each.strip() for each in text.splitlines() if each.strip()), "")
    aim = Target(action=Action.OPEN, number=0, version=0)
    filled = Filled(
        {
            Req.TITLE: shorten(short_title(first), _TITLE),
            Req.DESCRIPTION: shorten(text, 3000) if text != short_title(first) else "",
            Req.OWNER: actor.user,
            Req.CHANNEL: reply.channel if reply.is_channel else "",
        }
    )
    try:
        form = open_form(deps, actor, aim, filled)
    except RolecallError as error:
        form = answer_view(build_problem(error))
    if looks_like_resume(text):
        refused = deps.assistant.read_role(text, deps.now().date())
        form = answer_view(build_answer(refused, "", can_share=False))
    return lambda: reply.show(form)


def handle_requisition_form(reply: FormReply) -> None:
    """Do what was filled in, and show what was recorded in the form's place.

    What is wrong is said beside its field. When somebody else was faster, the form comes back with what was
    typed and with what has changed.
    """
    deps, aim = reply.deps, read_target(reply.metadata)
    actor = reply.actor(aim.surface or None, aim.channel)
    form = SentForm(aim, read_filled(reply.fields), reply)
    today = deps.today_of(reply.tenant, actor.user)
    key = reply.view_key  # another form may have stood here before
    once = requisitions.once_with_card(key) if aim.action is Action.OPEN else Once(key)
    try:
        changed = form.do(deps, actor, today, once)
    except Wrong as wrong:
        reply.refuse({block_id(name, aim): told for name, told in wrong.problems.items()})
        return
    except StaleRequisition as stale:
        reply.show(_again(form, stale, deps, today))
        return
    except WrongPerson as wrong:
        fields = [field for field in (Req.OWNER, Req.SPONSOR) if form.filled.get(field) == wrong.person]
        reply.refuse({block_id(field, aim): str(wrong) for field in fields})
        return
    except (NoSuchRequisition, Refused) as error:
        reply.say(build_problem(error))
        return
    _show_next(reply, actor, aim, changed)
    if actor.surface == "home":
        deps.background.submit(publish_home, reply)


def _show_next(reply: FormReply, actor: Actor, aim: Target, changed: Changed) -> None:
    """Show what was recorded, or above the form of the next one when several are defined."""
    deps, content = reply.deps, reply.deps.assistant.content
    following = next_of(deps, actor, aim)
    if following is not None:
        told = tell(changed.decision, content, show_budget=False)
        done = section(f":white_check_mark: {name(changed.requisition)}: {told}")
        reply.show(open_form(deps, actor, following, notice=[done]))
        return
    if aim.action is not Action.OPEN:
        reply.say(build_changed(changed.requisition, changed.decision, content))
        return
    message = build_opened(changed.requisition, content)
    if aim.brief:
        shown = briefs.get(deps, actor, aim.brief)
        message = Message(message.text, [*message.blocks, *build_brief(shown, content, "all").blocks])
    reply.say(message, "It is open")


def _again(form: SentForm, stale: StaleRequisition, deps: Deps, today: date) -> Block:
    content, live = deps.assistant.content, stale.requisition
    if not live.can(form.aim.action):
        return answer_view(build_stale(live, stale.since, content, today))
    filled = form.filled
    if form.aim.action is Action.EDIT:
        # A field that this person left alone follows the other's change; one they typed in stays theirs.
        base = values_of(as_it_was(live, [each.changes for each in stale.since]), content)
        now = values_of(live, content)
        values = {
            name: filled.get(name) if filled.get(name) != base.get(name) else now.get(name) for name in Req
        }
        filled = Filled(values)
    aim = form.aim.model_copy(update={"version": live.version})
    notice = [section(_WHILE_WRITING), *stale_lines(stale.since, content)]
    return build_form(aim, content, today, requisition=live, filled=filled, notice=notice)
