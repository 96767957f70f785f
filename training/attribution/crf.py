"""A linear-chain conditional random field over word labels.

A tagger that picks each word's label alone has no idea that a content rarely lasts two words or
that a cue seldom follows a cue. The chain scores whole label sequences: emissions plus one learnt
number per pair of neighbouring labels. Training maximises the log-probability of the gold
sequence, which the forward algorithm normalises over all sequences.

Reference: Lafferty, McCallum & Pereira (2001), Conditional random fields, ICML.
"""

from __future__ import annotations

import torch
from torch import Tensor, nn

from training.attribution.gold import LABELS

FORBIDDEN = -1e4


def _allowed() -> Tensor:
    """Return 0 where label j may follow label i, and a large negative number where it may not."""
    table = torch.zeros(len(LABELS), len(LABELS))
    for j, name in enumerate(LABELS):
        if name.startswith("I-"):
            for i, before in enumerate(LABELS):
                if before[1:] != name[1:]:
                    table[i, j] = FORBIDDEN
    return table


class Chain(nn.Module):
    """Transition scores with the forward algorithm, marginals and log-likelihood."""

    def __init__(self) -> None:
        super().__init__()
        n = len(LABELS)
        self.transitions = nn.Parameter(torch.zeros(n, n))
        self.first = nn.Parameter(torch.zeros(n))
        self.last = nn.Parameter(torch.zeros(n))
        self.register_buffer("allowed", _allowed())
        begin = torch.tensor([FORBIDDEN if name.startswith("I-") else 0.0 for name in LABELS])
        self.register_buffer("begin", begin)

    def tables(self) -> tuple[Tensor, Tensor, Tensor]:
        """Return transitions, first and last scores with the forbidden ones in place."""
        return self.transitions + self.allowed, self.first + self.begin, self.last

    def normaliser(self, emissions: Tensor, lengths: Tensor, opens: Tensor | None = None) -> Tensor:
        """Return log Z of each row; ``emissions`` is (batch, words, labels).

        Where ``opens`` (batch, words) is true, a new sequence begins within the row.
        """
        transitions, first, last = self.tables()
        alpha = first + emissions[:, 0]
        for t in range(1, emissions.shape[1]):
            moved = torch.logsumexp(alpha.unsqueeze(2) + transitions, dim=1)
            if opens is not None and bool(opens[:, t].any()):
                anew = torch.logsumexp(alpha + last, dim=1, keepdim=True) + first
                moved = torch.where(opens[:, t : t + 1], anew, moved)
            alpha = torch.where((t < lengths).unsqueeze(1), moved + emissions[:, t], alpha)
        return torch.logsumexp(alpha + last, dim=1)

    def score(
        self, emissions: Tensor, labels: Tensor, lengths: Tensor, opens: Tensor | None = None
    ) -> Tensor:
        """Return the unnormalised score of the given labels of each row."""
        transitions, first, last = self.tables()
        rows = torch.arange(len(labels))
        mask = torch.arange(emissions.shape[1]) < lengths.unsqueeze(1)
        emitted = emissions.gather(2, labels.unsqueeze(2)).squeeze(2)
        total = (emitted * mask).sum(1) + first[labels[:, 0]] + last[labels[rows, lengths - 1]]
        moved = transitions[labels[:, :-1], labels[:, 1:]]
        if opens is not None:
            moved = torch.where(opens[:, 1:], last[labels[:, :-1]] + first[labels[:, 1:]], moved)
        return total + (moved * mask[:, 1:]).sum(1)

    def loss(
        self, emissions: Tensor, labels: Tensor, lengths: Tensor, opens: Tensor | None = None
    ) -> Tensor:
        """Return the mean negative log-likelihood per word."""
        likelihood = self.score(emissions, labels, lengths, opens)
        likelihood = likelihood - self.normaliser(emissions, lengths, opens)
        return -likelihood.sum() / lengths.sum()
