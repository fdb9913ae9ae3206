"""A small Slack app that uses every part of the page: what the browser tests talk to."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from slack_bolt import Ack, App, Respond
from slack_bolt.adapter.socket_mode import SocketModeHandler
from slack_sdk import WebClient

from bot.local_slack.server import LocalSlack
from bot.run.demo import hang_up

MANIFEST: dict[str, Any] = {
    "display_information": {"name": "Sample", "description": "Shows what can be shown"},
    "features": {
        "app_home": {"home_tab_enabled": True, "messages_tab_enabled": True},
        "agent_view": {
            "agent_description": "Answers in threads",
            "suggested_prompts": [{"title": "Say something", "message": "Something please"}],
        },
        "bot_user": {"display_name": "Sample"},
        "slash_commands": [
            {"command": "/show", "description": "Show blocks", "usage_hint": "blocks"},
            {"command": "/form", "description": "Open the form"},
            {"command": "/every", "description": "Open a form with every input"},
            {"command": "/silent", "description": "Is never answered"},
        ],
        "shortcuts": [
            {
                "name": "Open the form",
                "type": "global",
                "callback_id": "form",
                "description": "From anywhere",
            },
            {
                "name": "Keep this",
                "type": "message",
                "callback_id": "keep",
                "description": "Keep the message",
            },
        ],
    },
    "oauth_config": {"scopes": {"bot": ["chat:write", "commands", "im:history", "channels:history"]}},
    "settings": {
        "event_subscriptions": {"bot_events": ["app_home_opened", "message.im"]},
        "interactivity": {"is_enabled": True},
        "socket_mode_enabled": True,
    },
}

FRUIT = {"Pear": 3, "Apple": 12, "Fig": 7}
HOSTILE = "<script>alert(1)</script> <!channel> Q&A"


def plain(text: str) -> dict[str, Any]:
    return {"type": "plain_text", "text": text}


def mrkdwn(text: str) -> dict[str, Any]:
    return {"type": "mrkdwn", "text": text}


def option(text: str) -> dict[str, Any]:
    return {"text": plain(text), "value": text.lower()}


def rows(*, numbers: bool) -> list[list[dict[str, Any]]]:
    def count(number: int) -> dict[str, Any]:
        if numbers:
            return {"type": "raw_number", "value": number}
        return {"type": "raw_text", "text": str(number)}

    return [
        [{"type": "raw_text", "text": "Fruit"}, {"type": "raw_text", "text": "Count"}],
        *([{"type": "raw_text", "text": fruit}, count(number)] for fruit, number in FRUIT.items()),
    ]


BLOCKS: list[dict[str, Any]] = [
    {"type": "header", "text": plain("A heading")},
    {
        "type": "section",
        "text": mrkdwn("Some *bold* words &lt;script&gt; &amp; more"),
        "accessory": {
            "type": "overflow",
            "action_id": "more",
            "options": [option("First"), option("Second")],
        },
    },
    {"type": "section", "fields": [mrkdwn("Left field"), mrkdwn("Right field")]},
    {"type": "context", "elements": [mrkdwn("A quiet remark")]},
    {"type": "divider"},
    {"type": "markdown", "text": "# Markdown heading\n\n- a point <b>raw</b>"},
    {"type": "table", "rows": rows(numbers=False)},
    {
        "type": "rich_text",
        "elements": [
            {
                "type": "rich_text_section",
                "elements": [{"type": "text", "text": "Rich words", "style": {"bold": True}}],
            }
        ],
    },
    {
        "type": "actions",
        "block_id": "buttons",
        "elements": [
            {"type": "button", "action_id": "press", "text": plain("Press me"), "style": "primary"},
            {
                "type": "button",
                "action_id": "danger",
                "text": plain("Delete all"),
                "style": "danger",
                "confirm": {
                    "title": plain("Really?"),
                    "text": plain("There is no way back."),
                    "confirm": plain("Yes, delete"),
                    "deny": plain("No"),
                },
            },
            {
                "type": "static_select",
                "action_id": "pick",
                "placeholder": plain("Pick a colour"),
                "options": [option("Red"), option("Green")],
            },
            {
                "type": "external_select",
                "action_id": "find",
                "placeholder": plain("Find a fruit"),
                "min_query_length": 1,
            },
        ],
    },
]

CHART = {
    "type": "data_visualization",
    "title": "Fruit in the bowl",
    "chart": {
        "type": "bar",
        "series": [{"name": "Count", "data": [{"label": "Pear", "value": 3}, {"label": "Fig", "value": 7}]}],
        "axis_config": {"categories": ["Pear", "Fig"]},
    },
}
HOME = {
    "type": "home",
    "blocks": [
        {"type": "header", "text": plain("Welcome home")},
        {"type": "data_table", "caption": "All fruit", "page_size": 2, "rows": rows(numbers=True)},
        CHART,
    ],
}


def input_block(block_id: str, label: str, element: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {
        "type": "input",
        "block_id": block_id,
        "label": plain(label),
        "element": {"action_id": block_id, **element},
        **more,
    }


FORM = {
    "type": "modal",
    "callback_id": "form",
    "title": plain("A form"),
    "submit": plain("Save"),
    "blocks": [
        {"type": "alert", "level": "info", "text": mrkdwn("Please fill this in")},
        input_block("amount", "Amount", {"type": "plain_text_input"}),
        input_block("size", "Size", {"type": "static_select", "options": [option("Small"), option("Large")]}),
        input_block(
            "tags", "Tags", {"type": "checkboxes", "options": [option("New"), option("Old")]}, optional=True
        ),
        input_block(
            "kind",
            "Kind",
            {
                "type": "radio_buttons",
                "options": [option("Sweet"), option("Sour")],
                "initial_option": option("Sweet"),
            },
        ),
        input_block("day", "Day", {"type": "datepicker"}, optional=True),
        input_block("who", "Who", {"type": "users_select"}, optional=True),
    ],
}

EVERY_INPUT = {
    "type": "modal",
    "callback_id": "every_input",
    "title": plain("Every input"),
    "submit": plain("Send"),
    "blocks": [
        input_block("text", "Text", {"type": "plain_text_input", "multiline": True}),
        input_block("mail", "Mail", {"type": "email_text_input"}),
        input_block("link", "Link", {"type": "url_text_input"}),
        input_block("number", "Number", {"type": "number_input", "is_decimal_allowed": False}),
        input_block("rich", "Rich", {"type": "rich_text_input"}),
        input_block("time", "Time", {"type": "timepicker"}),
        input_block("moment", "Moment", {"type": "datetimepicker"}),
        input_block(
            "many", "Many", {"type": "multi_static_select", "options": [option("Red"), option("Green")]}
        ),
        input_block("people", "People", {"type": "multi_users_select"}),
        input_block("channel", "Channel", {"type": "channels_select"}),
        input_block("place", "Place", {"type": "conversations_select"}),
        input_block("fruit", "Fruit", {"type": "external_select", "min_query_length": 1}),
        input_block("file", "File", {"type": "file_input"}, optional=True),
    ],
}


def build(slack: LocalSlack) -> App:
    """Build the app; it keeps nothing, so that each test starts anew."""
    app = App(client=WebClient(token=slack.bot_token, base_url=slack.api_url), process_before_response=True)

    def show(ack: Ack) -> None:
        ack({"text": "Blocks", "blocks": BLOCKS})

    def open_form(ack: Ack, body: dict[str, Any], client: WebClient) -> None:
        ack()
        client.views_open(trigger_id=body["trigger_id"], view=FORM)

    def open_every_input(ack: Ack, body: dict[str, Any], client: WebClient) -> None:
        ack()
        client.views_open(trigger_id=body["trigger_id"], view=EVERY_INPUT)

    def save(ack: Ack, view: dict[str, Any], body: dict[str, Any], client: WebClient) -> None:
        values = view["state"]["values"]
        if not values["amount"]["amount"]["value"].isdigit():
            ack(response_action="errors", errors={"amount": "Please type a number."})
            return
        ack()
        size = values["size"]["size"]["selected_option"]["value"]
        tags = [each["value"] for each in values["tags"]["tags"]["selected_options"]]
        day = values["day"]["day"]["selected_date"]
        text = f"Saved {values['amount']['amount']['value']} {size} {tags} {day}"
        client.chat_postMessage(channel=body["user"]["id"], text=text)

    def acted(ack: Ack, action: dict[str, Any], respond: Respond) -> None:
        ack()
        chosen = (action.get("selected_option") or {}).get("value", "")
        respond(f"You used {action['action_id']} {chosen}".strip(), replace_original=False)

    def find(ack: Ack, payload: dict[str, Any]) -> None:
        typed = payload["value"].lower()
        ack(options=[option(fruit) for fruit in FRUIT if typed in fruit.lower()])

    def keep(ack: Ack, body: dict[str, Any], client: WebClient) -> None:
        ack()
        client.chat_postEphemeral(
            channel=body["channel"]["id"], user=body["user"]["id"], text=f"Kept: {body['message']['text']}"
        )

    def answer(event: dict[str, Any], client: WebClient) -> None:
        client.chat_postMessage(
            channel=event["channel"],
            thread_ts=event.get("thread_ts", event["ts"]),
            text=f"You said {event['text']}",
        )

    def opened(event: dict[str, Any], client: WebClient) -> None:
        if event["tab"] == "home":
            client.views_publish(user_id=event["user"], view=HOME)

    app.command("/show")(show)
    app.command("/form")(open_form)
    app.command("/every")(open_every_input)
    app.shortcut("form")(open_form)
    app.shortcut("keep")(keep)
    app.view("form")(save)
    app.view("every_input")(lambda ack: ack())
    for action_id in ("find", "fruit"):
        app.options(action_id)(find)
    app.event("message")(answer)
    app.event("app_home_opened")(opened)
    for action_id in ("more", "press", "danger", "pick", "find"):
        app.action(action_id)(acted)
    return app


@contextmanager
def joined(slack: LocalSlack) -> Iterator[None]:
    """Run the app beside a started local Slack, by Socket Mode."""
    handler = SocketModeHandler(build(slack), slack.app_token)
    handler.client.connect()
    try:
        yield
    finally:
        hang_up(slack, handler.client)
