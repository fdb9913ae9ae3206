"""The form that edits a brief, one thing a line."""

from collections.abc import Mapping, Sequence

from bot.hiring.briefs.brief import LONGEST, BriefVersion
from bot.hiring.briefs.fields import FIELD, write_fields
from bot.slack.blocks import Block, modal
from bot.slack.ids import Callback
from bot.slack.inputs import input_block, text_input
from bot.views.targets import BriefTarget

_PAY = ("company", "posting")
# Label, placeholder, hint, and whether it is one line. All but the optional ones have to be filled in.
_FIELDS: Mapping[str, tuple[str, str, str]] = {
    "title": ("Title to post", "Senior applied LLM engineer", ""),
    "rejected": (
        "Titles not to post",
        "AI engineer: says too little",
        "One a line: the title, a colon, and why not.",
    ),
    "mission": ("Mission", "One sentence", "What changes for the company when this works?"),
    "outcomes": (
        "Outcomes",
        "2027-02-22: what is so by then",
        "Three to five, one a line: the day, a colon, and what is so by then.",
    ),
    "must_haves": (
        "Must-haves",
        "What they bring | the question that tests it",
        "At most five, one a line, each with the interview question that tests it behind a |.",
    ),
    "learnable": ("Can be learned on the job", "One thing a line", "What nobody has to bring."),
    "not_this": ("Explicitly not this role", "One thing a line", "What somebody else does."),
    "pools": ("Where to look", "Backend engineers who …", "One sort of people a line."),
    "company": (
        "Company band",
        "$240-280k",
        "What your company pays for it, a year. Nobody guesses it for you.",
    ),
    "posting": (
        "Range to post",
        "New York: $240-280k",
        "One place a line, with both ends. You type it: it is neither the market's figure nor your band.",
    ),
    "open": ("Open questions", "One question a line", "Take out what you know by now."),
}
_SAID = "Somebody said {said}. If that is your company's band, type it with its currency, like EUR 110k-130k."
_ONE_LINE = ("title", "mission", "company")
_NEEDED = ("title", "mission", "outcomes", "must_haves")


def build_brief_form(
    shown: BriefVersion,
    channel: str,
    *,
    pay: bool,
    typed: Mapping[str, str] | None = None,
    notice: Sequence[Block] = (),
) -> Block:
    """Build the form, filled with what was `typed`; `notice` stands above it.

    Without `pay` it has no fields of pay, and these stay as they are.
    """
    aim = BriefTarget(brief=shown.id, revision=shown.revision, does="edit", channel=channel)
    values = write_fields(shown.brief) | dict(typed or {})
    inputs = [
        input_block(
            f"brief.{name}.{shown.id}.{shown.revision}",
            label,
            text_input(
                f"brief.{name}",
                placeholder,
                most=LONGEST if name in _ONE_LINE else FIELD,
                typed=values[name],
                multiline=name not in _ONE_LINE,
            ),
            hint=_SAID.format(said=shown.brief.budget) if name == "company" and shown.brief.budget else hint,
            optional=name not in _NEEDED,
        )
        for name, (label, placeholder, hint) in _FIELDS.items()
        if pay or name not in _PAY
    ]
    return modal(
        "Edit the brief",
        [*notice, *inputs],
        callback_id=Callback.BRIEF,
        private_metadata=aim.pack(),
        submit={"type": "plain_text", "text": "Save"},
        close={"type": "plain_text", "text": "Cancel"},
    )


def by_field(by_action: Mapping[str, str]) -> dict[str, str]:
    """Name by its field what the form holds by action ids."""
    return {action_id.removeprefix("brief."): held for action_id, held in by_action.items()}
