"""Validation of Block Kit JSON on its way in, with Slack's limits, by surface."""

from typing import Any, Literal

from bot.playground.blockkit.shapes import Problem, Problems

__all__ = ["Problem", "Surface", "check", "check_view"]

Surface = Literal["message", "modal", "home"]


def check(blocks: Any, surface: Surface) -> list[Problem]:
    """What Slack would refuse about these blocks on this surface; empty when they are fine."""
    problems: Problems = []
    most = 50 if surface == "message" else 100
    if not isinstance(blocks, list):
        problems.append(Problem("/blocks", "wrong_type", "must provide an array"))
    elif len(blocks) > most:
        problems.append(Problem("/blocks", "too_many", f"no more than {most} items allowed"))
    return problems


def check_view(view: Any) -> list[Problem]:
    """What Slack would refuse about this modal or Home view; pointers start at "/view"."""
    if not isinstance(view, dict):
        return [Problem("/view", "wrong_type", "must provide an object")]
    return check(view.get("blocks"), "home" if view.get("type") == "home" else "modal")
