"""Quotation: how much of a content stands in quotation marks.

``direct``: every word of it; ``mixed``: some; ``indirect``: none. Marks that also hold the cue
belong to somebody who is quoted as reporting it, not to this content, and do not count.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import accumulate

from framing.attribution.intervals import Intervals
from framing.text import Layers, is_word
from framing.types import Attribution

OPENERS = frozenset(("that",))


def judge_quotation(layers: Layers, i: int, attributions: Sequence[Attribution]) -> list[str]:
    """Return the quotation of each attribution of article ``i``.

    Parameters
    ----------
    layers : Layers
    i : int
        Article.
    attributions : sequence of Attribution
        From any method; only ``cue`` and ``content`` are read.

    Returns
    -------
    list of {"direct", "mixed", "indirect"}
        An opening "that" outside the marks does not make a direct quotation mixed; a content
        without words is ``"indirect"``.

    Examples
    --------
    >>> from framing.text import read_layers
    >>> layers = read_layers(['It was "late", he said.'])
    >>> judge_quotation(layers, 0, [Attribution(((15, 17),), ((18, 22),), ((0, 13),))])
    ['mixed']
    """
    if not attributions:
        return []
    text = layers.texts[i]
    starts, ends = (array.tolist() for array in layers.words.of(i))
    solid = is_word(layers, i).tolist()
    _, _, inner_starts, inner_ends, _, _ = layers.quotes.of(i)
    quotes = list(zip(inner_starts.tolist(), inner_ends.tolist(), strict=True))
    lookup = Intervals(quotes)
    judged: list[str] = []
    for attribution in attributions:
        cue = attribution.cue[0] if attribution.cue else None
        marked = plain = 0
        for begin, finish in attribution.content:
            near = [
                (a, b)
                for a, b in (quotes[n] for n in lookup.over(begin, finish))
                if not (cue and a <= cue[0] and cue[1] <= b)
            ]
            opened, reach = _reaches(near)
            k = bisect_left(starts, begin)
            opening = True
            while k < len(starts) and starts[k] < finish:
                if solid[k]:
                    last = bisect_right(opened, starts[k]) - 1
                    if last >= 0 and starts[k] < reach[last]:
                        marked += 1
                    elif not (opening and text[starts[k] : ends[k]].lower() in OPENERS):
                        plain += 1
                    opening = False
                k += 1
        judged.append("indirect" if not marked else "mixed" if plain else "direct")
    return judged


def _reaches(spans: Sequence[tuple[int, int]]) -> tuple[list[int], list[int]]:
    """Starts in order, and for each the furthest end of all spans that start there or before.

    A place lies in some span when it lies before the reach of the last start before it.
    """
    ordered = sorted(spans)
    reach = list(accumulate((end for _, end in ordered), max))
    return [start for start, _ in ordered], reach
