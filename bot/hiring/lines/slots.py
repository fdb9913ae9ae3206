"""Reads what a line says beside its wish: role, level, place, money, year, requisition, days and people."""

import re
from collections.abc import Mapping, Sequence

from bot.hiring.lines.marks import Marked
from bot.hiring.text.currencies import read_currency
from bot.hiring.text.periods import read_period
from content.schema.roles import UMBRELLA

Slot = str | int | bool | list[str] | list[int]
_LEVELS = ("junior", "mid", "senior", "staff", "principal", "lead")
_KIT = re.compile(
    r"\b(?:kit|full|whole|pack|rubric|score ?cards?|loop|panel|markdown|print\w*|who asks|split|"
    r"divide|anchors|"
    r"(?:weak|strong|good|bad)(?: \w+)? answers?|answers?|sounds? like|not(?: supposed to)? ask|"
    r"off limits|taboo|forbidden|"
    r"illegal|rounds|complete|everything)\b",
    re.IGNORECASE,
)
_LIKELY = 0.5


def read_slots(intent: str | None, marked: Marked, roles: Mapping[str, float]) -> dict[str, Slot]:
    """The slots of a line whose wish is known; `roles` has the probability of each role. Never fails."""
    slots: dict[str, Slot] = {}
    named = _named_roles(marked, roles)
    if intent == "compare" and len(named) > 1:
        slots["roles"] = named
    elif named:
        slots["role"] = max(named, key=lambda each: roles.get(each, 0.0))
        if len(named) > 1:
            slots["roles"] = named
    if levels := marked.values("level"):
        ranked = sorted(levels, key=_LEVELS.index)
        slots["level"] = ranked if intent == "pay" and len(ranked) > 1 else levels[0]
    if places := marked.values("place"):
        slots["place"] = list(places) if len(places) > 1 and intent == "pay" else places[0]
    _read_money(slots, marked)
    if years := marked.values("year"):
        slots["year"] = int(years[0])
    if numbers := marked.values("requisition") or marked.values("number"):
        slots["number"] = int(numbers[0])
    if intent == "interview":
        slots["kit"] = bool(_KIT.search(marked.text) or marked.values("requisition"))
    for slot, kind in (("who", "who"), ("channel", "channel")):
        if found := marked.values(kind):
            slots[slot] = found[0]
    if days := marked.values("day"):
        slots["until" if intent == "req_snooze" else "day"] = days[0]
    return slots


def _read_money(slots: dict[str, Slot], marked: Marked) -> None:
    pays = [each for each in marked.amounts if each.is_pay and each.is_whole]
    if pays:
        first = next((each for each in pays if each.is_sure), pays[0])
        low, high = round(first.low), round(first.high)
        slots["budget"] = low if low == high else [low, high]
    currency = next((each.currency for each in pays if each.currency), None)
    if said := currency or read_currency(marked.text):
        slots["currency"] = said
    if period := next((each.period for each in pays if each.period), None) or read_period(marked.text):
        slots["period"] = period


def _named_roles(marked: Marked, roles: Mapping[str, float]) -> list[str]:
    """The roles that are named or plainly meant; a specialty beats the umbrella unless both are compared."""
    likely = [role for role, share in roles.items() if share >= _LIKELY]
    named = [role for role in marked.values("role") if roles.get(role, 1.0) >= _LIKELY / 3]
    found: Sequence[str] = list(dict.fromkeys([*named, *likely])) or list(marked.values("role"))
    versus = re.search(
        r"\b(?:vs|versus|difference|diff|between|or|against|same|next to)\b", marked.text, re.IGNORECASE
    )
    if len(found) > 1 and UMBRELLA in found and not versus:
        found = [role for role in found if role != UMBRELLA]
    return list(found)
