"""Cut a text at every span boundary, so that overlapping spans become nested-free HTML.

Attributions nest and interleave; HTML elements may not cross. The text is therefore cut at every
boundary, and each piece carries the classes of all spans that cover it: which role, which
attribution, whether it is quoted. Nothing is lost by overlap, and the pieces joined are the text.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise


@dataclass(frozen=True, slots=True)
class Mark:
    """A span to be shown: ``kind`` is ``source``, ``cue``, ``content`` or ``citation``."""

    start: int
    end: int
    kind: str
    number: int


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text and the marks that cover all of it."""

    text: str
    start: int
    marks: tuple[Mark, ...]


def cut(text: str, marks: Sequence[Mark]) -> list[Piece]:
    """Pieces of the text, each with the marks that cover it.

    Parameters
    ----------
    text : str
    marks : sequence of Mark
        Spans within the text; empty ones are ignored.

    Returns
    -------
    list of Piece
        Joined, their texts are the text.

    Raises
    ------
    ValueError
        If a mark lies outside the text.

    Examples
    --------
    >>> marks = [Mark(0, 7, "content", 1), Mark(3, 7, "source", 2)]
    >>> [(p.text, [m.kind for m in p.marks]) for p in cut("It rained", marks)]
    [('It ', ['content']), ('rain', ['content', 'source']), ('ed', [])]
    """
    for mark in marks:
        if not 0 <= mark.start <= mark.end <= len(text):
            raise ValueError(
                f"mark [{mark.start}, {mark.end}] lies outside the text of {len(text)} characters"
            )
    kept = [m for m in marks if m.start < m.end]
    edges = sorted({0, len(text), *(m.start for m in kept), *(m.end for m in kept)})
    opening: dict[int, list[Mark]] = {}
    for mark in kept:
        opening.setdefault(mark.start, []).append(mark)
    pieces: list[Piece] = []
    active: list[Mark] = []
    for start, end in pairwise(edges):
        active = [m for m in active if m.end > start] + opening.get(start, [])
        order = sorted(active, key=lambda m: (m.start - m.end, m.number, m.kind))
        pieces.append(Piece(text[start:end], start, tuple(order)))
    return pieces
