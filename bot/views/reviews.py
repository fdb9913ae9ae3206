"""The look back in Slack: the message that asks for it, its form, and the answers in a sentence."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from bot.hiring.requisitions import Action, Requisition
from bot.hiring.text.dates import write_day
from bot.slack.blocks import Block, Message, actions, ask_button, button, context, modal, section
from bot.slack.ids import ActionId, Callback, ReqAction, ReviewField
from bot.slack.inputs import input_block, option, select, text_input
from bot.slack.text import escape, shorten
from bot.views.buttons import show_button
from bot.views.common import name, role_options
from bot.views.targets import Target, target
from content import Content
from content.schema.reviews import SOMETHING_ELSE, Review

MOST_WORDS = 1000


def build_review(
    requisition: Requisition,
    review: Review,
    content: Content,
    *,
    answered: tuple[str, Mapping[str, Any]] | None = None,
) -> Message:
    """Build the message that asks three questions; a menu answers the first of them, and a form all.

    Once it is `answered` (by whom, and what), it says so, and the answers can be corrected.
    """
    file = content.reviews
    lead = f"The look back after {escape(review.name)}: {_filled(requisition, content)}."
    if answered:
        by, given = answered
        again = target(Action.REVIEW, requisition, review.id)
        return Message(
            lead,
            [
                section(lead),
                section(f":white_check_mark: <@{by}> answered: {_outcome(given, content)}."),
                actions(
                    button("Correct it", f"{ActionId.REQUISITION}.correct", again.pack()),
                    show_button(requisition),
                ),
                context("It is a decision in its log, and undo takes it back."),
            ],
        )
    asked = "\n".join(f"{n}. {escape(q)}" for n, q in enumerate((file.held, file.most, file.now), start=1))
    held = [option(answer.label, answer.id) for answer in file.answer]
    aim = target(Action.REVIEW, requisition, review.id).pack()
    brief = [ask_button("Its brief", f"req brief {requisition.number}")] if requisition.brief else []
    blocks = [
        section(lead),
        section(f"{escape(file.intro)}\n{asked}"),
        actions(
            select(ReqAction.HELD, "Was it?", held),
            button("Answer", ReqAction.REVIEW_CHOSEN, aim, style="primary"),
            *brief,
            show_button(requisition),
        ),
        context("Your answers are a decision in its log. Nothing is asked or kept about the person."),
    ]
    return Message(lead, blocks)


def what_comes(requisition: Requisition, content: Content, today: date) -> list[str]:
    """Say when people will be asked to look back at a requisition that was just filled."""
    if requisition.filled_on is None:
        return []
    days = [(review.name, review.day(requisition.filled_on)) for review in content.reviews.review]
    over = [each for each in days if each[1] <= today]
    asked = [f"after {escape(name)} (soon, as they are over)" for name, _ in over[-1:]]
    asked += [f"after {escape(name)} ({write_day(day)})" for name, day in days[len(over) :]]
    return [
        f"I will ask <@{requisition.owner}> how the role turned out {' and '.join(asked)}: about the work, "
        f"never about the person. Sooner, with `/req review {requisition.number}`."
    ]


def build_review_form(
    aim: Target,
    requisition: Requisition,
    review: Review,
    content: Content,
    *,
    filled: Mapping[str, Any],
    notice: Sequence[Block] = (),
) -> Block:
    """Build the form with the three questions; `filled` has the known values of held, most and now."""
    file = content.reviews
    others = [each for each in file.review if each.id != review.id]
    elsewhere = ", ".join(
        f"after {escape(each.name)}: `/req review {requisition.number} {escape(each.name)}`"
        for each in others
    )
    held = [option(answer.label, answer.id) for answer in file.answer]
    most = [*role_options(content.roles.values()), option(file.something_else, SOMETHING_ELSE)]
    words = text_input(
        ReviewField.NOW,
        "It would say …",
        most=MOST_WORDS,
        typed=str(filled.get("now") or ""),
        multiline=True,
    )
    blocks = [
        *notice,
        section(f"{_filled(requisition, content)}. The look back after {escape(review.name)}."),
        _input(
            aim, ReviewField.HELD, file.held, select(ReviewField.HELD, "Choose", held, filled.get("held"))
        ),
        _input(
            aim, ReviewField.MOST, file.most, select(ReviewField.MOST, "Choose", most, filled.get("most"))
        ),
        input_block(
            block_id(ReviewField.NOW, aim.version), file.now, words, hint=file.now_hint, optional=True
        ),
    ]
    if elsewhere:
        blocks.append(context(f"The one {elsewhere}"))
    return modal(
        "The look back",
        blocks,
        callback_id=Callback.REVIEW,
        private_metadata=aim.pack(),
        submit={"type": "plain_text", "text": "Record it"},
        close={"type": "plain_text", "text": "Cancel"},
    )


def block_id(field: ReviewField, version: int) -> str:
    """The id of an input's block. It has the version in it, so that Slack forgets what an older form held."""
    return f"{field.value}.{version}"


def tell_answers(before: Mapping[str, Any] | None, after: Mapping[str, Any], content: Content) -> str:
    """Tell in part of a sentence what somebody answered or corrected, without their own words."""
    verb = "corrected" if before else "answered"
    return f"{verb} {which(after, content)}: {_outcome(after, content)}"


def tell_words(answers: Mapping[str, Any], content: Content) -> str:
    """Quote what the brief would say now, as a paragraph; "" when nobody said."""
    words = escape(str(answers.get("now") or "")).replace("\n", "\n>")
    return f"\n_{escape(content.reviews.now)}_\n>{words}" if words else ""


def which(answers: Mapping[str, Any], content: Content) -> str:
    """Name the look back that was answered."""
    review = content.reviews.named(str(answers.get("kind")))
    return f"the look back after {escape(review.name)}" if review else "a look back"


def most_name(answers: Mapping[str, Any], content: Content) -> str:
    """The role that took most of the time, in bold."""
    role = content.roles.get(str(answers["most"]))
    return f"*{escape(role.name)}*" if role else f"*{escape(content.reviews.something_else.casefold())}*"


def _outcome(answers: Mapping[str, Any], content: Content) -> str:
    """What was answered, in mrkdwn and without anybody's own words."""
    held = {answer.id: answer.short for answer in content.reviews.answer}
    told = escape(held.get(str(answers["held"]), str(answers["held"])))
    return f"the work was *{told}*, and most of the time went to {most_name(answers, content)}"


def _filled(requisition: Requisition, content: Content) -> str:
    role = content.roles.get(requisition.specialty or "")
    scoped = f" as *{escape(role.name)}*" if role else ""
    day = f" on {write_day(requisition.filled_on)}" if requisition.filled_on else ""
    return f"{name(requisition)} was filled{day}{scoped}"


def _input(aim: Target, field: ReviewField, label: str, element: Block) -> Block:
    return input_block(block_id(field, aim.version), shorten(label, 150), element)
