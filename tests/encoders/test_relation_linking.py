"""Linking spans into relations, on spans that are given."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from framing.attribution.linking import Link, Piece, link_spans, number_sentences, spans_of
from framing.encoders.words import Words, read_words


def mark(marked: str) -> tuple[Words, list[Piece]]:
    """Read ``[s she] [q said] [c it rained]``: source, cue and content in brackets."""
    text, opened, spans = "", [], []
    roles = {"s": "source", "q": "cue", "c": "content"}
    i = 0
    while i < len(marked):
        if marked[i] == "[":
            opened.append((roles[marked[i + 1]], len(text)))
            i += 3
        elif marked[i] == "]":
            role, start = opened.pop()
            spans.append((start, len(text), role))
            i += 1
        else:
            text += marked[i]
            i += 1
    words = read_words(text)
    starts = words.starts.tolist()
    pieces = [
        Piece(role, sum(s < a for s in starts), sum(s < b for s in starts))
        for a, b, role in sorted(spans)
    ]
    return words, pieces


def say(words: Words, piece: Piece | None) -> str:
    return " ".join(words.forms[piece.first : piece.last]) if piece else ""


def linked(marked: str) -> list[tuple[str, str, list[str]]]:
    words, pieces = mark(marked)
    return [
        (say(words, link.source), say(words, link.cue), [say(words, c) for c in link.contents])
        for link in link_spans(pieces, words)
    ]


def test_a_plain_statement() -> None:
    assert linked("[s She] [q said] [c it rained].") == [("She", "said", ["it rained"])]


def test_an_interrupted_content() -> None:
    found = linked('"[c It rained]," [q said] [s Ann Roe], "[c and it snowed]."')
    assert found == [("Ann Roe", "said", ["It rained", "and it snowed"])]


def test_two_cues_share_a_source() -> None:
    found = linked("[s She] [q said] [c it rained] and [q added] [c that it snowed].")
    assert found == [("She", "said", ["it rained"]), ("She", "added", ["that it snowed"])]


def test_a_source_is_not_shared_across_sentences() -> None:
    found = linked("[s She] [q said] [c it rained]. There were [q rumours that] [c it snowed].")
    assert found[1] == ("", "rumours that", ["it snowed"])


def test_a_quotation_goes_on_after_its_sentence() -> None:
    found = linked(
        '"[c It rained]," [s Ann Roe] [q told] us in answer to [q a question about] '
        '[c the weather]. "[c It snowed too]."'
    )
    assert found[0] == ("Ann Roe", "told", ["It rained", "It snowed too"])
    assert found[1][2] == ["the weather"]


def test_a_quotation_with_its_own_cue_stays() -> None:
    found = linked('"[c It rained]," [q said] [s Ann]. "[c It snowed]," [q said] [s Bob].')
    assert found == [("Ann", "said", ["It rained"]), ("Bob", "said", ["It snowed"])]


def test_a_cue_without_content_and_a_content_without_cue_make_no_relation() -> None:
    assert linked("[s She] [q said] nothing.") == []
    assert linked("[c It rained].") == []


def test_a_heading_is_no_part_of_the_first_report() -> None:
    found = linked("[c Leaders discuss aid]\n\n[s Leaders] [q discussed] [c ways to provide aid].")
    assert found == [("Leaders", "discussed", ["ways to provide aid"])]


def test_an_opening_participle_takes_the_next_source() -> None:
    found = linked("[q Citing] [c the cost], [s she] [q refused] [c to go on].")
    assert found == [("she", "Citing", ["the cost"]), ("she", "refused", ["to go on"])]


def test_an_empty_cue_takes_a_near_content_from_its_neighbour() -> None:
    found = linked("[s She] [q hopes] and [q believes] [c that it rained] and [c that it snowed].")
    assert [contents for _, _, contents in found] == [["that it rained"], ["that it snowed"]]


def test_a_name_and_a_colon() -> None:
    assert linked("[s ROE][q :] [c It rained].") == [("ROE", ":", ["It rained"])]


@settings(max_examples=50, deadline=None)
@given(st.lists(st.integers(0, 6), max_size=60), st.data())
def test_any_labels_link_without_overlap(labels: list[int], data: st.DataObject) -> None:
    pool = ["w", ".", '"', "\n\n", "Mr", "?"]
    drawn = data.draw(st.lists(st.sampled_from(pool), min_size=80, max_size=80))
    words = read_words(" ".join(drawn) + " w" * 60)
    spans = spans_of(labels)
    assert [s.role for s in spans if s.first >= s.last] == []
    links = link_spans(spans, words)
    assert len({link.cue for link in links}) == len(links)
    contents = [content for link in links for content in link.contents]
    assert len(set(contents)) == len(contents)
    assert all(isinstance(link, Link) and link.contents for link in links)
    assert (number_sentences(words)[1:] >= number_sentences(words)[:-1]).all()
