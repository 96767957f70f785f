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

    def normaliser(self, emissions: Tensor, lengths: Tensor) -> Tensor:
        """Return log Z of each sequence; ``emissions`` is (batch, words, labels)."""
        transitions, first, last = self.tables()
        alpha = first + emissions[:, 0]
        for t in range(1, emissions.shape[1]):
            step = torch.logsumexp(alpha.unsqueeze(2) + transitions, dim=1) + emissions[:, t]
            alpha = torch.where((t < lengths).unsqueeze(1), step, alpha)
        return torch.logsumexp(alpha + last, dim=1)

    def score(self, emissions: Tensor, labels: Tensor, lengths: Tensor) -> Tensor:
        """Return the unnormalised score of the given labels of each sequence."""
        transitions, first, last = self.tables()
        rows = torch.arange(len(labels))
        mask = torch.arange(emissions.shape[1]) < lengths.unsqueeze(1)
        emitted = emissions.gather(2, labels.unsqueeze(2)).squeeze(2)
        total = (emitted * mask).sum(1) + first[labels[:, 0]] + last[labels[rows, lengths - 1]]
        moved = transitions[labels[:, :-1], labels[:, 1:]]
        return total + (moved * mask[:, 1:]).sum(1)

    def loss(self, emissions: Tensor, labels: Tensor, lengths: Tensor) -> Tensor:
        """Return the mean negative log-likelihood per word."""
        likelihood = self.score(emissions, labels, lengths) - self.normaliser(emissions, lengths)
        return -likelihood.sum() / lengths.sum()

    def marginals(self, emissions: Tensor, lengths: Tensor) -> Tensor:
        """Return P(label | sequence) of each word: the gradient of log Z by the emissions."""
        with torch.enable_grad():
            leaf = emissions.detach().requires_grad_(True)
            (gradient,) = torch.autograd.grad(self.normaliser(leaf, lengths).sum(), leaf)
        return gradient
