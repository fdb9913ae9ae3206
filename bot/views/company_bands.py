"""A company's own pay bands: the list, the form that sets them, and the line that an answer begins with."""

from bot.hiring.company_bands import EXAMPLE, LONGEST, CompanyBand, CompanyBands, write_bands
from bot.hiring.text.money import Budget, write
from bot.slack.blocks import Block, Message, actions, button, context, header, modal, section
from bot.slack.ids import ActionId, Callback
from bot.slack.inputs import input_block, text_input
from bot.slack.text import escape
from bot.views.answers.references import stands
from bot.views.common import moment
from content import Content

_MOST_SHOWN = 20
FIELD = "bands.csv"
"""block_id and action_id of the form's one field; the block_id has the version behind it."""


def build_bands(content: Content, held: CompanyBands | None) -> Message:
    """Build the list of the bands that hold, with who set them, and the way to set them."""
    if held is None:
        told = "*No pay bands of your own yet.* An admin sets them; `/salary` begins with them from then on."
        return Message(told, [section(told), actions(button("Set bands", ActionId.BANDS))])
    shown = held.bands[:_MOST_SHOWN]
    title = f"Pay bands of your own · version {held.version}"
    lines = [f"• {escape(content.roles[each.role].short)}, {band_words(each)}" for each in shown]
    left = len(held.bands) - len(shown)
    notes = [f"Set by <@{held.set_by}>, {moment(held.set_at)}. Base pay a year."]
    notes += [f"{left} more are in the form."] if left else []
    blocks = [header(title), section("\n".join(lines) or "None."), context(*notes)]
    return Message(title, [*blocks, actions(button("Set bands", ActionId.BANDS))])


def build_bands_form(held: CompanyBands | None) -> Block:
    """Build the form: one row of CSV for each band, those that hold filled in."""
    typed = write_bands(held.bands if held else ())
    field = text_input(FIELD, EXAMPLE, most=LONGEST, typed=typed, multiline=True)
    hint = f"role,level,place,currency,low,high,from,to: a row each, like {EXAMPLE}"
    block = input_block(f"{FIELD}.{held.version if held else 0}", "Bands, as CSV", field, hint=hint)
    return modal(
        "Pay bands",
        [block],
        callback_id=Callback.BANDS,
        submit={"type": "plain_text", "text": "Set"},
    )


def own_line(band: CompanyBand, held: CompanyBands, budget: Budget | None) -> str:
    """Write the line with the company's own band, which comes before what others say."""
    told = f"*Your company's band:* {band_words(band)}, version {held.version}, set by <@{held.set_by}>."
    against = stands(budget, band.low, band.high, band.currency)
    return f"{told} {against}".strip()


def band_words(band: CompanyBand) -> str:
    """Write a band: "senior, US: $210k–$260k base from 2026-01-01"."""
    low, high = (write(each, band.currency) for each in (band.low, band.high))
    until = f" to {band.until.isoformat()}" if band.until else ""
    return f"{band.level}, {escape(band.place)}: *{low}–{high}* base from {band.since.isoformat()}{until}"
