"""Word lists: hits by class and voice equal their spans."""

import pickle
from collections import Counter

import pytest

from framing.features import Boosting, Hedging, Loaded, WordList, measure
from framing.lexicons import read_lexicon

TEXT = "The regime fell. The thugs of the so-called war machine lost, a horrific rebel said."
WAR = read_lexicon(
    {"army": ["war machine*", "thug*"], "label": ["thug*", "regime"], "exclude": ["lost"]}, "war"
)


def notes_of(make_notes, mark):
    said = mark(TEXT, "a horrific rebel", "said", "The thugs of the so-called war machine lost")
    return make_notes(["", TEXT], [[], [said]])


def test_hits_by_class_and_voice(make_notes, mark):
    counts = WordList("war", WAR)(notes_of(make_notes, mark))
    assert {name: values.tolist() for name, values in counts.items()} == {
        "n_war": [0, 3],
        "n_war_army": [0, 2],
        "n_war_label": [0, 2],  # "thugs" has both classes and is one hit
        "n_war_own": [0, 1],
        "n_war_attributed": [0, 2],
        "n_voice_own_war": [0, 1],
        "n_voice_attributed_war": [0, 3],  # three words in two terms
    }


def test_counts_are_aggregates_of_spans(make_notes, mark):
    notes = notes_of(make_notes, mark)
    for extractor in (WordList("war", WAR), Loaded(), Hedging(), Boosting()):
        articles, starts, ends, labels = extractor.spans(notes)
        counts = extractor(notes)
        name = extractor.name
        assert counts[f"n_{name}"].tolist() == [0, len(articles)]
        every = Counter(label for found in labels for label in found.split("+"))
        for label, n in every.items():
            assert counts[f"n_{name}_{label}"][1] == n
        assert all(TEXT[s:e] == TEXT[s:e].strip() != "" for s, e in zip(starts, ends, strict=True))
    _, starts, ends, labels = WordList("war", WAR).spans(notes)
    assert [TEXT[s:e] for s, e in zip(starts, ends, strict=True)] == [
        "regime",
        "thugs",
        "war machine",
    ]
    assert labels.tolist() == ["label+own", "army+label+attributed", "army+attributed"]


def test_words_of_a_voice_are_a_share_of_that_voice(make_notes, mark):
    table = measure(notes_of(make_notes, mark), ["voice", WordList("war", WAR)])
    assert table["share_voice_attributed_war"].tolist()[1] == 3 / 8
    assert table["share_voice_own_war"].tolist()[1] == 1 / 7
    assert table["rate_war"].tolist()[1] == 1000 * 3 / 15
    assert table["share_voice_own_war"].isna().tolist() == [True, False]


def test_the_shipped_lists_count_what_they_name(make_notes):
    notes = make_notes(
        ["Clearly the brutal dictator may perhaps lose. Extreme weather came in May."]
    )
    assert Loaded()(notes)["n_loaded"].tolist() == [2]
    assert Hedging()(notes)["n_hedge"].tolist() == [2]
    assert Boosting()(notes)["n_booster"].tolist() == [1]


def test_another_list_under_a_known_name(make_notes):
    mine = Loaded(lexicon=read_lexicon(["bridge"]))
    assert [column.name for column in mine.columns()][:2] == ["n_loaded", "n_loaded_own"]
    assert mine(make_notes(["A bridge."]))["n_loaded"].tolist() == [1]
    assert pickle.loads(pickle.dumps(mine)) == mine


def test_the_digest_follows_the_list():
    assert Loaded().digest != Hedging().digest
    assert WordList("war", WAR).digest == WAR.digest


@pytest.mark.parametrize(
    ("name", "lexicon", "error", "message"),
    [
        ("War", WAR, ValueError, "must be lower-case letters"),
        ("war", "nothing", ValueError, "no lexicon 'nothing'.*boosters, hedges, loaded"),
        ("war", ["shell"], TypeError, r"framing\.lexicons\.read_lexicon.*given list"),
        ("war", read_lexicon({"own": ["x"]}), ValueError, "class 'own'.*name of a voice"),
    ],
)
def test_bad_parameters(name, lexicon, error, message):
    with pytest.raises(error, match=message):
        WordList(name, lexicon)
