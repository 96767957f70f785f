"""How many kinds of sources an outlet lets speak, compared at the same number of attributions.

An outlet with more attributions shows more kinds of sources, however it chooses them: raw entropy
and raw numbers of kinds may not be compared at unequal ``N``. `source_diversity` gives them, and
says so in the column ``comparable``, beside the values standardised to the size of the smallest
outlet, which may.

Definitions stand in `framing.stats.diversity` and `framing.stats.standardise`. Intervals are
jackknife t intervals over events: a bootstrap loses kinds and is biased downwards here.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Literal

import numpy as np
from numpy.typing import NDArray

from framing.articles import Corpus
from framing.features import measure
from framing.notes import Annotations, as_notes
from framing.outlets.design import make_design
from framing.outlets.rows import comparison_frame, pairs_of
from framing.outlets.sides import mentions_of
from framing.stats import (
    coverage,
    effective_number,
    expected_kinds,
    minimum_detectable_effect,
    shannon,
    simpson,
    variation,
)
from framing.stats.standardise import event_blocks, expected_entropy, jackknife_error
from framing.types import SOURCE_TYPES

if TYPE_CHECKING:
    import pandas as pd

Floats = NDArray[np.float64]
Kinds = Literal["types", "names"]
KINDS = ("types", "names")
RAW: dict[str, Callable[[Floats], Any]] = {
    "kinds": lambda c: float((c > 0).sum()),
    "shannon": shannon,
    "effective_shannon": effective_number,
    "effective_simpson": lambda c: effective_number(c, order=2),
    "iqv": variation,
}
FAIR: dict[str, Callable[[Floats], Any]] = {"simpson": simpson, "coverage": coverage}
STANDARDISED: dict[str, Callable[[Floats, int], float]] = {
    "kinds_standardised": expected_kinds,
    "shannon_standardised": expected_entropy,
    "effective_standardised": lambda c, m: float(np.exp(expected_entropy(c, m))),
}
INDICES = (*RAW, *FAIR, *STANDARDISED)
SHARES = ("iqv", *FAIR)  # between 0 and 1
METHOD = "jackknife over events, t interval"


def source_diversity(
    table: pd.DataFrame | Corpus | Annotations,
    by: str = "outlet",
    *,
    kinds: Kinds = "types",
    reference: str | None = None,
    groups: pd.DataFrame | None = None,
    level: float = 0.95,
) -> pd.DataFrame:
    """Diversity of sources in each outlet, and differences between outlets where they are fair.

    Parameters
    ----------
    table : DataFrame, Corpus or Annotations
        A feature table with the columns ``n_source_<type>``; else it is measured.
    by, reference, groups
        As in `framing.outlets.compare`.
    kinds : {"types", "names"}
        What counts as a kind: types of sources, or who they are (fullest mention in the article);
        names need a corpus or annotations. The K of IQV is the number of kinds any outlet uses.
    level : float
        Coverage of the intervals.

    Returns
    -------
    DataFrame
        Columns `framing.schema.COMPARISON_COLUMNS`, then ``comparable`` and ``size``. One row per
        outlet and index (``estimate``), and per pair and comparable index (``contrast``, Holm
        within an index). ``estimand`` is ``raw`` (grows with the number of attributions, so that
        ``comparable`` is false where outlets differ in it), ``unbiased`` (Simpson's index, and
        ``coverage``, which says how much of an outlet's attributions the kinds seen stand for), or
        ``standardised`` to ``size`` attributions. ``n_a`` and ``n_b`` count attributions.

    Raises
    ------
    ValueError
        If there are no source columns, or names are asked of a table.

    Examples
    --------
    >>> import pandas as pd
    >>> table = pd.DataFrame({"outlet": ["a", "b"] * 4, "event": list("11223344"),
    ...     "n_source_official": [4, 3] * 4, "n_source_citizen": [0, 3] * 4})
    >>> got = source_diversity(table)
    >>> fair = got[got.feature == "effective_standardised"]
    >>> fair[["kind", "group_a", "estimate"]].round(2).values.tolist()
    [['estimate', 'a', 1.0], ['estimate', 'b', 1.96], ['contrast', 'a', -0.96]]
    >>> bool(got.loc[got.feature == "shannon", "comparable"].any())
    False

    References
    ----------
    Chao & Jost (2012), Ecology 93(12); Hurlbert (1971), Ecology 52(4); Deacon & Stanyer (2021).
    """
    import pandas as pd

    if not 0 < level < 1:
        raise ValueError(f"level must lie between 0 and 1, given {level}; 0.95 is usual")
    counted, names = _counts(table, kinds)
    design = make_design(counted, by, names, groups=groups)
    blocks = event_blocks(design.events)
    whole = np.zeros((int(blocks.max()) + 1, len(design.names), len(names)))
    np.add.at(whole, (blocks, design.groups), np.nan_to_num(design.above))
    total = whole.sum(axis=0)
    left = total - whole
    n = total.sum(axis=1).astype(np.int64)
    size = int(left.sum(axis=2).min(axis=0)[n > 0].min()) if (n > 0).any() else 0
    used = np.flatnonzero(total.sum(axis=0) > 0)
    total, left = total[:, used], left[:, :, used]
    present = (whole.sum(axis=2) > 0).T
    rows: list[dict[str, Any]] = []
    extra: list[tuple[bool, int | None]] = []
    for index in INDICES:
        value = np.array([index_of(index, c, size) for c in total])
        without = np.array([[index_of(index, c, size) for c in block] for block in left])
        fair = index not in RAW or len(set(n.tolist())) == 1
        shared = {"feature": index, "estimand": _estimand(index), "method": METHOD}
        before = len(rows)
        for g, name in enumerate(design.names):
            numbers = _numbers(value[g], without[present[g], g], level, test=False)
            numbers = _bounded(index, numbers)
            ends = {"group_a": name, "n_a": n[g], "n_clusters": int(present[g].sum())}
            rows.append(shared | {"kind": "estimate", "scale": "index"} | ends | numbers)
        for a, b in pairs_of(design.names, reference, by) if fair else ():
            both = present[a] | present[b]
            gap = (without[:, a] - without[:, b])[both]
            rows.append(
                shared
                | {"kind": "contrast", "scale": "difference"}
                | {"group_a": design.names[a], "group_b": design.names[b]}
                | {"n_a": n[a], "n_b": n[b], "n_clusters": int(both.sum())}
                | _numbers(value[a] - value[b], gap, level, test=True)
            )
        extra += [(fair, size if index in STANDARDISED else None)] * (len(rows) - before)
    frame = comparison_frame(rows, level=level, family=("feature", "kind"))
    frame["comparable"] = [fair for fair, _ in extra]
    frame["size"] = pd.array([m for _, m in extra], dtype="Int64")
    return frame


def index_of(index: str, counts: Floats, size: int) -> float:
    """One index of one vector of counts; NaN where it is not defined.

    Examples
    --------
    >>> index_of("effective_simpson", np.array([5.0, 5.0]), 10)
    2.0
    """
    n = counts.sum()
    if n == 0 or (index in STANDARDISED and not 0 < size <= n):
        return float("nan")
    if index in STANDARDISED:
        return STANDARDISED[index](counts, size)
    if index == "iqv" and len(counts) < 2:
        return float("nan")
    return float((RAW | FAIR)[index](counts))


def _counts(
    table: pd.DataFrame | Corpus | Annotations, kinds: str
) -> tuple[pd.DataFrame, list[str]]:
    if kinds not in KINDS:
        raise ValueError(f"kinds={kinds!r} is not one of {', '.join(KINDS)}")
    if isinstance(table, Corpus | Annotations):
        notes = as_notes(table)
        if kinds == "names":
            return _named(notes)
        table = measure(notes, ["source"])
    elif kinds == "names":
        raise ValueError("names of sources are not in a feature table; give a corpus or notes")
    wanted = [f"n_source_{kind}" for kind in SOURCE_TYPES if f"n_source_{kind}" in table]
    if len(wanted) < 2:
        raise ValueError(
            "the table needs at least two columns n_source_<type>; measure(corpus) makes them"
        )
    return table, wanted


def _named(notes: Annotations) -> tuple[pd.DataFrame, list[str]]:
    """Attributions per article and source, sources under their fullest mention."""
    from framing.outlets.sources import _key

    names = np.array(["" if m is None else _key(m) for m in mentions_of(notes)], dtype=object)
    has = names != ""
    if not has.any():
        raise ValueError("no attribution has a source")
    kinds, codes = np.unique(names[has], return_inverse=True)
    counts = np.zeros((len(notes), len(kinds)))
    np.add.at(counts, (notes.attribution_articles[has], codes), 1)
    import pandas as pd

    columns = [f"n_{i}" for i in range(len(kinds))]
    keys = notes.corpus.to_frame()[["outlet", "date", "event"]]
    return pd.concat([keys, pd.DataFrame(counts, columns=columns)], axis=1), columns


def _numbers(value: float, left: Floats, level: float, *, test: bool) -> dict[str, float]:
    """Jackknife t interval (and test) of one value."""
    from scipy import stats

    error = float(jackknife_error(left[:, None])[0])
    df = max(len(left) - 1, 1)
    reach = stats.t.ppf((1 + level) / 2, df) * error
    out = {"estimate": value, "ci_low": value - reach, "ci_high": value + reach}
    if test:
        t = abs(value) / error if error > 0 else np.nan
        out["p_value"] = float(2 * stats.t.sf(t, df))
        effect = minimum_detectable_effect(np.array([error]), clusters=len(left), level=level)
        out["mde"] = float(effect[0])
    return out


def _bounded(index: str, numbers: dict[str, float]) -> dict[str, float]:
    """Limits inside what the index can be; none for the raw number of kinds (not smooth)."""
    low, high = (0.0, 1.0) if index in SHARES else (0.0 if "shannon" in index[:7] else 1.0, np.inf)
    if index == "kinds":
        return numbers | {"ci_low": np.nan, "ci_high": np.nan}
    return numbers | {k: float(np.clip(numbers[k], low, high)) for k in ("ci_low", "ci_high")}


def _estimand(index: str) -> str:
    if index in STANDARDISED:
        return "standardised"
    return "raw" if index in RAW else "unbiased"
