"""Label unlabelled news with a trained model, for a smaller one to learn from.

    python -m training.attribution.teach MODEL_FOLDER NEWS.jsonl OUT.jsonl --words 3000000

Takes articles at random (seeded) until enough words are read, never a row whose ``split`` is
``test`` and never an article whose opening also opens one of the ``--without`` files (the dev
part). ``--not-from`` and ``--not-in`` leave out whole outlets in whole years: those that a test
part was drawn from, so that not even its texts are seen.
"""

from __future__ import annotations

import argparse
import json
import random
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from framing.attribution.model import chain_of
from framing.attribution.tagger import decode_paragraphs
from framing.encoders.session import load_encoder
from framing.encoders.words import read_words

OPENING = 120


def opening_of(text: str) -> str:
    """Return the first letters of a text, in lower case and without spaces."""
    return "".join(character for character in text.lower() if character.isalnum())[:OPENING]


def is_apart(row: Mapping[str, Any], outlets: str | None, years: Sequence[str]) -> bool:
    """Return whether a row is of an outlet that matches, and of one of the years or of none.

    Examples
    --------
    >>> row = {"outlet": "Politico", "date": "2016-09-12"}
    >>> is_apart(row, "politico", ["2016"]), is_apart(row, "politico", ["2018"])
    (True, False)
    """
    if outlets is None or not re.search(outlets, str(row.get("outlet")), re.IGNORECASE):
        return False
    date = row.get("date")
    return date is None or str(date)[:4] in years


def choose(
    rows: Sequence[Mapping[str, Any]], without: list[Path], seed: int, part: int, parts: int
) -> list[str]:
    """Return the texts to label, in random order; one of ``parts`` equal shares of them."""
    known = set()
    for path in without:
        with path.open(encoding="utf-8") as lines:
            known |= {opening_of(json.loads(line)["text"]) for line in lines}
    texts = [
        row["text"]
        for row in rows
        if "test" not in str(row.get("split")) and opening_of(row["text"]) not in known
    ]
    random.Random(seed).shuffle(texts)
    return texts[part::parts]


def main() -> None:
    """Write one row per labelled article: ``id``, ``text``, ``labels`` (a digit per word)."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("model", type=Path)
    parser.add_argument("news", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--words", type=int, default=3_000_000)
    parser.add_argument("--without", type=Path, nargs="*", default=[])
    parser.add_argument("--not-from", help="pattern of outlets to leave out in --not-in years")
    parser.add_argument("--not-in", nargs="*", default=[], help="years; undated rows count too")
    parser.add_argument("--part", type=int, default=0)
    parser.add_argument("--parts", type=int, default=1)
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    encoder = load_encoder(args.model)
    chain = chain_of(encoder)
    with args.news.open(encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    rows = [row for row in rows if not is_apart(row, args.not_from, args.not_in)]
    done = 0
    with args.out.open("w", encoding="utf-8") as out:
        for number, text in enumerate(choose(rows, args.without, args.seed, args.part, args.parts)):
            if done >= args.words:
                break
            words = read_words(text)
            if not len(words):
                continue
            (labels,), _ = decode_paragraphs([encoder.score(words)], [words.paragraphs], chain)
            row = {"id": f"{args.part}-{number}", "text": text, "labels": "".join(map(str, labels))}
            out.write(json.dumps(row, ensure_ascii=False) + "\n")
            done += len(words)
    print(f"{done} words labelled")


if __name__ == "__main__":
    main()
