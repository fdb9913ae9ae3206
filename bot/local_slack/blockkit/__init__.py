"""Validation of Block Kit JSON on its way in, with Slack's limits, by surface."""

from collections.abc import Iterator
from typing import Any, Literal

from bot.local_slack.blockkit.blocks import SURFACES
from bot.local_slack.blockkit.elements import plain
from bot.local_slack.blockkit.shapes import (
    Fields,
    Problem,
    Problems,
    Record,
    Shape,
    boolean,
    items,
    one_of,
    string,
)

__all__ = ["Problem", "Surface", "check", "check_view"]

Surface = Literal["message", "modal", "home"]

_MOST_BLOCKS = {"message": 50, "modal": 100, "home": 100}
_KINDS = {record.type or "" for records in SURFACES.values() for record in records}


def _blocks_of(surface: str) -> Shape:
    here = SURFACES[surface]
    elsewhere = _KINDS - {record.type for record in here}
    refused = {kind: f"unsupported type: {kind} is not available on a {surface}" for kind in elsewhere}
    return items(one_of(*here, refused=refused), most=_MOST_BLOCKS[surface])


_BLOCKS = {surface: _blocks_of(surface) for surface in SURFACES}
_MOST_TEXT = {"markdown": 12_000, "table": 10_000, "data_table": 20_000}
_MOST_CHARTS = 2
_VIEW: Fields = {
    "private_metadata": string(3000),
    "callback_id": string(255),
    "external_id": string(255),
}
_MODAL = Record(
    "modal",
    {"title": plain(24), "blocks": _BLOCKS["modal"]},
    {
        **_VIEW,
        "submit": plain(24),
        "close": plain(24),
        "clear_on_close": boolean,
        "notify_on_close": boolean,
        "submit_disabled": boolean,
    },
)
_HOME = Record("home", {"blocks": _BLOCKS["home"]}, _VIEW)
_ANY_VIEW = one_of(_MODAL, _HOME)


def check(blocks: Any, surface: Surface) -> list[Problem]:
    """What Slack would refuse about these blocks on this surface; empty when they are fine."""
    problems: Problems = []
    _BLOCKS[surface](blocks, "/blocks", problems)
    return problems or _check_together(blocks, surface, "/blocks")


def check_view(view: Any) -> list[Problem]:
    """What Slack would refuse about this modal or Home view; pointers start at "/view"."""
    problems: Problems = []
    _ANY_VIEW(view, "/view", problems)
    if problems:
        return problems
    blocks: list[dict[str, Any]] = view["blocks"]
    has_inputs = any(block["type"] == "input" for block in blocks)
    if view["type"] == "modal" and has_inputs and "submit" not in view:
        problems.append(Problem("/view", "missing_field", "missing required field: submit"))
    return problems + _check_together(blocks, view["type"], "/view/blocks")


def _check_together(blocks: list[dict[str, Any]], surface: str, pointer: str) -> Problems:
    """What no block can know alone: identifiers used twice and limits for the whole message or view."""
    problems: Problems = []
    block_ids: set[str] = set()
    totals = dict.fromkeys(_MOST_TEXT, 0)
    charts = focused = 0
    for path, block in _walk(blocks, pointer):
        kind, block_id = block["type"], block.get("block_id")
        if block_id and block_id in block_ids:
            problems.append(Problem(f"{path}/block_id", "duplicate", "`block_id` must be unique"))
        block_ids.add(block_id or "")
        action_ids: set[str] = set()
        for place, element in _elements(block, path):
            action_id = element.get("action_id")
            if action_id and action_id in action_ids:
                problems.append(
                    Problem(f"{place}/action_id", "duplicate", "`action_id` must be unique within a block")
                )
            action_ids.add(action_id or "")
            focused += element.get("focus_on_load", False)
            problems += _misplaced(element, surface, place)
        charts += kind == "data_visualization"
        if kind in totals:
            before = totals[kind]
            totals[kind] += len(block["text"]) if kind == "markdown" else _characters(block["rows"])
            if before <= _MOST_TEXT[kind] < totals[kind]:
                message = f"all {kind} blocks together must be less than {_MOST_TEXT[kind] + 1} characters"
                problems.append(Problem(path, "too_long", message))
    if charts > _MOST_CHARTS:
        problems.append(Problem(pointer, "too_many", f"no more than {_MOST_CHARTS} charts allowed"))
    if focused > 1:
        problems.append(Problem(pointer, "conflict", "only one element may have focus_on_load"))
    return problems


def _walk(blocks: list[dict[str, Any]], pointer: str) -> Iterator[tuple[str, dict[str, Any]]]:
    for index, block in enumerate(blocks):
        path = f"{pointer}/{index}"
        yield path, block
        if block["type"] == "container":
            yield from _walk(block["child_blocks"], f"{path}/child_blocks")
        elif block["type"] == "carousel":
            yield from _walk(block["elements"], f"{path}/elements")


def _elements(block: dict[str, Any], path: str) -> Iterator[tuple[str, dict[str, Any]]]:
    for name in ("accessory", "element"):
        if name in block:
            yield f"{path}/{name}", block[name]
    for name in ("elements", "actions"):
        if block["type"] not in ("rich_text", "carousel"):
            for index, element in enumerate(block.get(name, ())):
                yield f"{path}/{name}/{index}", element


def _misplaced(element: dict[str, Any], surface: str, pointer: str) -> Problems:
    """Elements and fields that only make sense on some surfaces."""
    if element["type"] == "file_input" and surface != "modal":
        return [Problem(f"{pointer}/type", "unsupported_surface", "file_input is only available in modals")]
    if element.get("response_url_enabled") and surface != "modal":
        message = "response_url_enabled is only available in modals"
        return [Problem(f"{pointer}/response_url_enabled", "unsupported_surface", message)]
    if element.get("focus_on_load") and surface == "message":
        message = "focus_on_load is only available in views"
        return [Problem(f"{pointer}/focus_on_load", "unsupported_surface", message)]
    return []


def _characters(value: Any) -> int:
    """How many characters of text the cells of a table hold."""
    if isinstance(value, dict):
        return sum(
            len(part) if name == "text" and isinstance(part, str) else _characters(part)
            for name, part in value.items()
        )
    return sum(map(_characters, value)) if isinstance(value, list) else 0
