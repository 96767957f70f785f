"""How many events are needed to find a difference of a given size?

A true difference between outlets ``b`` and ``a`` is written in, and counted how often it is found
at p < .05: by the pooled contrast (bootstrap of events) and by events that both covered (sign
flips). Beside it stands the **minimum detectable effect** that `framing.compare` prints: the
difference it promises to find in four of five studies like this one.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from benchmarks.calibration.worlds import make_table, measure_name, true_values
from framing.outlets import compare

if TYPE_CHECKING:
    import pandas as pd

CUE = "distancing"
SIDE_BY_SIDE = 25  # corpora in one table
GAPS = (0.0, 0.2, 0.4, 0.6, 0.8, 1.0)
EVENTS = (10, 20, 40, 80)


def power(runs: int, seed: int) -> pd.DataFrame:
    """Share of runs in which the difference is found, by its size and the number of events.

    Returns
    -------
    DataFrame
        ``gap`` (log-odds), ``difference`` (points of the share), ``events, pooled, matched``, and
        ``mde``: the median minimum detectable effect of the pooled contrast, in points.
    """
    import pandas as pd

    rows: list[dict[str, Any]] = []
    for gap in GAPS:
        truth = true_values(gap, events=100_000)[CUE, "pooled", "contrast", "b"] if gap else 0.0
        for events in EVENTS:
            rng = np.random.default_rng([seed, events, round(10 * gap)])
            parts = []
            for batch in range(-(-runs // SIDE_BY_SIDE)):
                table = make_table(events, gap, rng, corpora=SIDE_BY_SIDE)
                got = compare(
                    table[table["outlet"] != "c"],
                    features=[measure_name(CUE, i) for i in range(SIDE_BY_SIDE)],
                    reference="a",
                    match="event",
                    adjust="none",
                    draws=1000,
                    seed=batch,
                )
                parts.append(got[got["kind"] == "contrast"])
            contrasts = pd.concat(parts).set_index("estimand")
            found = (contrasts["p_value"] < 0.05).groupby("estimand").mean()
            rows.append(
                {
                    "gap": gap,
                    "difference": 100 * truth,
                    "events": events,
                    "pooled": found["pooled"],
                    "matched": found["matched"],
                    "mde": 100 * float(contrasts.loc["pooled", "mde"].median()),
                }
            )
    frame = pd.DataFrame(rows)
    without_gap = frame[frame["gap"] == 0].set_index("events")["mde"]
    return frame.assign(mde=frame["events"].map(without_gap))


def wide(frame: pd.DataFrame, test: str) -> pd.DataFrame:
    """Differences in rows, numbers of events in columns, the minimum detectable effect below."""
    table = frame.pivot(index="difference", columns="events", values=test)
    mde = frame.drop_duplicates("events").set_index("events")["mde"]
    table.index = [f"{d:.1f} points" for d in table.index]
    shown = table.map(lambda share: f"{share:.2f}")
    if test == "pooled":
        shown.loc["minimum detectable effect"] = [f"{mde[e]:.1f} points" for e in table.columns]
    shown.columns = [f"{e} events" for e in table.columns]
    return shown.rename_axis("true difference").reset_index()


def draw_power(frame: pd.DataFrame, path: Path) -> None:
    """Power by true difference, a line per number of events, as a picture."""
    from matplotlib import pyplot as plt

    from framing.plots.style import GREY, MARKERS, PALETTE, WIDTHS, new_axes, styled

    with styled():
        ax = new_axes(WIDTHS["wide"], 3.0)
        for i, (events, part) in enumerate(frame.groupby("events")):
            ax.plot(
                part["difference"],
                100 * part["pooled"],
                color=PALETTE[i],
                marker=MARKERS[i],
                markersize=4,
                linewidth=1.2,
                label=f"{events} events",
            )
        for level in (5, 80):
            ax.axhline(level, color=GREY, linewidth=0.6, linestyle="--")
        ax.set_xlabel("True difference between two outlets (percentage points)")
        ax.set_ylabel("Studies that find it (%)")
        ax.set_xticks([0, 5, 10, 15, 20])
        ax.set_yticks([0, 5, 20, 40, 60, 80, 100])
        ax.set_ylim(0, 103)
        handles, labels = ax.get_legend_handles_labels()
        ax.legend(
            handles[::-1], labels[::-1], frameon=False, loc="upper left", bbox_to_anchor=(1, 1)
        )
        ax.figure.savefig(path, metadata={"Software": None})
        plt.close(ax.figure)
