"""Folds keep groups whole, spread labels, and say why they refuse."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.dummy import DummyClassifier
from sklearn.model_selection import GridSearchCV, KFold, cross_val_score

from framing.articles import Corpus
from framing.models import GroupSplit, LeaveOutletsOut, baselines, check_folds, groups_of
from framing.types import Article


def article(name, text=None, **fields):
    return Article(id=name, text=text or f"Text of {name}.", **fields)


def test_groups_are_connected_through_events_duplicates_and_equal_texts():
    rows = [
        article("a", event="storm"),
        article("b", event="storm", duplicate_of="c"),
        article("c", event="cup"),
        article("d", text="text  OF c."),
        article("e", duplicate_of="gone"),
        article("f", duplicate_of="gone"),
        article("g"),
    ]
    assert groups_of(rows).tolist() == ["event:cup"] * 4 + ["article:e"] * 2 + ["article:g"]
    assert groups_of(Corpus.from_articles(rows), by=["event"]).tolist() == [
        "event:storm",
        "event:storm",
        "event:cup",
        "article:d",
        "article:e",
        "article:f",
        "article:g",
    ]


def test_articles_of_a_day_are_connected_on_request():
    rows = [
        article("a", date="2031-03-03T08:00:00Z"),
        article("b", date="2031-03-03", event="cup"),
        article("c", date="2031-03-04", event="cup"),
        article("d"),
        article("e"),
    ]
    assert groups_of(rows, by=["event", "day"]).tolist() == [
        "event:cup", "event:cup", "event:cup", "article:d", "article:e"
    ]  # fmt: skip
    assert groups_of(rows).tolist()[0] == "article:a"


def test_empty_texts_are_not_copies_of_each_other():
    assert groups_of([" ", "", "Rain."]).tolist() == ["article:0", "article:1", "article:2"]


def test_groups_refuse_an_unknown_relation():
    with pytest.raises(ValueError, match="by='outlet' is not one of event, duplicate_of, text"):
        groups_of(["Rain."], by=["outlet"])


@settings(max_examples=40, deadline=None)
@given(
    groups=st.lists(st.integers(0, 12), min_size=30, max_size=60),
    n=st.integers(2, 4),
    seed=st.integers(0, 5),
)
def test_folds_partition_the_rows_and_keep_groups_whole(groups, n, seed):
    if len(set(groups)) < n:
        return
    folds = list(GroupSplit(n, seed=seed).split(np.zeros((len(groups), 1)), None, groups))
    assert len(folds) == n
    tested = np.concatenate([test for _, test in folds])
    assert sorted(tested) == list(range(len(groups)))
    for train, test in folds:
        assert sorted([*train, *test]) == list(range(len(groups)))
        assert len(test) > 0
    check_folds(folds, groups)


def test_labels_are_spread_evenly():
    y = np.repeat(["rare", "usual"], [10, 90])
    folds = list(GroupSplit(5, seed=3).split(np.zeros((100, 1)), y, range(100)))
    assert [int((y[test] == "rare").sum()) for _, test in folds] == [2] * 5
    assert [len(test) for _, test in folds] == [20] * 5


def test_folds_repeat_and_the_seed_matters():
    def cut(seed):
        return [t.tolist() for _, t in GroupSplit(3, seed=seed).split(range(30), None, range(30))]

    assert cut(1) == cut(1)
    assert cut(1) != cut(2)


def test_articles_carry_their_groups(marked, leaning):
    folds = list(GroupSplit(3).split(marked, leaning))
    check_folds(folds, [a.event for a in marked])
    same = list(GroupSplit(3).split(Corpus.from_articles(marked), leaning))
    assert [t.tolist() for _, t in folds] == [t.tolist() for _, t in same]


def test_group_split_refuses_where_nothing_would_be_kept_together():
    with pytest.raises(ValueError, match="no groups to keep whole: give groups="):
        list(GroupSplit(2).split(["Rain.", "Sun."], None))
    with pytest.raises(ValueError, match="no groups to keep whole"):
        list(GroupSplit(2).split([article("a"), article("b")], None))


def test_too_few_groups_or_folds():
    with pytest.raises(ValueError, match="3 folds need at least 3 groups, given 2: x, y"):
        list(GroupSplit(3).split(range(4), None, ["x", "x", "y", "y"]))
    with pytest.raises(ValueError, match="n_splits must be at least 2, given 1"):
        GroupSplit(1)
    with pytest.raises(ValueError, match="n_splits must be at least 2, given 0"):
        LeaveOutletsOut(0)


def test_straddling_group_is_named_with_the_reason():
    folds = list(KFold(2).split(range(4)))
    with pytest.raises(ValueError, match="straddles") as error:
        check_folds(folds, ["a", "storm", "storm", "b"])
    assert str(error.value) == (
        "fold 0: group 'storm' straddles: 1 of its articles in training, 1 in test (1 such groups "
        "in this fold). A model would be tested on what it has seen; split with GroupSplit or "
        "LeaveOutletsOut"
    )
    check_folds(folds, [None, None, None, float("nan")])


def test_one_fold_an_outlet(marked, leaning):
    split = LeaveOutletsOut()
    folds = list(split.split(marked, leaning))
    assert split.get_n_splits(marked) == len(folds) == 8
    outlets = np.array([a.outlet for a in marked])
    assert all(len(set(outlets[test])) == 1 for _, test in folds)
    check_folds(folds, outlets)


def test_outlets_over_fewer_folds_hold_every_label(marked, leaning):
    y = np.array(leaning)
    for _, test in LeaveOutletsOut(4).split(marked, leaning):
        assert sorted(set(y[test])) == ["left", "right"]


def test_copies_of_test_articles_leave_training():
    rows = [
        article("a", outlet="A"),
        article("b", outlet="B", duplicate_of="a"),
        article("c", outlet="B"),
        article("d", outlet="C"),
    ]
    folds = [(tr.tolist(), te.tolist()) for tr, te in LeaveOutletsOut().split(rows)]
    assert folds == [([2, 3], [0]), ([3], [1, 2]), ([0, 1, 2], [3])]


def test_outlets_refused():
    with pytest.raises(ValueError, match=r"1 of 2 rows have no outlet \(the first is row 1\)"):
        list(LeaveOutletsOut().split([article("a", outlet="A"), article("b")]))
    rows = [article(n, outlet=n) for n in "abc"]
    with pytest.raises(ValueError, match="no article labelled 'x': too few outlets have that"):
        list(LeaveOutletsOut().split(rows, ["x", "y", "y"]))
    with pytest.raises(ValueError, match="set n_splits"):
        LeaveOutletsOut().get_n_splits()


def test_splitters_work_as_cv_of_scikit_learn(marked, leaning):
    length = baselines(["length"])["length"]
    search = GridSearchCV(length, {"logisticregression__C": [0.1, 1.0]}, cv=GroupSplit(3))
    assert search.fit(marked, leaning).best_score_ > 0
    scores = cross_val_score(
        DummyClassifier(), np.zeros((120, 1)), leaning, cv=LeaveOutletsOut(4),
        groups=[a.outlet for a in marked],
    )  # fmt: skip
    assert len(scores) == 4
