"""Words: what stays together and what is cut."""

from __future__ import annotations

import pytest

from framing.text import is_word, read_layers


def words(text: str) -> list[str]:
    return [text[a:b] for a, b in zip(*read_layers([text]).words.of(0), strict=True)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("I don't know", "I|don't|know"),
        ("Kadlec's cat’s", "Kadlec|'s|cat|’s"),
        ("the readers' choice", "the|readers|'|choice"),
        ("the anti-war well-to-do", "the|anti-war|well-to-do"),
        ("3.5 1,000 10:30 9/11 $.50", "3.5|1,000|10:30|9/11|$|.50"),
        ("U.S. a.m. U.S.-led J.K. Orr", "U.S.|a.m.|U.S.-led|J.K.|Orr"),
        ("the U.S.'s debt", "the|U.S.|'s|debt"),
        ("Mr. Orr", "Mr.|Orr"),
        ("He met Orr. Then", "He|met|Orr|.|Then"),
        ("AT&T R&D a & b", "AT&T|R&D|a|&|b"),
        ("ask @orr #vote", "ask|@orr|#vote"),
        ("a.b@c.org, now", "a.b@c.org|,|now"),
        ("(http://a.b/c?d=e).", "(|http://a.b/c?d=e|)|."),
        ("at Nord.com's www.x.org/a_(b)", "at|Nord.com|'s|www.x.org/a_(b)"),
        ("''No,'' ``so''", "''|No|,|''|``|so|''"),
        ("wait -- no... yes—it", "wait|--|no|...|yes|—|it"),
        ("the '90s, '16, get 'em", "the|'90s|,|'16|,|get|'em"),
        ("“It’s”", "“|It|’s|”"),
        ("O'Neill d’État", "O'Neill|d’État"),
        ("cafe\u0301 na\u00efve", "cafe\u0301|na\u00efve"),
        ("a\x00b \ud800", "a|\x00|b|\ud800"),
        ("and/or 5%", "and|/|or|5|%"),
        ("𝐀𝐁 😀", "𝐀𝐁|😀"),
        ("said.The next", "said|.|The|next"),
    ],
)
def test_words_are_cut_as_documented(text: str, expected: str) -> None:
    assert words(text) == expected.split("|")


def test_is_word_counts_what_a_reader_counts() -> None:
    layers = read_layers(["Kadlec's win: 3-0 — don't!", "", "It’s @ “5”."])
    texts = [
        layers.texts[i][a:b] for i in range(3) for a, b in zip(*layers.words.of(i), strict=True)
    ]
    kept = [text for text, word in zip(texts, is_word(layers).tolist(), strict=True) if word]
    assert kept == ["Kadlec", "win", "3-0", "don't", "It", "5"]
    assert is_word(layers, 2).tolist() == is_word(layers)[-7:].tolist()
    assert is_word(layers, 1).tolist() == is_word(read_layers([])).tolist() == []
