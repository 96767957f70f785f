"""Invented corpora in which everything true is known: who differs, and by how much.

A **table** has outlets that cover events, each with one to four articles. What an article says
depends on its event (all outlets share it), on the outlet's view of that event, on the article
itself, and, for outlet ``b``, on a true difference. Longer articles hold more cues. Nothing is
independent that is not independent in real news, and outlets miss a fifth of the events.

To be fast, a table holds many corpora side by side: the same articles by size, outlet and event,
with other contents, in columns of their own (``n_stance7``, ``n_stance7_distancing``, ...).

**Words** are drawn likewise: a vocabulary, bent by each event (its names and places), bent again
by each article (which repeats its own words), and not at all by the outlet.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    import pandas as pd

OUTLETS = ("a", "b", "c")
CUES = {"distancing": "usual share", "endorsing": "rare share", "loaded": "rate"}
EVENT_SD, VIEW_SD, ARTICLE_SD = 0.8, 0.4, 0.5  # on log-odds and log rates
STARTS = {"distancing": -1.2, "endorsing": -3.5, "loaded": -5.0}
COVERED = 0.8  # chance that an outlet covers an event


@dataclass(frozen=True, slots=True)
class Words:
    """Counts of words by article, the outlet (first or not) and the event of each article."""

    counts: Any
    is_a: NDArray[np.bool_]
    events: NDArray[np.int64]


def measure_name(kind: str, corpus: int = 0) -> str:
    """The measure (`framing.grammar`) of a kind of cue in one corpus of a table."""
    return f"rate_loaded{corpus}" if kind == "loaded" else f"share_stance{corpus}_{kind}"


def make_table(
    events: int, gap: float, rng: np.random.Generator, *, corpora: int = 1
) -> pd.DataFrame:
    """A feature table of three outlets; ``b`` has ``gap`` more log-odds (and log rate), ``c`` none.

    Parameters
    ----------
    events : int
    gap : float
    rng : numpy.random.Generator
    corpora : int
        Corpora side by side.

    Returns
    -------
    DataFrame
        One row per article with the columns that the measures of `measure_name` need.
    """
    import pandas as pd

    size = rng.integers(1, 5, (events, 3)) * (rng.random((events, 3)) < COVERED)
    size[:2] = np.maximum(size[:2], 1)  # every outlet has two events at least
    outlet = np.repeat(np.tile(np.arange(3), events), size.ravel())
    event = np.repeat(np.arange(events).repeat(3), size.ravel())
    words = np.exp(rng.normal(6.2, 0.5, len(event))).astype(int) + 50
    columns: dict[str, Any] = {
        "outlet": np.array(OUTLETS, dtype=object)[outlet],
        "event": np.array([f"e{i}" for i in range(events)], dtype=object)[event],
        "n_words": words,
    }
    shape = (len(event), corpora)
    own = {name: rng.normal(0, ARTICLE_SD, shape) for name in STARTS}
    odds = {
        name: start
        + gap * (outlet == 1)[:, None]
        + rng.normal(0, EVENT_SD, (events, corpora))[event]
        + rng.normal(0, VIEW_SD, (events, 3, corpora))[event, outlet]
        + own[name]
        for name, start in STARTS.items()
    }
    cues = 1 + rng.poisson(words[:, None] / 60 * np.exp(0.2 * own["distancing"]))
    loaded = rng.poisson(words[:, None] * np.exp(odds["loaded"]))
    shares = {
        name: rng.binomial(cues, 1 / (1 + np.exp(-odds[name])))
        for name in ("distancing", "endorsing")
    }
    for i in range(corpora):
        columns[f"n_stance{i}"] = cues[:, i]
        columns |= {f"n_stance{i}_{name}": counts[:, i] for name, counts in shares.items()}
        columns[f"n_loaded{i}"] = loaded[:, i]
    return pd.DataFrame(columns)


def true_values(
    gap: float, *, events: int = 200_000, seed: int = 1
) -> dict[tuple[str, ...], float]:
    """What the estimates aim at: their values in a corpus so large that chance plays no part.

    Returns
    -------
    dict
        Keys ``(kind of cue, estimand, kind of row, group_a)``: estimates of each outlet, and
        contrasts of ``b`` and ``c`` with ``a``.
    """
    table = make_table(events, gap, np.random.default_rng(seed))
    out: dict[tuple[str, ...], float] = {}
    for name, (above, below, factor) in {
        "distancing": ("n_stance0_distancing", "n_stance0", 1.0),
        "endorsing": ("n_stance0_endorsing", "n_stance0", 1.0),
        "loaded": ("n_loaded0", "n_words", 1000.0),
    }.items():
        by_outlet = table.groupby("outlet")[[above, below]].sum()
        by_event = table.groupby(["event", "outlet"])[[above, below]].sum()
        values = {
            "pooled": factor * by_outlet[above] / by_outlet[below],
            "articles": factor * (table[above] / table[below]).groupby(table["outlet"]).mean(),
        }
        for estimand, value in values.items():
            for outlet in OUTLETS:
                out[name, estimand, "estimate", outlet] = float(value[outlet])
            for outlet in "bc":
                out[name, estimand, "contrast", outlet] = float(value[outlet] - value["a"])
        per_event = (factor * by_event[above] / by_event[below]).unstack("outlet")
        for outlet in "bc":
            difference = float((per_event[outlet] - per_event["a"]).mean())
            out[name, "matched", "contrast", outlet] = difference
    return out


def make_words(
    events: int, rng: np.random.Generator, *, words: int = 300, shared: bool = True
) -> Words:
    """Two outlets without any difference that write unequally often on each event.

    Parameters
    ----------
    events : int
    rng : numpy.random.Generator
    words : int
        Size of the vocabulary.
    shared : bool
        Both cover the same events; otherwise every article is an event of its own.

    Returns
    -------
    Words
    """
    from scipy import sparse

    size = rng.integers(1, 4, (events, 2)) if shared else np.full((events, 2), 2)
    event = np.repeat(np.arange(events).repeat(2), size.ravel())
    is_a = np.repeat(np.tile([True, False], events), size.ravel())
    base = rng.dirichlet(np.full(words, 0.3))
    topic = _redrawn(np.tile(base, (events, 1)), 60.0, rng) if shared else base[None]
    own = _redrawn(topic[event if shared else np.zeros(len(event), dtype=int)], 60.0, rng)
    counts = rng.multinomial(150, own)
    codes = event if shared else np.arange(len(event))
    return Words(sparse.csr_array(counts), is_a, codes.astype(np.int64))


def _redrawn(
    shares: NDArray[np.float64], strength: float, rng: np.random.Generator
) -> NDArray[np.float64]:
    """Each row drawn from a Dirichlet around it; a small strength bends it more."""
    drawn = rng.gamma(shares * strength + 1e-3)
    return np.asarray(drawn / drawn.sum(axis=1, keepdims=True))
