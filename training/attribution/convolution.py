"""The small tagger: gated convolutions over words, with a chain on top.

Each layer sees a word and one on either side at a growing distance, so eight layers see 38 words
each way at a cost that grows with the text and not with its square. Word rows start from a
projection of the base encoder's piece embeddings (principal axes), which carries over what that
encoder knows of words.

References
----------
Dauphin et al. (2017). Language modeling with gated convolutional networks. ICML.
Strubell et al. (2017). Fast and accurate entity recognition with iterated dilated convolutions.
EMNLP.
"""

from __future__ import annotations

import torch
from torch import Tensor, nn
from torch.nn import functional

from framing.encoders.forms import BUCKETS
from framing.encoders.words import LOOKS
from training.attribution.crf import Chain
from training.attribution.gold import LABELS

WORD, AFFIX, LOOK, WIDTH = 96, 32, 24, 192
DILATIONS = (1, 2, 4, 8, 16, 1, 2, 4)


class Gate(nn.Module):
    """One residual gated convolution of three taps."""

    def __init__(self, dilation: int, dropout: float) -> None:
        super().__init__()
        self.dilation = dilation
        self.norm = nn.LayerNorm(WIDTH)
        self.taps = nn.Linear(3 * WIDTH, 2 * WIDTH)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x: Tensor, mask: Tensor | None) -> Tensor:
        d = self.dilation
        seen = self.norm(x)
        if mask is not None:
            seen = seen * mask
        seen = functional.pad(seen, (0, 0, d, d))
        length = x.shape[1]
        sides = [seen[:, :length], seen[:, d : d + length], seen[:, 2 * d : 2 * d + length]]
        value, gate = self.taps(torch.cat(sides, dim=2)).chunk(2, dim=2)
        return x + self.dropout(value * torch.sigmoid(gate))


class SmallTagger(nn.Module):
    """Word, beginning, ending and look numbers in, label scores of every word out."""

    def __init__(self, vocabulary: int, dropout: float = 0.3) -> None:
        super().__init__()
        self.word = nn.Embedding(vocabulary, WORD, padding_idx=0)
        self.beginning = nn.Embedding(BUCKETS, AFFIX, padding_idx=0)
        self.ending = nn.Embedding(BUCKETS, AFFIX, padding_idx=0)
        self.look = nn.Embedding(LOOKS, LOOK)
        for table in (self.beginning, self.ending, self.look):
            nn.init.normal_(table.weight, std=0.3)
        self.enter = nn.Linear(WORD + 2 * AFFIX + LOOK, WIDTH)
        self.gates = nn.ModuleList(Gate(d, dropout) for d in DILATIONS)
        self.norm = nn.LayerNorm(WIDTH)
        self.dropout = nn.Dropout(dropout)
        self.head = nn.Linear(WIDTH, len(LABELS))
        self.chain = Chain()

    def forward(self, forms: Tensor, looks: Tensor, mask: Tensor | None = None) -> Tensor:
        """Return (texts, words, labels); ``forms`` is (texts, words, 3)."""
        word, beginning, ending = forms[..., 0], forms[..., 1], forms[..., 2]
        parts = [self.word(word), self.beginning(beginning), self.ending(ending), self.look(looks)]
        x = self.enter(self.dropout(torch.cat(parts, dim=2)))
        shown = mask.unsqueeze(2).to(x.dtype) if mask is not None else None
        for gate in self.gates:
            x = gate(x, shown)
        return self.head(self.dropout(self.norm(x)))
