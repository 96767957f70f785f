"""Speed of the bootstrap behind `framing.compare`, in CPU seconds of one process on one thread.

    OMP_NUM_THREADS=1 python -m benchmarks.speed.bootstrap [--rounds 3]

An invented feature table of 100,000 articles of ten outlets on 5,000 events, with 20 shares, is
compared with 2,000 draws: of whole events (the default), and in two stages (events, then articles
within event and outlet). What is timed is all of `framing.compare`: checking the table, drawing,
intervals, tests and the result as a table. Ends with status 1 if the median of either is above
5 seconds.
"""

from __future__ import annotations

import argparse
import statistics
import sys
from time import perf_counter, process_time
from typing import TYPE_CHECKING, Any

import numpy as np

from framing.outlets import compare

if TYPE_CHECKING:
    import pandas as pd

ARTICLES, EVENTS, OUTLETS, FEATURES, DRAWS = 100_000, 5_000, 10, 20, 2_000
LIMIT = 5.0  # CPU seconds
STAGES = {"events": "whole events", "events_articles": "two stages"}


def make_table(seed: int = 0) -> pd.DataFrame:
    """A feature table with the columns that 20 shares need."""
    import pandas as pd

    rng = np.random.default_rng(seed)
    columns: dict[str, Any] = {
        "outlet": [f"outlet{i}" for i in rng.integers(OUTLETS, size=ARTICLES)],
        "event": [f"event{i}" for i in rng.integers(EVENTS, size=ARTICLES)],
    }
    for i in range(FEATURES):
        columns[f"n_cue{i}"] = rng.integers(1, 20, ARTICLES)
        columns[f"n_cue{i}_hit"] = rng.binomial(columns[f"n_cue{i}"], 0.2)
    return pd.DataFrame(columns)


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--rounds", type=int, default=3)
    rounds = parser.parse_args().rounds
    table = make_table()
    features = [f"share_cue{i}_hit" for i in range(FEATURES)]
    slow = False
    for resample, name in STAGES.items():
        cpu, wall = [], []
        for seed in range(rounds):
            began = process_time(), perf_counter()
            compare(
                table,
                features=features,
                reference="outlet0",
                draws=DRAWS,
                interval="expanded",
                resample=resample,  # type: ignore[arg-type]
                seed=seed,
            )
            cpu.append(process_time() - began[0])
            wall.append(perf_counter() - began[1])
        print(
            f"{name}: median {statistics.median(cpu):.2f} CPU seconds "
            f"({min(cpu):.2f} to {max(cpu):.2f}), {statistics.median(wall):.2f} by the clock"
        )
        slow |= statistics.median(cpu) > LIMIT
    if slow:
        sys.exit(f"slower than {LIMIT:g} CPU seconds")


if __name__ == "__main__":
    main()
