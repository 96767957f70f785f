"""Distancing without a verb: markers, ascription, control, verification, scare quotes."""

from __future__ import annotations

import pytest

from framing.attribution import attribute, find_distancing
from framing.text import read_layers


def read(text: str) -> list[tuple[str, str]]:
    layers = read_layers([text])
    found = find_distancing(layers, attribute(layers, method="rules"))[0]
    return [(text[item.start : item.end], item.kind) for item in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The so-called council met.", [("so-called", "marker")]),
        ("The alleged spy left.", [("alleged", "marker")]),
        ("He alleged that it was late.", []),
        ("It crossed what it calls the border.", [("what it calls", "ascription")]),
        (
            "It was a reply to what Dovrin describes as threats.",
            [("what Dovrin describes as", "ascription")],
        ),
        (
            "The levy, known to its critics as the bread tax, will stay.",
            [("known to its critics as", "ascription")],
        ),
        (
            "He took the money, which the mayor has always denied, in May.",
            [("which the mayor has always denied", "verification")],
        ),
        ("He left the house, which was dark, and denied it.", []),
        ("The Dovrin-backed militia left.", [("Dovrin-backed", "control")]),
        ("A state-run school opened.", []),
        (
            "He spoke of spies, without providing evidence.",
            [("without providing evidence", "verification")],
        ),
        (
            "The picture could not be independently verified.",
            [("could not be independently verified", "verification")],
        ),
        ("It was a “liberation” of the town.", [("“liberation”", "scare")]),
        ("They won their 'freedom' in May.", [("'freedom'", "scare")]),
        ("“It is late,” he said.", []),
        ("She sang “Yesterday Morning” twice.", []),
        ("The boat is called “heron”.", []),
        ("", []),
    ],
)
def test_kinds(text: str, expected: list[tuple[str, str]]) -> None:
    assert read(text) == expected


def test_words_of_a_quoted_speaker_are_not_the_writers() -> None:
    assert read('"We do not recognise the so-called council at all," said Kroon.') == []


def test_words_in_marks_inside_a_content_are_speech() -> None:
    assert read("Kroon said that the “reform” had failed.") == []
    assert read("The “reform” had failed.") == [("“reform”", "scare")]


def test_wrong_number_of_articles() -> None:
    with pytest.raises(ValueError, match="2 articles"):
        find_distancing(read_layers(["a", "b"]), [[]])
