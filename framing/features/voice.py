"""Whose words: the outlet's own, or those it gives to others.

Every word of an article is either inside the content of an attribution (**attributed** voice) or
outside all of them (the outlet's **own** voice, its sources and cues included). Attributed words
inside quotation marks are, besides, **quoted**; the rest of the attributed ones are reported
indirectly. Quotation marks that belong to no attribution (scare quotes, titles) are own voice.

Words counted apart for the two voices say whether loaded language is an outlet's own or chosen
through what it quotes; both matter and neither may be dropped silently.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from numpy.typing import NDArray

from framing.features.column import Column
from framing.features.counting import attributed_tokens, quoted_tokens, words_per_article
from framing.notes import Annotations


@dataclass(frozen=True, slots=True)
class Voices:
    """Words by voice: own, attributed, and the attributed ones inside quotation marks.

    Examples
    --------
    >>> from framing.articles import Corpus
    >>> from framing.notes import annotate
    >>> from framing.types import Article
    >>> notes = annotate(Corpus.from_articles([Article(id="a", text='"It rained," he said.')]))
    >>> {name: int(values[0]) for name, values in Voices()(notes).items()}
    {'n_voice': 4, 'n_voice_own': 2, 'n_voice_attributed': 2, 'n_voice_quoted': 2}
    """

    def columns(self) -> tuple[Column, ...]:
        """All words, and those of each voice."""
        return (
            Column("n_voice", "Words of any voice.", unit="words"),
            Column("n_voice_own", "Words outside the content of attributions.", unit="words"),
            Column(
                "n_voice_attributed",
                "Words inside the content of an attribution.",
                unit="words",
                reference="Pareti 2012",
            ),
            Column(
                "n_voice_quoted",
                "Words inside both the content of an attribution and quotation marks.",
                unit="words",
                reference="Pareti et al. 2013",
            ),
        )

    def __call__(self, notes: Annotations) -> Mapping[str, NDArray[Any]]:
        """Count in each article."""
        attributed = attributed_tokens(notes)
        return {
            "n_voice": words_per_article(notes),
            "n_voice_own": words_per_article(notes, ~attributed),
            "n_voice_attributed": words_per_article(notes, attributed),
            "n_voice_quoted": words_per_article(notes, attributed & quoted_tokens(notes)),
        }
