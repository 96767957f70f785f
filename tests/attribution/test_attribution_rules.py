"""Each construction that reports speech, as a reader would mark it."""

from __future__ import annotations

import pytest

from framing.attribution import attribute
from framing.text import read_layers
from framing.types import Attribution, Spans


def read(text: str) -> list[Attribution]:
    return attribute(read_layers([text]), method="rules")[0]


def words(text: str, spans: Spans) -> str:
    return " | ".join(text[a:b] for a, b in spans)


# text, source, cue, content
CASES = {
    "that clause": (
        "The minister said that the bridge was shut.",
        "The minister",
        "said",
        "that the bridge was shut",
    ),
    "bare clause": (
        "Ilse Kroon said the bridge was shut.",
        "Ilse Kroon",
        "said",
        "the bridge was shut",
    ),
    "auxiliary and adverb": (
        "The firm has repeatedly denied that it knew.",
        "The firm",
        "has repeatedly denied",
        "that it knew",
    ),
    "negation": (
        "She did not say whether he had left.",
        "She",
        "did not say",
        "whether he had left",
    ),
    "postponed": (
        "The bridge was shut, the mayor said.",
        "the mayor",
        "said",
        "The bridge was shut",
    ),
    "inverted quote": (
        '"We tried," said Ilse Kroon, the deputy minister.',
        "Ilse Kroon, the deputy minister",
        "said",
        '"We tried,"',
    ),
    "interrupted": (
        '"We tried," said Kroon, "and failed."',
        "Kroon",
        "said",
        '"We tried," | "and failed."',
    ),
    "interrupted clause": (
        "The bridge, she said, was safe.",
        "she",
        "said",
        "The bridge | was safe",
    ),
    "two sentences, one cue": (
        '"We tried," Kroon said. "It was no use."',
        "Kroon",
        "said",
        '"We tried," | "It was no use."',
    ),
    "doubled apostrophes": ("''We tried,'' said Kroon.", "Kroon", "said", "''We tried,''"),
    "according to, first": (
        "According to the police, the road was icy.",
        "the police",
        "According to",
        "the road was icy",
    ),
    "according to, last": (
        "The road was icy, according to the police.",
        "the police",
        "according to",
        "The road was icy",
    ),
    "apposition before the cue": (
        "On Monday, Ilse Kroon, the deputy minister, said it was late.",
        "Ilse Kroon, the deputy minister",
        "said",
        "it was late",
    ),
    "relative source": (
        "Kroon, who said it was late, went home.",
        "who",
        "said",
        "it was late",
    ),
    "addressee": (
        "Kroon told reporters on Monday that it was late.",
        "Kroon",
        "told",
        "that it was late",
    ),
    "infinitive": ("Kroon vowed to leave the council.", "Kroon", "vowed", "to leave the council"),
    "wish": ("The parties want a new vote.", "The parties", "want", "a new vote"),
    "object": ("Kroon condemned the attack.", "Kroon", "condemned", "the attack"),
    "particle": ("Kroon pointed out that it was late.", "Kroon", "pointed out", "that it was late"),
    "noun": (
        "His claim that the dam was safe held for a day.",
        "His",
        "claim",
        "that the dam was safe held for a day",
    ),
    "passive": (
        "It was claimed that the dam was safe.",
        "",
        "was claimed",
        "that the dam was safe",
    ),
    "expected": (
        "The dam is expected to hold.",
        "",
        "is expected",
        "The dam | to hold",
    ),
    "adverb": (
        "The dam allegedly leaked for weeks.",
        "",
        "allegedly",
        "The dam | leaked for weeks",
    ),
    "name and colon": (
        'Kroon: "The dam is safe."',
        "Kroon",
        ":",
        '"The dam is safe."',
    ),
    "colon after the cue": (
        'Kroon said: "The dam is safe."',
        "Kroon",
        "said",
        '"The dam is safe."',
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_one_attribution_of_a_construction(name: str) -> None:
    text, source, cue, content = CASES[name]
    found = read(text)
    assert len(found) == 1, [words(text, item.cue) for item in found]
    assert words(text, found[0].source) == source
    assert words(text, found[0].cue) == cue
    assert words(text, found[0].content) == content


def test_two_cues_share_a_source() -> None:
    text = "Kroon said the bridge was shut and added that it was late."
    first, second = read(text)
    assert words(text, first.source) == words(text, second.source) == "Kroon"
    assert words(text, second.cue) == "added"
    assert words(text, first.content) == "the bridge was shut"


def test_participle_shares_the_source() -> None:
    text = "Kroon denied the report, saying that it was false."
    first, second = read(text)
    assert first.source == second.source
    assert words(text, second.content) == "that it was false"


def test_quotation_over_paragraphs_without_closing_marks() -> None:
    text = '"We tried," Kroon said. "It was no use.\n\n"Nobody came."'
    [said] = read(text)
    assert words(text, said.content[-1:]) == '"Nobody came."'


def test_inner_attribution_names_its_parent() -> None:
    text = "Kroon said the minister had promised to resign."
    outer, inner = read(text)
    assert words(text, inner.cue) == "had promised"
    assert inner.parent == 0
    assert outer.parent is None


def test_cue_inside_marks_belongs_to_the_quoted_speaker() -> None:
    text = '"The minister told me that we had lost," said Kroon.'
    inner, outer = sorted(read(text), key=lambda item: item.content)[::-1]
    assert words(text, outer.source) == "Kroon"
    assert words(text, inner.source) == "The minister"
    assert inner.quotation == "indirect"
    assert outer.quotation == "direct"


@pytest.mark.parametrize(
    "text",
    [
        "The bridge was shut in March.",
        "Officials met in Dovrin on Monday.",
        "The states of the union voted.",
        "He read the paper and left.",
        "",
        "\n\n",
    ],
)
def test_plain_reports_hold_no_attribution(text: str) -> None:
    assert read(text) == []


def test_sorted_by_cue_and_batch_independent() -> None:
    texts = [case[0] for case in CASES.values()]
    together = attribute(read_layers(texts), method="rules")
    assert together == [read(text) for text in texts]
    joined = read(" ".join(texts))
    starts = [item.cue[0][0] for item in joined]
    assert starts == sorted(starts)


def test_unknown_method_lists_what_is_allowed() -> None:
    with pytest.raises(ValueError, match="rules"):
        attribute(read_layers(["x"]), method="guess")  # type: ignore[arg-type]
