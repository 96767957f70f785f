"""Simulations in which the truth is known: do intervals, tests and estimates do what they say?

    python -m benchmarks.calibration [--runs 1000] [--only NAME ...] [--figure POWER.png]

Prints a Markdown section for each check: ``intervals`` (coverage, false positives of contrasts),
``regressions``, ``words``, ``partisanship``, ``power``. ``docs/calibration.md`` holds the output of
a full run and says what it means. ``--runs`` are the corpora invented per row of the intervals;
the other checks take a fixed part of them. A full run takes some minutes on one core.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from benchmarks.calibration import intervals, language
from benchmarks.calibration.power import draw_power, power, wide

if TYPE_CHECKING:
    import pandas as pd

SEED = 4


def markdown(table: pd.DataFrame) -> str:
    """Return a table in Markdown; shares without their leading zero, names in words."""

    def text(value: Any) -> str:
        if isinstance(value, float):
            return f"{value:.3f}".removeprefix("0")
        return str(value)

    names = [str(c).replace("_", " ") for c in table.columns]
    lines = [names, ["---"] * len(names)]
    lines += [[text(v) for v in row] for row in table.itertuples(index=False, name=None)]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


def by_cue(table: pd.DataFrame) -> str:
    """One table for each kind of cue, under its name."""
    parts = [
        f"**{name}**\n\n{markdown(part.drop(columns='cue'))}"
        for name, part in table.groupby("cue", sort=False)
    ]
    return "\n\n".join(parts)


def show_intervals(runs: int, _: Path | None) -> None:
    runs = -(-runs // intervals.SIDE_BY_SIDE) * intervals.SIDE_BY_SIDE
    frame = intervals.simulate(runs, SEED)
    print(f"### Coverage of 95% intervals ({runs} runs)\n")
    print(by_cue(intervals.coverage(frame)))
    print(
        f"\nRuns without an interval: at most {intervals.without_interval(frame):.3f} in a row.\n"
    )
    print(f"### False positives of contrasts at .05 ({runs} runs)\n")
    print(by_cue(intervals.false_positives(frame)) + "\n")


def show_regressions(runs: int, _: Path | None) -> None:
    some = max(runs // 5, 10)
    print(f"### False positives of regressions at .05 ({some} runs)\n")
    print(markdown(intervals.regressions(some, SEED)) + "\n")


def show_words(runs: int, _: Path | None) -> None:
    some = max(runs // 5, 10)
    print(f"### Words called different where no outlet differs, at .05 ({some} runs)\n")
    print(markdown(language.word_tests(some, SEED)) + "\n")


def show_partisanship(runs: int, _: Path | None) -> None:
    some = max(runs // 10, 10)
    print(f"### Partisanship where no outlet differs: .500 is right ({some} runs)\n")
    print(markdown(language.partisanship_under_no_difference(some, SEED)) + "\n")


def show_power(runs: int, figure: Path | None) -> None:
    some = -(-runs // 125) * 25
    frame = power(some, SEED)
    for test in ("pooled", "matched"):
        print(f"### Power, {test} contrast: share of studies that find it ({some} runs)\n")
        print(markdown(wide(frame, test)) + "\n")
    if figure:
        draw_power(frame, figure)


CHECKS: dict[str, Callable[[int, Path | None], None]] = {
    "intervals": show_intervals,
    "regressions": show_regressions,
    "words": show_words,
    "partisanship": show_partisanship,
    "power": show_power,
}


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--runs", type=int, default=1000)
    parser.add_argument("--only", nargs="+", choices=CHECKS, default=list(CHECKS))
    parser.add_argument("--figure", type=Path, help="draw the power curves into this PNG file")
    options = parser.parse_args()
    for name in options.only:
        CHECKS[name](options.runs, options.figure)


if __name__ == "__main__":
    main()
