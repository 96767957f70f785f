"""The public function on any text: no exception, exact offsets, one row set per article."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import framing as fr
from framing.articles import Corpus
from framing.types import Article

PIECES = """said told claimed he Kroon the minister , . : ; " “ ” '' ' ‘ ’ ( ) that to who and not
    according — \n\n what it says is so-called reportedly as saying quoted him if would Mr. \x00 字
    😀 n't ... READ MORE: \r\n \u200b \ufeff « » ordered everyone on deck to sit"""
NEWS = st.lists(st.sampled_from(PIECES.split(" ")), max_size=60).map(" ".join)
ANY = st.text(st.characters(exclude_categories=["Cs"]), max_size=150)
BESIDE = "It rained, the mayor said."


def check(text: str, **options: Any) -> None:
    corpus = Corpus.from_articles([Article(id="a", text=text), Article(id="b", text=BESIDE)])
    notes = fr.annotate(corpus, **options)
    said = fr.find_attributions(notes)
    assert (said.article_id == "b").sum() == 1
    for row in said.to_dict("records"):
        whole = text if row["article_id"] == "a" else BESIDE
        for role in ("source", "cue", "content"):
            spans = row[f"{role}_spans"]
            assert all(0 <= start < end <= len(whole) for start, end in spans)
            assert (row[role] or "") == " ... ".join(whole[start:end] for start, end in spans)
    assert len(fr.describe_sources(notes)) == said.source.notna().sum()
    found = fr.find_distancing(notes)
    assert all(text[r.start : r.end] == r.text for r in found[found.article_id == "a"].itertuples())


@given(NEWS | ANY)
@settings(max_examples=30, deadline=None)
def test_any_text_by_rules(text: str) -> None:
    check(text, method="rules")


@given(NEWS | ANY)
@settings(max_examples=20, deadline=None)
def test_any_text_by_the_small_model(text: str) -> None:
    check(text, model="small")


@given(NEWS | ANY)
@settings(max_examples=10, deadline=None)
def test_any_text_by_the_base_model(text: str) -> None:
    check(text, model="base")


@pytest.mark.parametrize(
    "text",
    [
        "\x00" * 500,
        '"' * 3_000,
        "as saying " * 1_000,
        "quoted him as saying " * 500,
        "what it says is " * 800,
        "in Kroon " * 2_000,
        "Dr. Kroon in Kroon said. She " * 300,
        "told people on the deck to " * 500,
        "\u202e\u200f said \u0301" * 200,
    ],
    ids=range(9),
)
def test_odd_texts(text: str) -> None:
    check(text, model="small")


def test_a_lone_surrogate_is_mended_by_read() -> None:
    corpus = fr.read([{"id": "a", "text": f"\ud800 {BESIDE}", "lang": "en"}], clean=False)
    [row] = fr.find_attributions(corpus, method="rules").to_dict("records")
    text = corpus[0].text
    assert [text[start:end] for start, end in row["cue_spans"]] == ["said"]
