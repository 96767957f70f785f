"""The analyses that a study file may ask for: one kind is one function of `framing.outlets`.

    [[analysis]]
    name = "words"
    kind = "words"               # compare_words
    reference = "meridian"       # any option of that function, by its own name

=================  ====================================================  =================
kind               function                                              read from
=================  ====================================================  =================
``words``          `framing.compare_words`                               annotations
``word_shift``     `framing.shift_words`                                 annotations
``partisanship``   `framing.partisanship`                                annotations
``sides``          `framing.differential_attribution`                    annotations
``sources``        `framing.top_sources`                                 annotations
``phrase_map``     `framing.outlets.map_phrases`                         annotations
``specifications`` `framing.outlets.specification_grid`                  annotations
``outlet_map``     `framing.outlets.map_outlets`                         feature table
``diversity``      `framing.source_diversity`                            feature table
``gap``            `framing.split_gap`                                   feature table
``counts``         `framing.outlets.fit_counts` (extra ``stats``)        feature table
``mixed``          `framing.outlets.fit_mixed` (extra ``stats``)         feature table
``two_measures``   `framing.outlets.compare_measures`                    feature table
``headlines``      the same, of `framing.measure_headlines`              annotations
``order``          `framing.compare`, of `framing.measure_order`         annotations
=================  ====================================================  =================

The seed is the study's, and ``groups`` is its table of outlets: neither is an option here. Options
are checked against the function before any text is read, so that a misspelt one costs nothing.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from framing.notes import Annotations

if TYPE_CHECKING:
    import pandas as pd

Data = Literal["notes", "features", "headlines", "order"]
OURS = ("seed", "groups", "extractors")


@dataclass(frozen=True, slots=True)
class Kind:
    """A function of `framing.outlets` and the data it takes first."""

    function: str
    data: Data


KINDS: Mapping[str, Kind] = {
    "words": Kind("compare_words", "notes"),
    "word_shift": Kind("shift_words", "notes"),
    "partisanship": Kind("partisanship", "notes"),
    "sides": Kind("differential_attribution", "notes"),
    "sources": Kind("top_sources", "notes"),
    "phrase_map": Kind("map_phrases", "notes"),
    "specifications": Kind("specification_grid", "notes"),
    "outlet_map": Kind("map_outlets", "features"),
    "diversity": Kind("source_diversity", "features"),
    "gap": Kind("split_gap", "features"),
    "counts": Kind("fit_counts", "features"),
    "mixed": Kind("fit_mixed", "features"),
    "two_measures": Kind("compare_measures", "features"),
    "headlines": Kind("compare_measures", "headlines"),
    "order": Kind("compare", "order"),
}


def options_of(kind: str) -> tuple[str, ...]:
    """Names of the options that an analysis takes, required ones first.

    Examples
    --------
    >>> options_of("gap")[:3]
    ('a', 'b', 'features')
    """
    parameters = _parameters(kind)
    return tuple(sorted(parameters, key=lambda name: parameters[name].default is not _EMPTY))


def required_of(kind: str) -> tuple[str, ...]:
    """Names of the options without which an analysis cannot be made.

    Examples
    --------
    >>> required_of("words"), required_of("word_shift")
    ((), ('a', 'b', 'scores'))
    """
    return tuple(name for name, p in _parameters(kind).items() if p.default is _EMPTY)


def analyse(
    kind: str,
    options: Mapping[str, Any],
    *,
    notes: Annotations,
    features: pd.DataFrame,
    outlets: pd.DataFrame | None,
    seed: int,
) -> pd.DataFrame:
    """The result table of one analysis.

    Parameters
    ----------
    kind : str
        A key of ``KINDS``.
    options : mapping
        Options of its function.
    notes, features : Annotations, DataFrame
        The study's articles, annotated and counted.
    outlets : DataFrame, optional
        What is known of outlets; joined where ``by`` is one of its columns.
    seed : int

    Returns
    -------
    DataFrame

    Raises
    ------
    ValueError
        As the function does.
    """
    function = _function(kind)
    given = dict(options)
    takes = inspect.signature(function).parameters
    if "seed" in takes:
        given["seed"] = seed
    by = given.get("by", "outlet")
    if "groups" in takes and outlets is not None and by not in features and by in outlets:
        given["groups"] = outlets
    result: pd.DataFrame = function(_data(KINDS[kind].data, notes, features), **given)
    return result


_EMPTY = inspect.Parameter.empty


def _data(data: Data, notes: Annotations, features: pd.DataFrame) -> Any:
    from framing.outlets import measure_headlines, measure_order

    if data == "headlines":
        return measure_headlines(notes)
    if data == "order":
        return measure_order(notes)
    return notes if data == "notes" else features


def _function(kind: str) -> Callable[..., Any]:
    from framing import outlets

    function: Callable[..., Any] = getattr(outlets, KINDS[kind].function)
    return function


def _parameters(kind: str) -> dict[str, inspect.Parameter]:
    """All but the data, and what the study itself gives."""
    (_, *rest) = inspect.signature(_function(kind)).parameters.items()
    return {name: parameter for name, parameter in rest if name not in OURS}
