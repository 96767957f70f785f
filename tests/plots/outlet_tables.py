"""Feature tables of invented outlets with known shares, and what is compared in them."""

import numpy as np
import pandas as pd

from framing.outlets import compare, compare_measures, source_diversity, split_gap
from framing.types import SOURCE_TYPES, STANCES

SHORT = ("meridian", "kestria-today", "open-kestria", "flare")
LONG = (
    "The Northern Observer and Evening Gazette of Kestria",
    "Meridian International News Agency (English service)",
    "Zeitung für Wirtschaft und Gesellschaft",
    "state-television-channel-one",
    "PBN News",
    "The Independent Journal of the Western Provinces",
    "flare",
    "Radio Free Sarn",
    "open-kestria",
    "kestria-today",
    "Courier of the Harbour Towns",
    "An Outlet Without Anything",
)
PAIRS = {
    "sides": ("share_west_distancing", "share_east_distancing"),
    "voices": ("mean_sentiment_own", "mean_sentiment_attributed"),
    "headlines": ("share_title_stance_attack", "share_body_stance_attack"),
}
GAP = "share_stance_distancing"


def table_of(outlets, events=8):
    rng = np.random.default_rng(1)
    rows = []
    for k, outlet in enumerate(outlets):
        empty = outlet == LONG[-1]
        for event in range(events):
            row = {"outlet": outlet, "event": f"e{event}", "n_words": 300, "n_stance": 14}
            weights = np.array([0.4, 0.1, 0.1, 0.05 + 0.03 * (k % 5), *[0.04] * 8])
            stances = rng.multinomial(14, weights / weights.sum())
            sources = rng.multinomial(20, rng.dirichlet(0.4 * np.ones(len(SOURCE_TYPES))))
            row |= {f"n_stance_{s}": v for s, v in zip(STANCES, stances, strict=True)}
            row |= {f"n_source_{s}": v for s, v in zip(SOURCE_TYPES, sources, strict=True)}
            for side, share in (("west", 0.5), ("east", 0.2 + 0.02 * k)):
                row[f"n_{side}"] = 6
                row[f"n_{side}_distancing"] = rng.binomial(6, share)
            for voice, mean in (("own", -0.1), ("attributed", 0.05 * (k % 4 - 1))):
                row[f"n_sentiment_{voice}"] = 5
                row[f"sum_sentiment_{voice}"] = 5 * (mean + 0.1 * rng.normal())
            for place, share in (("title", 0.3), ("body", 0.1 + 0.02 * k)):
                row[f"n_{place}_stance"] = 5
                row[f"n_{place}_stance_attack"] = rng.binomial(5, share)
            keys = ("outlet", "event")
            rows.append({c: 0 if empty and c not in keys else v for c, v in row.items()})
    return pd.DataFrame(rows)


def pairs_of(table, **options):
    return {
        name: compare_measures(table, *two, draws=200, **options) for name, two in PAIRS.items()
    }


def results_of(table, a, b):
    """What the figures draw, computed once: comparisons of the outlets of a table."""
    kept = table[~((table["outlet"] == a) & (table["event"] == "e1"))]
    return pairs_of(table) | {
        "compare": compare(table, features=GAP, match="event", reference=a, draws=200),
        "diversity": source_diversity(table),
        "gap": split_gap(kept, a, b, features=GAP, draws=200),
    }
