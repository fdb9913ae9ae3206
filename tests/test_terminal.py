"""Slack in a terminal, driven with typed lines against an app that is joined by Socket Mode."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from slack_bolt import Ack, App, Respond
from slack_bolt.adapter.socket_mode import SocketModeHandler
from slack_sdk import WebClient

from bot.local_slack.server import LocalSlack
from bot.local_slack.state.clock import next_morning
from bot.local_slack.state.company import default_workspace
from bot.local_slack.state.workspace import PlaygroundError
from bot.local_slack.terminal import Answer, ask_once, chat
from bot.local_slack.terminal.values import chosen_value, typed_value
from bot.run.demo import bot_beside, hang_up, new_slack

Json = dict[str, Any]
COMMANDS = ("/pay", "/post", "/later", "/form", "/silent", "/menu", "/info")
MANIFEST: Json = {
    "display_information": {"name": "Rolecall"},
    "features": {
        "app_home": {
            "home_tab_enabled": True,
            "messages_tab_enabled": True,
            "messages_tab_read_only_enabled": False,
        },
        "bot_user": {"display_name": "Rolecall", "always_online": False},
        "slash_commands": [{"command": name, "description": "x", "should_escape": True} for name in COMMANDS],
    },
    "oauth_config": {"scopes": {"bot": ["app_mentions:read", "chat:write", "commands", "im:history"]}},
    "settings": {
        "event_subscriptions": {"bot_events": ["app_home_opened", "app_mention", "message.im"]},
        "interactivity": {"is_enabled": True},
        "socket_mode_enabled": True,
        "org_deploy_enabled": False,
        "token_rotation_enabled": False,
    },
}


def words(text: str) -> Json:
    return {"type": "plain_text", "text": text}


def option(value: str) -> Json:
    return {"text": words(value.title()), "value": value}


def field(block_id: str, element: Json, **more: Any) -> Json:
    element = {**element, "action_id": block_id}
    return {
        "type": "input",
        "block_id": block_id,
        "label": words(block_id.title()),
        "element": element,
        **more,
    }


CONFIRM: Json = {
    "title": words("Sure?"),
    "text": words("It posts."),
    "confirm": words("Yes"),
    "deny": words("No"),
}
PAY: list[Json] = [
    {"type": "section", "text": {"type": "mrkdwn", "text": "*$245k* mid"}},
    {
        "type": "actions",
        "block_id": "next",
        "elements": [
            {
                "type": "button",
                "action_id": "share",
                "text": words("Share"),
                "value": "infra",
                "confirm": CONFIRM,
            },
            {"type": "button", "action_id": "open", "text": words("Budget"), "value": "x"},
        ],
    },
]
MENU: list[Json] = [
    {
        "type": "actions",
        "block_id": "m",
        "elements": [
            {"type": "static_select", "action_id": "level", "options": [option("senior"), option("staff")]},
            {"type": "checkboxes", "action_id": "tick", "options": [option("one"), option("two")]},
            {"type": "users_select", "action_id": "who", "placeholder": words("Who")},
            {"type": "datepicker", "action_id": "day"},
            {
                "type": "external_select",
                "action_id": "find",
                "placeholder": words("Find"),
                "min_query_length": 1,
            },
        ],
    }
]
FORM: Json = {
    "type": "modal",
    "callback_id": "budget",
    "title": words("Budget"),
    "submit": words("Send"),
    "blocks": [
        {"type": "section", "text": words("One year's pay.")},
        field("sum", {"type": "plain_text_input", "initial_value": "200k"}, hint=words("a year")),
        field("level", {"type": "static_select", "options": [option("senior"), option("staff")]}),
        field("note", {"type": "plain_text_input"}, optional=True),
    ],
}
INFO: Json = {
    "type": "modal",
    "title": words("About"),
    "blocks": [
        {"type": "section", "text": words("Hello."), "block_id": "s"},
        {
            "type": "actions",
            "block_id": "a",
            "elements": [{"type": "button", "action_id": "more", "text": words("More")}],
        },
    ],
}


def make_app(client: WebClient, executor: ThreadPoolExecutor) -> App:
    app = App(client=client, request_verification_enabled=False, listener_executor=executor)

    def pay(ack: Ack) -> None:
        ack(text="fallback", blocks=PAY)

    def post(ack: Ack, command: Json, client: WebClient) -> None:
        ack()
        client.chat_postMessage(channel=command["channel_id"], text=f"hello {command['text']}")

    def later(ack: Ack, respond: Respond) -> None:
        ack()
        respond("by *response_url*")

    def form(ack: Ack, command: Json, client: WebClient) -> None:
        ack()
        client.views_open(trigger_id=command["trigger_id"], view=FORM)

    def info(ack: Ack, command: Json, client: WebClient) -> None:
        client.views_open(trigger_id=command["trigger_id"], view=INFO)
        ack()

    def silent(ack: Ack) -> None:
        ack()

    def menu(ack: Ack) -> None:
        ack(text="menu", blocks=MENU)

    def more(ack: Ack, body: Json, client: WebClient) -> None:
        ack()
        told = {**INFO, "blocks": [{"type": "section", "text": words("There is no more.")}]}
        client.views_update(view_id=body["view"]["id"], view=told)

    def act(ack: Ack, action: Json, body: Json, respond: Respond, client: WebClient) -> None:
        ack()
        if action["action_id"] == "open":
            client.views_open(trigger_id=body["trigger_id"], view=FORM)
            return
        options = action.get("selected_options") or [action.get("selected_option")]
        chosen = action.get("value") or action.get("selected_user") or action.get("selected_date")
        respond(
            f"{action['action_id']}: {chosen or [each['value'] for each in options]}", replace_original=False
        )

    def find(ack: Ack, payload: Json) -> None:
        ack(options=[option(f"{payload['value']} one"), option(f"{payload['value']} two")])

    def submitted(ack: Ack, view: Json, body: Json, client: WebClient) -> None:
        values = view["state"]["values"]
        total, note = values["sum"]["sum"]["value"], values["note"]["note"]["value"]
        if not total.endswith("k") or note == "no":
            ack(
                response_action="errors",
                errors={"sum": "Write it like 240k.", "note": "Say more or nothing."},
            )
            return
        ack()
        level = values["level"]["level"]["selected_option"]["value"]
        client.chat_postMessage(channel=body["user"]["id"], text=f"{total} {level} {note}")

    def message(event: Json, client: WebClient) -> None:
        files = "".join(f", with {each['name']}" for each in event.get("files", []))
        client.chat_postMessage(
            channel=event["channel"], thread_ts=event["ts"], text=f"you said {event['text']}{files}"
        )

    def home(event: Json, client: WebClient) -> None:
        client.views_publish(user_id=event["user"], view={"type": "home", "blocks": PAY})

    for name, handler in zip(COMMANDS, (pay, post, later, form, silent, menu, info), strict=True):
        app.command(name)(handler)
    for action_id in ("share", "open", "level", "tick", "who", "day", "find"):
        app.action(action_id)(act)
    app.action("more")(more)
    app.options("find")(find)
    app.view("budget")(submitted)
    app.event("message")(message)
    app.event("app_mention")(message)
    app.event("app_home_opened")(home)
    return app


@pytest.fixture(scope="module")
def slack() -> Iterator[LocalSlack]:
    with LocalSlack(MANIFEST) as slack, ThreadPoolExecutor(5) as executor:
        client = WebClient(slack.bot_token, base_url=slack.api_url)
        app = make_app(client, executor)
        handler = SocketModeHandler(app, slack.app_token, web_client=client)
        handler.connect()  # type: ignore[no-untyped-call]
        yield slack
        hang_up(slack, handler.client)


def say(slack: LocalSlack, *lines: str, **more: Any) -> list[str]:
    """Type these lines into a chat and return what was written and asked, in order."""
    page: list[str] = []
    waiting: Iterator[str] = iter(lines)

    def read_line(prompt: str) -> str:
        page.append(prompt)
        try:
            return next(waiting)
        except StopIteration:
            raise EOFError from None

    chat(slack, **more, read_line=read_line, write=page.append, width=60)
    assert next(waiting, None) is None, "not every line was read"
    return page


def answer(slack: LocalSlack, line: str, **more: Any) -> Answer:
    found = ask_once(slack, line, **more)
    assert found
    return found


def test_an_answer_on_the_ack_is_found(slack: LocalSlack) -> None:
    found = answer(slack, "/pay")
    assert found.ephemeral
    assert found.blocks[1] == PAY[1]
    assert found.readable == "$245k mid\n\n[1] Share  [2] Budget"


def test_answers_are_found_wherever_the_app_gives_them(slack: LocalSlack) -> None:
    posted = answer(slack, "/post you", as_name="mei", channel="#hiring")
    assert (posted.text, posted.ephemeral) == ("hello you", False)
    assert answer(slack, "/later").readable == "by response_url"
    assert answer(slack, "good morning").text == "you said good morning"
    assert "you said" in answer(slack, "@rolecall hi", channel="hiring").text
    opened = answer(slack, "/info", as_name="zoe")
    assert opened.text == "About"
    assert opened.readable.startswith("About\nHello.")


def test_no_answer_is_none(slack: LocalSlack) -> None:
    assert ask_once(slack, "/silent", timeout=0.2) is None


@pytest.mark.parametrize(
    ("line", "more"), [("/nothing", {}), ("/pay", {"as_name": "nobody"}), ("/pay", {"channel": "nowhere"})]
)
def test_what_cannot_be_sent_is_said(slack: LocalSlack, line: str, more: Json) -> None:
    with pytest.raises(PlaygroundError, match=r"not|no "):
        ask_once(slack, line, **more)


def test_a_chat_explains_itself_and_ends(slack: LocalSlack) -> None:
    page = say(slack, "help", "as mei", "in #general", "in @rolecall", "as nobody", "quit")
    assert page[0].startswith("Type a /command")
    assert page[1] == "ada in #hiring> "
    assert page[2] == page[0]
    assert page[4] == "mei in #hiring> "
    assert page[5] == "mei in #general> "
    assert page[6] == "mei in @rolecall> "
    assert "nobody" in page[7]


def test_a_file_goes_with_the_next_line(slack: LocalSlack, tmp_path: Path) -> None:
    (tmp_path / "role.txt").write_text("Runs our GPUs", encoding="utf-8")
    page = say(slack, f"attach {tmp_path}/role.txt", "what is this?", f"attach {tmp_path}/role.txt", "", "ah")
    assert "role.txt goes with what you type next." in page
    told = "\n".join(page)
    assert "you said what is this?, with role.txt" in told
    assert "you said , with role.txt" in told
    assert "you said ah\n" in told + "\n"


def test_a_file_that_cannot_be_sent_is_said(slack: LocalSlack, tmp_path: Path) -> None:
    (tmp_path / "role.txt").write_bytes(b"x")
    page = say(slack, f"attach {tmp_path}/none.txt", f"attach {tmp_path}/role.txt", "/pay", "")
    assert any("none.txt: No such file" in line for line in page)
    assert "a command takes no files; send them with a message" in page
    assert "with role.txt" in "\n".join(page)


def test_a_chat_lets_time_pass(slack: LocalSlack) -> None:
    before = slack.clock.now()
    page = say(slack, "as mei", "skip")
    morning = next_morning(before, "Asia/Tokyo")
    assert page[3] == f"It is {morning.astimezone(ZoneInfo('Asia/Tokyo')):%A %-d %B}, 09:31 now."
    assert timedelta() <= slack.clock.now() - morning < timedelta(minutes=1)


def test_messages_and_commands_are_answered_in_the_chat(slack: LocalSlack) -> None:
    page = say(slack, "hello", "/pay", "/nothing")
    assert "Rolecall to you:\nyou said hello" in "\n".join(page)
    assert "Rolecall in #hiring, only you can see this:\n$245k mid" in "\n".join(page)
    assert "/nothing" in page[-2]


def test_the_chat_goes_on_when_nothing_comes(slack: LocalSlack) -> None:
    assert "(nothing to see)" in say(slack, "/silent", timeout=0.1)


def test_buttons_are_chosen_by_number_and_confirmed(slack: LocalSlack) -> None:
    page = say(slack, "/pay", "1", "2", "9", "1", "1")
    assert page.count("Sure?\nIt posts.\n[1] Yes  [2] No") == 2
    assert "Please choose a number from 1 to 2." in page
    assert page[-2] == "share: infra"


def test_menus_are_chosen_by_number_name_date_and_search(slack: LocalSlack) -> None:
    page = say(slack, "/menu", "2")
    assert page[-2] == "level: ['staff']"
    assert say(slack, "/menu", "3 4")[-2] == "tick: ['one', 'two']"
    assert "Please choose one at a time." in say(slack, "/menu", "1 2")
    mei = slack.workspace.member("mei").id
    assert say(slack, "/menu", "5", "mei")[-2] == f"who: {mei}"
    asked = say(slack, "/menu", "6", "next week", "6", "2026-12-01")
    assert "Please type a date as YYYY-MM-DD." in asked
    assert asked[-2] == "day: 2026-12-01"
    searched = say(slack, "/menu", "7", "infra", "2")
    assert "  [2] Infra Two" in searched
    assert searched[-2] == "find: ['infra two']"


def test_a_modal_is_asked_field_by_field(slack: LocalSlack) -> None:
    page = say(slack, "/form", "240k", "", "7", "2", "")
    assert page[2] == "Budget\nOne year's pay."
    assert page[3:5] == ["  a year", "Sum (200k): "]
    assert "Please answer this one." in page
    assert "Please type a number from 1 to 2, or the words beside it." in page
    assert "Note (optional): " in page
    assert page[-2] == "240k staff None"


def test_only_refused_fields_are_asked_again(slack: LocalSlack) -> None:
    page = say(slack, "/pay", "2", "much", "1", "no", "", "250k", "")
    assert "Sum: Write it like 240k." in page
    assert page.count("Level: ") == 1
    assert page.count("Sum: ") == 2
    assert page[-2] == "250k senior None"


def test_an_empty_line_keeps_what_is_there(slack: LocalSlack) -> None:
    assert say(slack, "/form", "", "1", "")[-2] == "200k senior None"


def test_cancel_closes_a_modal(slack: LocalSlack) -> None:
    page = say(slack, "/form", "cancel")
    assert page[-2] == "Closed."
    assert slack.person("ada").modal() is None


def test_buttons_in_a_modal_are_chosen_before_it_goes_on(slack: LocalSlack) -> None:
    assert "Closed." in say(slack, "/info", "")
    page = say(slack, "/info", "1", "")
    assert "About\nHello.\n\n[1] More" in page
    assert "About\nThere is no more." in page
    assert page[-2] == "Closed."


def test_the_home_tab_is_shown_and_its_buttons_work(slack: LocalSlack) -> None:
    page = say(slack, "home", "2", "cancel")
    assert "$245k mid\n\n[1] Share  [2] Budget" in page
    assert "Budget\nOne year's pay." in page


def test_typed_values_fit_the_element() -> None:
    people = default_workspace()
    assert typed_value("multi_users_select", "mei, sam", people) == [
        people.member("mei").id,
        people.member("sam").id,
    ]
    assert typed_value("channels_select", "#hiring", people) == people.channel("hiring").id
    assert typed_value("timepicker", "9:05", people) == "09:05"
    assert typed_value("datetimepicker", "2027-01-15 08:00", people) == 1_800_000_000
    assert typed_value("number_input", "12", people) == "12"
    with pytest.raises(ValueError, match="one name"):
        typed_value("users_select", "mei sam", people)


def test_an_option_is_chosen_by_its_number_or_its_words() -> None:
    levels = {"type": "static_select", "options": [option("senior"), option("staff"), option("staff plus")]}
    for typed, value in (("1", "senior"), ("Senior", "senior"), ("sen", "senior"), ("staff", "staff")):
        assert chosen_value(levels, typed) == value
    assert chosen_value({**levels, "type": "multi_static_select"}, "1 3") == ["senior", "staff plus"]
    for typed in ("st", "4", "0", "principal"):
        with pytest.raises(ValueError, match="a number from 1 to 3, or the words beside it"):
            chosen_value(levels, typed)
    with pytest.raises(ValueError, match="choose one"):
        chosen_value(levels, "1 2")


def test_a_role_is_scoped_from_a_vague_ask_to_a_signed_brief() -> None:
    fields = [""] * 10  # of the form that opens a requisition: everything stays as it was filled in
    with new_slack() as slack, bot_beside(slack, takes_pictures=False):
        page = "\n".join(
            say(
                slack,
                "/role scope senior LLM engineer",
                "2",
                "11",  # answer
                "@rolecall whoever keeps the GPUs busy",
                "1",  # open a requisition for it
                *fields,
                "4",  # sign
                "1",  # with one's name
                "",
                "/req show 1",
            )
        )
    assert "[2] The same, but faster or cheaper" in " ".join(page.split())
    assert "@Ada: The same, but faster or cheaper" in page
    assert "I take that as “Runs models fast and cheaply”" in page
    assert "I know enough to say which role it is" in page
    assert "@Ada signed version 1 of the brief" in page
    assert "1 · Senior LLM infrastructure engineer is defined" in " ".join(page.split())
    assert "(nothing to see)" not in page


def test_a_conversation_in_the_terminal_takes_commands_and_small_talk_in_between() -> None:
    with new_slack() as slack, bot_beside(slack, takes_pictures=False):
        page = "\n".join(
            say(
                slack,
                "scope a role",
                "our prompts",
                "salary infra",
                "not sure",
                "thanks",
                "skip to the brief",
                "/salary 270k",
                "1",  # see them on one axis
                "",
            )
        )
    assert "$280k" in page
    assert "I take that as “Better answers, by better instructions”" in page
    assert "Not sure is an answer, too" in page
    assert "The question is still open" in page
    assert "You asked for the brief" in page
    assert "▼ Your budget $270k" in page
    assert "(nothing to see)" not in page
