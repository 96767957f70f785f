"""Layers tile the text, survive hostile input and do not depend on the batch."""

from __future__ import annotations

from itertools import pairwise
from time import process_time

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from framing.text import Layers, Ragged, read_layers

ALPHABET = "aBs9é字 \t\n\r\u2028.,!?…:;-—'\"’‘“”„«»‹›`()[]@/&#$\x00\ud800\u0301\u200b😀"
TEXTS = st.lists(st.text(alphabet=ALPHABET, max_size=80), max_size=5)
NEWS = """Mr. U.S. said The 5' 10" “ ” " ' '' readers' . ? ... Kadlec's http://a.b/c. a@b.org 1.
    '90s — p.m. Inc. ( ) ‘ ’ „ «"""
PIECES = st.lists(
    st.sampled_from([*NEWS.split(), "\n\n", "\n", " ", " ", " ", " ", " "]), max_size=40
).map("".join)


def spans(layer: Ragged, i: int) -> list[tuple[int, int]]:
    starts, ends = layer.of(i)
    return list(zip(starts.tolist(), ends.tolist(), strict=True))


def check(layers: Layers) -> None:
    for i, text in enumerate(layers.texts):
        for layer in (layers.words, layers.sentences, layers.paragraphs):
            found = spans(layer, i)
            assert all(0 <= start < end <= len(text) for start, end in found)
            assert all(a[1] <= b[0] for a, b in pairwise(found))
            inside = {place for start, end in found for place in range(start, end)}
            assert {place for place, char in enumerate(text) if not char.isspace()} <= inside
            assert all(not text[a].isspace() and not text[b - 1].isspace() for a, b in found)
        assert not any(char.isspace() for a, b in spans(layers.words, i) for char in text[a:b])
        for inner, outer in (("words", "sentences"), ("sentences", "paragraphs")):
            heads = np.array([s for s, _ in spans(getattr(layers, outer), i)])
            tails = [e for _, e in spans(getattr(layers, outer), i)]
            for start, end in spans(getattr(layers, inner), i):
                assert end <= tails[np.searchsorted(heads, start, "right") - 1]
        rows = list(zip(*(column.tolist() for column in layers.quotes.of(i)), strict=True))
        stack: list[int] = []
        last = 0
        for start, end, inner_start, inner_end, kind, closed in rows:
            assert last <= start <= inner_start <= inner_end <= end <= len(text)
            assert 0 <= kind <= 6
            assert closed == (end > inner_end)
            last = start
            while stack and stack[-1] <= start:
                stack.pop()
            assert not stack or end <= stack[-1], "quotations cross"
            stack.append(end)


def equal(one: Layers, other: Layers) -> bool:
    if one.texts != other.texts:
        return False
    for name in ("paragraphs", "sentences", "words", "quotes"):
        a, b = getattr(one, name), getattr(other, name)
        for column in a.__slots__:
            left, right = getattr(a, column), getattr(b, column)
            if left.dtype != right.dtype or not np.array_equal(left, right):
                return False
    return True


@settings(max_examples=50, deadline=None)
@given(TEXTS)
def test_any_characters_give_layers_that_tile_the_text(texts: list[str]) -> None:
    check(read_layers(texts))


@settings(max_examples=50, deadline=None)
@given(st.lists(PIECES, max_size=4))
def test_any_pieces_of_news_give_layers_that_tile_the_text(texts: list[str]) -> None:
    check(read_layers(texts))


@settings(max_examples=50, deadline=None)
@given(st.lists(st.one_of(PIECES, st.text(alphabet=ALPHABET, max_size=30)), min_size=1, max_size=5))
def test_an_article_reads_the_same_alone_and_in_any_batch(texts: list[str]) -> None:
    together = read_layers(texts)
    for i, text in enumerate(texts):
        assert equal(together.take(i, i + 1), read_layers([text]))


def test_pages_are_cut_between_articles_without_a_trace() -> None:
    text = "Mr. Vale said “no”. It rained in the U.S. for 3.5 hours.\n\n" * 2000
    texts = ["", "One.", text, text, "Two “words", text, ""]
    together = read_layers(texts)
    check(together.take(4, 5))
    for i, alone in enumerate(texts):
        assert equal(together.take(i, i + 1), read_layers([alone]))


@pytest.mark.parametrize("texts", [[], [""], ["", "  \n\t "], ["\x00"], ["\ud800 \udfff"]])
def test_texts_with_nothing_in_them_are_read(texts: list[str]) -> None:
    layers = read_layers(texts)
    check(layers)
    assert len(layers) == len(texts) == len(layers.words.offsets) - 1


def test_take_refuses_articles_that_are_not_there() -> None:
    with pytest.raises(IndexError, match=r"0 <= i <= j <= 1"):
        read_layers(["One."]).take(0, 2)


def test_a_single_string_is_refused() -> None:
    with pytest.raises(TypeError, match=r"read_layers\(\[text\]\)"):
        read_layers("One text.")


def test_an_element_that_is_no_string_is_named() -> None:
    with pytest.raises(TypeError, match=r"texts\[1\] is NoneType"):
        read_layers(["a", None])  # type: ignore[list-item]


HOSTILE = {
    "one line": "Mr. Orr said “no” to the readers' plan, 3.5 times. " * 100_000,
    "one word": "a" * 5_000_000,
    "stops": "." * 1_000_000,
    "letters and stops": "U." * 500_000,
    "straight quotes": '"' * 10_000,
    "opening quotes": "“ " * 10_000,
    "apostrophes": "' a" * 10_000,
    "doubled apostrophes": "''" * 10_000,
    "mixed quotes": "‘“ «„ '\" " * 3_000,
    "stops and quotes": '." ' * 100_000,
    "addresses": "http://a.b " * 50_000,
    "address": "www." * 500_000,
    "signs": "a@" * 200_000,
    "domains": "a.com" * 200_000,
    "newlines": "a\n" * 200_000,
    "brackets": "((((" * 200_000,
    "spaced": "a .   " * 200_000,
    "titles": "Mr. " * 200_000,
}


@pytest.mark.parametrize("name", sorted(HOSTILE))
def test_hostile_articles_are_read_in_linear_time(name: str) -> None:
    text = HOSTILE[name]
    began = process_time()
    layers = read_layers([text])
    seconds = process_time() - began
    assert seconds < 5 + len(text) / 1e6
    words, quotes = layers.words, layers.quotes
    solid = len(text) - sum(text.count(space) for space in " \n")
    assert int((words.ends - words.starts).sum()) == solid
    assert (words.starts[1:] >= words.ends[:-1]).all()
    assert (np.diff(quotes.starts) >= 0).all()
    assert (quotes.ends <= len(text)).all()
