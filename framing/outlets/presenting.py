"""How an article is arranged: who speaks first, who answers, and what the headline does.

`measure_order` and `measure_headlines` give count tables, one row per article, for
`framing.outlets.compare` and `compare_measures`: the columns follow `framing.grammar`, so that
every share and mean gets its interval over events there.

Definitions
-----------
- The **first source** is that of the first attribution (in order of the text) with a source type.
- A **claim** is the first attribution whose cue attacks or keeps its distance (stances ``attack``
  and ``distancing``), or, with ``sides``, the first one of the first side. Its **answer** is the
  first later attribution by another source that denies or declines to comment (``denial``,
  ``no_comment``), or, with ``sides``, the first later one of the second side. The **response gap**
  is the number of sentences (or paragraphs) from claim to answer; it is missing, not infinite,
  where there is no answer: read it beside ``share_claim_answered``.
- A **headline** is read like a text of its own. Its words inside contents of attributions, its cues
  and its quotation marks are counted as those of the body are.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from framing.articles import Corpus
from framing.attribution import SCHEMES
from framing.features import measure
from framing.features.counting import strings
from framing.notes import Annotations, annotate, as_notes
from framing.outlets.sides import Sides, assign_sides, mentions_of
from framing.schema import KEY_COLUMNS
from framing.types import SOURCE_TYPES, Article

if TYPE_CHECKING:
    import pandas as pd

CLAIMS = ("attack", "distancing")
ANSWERS = ("denial", "no_comment")
IN_TITLE = (
    *("n_stance", "n_stance_distancing", "n_stance_attack", "n_words"),
    *("n_voice", "n_voice_own", "n_voice_attributed", "n_voice_quoted"),
)
Ints = NDArray[np.int64]


def measure_order(
    corpus_or_notes: Corpus | Annotations,
    *,
    sides: Sides | None = None,
    contrast: tuple[str, str] | None = None,
) -> pd.DataFrame:
    """First sources and response gaps, one row per article.

    Parameters
    ----------
    corpus_or_notes : Corpus or Annotations
    sides : mapping or DataFrame, optional
        Name -> side, as in `differential_attribution`; then the claim is the first attribution of
        the first side of ``contrast`` and the answer the first later one of the second.
    contrast : tuple of two str, optional
        Needed with ``sides``.

    Returns
    -------
    DataFrame
        ``article_id, outlet, date, event``; ``n_first`` (1 if there is a first source),
        ``n_first_<type>``; ``n_first_paragraph`` and ``sum_first_paragraph`` (its paragraph, the
        lead is 1); ``n_claim``, ``n_claim_answered``; ``n_gap_sentences`` and
        ``sum_gap_sentences``, ``n_gap_paragraphs`` and ``sum_gap_paragraphs``. So
        ``share_first_official``, ``mean_first_paragraph``, ``share_claim_answered`` and
        ``mean_gap_sentences`` can be compared.

    Raises
    ------
    ValueError
        If sides come without the two to contrast, or are not in the gazetteer.

    Examples
    --------
    >>> from framing.types import Article
    >>> text = "The mayor slammed the ministry. It rained. The ministry denied that it was late."
    >>> corpus = Corpus.from_articles([Article(id="a", text=text)])
    >>> table = measure_order(annotate(corpus, method="rules"))
    >>> table[["n_claim_answered", "sum_gap_sentences"]].values.tolist()
    [[1, 2]]
    """
    import pandas as pd

    notes = as_notes(corpus_or_notes)
    sentence = _places(notes, notes.layers.sentences)
    paragraph = _places(notes, notes.layers.paragraphs)
    claim, answer, who = _roles(notes, sides, contrast)
    kinds = strings(notes.attributions, "source_type")
    edges = np.searchsorted(notes.attribution_articles, np.arange(len(notes) + 1))
    rows = []
    for first, last in zip(edges[:-1].tolist(), edges[1:].tolist(), strict=True):
        mine = slice(first, last)
        row = _first(kinds[mine], paragraph[mine])
        row |= _response(claim[mine], answer[mine], who[mine], sentence[mine], paragraph[mine])
        rows.append(row)
    columns = {c: np.array([row.get(c, 0) for row in rows], dtype=np.int64) for c in _columns()}
    counts = pd.DataFrame(columns)
    out: pd.DataFrame = pd.concat([_keys(notes), counts], axis=1)
    return out


def measure_headlines(corpus_or_notes: Corpus | Annotations) -> pd.DataFrame:
    """Counts of the headline beside those of the body, one row per article with a title.

    Parameters
    ----------
    corpus_or_notes : Corpus or Annotations
        Headlines are annotated with the method, model and stance scheme of the notes.

    Returns
    -------
    DataFrame
        ``article_id, outlet, date, event``; ``n_title_<...>`` and ``n_body_<...>`` of
        ``stance, stance_distancing, stance_attack, words, voice, voice_own, voice_attributed,
        voice_quoted``, so that ``share_title_stance_distancing`` and
        ``share_body_stance_distancing`` (or ``..._voice_attributed``) can be given to
        `compare_measures`; ``n_headline`` (1) and ``n_headline_attributed`` (1 if it has an
        attribution).

    Raises
    ------
    ValueError
        If no article has a title, or the notes follow a stance table of one's own.

    Examples
    --------
    >>> from framing.types import Article
    >>> article = Article(id="a", title="Mayor slams council over flood", text="It rained.")
    >>> notes = annotate(Corpus.from_articles([article]), method="rules")
    >>> measure_headlines(notes)["n_title_stance_attack"].tolist()
    [1]
    """
    import pandas as pd

    notes = as_notes(corpus_or_notes)
    titled = [article for article in notes.corpus if (article.title or "").strip()]
    if not titled:
        raise ValueError("no article has a title; the column title was not read or is empty")
    titles = annotate(
        Corpus.from_articles(Article(id=a.id, text=str(a.title), outlet=a.outlet) for a in titled),
        **_options_of(notes),
    )
    extractors = ["stance", "voice"]
    head = measure(titles, [*extractors]).set_index("article_id")
    body = measure(notes, [*extractors]).set_index("article_id").loc[head.index]
    out: dict[str, Any] = {}
    for name, table in (("title", head), ("body", body)):
        for column in IN_TITLE:
            if column in table:
                out[f"n_{name}_{column[2:]}"] = table[column].to_numpy()
    keys = _keys(notes).set_index("article_id", drop=False).loc[head.index].reset_index(drop=True)
    attributions = np.bincount(titles.attribution_articles, minlength=len(titled))
    out["n_headline"] = np.ones(len(head), dtype=np.int64)
    out["n_headline_attributed"] = (attributions > 0).astype(np.int64)
    return pd.concat([keys, pd.DataFrame(out)], axis=1)


def _options_of(notes: Annotations) -> dict[str, Any]:
    """The options with which notes were made, so that headlines are judged as bodies were."""
    sign = notes.signature
    scheme = sign.get("scheme", "default")
    if scheme not in SCHEMES:
        raise ValueError(
            f"the notes follow the stance table {scheme!r}, which they do not hold, so headlines "
            f"cannot be judged by it; annotate with one of {', '.join(SCHEMES)}"
        )
    kept = {name: sign[name] for name in ("model", "min_confidence") if name in sign}
    return {"method": sign.get("method", "rules"), "scheme": scheme} | kept


def _roles(
    notes: Annotations, sides: Sides | None, contrast: tuple[str, str] | None
) -> tuple[Any, Any, Any]:
    """Which attributions can be a claim, which an answer, and who speaks."""
    if sides is None:
        stance = strings(notes.attributions, "stance")
        mentions = [None if m is None else m.casefold() for m in mentions_of(notes)]
        return np.isin(stance, CLAIMS), np.isin(stance, ANSWERS), np.array(mentions, dtype=object)
    if contrast is None or len(contrast) != 2:
        raise ValueError("with sides=, contrast= names two: who claims, and who answers")
    side = assign_sides(notes, sides)["side"].to_numpy(dtype=object)
    known = {s for s in side if isinstance(s, str)}
    missing = [name for name in contrast if name not in known]
    if missing:
        raise ValueError(f"no source is on the side {missing[0]!r}; there are {sorted(known)}")
    return side == contrast[0], side == contrast[1], side


def _first(kinds: Any, paragraph: Ints) -> dict[str, int]:
    for kind, place in zip(kinds, paragraph.tolist(), strict=True):
        if kind is not None:
            return {
                "n_first": 1,
                f"n_first_{kind}": 1,
                "n_first_paragraph": 1,
                "sum_first_paragraph": place + 1,
            }
    return {}


def _response(claim: Any, answer: Any, who: Any, sentence: Ints, paragraph: Ints) -> dict[str, int]:
    claims = np.flatnonzero(claim)
    if not len(claims):
        return {}
    c = int(claims[0])
    later = [k for k in np.flatnonzero(answer) if k > c and (who[k] is None or who[k] != who[c])]
    if not later:
        return {"n_claim": 1}
    return {
        "n_claim": 1,
        "n_claim_answered": 1,
        "n_gap_sentences": 1,
        "sum_gap_sentences": int(sentence[later[0]] - sentence[c]),
        "n_gap_paragraphs": 1,
        "sum_gap_paragraphs": int(paragraph[later[0]] - paragraph[c]),
    }


def _columns() -> list[str]:
    gaps = [f"{p}_gap_{unit}" for unit in ("sentences", "paragraphs") for p in ("n", "sum")]
    first = ["n_first", *(f"n_first_{kind}" for kind in SOURCE_TYPES)]
    order = ["n_first_paragraph", "sum_first_paragraph", "n_claim", "n_claim_answered"]
    return [*first, *order, *gaps]


def _places(notes: Annotations, units: Any) -> Ints:
    """Number of the sentence or paragraph (from 0) in which each attribution begins."""
    out = np.zeros(notes.attributions.num_rows, dtype=np.int64)
    columns = [notes.attributions.column(f"{r}_spans").to_pylist() for r in ("cue", "content")]
    for row, (article, cue, content) in enumerate(
        zip(notes.attribution_articles.tolist(), *columns, strict=True)
    ):
        at = min(start for start, _ in (cue or content or [[0, 0]]))
        starts, _ = units.of(article)
        out[row] = max(int(np.searchsorted(starts, at, "right")) - 1, 0)
    return out


def _keys(notes: Annotations) -> pd.DataFrame:
    frame = notes.corpus.to_frame().rename(columns={"id": "article_id"})
    keys: pd.DataFrame = frame[list(KEY_COLUMNS)]
    return keys
