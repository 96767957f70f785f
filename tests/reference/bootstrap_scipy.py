"""Make bootstrap_scipy.json: bootstrap intervals by scipy.stats.bootstrap, to compare with.

Run once with SciPy 1.17.1: python tests/reference/bootstrap_scipy.py

Fifteen events of skewed size. The mean of a count per event, and the ratio of two sums (a share),
each by 200,000 resamples of events, percentile and BCa.
"""

import json
from pathlib import Path

import numpy as np
import scipy
from scipy import stats

# made up for this file
ABOVE = [1.31, 0, 3.02, 12.7, 2.45, 0, 5.18, 0.93, 21.9, 4.4, 0, 7.77, 2.06, 1.12, 9.3]
BELOW = [8, 5, 14, 30, 9, 4, 21, 6, 41, 25, 3, 19, 12, 7, 28]


def ratio(above: np.ndarray, below: np.ndarray, axis: int = -1) -> np.ndarray:
    return above.sum(axis=axis) / below.sum(axis=axis)


above, below = np.array(ABOVE, dtype=float), np.array(BELOW, dtype=float)
out = {"made_by": f"scipy {scipy.__version__}", "above": ABOVE, "below": BELOW}
for name, data, statistic in (("mean", (above,), np.mean), ("ratio", (above, below), ratio)):
    out[name] = {}
    for method in ("percentile", "BCa"):
        found = stats.bootstrap(
            data,
            statistic,
            n_resamples=200_000,
            batch=20_000,
            paired=len(data) > 1,
            vectorized=True,
            method=method,
            rng=np.random.default_rng(0),
        )
        out[name][method] = [float(v) for v in found.confidence_interval]
        out[name]["standard_error"] = float(found.standard_error)
path = Path(__file__).with_suffix(".json")
path.write_text(json.dumps(out, indent=1) + "\n", encoding="utf-8")
