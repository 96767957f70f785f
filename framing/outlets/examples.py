"""The sentences behind a number: keyword in context for sources, cues, classes and word lists.

A reviewer who doubts a share asks to see it. ``find_examples`` takes the name of a column
(``"n_stance_distancing"``, ``"share_loaded_own"``), a source or a cue, and gives the sentences with
the hit set apart and its offsets, in the order of the corpus or as a seeded sample.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import numpy as np

from framing.articles import Corpus
from framing.notes import Annotations, as_notes
from framing.text import sentence_of

if TYPE_CHECKING:
    import pandas as pd

COLUMNS = ("article_id", "outlet", "label", "before", "hit", "after", "start", "end")
Hit = tuple[int, int, int, str]


def find_examples(
    corpus_or_notes: Corpus | Annotations,
    feature: str | None = None,
    *,
    source: str | None = None,
    cue: str | None = None,
    outlet: str | None = None,
    n: int = 20,
    seed: int | None = None,
) -> pd.DataFrame:
    """Sentences in which a feature, a source or a cue occurs.

    Parameters
    ----------
    corpus_or_notes : Corpus or Annotations
        A corpus is annotated first.
    feature : str, optional
        A column that counts spans: ``n_stance_distancing``, ``share_source_anonymous``,
        ``rate_loaded``, ``n_quotation_direct``, ``n_citation_media``, ...
    source, cue : str, optional
        A regular expression, searched without regard to case in sources or cues. Given together
        with each other both must match, and the cue is shown.
    outlet : str, optional
        Only articles of this outlet.
    n : int
        At most this many.
    seed : int, optional
        Draw them at random; default the first ones.

    Returns
    -------
    DataFrame
        ``article_id, outlet, label, before, hit, after, start, end``: the sentence cut in three,
        and the offsets of the hit in the article's text.

    Raises
    ------
    ValueError
        If nothing to look for is named, a feature counts no spans, or a pattern is not one.

    Examples
    --------
    >>> from framing.types import Article
    >>> text = "It rained, the mayor said. It did not, critics claimed."
    >>> corpus = Corpus.from_articles([Article(id="a", text=text)])
    >>> find_examples(corpus, "n_stance_distancing")[["before", "hit"]].to_dict("records")
    [{'before': 'It did not, critics ', 'hit': 'claimed'}]
    """
    import pandas as pd

    if n < 1:
        raise ValueError(f"n must be at least 1, given {n}")
    notes = as_notes(corpus_or_notes)
    if feature is not None and source is None and cue is None:
        hits = list(_feature_hits(notes, feature))
    elif feature is None and (source is not None or cue is not None):
        hits = list(_phrase_hits(notes, source, cue))
    else:
        raise ValueError(
            "name what to look for: either feature= (for example 'n_stance_distancing') or source= "
            "and/or cue="
        )
    if outlet is not None:
        outlets = notes.corpus.table.column("outlet").to_pylist()
        hits = [hit for hit in hits if outlets[hit[0]] == outlet]
    hits.sort()
    if len(hits) > n and seed is not None:
        drawn = np.random.default_rng(seed).choice(len(hits), size=n, replace=False)
        hits = [hits[i] for i in sorted(drawn.tolist())]
    rows = [_row(notes, hit) for hit in hits[:n]]
    return pd.DataFrame(rows, columns=list(COLUMNS))


def _feature_hits(notes: Annotations, feature: str) -> Iterator[Hit]:
    """Spans that a column counts: of labels in the tables, or from the extractor that counts it."""
    kind, _, rest = feature.partition("_")
    name = rest if kind in ("n", "sum", "share", "rate", "mean") else feature
    for prefix, table, column in (
        ("stance", notes.attributions, "stance"),
        ("source", notes.attributions, "source_type"),
        ("quotation", notes.attributions, "quotation"),
        ("citation", notes.citations, "kind"),
    ):
        if name == prefix or name.startswith(f"{prefix}_"):
            wanted = name[len(prefix) + 1 :]
            codes = notes.citation_articles if prefix == "citation" else notes.attribution_articles
            known = {v for v in table.column(column).to_pylist() if v}
            _check_label(wanted, prefix, known)
            yield from _labelled(table, codes.tolist(), column, wanted)
            return
    yield from _extracted(notes, feature, name)


def _check_label(wanted: str, prefix: str, known: set[str]) -> None:
    from framing.types import CITATION_KINDS, QUOTATIONS, SOURCE_TYPES, STANCES

    allowed = {
        "stance": STANCES,
        "source": SOURCE_TYPES,
        "quotation": QUOTATIONS,
        "citation": CITATION_KINDS,
    }[prefix]
    if wanted and wanted not in allowed and wanted not in known:
        raise ValueError(f"{prefix} {wanted!r} is not one of {', '.join(allowed)}")


def _labelled(table: Any, codes: list[int], column: str, wanted: str) -> Iterator[Hit]:
    role = {"stance": "cue", "source_type": "source", "quotation": "content"}.get(column)
    for code, row in zip(codes, table.to_pylist(), strict=True):
        label = row[column]
        if label is None or (wanted and label != wanted):
            continue
        if role is None:
            spans = [] if row["start"] is None else [(row["start"], row["end"])]
        else:
            spans = row[f"{role}_spans"] or row["cue_spans"]
        for start, end in spans[:1]:
            yield code, start, end, label


def _extracted(notes: Annotations, feature: str, name: str) -> Iterator[Hit]:
    """Spans from an extractor that can give them (a method ``spans``)."""
    from framing.features import builtin_extractors

    for extractor in builtin_extractors().values():
        columns = {column.name for column in extractor.columns()}
        spans = getattr(extractor, "spans", None)
        if spans is None or f"n_{name}" not in columns:
            continue
        root = min((c.partition("_")[2] for c in columns), key=len)
        wanted = name.removeprefix("voice_").removeprefix(root).removesuffix(root).strip("_")
        for code, start, end, label in zip(*spans(notes), strict=True):
            if not wanted or wanted in str(label).split("+"):
                yield int(code), int(start), int(end), str(label)
        return
    raise ValueError(
        f"no spans stand behind {feature!r}; columns of stance, source, quotation, citation and of "
        f"word lists (loaded, hedge) have them"
    )


def _phrase_hits(notes: Annotations, source: str | None, cue: str | None) -> Iterator[Hit]:
    patterns = {}
    for role, text in (("source", source), ("cue", cue)):
        if text is not None:
            try:
                patterns[role] = re.compile(text, re.IGNORECASE)
            except re.error as error:
                raise ValueError(f"{role}={text!r} is not a regular expression: {error}") from error
    shown = "cue" if cue is not None else "source"
    codes = notes.attribution_articles.tolist()
    for code, row in zip(codes, notes.attributions.to_pylist(), strict=True):
        if all(row[role] and p.search(row[role]) for role, p in patterns.items()):
            start, end = row[f"{shown}_spans"][0]
            yield code, start, end, row["stance" if shown == "cue" else "source_type"] or ""


def _row(notes: Annotations, hit: Hit) -> tuple[Any, ...]:
    i, start, end, label = hit
    article = notes.corpus[i]
    starts, ends = notes.layers.sentences.of(i)
    first, last = sentence_of(notes.layers, i, np.array([start, max(start, end - 1)])).tolist()
    a = int(starts[first]) if first >= 0 else 0
    b = int(ends[last]) if last >= 0 else len(article.text)
    text = article.text
    before = text[min(a, start) : start].replace("\n", " ")
    after = text[end : max(b, end)].replace("\n", " ")
    return article.id, article.outlet, label, before, text[start:end], after, start, end
