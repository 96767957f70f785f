"""Pack a text's paragraphs into windows that an encoder reads at once.

An encoder is run at the window length it was trained at. Whole paragraphs are packed together,
because an attribution rarely crosses a paragraph and often crosses a sentence. A paragraph longer
than a window is cut after a sentence end where there is one in its last part.

Each window has a *core*, the words whose scores are taken from it. The words before the core are
read only as context, so that no core word is seen at the cold start of a window. The cores of a
text's windows are disjoint and cover it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

SENTENCE_ENDS = frozenset({".", "?", "!"})


@dataclass(frozen=True, slots=True)
class Window:
    """Words ``start`` to ``end`` are read; the scores of ``core`` to ``end`` are kept."""

    start: int
    core: int
    end: int


def pack_windows(
    sizes: Sequence[int],
    paragraphs: Sequence[int],
    forms: Sequence[str],
    *,
    limit: int,
    context: int = 0,
    cut_context: int | None = None,
    first_limit: int | None = None,
) -> list[Window]:
    """Pack words into windows of at most ``limit`` pieces.

    Parameters
    ----------
    sizes : sequence of int
        Pieces of each word, at least 1 and at most ``limit``.
    paragraphs : sequence of int
        Paragraph of each word, never falling.
    forms : sequence of str
        The words; sentence ends are looked for in them.
    limit : int
        Most pieces of a window, special pieces not counted.
    context : int, default 0
        Most pieces of earlier words that are read before a core that opens a paragraph.
    cut_context : int, optional
        The same before a core that goes on with a cut paragraph; ``context`` if not given.
    first_limit : int, optional
        Limit of the first window alone, which shifts all later ones.

    Returns
    -------
    list of Window
        In order; no window for a text without words.

    Examples
    --------
    >>> pack_windows([1] * 6, [0, 0, 1, 1, 2, 2], list("abcdef"), limit=4, context=2)
    [Window(start=0, core=0, end=4), Window(start=2, core=4, end=6)]
    """
    n = len(sizes)
    windows: list[Window] = []
    core = 0
    while core < n:
        goes_on = core > 0 and paragraphs[core] == paragraphs[core - 1]
        allowed = cut_context if goes_on and cut_context is not None else context
        start = _reach_back(sizes, core, allowed)
        before = sum(sizes[start:core])
        room = (first_limit if core == 0 and first_limit else limit) - before
        end, used, fits = core, 0, core
        while end < n and used + sizes[end] <= room:
            used += sizes[end]
            end += 1
            if end == n or paragraphs[end] != paragraphs[end - 1]:
                fits = end
        if fits == core:
            fits = _cut(forms, core, max(end, core + 1))
        windows.append(Window(start, core, fits))
        core = fits
    return windows


def _reach_back(sizes: Sequence[int], core: int, context: int) -> int:
    """Return the first word of the context before ``core``."""
    start, used = core, 0
    while start > 0 and used + sizes[start - 1] <= context:
        start -= 1
        used += sizes[start]
    return start


def _cut(forms: Sequence[str], core: int, end: int) -> int:
    """Return where to cut a long paragraph: after a sentence end in its second half, or last."""
    for row in range(end, core + (end - core) // 2, -1):
        ended = forms[row - 1]
        if ended in SENTENCE_ENDS or (ended == '"' and forms[row - 2] in SENTENCE_ENDS):
            return row
    return end
