"""The budget form: opening it, and reading what was filled in."""

from bot.slack.ids import Field
from bot.views.answers import build_answer
from bot.views.answers.budget_form import build_budget_form
from handlers.replies import ClickReply, FormReply


def handle_open_budget(reply: ClickReply) -> None:
    """Open the form from the shortcuts menu, or from a button with the role of its answer filled in."""
    reply.ack()
    form = build_budget_form(reply.deps.assistant.content, reply.value or None)
    reply.later(lambda: reply.show(form))


def handle_budget_form(reply: FormReply) -> None:
    """Answer in the form's place, or say beside the field what to type instead; what was typed stays."""
    deps, filled = reply.deps, reply.fields
    answer, problems = deps.assistant.check_budget(
        role_id=filled[Field.ROLE]["selected_option"]["value"],
        level=filled[Field.LEVEL]["selected_option"]["value"],
        amount=filled[Field.AMOUNT]["value"] or "",
        year=filled[Field.YEAR]["value"] or "",
        today=deps.now().date(),
    )
    if answer is None:
        fields = {"amount": Field.AMOUNT, "year": Field.YEAR}
        reply.refuse({fields[name].value: told for name, told in problems.items()})
        return
    reply.say(build_answer(answer, line="", can_share=False))
