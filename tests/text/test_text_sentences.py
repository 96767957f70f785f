"""Sentences: 60 written cases, and more of them right than NLTK's Punkt gets."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from framing.text import read_layers, sentence_of

CASES = [
    json.loads(line)
    for line in (Path(__file__).parent / "hard_sentences.jsonl").read_text("utf-8").splitlines()
]
FLOOR = 57  # of 60


def split(text: str) -> list[str]:
    layers = read_layers([text])
    return [text[a:b] for a, b in zip(*layers.sentences.of(0), strict=True)]


def test_there_are_sixty_different_cases() -> None:
    assert len({case["case"] for case in CASES}) == len({case["text"] for case in CASES}) == 60
    for case in CASES:
        assert "".join(case["text"].split()) == "".join("".join(case["sentences"]).split())


def test_nearly_all_hard_cases_are_split_right() -> None:
    wrong = [case["case"] for case in CASES if split(case["text"]) != case["sentences"]]
    assert len(CASES) - len(wrong) >= FLOOR, wrong


def test_more_hard_cases_are_right_than_with_punkt() -> None:
    punkt = pytest.importorskip("nltk.tokenize.punkt").PunktSentenceTokenizer
    ours = sum(split(case["text"]) == case["sentences"] for case in CASES)
    untrained = punkt()
    trained = punkt("\n\n".join(case["text"] for case in CASES))
    for tokenizer in (
        untrained,
        trained,
    ):  # given each line apart, so that headings cost it nothing
        theirs = sum(
            [part for line in lines(case) for part in tokenizer.tokenize(line)] == case["sentences"]
            for case in CASES
        )
        assert 0 < theirs < ours


def lines(case: dict[str, object]) -> list[str]:
    text = str(case["text"])
    return [text] if case["case"] == "wrapped line" else text.splitlines()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He left. he said so.", ["He left. he said so."]),
        ("Buy it. iPhone sales rose.", ["Buy it.", "iPhone sales rose."]),
        ("Is it?! Yes.", ["Is it?!", "Yes."]),
        ("“It is so.”“It is not.”", ["“It is so.”", "“It is not.”"]),
        ("ST. IVES — It rained.", ["ST. IVES — It rained."]),
        ("The PARTY’“Mr. Orr left.", ["The PARTY’“Mr. Orr left."]),
        ("She saw DR. NO. 5 left.", ["She saw DR. NO. 5 left."]),
        ("", []),
        (" \n ", []),
        ("...", ["..."]),
        ("One.\r\nTwo.\r\n\r\nThree", ["One.", "Two.", "Three"]),
        ("The law,\nHe said,\nfailed.", ["The law,\nHe said,\nfailed."]),
    ],
)
def test_small_texts(text: str, expected: list[str]) -> None:
    assert split(text) == expected


def test_sentence_of_answers_for_any_shape() -> None:
    layers = read_layers(["x", "  It rained. We left."])
    assert sentence_of(layers, 1, [[0, 2], [12, 13]]).tolist() == [[-1, 0], [0, 1]]
    assert sentence_of(layers, 0, 0) == 0
    assert sentence_of(read_layers([""]), 0, [0]).tolist() == [-1]
