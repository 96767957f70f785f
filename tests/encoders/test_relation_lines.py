"""Signed quotations: the layout says who speaks."""

from __future__ import annotations

import numpy as np
import pytest

from framing.attribution.linking import spans_of
from framing.attribution.model_lines import clear_noise, label_signed_quotations
from framing.encoders.words import read_words


def spans(text: str) -> list[tuple[str, str]]:
    words = read_words(text)
    labels = label_signed_quotations(words, np.zeros(len(words), np.int8))
    found = spans_of(labels.tolist())
    return [(s.role, text[words.starts[s.first] : words.ends[s.last - 1]]) for s in found]


@pytest.mark.parametrize("dash", ["-", "–", "—", "―", "--"])
def test_a_signed_quotation(dash: str) -> None:
    assert spans(f"They wrote to us.\n“I was there. It rained.” {dash} Edwin G. Roe, 34") == [
        ("content", "“I was there. It rained.”"),
        ("cue", dash),
        ("source", "Edwin G. Roe"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        '"I was there," said Ann Roe - a clerk.',
        '"I was there" - but it rained.',
        "I was there — Ann Roe",
        '"Yes" — Ann',
        '"I was there." —',
        '—" —"',
        "",
    ],
)
def test_other_lines_are_left_alone(text: str) -> None:
    words = read_words(text)
    labels = np.full(len(words), 3, np.int8)
    assert label_signed_quotations(words, labels) is labels


def test_links_and_credits_hold_no_attribution():
    text = (
        "Rain fell, she said.\n\nREAD MORE: Mayor says dam is safe\n\nSource: Meridian and agencies"
    )
    words = read_words(text)
    tagged = np.full(len(words), 2, np.int8)
    cleared = clear_noise(words, tagged, text)
    assert cleared[words.paragraphs == 0].all()
    assert not cleared[words.paragraphs > 0].any()
    assert tagged.all()
    clean, labels = "Rain fell, she said.", tagged[:6]
    assert clear_noise(read_words(clean), labels, clean) is labels
