"""Windows: cores cover the text once, limits hold, paragraphs stay whole where they fit."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from framing.encoders.windows import Window, pack_windows

SIZES = st.lists(st.integers(1, 9), max_size=120)


@settings(max_examples=50, deadline=None)
@given(SIZES, st.integers(9, 40), st.integers(0, 20), st.randoms(use_true_random=False))
def test_cores_cover_every_word_once(sizes, limit, context, random) -> None:  # type: ignore[no-untyped-def]
    context = min(context, limit - 9)
    paragraphs, paragraph = [], 0
    for _ in sizes:
        paragraph += random.random() < 0.1
        paragraphs.append(paragraph)
    windows = pack_windows(
        sizes, paragraphs, ["w"] * len(sizes), limit=limit, context=context, first_limit=None
    )
    covered = [row for window in windows for row in range(window.core, window.end)]
    assert covered == list(range(len(sizes)))
    for window in windows:
        assert sum(sizes[window.start : window.end]) <= limit
        assert sum(sizes[window.start : window.core]) <= context


def test_paragraphs_that_fit_are_not_cut() -> None:
    windows = pack_windows([1] * 9, [0, 0, 0, 1, 1, 1, 1, 2, 2], ["w"] * 9, limit=6)
    assert windows == [Window(0, 0, 3), Window(3, 3, 9)]


def test_a_long_paragraph_is_cut_after_a_sentence() -> None:
    forms = ["w", "w", "w", "w", ".", '"', "w", "w", "w", "w"]
    assert pack_windows([1] * 10, [0] * 10, forms, limit=8)[0] == Window(0, 0, 6)


def test_a_long_paragraph_without_a_sentence_end_is_cut_at_the_limit() -> None:
    assert pack_windows([1] * 10, [0] * 10, ["w"] * 10, limit=8)[0] == Window(0, 0, 8)
    assert pack_windows([], [], [], limit=8) == []
