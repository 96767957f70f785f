"""Make models_statsmodels.json: adjusted p-values and regressions by statsmodels 0.15.0.

Run once with that version: python tests/reference/models_statsmodels.py

- Holm and Benjamini-Hochberg by ``multipletests``, with ties and a p of 1.
- Binomial and Poisson GLMs (offset: log of words) by the formula interface, with and without
  dummies of events, errors clustered by event, on a made-up table of three outlets and eight
  events.
"""

import json
from pathlib import Path

import numpy as np
import pandas as pd
import statsmodels
import statsmodels.api as sm
import statsmodels.formula.api as smf
from statsmodels.stats.multitest import multipletests

P = [0.001, 0.2, 0.013, 0.04, 0.04, 0.8, 1.0, 0.0004, 0.03]


def make_table() -> pd.DataFrame:
    rng = np.random.default_rng(7)
    rows = []
    for event in range(8):
        mood = rng.normal(0, 0.6)
        for outlet in "abc":
            for _ in range(rng.integers(1, 3)):
                odds = -0.8 + mood + 0.6 * (outlet == "b")
                n, words = int(rng.integers(8, 25)), int(rng.integers(200, 900))
                k = int(rng.binomial(n, 1 / (1 + np.exp(-odds))))
                loaded = int(rng.poisson(words * np.exp(-4.5 + 0.4 * mood + 0.3 * (outlet == "c"))))
                rows.append((outlet, f"e{event}", n, k, words, loaded))
    columns = ["outlet", "event", "n_stance", "n_stance_distancing", "n_words", "n_loaded"]
    return pd.DataFrame(rows, columns=columns)


table = make_table()
table["rest"] = table["n_stance"] - table["n_stance_distancing"]
codes = {"groups": table["event"].astype("category").cat.codes.to_numpy()}
out = {"made_by": f"statsmodels {statsmodels.__version__}", "p": P}
for method, theirs in (("holm", "holm"), ("bh", "fdr_bh")):
    out[method] = [float(v) for v in multipletests(P, method=theirs)[1]]
out["table"] = table.drop(columns="rest").to_dict("list")
out["models"] = {}
for feature, left, family, offset in (
    ("share_stance_distancing", "n_stance_distancing + rest", sm.families.Binomial(), None),
    ("rate_loaded", "n_loaded", sm.families.Poisson(), np.log(table["n_words"])),
):
    for fixed in ("event", None):
        right = "outlet + C(event)" if fixed else "outlet"
        model = smf.glm(f"{left} ~ {right}", table, family=family, offset=offset)
        fit = model.fit(cov_type="cluster", cov_kwds=codes, tol=1e-12)
        out["models"][f"{feature}, {'event' if fixed else 'none'}"] = {
            name: {
                "estimate": float(fit.params[f"outlet[T.{name}]"]),
                "error": float(fit.bse[f"outlet[T.{name}]"]),
            }
            for name in "bc"
        }
path = Path(__file__).with_suffix(".json")
path.write_text(json.dumps(out) + "\n", encoding="utf-8")
