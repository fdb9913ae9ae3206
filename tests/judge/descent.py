"""Finds where a convex loss is least: what fitting a linear model comes down to."""

from collections.abc import Callable

import numpy as np
import numpy.typing as npt

Matrix = npt.NDArray[np.float64]

TINY = 1e-12
_STEPS = 40
_REMEMBERED = 8  # steps


def summed(parts: Matrix, into: npt.NDArray[np.intp], size: int) -> Matrix:
    """The sums of the rows that go into the same place; `into` ascends."""
    sums = np.zeros((size, parts.shape[1]))
    if len(parts):
        filled, begin = np.unique(into, return_index=True)
        sums[filled] = np.add.reduceat(parts, begin)
    return sums


def descend(loss: Callable[[Matrix], tuple[float, Matrix]], at: Matrix) -> Matrix:
    """Where a convex loss is least, by its slope and what the last steps told of its curve (L-BFGS)."""
    value, slope = loss(at)
    told: list[tuple[Matrix, Matrix]] = []
    for _ in range(_STEPS):
        way, shares = -slope, []
        for step, turn in reversed(told):
            shares.append((step * way).sum() / (step * turn).sum())
            way = way - shares[-1] * turn
        if told:
            step, turn = told[-1]
            way = way * ((step * turn).sum() / (turn**2).sum())
        for (step, turn), share in zip(told, reversed(shares), strict=True):
            way = way + (share - (turn * way).sum() / (step * turn).sum()) * step
        rate, downhill = (1.0 if told else 1 / np.sqrt((slope**2).sum())), (slope * way).sum()
        ahead = at + rate * way
        lower, slope_ahead = loss(ahead)
        while lower > value + TINY**0.5 * rate * downhill and rate > TINY:
            rate /= 2
            ahead = at + rate * way
            lower, slope_ahead = loss(ahead)
        if lower >= value:
            return at
        told = [*told, (ahead - at, slope_ahead - slope)][-_REMEMBERED:]
        at, value, slope = ahead, lower, slope_ahead
    return at
