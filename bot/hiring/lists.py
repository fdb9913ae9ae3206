"""Requisitions in lists: a page of them, and all of a workspace's in numbers."""

from dataclasses import dataclass

from bot.hiring.requisitions import Requisition


@dataclass(frozen=True, slots=True)
class RequisitionPage:
    """Some requisitions of `total`: page `number`, counted from 1, of at most `size`."""

    requisitions: tuple[Requisition, ...]
    total: int
    number: int = 1
    size: int = 10

    @property
    def pages(self) -> int:
        """How many pages there are, one at least."""
        return max(-(-self.total // self.size), 1)


@dataclass(frozen=True, slots=True)
class Numbers:
    """A workspace's requisitions in numbers.

    `waiting` counts the undefined ones by age: under a week, under two, under four, older. The median is
    over the latest `definitions`; None when there was none.
    """

    open: int
    undefined: int
    waiting: tuple[int, int, int, int]
    definitions: int
    median_days: float | None
