"""Words by voice: every word is own or attributed; quoted words are a part of the attributed."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from framing.features import Voices
from framing.features.counting import tokens_inside

TEXT = 'The "safe" bridge fell, the mayor said. "We were told," she added, "nothing at all."'


def counts(extractor, notes):
    return {name: values.tolist() for name, values in extractor(notes).items()}


def test_words_of_each_voice(make_notes, mark):
    first = mark(TEXT, "the mayor", "said", 'The "safe" bridge fell')
    second = mark(TEXT, "she", "added", ["We were told", "nothing at all"])
    got = counts(Voices(), make_notes([TEXT, "", "Rain."], [[first, second], [], []]))
    assert got == {
        "n_voice": [15, 0, 1],
        "n_voice_own": [5, 0, 1],  # the mayor said, she added
        "n_voice_attributed": [10, 0, 0],
        "n_voice_quoted": [7, 0, 0],  # safe; we were told; nothing at all
    }


def test_quotation_marks_without_an_attribution_are_own_voice(make_notes):
    got = counts(Voices(), make_notes(['The "so-called" deal is off.']))
    assert got["n_voice_own"] == got["n_voice"] == [5]
    assert got["n_voice_quoted"] == [0]


def test_nested_contents_count_their_words_once(make_notes, mark):
    text = "Officials said the minister claimed it rained."
    outer = mark(text, "Officials", "said", "the minister claimed it rained")
    inner = mark(text, "the minister", "claimed", "it rained", parent=0)
    got = counts(Voices(), make_notes([text], [[outer, inner]]))
    assert got["n_voice_attributed"] == [5]
    assert got["n_voice_own"] == [2]


@settings(max_examples=50, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 2), st.integers(0, 40), st.integers(1, 20)), max_size=6))
def test_tokens_inside_equals_looking_at_each_token(spans):
    from framing.articles import Corpus
    from framing.notes import Annotations
    from framing.schema import attributions_schema, citations_schema
    from framing.types import Article

    texts = ["It rained a lot, he said.", "", "“Snow — and ice!” Nobody spoke of sun."]
    corpus = Corpus.from_articles([Article(id=t[:3] + str(i), text=t) for i, t in enumerate(texts)])
    none = (attributions_schema().empty_table(), citations_schema().empty_table())
    notes = Annotations(corpus, *none)
    cut = [(i, min(s, len(texts[i])), min(s + n, len(texts[i]))) for i, s, n in spans]
    table = np.array(cut, np.int64).reshape(-1, 3)
    got = tokens_inside(notes, table[:, 0], table[:, 1], table[:, 2]).tolist()
    wanted = [
        any(i == a and s <= start < e for a, s, e in cut)
        for i in range(len(texts))
        for start in notes.layers.words.of(i)[0].tolist()
    ]
    assert got == wanted
