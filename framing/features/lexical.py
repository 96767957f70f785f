"""Words from a list: loaded words, hedges, boosters, or a list of one's own.

Every hit of a term counts once in ``n_<name>`` and once in each of its classes. Hits are also
counted by voice: ``n_<name>_own`` outside the content of attributions, ``n_<name>_attributed``
inside. An outlet that quotes much has few words of its own, so the words inside hits are counted
per voice as well: ``share_voice_own_loaded`` (with the extractor ``voice``) is the share of an
outlet's own words that are loaded, and can be compared between outlets that quote more and less.

A list measures what its words measure: dictionaries made for one purpose are rarely valid for
another. Read the hits (`framing.find_examples`) and validate a sample before comparing outlets.

References
----------
Chan, C., et al. (2021). Four best practices for measuring news sentiment using "off-the-shelf"
dictionaries. Computational Communication Research, 3(1).
Hyland, K. (2005). Metadiscourse: Exploring interaction in writing. Continuum.
Recasens, M., Danescu-Niculescu-Mizil, C., & Jurafsky, D. (2013). Linguistic models for analyzing
and detecting biased language. ACL.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from framing.features.column import Column
from framing.features.counting import Spans, attributed_tokens, count_rows
from framing.lexicons import Hits, Lexicon, find_terms, load_lexicon
from framing.notes import Annotations

VOICES = ("own", "attributed")


@dataclass(frozen=True, slots=True)
class WordList:
    """Terms of a lexicon, by class and by voice.

    Parameters
    ----------
    name : str
        Of the columns: ``n_<name>``, ``n_<name>_<class>``, ``n_<name>_own``, ...
    lexicon : Lexicon or str
        A list read with `framing.lexicons.read_lexicon`, or the name of one that comes with the
        package.

    Raises
    ------
    ValueError
        If the name cannot be part of a column name, there is no such lexicon, or it has a class
        that is also the name of a voice.

    Examples
    --------
    >>> from framing.articles import Corpus
    >>> from framing.lexicons import read_lexicon
    >>> from framing.notes import annotate
    >>> from framing.types import Article
    >>> war = WordList("war", read_lexicon({"weapon": ["shell*", "drone*"], "place": ["front"]}))
    >>> notes = annotate(Corpus.from_articles([Article(id="a", text="Drones at the front.")]))
    >>> counts = war(notes)
    >>> int(counts["n_war"][0]), int(counts["n_war_weapon"][0]), int(counts["n_war_own"][0])
    (2, 1, 2)
    """

    name: str
    lexicon: Lexicon | str

    def __post_init__(self) -> None:
        if not re.fullmatch(r"[a-z][a-z0-9]*(_[a-z0-9]+)*", self.name):
            raise ValueError(
                f"name={self.name!r} must be lower-case letters, digits and single underscores, "
                f"starting with a letter: it becomes part of column names"
            )
        if not isinstance(self.lexicon, Lexicon | str):
            raise TypeError(
                f"lexicon must be a Lexicon (framing.lexicons.read_lexicon) or the name of one, "
                f"given {type(self.lexicon).__name__}"
            )
        clash = sorted(set(VOICES) & set(_resolve(self.lexicon).classes))
        if clash:
            raise ValueError(
                f"lexicon {_resolve(self.lexicon).name!r} has the class {clash[0]!r}, which is the "
                f"name of a voice; rename the class"
            )

    @property
    def digest(self) -> str:
        """SHA-256 of the terms and classes in use, for manifests."""
        return _resolve(self.lexicon).digest

    def columns(self) -> tuple[Column, ...]:
        """All hits, by class, by voice; words inside hits by voice."""
        name, lexicon = self.name, _resolve(self.lexicon)
        listed = f"of the lexicon {lexicon.name!r}"
        source = lexicon.citation
        voices = {"own": "outside", "attributed": "inside"}
        return (
            Column(f"n_{name}", f"Terms {listed}.", unit="terms", reference=source, rate=True),
            *(
                Column(
                    f"n_{name}_{label}",
                    f"Terms {listed}, class {label!r}.",
                    unit="terms",
                    reference=source,
                    rate=True,
                )
                for label in lexicon.classes
            ),
            *(
                Column(
                    f"n_{name}_{voice}",
                    f"Terms {listed} {where} the content of attributions.",
                    unit="terms",
                    reference=source,
                    rate=True,
                )
                for voice, where in voices.items()
            ),
            *(
                Column(
                    f"n_voice_{voice}_{name}",
                    f"Words in terms {listed} {where} the content of attributions.",
                    unit="words",
                    reference=source,
                )
                for voice, where in voices.items()
            ),
        )

    def __call__(self, notes: Annotations) -> Mapping[str, NDArray[Any]]:
        """Count in each article."""
        lexicon = _resolve(self.lexicon)
        hits = find_terms(notes.layers, lexicon, tokens=notes.tokens)
        own = ~attributed_tokens(notes)[hits.tokens]
        out = {f"n_{self.name}": count_rows(notes, hits.articles)}
        for label in lexicon.classes:
            has = np.array([label in entry.classes for entry in lexicon.entries], np.bool_)
            counted = count_rows(notes, hits.articles, has[hits.entries])
            out[f"n_{self.name}_{label}"] = counted
        words = _words_inside(notes, hits)
        for voice, mask in (("own", own), ("attributed", ~own)):
            out[f"n_{self.name}_{voice}"] = count_rows(notes, hits.articles, mask)
            inside = np.bincount(hits.articles[mask], words[mask], minlength=len(notes))
            out[f"n_voice_{voice}_{self.name}"] = inside.astype(np.int64)
        return out

    def spans(self, notes: Annotations) -> Spans:
        """Where the terms stand: articles, starts, ends, labels.

        A label is the classes of the term and its voice, joined by ``+``: ``"label+own"``.
        """
        lexicon = _resolve(self.lexicon)
        hits = find_terms(notes.layers, lexicon, tokens=notes.tokens)
        attributed = attributed_tokens(notes)[hits.tokens]
        labels = np.empty(len(hits), dtype=object)
        for row, (entry, inside) in enumerate(zip(hits.entries, attributed, strict=True)):
            labels[row] = "+".join((*lexicon.entries[entry].classes, VOICES[int(inside)]))
        return hits.articles, hits.starts, hits.ends, labels


@dataclass(frozen=True, slots=True)
class Loaded(WordList):
    """Loaded words: evaluation, drama and labelling.

    Parameters
    ----------
    name : str
    lexicon : Lexicon or str
        Default the list ``"loaded"`` of the package.

    Examples
    --------
    >>> from framing.articles import Corpus
    >>> from framing.notes import annotate
    >>> from framing.types import Article
    >>> text = "The regime's thugs are a disgrace, the editor said."
    >>> counts = Loaded()(annotate(Corpus.from_articles([Article(id="a", text=text)])))
    >>> int(counts["n_loaded_label"][0]), int(counts["n_loaded_attributed"][0])
    (2, 3)
    """

    name: str = "loaded"
    lexicon: Lexicon | str = "loaded"


@dataclass(frozen=True, slots=True)
class Hedging(WordList):
    """Hedges: words that lower a writer's commitment.

    Parameters
    ----------
    name : str
    lexicon : Lexicon or str
        Default the list ``"hedges"`` of the package.

    Examples
    --------
    >>> from framing.articles import Corpus
    >>> from framing.notes import annotate
    >>> from framing.types import Article
    >>> notes = annotate(Corpus.from_articles([Article(id="a", text="Perhaps it may rain.")]))
    >>> int(Hedging()(notes)["n_hedge"][0])
    2
    """

    name: str = "hedge"
    lexicon: Lexicon | str = "hedges"


@dataclass(frozen=True, slots=True)
class Boosting(WordList):
    """Boosters: words that raise a writer's commitment.

    Parameters
    ----------
    name : str
    lexicon : Lexicon or str
        Default the list ``"boosters"`` of the package.

    Examples
    --------
    >>> from framing.articles import Corpus
    >>> from framing.notes import annotate
    >>> from framing.types import Article
    >>> notes = annotate(Corpus.from_articles([Article(id="a", text="It clearly rained.")]))
    >>> int(Boosting()(notes)["n_booster"][0])
    1
    """

    name: str = "booster"
    lexicon: Lexicon | str = "boosters"


def _resolve(lexicon: Lexicon | str) -> Lexicon:
    return load_lexicon(lexicon) if isinstance(lexicon, str) else lexicon


def _words_inside(notes: Annotations, hits: Hits) -> NDArray[np.int64]:
    """Words, without punctuation, inside each hit."""
    running = np.concatenate(([0], np.cumsum(notes.word_mask)))
    return np.asarray(running[hits.tokens + hits.lengths] - running[hits.tokens], np.int64)
