"""Speed of the text floor against NLTK's Punkt and NLTKWordTokenizer, in one run.

    python benchmarks/speed/text.py [ARTICLES.jsonl] [--rounds 7]

Reads the ``text`` of each line (default: the sample corpus, else text made here), repeats it to
at least 200,000 words, and times both on the same texts in turn, in CPU seconds of one process.

- ours: ``read_layers``: paragraphs, sentences, words and quotations, with offsets.
- NLTK: sentence spans of ``PunktSentenceTokenizer`` and, in each sentence, word spans of
  ``NLTKWordTokenizer``. NLTK's own Punkt model is a download; here Punkt is trained, untimed, on
  the texts that it will split.

Prints medians over the rounds in thousand words (split at white space) a second, and their ratio.
"""

from __future__ import annotations

import argparse
import json
import random
import statistics
from collections.abc import Callable, Sequence
from pathlib import Path
from time import process_time

from framing.text import read_layers

SAMPLE = Path(__file__).resolve().parents[2] / "data" / "sample" / "articles.jsonl"
LEAST_WORDS = 200_000
FLOOR = 10.0  # times NLTK; a lower ratio ends with exit status 1


def load_texts(path: Path | None) -> tuple[list[str], str]:
    """Texts to read and, in words, where they come from."""
    if path is None and not SAMPLE.exists():
        return _made_texts(), "texts made by this script"
    path = path or SAMPLE
    lines = path.read_text("utf-8").splitlines()
    texts = [json.loads(line)["text"] for line in lines if line.strip()]
    if not texts:
        raise ValueError(f"{path} holds no articles")
    return texts, path.name


def _made_texts() -> list[str]:
    rng = random.Random(0)
    parts = (
        "“We will not leave,” Mr. Orr told reporters on Sept. 3.",
        "The council's plan, which cost 3.5 million, wasn't put to a vote in the U.S. Senate.",
        'Asked why, she said: "Nobody knows."',
        "The anti-war march ended near St. Ives at 5 p.m. and police closed two streets for hours.",
    )
    return ["\n\n".join(rng.choices(parts, k=18)) for _ in range(200)]


def nltk_reader(texts: Sequence[str]) -> Callable[[Sequence[str]], int]:
    """A function that splits texts into sentence and word spans with NLTK; returns their number."""
    from nltk.tokenize.destructive import NLTKWordTokenizer
    from nltk.tokenize.punkt import PunktSentenceTokenizer

    punkt, words = PunktSentenceTokenizer("\n\n".join(texts)), NLTKWordTokenizer()

    def read(batch: Sequence[str]) -> int:
        count = 0
        for text in batch:
            for start, end in punkt.span_tokenize(text):
                spans = words.span_tokenize(text[start:end])
                count += len([(start + first, start + last) for first, last in spans])
        return count

    return read


def seconds(function: Callable[[Sequence[str]], object], texts: Sequence[str]) -> float:
    """CPU seconds of one call."""
    began = process_time()
    function(texts)
    return process_time() - began


def main() -> None:
    """Time both and print the table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("articles", nargs="?", type=Path)
    parser.add_argument("--rounds", type=int, default=7)
    options = parser.parse_args()
    texts, origin = load_texts(options.articles)
    read_nltk = nltk_reader(texts)
    count = sum(len(text.split()) for text in texts)
    times = -(-LEAST_WORDS // count)
    texts, count = texts * times, count * times
    read_layers(texts[:2])
    rounds = [
        (seconds(read_layers, texts), seconds(read_nltk, texts)) for _ in range(options.rounds)
    ]
    ours, theirs = (statistics.median(column) for column in zip(*rounds, strict=True))
    ratios = [nltk / mine for mine, nltk in rounds]
    print(f"{len(texts)} texts, {count} words, from {origin}; median of {options.rounds} rounds")
    print(f"framing.text.read_layers            {count / ours / 1e3:8.0f} thousand words/s")
    print(f"NLTK Punkt + NLTKWordTokenizer      {count / theirs / 1e3:8.0f} thousand words/s")
    print(f"ratio {theirs / ours:.1f} (rounds {min(ratios):.1f} to {max(ratios):.1f})")
    if theirs / ours < FLOOR:
        raise SystemExit(f"below the floor of {FLOOR:g} times NLTK")


if __name__ == "__main__":
    main()
