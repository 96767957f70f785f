"""Edits: undoing them, mapping through them, composing them."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from framing.articles.cleaning import clean_text
from framing.articles.edits import (
    change_text,
    compose_edits,
    restore_raw,
    to_clean_offset,
    to_raw_offset,
)
from framing.types import Edit

PIECES = st.sampled_from(
    [
        "\r\n",
        "\n\n",
        "\n",
        "\u00a0",
        "\ufb03",
        "\u00ad",
        "â€™",
        "Ã©",
        "\x92",
        "\x85",
        "\ud800",
        "\x00",
        "READ MORE: more",
        "(Reuters)",
        "MERROW (AP) - ",
        "By A. Lund",
        "Source: KNA",
        "It rained in the town.",
        "Photo: A/B",
        "''",
        "“",
        " ",
        "-",
        "goes on",
    ]
)
RAW = st.one_of(
    st.text(alphabet=st.characters(), max_size=80),
    st.lists(st.one_of(PIECES, st.text(max_size=4)), max_size=25).map("".join),
)


@settings(max_examples=50, deadline=None)
@given(RAW, st.booleans())
def test_restoring_gives_back_any_text(raw: str, heading: bool) -> None:
    cleaned = clean_text(raw, heading=heading)
    assert restore_raw(cleaned.text, cleaned.edits) == raw
    ends = [edit.raw_start + len(edit.raw_text) for edit in cleaned.edits]
    assert all(end <= edit.raw_start for end, edit in zip(ends, cleaned.edits[1:], strict=False))
    assert all(edit.raw_text != edit.new_text for edit in cleaned.edits)
    assert all(raw[e.raw_start :].startswith(e.raw_text) for e in cleaned.edits)


@settings(max_examples=50, deadline=None)
@given(RAW)
def test_offsets_never_decrease_and_agree_outside_edits(raw: str) -> None:
    cleaned = clean_text(raw)
    text, edits = cleaned.text, cleaned.edits
    for side in ("start", "end"):
        there = to_raw_offset(edits, np.arange(len(text) + 1), side=side)
        back = to_clean_offset(edits, np.arange(len(raw) + 1), side=side)
        assert (np.diff(there) >= 0).all()
        assert (np.diff(back) >= 0).all()
        assert there.min() >= 0
        assert there.max() <= len(raw)
        assert back.min() >= 0
        assert back.max() <= len(text)
    edited = np.zeros(len(text), bool)
    for edit in edits:
        edited[edit.start : edit.start + len(edit.new_text)] = True
    starts = to_raw_offset(edits, np.arange(len(text)))
    for i in np.flatnonzero(~edited):
        assert raw[starts[i]] == text[i]
        assert to_clean_offset(edits, starts[i]) == i


def test_a_span_beside_a_removed_record_does_not_take_it_in() -> None:
    raw = "It rained.\n\nREAD MORE: Sun\n\nIt snowed."
    cleaned = clean_text(raw)
    start = cleaned.text.index("It snowed")
    assert int(to_raw_offset(cleaned.edits, start)) == raw.index("It snowed")
    first = cleaned.text.index("\n")
    assert int(to_raw_offset(cleaned.edits, first, side="end")) == raw.index("\n")
    inside = raw.index("MORE")
    assert to_clean_offset(cleaned.edits, [inside, inside + 4]).tolist() == [start, start]


def test_a_span_over_a_mended_character_covers_all_of_it() -> None:
    raw = "the caf\u00c3\u00a9 closed"
    cleaned = clean_text(raw)
    assert cleaned.text == "the café closed"
    start, end = cleaned.text.index("café"), cleaned.text.index("café") + 4
    raw_start = int(to_raw_offset(cleaned.edits, start))
    raw_end = int(to_raw_offset(cleaned.edits, end, side="end"))
    assert raw[raw_start:raw_end] == "caf\u00c3\u00a9"


def test_shape_is_kept_and_no_edits_map_to_the_same_place() -> None:
    places = np.arange(6).reshape(2, 3)
    assert to_raw_offset([], places).tolist() == places.tolist()
    assert to_clean_offset([Edit("nbsp", 1, "\u00a0", 1, " ")], places).shape == (2, 3)
    assert to_raw_offset([], 3).shape == ()


def test_bad_arguments_say_what_is_allowed() -> None:
    with pytest.raises(ValueError, match="'start', 'end'"):
        to_raw_offset([], 0, side="left")  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="count from 0"):
        to_clean_offset([], [-1])
    with pytest.raises(ValueError, match="not of this text"):
        restore_raw("rain", [Edit("ligature", 0, "\ufb03", 0, "ffi")])


@settings(max_examples=50, deadline=None)
@given(st.text("ab", max_size=12), st.data())
def test_composing_two_steps_is_doing_both(raw: str, data: st.DataObject) -> None:
    def draw(text: str) -> list[tuple[int, int, str, str]]:
        changes, at = [], 0
        for _ in range(data.draw(st.integers(0, 3))):
            if at >= len(text):
                break
            start = data.draw(st.integers(at, len(text) - 1))
            end = data.draw(st.integers(start + 1, len(text)))
            changes.append((start, end, data.draw(st.text("xyz", max_size=3)), "change"))
            at = end
        return changes

    middle, first = change_text(raw, draw(raw))
    text, second = change_text(middle, draw(middle))
    edits = compose_edits(raw, first, middle, second)
    assert restore_raw(text, edits) == raw
    starts = [edit.start for edit in edits]
    assert starts == sorted(starts)
