"""The base tagger: a small BERT encoder with a look embedding, and a chain on top.

Written out rather than imported, so that the exported graph is what is read here. Weights start
from all-MiniLM-L6-v2 (Wang et al. 2020; Reimers & Gurevych 2019; Apache-2.0), a 6-layer, 384-wide
encoder. The word-piece embeddings are not trained: a few thousand relations cannot improve them,
and frozen they quantise well. The look embedding (capitals, quotation state, paragraph start)
starts at zero.
"""

from __future__ import annotations

import math
from pathlib import Path

import torch
from torch import Tensor, nn
from torch.nn import functional

from framing.encoders.words import LOOKS
from training.attribution.crf import Chain
from training.attribution.gold import LABELS

WIDTH, HEADS, INNER, LAYERS, POSITIONS = 384, 12, 1536, 6, 128


class Layer(nn.Module):
    """One transformer layer, normalised after each residual as in BERT."""

    def __init__(self, dropout: float) -> None:
        super().__init__()
        self.mixed = nn.Linear(WIDTH, 3 * WIDTH)
        self.attended = nn.Linear(WIDTH, WIDTH)
        self.attended_norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.inner = nn.Linear(WIDTH, INNER)
        self.outer = nn.Linear(INNER, WIDTH)
        self.outer_norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x: Tensor, bias: Tensor | None) -> Tensor:
        batch, length, _ = x.shape
        mixed = self.mixed(x).view(batch, length, 3, HEADS, WIDTH // HEADS).permute(2, 0, 3, 1, 4)
        query, key, value = mixed[0], mixed[1], mixed[2]
        scores = query @ key.transpose(-1, -2) / math.sqrt(WIDTH // HEADS)
        if bias is not None:
            scores = scores + bias
        seen = torch.softmax(scores, dim=-1) @ value
        seen = self.attended(seen.transpose(1, 2).reshape(batch, length, WIDTH))
        x = self.attended_norm(x + self.dropout(seen))
        inner = self.outer(functional.gelu(self.inner(x)))
        return self.outer_norm(x + self.dropout(inner))


class BaseTagger(nn.Module):
    """Pieces and looks in, label scores of every piece out; the chain reads first pieces only."""

    def __init__(self, vocabulary: int, dropout: float = 0.1) -> None:
        super().__init__()
        self.piece = nn.Embedding(vocabulary, WIDTH)
        self.piece.weight.requires_grad_(False)
        self.position = nn.Embedding(POSITIONS, WIDTH)
        self.look = nn.Embedding(LOOKS, WIDTH)
        nn.init.zeros_(self.look.weight)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.layers = nn.ModuleList(Layer(dropout) for _ in range(LAYERS))
        self.dropout = nn.Dropout(dropout)
        self.head = nn.Linear(WIDTH, len(LABELS))
        nn.init.normal_(self.head.weight, std=0.02)
        nn.init.zeros_(self.head.bias)
        self.chain = Chain()

    def forward(self, pieces: Tensor, looks: Tensor, mask: Tensor | None = None) -> Tensor:
        """Return (batch, pieces, labels); ``mask`` is true at real pieces, or None if all are."""
        place = self.position.weight[: pieces.shape[1]]
        x = self.dropout(self.norm(self.piece(pieces) + self.look(looks) + place))
        bias = None
        if mask is not None:
            bias = torch.zeros(mask.shape).masked_fill(~mask, -1e4)[:, None, None, :]
        for layer in self.layers:
            x = layer(x, bias)
        return self.head(self.dropout(x))


def load_pretrained(tagger: BaseTagger, folder: Path, kept: list[str]) -> None:
    """Copy the pretrained weights, with the embeddings of the kept pieces only."""
    from safetensors.torch import load_file

    weights = load_file(folder / "model.safetensors")
    full = (folder / "vocab.txt").read_text(encoding="utf-8").splitlines()
    numbers = {piece: number for number, piece in enumerate(full)}
    rows = torch.tensor([numbers[piece] for piece in kept])
    with torch.no_grad():
        tagger.piece.weight.copy_(weights["embeddings.word_embeddings.weight"][rows])
        kind = weights["embeddings.token_type_embeddings.weight"][0]
        places = weights["embeddings.position_embeddings.weight"][:POSITIONS]
        tagger.position.weight.copy_(places + kind)
        _copy(tagger.norm, weights, "embeddings.LayerNorm")
        for number, layer in enumerate(tagger.layers):
            name = f"encoder.layer.{number}."
            for part in ("weight", "bias"):
                mixed = [
                    weights[f"{name}attention.self.{w}.{part}"] for w in ("query", "key", "value")
                ]
                getattr(layer.mixed, part).copy_(torch.cat(mixed))
            _copy(layer.attended, weights, name + "attention.output.dense")
            _copy(layer.attended_norm, weights, name + "attention.output.LayerNorm")
            _copy(layer.inner, weights, name + "intermediate.dense")
            _copy(layer.outer, weights, name + "output.dense")
            _copy(layer.outer_norm, weights, name + "output.LayerNorm")


def _copy(module: nn.Module, weights: dict[str, Tensor], name: str) -> None:
    module.load_state_dict({part: weights[f"{name}.{part}"] for part in ("weight", "bias")})
