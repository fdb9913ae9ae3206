"""What a typed line fills of a form about a requisition, and what of it nobody could read."""

import re
from collections.abc import Mapping
from datetime import date

from bot.hiring.lines.fields import part_fields, read_title, take_owner
from bot.services.deps import Deps
from bot.slack.blocks import Block, section
from bot.slack.ids import Req
from bot.slack.text import escape, shorten

_TITLE = 150
_PERSON = re.compile(r"<@(?P<id>[UW][A-Z0-9]+)>")
_SHOWN = 80


def fill_opening(deps: Deps, text: str, today: date) -> tuple[dict[Req, str], list[Block]]:
    """The fields of a new requisition that one line fills, and what stands above the form."""
    text, owner = take_owner(text)
    said = deps.assistant.read_opening(text, today)
    budget = said.beside.budget.as_written if said.beside.budget else said.beside.amount
    fields = {
        Req.TITLE: shorten(said.title, _TITLE),
        Req.DESCRIPTION: "\n".join(filter(None, (said.whole, f"When: {said.when}" if said.when else ""))),
        Req.LEVEL: said.beside.level or "",
        Req.BUDGET: budget,
        Req.YEAR: str(said.beside.year or today.year) if budget else "",
        Req.LOCATION: said.beside.place or "",
    }
    if person := _PERSON.fullmatch(owner):
        return fields | {Req.OWNER: person["id"]}, []
    return fields, [_choose_owner(owner)] if owner else []


def fill_edit(
    deps: Deps, text: str, now: Mapping[Req, str], today: date
) -> tuple[dict[Req, str], list[Block]]:
    """The fields of a requisition as they are `now`, with what a line says instead."""
    if title := read_title(text):
        return {**now, Req.TITLE: shorten(title, _TITLE)}, []
    fields, above = fill_opening(deps, part_fields(text), today)
    new = {name: fields[name] for name in (Req.LEVEL, Req.BUDGET, Req.YEAR, Req.LOCATION) if fields[name]}
    if text and not new:
        above = [section(f"I read no field in “{escape(shorten(text, _SHOWN))}”. Please change it below.")]
    return {**now, **new}, above


def _choose_owner(owner: str) -> Block:
    return section(f"Please choose the owner below: without an @ I can't tell who “{escape(owner)}” is.")
