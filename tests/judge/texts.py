"""Labelled texts: our own, which live here, and others' postings, which stay where they are."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from content.schema.base import Strict

HERE = Path(__file__).parent


class Labelled(Strict):
    """A text and what a careful reader read it as.

    `also` is a second role that fills a large share of the work. `vague`: nobody could tell, so the right
    answer is to ask back. `primary` is None where none of three or more roles is the main one. `group` holds
    texts together that are alike, as of one company.
    """

    id: str
    title: str
    text: str
    primary: str | None
    also: str | None
    specialties: frozenset[str]
    vague: bool
    group: str


def our_postings() -> list[Labelled]:
    """Postings that were written for this project."""
    return list(_read(HERE / "own_postings.jsonl"))


def our_borders() -> list[Labelled]:
    """Postings on the border between two roles, or between a role and none, written for this project."""
    return list(_read(HERE / "own_borders.jsonl"))


def our_asks() -> list[Labelled]:
    """What founders might type, written for this project."""
    return list(_read(HERE / "own_asks.jsonl"))


def others_postings(folder: Path) -> list[Labelled]:
    """Postings of other people, read from a folder outside; none where there is no such folder."""
    return [*_read(folder / "train.jsonl"), *_read(folder / "dev.jsonl")]


def invented_asks(folder: Path) -> list[Labelled]:
    """Asks by nine writers, from the same folder."""
    return list(_read(folder / "asks_train.jsonl"))


def posting_asks(folder: Path) -> list[Labelled]:
    """Asks that go with some of the postings, from the same folder."""
    return list(_read(folder / "asks_dev.jsonl"))


def _read(path: Path) -> Iterator[Labelled]:
    if not path.exists():
        return
    for line in path.read_text(encoding="utf-8").splitlines():
        row: dict[str, Any] = json.loads(line)
        ask = "ask" in row
        yield Labelled(
            id=row["id"],
            # The title that goes with an ask is that of the posting behind it, which nobody typed.
            title="" if ask else row.get("title", ""),
            text=row["ask"] if ask else row["text"],
            primary=row["primary"],
            also=row.get("also"),
            specialties=frozenset(row["specialties"]),
            vague=row.get("vague", False),
            group=row["id"] if ask else _group(row),
        )


def _group(row: dict[str, Any]) -> str:
    """What else is like a text: what the same company posted, or the same voice asked."""
    found: str = row.get("company") or row.get("voice") or row["id"]
    return found.strip().casefold()
