"""Sentiment by voice, and the fast score equal to NLTK's."""

import json
import warnings
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from framing.features import Sentiment
from framing.features.vader import load_analyzer, plain_marks, score_compound

SHARED = Path(__file__).resolve().parents[2].parent / "shared"
RULES = """good GOOD bad BAD kind of kindly not never so this least at very but BUT yeah right the
bomb shit hand to mouth sort isn't without doubt hardly EXTREMELY extremely war peace kills hope
don't n't ! !! ?? ??? ?!? . , : ; :) :-( "good" 'bad' good, ,bad great!!! no. uber hella kiss death
mustard cut ass cannot great- -great a I é ß"""
PIECES = RULES.split()


def nltk_compound(text):
    return load_analyzer().polarity_scores(text)["compound"]


@settings(max_examples=50, deadline=None)
@given(st.lists(st.lists(st.sampled_from(PIECES), max_size=14), min_size=8, max_size=8))
def test_score_equals_nltk_on_combinations_of_its_rules(sentences):
    for words in sentences:
        text = " ".join(words)
        assert score_compound(text) == nltk_compound(text), text


@settings(max_examples=50, deadline=None)
@given(st.text(max_size=60))
def test_score_equals_nltk_on_any_text(text):
    assert score_compound(text) == nltk_compound(text)


@pytest.mark.skipif(not (SHARED / "data").is_dir(), reason="needs ../shared with public corpora")
def test_score_equals_nltk_on_news_sentences():
    from framing.text import read_layers

    lines = (SHARED / "data/polnear/dev.jsonl").read_text(encoding="utf-8").splitlines()[:20]
    layers = read_layers([json.loads(line)["text"] for line in lines])
    n = 0
    for i, text in enumerate(layers.texts):
        for start, end in zip(*layers.sentences.of(i), strict=True):
            sentence = plain_marks(text[start:end])
            assert score_compound(sentence) == nltk_compound(sentence), sentence
            n += 1
    assert n > 400


def test_the_analyzer_leaves_the_data_path_as_it_was():
    import nltk.data

    before = list(nltk.data.path)
    load_analyzer.cache_clear()
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert load_analyzer().lexicon["good"] > 0
    assert nltk.data.path == before


@pytest.mark.parametrize(
    "text",
    [
        "A 'good deal, he said.",
        'A "good" deal.',
        "A “good” deal.",
        "A „good“ deal.",
        "A «good» deal.",
        "A ''good'' deal.",
        "A ‘good’ deal.",
        "A deal—good—came.",
        "A deal, “very good.”",
    ],
)
def test_a_word_beside_quotation_marks_is_found(text):
    assert score_compound(plain_marks(text)) > 0


def test_curly_apostrophes_negate():
    assert score_compound(plain_marks("It isn’t good.")) == nltk_compound("It isn't good.") < 0


def test_a_sentence_with_two_voices_is_cut(make_notes, mark):
    text = 'The brave mayor said the flood was "horrible" and ugly. It was a good day.'
    said = mark(text, "The brave mayor", "said", 'the flood was "horrible" and ugly')
    counts = Sentiment()(make_notes([text, "", "..."], [[said], [], []]))
    own = nltk_compound("The brave mayor said .") + nltk_compound("It was a good day.")
    assert counts["n_sentiment_own"].tolist() == [2, 0, 0]
    assert counts["sum_sentiment_own"].tolist() == [own, 0, 0]
    assert counts["n_sentiment_attributed"].tolist() == [1, 0, 0]
    inside = nltk_compound("the flood was horrible and ugly")
    assert counts["sum_sentiment_attributed"].tolist() == [inside, 0, 0]


def test_an_interrupted_content_is_one_part_of_its_sentence(make_notes, mark):
    text = '"It is good," she said, "but sad."'
    said = mark(text, "she", "said", ['"It is good,"', '"but sad."'])
    counts = Sentiment()(make_notes([text], [[said]]))
    assert counts["n_sentiment_attributed"].tolist() == [1]
    assert counts["sum_sentiment_attributed"].tolist() == [nltk_compound("It is good, but sad.")]


def test_spans_are_the_sentences_that_are_counted(make_notes, mark):
    text = "It was good. Bad, she said."
    notes = make_notes(["Rain.", text], [[], [mark(text, "she", "said", "Bad")]])
    articles, starts, ends, labels = Sentiment().spans(notes)
    assert articles.tolist() == [0, 1, 1, 1]
    assert [(text[s:e], v) for s, e, v in list(zip(starts, ends, labels, strict=True))[1:]] == [
        ("It was good.", "own"),
        ("Bad, she said.", "own"),
        ("Bad, she said.", "attributed"),
    ]
