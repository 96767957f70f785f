"""Score a method of finding attributions on a gold file, and hold it to its floor.

    python -m benchmarks.quality.attribution GOLD.jsonl --method base [--articles 20] [--check]
    python -m benchmarks.quality.attribution GOLD.jsonl --method small --raise-floors

Gold is one JSON object per line, ``{"id", "outlet", "primary", "text", "attributions"}``,
attributions as lists of ``[start, end]``; rows whose ``primary`` is false are ignored. Prints F1
with 95% intervals (bootstrap over articles), full relation per outlet, and errors by kind.

``--articles N`` takes the N articles whose ids have the smallest SHA-256: a fixed subset that
nobody chose. ``--check`` compares with ``floors.json`` and exits with status 1 below a floor; it
refuses a gold file of another digest. ``--raise-floors`` writes this run's figures where they are
higher than the floors, never where they are lower.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
from collections import Counter
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.quality.scoring import (
    ERRORS,
    MEASURES,
    as_relations,
    bootstrap_f1,
    count,
    errors,
    f1,
)
from framing.types import Attribution

FLOORS = Path(__file__).parent / "floors.json"
METHODS = ("rules", "small", "base")
HELD = ("content token", "relation", "full relation", "exact content")
SLACK = 0.002


def find(texts: Sequence[str], method: str, folder: Path | None) -> list[list[Attribution]]:
    """Return the attributions that a method finds in each text."""
    if method == "rules":
        from framing.attribution import attribute
        from framing.text import read_layers

        return attribute(read_layers(texts), method="rules")
    from framing.attribution.model import tag_relations

    return tag_relations(texts, model="base" if method == "base" else "small", folder=folder)


def load_gold(path: Path, articles: int | None) -> list[dict[str, Any]]:
    """Return the primary rows, all or the fixed subset."""
    rows = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    rows = [row for row in rows if row.get("primary", True)]
    if articles is not None:
        rows.sort(key=lambda row: hashlib.sha256(row["id"].encode()).hexdigest())
        rows = sorted(rows[:articles], key=lambda row: str(row["id"]))
    return rows


def score(rows: Sequence[dict[str, Any]], found: Sequence[Sequence[Attribution]]) -> dict[str, Any]:
    """Return figures, intervals, full relation per outlet and errors."""
    relations = [as_relations(each) for each in found]
    counts = np.stack(
        [count(r["text"], r["attributions"], p) for r, p in zip(rows, relations, strict=True)]
    )
    outlets = np.array([str(row.get("outlet")) for row in rows])
    kinds: Counter[str] = Counter()
    for row, predicted in zip(rows, relations, strict=True):
        kinds.update(errors(row["text"], row["attributions"], predicted))
    full = MEASURES.index("full relation")
    return {
        "f1": dict(zip(MEASURES, f1(counts.sum(axis=0)).tolist(), strict=True)),
        "interval": dict(
            zip(MEASURES, bootstrap_f1(counts, rng=np.random.default_rng(0)).tolist(), strict=True)
        ),
        "outlets": {
            name: float(f1(counts[outlets == name].sum(axis=0))[full])
            for name in sorted(set(outlets.tolist()))
        },
        "errors": {kind: kinds[kind] for kind in ERRORS},
    }


def show(title: str, result: dict[str, Any]) -> None:
    """Print a result as three small tables."""
    print(title)
    for name, value in result["f1"].items():
        low, high = result["interval"][name]
        print(f"  {name:<15} {value:.3f}  [{low:.3f}, {high:.3f}]")
    print("  full relation by outlet")
    for name, value in result["outlets"].items():
        print(f"    {name:<13} {value:.3f}")
    print("  errors")
    for name, number in result["errors"].items():
        print(f"    {name:<23} {number}")


def print_peak_memory() -> None:
    """Print how much memory the process has held at most, where the system tells."""
    if find_spec("resource") is None:  # Windows
        return
    import resource

    unit = 1 if sys.platform == "darwin" else 1024  # bytes there, kilobytes elsewhere
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit / 1e6
    print(f"  peak memory {peak:.0f} MB")


def below_floor(floor: dict[str, float], figures: dict[str, float]) -> list[str]:
    """Return what fell below its floor by more than the slack for another CPU's rounding."""
    return [
        f"{name} is {figures[name]:.4f}, its floor is {value:.4f}"
        for name, value in floor.items()
        if figures[name] < value - SLACK
    ]


def main(arguments: Sequence[str] | None = None) -> int:
    """Score one method; return the exit status."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("gold", type=Path)
    parser.add_argument("--method", choices=METHODS, default="base")
    parser.add_argument("--folder", type=Path, help="a model folder of one's own training")
    parser.add_argument("--articles", type=int, help="only a fixed subset of this many")
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--raise-floors", action="store_true")
    args = parser.parse_args(arguments)
    pinned = json.loads(FLOORS.read_text("utf-8"))
    held = args.check or args.raise_floors
    if held and hashlib.sha256(args.gold.read_bytes()).hexdigest() != pinned["gold_sha256"]:
        print(f"{args.gold} is not the pinned gold file", file=sys.stderr)
        return 2
    rows = load_gold(args.gold, args.articles)
    found = find([row["text"] for row in rows], args.method, args.folder)
    result = score(rows, found)
    show(f"{args.method}, {len(rows)} articles of {args.gold.name}", result)
    print_peak_memory()
    if not held:
        return 0
    part = "all" if args.articles is None else f"subset {args.articles}"
    floors = pinned["floors"].setdefault(args.method, {}).setdefault(part, {})
    if args.raise_floors:
        for name in HELD:
            floors[name] = max(floors.get(name, 0.0), round(result["f1"][name], 4))
        FLOORS.write_text(json.dumps(pinned, indent=1, sort_keys=True) + "\n", "utf-8")
        return 0
    if not floors:
        print(f"no floor for {args.method}, {part}", file=sys.stderr)
        return 2
    fallen = below_floor(floors, result["f1"])
    for line in fallen:
        print(line, file=sys.stderr)
    return 1 if fallen else 0


if __name__ == "__main__":
    raise SystemExit(main())
