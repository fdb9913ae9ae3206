"""Measures how well pay is found in postings of others, which are read where they are: `make judge`."""

import argparse
import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from bot.hiring.text.posted_pay import PostedPay, find_posted_pay

SETS = ("train", "dev")


def main() -> None:
    """Print what share of the ranges that a careful reader noted is found, for each set."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=Path("../shared/data/judgement"))
    parser.add_argument("--misread", action="store_true", help="list what was misread, by number")
    chosen, _ = parser.parse_known_args()
    print("## Pay in postings\n")
    for name in SETS:
        print("\n".join(measure(name, chosen.data / f"{name}.jsonl", list_misread=chosen.misread)))


def measure(name: str, path: Path, *, list_misread: bool) -> Iterator[str]:
    """What is found in one file of labelled postings, in lines to print."""
    if not path.exists():
        yield f"- {name}: there is no {path}."
        return
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    read = [(row, judge(row["salary"], find_posted_pay(row["text"]))) for row in rows]
    counts = Counter(kind for _, kind in read)
    stated = sum(bool(row["salary"]) for row in rows)
    yield f"- {name}: {stated} of {len(rows)} postings have a range noted."
    for kind in ("exact", "span", "wrong", "said to be missing"):
        yield f"  - {kind}: {counts[kind]} ({counts[kind] / stated:.3f})"
    without = len(rows) - stated
    for kind in ("pay by the hour or month", "other money taken for pay"):
        yield f"  - none noted, {kind} found: {counts[kind]} of {without} ({counts[kind] / without:.3f})"
    if list_misread:
        yield from (f"    - {row['id']}: {kind}" for row, kind in read if kind not in ("exact", "none"))


def judge(noted: dict[str, Any] | None, found: tuple[PostedPay, ...]) -> str:
    """How what was found compares with the range that was noted.

    "span": what was noted spans the ranges of several places or levels, and its two ends were found in them.
    """
    yearly = [each.yearly for each in found if each.yearly is not None]
    if noted is None:
        return "other money taken for pay" if yearly else "pay by the hour or month" if found else "none"
    if not found:
        return "said to be missing"
    ranges = [(each.low, each.high, each.currency) for each in yearly]
    if ranges[:1] == [(noted["min"], noted["max"], noted["currency"])]:
        return "exact"
    lows, highs = ({(each[end], each[2]) for each in ranges} for end in (0, 1))
    is_span = (noted["min"], noted["currency"]) in lows and (noted["max"], noted["currency"]) in highs
    return "span" if is_span else "wrong"


if __name__ == "__main__":
    main()
