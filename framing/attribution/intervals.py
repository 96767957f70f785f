"""Look up which of many spans touch a stretch of text, without comparing each with each."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator

from framing.types import Span


class Intervals:
    """Spans that can be asked which of them overlap a stretch.

    Examples
    --------
    >>> spans = Intervals([(0, 4), (2, 9), (12, 15)])
    >>> sorted(spans.over(3, 12))
    [0, 1]
    """

    def __init__(self, spans: Iterable[Span]) -> None:
        rows = list(spans)
        self._order = sorted(range(len(rows)), key=lambda n: (rows[n], n))
        self._starts = [rows[n][0] for n in self._order]
        self._ends = [rows[n][1] for n in self._order]
        self._reach: list[int] = []  # furthest end so far
        for end in self._ends:
            self._reach.append(max(end, self._reach[-1]) if self._reach else end)

    def over(self, begin: int, finish: int) -> Iterator[int]:
        """Yield the indices of spans that share a character with ``begin`` to ``finish``."""
        k = bisect_left(self._starts, finish) - 1
        while k >= 0 and self._reach[k] > begin:
            if self._ends[k] > begin:
                yield self._order[k]
            k -= 1
