"""What tests about requisitions share: opening one by its form, and looking at what was recorded."""

from collections.abc import Iterator, Sequence
from datetime import timedelta
from typing import Any

from bot.actors import Actor, Tenant
from bot.hiring.requisitions import Decision, Requisition
from bot.local_slack.state.workspace import PostedMessage, View
from bot.services import requisitions
from bot.services.export import verify
from bot.services.requisitions import Opening
from bot.store import decisions
from bot.store import requisitions as store
from tests.handlers.conftest import House, words


def tenant(house: House) -> Tenant:
    return Tenant("", house.slack.workspace.team_id)


def fill(house: House, form: View, *, by: str = "ada", **values: Any) -> None:
    """Fill fields by their short names: title="…", owner="mei"; those behind More after pressing it."""
    names = {f"req.{name}": value for name, value in values.items()}
    if not all(f'"{name}"' in words(form) for name in names):
        house.click(form, "More", by=by)
        house.until(lambda: "req.sponsor" in words(form))
    house.slack.run(house.person(by).fill(form.id, names))


def submit(house: House, form: View, *, by: str = "ada") -> dict[str, str]:
    """Press the form's button; the errors it shows, by the field's short name."""
    errors = house.slack.run(house.person(by).submit(form.id)).errors
    return {block_id.split(".")[1]: told for block_id, told in errors.items()}


def open_one(house: House, title: str = "LLM engineer", *, by: str = "ada", **values: Any) -> None:
    """Open a requisition with `/req open` and its form; the first one is number 1."""
    house.command("/req open", by=by)
    form = house.modal("Hiring channel", by=by)
    fill(house, form, by=by, title=title, **values)
    assert submit(house, form, by=by) == {}
    house.modal("is open", by=by)
    house.quiet()  # its card is in the channel
    house.slack.run(house.person(by).close(house.modal(by=by).id, all_views=True))


def open_many(house: House, titles: Sequence[str], *, owner: str = "ada") -> None:
    """Open undefined requisitions of #hiring, without the form."""
    ada = user(house, owner)
    channel = house.slack.workspace.channel("#hiring").id
    for title in titles:
        opening = Opening(title=title, description="", owner=ada, channel=channel)
        requisitions.open_requisition(house.deps, Actor(tenant(house), ada, "modal"), opening)


def now(house: House, number: int = 1) -> Requisition:
    with house.deps.database.reading() as session:
        found = store.load(session, tenant(house), number)
    assert found is not None
    return found


def record(house: House, number: int = 1) -> list[Decision]:
    requisition_id = now(house, number).id
    with house.deps.database.reading() as session:
        found = decisions.story(session, requisition_id)
    assert verify(house.deps.database, None)[1] == []
    return list(found)


def user(house: House, name: str) -> str:
    return house.person(name).member.id


def known(house: House, *names: str) -> None:
    """Let Slack have said what these people are, so that their commands are answered on the ack."""
    for name in names:
        house.deps.people.rank_of(tenant(house), user(house, name), may_wait=True)


def leave(house: House, name: str, channel: str = "hiring") -> None:
    """Let somebody leave a channel, and a while pass until nobody remembers that they were in it."""
    house.slack.workspace.channel(channel).members.discard(user(house, name))
    house.slack.clock.advance(timedelta(minutes=2))


def whole_story(house: House, number: int = 1, *, by: str = "ada", channel: str = "#hiring") -> str:
    """Everything that was decided about a requisition, as somebody reads it who asks there."""
    log = house.answer(f"/req log {number}", by=by, channel=channel)
    return house.in_full(log, "The whole story", by=by)


def home_with(house: House, part: str, *, by: str = "ada") -> View:
    """Wait for a Home tab that shows `part`."""

    def shown() -> View | None:
        home = house.person(by).home()
        return home if home and part in words(home) else None

    return house.until(shown)


def markup(message: PostedMessage) -> str:
    """Everything in a message that Slack reads as markup."""

    def found(part: Any) -> Iterator[str]:
        if isinstance(part, dict):
            if part.get("type") == "mrkdwn":
                yield part["text"]
            for value in part.values():
                yield from found(value)
        elif isinstance(part, list):
            for item in part:
                yield from found(item)

    return "\n".join([message.text, *found(message.blocks)])
