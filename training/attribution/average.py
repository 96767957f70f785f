"""Average the weights of several checkpoints of one run into one.

    python -m training.attribution.average RUN/epoch4.pt RUN/epoch5.pt --out RUN/mean.pt

The last checkpoints of a run differ in what each has overfitted; their mean keeps what they share
(Izmailov et al. 2018, Averaging weights leads to wider optima and better generalization). It costs
nothing at run time.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import torch


def main() -> None:
    """Write the mean."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("checkpoints", type=Path, nargs="+")
    parser.add_argument("--out", type=Path, required=True)
    args = parser.parse_args()
    states = [torch.load(path, map_location="cpu") for path in args.checkpoints]
    mean = {name: sum(state[name] for state in states) / len(states) for name in states[0]}
    torch.save(mean, args.out)


if __name__ == "__main__":
    main()
