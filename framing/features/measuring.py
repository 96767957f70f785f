"""One row per article: counts from every extractor, and the shares and rates they allow.

``measure`` cuts the annotations into batches, calls every extractor on each batch through any
``map`` (the built-in one, a process pool's, a cluster's), joins the columns and derives shares,
rates and means last. Since extractors are pure, the table is the same for any batch size and map.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from framing.articles import Corpus
from framing.features.column import Column
from framing.features.extractor import Extractor, resolve_extractors
from framing.grammar import measures_of, parse_measure, values_of
from framing.notes import Annotations, as_notes
from framing.schema import KEY_COLUMNS

if TYPE_CHECKING:
    import pandas as pd

Map = Callable[[Callable[[Annotations], Any], Iterable[Annotations]], Iterable[Any]]


def measure(
    corpus_or_notes: Corpus | Annotations,
    extractors: Sequence[str | Extractor] | None = None,
    *,
    batch_size: int = 256,
    map: Map = map,
) -> pd.DataFrame:
    """The feature table: one row per article.

    Parameters
    ----------
    corpus_or_notes : Corpus or Annotations
        A corpus is annotated first.
    extractors : sequence of str or Extractor, optional
        Names of built-in extractors or objects; all built-in ones by default. ``size`` is always
        included, since rates need the words.
    batch_size : int
        Articles per call; it changes nothing but memory and speed.
    map : callable
        How to apply a function to batches: ``map``, ``ProcessPoolExecutor().map``, ... It must keep
        the order.

    Returns
    -------
    DataFrame
        Keys ``article_id, outlet, date, event``; counts ``n_...`` (integers), sums ``sum_...``;
        derived ``share_...`` (0 to 1), ``rate_...`` (per 1,000 words), ``mean_...``, missing where
        the denominator is 0. `describe_columns` explains each.

    Raises
    ------
    ValueError
        For an unknown extractor, a column emitted twice, or a batch size below 1.

    Examples
    --------
    >>> from framing.types import Article
    >>> corpus = Corpus.from_articles([Article(id="a", text="It rained, the mayor said.")])
    >>> measure(corpus, ["stance"])[["n_words", "n_stance"]].to_dict("records")
    [{'n_words': 5, 'n_stance': 1}]
    """
    import pandas as pd

    if batch_size < 1:
        raise ValueError(f"batch_size must be at least 1, given {batch_size}")
    notes = as_notes(corpus_or_notes)
    used = _with_size(resolve_extractors(extractors))
    columns = _declared(used)
    parts = list(map(partial(_measure_batch, used), _batches(notes, batch_size)))
    keys: pd.DataFrame = notes.corpus.table.select(_names(KEY_COLUMNS)).to_pandas()
    keys.columns = pd.Index(KEY_COLUMNS)
    keys = keys.astype(object).where(keys.notna(), None)
    counts = pd.DataFrame({c.name: _joined(c, parts) for c in columns}, index=keys.index)
    derived = {name: values_of(counts, name) for name in _derived(columns)}
    return pd.concat([keys, counts, pd.DataFrame(derived, index=keys.index)], axis=1)


def describe_columns(extractors: Sequence[str | Extractor] | None = None) -> pd.DataFrame:
    """Every column of the feature table: unit, numerator, denominator, definition, reference.

    Parameters
    ----------
    extractors : sequence of str or Extractor, optional
        As for `measure`.

    Returns
    -------
    DataFrame
        ``column, extractor, unit, numerator, denominator, definition, reference``.

    Examples
    --------
    >>> table = describe_columns().set_index("column")
    >>> table.loc["share_stance_distancing", ["numerator", "denominator"]].tolist()
    ['n_stance_distancing', 'n_stance']
    """
    import pandas as pd

    used = _with_size(resolve_extractors(extractors))
    declared = _declared(used)
    owner = {column.name: name for name, e in used.items() for column in e.columns()}
    by_name = {column.name: column for column in declared}
    rows: list[tuple[str | None, ...]] = [
        (c.name, owner[c.name], c.unit, None, None, c.definition, c.reference) for c in declared
    ]
    for name in _derived(declared):
        ratio = parse_measure(name, list(by_name))
        base = by_name[ratio.numerator]
        rows.append(
            (
                name,
                owner[base.name],
                ratio.unit,
                ratio.numerator,
                ratio.denominator,
                base.definition,
                base.reference,
            )
        )
    names = ("column", "extractor", "unit", "numerator", "denominator", "definition", "reference")
    return pd.DataFrame(rows, columns=list(names))


def _with_size(extractors: Mapping[str, Extractor]) -> dict[str, Extractor]:
    if "size" in extractors:
        return dict(extractors)
    return {**resolve_extractors(["size"]), **extractors}


def _declared(extractors: Mapping[str, Extractor]) -> list[Column]:
    columns: list[Column] = []
    owner: dict[str, str] = {}
    for name, extractor in extractors.items():
        for column in extractor.columns():
            if column.name in owner:
                raise ValueError(
                    f"column {column.name!r} is declared by {owner[column.name]!r} and by "
                    f"{name!r}; leave one of them out or rename the column"
                )
            owner[column.name] = name
            columns.append(column)
    return columns


def _batches(notes: Annotations, size: int) -> Iterator[Annotations]:
    for start in range(0, len(notes), size):
        yield notes.take(start, min(start + size, len(notes)))


def _measure_batch(
    extractors: Mapping[str, Extractor], notes: Annotations
) -> dict[str, NDArray[Any]]:
    """All columns of one batch; a module function, so that a process pool can send it."""
    out: dict[str, NDArray[Any]] = {}
    for name, extractor in extractors.items():
        got = extractor(notes)
        wanted = [column.name for column in extractor.columns()]
        if sorted(got) != sorted(wanted):
            raise ValueError(
                f"extractor {name!r} declares the columns {', '.join(wanted)} but returned "
                f"{', '.join(got)}"
            )
        for column, values in got.items():
            if len(values) != len(notes):
                raise ValueError(
                    f"extractor {name!r}: column {column!r} has {len(values)} values for "
                    f"{len(notes)} articles"
                )
            out[column] = np.asarray(values)
    return out


def _joined(column: Column, parts: Sequence[Mapping[str, NDArray[Any]]]) -> NDArray[Any]:
    """One column of all batches."""
    dtype = np.int64 if column.type == "int64" else np.float64
    values = [part[column.name] for part in parts]
    return np.concatenate(values).astype(dtype) if values else np.empty(0, dtype)


def _derived(columns: Sequence[Column]) -> list[str]:
    """Shares and means of all columns, rates of those that ask for one; in declared order."""
    every = measures_of([column.name for column in columns])
    asked = {f"rate_{column.name[2:]}" for column in columns if column.rate}
    kept = {name for name in every if not name.startswith("rate_") or name in asked}
    out = []
    for column in columns:
        rest = column.name.partition("_")[2]
        out += [
            n for n in (f"share_{rest}", f"rate_{rest}") if column.name[:2] == "n_" and n in kept
        ]
        out += [n for n in (f"mean_{rest}",) if column.name.startswith("sum_") and n in kept]
    return out


def _names(keys: Sequence[str]) -> list[str]:
    return ["id" if key == "article_id" else key for key in keys]
