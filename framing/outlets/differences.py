"""Two measures of the same articles: how far apart in each outlet, and in which outlet further.

Some questions are about a difference *inside* an outlet: distancing verbs for one side against the
other, headline against body, own voice against quoted voice. Inside an outlet, house style cancels
out: a paper that writes "claimed" for everybody shows no difference. Between outlets the difference
of these differences then says who treats the two more unequally:

    D_o = m1(o) - m2(o)          D_a - D_b

Both measures are ratios of sums over the same articles, so one bootstrap over events carries both,
and their correlation is kept.

References
----------
Hu, T., Ribeiro, M. H., West, R., & Spitz, A. (2023). Quotatives indicate decline in objectivity in
U.S. political news. ICWSM.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from framing.outlets.contrasts import TRANSFORMS, count_articles, method_name
from framing.outlets.design import make_design
from framing.outlets.rows import check_options, comparison_frame, drawn_numbers, pairs_of
from framing.stats import (
    ADJUSTMENTS,
    INTERVAL_METHODS,
    Adjustment,
    IntervalMethod,
    bootstrap_ratios,
)

if TYPE_CHECKING:
    import pandas as pd


def compare_measures(
    table: pd.DataFrame,
    first: str,
    second: str,
    *,
    by: str = "outlet",
    reference: str | None = None,
    groups: pd.DataFrame | None = None,
    interval: IntervalMethod = "t",
    adjust: Adjustment = "holm",
    level: float = 0.95,
    draws: int = 2000,
    seed: int = 0,
) -> pd.DataFrame:
    """Difference of two measures in each outlet, and its difference between outlets.

    Parameters
    ----------
    table : DataFrame
        One row per article with the counts that both measures need, ``outlet`` and ``event``.
    first, second : str
        Measures (see `framing.grammar`), for example ``"share_title_voice_attributed"`` and
        ``"share_body_voice_attributed"``.
    by, reference, groups, interval, adjust, level, draws, seed
        As in `framing.outlets.compare`; events are drawn whole.

    Returns
    -------
    DataFrame
        Columns `framing.schema.COMPARISON_COLUMNS`. Kind ``estimate``, estimand ``pooled``: each
        measure in each outlet. Estimand ``differential``: ``first - second`` in each outlet
        (``estimate``, tested against 0) and between outlets (``contrast``). Missing where an outlet
        has no denominator for one of the two.

    Raises
    ------
    ValueError
        For unknown columns, measures, groups or options.

    Examples
    --------
    >>> import pandas as pd
    >>> table = pd.DataFrame({"outlet": ["a", "b"] * 4, "event": list("11223344"),
    ...     "n_west": [4] * 8, "n_west_distancing": [3, 1] * 4,
    ...     "n_east": [4] * 8, "n_east_distancing": [1, 1] * 4})
    >>> got = compare_measures(table, "share_west_distancing", "share_east_distancing")
    >>> got = got[got.estimand == "differential"]
    >>> got[["kind", "group_a", "estimate"]].to_dict("records")[0]
    {'kind': 'estimate', 'group_a': 'a', 'estimate': 0.5}
    >>> got[["kind", "group_a", "group_b", "estimate"]].values.tolist()[-1]
    ['contrast', 'a', 'b', 0.5]
    """
    check_options(
        [("interval", interval, INTERVAL_METHODS), ("adjust", adjust, ADJUSTMENTS)],
        draws=draws,
        level=level,
    )
    if first == second:
        raise ValueError(f"the two measures must differ; both are {first!r}")
    design = make_design(table, by, [first, second], groups=groups)
    pairs = pairs_of(design.names, reference, by)
    observed, drawn, left = bootstrap_ratios(
        design.above,
        design.below,
        groups=design.groups,
        events=design.events,
        cells=design.cells,
        draws=draws,
        rng=np.random.default_rng(seed),
    ).ratios()
    articles, present = count_articles(design)
    method = method_name({"resample": "events", "interval": interval})
    shared = {"method": method, "seed": seed}
    options: dict[str, Any] = {"interval": interval, "level": level}
    rows: list[dict[str, Any]] = []
    for j, ratio in enumerate(design.ratios):
        clusters = present[:, :, j].sum(axis=0)
        values = observed[:, j], drawn[:, :, j], left[:, :, j]
        numbers = drawn_numbers(
            values,
            clusters,
            test=False,
            transform=TRANSFORMS.get(ratio.kind, "plain"),
            **options,
        )
        rows += [
            shared
            | number
            | {
                "feature": ratio.name,
                "kind": "estimate",
                "group_a": name,
                "estimand": "pooled",
                "scale": ratio.unit,
                "n_a": int(articles[g, j]),
                "n_clusters": int(clusters[g]),
            }
            for g, (name, number) in enumerate(zip(design.names, numbers, strict=True))
        ]
    gap = (
        observed[:, 0] - observed[:, 1],
        drawn[..., 0] - drawn[..., 1],
        left[..., 0] - left[..., 1],
    )
    either = np.asarray(present.any(axis=2))
    n = np.array([_articles_with_either(design, g) for g in range(len(design.names))])
    common = shared | {
        "feature": f"{first} - {second}",
        "estimand": "differential",
        "scale": "difference",
    }
    clusters = either.sum(axis=0)
    for g, number in enumerate(drawn_numbers(gap, clusters, **options)):
        rows.append(
            common
            | number
            | {
                "kind": "estimate",
                "group_a": design.names[g],
                "n_a": int(n[g]),
                "n_clusters": int(clusters[g]),
            }
        )
    if pairs:
        a, b = (np.array(side) for side in zip(*pairs, strict=True))
        clusters = (either[:, a] | either[:, b]).sum(axis=0)
        between = (
            gap[0][a] - gap[0][b],
            gap[1][:, a] - gap[1][:, b],
            gap[2][:, a] - gap[2][:, b],
        )
        for i, number in enumerate(drawn_numbers(between, clusters, **options)):
            rows.append(
                common
                | number
                | {
                    "kind": "contrast",
                    "group_a": design.names[a[i]],
                    "group_b": design.names[b[i]],
                    "n_a": int(n[a[i]]),
                    "n_b": int(n[b[i]]),
                    "n_clusters": int(clusters[i]),
                }
            )
    return comparison_frame(rows, adjust=adjust, level=level)


def _articles_with_either(design: Any, group: int) -> int:
    """Articles of a group that have a value of one of the measures at least."""
    return int(((np.nan_to_num(design.below) > 0).any(axis=1) & (design.groups == group)).sum())
