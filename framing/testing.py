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

import hashlib
import json
import pickle
from collections.abc import Mapping
from dataclasses import fields
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
    "\U0001f600 Smiles\r\nand na\u00efve cafe\u0301s, she claimed.\u2003\u200b\u00ab No \u00bb\t",
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
    names = [column.name for column in columns]
    if len(set(names)) < len(names):
        twice = sorted({name for name in names if names.count(name) > 1})
        raise ContractError(f"columns() declares {', '.join(twice)} more than once")
    if extractor.columns() != columns:
        raise ContractError("columns() gives other columns when called twice")
    _check_on(extractor, columns, _odd_notes())
    if notes is not None:
        _check_on(extractor, columns, notes)


def _odd_notes() -> Annotations:
    articles = [Article(id=f"a{i}", text=t, outlet=f"o{i % 2}") for i, t in enumerate(TEXTS)]
    return annotate(Corpus.from_articles(articles))


def _check_on(extractor: Extractor, columns: tuple[Column, ...], notes: Annotations) -> None:
    """Every promise on one batch; copies made before the first call are free of its traces."""
    pickled = _pickled(extractor)
    before, shared = _fingerprint(notes), _class_state(extractor)
    whole = _called(extractor, columns, notes)
    if _fingerprint(notes) != before:
        raise ContractError("it changed the batch it was called with")
    if changed := sorted(
        name for name, v in _class_state(extractor).items() if shared.get(name) != v
    ):
        raise ContractError(f"it keeps state in its class: {', '.join(changed)}")
    _same(whole, _called(extractor, columns, notes), "two calls on the same batch differ")
    copy = pickle.loads(pickled)
    _same(whole, _called(copy, columns, notes), "it differs after pickling")
    used = pickle.loads(pickled)
    _called(used, columns, notes.take(0, 1))
    _same(whole, _called(used, columns, notes), "it remembers what it was called with before")
    order = list(range(len(notes)))[::-1]
    turned = _called(pickle.loads(pickled), columns, _reordered(notes, order))
    reverse = {name: values[order] for name, values in whole.items()}
    _same(reverse, turned, "another order of the articles gives other values")
    for size in (1, 2, 3):
        _check_split(pickled, columns, notes, whole, size)
    empty = _called(pickle.loads(pickled), columns, notes.take(0, 0))
    if any(len(values) for values in empty.values()):
        raise ContractError("an empty batch must give empty columns")


def _pickled(extractor: Extractor) -> bytes:
    try:
        return pickle.dumps(extractor)
    except Exception as error:
        raise ContractError(
            f"it cannot be pickled, so no process pool can use it ({error}); keep only plain "
            f"parameters as fields, in a class at the top of a module"
        ) from error


def _class_state(extractor: Extractor) -> dict[str, bytes]:
    """The data in the class of an extractor, which pickling and new instances do not reset."""
    state: dict[str, bytes] = {}
    for cls in type(extractor).__mro__[:-1]:
        for name, value in vars(cls).items():
            if name.startswith("__") or callable(value) or hasattr(value, "__get__"):
                continue
            try:
                state[f"{cls.__name__}.{name}"] = pickle.dumps(value)
            except Exception:  # what cannot be pickled is compared by what it prints
                state[f"{cls.__name__}.{name}"] = repr(value).encode()
    return state


def _fingerprint(notes: Annotations) -> str:
    """A digest of all that a batch holds, the layers too."""
    digest = hashlib.sha256(notes.digest.encode())
    layers = notes.layers
    digest.update(json.dumps(layers.texts).encode())
    for rows in (layers.words, layers.sentences, layers.paragraphs, layers.quotes):
        for field in fields(rows):
            digest.update(np.ascontiguousarray(getattr(rows, field.name)).tobytes())
    for codes in (notes.attribution_articles, notes.citation_articles):
        digest.update(codes.tobytes())
    return digest.hexdigest()


def _check_split(
    pickled: bytes,
    columns: tuple[Column, ...],
    notes: Annotations,
    whole: Mapping[str, NDArray[Any]],
    size: int,
) -> None:
    """Batches of ``size``, each counted by an extractor that has seen no other, joined."""
    n = len(notes)
    parts = [
        _called(pickle.loads(pickled), columns, notes.take(start, min(start + size, n)))
        for start in range(0, n, size)
    ]
    joined = {c.name: np.concatenate([part[c.name] for part in parts]) for c in columns}
    _same(whole, joined, f"batches of {size} do not give the same as one batch")


def _called(
    extractor: Extractor, columns: tuple[Column, ...], notes: Annotations
) -> dict[str, NDArray[Any]]:
    try:
        got = extractor(notes)
    except Exception as error:
        raise ContractError(f"it raised {error!r} on {len(notes)} articles") from error
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
