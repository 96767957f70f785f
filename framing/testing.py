"""Hold an extractor to the contract: a kit that ships with the package.

``check_extractor`` calls an extractor on small, odd annotations in several orders and cuts and
fails with one sentence that says which promise was broken. It is meant for the test suite of
whoever writes an extractor:

    def test_my_extractor():
        framing.testing.check_extractor(MyExtractor())

The promises: columns are declared and returned as declared; calling twice gives the same; the input
is not changed; any split of the articles concatenates to the same; the order of the articles does
not matter; it survives pickling; an empty batch gives empty columns; counts are never negative.
"""

from __future__ import annotations

import pickle
from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from framing.articles import Corpus
from framing.features import Column, Extractor
from framing.notes import Annotations, annotate
from framing.types import Article

TEXTS = (
    'The bridge is closed, the mayor said. "We were not told," she added.',
    "",
    "Rain.",
    "The minister claimed that critics, who allegedly lied, had admitted nothing.\n\n"
    "According to state media, talks failed. Horrific lies, perhaps!",
    "\u201cUnclosed, he said, and went.\n\nA second paragraph \ufffd\u00a0\u2014 with odd marks.",
    "Nobody speaks here and nothing is said about it at all",
    "\u2018It may rain,\u2019 a source close to the ministry told Reuters. (Photo: AP)",
)


class ContractError(AssertionError):
    """An extractor broke a promise; the message says which one and how."""


def check_extractor(extractor: Extractor, notes: Annotations | None = None) -> None:
    """Check that an extractor keeps the contract.

    Parameters
    ----------
    extractor : Extractor
    notes : Annotations, optional
        Annotations to try it on besides the built-in ones.

    Raises
    ------
    ContractError
        With the promise that was broken.

    Examples
    --------
    >>> from framing.features import Size
    >>> check_extractor(Size())
    """
    if not isinstance(extractor, Extractor) or isinstance(extractor, type):
        raise ContractError(
            f"{extractor!r} is not an extractor: it needs columns() and to be callable, and must "
            f"be an instance"
        )
    columns = extractor.columns()
    if not columns or not all(isinstance(column, Column) for column in columns):
        raise ContractError("columns() must return at least one framing.features.Column")
    if extractor.columns() != columns:
        raise ContractError("columns() gives other columns when called twice")
    _check_on(extractor, columns, _odd_notes())
    if notes is not None:
        _check_on(extractor, columns, notes)


def _odd_notes() -> Annotations:
    articles = [Article(id=f"a{i}", text=t, outlet=f"o{i % 2}") for i, t in enumerate(TEXTS)]
    return annotate(Corpus.from_articles(articles))


def _check_on(extractor: Extractor, columns: tuple[Column, ...], notes: Annotations) -> None:
    before = notes.digest
    whole = _called(extractor, columns, notes)
    _same(whole, _called(extractor, columns, notes), "two calls on the same batch differ")
    if notes.digest != before:
        raise ContractError("the batch was changed in place")
    copy = pickle.loads(pickle.dumps(extractor))
    _same(whole, _called(copy, columns, notes), "it differs after pickling")
    n = len(notes)
    for size in (1, 2, 3):
        parts = [
            _called(extractor, columns, notes.take(start, min(start + size, n)))
            for start in range(0, n, size)
        ]
        joined = {c.name: np.concatenate([part[c.name] for part in parts]) for c in columns}
        _same(whole, joined, f"batches of {size} do not give the same as one batch")
    order = list(range(n))[::-1]
    turned = _called(extractor, columns, _reordered(notes, order))
    _same(
        {name: values[order] for name, values in whole.items()},
        turned,
        "another order of the articles gives other values",
    )
    empty = _called(extractor, columns, notes.take(0, 0))
    if any(len(values) for values in empty.values()):
        raise ContractError("an empty batch must give empty columns")


def _called(
    extractor: Extractor, columns: tuple[Column, ...], notes: Annotations
) -> dict[str, NDArray[Any]]:
    got = extractor(notes)
    declared = [column.name for column in columns]
    if not isinstance(got, Mapping) or sorted(got) != sorted(declared):
        names = sorted(got) if isinstance(got, Mapping) else type(got).__name__
        raise ContractError(f"it declares {sorted(declared)} but returned {names}")
    for column in columns:
        values = np.asarray(got[column.name])
        if values.shape != (len(notes),):
            raise ContractError(
                f"{column.name} has the shape {values.shape}, expected ({len(notes)},)"
            )
        kind = "iu" if column.type == "int64" else "f"
        if values.dtype.kind not in kind:
            raise ContractError(f"{column.name} is declared {column.type} but is {values.dtype}")
        if column.type == "int64" and (values < 0).any():
            raise ContractError(f"{column.name} is a count and must not be negative")
    return {name: np.array(values) for name, values in got.items()}


def _same(one: Mapping[str, NDArray[Any]], other: Mapping[str, NDArray[Any]], broken: str) -> None:
    for name in one:
        if not np.array_equal(one[name], other[name], equal_nan=one[name].dtype.kind == "f"):
            raise ContractError(f"{broken}: column {name}")


def _reordered(notes: Annotations, order: list[int]) -> Annotations:
    """The same annotated articles in another order."""
    import pyarrow as pa

    parts = [notes.take(i, i + 1) for i in order]
    return Annotations(
        Corpus(pa.concat_tables([p.corpus.table for p in parts]), notes.corpus.log),
        pa.concat_tables([p.attributions for p in parts]),
        pa.concat_tables([p.citations for p in parts]),
        notes.signature,
    )
