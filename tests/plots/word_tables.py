"""Tables of invented words, maps, scores, specifications and dates; what stands on their axes."""

import numpy as np
import pandas as pd

from framing.outlets import map_outlets

NAMES = (
    "the-international-herald-of-lowmoor-county",
    "meridian",
    "kestria-today",
    "open-kestria",
    "pbn",
    "flare",
    "courier",
    "northern-broadcasting-corporation",
    "daily-post",
    "varland-evening-standard",
    "free-radio",
    "the-people",
)


def words_table(groups=("pbn", "flare"), other=None, n=300, tested=True):
    rng = np.random.default_rng(1)
    frames = []
    for group in groups:
        z = rng.normal(0, 1.3, n).clip(-3.5, 3.5)
        z[:3] = 6.0, -5.5, 4.4
        frame = pd.DataFrame(
            {
                "group_a": group,
                "group_b": other,
                "term": [f"word{i}" for i in range(n)],
                "n_a": rng.geometric(0.05, n),
                "n_b": rng.geometric(0.02, n),
                "z": z,
                "p_adjusted": np.where(np.abs(z) > 4, 0.01, 0.8) if tested else np.nan,
                "total_a": 20,
                "total_b": 80,
                "method": "199 permutations of articles within events",
            }
        )
        frames.append(frame.sort_values("z", ascending=False))
    return pd.concat(frames, ignore_index=True)


def shift_table(n=50, a="pbn"):
    rng = np.random.default_rng(2)
    score, share = rng.normal(0, 2, n), rng.dirichlet(np.ones(n), 2)
    part = (score - score @ share[1]) * (share[0] - share[1])
    table = pd.DataFrame(
        {
            "group_a": a,
            "group_b": "flare",
            "term": [f"word{i}" for i in range(n)],
            "score": score,
            "n_a": 40,
            "n_b": 50,
            "share_a": share[0],
            "share_b": share[1],
            "contribution": part,
            "ci_low": part - 0.02,
            "ci_high": part + 0.03,
            "average_a": score @ share[0],
            "average_b": score @ share[1],
            "level": 0.9,
        }
    )
    order = table["contribution"].abs().sort_values(ascending=False).index
    return table.loc[order].reset_index(drop=True)


def map_table(n=12, features=25):
    rng = np.random.default_rng(3)
    rows = []
    for name in NAMES[:n]:
        chances = rng.dirichlet(np.full(features, 3.0))
        for event in range(12):
            counts = rng.multinomial(60, chances)
            rows.append(
                {"outlet": name, "event": f"e{event}"}
                | {f"n_source_kind{j}": v for j, v in enumerate(counts)}
            )
    table = pd.DataFrame(rows)
    return map_outlets(table, [c for c in table if c.startswith("n_")], draws=100)


def confusion_table(classes, empty=False):
    rng = np.random.default_rng(4)
    rows = []
    for i, true in enumerate(classes):
        counts = rng.multinomial(300, rng.dirichlet(np.ones(len(classes))))
        if empty and i == len(classes) - 1:
            counts = counts * 0
        total = counts.sum()
        rows += [
            ("model", true, predicted, int(k), k / total if total else np.nan)
            for predicted, k in zip(classes, counts, strict=True)
        ]
    return pd.DataFrame(rows, columns=["model", "true", "predicted", "n", "share"])


def calibration_table():
    rows = [
        ("model", label, b / 10, (b + 1) / 10, n, (b + 0.4) / 10 if n else None, o if n else None)
        for label in (None, "left")
        for b, (n, o) in enumerate(
            zip([0, 0, 0, 0, 3, 20, 40, 41, 60, 9], np.linspace(0, 0.9, 10), strict=True)
        )
    ]
    columns = ["model", "class", "bin_low", "bin_high", "n", "predicted", "observed"]
    return pd.DataFrame(rows, columns=columns)


def score_table():
    values = {"model": 0.61, "majority": 0.2, "length": 0.3, "topic": 0.45, "boilerplate": 0.5}
    rows = [
        (m, metric, label, v, v - 0.05, v + 0.07, np.nan, 420.0, 60.0, 0.9)
        for metric, label in (("macro_f1", None), ("f1", "left"), ("f1", "right"))
        for m, v in values.items()
    ]
    rows += [
        (m, "brier", None, 1 - v, 0.9 - v, 1.1 - v, np.nan, 420.0, 60.0, 0.9)
        for m, v in values.items()
    ]
    columns = ["model", "metric", "class", "estimate", "ci_low", "ci_high", "p_value"]
    return pd.DataFrame(rows, columns=[*columns, "n_articles", "n_groups", "level"])


def pair_table(n=12):
    rng = np.random.default_rng(5)
    rows = []
    for i in range(n):
        for j in range(i):
            value = 0.5 + abs(rng.normal(0, 0.02))
            rows.append(
                {
                    "group_a": NAMES[i % 12],
                    "group_b": NAMES[j % 12],
                    "partisanship": value,
                    "null_mean": 0.5,
                    "null_low": 0.48,
                    "null_high": 0.52,
                    "p_value": 0.01 if value > 0.52 else 0.4,
                    "n_a": 40,
                    "n_b": 50,
                    "n_clusters": 30,
                    "n_terms": 900,
                    "method": "199 permutations of articles within events",
                    "level": 0.9,
                }
            )
    return pd.DataFrame(rows)


def grid_table(a="pbn"):
    rng = np.random.default_rng(6)
    rows = []
    for scheme in ("given", "floyd2000"):
        for policy in ("keep", "originals", "unique"):
            for unit in ("pooled", "articles", "matched"):
                value, half = rng.normal(0.05, 0.05), abs(rng.normal(0.06, 0.02))
                rows.append(
                    {
                        "specification": len(rows) + 1,
                        "scheme": scheme,
                        "duplicates": policy,
                        "cleaning": "as read",
                        "unit": unit,
                        "primary": not rows,
                        "feature": "share_stance_distancing",
                        "group_a": a,
                        "group_b": "flare",
                        "estimate": value,
                        "ci_low": value - half,
                        "ci_high": value + half,
                        "p_value": 0.01 if abs(value) > half else 0.3,
                        "n_a": 20,
                        "n_b": 30,
                        "method": "t, events left out in turn",
                        "level": 0.9,
                    }
                )
    return pd.DataFrame(rows)


def dated_table(n_outlets=12, days=300, n=700, start="2030-11-20"):
    rng = np.random.default_rng(7)
    dates = pd.to_datetime(start) + pd.to_timedelta(rng.integers(0, days, n), unit="D")
    return pd.DataFrame(
        {
            "outlet": np.array(NAMES)[rng.integers(0, n_outlets, n)],
            "date": dates.strftime("%Y-%m-%d"),
            "event": [f"e{i}" for i in rng.integers(0, 150, n)],
            "n_stance": 10,
            "n_stance_distancing": rng.binomial(10, 0.2, n),
        }
    )


def points_of(ax, marker="o"):
    """Positions of all points with this marker, in the order drawn."""
    parts = [line.get_xydata() for line in ax.lines if line.get_marker() == marker]
    return np.concatenate([np.asarray(p, dtype=float) for p in parts])


def lines_of(ax):
    """Solid lines without markers, as ((x0, x1), (y0, y1))."""
    found = [li for li in ax.lines if li.get_marker() == "None" and li.get_linestyle() == "-"]
    return [(tuple(map(float, li.get_xdata())), tuple(map(float, li.get_ydata()))) for li in found]
