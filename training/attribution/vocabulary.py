"""Prune the word-piece vocabulary to what news uses.

    python -m training.attribution.vocabulary TOKENIZER.json OUT.txt NEWS.jsonl [NEWS.jsonl ...]

Half of a small encoder's weights are embeddings of pieces that English news never shows (other
scripts, rare names). A piece stays if it is seen often enough in the given news (the ``text`` of
each row), or if it is one character, so that any word can still be spelt. WordPiece takes the
longest piece it has, so a pruned vocabulary cuts rare words finer and leaves the others alone.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from pathlib import Path

from framing.encoders.words import read_words

SPECIAL = ("[PAD]", "[UNK]", "[CLS]", "[SEP]")


def count_pieces(tokenizer_file: Path, news: list[Path]) -> Counter[str]:
    """Return how often each piece occurs in the texts of the given files."""
    from tokenizers import Tokenizer

    tokenizer = Tokenizer.from_file(str(tokenizer_file))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    forms: Counter[str] = Counter()
    for path in news:
        with path.open(encoding="utf-8") as lines:
            for line in lines:
                forms.update(form.lower() for form in read_words(json.loads(line)["text"]).forms)
    pieces: Counter[str] = Counter()
    for form, n in forms.items():
        for piece in tokenizer.encode(form, add_special_tokens=False).tokens:
            pieces[piece] += n
    return pieces


def prune(vocabulary: dict[str, int], seen: Counter[str], at_least: int) -> list[str]:
    """Return the kept pieces in the order of the full vocabulary, special ones first."""
    order = sorted(vocabulary, key=vocabulary.__getitem__)
    letters = {p for p in order if len(p.removeprefix("##")) == 1 and ord(p[-1]) < 0x2100}
    kept = [p for p in order if p not in SPECIAL and (seen[p] >= at_least or p in letters)]
    return [*SPECIAL, *kept]


def main() -> None:
    """Count, prune and write one piece per line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("tokenizer", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("news", type=Path, nargs="+")
    parser.add_argument("--at-least", type=int, default=3)
    args = parser.parse_args()
    vocabulary = json.loads(args.tokenizer.read_text(encoding="utf-8"))["model"]["vocab"]
    kept = prune(vocabulary, count_pieces(args.tokenizer, args.news), args.at_least)
    args.out.write_text("\n".join(kept) + "\n", encoding="utf-8")
    print(f"{len(kept)} of {len(vocabulary)} pieces kept")


if __name__ == "__main__":
    main()
