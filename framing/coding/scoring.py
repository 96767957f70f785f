"""How well attributions agree with a gold annotation, in the measures the field reports.

Everything is counted over words (runs of letters and digits), so punctuation and quotation marks at
the edge of a span do not matter. Counts are added over articles, and precision, recall and F1 are
divided last.

- **token**: is this word inside any span of that role?
- **relation**: attributions matched one to one, best content overlap first, where the Jaccard index
  of the content words is at least one half.
- **full relation**: a matched relation whose source agrees too (Jaccard at least one half, or both
  empty).
- **exact content**: a matched relation with identical content words.
- **exact span**: each contiguous span alone, first and last word right (the measure of published
  PARC and PolNeAR taggers: Pareti 2015; Newell et al. 2018).
- **label accuracy**: among matched relations, the share with the same quotation, stance or type.
- **nested relation**: a matched relation that lies inside another in gold and in the prediction.
- **parent accuracy**: among these, the share whose enclosing relations are matched to each other.
- **resolved source**: among full relations, those whose source is a pronoun or a short form (gold)
  or was read as one (predicted); both if they name the same mention: the words of one, without an
  article, contain those of the other. Gold names the fullest earlier mention as ``who``.

Layers and resolved sources are scored where gold has ``parent`` and ``who``; a gold file of one
layer, such as PolNeAR, has neither.

An attribution without content cannot be matched and is not counted as a relation.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pandas as pd

ROLES = ("content", "cue", "source")
LABELS = ("quotation", "stance", "source_type")
WORD = re.compile(r"\w+")
Words = frozenset[int]
Relation = Mapping[str, Any]


def score_attributions(
    gold: Iterable[Mapping[str, Any]], predicted: Mapping[str, Sequence[Relation]]
) -> pd.DataFrame:
    """Agreement of predicted attributions with gold ones.

    Parameters
    ----------
    gold : iterable of mapping
        One per article: ``id``, ``text``, ``attributions``, each with ``source``, ``cue``,
        ``content`` as lists of ``[start, end]``, and labels where judged. Articles with
        ``"primary": false`` are left out.
    predicted : mapping of article id to attributions
        An article that is missing counts as predicted empty.

    Returns
    -------
    DataFrame
        ``measure, precision, recall, f1, n_gold, n_predicted, n_both``; label accuracies have
        precision, recall and F1 equal to the share that agrees among matched relations. Missing
        where there is nothing to divide by.

    Examples
    --------
    >>> said = {"source": [[11, 20]], "cue": [[21, 25]], "content": [[0, 9]]}
    >>> gold = [{"id": "a", "text": "It rained, the mayor said.", "attributions": [said]}]
    >>> table = score_attributions(gold, {"a": [said]}).set_index("measure")
    >>> float(table.loc["full relation", "f1"])
    1.0
    """
    total: Counter[tuple[str, str]] = Counter()
    for article in gold:
        if article.get("primary", True):
            total.update(count_article(article, predicted.get(article["id"], [])))
    return _table(total)


def count_article(
    article: Mapping[str, Any], predicted: Sequence[Relation]
) -> Counter[tuple[str, str]]:
    """Counts ``(measure, "gold" | "predicted" | "both")`` of one article, to be added up.

    Examples
    --------
    >>> said = {"source": [], "cue": [[11, 15]], "content": [[0, 9]]}
    >>> counts = count_article({"text": "It rained, said", "attributions": [said]}, [])
    >>> counts["relation", "gold"], counts["relation", "both"]
    (1, 0)
    """
    words = [m.span() for m in WORD.finditer(article["text"])]
    ours = _tokenised(predicted, words)
    theirs = _tokenised(article["attributions"], words)
    c: Counter[tuple[str, str]] = Counter()
    for role in ROLES:
        g: set[Any] = {w for row in theirs for w in row[role]}
        p: set[Any] = {w for row in ours for w in row[role]}
        _add(c, f"{role} token", len(g), len(p), len(g & p))
        g = _exact_spans(article["attributions"], role, article["text"])
        p = _exact_spans(predicted, role, article["text"])
        _add(c, f"{role} exact span", len(g), len(p), len(g & p))
    pairs = _matched(theirs, ours)
    full = [(i, j) for i, j in pairs if _jaccard(theirs[i]["source"], ours[j]["source"]) >= 0.5]
    exact = sum(theirs[i]["content"] == ours[j]["content"] for i, j in pairs)
    for name, both in (
        ("relation", len(pairs)),
        ("full relation", len(full)),
        ("exact content", exact),
    ):
        _add(c, name, len(theirs), len(ours), both)
    for label in LABELS:
        judged = [(i, j) for i, j in pairs if theirs[i][label] and ours[j][label]]
        same = sum(_first(theirs[i][label]) == _first(ours[j][label]) for i, j in judged)
        _add(c, f"{label} accuracy", len(judged), len(judged), same)
    if any("parent" in row for row in article["attributions"]):
        _count_layers(c, theirs, ours, pairs)
    if any("who" in row for row in article["attributions"]):
        _count_resolved(c, theirs, ours, full)
    return c


def same_mention(one: str, other: str) -> bool:
    """Whether the words of one mention, without an article, contain those of the other in order.

    Examples
    --------
    >>> same_mention("the Harbour Board", "Harbour Board"), same_mention("Ann Roe", "Bo Roe")
    (True, False)
    """
    short, long = sorted(map(_name_words, (one, other)), key=len)
    return bool(short) and any(
        long[k : k + len(short)] == short for k in range(len(long) - len(short) + 1)
    )


def _name_words(mention: str) -> list[str]:
    words = [word.lower() for word in WORD.findall(mention)]
    return words[1:] if words[:1] in (["the"], ["a"], ["an"]) else words


def _count_layers(
    c: Counter[tuple[str, str]],
    gold: list[dict[str, Any]],
    ours: list[dict[str, Any]],
    pairs: Sequence[tuple[int, int]],
) -> None:
    """Add nested relations and, of those found, the right parents."""
    nested = [(i, j) for i, j in pairs if _is_inner(gold[i]) and _is_inner(ours[j])]
    _add(c, "nested relation", sum(map(_is_inner, gold)), sum(map(_is_inner, ours)), len(nested))
    numbers = {gold[i]["number"]: ours[j]["number"] for i, j in pairs}
    right = sum(numbers.get(gold[i]["parent"]) == ours[j]["parent"] for i, j in nested)
    _add(c, "parent accuracy", len(nested), len(nested), right)


def _is_inner(row: Mapping[str, Any]) -> bool:
    return row["parent"] is not None


def _count_resolved(
    c: Counter[tuple[str, str]],
    gold: list[dict[str, Any]],
    ours: list[dict[str, Any]],
    pairs: Sequence[tuple[int, int]],
) -> None:
    """Add sources that stand for an earlier mention, among relations whose source agrees."""
    mentions = [(gold[i]["who"], ours[j]["who"]) for i, j in pairs]
    same = sum(bool(a and b) and same_mention(a, b) for a, b in mentions)
    _add(
        c,
        "resolved source",
        sum(a is not None for a, _ in mentions),
        sum(b is not None for _, b in mentions),
        same,
    )


def matched_relations(
    text: str, gold: Sequence[Relation], predicted: Sequence[Relation]
) -> list[tuple[Relation, Relation]]:
    """Pairs of attributions of one text whose contents overlap by at least one half, one to one.

    Examples
    --------
    >>> said = {"source": [], "cue": [[11, 15]], "content": [[0, 9]]}
    >>> len(matched_relations("It rained, said", [said], [said]))
    1
    """
    words = [m.span() for m in WORD.finditer(text)]
    kept = [[r for r in side if _tokenised([r], words)] for side in (gold, predicted)]
    pairs = _matched(_tokenised(kept[0], words), _tokenised(kept[1], words))
    return [(kept[0][i], kept[1][j]) for i, j in sorted(pairs)]


def _tokenised(relations: Iterable[Relation], words: list[tuple[int, int]]) -> list[dict[str, Any]]:
    begin = [start for start, _ in words]
    rows = []
    for number, relation in enumerate(relations):
        row: dict[str, Any] = {key: relation.get(key) for key in (*LABELS, "parent", "who")}
        row["number"] = number
        for role in ROLES:
            inside: set[int] = set()
            for start, end in relation.get(role) or ():
                i = max(0, bisect_left(begin, start) - 1)
                while i < len(words) and words[i][0] < end:
                    if words[i][1] > start:
                        inside.add(i)
                    i += 1
            row[role] = frozenset(inside)
        if row["content"]:
            rows.append(row)
    return rows


def _exact_spans(relations: Iterable[Relation], role: str, text: str) -> set[tuple[int, int]]:
    spans = set()
    for relation in relations:
        for start, end in relation.get(role) or ():
            inside = [m.span() for m in WORD.finditer(text, start, end)]
            if inside:
                spans.add((inside[0][0], inside[-1][1]))
    return spans


def _matched(gold: list[dict[str, Any]], ours: list[dict[str, Any]]) -> list[tuple[int, int]]:
    """One-to-one pairs with content overlap of at least one half, best first."""
    candidates = sorted(
        (
            (_jaccard(g["content"], p["content"]), i, j)
            for i, g in enumerate(gold)
            for j, p in enumerate(ours)
            if g["content"] & p["content"]
        ),
        reverse=True,
    )
    taken_gold: set[int] = set()
    taken_ours: set[int] = set()
    pairs = []
    for overlap, i, j in candidates:
        if overlap >= 0.5 and i not in taken_gold and j not in taken_ours:
            taken_gold.add(i)
            taken_ours.add(j)
            pairs.append((i, j))
    return pairs


def _jaccard(a: Words, b: Words) -> float:
    return len(a & b) / len(a | b) if a or b else 1.0


def _first(label: Any) -> Any:
    """Gold source types may be several; the first is the main one."""
    return label[0] if isinstance(label, (list, tuple)) else label


def _add(c: Counter[tuple[str, str]], name: str, gold: int, predicted: int, both: int) -> None:
    c[name, "gold"] += gold
    c[name, "predicted"] += predicted
    c[name, "both"] += both


def _table(c: Counter[tuple[str, str]]) -> pd.DataFrame:
    import pandas as pd

    rows = []
    for name in dict.fromkeys(name for name, _ in c):
        gold, ours, both = (c[name, key] for key in ("gold", "predicted", "both"))
        precision = both / ours if ours else float("nan")
        recall = both / gold if gold else float("nan")
        f1 = 2 * both / (gold + ours) if gold + ours else float("nan")
        rows.append((name, precision, recall, f1, gold, ours, both))
    columns = ["measure", "precision", "recall", "f1", "n_gold", "n_predicted", "n_both"]
    return pd.DataFrame(rows, columns=columns)
