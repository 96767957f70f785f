"""The same contrast under every defensible choice: a specification grid.

A difference between two outlets rests on choices that nobody can avoid: which verbs count as
distancing, whether reprinted agency copy counts, how the text was cleaned, whether attributions or
articles or events weigh the same. A finding that holds under one of them only is no finding. The
grid computes them all; a specification curve draws it (Simonsohn, Simmons and Nelson 2020).

The first value of every choice makes the **primary** specification: declare it before looking.

References
----------
Simonsohn, U., Simmons, J. P., & Nelson, L. D. (2020). Specification curve analysis. Nature Human
Behaviour, 4, 1208-1214.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, Literal, TypeAlias, get_args

import numpy as np
from numpy.typing import NDArray

from framing.articles import Corpus
from framing.attribution import load_scheme, stance_of
from framing.features import measure
from framing.notes import Annotations, as_notes, find_attributions
from framing.outlets.comparing import compare
from framing.schema import COMPARISON_COLUMNS

if TYPE_CHECKING:
    import pandas as pd

Duplicates = Literal["keep", "originals", "unique"]
Unit = Literal["pooled", "articles", "matched"]
DUPLICATES: tuple[str, ...] = get_args(Duplicates)
UNITS: tuple[str, ...] = get_args(Unit)
Notes: TypeAlias = "Corpus | Annotations"
GIVEN = "given"
CHOICES = ("specification", "scheme", "duplicates", "cleaning", "unit", "primary")


def specification_grid(
    notes: Notes | Mapping[str, Notes],
    a: str,
    b: str,
    *,
    feature: str,
    by: str = "outlet",
    schemes: Sequence[Any] = (GIVEN, "floyd2000"),
    duplicates: Sequence[Duplicates] = DUPLICATES,  # type: ignore[assignment]
    units: Sequence[Unit] = UNITS,  # type: ignore[assignment]
    extractors: Sequence[Any] | None = None,
    groups: pd.DataFrame | None = None,
    level: float = 0.95,
    draws: int = 2000,
    seed: int = 0,
) -> pd.DataFrame:
    """Contrast two outlets on one measure under every combination of choices.

    Parameters
    ----------
    notes : Corpus or Annotations, or mapping of str to them
        A mapping names differently cleaned versions of the same articles, for example
        ``{"clean": read(path), "raw": read(path, clean=False)}``.
    a, b : str
        Outlets (values of ``by``); a minus b.
    feature : str
        One measure; see `framing.grammar`.
    schemes : sequence
        Stance schemes (`framing.attribution.load_scheme`); ``"given"`` keeps the stances of the
        annotations, hand corrections included. Only the first counts for measures without stance.
    duplicates : sequence of {"keep", "originals", "unique"}
        All articles; without those that are ``duplicate_of`` another; without all articles of
        such clusters. Without any duplicate only the first is used.
    units : sequence of {"pooled", "articles", "matched"}
        Estimands of `compare`; without events ``"matched"`` is left out.
    extractors : sequence, optional
        Of `framing.measure`; give those that the measure needs to save time.
    by, groups, level, draws, seed
        As in `compare`.

    Returns
    -------
    DataFrame
        One row per specification: ``specification`` (from 1), ``scheme, duplicates, cleaning,
        unit, primary`` and then `framing.schema.COMPARISON_COLUMNS`. P-values are not adjusted: the
        rows are one claim seen in many ways, not many claims.

    Raises
    ------
    ValueError
        For unknown choices, measures or outlets, or if a choice leaves an outlet without articles.

    Examples
    --------
    >>> from framing.notes import annotate
    >>> from framing.types import Article
    >>> texts = {"x": "Vale claimed that it rained. ", "y": "Vale said that it rained. "}
    >>> corpus = Corpus.from_articles(
    ...     [Article(id=f"{o}{i}", outlet=o, event=str(i), text=t * 3)
    ...      for o, t in texts.items() for i in range(3)])
    >>> got = specification_grid(annotate(corpus, method="rules"), "x", "y",
    ...                          feature="share_stance_distancing", draws=100)
    >>> got[["scheme", "unit", "estimate", "primary"]].values.tolist()[:2]
    [['given', 'pooled', 1.0, True], ['given', 'articles', 1.0, False]]
    """
    import pandas as pd

    _check(schemes, duplicates, units)
    versions = notes if isinstance(notes, Mapping) else {"as read": notes}
    rows: list[pd.DataFrame] = []
    for cleaning, version in versions.items():
        annotated = as_notes(version)
        policies, estimands = _possible(annotated, duplicates, units)
        for scheme in schemes if "stance" in feature else schemes[:1]:
            name, judged = _judged(annotated, scheme)
            table = measure(judged, extractors)
            for policy in policies:
                kept = table[_kept(annotated, policy)]
                got = _contrast(kept, a, b, feature, by, groups, level, draws, seed)
                got = got[got["estimand"].isin(estimands)].copy()
                got["order"] = [estimands.index(unit) for unit in got["estimand"]]
                got = got.sort_values("order").drop(columns="order")
                rows.append(
                    got.assign(
                        scheme=name, duplicates=policy, cleaning=cleaning, unit=got["estimand"]
                    )
                )
    frame = pd.concat(rows, ignore_index=True)
    frame["specification"] = np.arange(1, len(frame) + 1)
    frame["primary"] = frame["specification"] == 1
    return frame[[*CHOICES, *COMPARISON_COLUMNS]]


def rejudge_stances(notes: Annotations, scheme: Any) -> Annotations:
    """The same attributions with their stances judged anew by another scheme.

    Parameters
    ----------
    notes : Annotations
    scheme : str, path or DataFrame
        See `framing.attribution.load_scheme`.

    Returns
    -------
    Annotations

    Examples
    --------
    >>> from framing.notes import annotate
    >>> from framing.types import Article
    >>> article = Article(id="a", text="Vale argued that it rained.")
    >>> notes = annotate(Corpus.from_articles([article]), method="rules")
    >>> [n.attributions["stance"].to_pylist() for n in (notes, rejudge_stances(notes, "floyd2000"))]
    [['distancing'], ['neutral']]
    """
    table = load_scheme(scheme)
    frame = find_attributions(notes)
    cues = zip(frame["cue"], frame["content"], strict=True)
    frame["stance"] = [stance_of(_text(cue), content=_text(c), scheme=table) for cue, c in cues]
    return notes.replace(attributions=frame)


def _text(value: Any) -> str:
    """Parts of an interrupted span as one phrase; nothing where there is none."""
    return value.replace(" ... ", " ") if isinstance(value, str) else ""


def _judged(notes: Annotations, scheme: Any) -> tuple[str, Annotations]:
    if isinstance(scheme, str) and scheme == GIVEN:
        return GIVEN, notes
    return load_scheme(scheme).name, rejudge_stances(notes, scheme)


def _check(schemes: Sequence[Any], duplicates: Sequence[str], units: Sequence[str]) -> None:
    if isinstance(schemes, str) or not len(schemes):
        raise ValueError(f"schemes needs a list of at least one scheme, given {schemes!r}")
    for name, given, allowed in (
        ("duplicates", duplicates, DUPLICATES),
        ("units", units, UNITS),
    ):
        wrong = [x for x in given if x not in allowed]
        if wrong or not len(given):
            raise ValueError(f"{name}={list(given)} must be some of {', '.join(allowed)}")


def _possible(
    notes: Annotations, duplicates: Sequence[str], units: Sequence[str]
) -> tuple[list[str], list[str]]:
    """Choices that make a difference in this corpus: no duplicates, no policies; no events, ..."""
    has_copies = notes.corpus.table.column("duplicate_of").null_count < len(notes)
    has_events = notes.corpus.table.column("event").null_count < len(notes)
    policies = list(duplicates) if has_copies else list(duplicates[:1])
    estimands = [u for u in units if has_events or u != "matched"]
    if not estimands:
        raise ValueError("unit 'matched' needs events; framing.find_events finds them")
    return policies, estimands


def _kept(notes: Annotations, policy: str) -> NDArray[np.bool_]:
    frame = notes.corpus.to_frame()
    copies = frame["duplicate_of"].notna().to_numpy()
    if policy == "keep":
        return np.ones(len(frame), dtype=bool)
    if policy == "originals":
        return ~copies
    copied = frame["id"].isin(set(frame["duplicate_of"].dropna())).to_numpy()
    return np.asarray(~copies & ~copied)


def _contrast(
    table: pd.DataFrame,
    a: str,
    b: str,
    feature: str,
    by: str,
    groups: pd.DataFrame | None,
    level: float,
    draws: int,
    seed: int,
) -> pd.DataFrame:
    """Rows of `compare` for a minus b."""
    has_events = "event" in table and table["event"].notna().any()
    got = compare(
        table,
        by=by,
        features=[feature],
        reference=b,
        match="event" if has_events else None,
        groups=groups,
        adjust="none",
        level=level,
        draws=draws,
        seed=seed,
    )
    got = got[(got["kind"] == "contrast") & (got["group_a"] == a)]
    if not len(got):
        raise ValueError(f"{a!r} is not a value of {by!r} (or a choice leaves it no article)")
    return got
