"""Who is given "claimed" and who "pointed out": the same outlet's verbs for two sides.

**Differential attribution** of an outlet is

    D = P(distancing | source of side A) - P(distancing | source of side B)

An outlet that distances itself from everybody has a high share and no D; one that writes "claimed"
for one side and "said" for the other has a high D. Compared between outlets it is a difference in
differences, free of house style.

Whose side a source is on is the researcher's knowledge, never guessed: it comes from a
**gazetteer** (name -> side), or from the source types that the rules assign.

Conventions
-----------
- Names are looked for in the *fullest mention* of a source in its article: "he" and "Oresh" stand
  for "government spokesman Pavel Oresh" where that is what came before.
- A name matches whole words. With a capital letter in it, it matches as written; without, in any
  case. ``/.../`` holds a regular expression (or give a compiled one).
- Of several names that match, the longest match decides; of equally long ones the first listed.
  "Kestrian opposition leader" is on the side of "Kestrian opposition", not of "Kestrian".

References
----------
Hu, T., Ribeiro, M. H., West, R., & Spitz, A. (2023). Quotatives indicate decline in objectivity in
U.S. political news. ICWSM.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

import numpy as np

from framing.articles import Corpus
from framing.attribution import resolve_sources
from framing.features.counting import count_rows, strings
from framing.notes import Annotations, as_notes, attributions_of, find_attributions
from framing.outlets.differences import compare_measures
from framing.schema import KEY_COLUMNS
from framing.stats import Adjustment, IntervalMethod
from framing.types import SOURCE_TYPES, STANCES

if TYPE_CHECKING:
    import pandas as pd

Sides: TypeAlias = "Mapping[Any, str] | pd.DataFrame"
On = Literal["mention", "source_type"]
ONS = ("mention", "source_type")


def differential_attribution(
    corpus_or_notes: Corpus | Annotations,
    sides: Sides,
    *,
    contrast: tuple[str, str] | None = None,
    stances: str | Sequence[str] = "distancing",
    on: On = "mention",
    by: str = "outlet",
    reference: str | None = None,
    groups: pd.DataFrame | None = None,
    interval: IntervalMethod = "t",
    adjust: Adjustment = "holm",
    level: float = 0.95,
    draws: int = 2000,
    seed: int = 0,
) -> pd.DataFrame:
    """How differently each outlet treats two sides, and outlets compared in this.

    Parameters
    ----------
    corpus_or_notes : Corpus or Annotations
        A corpus is annotated first.
    sides : mapping or DataFrame
        Name (or regular expression) -> side; a DataFrame has the columns ``name`` and ``side``.
        With ``on="source_type"``: source type -> side.
    contrast : tuple of two str, optional
        The sides to subtract, first minus second; needed when there are more than two.
    stances : str or sequence of str
        Stance classes that count, default ``"distancing"``; several are counted together.
    on : {"mention", "source_type"}
        What the keys of ``sides`` are.
    by, reference, groups, interval, adjust, level, draws, seed
        As in `framing.outlets.compare`; events are drawn whole.

    Returns
    -------
    DataFrame
        Columns `framing.schema.COMPARISON_COLUMNS`. With sides ``west`` and ``east``: estimates
        ``share_west_distancing`` and ``share_east_distancing`` of each outlet (estimand
        ``pooled``); ``share_west_distancing - share_east_distancing`` of each outlet and its
        contrasts between outlets (estimand ``differential``). The shares are of attributions on
        that side whose cue has a stance class. Missing where an outlet cites a side never.

    Raises
    ------
    ValueError
        For unknown stances, sides or options, or if no source is on a side.

    Examples
    --------
    >>> from framing.notes import annotate
    >>> from framing.types import Article
    >>> texts = {"a": "It rained, Vale claimed. It did not, Holm said.",
    ...          "b": "It rained, Vale said. It did not, Holm said."}
    >>> corpus = Corpus.from_articles(
    ...     [Article(id=f"{o}{e}", text=t, outlet=o, event=e) for o, t in texts.items()
    ...      for e in "123"])
    >>> notes = annotate(corpus, method="rules")
    >>> got = differential_attribution(notes, {"Vale": "west", "Holm": "east"})
    >>> got.loc[got.estimand == "differential", ["group_a", "group_b", "estimate"]].values.tolist()
    [['a', None, 1.0], ['b', None, 0.0], ['a', 'b', 1.0]]

    References
    ----------
    Hu et al. (2023), ICWSM.
    """
    notes = as_notes(corpus_or_notes)
    table = side_table(notes, sides, stances=stances, on=on)
    first, second = _contrast(table, contrast)
    word = stances if isinstance(stances, str) else "_or_".join(stances)
    return compare_measures(
        table,
        f"share_{first}_{word}",
        f"share_{second}_{word}",
        by=by,
        reference=reference,
        groups=groups,
        interval=interval,
        adjust=adjust,
        level=level,
        draws=draws,
        seed=seed,
    )


def side_table(
    corpus_or_notes: Corpus | Annotations,
    sides: Sides,
    *,
    stances: str | Sequence[str] = "distancing",
    on: On = "mention",
) -> pd.DataFrame:
    """Attributions per article and side, and those with the given stances; for `compare`.

    Parameters
    ----------
    corpus_or_notes, sides, stances, on
        See `differential_attribution`.

    Returns
    -------
    DataFrame
        One row per article: ``article_id, outlet, date, event``; ``n_<side>`` attributions on the
        side whose cue has a stance class, ``n_<side>_<stance>`` those with the stances. Names of
        sides become lower case with underscores.

    Examples
    --------
    >>> from framing.notes import annotate
    >>> from framing.types import Article
    >>> corpus = Corpus.from_articles([Article(id="a", text="Vale claimed that it rained.")])
    >>> side_table(annotate(corpus, method="rules"), {"Vale": "The West"}).iloc[0, 4:].to_dict()
    {'n_the_west': 1, 'n_the_west_distancing': 1}
    """
    notes = as_notes(corpus_or_notes)
    wanted = (stances,) if isinstance(stances, str) else tuple(stances)
    for name in wanted or ("",):
        if name not in STANCES:
            raise ValueError(f"stance {name!r} is not one of {', '.join(STANCES)}")
    of = _side_of_rows(notes, sides, on)
    stance = strings(notes.attributions, "stance")
    judged, hit = np.array([s is not None for s in stance], dtype=bool), np.isin(stance, wanted)
    codes = notes.attribution_articles
    table = notes.corpus.to_frame()
    columns: dict[str, Any] = {k: table["id" if k == "article_id" else k] for k in KEY_COLUMNS}
    there = {s for s in of if s is not None}
    names = {side: _slug(side) for _, side in _listed(sides) if side in there}
    if not names:
        raise ValueError(
            f"none of the {len(of)} sources is on a side of the gazetteer; "
            f"framing.outlets.assign_sides shows the mentions it was matched against"
        )
    for side, name in names.items():
        mine = (of == side) & judged
        columns[f"n_{name}"] = count_rows(notes, codes, mine)
        columns[f"n_{name}_{'_or_'.join(wanted)}"] = count_rows(notes, codes, mine & hit)
    import pandas as pd

    return pd.DataFrame(columns)


def assign_sides(
    corpus_or_notes: Corpus | Annotations, sides: Sides, *, on: On = "mention"
) -> pd.DataFrame:
    """Every attribution with the mention its source stands for and its side, to be checked by eye.

    Parameters
    ----------
    corpus_or_notes, sides, on
        See `differential_attribution`.

    Returns
    -------
    DataFrame
        ``article_id, outlet, attribution, source, mention, source_type, cue, stance, side``; side
        is null where no name matched.

    Examples
    --------
    >>> from framing.notes import annotate
    >>> from framing.types import Article
    >>> text = "Ada Vale claimed that it rained. Vale said it did. Holm said that it did not."
    >>> corpus = Corpus.from_articles([Article(id="a", text=text)])
    >>> got = assign_sides(annotate(corpus, method="rules"), {"Vale": "west"})
    >>> got[["mention", "side"]].values.tolist()
    [['Ada Vale', 'west'], ['Ada Vale', 'west'], ['Holm', None]]
    """
    import pandas as pd

    notes = as_notes(corpus_or_notes)
    frame = find_attributions(notes)
    frame["mention"] = pd.Series(mentions_of(notes), index=frame.index, dtype=object)
    frame["side"] = pd.Series(_side_of_rows(notes, sides, on), index=frame.index, dtype=object)
    columns = ["article_id", "outlet", "attribution", "source", "mention"]
    return frame[[*columns, "source_type", "cue", "stance", "side"]]


def mentions_of(notes: Annotations) -> list[str | None]:
    """The fullest mention of each attribution's source, in the order of the attribution table."""
    found = attributions_of(notes.attributions)
    out: list[str | None] = []
    for article in notes.corpus:
        out += resolve_sources(article.text, found.get(article.id, []))
    return out


def _side_of_rows(notes: Annotations, sides: Sides, on: str) -> Any:
    """Side of every row of the attribution table, None where there is none."""
    if on not in ONS:
        raise ValueError(f"on={on!r} is not one of {', '.join(ONS)}")
    listed = _listed(sides)
    if on == "source_type":
        strange = [key for key, _ in listed if key not in SOURCE_TYPES]
        if strange:
            raise ValueError(f"{strange[0]!r} is no source type; there are {SOURCE_TYPES}")
        of_type = dict(listed)
        values = strings(notes.attributions, "source_type")
        return _objects([of_type.get(v) for v in values])
    patterns = [(_pattern(key), side) for key, side in listed]
    mentions = mentions_of(notes)
    known = {m: _match(m, patterns) for m in set(mentions) if m is not None}
    return _objects([None if m is None else known[m] for m in mentions])


def _objects(values: list[str | None]) -> Any:
    return np.array(values, dtype=object)


def _listed(sides: Sides) -> list[tuple[Any, str]]:
    if isinstance(sides, Mapping):
        listed = [(key, side) for key, side in sides.items()]
    else:
        if not {"name", "side"} <= set(sides.columns):
            raise ValueError(
                f"sides need the columns 'name' and 'side'; given {', '.join(map(str, sides))}"
            )
        listed = list(sides[["name", "side"]].itertuples(index=False, name=None))
    if not listed or any(not isinstance(side, str) or not _slug(side) for _, side in listed):
        raise ValueError("sides map at least one name to the name of a side, none of them empty")
    slugs = {side: _slug(side) for _, side in listed}
    if len(set(slugs.values())) < len(slugs):
        raise ValueError(f"names of sides must differ in letters, given {', '.join(slugs)}")
    return listed


def _pattern(key: Any) -> re.Pattern[str]:
    if isinstance(key, re.Pattern):
        return key
    if not isinstance(key, str) or not key.strip():
        raise ValueError(f"a name must be text or a compiled regular expression, given {key!r}")
    if len(key) > 2 and key[0] == key[-1] == "/":
        try:
            return re.compile(key[1:-1])
        except re.error as error:
            raise ValueError(f"{key!r} is no regular expression: {error}") from error
    words = r"\s+".join(re.escape(word) for word in key.split())
    flags = 0 if any(c.isupper() for c in key) else re.IGNORECASE
    return re.compile(rf"(?<!\w){words}(?!\w)", flags)


def _match(mention: str, patterns: list[tuple[re.Pattern[str], str]]) -> str | None:
    best, side = 0, None
    for pattern, name in patterns:
        length = max((len(m.group()) for m in pattern.finditer(mention)), default=0)
        if length > best:
            best, side = length, name
    return side


def _slug(side: str) -> str:
    return re.sub(r"\W+", "_", side.casefold()).strip("_")


def _contrast(table: pd.DataFrame, contrast: tuple[str, str] | None) -> tuple[str, str]:
    columns = [c for c in table.columns if c.startswith("n_")]
    found = [c[2:] for c in columns[::2]]
    if contrast is None and len(found) == 2:
        return found[0], found[1]
    if contrast is None or len(contrast) != 2 or any(_slug(side) not in found for side in contrast):
        raise ValueError(
            f"contrast={contrast!r} must name two sides that have sources; there are "
            f"{', '.join(found)}"
        )
    return _slug(contrast[0]), _slug(contrast[1])
