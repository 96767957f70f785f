"""A map of outlets: near each other where they use cues, sources or phrases in like proportions.

Correspondence analysis (`framing.stats.correspondence`) of the table outlets x counts. What pulls
an outlet in a direction is drawn in the same direction. Every outlet has an ellipse: the maps of
events drawn with replacement, laid over the observed one; where ellipses overlap much, the map
shows noise.

Conventions
-----------
- Coordinates are principal ones for both outlets and features; the share of inertia says how much
  of all differences the two axes show.
- A map of phrases is easily a map of mastheads ("Meridian reported"). A warning names phrases that
  hold an outlet's name and contribute more than their share to an axis.

References
----------
Greenacre, M. (2017). Correspondence Analysis in Practice (3rd ed.). CRC.
D'Alonzo, S., & Tegmark, M. (2022). Machine-learning media bias. PLoS ONE, 17(8).
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from framing.articles import Corpus
from framing.notes import Annotations, as_notes
from framing.outlets.design import make_design
from framing.outlets.labels import Voice, count_terms, label_articles
from framing.outlets.rows import check_options
from framing.stats.correspondence import Map, align, correspondence, ellipse

if TYPE_CHECKING:
    import pandas as pd

Floats = NDArray[np.float64]
NAME_WORD = re.compile(r"[^\W_]{3,}")
PLAIN = frozenset(["and", "daily", "news", "online", "post", "the", "times", "today"])


def map_outlets(
    table: pd.DataFrame,
    features: Sequence[str],
    *,
    by: str = "outlet",
    groups: pd.DataFrame | None = None,
    level: float = 0.95,
    draws: int = 500,
    seed: int = 0,
) -> pd.DataFrame:
    """Map outlets by counts of features.

    Parameters
    ----------
    table : DataFrame
        A feature table, one row per article.
    features : sequence of str
        Count columns (``n_...``) that together say what is compared, for example all
        ``n_stance_<class>`` or all ``n_source_<type>``.
    by, groups
        As in `framing.outlets.compare`.
    level, draws, seed
        Level of the ellipses; events drawn with replacement.

    Returns
    -------
    DataFrame
        One row per outlet (``kind`` ``"group"``) and feature (``"feature"``): ``kind, name, x, y,
        mass`` (share of all counts), ``contribution_x, contribution_y`` (to the inertia of the
        axis, summing to 1 over a kind), ``quality`` (share of the point's inertia that the map
        shows), ``ellipse_x, ellipse_y, ellipse_width, ellipse_height, ellipse_angle`` (full axes,
        degrees; outlets only), ``inertia_x, inertia_y`` (shares of all inertia), ``n`` (articles),
        ``n_clusters, method, seed``.

    Raises
    ------
    ValueError
        For columns that are not counts, or fewer than two outlets or features with counts.

    Examples
    --------
    >>> import pandas as pd
    >>> table = pd.DataFrame({"outlet": list("abc") * 4, "event": list("111222333444"),
    ...     "n_x": [9, 1, 2] * 4, "n_y": [1, 9, 2] * 4, "n_z": [2, 2, 9] * 4})
    >>> got = map_outlets(table, ["n_x", "n_y", "n_z"], draws=100)
    >>> got.loc[got.kind == "group", "name"].tolist(), got["inertia_x"].iloc[0].round(2).item()
    (['a', 'b', 'c'], 0.62)
    """
    check_options([], draws=draws, level=level)
    strange = [f for f in features if not str(f).startswith("n_")]
    if strange or len(features) < 2:
        raise ValueError(
            f"a map needs two columns of counts (n_...) or more; given "
            f"{', '.join(map(str, features))}"
        )
    design = make_design(table, by, list(features), groups=groups)
    by_event = np.zeros((design.n_events, len(design.names), len(features)))
    np.add.at(by_event, (design.events, design.groups), np.nan_to_num(design.above))
    n = np.bincount(design.groups, minlength=len(design.names))
    return _mapped(by_event, design.names, tuple(features), n, level, draws, seed)


def map_phrases(
    corpus_or_notes: Corpus | Annotations,
    *,
    by: str = "outlet",
    groups: pd.DataFrame | None = None,
    voice: Voice = "all",
    lengths: Sequence[int] = (1, 2),
    min_articles: int = 5,
    n_terms: int = 500,
    drop: Sequence[str] = (),
    level: float = 0.95,
    draws: int = 200,
    seed: int = 0,
) -> pd.DataFrame:
    """Map outlets by the phrases they use.

    Parameters
    ----------
    corpus_or_notes, by, groups, voice, lengths, min_articles
        See `compare_words`.
    n_terms : int
        The terms with most uses that are kept.
    drop : sequence of str
        Terms with one of these words are left out: mastheads, say.
    level, draws, seed
        See `map_outlets`.

    Returns
    -------
    DataFrame
        As `map_outlets` gives it; features are terms.

    Warns
    -----
    UserWarning
        Where terms that hold a word of an outlet's name contribute more than the average term to an
        axis.

    Examples
    --------
    >>> from framing.notes import annotate
    >>> from framing.types import Article
    >>> corpus = Corpus.from_articles(
    ...     [Article(id=f"{o}{i}", outlet=o, text=f"The {w} spoke again and {v}.")
    ...      for o, w, v in (("x", "regime", "lied"), ("y", "state", "left"), ("z", "king", "sat"))
    ...      for i in range(5)])
    >>> got = map_phrases(annotate(corpus, method="rules"), lengths=[1], draws=100)
    >>> sorted(got.loc[got.kind == "feature", "name"])[:3]
    ['again', 'and', 'king']
    """
    check_options([], draws=draws, level=level)
    if n_terms < 2:
        raise ValueError(f"n_terms must be at least 2, given {n_terms}")
    notes = as_notes(corpus_or_notes)
    labels = label_articles(notes, by, groups)
    found = count_terms(
        notes, labels, voice=voice, lengths=tuple(lengths), min_articles=min_articles
    )
    unwanted = {word.casefold() for word in drop}
    total = np.asarray(found.counts.sum(axis=0), dtype=float)
    allowed = [i for i, t in enumerate(found.terms) if not unwanted.intersection(t.split())]
    kept = np.array(sorted(allowed, key=lambda i: (-total[i], found.terms[i]))[:n_terms], dtype=int)
    terms = tuple(found.terms[i] for i in kept)
    counts = found.counts[:, kept].tocoo()
    events = np.unique(labels.events, return_inverse=True)[1]
    by_event = np.zeros((int(events.max()) + 1, len(labels.names), len(terms)))
    rows, columns = counts.coords
    np.add.at(by_event, (events[rows], labels.groups[rows], columns), counts.data)
    n = np.bincount(labels.groups, minlength=len(labels.names))
    out = _mapped(by_event, labels.names, terms, n, level, draws, seed)
    outlets = notes.corpus.to_frame()["outlet"].dropna().unique().tolist()
    _warn_of_names(out, [*outlets, *labels.names])
    return out


def _mapped(
    by_event: Floats,
    names: tuple[str, ...],
    features: tuple[str, ...],
    n: NDArray[np.int64],
    level: float,
    draws: int,
    seed: int,
) -> pd.DataFrame:
    import pandas as pd

    seen = correspondence(by_event.sum(axis=0))
    drawn = _drawn(by_event, seen, draws, np.random.default_rng(seed))
    present = (by_event.sum(axis=2) > 0).sum(axis=0)
    rows: list[dict[str, Any]] = []
    for kind, labels, points, masses in (
        ("group", names, seen.rows, seen.row_masses),
        ("feature", features, seen.columns, seen.column_masses),
    ):
        distance = _distances(by_event.sum(axis=0) if kind == "group" else by_event.sum(axis=0).T)
        for i, name in enumerate(labels):
            shape = ellipse(drawn[:, i], level=level) if kind == "group" else None
            with np.errstate(divide="ignore", invalid="ignore"):
                part = np.where(seen.inertia > 0, masses[i] * points[i] ** 2 / seen.inertia, np.nan)
            rows.append(
                {
                    "kind": kind,
                    "name": name,
                    "x": points[i, 0],
                    "y": points[i, 1],
                    "mass": masses[i],
                    "contribution_x": part[0],
                    "contribution_y": part[1],
                    "quality": (points[i] ** 2).sum() / distance[i] if distance[i] > 0 else np.nan,
                    "ellipse_x": shape.x if shape else np.nan,
                    "ellipse_y": shape.y if shape else np.nan,
                    "ellipse_width": shape.width if shape else np.nan,
                    "ellipse_height": shape.height if shape else np.nan,
                    "ellipse_angle": shape.angle if shape else np.nan,
                    "inertia_x": seen.shares[0],
                    "inertia_y": seen.shares[1],
                    "n": int(n[i]) if kind == "group" else None,
                    "n_clusters": int(present[i]) if kind == "group" else None,
                }
            )
    frame = pd.DataFrame(rows).astype({"n": "Int64", "n_clusters": "Int64"})
    method = f"correspondence analysis, {level:.0%} ellipses of {draws} draws of events"
    return frame.assign(method=method, seed=seed)


def _drawn(by_event: Floats, seen: Map, draws: int, rng: np.random.Generator) -> Floats:
    """Coordinates of the rows in maps of drawn events, laid over the observed map."""
    n = len(by_event)
    flat = by_event.reshape(n, -1)
    weights = rng.multinomial(n, np.full(n, 1 / n), size=draws).astype(float)
    out = np.full((draws, *seen.rows.shape), np.nan)
    for i, weight in enumerate(weights):
        table = (weight @ flat).reshape(by_event.shape[1:])
        if (table.sum(axis=1) > 0).sum() > 1 and (table.sum(axis=0) > 0).sum() > 1:
            out[i] = align(correspondence(table).rows, seen.rows, seen.row_masses)
    return out


def _distances(counts: Floats) -> Floats:
    """Squared chi-square distance of each row's profile from the average; NaN for empty rows."""
    size = counts.sum(axis=1, keepdims=True)
    c = counts.sum(axis=0) / counts.sum()
    profile = np.divide(counts, size, out=np.full(counts.shape, np.nan), where=size > 0)
    used = c > 0
    return np.asarray(((profile[:, used] - c[used]) ** 2 / c[used]).sum(axis=1))


def _warn_of_names(frame: pd.DataFrame, names: Sequence[str]) -> None:
    """Name the terms that hold an outlet's name and pull more than their share."""
    words = {w for name in names for w in NAME_WORD.findall(str(name).casefold())} - PLAIN
    terms = frame[frame["kind"] == "feature"]
    pull = terms[["contribution_x", "contribution_y"]].max(axis=1)
    loud = terms[pull > 1 / len(terms)]
    held = [t for t in loud["name"] if words.intersection(t.split())]
    if held:
        warnings.warn(
            f"{len(held)} terms hold an outlet's name and pull on the map: "
            f"{', '.join(held[:8])}{', ...' if len(held) > 8 else ''}; leave them out with "
            f"drop={sorted({w for t in held for w in words.intersection(t.split())})}",
            stacklevel=3,
        )
