"""Train the base tagger.

    python -m training.attribution.train_base --gold train.jsonl --dev dev.jsonl \\
        --pretrained FOLDER --vocabulary vocab.txt --out RUN [--silver silver.jsonl ...]

Every epoch packs the articles anew, with a random first window, so that a relation is seen in
several surroundings. ``--silver`` holds unlabelled news that earlier models have labelled
(``training.attribution.teach``); the first epoch reads it besides the gold, the others gold alone
(self-training: Xie et al. 2020, Self-training with noisy student improves ImageNet
classification). The dev part is scored after each epoch, never trained on; its label scores
are written beside the checkpoint, so that linking and decoding can be worked on without running
the encoder.
"""

from __future__ import annotations

import argparse
import random
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from torch import Tensor

from framing.encoders.pieces import WordPieces
from framing.encoders.windows import pack_windows
from training.attribution.encoder import BaseTagger, load_pretrained
from training.attribution.gold import Labelled, legal, read_gold, read_silver

LIMIT = 126


@dataclass(frozen=True, slots=True)
class Example:
    """One window: its pieces, their looks, where each word's first piece is, and the labels."""

    article: int
    start: int
    core: int
    pieces: list[int]
    looks: list[int]
    firsts: list[int]
    labels: list[int]


def make_examples(
    articles: Sequence[Labelled], pieces: WordPieces, rng: random.Random | None, context: int = 0
) -> list[Example]:
    """Return the windows of all articles; with ``rng`` the first window's limit is random."""
    examples = []
    for number, article in enumerate(articles):
        words = article.words
        cut = [pieces.cut(form) for form in words.forms]
        sizes = [len(c) for c in cut]
        windows = pack_windows(
            sizes,
            words.paragraphs.tolist(),
            words.forms,
            limit=LIMIT,
            context=context,
            first_limit=rng.randint(40, LIMIT) if rng else None,
        )
        for window in windows:
            flat, looks, firsts = [pieces.first], [0], []
            for row in range(window.start, window.end):
                firsts.append(len(flat))
                flat += cut[row]
                looks += [int(words.looks[row])] * sizes[row]
            labels = legal(article.labels[window.start : window.end]).tolist()
            flat.append(pieces.last)
            looks.append(0)
            examples.append(Example(number, window.start, window.core, flat, looks, firsts, labels))
    return examples


def make_batches(
    examples: list[Example], size: int, rng: random.Random | None
) -> Iterator[list[Example]]:
    """Yield batches of windows of similar length, in random order where ``rng`` is given."""
    order = list(examples)
    if rng:
        rng.shuffle(order)
    batches = []
    for first in range(0, len(order), size * 40):
        chunk = sorted(order[first : first + size * 40], key=lambda e: len(e.pieces))
        batches += [chunk[i : i + size] for i in range(0, len(chunk), size)]
    if rng:
        rng.shuffle(batches)
    yield from batches


def collate(
    batch: Sequence[Example], pad: int
) -> tuple[Tensor, Tensor, Tensor, Tensor, Tensor, Tensor]:
    """Return pieces, looks, mask, firsts, labels and numbers of words as padded tensors."""

    def padded(rows: list[list[int]], value: int) -> Tensor:
        longest = max(len(row) for row in rows)
        return torch.tensor([row + [value] * (longest - len(row)) for row in rows])

    pieces = padded([e.pieces for e in batch], pad)
    looks = padded([e.looks for e in batch], 0)
    mask = padded([[1] * len(e.pieces) for e in batch], 0).bool()
    firsts = padded([e.firsts for e in batch], 0)
    labels = padded([e.labels for e in batch], 0)
    lengths = torch.tensor([len(e.labels) for e in batch])
    return pieces, looks, mask, firsts, labels, lengths


def emissions_of(scores: Tensor, firsts: Tensor) -> Tensor:
    """Return the scores at each word's first piece."""
    return scores.gather(1, firsts.unsqueeze(2).expand(-1, -1, scores.shape[2]))


def score_articles(
    tagger: BaseTagger, articles: Sequence[Labelled], pieces: WordPieces, context: int, half: bool
) -> list[np.ndarray]:
    """Return the emissions of each article's words."""
    tagger.eval()
    found = [np.zeros((len(a.words), 7), dtype=np.float32) for a in articles]
    examples = make_examples(articles, pieces, None, context)
    with torch.no_grad(), torch.autocast("cpu", torch.bfloat16, enabled=half):
        for batch in make_batches(examples, 16, None):
            flat, looks, mask, firsts, _, _ = collate(batch, pieces.pad)
            scores = emissions_of(tagger(flat, looks, mask).float(), firsts).numpy()
            for example, rows in zip(batch, scores, strict=True):
                n = len(example.labels)
                skip = example.core - example.start
                found[example.article][example.core : example.start + n] = rows[skip:n]
    return found


def main() -> None:
    """Train, and write a checkpoint and the dev scores after each epoch."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--gold", type=Path, required=True)
    parser.add_argument("--dev", type=Path, required=True)
    parser.add_argument("--pretrained", type=Path, required=True)
    parser.add_argument("--vocabulary", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--start", type=Path, help="a checkpoint to go on from, instead of MiniLM")
    parser.add_argument("--silver", type=Path, nargs="*", default=[])
    parser.add_argument("--epochs", type=int, default=6, help="the one with silver included")
    parser.add_argument("--batch", type=int, default=16)
    parser.add_argument("--rate", type=float, default=1.5e-4)
    parser.add_argument("--dropout", type=float, default=0.1)
    parser.add_argument("--half", action="store_true", help="bfloat16 where the CPU has it")
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    torch.set_num_threads(args.threads)
    torch.manual_seed(args.seed)
    rng = random.Random(args.seed)
    args.out.mkdir(parents=True, exist_ok=True)
    kept = args.vocabulary.read_text(encoding="utf-8").splitlines()
    pieces = WordPieces(kept)
    gold, dev = read_gold(args.gold), read_gold(args.dev)
    silver = [article for path in args.silver for article in read_silver(path)]
    tagger = BaseTagger(len(kept), args.dropout)
    if args.start:
        tagger.load_state_dict(torch.load(args.start, map_location="cpu"))
    else:
        load_pretrained(tagger, args.pretrained, kept)
    encoder = [
        p for n, p in tagger.named_parameters() if n.startswith(("layers", "norm", "position"))
    ]
    new = [*tagger.look.parameters(), *tagger.head.parameters()]
    optimiser = torch.optim.AdamW(
        [
            {"params": encoder, "lr": args.rate, "weight_decay": 0.01},
            {"params": new, "lr": 1e-3, "weight_decay": 0.01},
            {"params": list(tagger.chain.parameters()), "lr": 5e-3, "weight_decay": 0.0},
        ]
    )

    def count_steps(articles: Sequence[Labelled]) -> int:
        return len(list(make_batches(make_examples(articles, pieces, rng), args.batch, None)))

    steps = count_steps(gold + silver) + count_steps(gold) * (args.epochs - 1)
    warm = steps // 10

    def pace(step: int) -> float:
        return min(1.0, (step + 1) / warm) * max(0.0, min(1.0, (steps - step) / (steps - warm)))

    schedule = torch.optim.lr_scheduler.LambdaLR(optimiser, pace)
    trained = [p for p in tagger.parameters() if p.requires_grad]
    began, seen, total = time.time(), 0, 0.0
    for epoch in range(1, args.epochs + 1):
        tagger.train()
        articles = gold + silver if epoch == 1 else gold
        for batch in make_batches(make_examples(articles, pieces, rng), args.batch, rng):
            flat, looks, mask, firsts, labels, lengths = collate(batch, pieces.pad)
            with torch.autocast("cpu", torch.bfloat16, enabled=args.half):
                scores = tagger(flat, looks, mask)
            loss = tagger.chain.loss(emissions_of(scores.float(), firsts), labels, lengths)
            optimiser.zero_grad()
            loss.backward()  # type: ignore[no-untyped-call]
            torch.nn.utils.clip_grad_norm_(trained, 1.0)
            optimiser.step()
            schedule.step()
            seen += 1
            total += loss.item()
            if seen % 20 == 0:
                pace_s = (time.time() - began) / seen
                print(f"step {seen}/{steps} loss {total / 20:.4f} {pace_s:.2f} s/step", flush=True)
                total = 0.0
        torch.save(tagger.state_dict(), args.out / f"epoch{epoch}.pt")
        emissions = score_articles(tagger, dev, pieces, 0, args.half)
        np.savez(
            args.out / f"dev{epoch}.npz", **{a.id: e for a, e in zip(dev, emissions, strict=True)}
        )
        print(f"epoch {epoch} done after {time.time() - began:.0f} s", flush=True)


if __name__ == "__main__":
    main()
