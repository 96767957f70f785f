"""Edits: what cleaning changed, so that it can be audited, mapped through and undone.

Definition
----------
An `Edit` says that ``raw_text`` stood at ``raw_start`` of the raw text, and that ``new_text``
stands at ``start`` of the cleaned text. Between two edits the texts are the same, character for
character.
The edits of one article are sorted and never overlap, so that

- putting every ``raw_text`` back gives the raw text (`restore_raw`), and
- an offset in one text is found in the other by one binary search (`to_raw_offset`,
  `to_clean_offset`).

Conventions
-----------
- Offsets are code points and stand *between* characters, so a span has a start and an end. Beside a
  removed record they differ: a span that starts there starts after it, a span that ends there ends
  before it. Hence ``side="start"`` and ``side="end"``.
- Where a replacement has the length of what it replaces, characters map one to one; else the first
  to the first, and so on while there are any.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, Literal, TypeAlias, get_args

import numpy as np
from numpy.typing import ArrayLike, NDArray

from framing.types import Edit

Side = Literal["start", "end"]
SIDES: tuple[str, ...] = get_args(Side)
Change: TypeAlias = tuple[int, int, str, str]
"""``(start, end, new text, kind)``: one replacement wanted in a text."""
Offsets: TypeAlias = NDArray[np.int64]


def restore_raw(text: str, edits: Sequence[Edit]) -> str:
    """Undo cleaning.

    Parameters
    ----------
    text : str
        A cleaned text.
    edits : sequence of Edit
        What cleaning did to it.

    Returns
    -------
    str
        The raw text, exactly.

    Raises
    ------
    ValueError
        The edits are not those of this text.

    Examples
    --------
    >>> edit = Edit("wire_credit", raw_start=8, raw_text=" (AP)", start=8)
    >>> restore_raw("It rains.", [edit])
    'It rains (AP).'
    """
    pieces: list[str] = []
    at = 0
    for edit in edits:
        end = edit.start + len(edit.new_text)
        if edit.start < at or text[edit.start : end] != edit.new_text:
            raise ValueError(
                f"edit {edit.kind!r} at {edit.start} is not of this text: "
                f"{edit.new_text!r} was put there, {text[edit.start : end]!r} stands there"
            )
        pieces += (text[at : edit.start], edit.raw_text)
        at = end
    return "".join([*pieces, text[at:]])


def to_raw_offset(edits: Sequence[Edit], positions: ArrayLike, *, side: Side = "start") -> Offsets:
    """Where offsets of the cleaned text lie in the raw text.

    Parameters
    ----------
    edits : sequence of Edit
        Of one article.
    positions : array-like of int
        Offsets in the cleaned text, any shape.
    side : {"start", "end"}
        Whether they are starts of spans or their (exclusive) ends; see the conventions above.

    Returns
    -------
    numpy.ndarray of int64
        Offsets in the raw text, of the same shape; never decreasing where `positions` is not.

    Raises
    ------
    ValueError
        An offset is negative, or `side` is neither.

    Examples
    --------
    >>> edits = [Edit("read_more", raw_start=6, raw_text="READ MORE: Sun. ", start=6)]
    >>> raw = "Rain. READ MORE: Sun. Snow."                # cleaned: "Rain. Snow."
    >>> int(to_raw_offset(edits, 6)), int(to_raw_offset(edits, 6, side="end"))
    (22, 6)
    """
    return _map(
        positions,
        side,
        starts=[edit.start for edit in edits],
        lengths=[len(edit.new_text) for edit in edits],
        other_starts=[edit.raw_start for edit in edits],
        other_lengths=[len(edit.raw_text) for edit in edits],
    )


def to_clean_offset(
    edits: Sequence[Edit], positions: ArrayLike, *, side: Side = "start"
) -> Offsets:
    """Where offsets of the raw text lie in the cleaned text.

    Parameters
    ----------
    edits : sequence of Edit
        Of one article.
    positions : array-like of int
        Offsets in the raw text, any shape.
    side : {"start", "end"}
        Whether they are starts of spans or their (exclusive) ends.

    Returns
    -------
    numpy.ndarray of int64
        Offsets in the cleaned text, of the same shape. Those within a removed record all fall on
        the place it was taken from, so a span that was removed is empty.

    Raises
    ------
    ValueError
        An offset is negative, or `side` is neither.

    Examples
    --------
    >>> edits = [Edit("read_more", raw_start=6, raw_text="READ MORE: Sun. ", start=6)]
    >>> to_clean_offset(edits, [0, 6, 17, 22]).tolist()
    [0, 6, 6, 6]
    """
    return _map(
        positions,
        side,
        starts=[edit.raw_start for edit in edits],
        lengths=[len(edit.raw_text) for edit in edits],
        other_starts=[edit.start for edit in edits],
        other_lengths=[len(edit.new_text) for edit in edits],
    )


def change_text(text: str, changes: Iterable[Change]) -> tuple[str, tuple[Edit, ...]]:
    """Make replacements in a text and say what was done.

    Parameters
    ----------
    text : str
        Any text.
    changes : iterable of (start, end, new text, kind)
        Sorted, not overlapping, each of at least one character; one that changes nothing is left
        out.

    Returns
    -------
    text : str
    edits : tuple of Edit

    Examples
    --------
    >>> change_text("a  b", [(1, 3, " ", "space")])
    ('a b', (Edit(kind='space', raw_start=1, raw_text='  ', start=1, new_text=' '),))
    """
    pieces: list[str] = []
    edits: list[Edit] = []
    at = length = 0
    for start, end, new, kind in changes:
        if text[start:end] == new:
            continue
        pieces += (text[at:start], new)
        length += start - at
        edits.append(Edit(kind, start, text[start:end], length, new))
        length += len(new)
        at = end
    return "".join([*pieces, text[at:]]), tuple(edits)


def compose_edits(
    raw: str, first: Sequence[Edit], middle: str, second: Sequence[Edit]
) -> tuple[Edit, ...]:
    """Edits raw -> cleaned, from those raw -> middle and middle -> cleaned.

    An edit of the second step that covers edits of the first takes them in, with what stood in the
    *raw* text; its kind stays.

    Parameters
    ----------
    raw, middle : str
        The text before both steps, and between them.
    first, second : sequence of Edit
        What each step did.

    Returns
    -------
    tuple of Edit

    Examples
    --------
    >>> middle, first = change_text("a\\xa0b.", [(1, 2, " ", "nbsp")])
    >>> text, second = change_text(middle, [(0, 3, "", "caption")])
    >>> text, compose_edits("a\\xa0b.", first, middle, second)[0].raw_text
    ('.', 'a\\xa0b')
    """
    if not first or not second:
        return tuple(first or second)
    steps = [(e.start, e.start + len(e.new_text), e) for e in first]
    taken = [(e.raw_start, e.raw_start + len(e.raw_text), e) for e in second]
    merged = sorted([*steps, *taken], key=lambda item: item[:2])
    from_second = {id(edit) for edit in second}
    groups: list[tuple[int, int, list[Edit]]] = []
    for low, high, edit in merged:
        if groups and low < groups[-1][1]:
            start, end, members = groups[-1]
            groups[-1] = (start, max(end, high), [*members, edit])
        else:
            groups.append((low, high, [edit]))
    lows = np.array([low for low, _, _ in groups])
    highs = np.array([high for _, high, _ in groups])
    raw_lows, raw_highs = to_raw_offset(first, lows), to_raw_offset(first, highs, side="end")
    clean_lows = to_clean_offset(second, lows)
    edits: list[Edit] = []
    for i, (low, high, members) in enumerate(groups):
        late = [edit for edit in members if id(edit) in from_second]
        start = int(clean_lows[i])
        if not late:
            (edit,) = members
            edits.append(Edit(edit.kind, edit.raw_start, edit.raw_text, start, edit.new_text))
            continue
        inner = [(e.raw_start - low, e.raw_start - low + len(e.raw_text)) for e in late]
        new, _ = change_text(
            middle[low:high],
            [(a, b, e.new_text, e.kind) for (a, b), e in zip(inner, late, strict=True)],
        )
        raw_low, raw_high = int(raw_lows[i]), int(raw_highs[i])
        edits.append(Edit(late[0].kind, raw_low, raw[raw_low:raw_high], start, new))
    return tuple(sorted(edits, key=lambda edit: edit.raw_start))


def _map(
    positions: ArrayLike,
    side: str,
    *,
    starts: list[int],
    lengths: list[int],
    other_starts: list[int],
    other_lengths: list[int],
) -> Offsets:
    """Offsets of one text in the other, each text given by where its edited parts lie."""
    if side not in SIDES:
        raise ValueError(f"side must be one of {', '.join(map(repr, SIDES))}, got {side!r}")
    places = np.asarray(positions, dtype=np.int64)
    if places.size and int(places.min()) < 0:
        raise ValueError(f"offsets count from 0, got {int(places.min())}")
    if not starts:
        return places.copy()
    here, there = np.asarray(starts, np.int64), np.asarray(other_starts, np.int64)
    size, other = np.asarray(lengths, np.int64), np.asarray(other_lengths, np.int64)
    found: Any = np.searchsorted(here, places, side="right" if side == "start" else "left") - 1
    edit = np.maximum(found, 0)
    inside = places - here[edit]
    last = np.maximum(other[edit] - (1 if side == "start" else 0), 0)
    within = there[edit] + np.minimum(inside, last)
    after = there[edit] + other[edit] + inside - size[edit]
    mapped: Offsets = np.where(found < 0, places, np.where(inside >= size[edit], after, within))
    return mapped
