"""Sentiment of sentences, for the outlet's own voice and for the voices it reports apart.

The unit is a sentence's part in one voice. A sentence in which both speak is cut: the text outside
the content of attributions is scored as own voice, the content as attributed voice. So the sum of
an article's own parts is not moved by whom it quotes, and the gap between the voices can be shown.

Scores are VADER's compound (-1 to 1), by NLTK, of the text with quotation marks and long dashes
replaced by spaces (`framing.features.vader.plain_marks` says why). VADER was made for social media;
general-purpose dictionaries agree poorly with human readers on news, so validate before using it
for a claim.

References
----------
Boukes, M., et al. (2020). What's the tone? Easy doesn't do it. Communication Methods and Measures.
Hutto, C. J., & Gilbert, E. (2014). VADER. ICWSM.
van Atteveldt, W., et al. (2021). The validity of sentiment analysis. Communication Methods and
Measures.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from framing.features.column import Column
from framing.features.counting import Spans, attributed_tokens, count_rows, places_of
from framing.features.vader import plain_marks, score_compound
from framing.notes import Annotations

REFERENCE = "Hutto & Gilbert 2014, as in NLTK"
VOICES = ("own", "attributed")
Part = tuple[int, int, int, bool, str]


@dataclass(frozen=True, slots=True)
class Sentiment:
    """VADER compound of sentences by voice: sums and numbers, so that means derive.

    ``mean_sentiment_own`` is missing for an article whose every word is attributed, and
    ``mean_sentiment_attributed`` for one without attributions.

    Examples
    --------
    >>> from framing.articles import Corpus
    >>> from framing.notes import annotate
    >>> from framing.types import Article
    >>> text = "It was a good day. The weather was terrible, the mayor said."
    >>> notes = annotate(Corpus.from_articles([Article(id="a", text=text)]), method="rules")
    >>> counts = Sentiment()(notes)
    >>> float(counts["sum_sentiment_own"][0]), float(counts["sum_sentiment_attributed"][0])
    (0.4404, -0.4767)
    """

    def columns(self) -> tuple[Column, ...]:
        """Sum and number of scored sentence parts, by voice."""
        where = {
            "own": "Sentences, or their parts, outside the content of attributions",
            "attributed": "Sentences, or their parts, inside the content of attributions",
        }
        return tuple(
            column
            for voice in VOICES
            for column in (
                Column(
                    f"n_sentiment_{voice}",
                    f"{where[voice]}, that have a word.",
                    unit="sentences",
                    reference=REFERENCE,
                ),
                Column(
                    f"sum_sentiment_{voice}",
                    f"Sum of the VADER compound scores. {where[voice]}.",
                    type="double",
                    unit="compound score, -1 to 1",
                    reference=REFERENCE,
                ),
            )
        )

    def __call__(self, notes: Annotations) -> Mapping[str, NDArray[Any]]:
        """Sum in each article."""
        parts = list(_parts(notes))
        codes = np.array([part[0] for part in parts], np.int64)
        attributed = np.array([part[3] for part in parts], np.bool_)
        scores = np.array([score_compound(part[4]) for part in parts], np.float64)
        out: dict[str, NDArray[Any]] = {}
        for voice, mask in (("own", ~attributed), ("attributed", attributed)):
            out[f"n_sentiment_{voice}"] = count_rows(notes, codes, mask)
            total = np.bincount(codes[mask], scores[mask], minlength=len(notes))
            out[f"sum_sentiment_{voice}"] = total.astype(np.float64)
        return out

    def spans(self, notes: Annotations) -> Spans:
        """The scored sentences: articles, starts, ends, labels (the voice of the part scored)."""
        parts = list(_parts(notes))
        places = np.array([part[:3] for part in parts], np.int64).reshape(-1, 3)
        labels = np.array([VOICES[int(part[3])] for part in parts], dtype=object)
        return places[:, 0], places[:, 1], places[:, 2], labels


def _parts(notes: Annotations) -> Iterator[Part]:
    """Article, sentence start and end, attributed or not, text to score; in text order."""
    layers, word, attributed = notes.layers, notes.word_mask, attributed_tokens(notes)
    starts, ends = layers.words.starts, layers.words.ends
    tokens, _ = places_of(layers, layers.words)
    heads, _ = places_of(layers, layers.sentences)
    edges = np.append(np.searchsorted(tokens, heads), len(tokens))
    counts = [_between(mask, edges) for mask in (word & ~attributed, word & attributed, attributed)]
    rows: tuple[NDArray[Any], ...] = (
        np.repeat(np.arange(len(layers)), np.diff(layers.sentences.offsets)),
        layers.sentences.starts,
        layers.sentences.ends,
        edges[:-1],
        np.diff(edges),
        *counts,
    )
    for i, start, end, first, n, own, others, inside in zip(
        *(column.tolist() for column in rows), strict=True
    ):
        text = layers.texts[i]
        if (own and inside == 0) or (others and inside == n):
            yield i, start, end, inside > 0, plain_marks(text[start:end])
            continue
        cut = slice(first, first + n)
        for voice, words in ((False, own), (True, others)):
            if words:
                mine = attributed[cut] == voice
                yield i, start, end, voice, plain_marks(_cut(text, starts[cut], ends[cut], mine))


def _between(mask: NDArray[np.bool_], edges: NDArray[np.int64]) -> NDArray[np.int64]:
    """How many are true from each edge to the next."""
    return np.diff(np.concatenate(([0], np.cumsum(mask)))[edges])


def _cut(text: str, starts: Any, ends: Any, mine: NDArray[np.bool_]) -> str:
    """The text of runs of tokens of one voice, joined by spaces."""
    edges = np.flatnonzero(np.diff(np.concatenate(([False], mine, [False])))).tolist()
    return " ".join(
        text[starts[a] : ends[b - 1]] for a, b in zip(edges[::2], edges[1::2], strict=True)
    )
