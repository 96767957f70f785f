"""Labels of the articles of a corpus (group, event) and the words they use, for tests on words."""

from __future__ import annotations

import warnings
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import numpy as np
from numpy.typing import NDArray

from framing.features.counting import attributed_tokens
from framing.notes import Annotations
from framing.text.phrases import Phrases, count_phrases

if TYPE_CHECKING:
    import pandas as pd

Voice = Literal["all", "own", "attributed"]
VOICES = ("all", "own", "attributed")
Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Labels:
    """Group and event of each article that has a group; ``rows`` are their places in the corpus.

    Attributes
    ----------
    names : tuple of str
        Groups, sorted.
    rows, groups, events : ndarray of int
    """

    names: tuple[str, ...]
    rows: Ints
    groups: Ints
    events: Ints

    def of(self, a: int, b: int | None) -> tuple[Ints, NDArray[np.bool_]]:
        """Places (among the labelled articles) of two groups, and which are of the first.

        ``b`` is ``None`` for all other groups together.
        """
        mine = self.groups == a
        kept = np.flatnonzero(mine | (self.groups == b) if b is not None else mine >= 0)
        return kept, mine[kept]


def label_articles(notes: Annotations, by: str, groups: pd.DataFrame | None = None) -> Labels:
    """Groups and events of the articles; those without a group are left out with a warning.

    Parameters
    ----------
    notes : Annotations
    by : str
        Column of the corpus, or of ``groups``.
    groups : DataFrame, optional
        One row per outlet.

    Returns
    -------
    Labels

    Raises
    ------
    ValueError
        If there is no such column, or fewer than two groups.

    Examples
    --------
    >>> from framing.articles import Corpus
    >>> from framing.notes import annotate
    >>> from framing.types import Article
    >>> articles = [Article(id=o, text="It rained.", outlet=o) for o in "ab"]
    >>> label_articles(annotate(Corpus.from_articles(articles)), "outlet").names
    ('a', 'b')
    """
    frame = notes.corpus.to_frame()[["id", "outlet", "date", "event"]]
    if groups is not None:
        if not {"outlet", by} <= set(groups.columns) or groups["outlet"].duplicated().any():
            raise ValueError(
                f"groups= needs the columns 'outlet' and {by!r} and each outlet once; it has "
                f"{', '.join(map(str, groups.columns))}"
            )
        frame[by] = frame["outlet"].map(groups.set_index("outlet")[by])
    if by not in ("outlet", "date", "event") and groups is None:
        raise ValueError(f"articles have no {by!r} to group by; there are outlet, date, event")
    known = frame[by].notna().to_numpy()
    if not known.all():
        warnings.warn(
            f"{int((~known).sum())} of {len(frame)} articles have no {by!r} and are left out",
            stacklevel=3,
        )
    used = frame[known]
    names, codes = np.unique(used[by].astype(str).to_numpy(dtype=object), return_inverse=True)
    if len(names) < 2:
        raise ValueError(f"comparing needs two groups of {by!r}; there are {list(names)}")
    events = [
        f"e{e}" if isinstance(e, str) else f"a{i}"
        for e, i in zip(used["event"], used["id"], strict=True)
    ]
    return Labels(
        tuple(map(str, names)),
        np.flatnonzero(known),
        codes.astype(np.int64),
        np.unique(np.array(events, dtype=object), return_inverse=True)[1].astype(np.int64),
    )


def count_terms(
    notes: Annotations, labels: Labels, *, voice: str, lengths: tuple[int, ...], min_articles: int
) -> Phrases:
    """Phrases of the labelled articles in one voice; terms that no such article uses are left out.

    Raises
    ------
    ValueError
        For another voice or if no term is in enough articles.
    """
    if voice not in VOICES:
        raise ValueError(f"voice={voice!r} is not one of {', '.join(VOICES)}")
    inside = None if voice == "all" else attributed_tokens(notes) == (voice == "attributed")
    found = count_phrases(notes.layers, lengths=lengths, inside=inside, min_articles=min_articles)
    counts = found.counts[labels.rows]
    used = np.flatnonzero(np.asarray((counts > 0).sum(axis=0)) >= min_articles)
    if not len(used):
        raise ValueError(f"no term is in {min_articles} articles; lower min_articles")
    return Phrases(tuple(found.terms[i] for i in used), counts[:, used])
