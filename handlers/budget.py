"""The budget form: opening it, and reading what was filled in."""

from typing import Any

from slack_bolt import Ack
from slack_sdk import WebClient

from bot.services.deps import Deps
from bot.slack.ids import Field
from bot.views.answers import build_answer
from bot.views.answers.budget_form import build_answer_view, build_budget_form


def handle_check_budget(ack: Ack, body: dict[str, Any], client: WebClient, deps: Deps) -> None:
    """Open the form from the shortcuts menu."""
    ack()
    form = build_budget_form(deps.assistant.content)
    deps.background.submit(lambda: client.views_open(trigger_id=body["trigger_id"], view=form))


def handle_open_budget(
    ack: Ack, body: dict[str, Any], action: dict[str, Any], client: WebClient, deps: Deps
) -> None:
    """Open the form from a button, with the role of the answer filled in; inside a modal, in its place."""
    ack()
    form = build_budget_form(deps.assistant.content, action.get("value"))
    if body.get("view", {}).get("type") == "modal":
        deps.background.submit(lambda: client.views_update(view_id=body["view"]["id"], view=form))
    else:
        deps.background.submit(lambda: client.views_open(trigger_id=body["trigger_id"], view=form))


def handle_budget_submission(ack: Ack, view: dict[str, Any], deps: Deps) -> None:
    """Answer in the form's place, or say beside the field what to type instead; what was typed stays."""
    filled = {name: view["state"]["values"][name][name] for name in Field}
    answer, problems = deps.assistant.check_budget(
        role_id=filled[Field.ROLE]["selected_option"]["value"],
        level=filled[Field.LEVEL]["selected_option"]["value"],
        amount=filled[Field.AMOUNT]["value"] or "",
        year=filled[Field.YEAR]["value"] or "",
        today=deps.now().date(),
    )
    if answer is None:
        fields = {"amount": Field.AMOUNT, "year": Field.YEAR}
        ack(response_action="errors", errors={fields[name].value: told for name, told in problems.items()})
        return
    shown = build_answer(answer, line="", can_share=False)
    ack(response_action="update", view=build_answer_view(shown))
