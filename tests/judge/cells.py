"""Holds how much of each feature each row has, and what weights make of that and errors of the weights."""

from collections.abc import Mapping, Sequence

import numpy as np

from tests.judge.descent import Matrix, summed

_COMMON = 60  # rows: what stands in more is counted in a table, what stands in fewer cell by cell


class Cells:
    """Rows by features: a table of the common ones, cells of the others. `names` is their order."""

    def __init__(self, given: Sequence[Mapping[str, float]], scale: Mapping[str, float]) -> None:
        """Take what each row has; a feature without a scale is left out."""
        stands: dict[str, list[tuple[int, float]]] = {}
        for number, each in enumerate(given):
            for feature, value in each.items():
                if feature in scale:
                    stands.setdefault(feature, []).append((number, value * scale[feature]))
        often = sorted(name for name, found in stands.items() if len(found) > _COMMON)
        seldom = sorted(name for name, found in stands.items() if len(found) <= _COMMON)
        self.names = [*often, *seldom]
        self._common, self._rows, self._rare = len(often), len(given), len(seldom)
        self._table = np.zeros((len(given), len(often)))
        for place, name in enumerate(often):
            for number, value in stands[name]:
                self._table[number, place] = value
        cells = [
            (number, place, value) for place, name in enumerate(seldom) for number, value in stands[name]
        ]
        self._lines, self._places = (np.array([cell[of] for cell in cells], dtype=np.intp) for of in (0, 1))
        self._values = np.array([[cell[2]] for cell in cells]).reshape(-1, 1)
        self._by_line = np.argsort(self._lines, kind="stable")

    def scores(self, weights: Matrix) -> Matrix:
        """What the weights of the features give each row."""
        common, rare = weights[: self._common], weights[self._common :]
        order = self._by_line
        cells = self._values[order] * rare[self._places[order]]
        return np.asarray(self._table @ common + summed(cells, self._lines[order], self._rows))

    def slope(self, missed: Matrix) -> Matrix:
        """What errors of the rows are by feature."""
        cells = self._values * missed[self._lines]
        return np.vstack([self._table.T @ missed, summed(cells, self._places, self._rare)])
