"""Make alpha_krippendorff.json: Krippendorff's alpha by the package krippendorff 0.9.0.

Run once in an environment of its own: pip install krippendorff==0.9.0 && python
tests/reference/alpha_krippendorff.py

The published worked example (Krippendorff 2011, section C: four observers, twelve units, values
missing) and made-up codings: few categories, rare ones, many missing values.
"""

import json
from importlib.metadata import version
from pathlib import Path

import krippendorff
import numpy as np

X = np.nan
PUBLISHED = [
    [1, 2, 3, 3, 2, 1, 4, 1, 2, X, X, X],
    [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, X, 3],
    [X, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, X],
    [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, X],
]


def made_up(coders: int, units: int, kinds: int, missing: float, seed: int) -> np.ndarray:
    """Codings that agree in two of three units."""
    rng = np.random.default_rng(seed)
    truth = rng.integers(0, kinds, units)
    noise = rng.integers(0, kinds, (coders, units))
    ratings = np.where(rng.random((coders, units)) < 0.67, truth, noise).astype(float)
    ratings[rng.random((coders, units)) < missing] = np.nan
    return ratings


cases = {
    "published": np.array(PUBLISHED),
    "two_coders": made_up(2, 40, 3, 0.0, 1),
    "many_missing": made_up(5, 60, 4, 0.5, 2),
    "two_kinds": made_up(3, 30, 2, 0.1, 3),
}
out = {"made_by": f"krippendorff {version('krippendorff')}", "cases": {}}
for name, ratings in cases.items():
    out["cases"][name] = {
        "ratings": [[None if np.isnan(v) else int(v) for v in row] for row in ratings],
        "alpha": {
            metric: float(krippendorff.alpha(ratings, level_of_measurement=metric))
            for metric in ("nominal", "ordinal", "interval")
        },
    }
text = json.dumps(out)
text = (
    text.replace('"cases": {', '"cases": {\n').replace('}}, "', '}},\n"').replace("], [", "],\n[")
)
path = Path(__file__).with_suffix(".json")
path.write_text(text + "\n", encoding="utf-8")
