"""Any text gives a result: spans that index it exactly, in order, in bounded time."""

from __future__ import annotations

from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from framing.attribution import attribute, find_distancing, resolve_sources
from framing.text import read_layers
from framing.types import QUOTATIONS, SOURCE_TYPES, STANCES

PIECES = """said told claimed he she Kroon the minister , . : ; " " “ ” '' '' ' ‘ ’ ( ) that to who
    and but not was is by according to — \n\n what calls so-called its spokesman reportedly claim
    expected It Monday on in a \x00 \ud800 字 😀 said Mr. Ek 's n't ... ? !"""
TEXTS = st.lists(st.sampled_from(PIECES.split(" ")), max_size=60).map(" ".join)


def check(texts: list[str]) -> None:
    layers = read_layers(texts)
    found = attribute(layers, method="rules")
    assert len(found) == len(texts)
    for text, items in zip(texts, found, strict=True):
        for item in items:
            assert item.content
            assert item.cue
            for spans in (item.source, item.cue, item.content):
                assert list(spans) == sorted(spans)
                for start, end in spans:
                    assert 0 <= start < end <= len(text)
                    assert not text[start].isspace()
                    assert not text[end - 1].isspace()
            assert item.quotation in QUOTATIONS
            assert item.stance is None or item.stance in STANCES
            assert item.source_type is None or item.source_type in SOURCE_TYPES
            assert item.parent is None or 0 <= item.parent < len(items)
        assert len(resolve_sources(text, items)) == len(items)
    for text, marks in zip(texts, find_distancing(layers, found), strict=True):
        assert all(0 <= mark.start < mark.end <= len(text) for mark in marks)


@given(st.lists(TEXTS, max_size=3))
@settings(max_examples=50, deadline=None)
def test_news_like_noise(texts: list[str]) -> None:
    check(texts)


@given(st.text(max_size=120))
@settings(max_examples=30, deadline=None)
def test_any_characters(text: str) -> None:
    check([text])


@given(TEXTS, TEXTS)
@settings(max_examples=20, deadline=None)
def test_a_neighbour_changes_nothing(one: str, other: str) -> None:
    both = attribute(read_layers([one, other]), method="rules")
    alone = [attribute(read_layers([text]), method="rules")[0] for text in (one, other)]
    assert both == alone


@pytest.mark.parametrize(
    "text",
    [
        '"a" ' * 10_000,
        '"' * 20_000,
        "he said that " * 10_000,
        ") said " * 10_000,
        "(" * 20_000 + " he said",
        "the head of " * 10_000 + "said no",
        ", " * 20_000 + "said",
        "A." * 100_000,
        "Abc " * 30_000 + "said",
        'The minister said that the bridge was closed, and added "no" ' * 3_000,
        '"he said\n\n' * 5_000,
        "what a " * 20_000,
        "Kroon said. " * 10_000,
    ],
    ids=range(13),
)
def test_long_and_odd_texts_in_bounded_time(text: str) -> None:
    began = process_time()
    check([text])
    assert process_time() - began < 10


@pytest.mark.parametrize(
    "sentence",
    [
        "The minister said that the bridge was closed. \u201cWe have no choice,\u201d he added. ",
        "\u00ab a \u00bb he said ",
        "A woman named Anna Petel of Lowbridge said so, and she told Petel that it rained. ",
    ],
)
def test_time_grows_with_the_length_of_an_article_not_with_its_square(sentence):
    def seconds(length: int) -> float:
        layers = read_layers([sentence * (length // len(sentence))])
        start = process_time()
        attribute(layers, method="rules")
        return process_time() - start

    seconds(1000)
    short, long = min(seconds(20_000) for _ in range(3)), seconds(160_000)
    assert long < 24 * short, f"{long / short:.0f} times the time for 8 times the text"
