"""Every built-in extractor keeps the contract, and the contract catches those that do not."""

import multiprocessing
import pickle
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field

import numpy as np
import pandas as pd
import pytest

from framing.articles import Corpus
from framing.features import Column, WordList, builtin_extractors, measure
from framing.lexicons import read_lexicon
from framing.notes import annotate
from framing.testing import TEXTS, ContractError, check_extractor
from framing.types import Article

COLUMN = (Column("n_things", "Things.", unit="things"),)


@pytest.mark.parametrize("name", list(builtin_extractors()))
def test_builtin_extractors_keep_the_contract(name):
    check_extractor(builtin_extractors()[name])


def test_a_list_of_ones_own_keeps_the_contract():
    check_extractor(WordList("war", read_lexicon({"war": ["clos*", "told"]})))


@dataclass(frozen=True)
class Lengths:
    """Characters per article: keeps the contract; the faulty ones below break one promise each."""

    def columns(self):
        return COLUMN

    def __call__(self, notes):
        return {"n_things": self.count(notes)}

    def count(self, notes):
        return np.array([len(text) for text in notes.layers.texts], np.int64)


class Positions(Lengths):
    def count(self, notes):
        return np.arange(len(notes))


class RelativeToBatch(Lengths):
    def count(self, notes):
        lengths = super().count(notes)
        return lengths + len(lengths)


@dataclass(frozen=True)
class Counter(Lengths):
    calls: list = field(default_factory=list)

    def count(self, notes):
        self.calls.append(1)
        return super().count(notes) + len(self.calls)


@dataclass(frozen=True)
class Fitted(Lengths):
    longest: list = field(default_factory=list)

    def count(self, notes):
        if not self.longest:
            self.longest.append(super().count(notes).max(initial=0))
        return super().count(notes) + self.longest[0]


class FittedInItsClass(Lengths):
    longest = None

    def count(self, notes):
        if FittedInItsClass.longest is None:
            FittedInItsClass.longest = int(super().count(notes).max(initial=0))
        return super().count(notes) + FittedInItsClass.longest


class ChangesWords(Lengths):
    def count(self, notes):
        notes.layers.words.starts[:1] += 1
        return super().count(notes)


class ChangesSignature(Lengths):
    def count(self, notes):
        notes.signature["seen"] = True
        return super().count(notes)


class Negative(Lengths):
    def count(self, notes):
        return -super().count(notes)


class Undeclared(Lengths):
    def __call__(self, notes):
        return {"n_stuff": self.count(notes)}


class Floats(Lengths):
    def count(self, notes):
        return super().count(notes) / 2


class OneTooMany(Lengths):
    def count(self, notes):
        return np.append(super().count(notes), 0)


class Raises(Lengths):
    def count(self, notes):
        return np.array([len(text.split()[0]) for text in notes.layers.texts], np.int64)


@dataclass(frozen=True)
class Unpicklable(Lengths):
    key: object = field(default_factory=lambda: lambda text: len(text))


@dataclass(frozen=True)
class LosesAField(Lengths):
    extra: int = 0

    def __getstate__(self):
        return {}

    def __setstate__(self, state):
        object.__setattr__(self, "extra", 0)

    def count(self, notes):
        return super().count(notes) + self.extra


class NoColumns(Lengths):
    def columns(self):
        return ()


class Twice(Lengths):
    def columns(self):
        return COLUMN * 2


class NotEmpty(Lengths):
    def count(self, notes):
        return super().count(notes) if len(notes) else np.zeros(1, np.int64)


@pytest.mark.parametrize(
    ("extractor", "message"),
    [
        (Positions(), "another order of the articles gives other values: column n_things"),
        (RelativeToBatch(), "batches of 1 do not give the same as one batch: column n_things"),
        (Counter(), "two calls on the same batch differ: column n_things"),
        (Fitted(), "it remembers what it was called with before: column n_things"),
        (FittedInItsClass(), r"it keeps state in its class: FittedInItsClass\.longest"),
        (ChangesWords(), "it changed the batch it was called with"),
        (ChangesSignature(), "it changed the batch it was called with"),
        (Negative(), "n_things is a count and must not be negative"),
        (Undeclared(), r"it declares \['n_things'\] but returned \['n_stuff'\]"),
        (Floats(), "n_things is declared int64 but is float64"),
        (OneTooMany(), r"n_things has the shape \(\d+,\), expected \(\d+,\)"),
        (Raises(), "it raised IndexError.* on 8 articles"),
        (Unpicklable(), "it cannot be pickled, so no process pool can use it"),
        (LosesAField(extra=3), "it differs after pickling: column n_things"),
        (NoColumns(), "must return at least one"),
        (Twice(), "declares n_things more than once"),
        (NotEmpty(), r"n_things has the shape \(1,\), expected \(0,\)"),
        (Lengths, "must be an instance"),
        (len, "needs columns\\(\\) and to be callable"),
    ],
)
def test_faulty_extractors_are_rejected_with_the_reason(extractor, message):
    with pytest.raises(ContractError, match=message):
        check_extractor(extractor)


def test_the_model_of_the_faulty_ones_is_accepted():
    check_extractor(Lengths())


class FailsOnZebras(Lengths):
    def count(self, notes):
        return np.array([-1 if "zebra" in text else 0 for text in notes.layers.texts], np.int64)


def test_extra_annotations_are_tried_too():
    check_extractor(FailsOnZebras())
    notes = annotate(Corpus.from_articles([Article(id="a", text="A zebra.")]))
    with pytest.raises(ContractError, match="must not be negative"):
        check_extractor(FailsOnZebras(), notes)


@pytest.fixture(scope="module")
def notes():
    texts = [TEXTS[i % len(TEXTS)] + " Then rain" * (i % 3) for i in range(23)]
    return annotate(
        Corpus.from_articles([Article(id=f"a{i}", text=t) for i, t in enumerate(texts)])
    )


@pytest.mark.parametrize("size", [1, 7, 22, 23, 1000])
def test_any_batch_size_gives_the_same_table(notes, size):
    pd.testing.assert_frame_equal(measure(notes, batch_size=size), measure(notes), check_exact=True)


def test_a_process_pool_gives_the_same_table(notes):
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(2, mp_context=context) as pool:
        table = measure(notes, batch_size=8, map=pool.map)
    pd.testing.assert_frame_equal(table, measure(notes), check_exact=True)


def test_a_pool_is_sent_only_the_rows_of_its_batch():
    text = "It rained for days, the mayor said. " * 20
    articles = [Article(id=f"a{i}", text=text) for i in range(60)]
    notes = annotate(Corpus.from_articles(articles))
    part = notes.take(3, 6)
    assert len(pickle.dumps(part)) < len(pickle.dumps(notes)) / 10
    again = pickle.loads(pickle.dumps(part))
    assert again.digest == part.digest
    assert again.attributions.equals(part.attributions)
