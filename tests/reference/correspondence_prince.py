"""Make correspondence_prince.json: correspondence analysis by prince 0.23.0, to compare with.

Run once in an environment of its own: pip install prince==0.23.0 && python
tests/reference/correspondence_prince.py
"""

import json
from pathlib import Path

import pandas as pd
import prince

# Counts of seven cues in five outlets, made up for this file; no two margins are alike.
COUNTS = [
    [120, 14, 9, 3, 22, 7, 31],
    [64, 41, 2, 19, 8, 30, 5],
    [88, 6, 27, 11, 15, 9, 12],
    [35, 22, 18, 40, 3, 2, 26],
    [150, 30, 12, 8, 41, 17, 3],
]

table = pd.DataFrame(COUNTS, index=list("abcde"), columns=[f"n_{i}" for i in range(7)])
ca = prince.CA(n_components=2, n_iter=50, random_state=0, engine="scipy").fit(table)
out = {
    "made_by": f"prince {prince.__version__}",
    "counts": COUNTS,
    "rows": ca.row_coordinates(table).to_numpy().tolist(),
    "columns": ca.column_coordinates(table).to_numpy().tolist(),
    "eigenvalues": [float(v) for v in ca.eigenvalues_],
    "total_inertia": float(ca.total_inertia_),
    "row_contributions": ca.row_contributions_.to_numpy().tolist(),
    "row_cosine": ca.row_cosine_similarities(table).to_numpy().tolist(),
}
path = Path(__file__).with_suffix(".json")
path.write_text(json.dumps(out, indent=1) + "\n", encoding="utf-8")
