"""Speed of finding attributions, beside what others do with the same texts, in one run.

    python -m benchmarks.speed.attribution [ARTICLES.jsonl] [--words 40000] [--rounds 3]

Reads the ``text`` of each line (default: the sample corpus), repeats it to at least ``--words``
words, and times each method on the same texts in turn, in CPU seconds of one process on one thread,
loading not counted:

- NLTK: sentences by Punkt (trained here, untimed: NLTK's own model is a download) and a VADER score
  for each;
- spaCy, where it is installed: a blank English pipeline with a small tagger and parser. Their
  weights are random, which costs what trained ones cost (trained ones are a download);
- rules, small and base: text to relations; then, of the models, everything that
  ``framing.find_attributions`` puts into its table, citations included.

Prints medians over the rounds in thousand words (split at white space) a second, and the ratio to
NLTK. Ratios carry over to other machines, absolute figures do not.
"""

from __future__ import annotations

import argparse
import json
import statistics
import warnings
from collections.abc import Callable, Sequence
from importlib.util import find_spec
from itertools import cycle
from pathlib import Path
from time import process_time
from typing import Literal

SAMPLE = Path(__file__).resolve().parents[2] / "data" / "sample" / "articles.jsonl"
Reader = Callable[[Sequence[str]], object]


def load_texts(path: Path, least: int) -> list[str]:
    """Return the texts of a JSON Lines file, repeated to at least so many words."""
    lines = path.read_text("utf-8").splitlines()
    texts = [json.loads(line)["text"] for line in lines if line.strip()]
    if not any(text.strip() for text in texts):
        raise ValueError(f"{path} holds no words")
    chosen: list[str] = []
    words = 0
    for text in cycle(texts):
        if words >= least:
            return chosen
        chosen.append(text)
        words += len(text.split())
    raise AssertionError("cycle ended")


def rules(texts: Sequence[str]) -> object:
    """Find attributions with the rules."""
    from framing.attribution import attribute
    from framing.text import read_layers

    return attribute(read_layers(texts), method="rules")


def small(texts: Sequence[str]) -> object:
    """Find attributions with the small model."""
    from framing.attribution.model import tag_relations

    return tag_relations(texts, model="small")


def base(texts: Sequence[str]) -> object:
    """Find attributions with the base model."""
    from framing.attribution.model import tag_relations

    return tag_relations(texts, model="base")


def labelled(model: Literal["small", "base"]) -> Reader:
    """Return a reader that makes the whole table of attributions."""

    def read(texts: Sequence[str]) -> object:
        from framing import Article, Corpus, find_attributions

        articles = [Article(id=str(number), text=text) for number, text in enumerate(texts)]
        return find_attributions(Corpus.from_articles(articles), model=model)

    return read


def parsed() -> Reader | None:
    """Return a blank spaCy pipeline with a small tagger and parser, or None without spaCy."""
    if find_spec("spacy") is None:
        return None
    import spacy
    from spacy.training import Example

    nlp = spacy.blank("en")
    nlp.add_pipe("tagger")
    nlp.add_pipe("parser")
    words = {"words": ["It", "rained", "."], "tags": ["PRP", "VBD", "."]}
    tree = {"heads": [1, 1, 1], "deps": ["nsubj", "ROOT", "punct"]}
    nlp.initialize(lambda: [Example.from_dict(nlp.make_doc("It rained."), words | tree)])

    def read(texts: Sequence[str]) -> object:
        return [len(doc) for doc in nlp.pipe(texts)]

    return read


def yardstick(texts: Sequence[str]) -> Reader:
    """Return NLTK's sentence splitter and VADER as one reader."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import nltk
        from nltk.sentiment.vader import SentimentIntensityAnalyzer
        from nltk.tokenize.punkt import PunktSentenceTokenizer, PunktTrainer

        found = find_spec("vaderSentiment")
        if found is None or not found.submodule_search_locations:
            raise ModuleNotFoundError("the yardstick needs vaderSentiment: install it")
        nltk.data.path.append(found.submodule_search_locations[0])
        analyser = SentimentIntensityAnalyzer(lexicon_file="vader_lexicon.txt")
        trainer = PunktTrainer()
        trainer.train("\n\n".join(texts), finalize=True)
        splitter = PunktSentenceTokenizer(trainer.get_params())

    def read(texts: Sequence[str]) -> object:
        return [
            [analyser.polarity_scores(sentence) for sentence in splitter.tokenize(text)]
            for text in texts
        ]

    return read


def main() -> None:
    """Time every method in turn."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("articles", type=Path, nargs="?", default=SAMPLE)
    parser.add_argument("--words", type=int, default=40_000)
    parser.add_argument("--rounds", type=int, default=3)
    args = parser.parse_args()
    texts = load_texts(args.articles, args.words)
    n_words = sum(len(text.split()) for text in texts)
    spacy = parsed()
    readers: dict[str, Reader] = {
        "NLTK sentences + VADER": yardstick(texts),
        **({"spaCy tagger + parser": spacy} if spacy else {}),
        "rules": rules,
        "small": small,
        "base": base,
        "small, whole table": labelled("small"),
        "base, whole table": labelled("base"),
    }
    seconds: dict[str, list[float]] = {name: [] for name in readers}
    for read in readers.values():
        read(texts[:1])
    for _ in range(args.rounds):
        for name, read in readers.items():
            began = process_time()
            read(texts)
            seconds[name].append(process_time() - began)
    unit = statistics.median(seconds["NLTK sentences + VADER"])
    print(f"{len(texts)} texts, {n_words} words, {args.rounds} rounds, one thread")
    for name, taken in seconds.items():
        median = statistics.median(taken)
        print(f"{name:<23} {n_words / median / 1000:8.1f} kw/s {unit / median:7.3f}x")


if __name__ == "__main__":
    main()
