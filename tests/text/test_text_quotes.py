"""Quotation marks: every glyph of the newsroom, and what is missing or is no mark at all."""

from __future__ import annotations

import pytest

from framing.text import QUOTE_KINDS, in_quotes, quote_runs, read_layers


def quotes(text: str) -> list[str]:
    """Inner texts; one that was not closed ends in ``<``."""
    _, _, starts, ends, _, closed = read_layers([text]).quotes.of(0)
    rows = zip(starts.tolist(), ends.tolist(), closed.tolist(), strict=True)
    return [text[a:b] + ("" if shut else "<") for a, b, shut in rows]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ('He said "so it is" again.', "double"),
        ("He said “so it is” again.", "curly"),
        ("He said 'so it is' again.", "single"),
        ("He said ‘so it is’ again.", "curly_single"),
        ("He said ''so it is'' again.", "doubled"),
        ("He said ``so it is'' again.", "doubled"),
        ("Er sagte «so it is» wieder.", "guillemet"),
        ("Er sagte »so it is« wieder.", "guillemet"),
        ("Er sagte „so it is“ wieder.", "low"),
        ("Er sagte ‚so it is‘ wieder.", "low"),
        ("Han sade ”so it is” igen.", "curly"),
        ("He said “so it is“ again.", "curly"),
        ('He said “so it is" again.', "curly"),
        ('He said ""so it is"" again.', "double"),
        ('He said:"so it is" again.', "double"),
        ('He said " so it is " again.', "double"),
    ],
)
def test_each_kind_of_mark(text: str, kind: str) -> None:
    _, _, starts, ends, kinds, closed = read_layers([text]).quotes.of(0)
    assert [text[a:b].strip() for a, b in zip(starts, ends, strict=True)] == ["so it is"]
    assert [QUOTE_KINDS[k] for k in kinds] == [kind]
    assert closed.tolist() == [True]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # apostrophes are no marks
        ("The readers' choice and the voters' anger.", []),
        ("It's James's 'n' the '90s; get 'em, don't.", []),
        ("'The readers' choice' won.", ["The readers' choice"]),
        ("'He loves the players' he said, and the players' union left.", ["He loves the players"]),
        ("‘It’s the dogs’ home,’ she said.", ["It’s the dogs’ home,"]),
        ("'Nuff said.", []),
        ("A 'so-called' plan for a 'new' way.", ["so-called", "new"]),
        # feet and inches
        ("He is 5' 10\" tall.", []),
        ('"He is 5\'10" tall," she said.', ["He is 5'10\" tall,"]),
        ('A 6" by 4" board.', []),
        # nesting
        ("“He said ‘no’ to me,” she said.", ["He said ‘no’ to me,", "no"]),
        ("'\"Yes\" is what he said,' she said.", ['"Yes" is what he said,', "Yes"]),
        ("\"He said 'yes'\" is it.", ["He said 'yes'", "yes"]),
        ("“He cited ‘no.” She left.", ["He cited ‘no.", "no.<"]),
        ('"A law of “equal” rights," he said.', ["A law of “equal” rights,", "equal"]),
        ('“A law of "equal" rights,” he said.', ['A law of "equal" rights,', "equal"]),
        ("Back in ‘16 and talk ‘bout it.", []),
        # paragraphs
        ("“One.\n\n“Two.\n\n“Three,” he said.", ["One.<", "Two.<", "Three,"]),
        ('"One.\n\n"Two," he said.', ["One.<", "Two,"]),
        ("''One.\n\n''Two,'' he said.", ["One.<", "Two,"]),
        ("‘One.\n\n‘Two,’ he said.", ["One.<", "Two,"]),
        ("'One.\n\n'Two,' he said.", ["One.<", "Two,"]),
        ("«Un.\n\n«Deux», dit-il.", ["Un.<", "Deux"]),
        ("“One.\n\nTwo,” he said.", ["One.<", "Two,"]),
        # missing marks
        ("“One. He said. “Two.” Then.", ["One. He said.<", "Two."]),
        ('He said "one and left.\n\nNothing.', ["one and left.<"]),
        ("He said one” and left.", []),
        ('"Yes, "he said. "No."', ["Yes, ", "No."]),
        ('""', []),
        ("„", []),
        ("“One.“ Two.", ["One."]),
        ("“One.“[Two.]", ["One."]),
        ("“One. “\n\nTwo.", ["One. "]),
        ("' \" ’ '' »", [" ’ "]),
    ],
)
def test_what_is_quoted(text: str, expected: list[str]) -> None:
    assert quotes(text) == expected


def test_a_stray_mark_costs_one_paragraph_at_most() -> None:
    clean = 'He said "yes" and "no".\n\n'
    text = clean * 3 + 'He said "yes and no.\n\n' + clean * 3
    assert quotes(text) == ["yes", "no"] * 3 + ["yes and no.<"] + ["yes", "no"] * 3


def test_outer_spans_hold_the_marks() -> None:
    text = "Say ''yes''."
    starts, ends, *_ = read_layers([text]).quotes.of(0)
    assert text[starts[0] : ends[0]] == "''yes''"


def test_pieces_of_one_quotation_share_a_number() -> None:
    text = "“One. ‘a’\n\n“Two.\n\n“Three,” he said. “Four.”\n\n“Five.”"
    layers = read_layers([text])
    assert quotes(text) == ["One. ‘a’<", "a", "Two.<", "Three,", "Four.", "Five."]
    assert quote_runs(layers, 0).tolist() == [0, 1, 0, 0, 2, 3]
    assert quote_runs(read_layers([""]), 0).tolist() == []


def test_in_quotes_leaves_the_marks_out_and_can_ask_for_closed_ones() -> None:
    text = "A “b ‘c’ d” e “f"
    layers = read_layers([text])
    inside = "".join(
        c for c, q in zip(text, in_quotes(layers, 0, range(len(text))), strict=True) if q
    )
    assert inside == "b ‘c’ df"
    closed = in_quotes(layers, 0, range(len(text)), closed_only=True)
    assert "".join(c for c, q in zip(text, closed, strict=True) if q) == "b ‘c’ d"
