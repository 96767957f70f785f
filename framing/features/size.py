"""How long an article is: words, sentences, paragraphs.

A word is a token with a letter or a digit in it; punctuation marks are not words. Words are the
denominator of every rate.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from framing.features.column import Column
from framing.features.counting import words_per_article
from framing.notes import Annotations


@dataclass(frozen=True, slots=True)
class Size:
    """Words, sentences and paragraphs per article.

    Examples
    --------
    >>> from framing.articles import Corpus
    >>> from framing.notes import annotate
    >>> from framing.types import Article
    >>> text = "It rained. Then it stopped."
    >>> notes = annotate(Corpus.from_articles([Article(id="a", text=text)]))
    >>> {name: int(values[0]) for name, values in Size()(notes).items()}
    {'n_words': 5, 'n_sentences': 2, 'n_paragraphs': 1}
    """

    def columns(self) -> tuple[Column, ...]:
        """Words, sentences, paragraphs."""
        return (
            Column("n_words", "Words of the running text, without punctuation.", unit="words"),
            Column("n_sentences", "Sentences; a heading counts as one.", unit="sentences"),
            Column("n_paragraphs", "Paragraphs.", unit="paragraphs"),
        )

    def __call__(self, notes: Annotations) -> Mapping[str, NDArray[Any]]:
        """Count in each article."""
        return {
            "n_words": words_per_article(notes),
            "n_sentences": np.diff(notes.layers.sentences.offsets).astype(np.int64),
            "n_paragraphs": np.diff(notes.layers.paragraphs.offsets).astype(np.int64),
        }
