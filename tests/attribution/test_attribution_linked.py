"""The default model on the constructions that are hard to link, in invented sentences."""

from __future__ import annotations

import pytest

from framing.attribution import attribute
from framing.text import read_layers
from framing.types import Attribution

Row = tuple[str, str, str]

CASES: dict[str, tuple[str, list[Row]]] = {
    "interrupted quotation": (
        '"We tried to reach the island," Ilse Kroon said on Monday, "and the ice turned us back."',
        [
            (
                "Ilse Kroon",
                "said",
                '"We tried to reach the island," ... "and the ice turned us back."',
            )
        ],
    ),
    "interrupted clause": (
        "The bridge, Ilse Kroon said, will stay shut until the ice has gone.",
        [("Ilse Kroon", "said", "The bridge ... will stay shut until the ice has gone")],
    ),
    "he said after two sentences": (
        '"We tried to reach the island. The ice turned us back," he said.',
        [("he", "said", '"We tried to reach the island. The ice turned us back,"')],
    ),
    "quotation that goes on": (
        '"We tried to reach the island," said Ilse Kroon. "The ice turned us back."',
        [("Ilse Kroon", "said", '"We tried to reach the island," ... "The ice turned us back."')],
    ),
    "one source, two cues": (
        "The minister said the bridge was unsafe and added that it would be closed until spring.",
        [
            ("The minister", "said", "the bridge was unsafe"),
            ("The minister", "added", "that it would be closed until spring"),
        ],
    ),
    "one source, a participle": (
        "Kroon denied the report, saying that it was false.",
        [("Kroon", "denied", "the report"), ("Kroon", "saying", "that it was false")],
    ),
    "a name and a colon": (
        'Kroon: "The dam is safe and it will hold."',
        [("Kroon", ":", '"The dam is safe and it will hold."')],
    ),
    "lines of a talk": (
        "KROON: The dam is safe and it will hold.\n\nEK: I have seen no proof of that.",
        [
            ("KROON", ":", "The dam is safe and it will hold"),
            ("EK", ":", "I have seen no proof of that"),
        ],
    ),
    "two speakers in a row": (
        '"It is late. It is dark," the mayor told reporters. He said the ferry would not sail.',
        [
            ("the mayor", "told", '"It is late. It is dark,"'),
            ("He", "said", "the ferry would not sail"),
        ],
    ),
    "a group": (
        "Supporters of the plan fear that it will be dropped before the vote.",
        [("Supporters of the plan", "fear", "that it will be dropped before the vote")],
    ),
    "no source": (
        "The driver is believed to have fled across the border.",
        [("", "is believed", "The driver ... to have fled across the border")],
    ),
}
LONG = (
    "Ilse Kroon spoke to reporters at the harbour.\n\n"
    '"We tried to reach the island," she said. "It was no use.\n\n'
    '"Nobody came to help us, and the radio was silent."'
)


def words(text: str, found: Attribution) -> Row:
    source, cue, content = (
        " ... ".join(text[a:b] for a, b in spans)
        for spans in (found.source, found.cue, found.content)
    )
    return source, cue, content


@pytest.fixture(scope="module")
def read() -> dict[str, list[Attribution]]:
    texts = [text for text, _ in CASES.values()] + [LONG]
    return dict(zip(texts, attribute(read_layers(texts)), strict=True))


@pytest.mark.parametrize("name", CASES)
def test_a_construction_is_linked(name: str, read: dict[str, list[Attribution]]) -> None:
    text, rows = CASES[name]
    assert [words(text, item) for item in read[text]] == rows


def test_a_quotation_over_paragraphs_is_one(read: dict[str, list[Attribution]]) -> None:
    [said] = read[LONG]
    assert words(LONG, said)[:2] == ("she", "said")
    assert [LONG[a:b][:10] for a, b in said.content] == ['"We tried ', '"It was no', '"Nobody ca']
