"""Layers: plain reports inside a content are found with their parent, other verbs there are not."""

from __future__ import annotations

import pytest

from framing.attribution import attribute
from framing.attribution.relation import Found
from framing.attribution.reported import is_ascribed, is_reported
from framing.text import read_layers
from framing.types import Attribution

Row = tuple[str, str, str]

INNER: dict[str, tuple[str, Row]] = {
    "promise": (
        "The governor promised that the money would come, the palace said on Monday.",
        ("The governor", "promised", "that the money would come"),
    ),
    "quoted as saying": (
        "The agency quoted the governor as saying that the money would come.",
        ("the governor", "as saying", "that the money would come"),
    ),
    "quoted as saying, with marks": (
        'The agency quoted him as saying the money would come "in its own time".',
        ("him", "as saying", 'the money would come "in its own time"'),
    ),
    "what it says": (
        "The council wants to end what it says is a waste of public money.",
        ("it", "says", "a waste of public money"),
    ),
    "order with a place": (
        "Holm said a steward had told people on the car deck to go back to their seats.",
        ("a steward", "had told", "to go back to their seats"),
    ),
    "this": (
        "The minister pointed out that the board had warned of this outcome in March.",
        ("the board", "had warned of", "this outcome in March"),
    ),
    "second clause": (
        "The doctor confirmed that he was stable and that the surgeons expected to save his sight.",
        ("the surgeons", "expected", "to save his sight"),
    ),
}
PLAIN = (
    "Kroon said the minister would promise to resign.",
    "Kroon said the board had never told them to leave.",
    "Kroon said a policy urging people to report crimes was needed.",
    "Kroon said nobody questioned the plan.",
    "Kroon said the mayor had defended people accused of murder.",
    "Kroon asked whether anyone disclosed the letter.",
)


def words(text: str, found: Attribution) -> Row:
    source, cue, content = (
        " ... ".join(text[a:b] for a, b in spans)
        for spans in (found.source, found.cue, found.content)
    )
    return source, cue, content


@pytest.fixture(scope="module")
def read() -> dict[str, list[Attribution]]:
    texts = [text for text, _ in INNER.values()] + list(PLAIN)
    return dict(zip(texts, attribute(read_layers(texts)), strict=True))


@pytest.mark.parametrize("name", INNER)
def test_the_inner_layer_names_its_parent(name: str, read: dict[str, list[Attribution]]) -> None:
    text, row = INNER[name]
    found = read[text]
    inner = next(item for item in found if words(text, item) == row)
    assert inner.parent is not None
    outer = found[inner.parent]
    assert any(a <= inner.cue[0][0] and inner.content[-1][1] <= b for a, b in outer.content), (
        "the parent's content holds the inner layer"
    )


@pytest.mark.parametrize("text", PLAIN)
def test_what_nobody_said_is_no_layer(text: str, read: dict[str, list[Attribution]]) -> None:
    assert [item for item in read[text] if item.parent is not None] == []


def test_rules_keep_the_same_layers() -> None:
    text = "Kroon said the minister would resign if the board pledged to pay."
    assert all(item.parent is None for item in attribute(read_layers([text]), method="rules")[0])
    text = "Kroon said the minister had promised to resign."
    assert [item.parent for item in attribute(read_layers([text]), method="rules")[0]] == [None, 0]


def test_relative_clauses_hold_no_report() -> None:
    text = "He named taxes that the board says will rise."
    found = Found([(20, 29)], [(30, 34)], [(35, 44)])
    assert not is_reported(text, found, (9, 44))
    assert not is_ascribed(text, found)
