"""Train the small tagger, on gold labels alone or on gold and a teacher's labels.

    python -m training.attribution.train_small --gold train.jsonl --dev dev.jsonl \\
        --pretrained FOLDER --news NEWS.jsonl --out RUN [--silver silver.jsonl]

``--silver`` holds unlabelled news that the base tagger has labelled
(``training.attribution.teach``): sequence-level distillation (Kim & Rush 2016), the student
learns the teacher's best sequences.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from framing.encoders.forms import UNKNOWN, WordForms
from framing.encoders.pieces import WordPieces, fold
from framing.encoders.words import PARAGRAPH_STATES, read_words
from training.attribution.convolution import WORD, SmallTagger
from training.attribution.gold import Labelled, legal, read_gold, read_silver

CHUNK = 192


def common_words(news: Sequence[Path], at_least: int, most: int) -> list[str]:
    """Return the most frequent folded words of the given news, most frequent first."""
    counts: Counter[str] = Counter()
    for path in news:
        with path.open(encoding="utf-8") as lines:
            for line in lines:
                counts.update(fold(form) for form in read_words(json.loads(line)["text"]).forms)
    ranked = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    return [word for word, n in ranked[:most] if n >= at_least]


def project_words(vocabulary: Sequence[str], folder: Path) -> NDArray[np.float32]:
    """Return the principal axes of the words' mean piece embeddings, with two rows before them."""
    from safetensors.numpy import load_file

    table = load_file(folder / "model.safetensors")["embeddings.word_embeddings.weight"]
    pieces = WordPieces((folder / "vocab.txt").read_text(encoding="utf-8").splitlines())
    means = np.stack([table[list(pieces.cut(word))].mean(axis=0) for word in vocabulary])
    centred = means - means.mean(axis=0)
    _, axes = np.linalg.eigh(centred.T @ centred)
    rows = centred @ axes[:, ::-1][:, :WORD]
    rows *= 0.5 / rows.std()
    return np.concatenate((np.zeros((2, WORD)), rows)).astype(np.float32)


Rows = tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]


def make_batches(articles: Sequence[Rows], rng: random.Random, size: int) -> Iterator[list[Rows]]:
    """Yield batches of chunks; each article is cut anew with a random first chunk."""
    chunks: list[Rows] = []
    for forms, looks, labels in articles:
        first = rng.randint(CHUNK // 3, CHUNK)
        cuts = [0, *range(first, len(labels), CHUNK), len(labels)]
        for a, b in pairwise(cuts):
            if b > a:
                cut = legal(labels[a:b], looks[a:b] % PARAGRAPH_STATES == 1)
                chunks.append((forms[a:b], looks[a:b], cut))
    rng.shuffle(chunks)
    batches = []
    for i in range(0, len(chunks), size * 20):
        group = sorted(chunks[i : i + size * 20], key=lambda chunk: len(chunk[2]))
        batches += [group[j : j + size] for j in range(0, len(group), size)]
    rng.shuffle(batches)
    yield from batches


def collate(batch: Sequence[Rows]) -> tuple[Tensor, Tensor, Tensor, Tensor, Tensor]:
    """Return forms, looks, mask, labels and lengths, padded."""
    longest = max(len(labels) for _, _, labels in batch)
    forms = torch.zeros(len(batch), longest, 3, dtype=torch.long)
    looks = torch.zeros(len(batch), longest, dtype=torch.long)
    gold = torch.zeros(len(batch), longest, dtype=torch.long)
    lengths = torch.tensor([len(labels) for _, _, labels in batch])
    for row, (form, look, labels) in enumerate(batch):
        forms[row, : len(labels)] = torch.from_numpy(form)
        looks[row, : len(labels)] = torch.from_numpy(look)
        gold[row, : len(labels)] = torch.from_numpy(labels)
    mask = torch.arange(longest) < lengths.unsqueeze(1)
    return forms, looks, mask, gold, lengths


def main() -> None:
    """Train, and write a checkpoint, the vocabulary and the dev scores."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--gold", type=Path, required=True)
    parser.add_argument("--dev", type=Path, required=True)
    parser.add_argument("--pretrained", type=Path, required=True)
    parser.add_argument("--news", type=Path, nargs="+", required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--silver", type=Path, nargs="*", default=[])
    parser.add_argument("--epochs", type=int, default=10)
    parser.add_argument("--batch", type=int, default=32)
    parser.add_argument("--rate", type=float, default=2e-3)
    parser.add_argument("--dropout", type=float, default=0.3)
    parser.add_argument("--forget", type=float, default=0.08, help="share of words made unknown")
    parser.add_argument("--gold-twice", action="store_true", help="gold counts twice beside silver")
    parser.add_argument("--most-words", type=int, default=20_000)
    parser.add_argument("--half", action="store_true", help="bfloat16 where the CPU has it")
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    torch.set_num_threads(args.threads)
    torch.manual_seed(args.seed)
    rng = random.Random(args.seed)
    args.out.mkdir(parents=True, exist_ok=True)
    vocabulary = common_words(args.news, 4, args.most_words)
    (args.out / "words.txt").write_text("\n".join(vocabulary) + "\n", encoding="utf-8")
    forms = WordForms(vocabulary)
    tagger = SmallTagger(len(forms), args.dropout)
    with torch.no_grad():
        tagger.word.weight.copy_(torch.from_numpy(project_words(vocabulary, args.pretrained)))

    def rows(articles: Sequence[Labelled]) -> list[Rows]:
        return [
            (forms.number(a.words.forms), a.words.looks.astype(np.int64), a.labels)
            for a in articles
        ]

    train, dev = rows(read_gold(args.gold)), read_gold(args.dev)
    silver = [article for path in args.silver for article in read_silver(path)]
    train = train * (2 if args.gold_twice else 1) + rows(silver)
    dev_rows = rows(dev)
    chain = list(tagger.chain.parameters())
    others = [p for name, p in tagger.named_parameters() if not name.startswith("chain")]
    optimiser = torch.optim.AdamW(
        [{"params": others, "weight_decay": 0.01}, {"params": chain, "weight_decay": 0.0}],
        lr=args.rate,
    )
    per_epoch = sum(1 for _ in make_batches(train, random.Random(0), args.batch))
    schedule = torch.optim.lr_scheduler.OneCycleLR(
        optimiser, [args.rate, 5 * args.rate], total_steps=int(per_epoch * args.epochs * 1.02) + 5
    )
    began = time.time()
    for epoch in range(1, args.epochs + 1):
        tagger.train()
        total, seen = 0.0, 0
        for batch in make_batches(train, rng, args.batch):
            form, looks, mask, labels, lengths = collate(batch)
            forgotten = torch.rand(form.shape[:2]) < args.forget
            form[..., 0] = form[..., 0].masked_fill(forgotten & mask, UNKNOWN)
            with torch.autocast("cpu", torch.bfloat16, enabled=args.half):
                scores = tagger(form, looks, mask).float()
            loss = tagger.chain.loss(scores, labels, lengths, looks % PARAGRAPH_STATES == 1)
            optimiser.zero_grad()
            loss.backward()  # type: ignore[no-untyped-call]
            torch.nn.utils.clip_grad_norm_(tagger.parameters(), 1.0)
            optimiser.step()
            schedule.step()
            total, seen = total + loss.item(), seen + 1
            if seen % 100 == 0:
                pace = (time.time() - began) / (seen + (epoch - 1) * per_epoch)
                print(
                    f"step {seen}/{per_epoch} loss {total / seen:.4f} {pace:.2f} s/step", flush=True
                )
        tagger.eval()
        with torch.no_grad():
            scores = {
                a.id: tagger(torch.from_numpy(f)[None], torch.from_numpy(k)[None])[0].numpy()
                for a, (f, k, _) in zip(dev, dev_rows, strict=True)
            }
        np.savez(args.out / f"dev{epoch}.npz", **scores)
        torch.save(tagger.state_dict(), args.out / f"epoch{epoch}.pt")
        print(
            f"epoch {epoch} loss {total / seen:.4f} after {time.time() - began:.0f} s", flush=True
        )


if __name__ == "__main__":
    main()
