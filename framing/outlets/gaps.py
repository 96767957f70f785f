"""Why two outlets differ: other events, or other words for the same events.

An outlet may have more "claimed" because it covers disputes (selection) or because it words the
same events so (presentation). `split_gap` splits the pooled gap between two outlets into the two,
exactly; see `framing.stats.decompose` for the arithmetic. Both parts are descriptions of these
texts: which events an outlet did not cover is itself a choice, or a lack of correspondents.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from framing.outlets.contrasts import count_articles
from framing.outlets.design import Design, make_design
from framing.outlets.rows import check_options, comparison_frame, drawn_numbers
from framing.stats import ADJUSTMENTS, INTERVAL_METHODS, Adjustment, IntervalMethod
from framing.stats.decompose import PARTS, decompose_gap

if TYPE_CHECKING:
    import pandas as pd

Floats = NDArray[np.float64]


def split_gap(
    table: pd.DataFrame,
    a: str,
    b: str,
    *,
    features: list[str] | str,
    by: str = "outlet",
    groups: pd.DataFrame | None = None,
    interval: IntervalMethod = "t",
    adjust: Adjustment = "none",
    level: float = 0.95,
    draws: int = 2000,
    seed: int = 0,
) -> pd.DataFrame:
    """Split the gap between two outlets into selection and presentation.

    Parameters
    ----------
    table : DataFrame
        A feature table with the columns ``outlet`` and ``event``. An article without an event is an
        event of its own, which only its outlet covered.
    a, b : str
        The outlets (values of ``by``); the gap is a minus b.
    features : list of str
        Measures; see `framing.grammar`.
    by, groups, interval, adjust, level, draws, seed
        As in `framing.outlets.compare`. The parts of one gap are not many tests of one question,
        so the default does not adjust their p-values.

    Returns
    -------
    DataFrame
        Columns `framing.schema.COMPARISON_COLUMNS`, five rows per measure, named in ``estimand``:
        ``gap`` (of the pooled ratios) = ``presentation`` + ``selection``; ``selection`` = ``mix``
        (other room for the common events) + ``exclusive`` (events only one covered). ``n_clusters``
        is, for presentation and mix, the number of common events, else that of all events.

    Raises
    ------
    ValueError
        If the table has no events, a group is not there, or no event is covered by both.

    Examples
    --------
    >>> import pandas as pd
    >>> table = pd.DataFrame({"outlet": list("aabb"), "event": list("1212"),
    ...     "n_stance": [10, 10, 10, 30], "n_stance_distancing": [3, 2, 1, 1]})
    >>> got = split_gap(table, "a", "b", features="share_stance_distancing")
    >>> got.set_index("estimand")["estimate"].round(4).to_dict()
    {'gap': 0.2, 'presentation': 0.1792, 'selection': 0.0208, 'mix': 0.0208, 'exclusive': 0.0}

    References
    ----------
    Kitagawa (1955), JASA 50(272); Nopo (2008), Rev. Econ. Statistics 90(2).
    """
    check_options(
        [("interval", interval, INTERVAL_METHODS), ("adjust", adjust, ADJUSTMENTS)],
        draws=draws,
        level=level,
    )
    if "event" not in table or table["event"].isna().all():
        raise ValueError(
            "splitting a gap needs events: a column 'event' that says which articles are about "
            "the same; framing.find_events finds them"
        )
    wanted = [features] if isinstance(features, str) else list(features)
    design = _of_two(make_design(table, by, wanted, groups=groups), a, b, by)
    n, _ = count_articles(design)
    first, second = design.names.index(a), design.names.index(b)
    rng = np.random.default_rng(seed)
    counts = _event_counts(design.n_events, draws, rng)
    rows: list[dict[str, Any]] = []
    for j, ratio in enumerate(design.ratios):
        above, below = _by_event(design, j, [first, second])
        common = int((below > 0).all(axis=1).sum())
        if not common:
            raise ValueError(
                f"no event has a value of {ratio.name} in both {a!r} and {b!r}: there is nothing "
                f"to compare wording on"
            )
        values = (
            decompose_gap(above, below, np.ones((1, len(above))))[0],
            decompose_gap(above, below, counts),
            decompose_gap(above, below, 1 - np.eye(len(above))),
        )
        every = int((below > 0).any(axis=1).sum())
        clusters = np.array([every, common, every, common, every])
        numbers = drawn_numbers(values, clusters, interval=interval, level=level)
        how = "t interval over events" if interval == "t" else f"{interval} bootstrap over events"
        rows += [
            number
            | {
                "feature": ratio.name,
                "kind": "contrast",
                "group_a": a,
                "group_b": b,
                "estimand": part,
                "scale": "difference",
                "n_a": int(n[first, j]),
                "n_b": int(n[second, j]),
                "n_clusters": int(k),
                "method": f"Kitagawa decomposition by event, {how}",
                "seed": seed,
            }
            for part, number, k in zip(PARTS, numbers, clusters, strict=True)
        ]
    return comparison_frame(rows, adjust=adjust, level=level)


def _of_two(design: Design, a: str, b: str, by: str) -> Design:
    for name in (a, b):
        if name not in design.names:
            raise ValueError(
                f"{name!r} is not a value of {by!r}; there are {', '.join(design.names)}"
            )
    if a == b:
        raise ValueError(f"a gap needs two groups, given {a!r} twice")
    mine = np.isin(design.groups, [design.names.index(a), design.names.index(b)])
    return design.take(mine)


def _by_event(design: Design, measure: int, pair: list[int]) -> tuple[Floats, Floats]:
    sums = []
    for column in (design.above[:, measure], design.below[:, measure]):
        by_event = np.zeros((design.n_events, len(design.names)))
        np.add.at(by_event, (design.events, design.groups), np.nan_to_num(column))
        sums.append(by_event[:, pair])
    return sums[0], sums[1]


def _event_counts(n_events: int, draws: int, rng: np.random.Generator) -> Floats:
    """How often each event is drawn, draws x events."""
    return rng.multinomial(n_events, np.full(n_events, 1 / n_events), size=draws).astype(float)
