"""The encoder's words: exact offsets, unified quotation marks, quotation state."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from framing.encoders.forms import BUCKETS, WordForms
from framing.encoders.pieces import WordPieces, fold
from framing.encoders.words import (
    LOOKS,
    PARAGRAPH_STATES,
    PLAIN,
    QUOTE_STATES,
    Words,
    read_words,
)

SPECIAL = ["[PAD]", "[UNK]", "[CLS]", "[SEP]"]


def quoted(words: Words) -> list[str]:
    inside = (words.looks // PARAGRAPH_STATES) % QUOTE_STATES == 1
    return [form for form, yes in zip(words.forms, inside, strict=True) if yes]


@settings(max_examples=50, deadline=None)
@given(st.text(max_size=200))
def test_every_word_is_its_span_and_nothing_visible_is_lost(text: str) -> None:
    words = read_words(text)
    surfaces = [text[a:b] for a, b in zip(words.starts, words.ends, strict=True)]
    assert [PLAIN.get(surface, surface) for surface in surfaces] == list(words.forms)
    assert "".join(surfaces) == "".join(text.split())
    assert all(0 <= look < LOOKS for look in words.looks.tolist())
    assert (words.paragraphs[1:] >= words.paragraphs[:-1]).all()


@pytest.mark.parametrize(
    "text",
    [
        "“We won,” she said.",
        '"We won," she said.',
        "''We won,'' she said.",
        "``We won,'' she said.",
    ],
)
def test_house_styles_of_quotation_marks_look_alike(text: str) -> None:
    words = read_words(text)
    assert words.forms == ('"', "We", "won", ",", '"', "she", "said", ".")
    assert quoted(words) == ['"', "We", "won", ",", '"']


def test_a_quotation_ends_with_its_paragraph() -> None:
    words = read_words('"We won.\n\nThe mayor left. "And you?"')
    assert "mayor" not in quoted(words)
    assert quoted(words)[-4:] == ["And", "you", "?", '"']
    assert words.paragraphs.tolist() == [0] * 4 + [1] * 9


def test_an_apostrophe_opens_no_quotation() -> None:
    assert quoted(read_words("The senators’ plan wasn't Obama’s.")) == []


def test_a_blank_text_has_no_words() -> None:
    assert len(read_words("")) == len(read_words(" \n\n\t ")) == 0


@settings(max_examples=50, deadline=None)
@given(st.text(min_size=1, max_size=130))
def test_every_word_has_a_piece(word: str) -> None:
    pieces = WordPieces([*SPECIAL, *"abcdefgh", *(f"##{letter}" for letter in "abcdefgh")])
    numbers = pieces.cut(word)
    assert numbers
    assert all(0 <= number < len(pieces) for number in numbers)
    assert pieces.cut(word) == numbers


def test_pieces_are_the_longest_that_fit() -> None:
    pieces = WordPieces([*SPECIAL, "re", "report", "##port", "##ed", "##e", "##d"])
    assert pieces.cut("Reported") == (5, 7)
    assert pieces.cut("REPORT") == (5,)
    assert pieces.cut("reporter") == (1,)


def test_pieces_need_the_special_ones() -> None:
    with pytest.raises(ValueError, match=r"\[CLS\], \[SEP\]"):
        WordPieces(["[PAD]", "[UNK]"])


def test_folding_drops_case_and_accents() -> None:
    assert fold("Élysée") == "elysee"
    assert fold("ß") == "ß"


@settings(max_examples=50, deadline=None)
@given(st.lists(st.text(min_size=1, max_size=20), max_size=20))
def test_forms_are_in_range_and_repeatable(words: list[str]) -> None:
    forms = WordForms(["said"])
    numbers = forms.number(words)
    assert numbers.shape == (len(words), 3)
    assert (numbers[:, 0] < len(forms)).all()
    assert (numbers[:, 1:] < BUCKETS).all()
    assert (numbers == WordForms(["said"]).number(words)).all()


def test_forms_share_beginnings_and_endings() -> None:
    known, unknown, other = WordForms(["privatise"]).number(["Privatise", "privatising", "raising"])
    assert (known[0], unknown[0], other[0]) == (2, 1, 1)
    assert known[1] == unknown[1]
    assert unknown[2] == other[2]
