"""Read gold attributions (JSON Lines) as labelled words.

One line per article: ``{"id", "outlet", "primary", "text", "attributions": [{"source", "cue",
"content"}]}`` with lists of ``[start, end]`` character offsets. Each word gets one of seven labels:
outside, or beginning or inside of a content, cue or source. Relations of this corpus hardly overlap
(one word in 13,000 is in two contents), so a flat labelling loses next to nothing; where two
spans do meet, the cue wins over the source and the source over the content.
"""

from __future__ import annotations

import json
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from framing.encoders.words import Words, read_words

ROLES = ("content", "source", "cue")  # later ones overwrite earlier ones
LABELS = ("O", "B-content", "I-content", "B-cue", "I-cue", "B-source", "I-source")
BEGIN = {"content": 1, "cue": 3, "source": 5}


@dataclass(frozen=True, slots=True)
class Labelled:
    """One article: its words and a label for each."""

    id: str
    outlet: str
    words: Words
    labels: NDArray[np.int64]


def read_rows(path: Path) -> list[dict[str, Any]]:
    """Return the primary annotations of a gold file, in file order."""
    with path.open(encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    return [row for row in rows if row.get("primary", True)]


def label_words(words: Words, attributions: Sequence[Mapping[str, Any]]) -> NDArray[np.int64]:
    """Return one label per word."""
    labels = np.zeros(len(words), dtype=np.int64)
    starts = words.starts.tolist()
    ends = words.ends.tolist()
    for role in ROLES:
        for attribution in attributions:
            for first, last in attribution.get(role) or []:
                row = max(0, bisect_left(starts, first) - 1)
                label = BEGIN[role]
                while row < len(starts) and starts[row] < last:
                    if ends[row] > first:
                        labels[row] = label
                        label = BEGIN[role] + 1
                    row += 1
    return legal(labels)


def legal(labels: NDArray[np.int64], opens: NDArray[np.bool_] | None = None) -> NDArray[np.int64]:
    """Return the labels with every inside that follows nothing of its role made a beginning.

    Where ``opens`` is true a paragraph opens, and nothing goes on.

    Examples
    --------
    >>> legal(np.array([2, 2, 4, 2])).tolist()
    [1, 2, 3, 1]
    """
    fixed = labels.copy()
    before = np.concatenate(([0], fixed[:-1]))
    if opens is not None:
        before[opens] = 0
    inside = (fixed > 0) & (fixed % 2 == 0)
    fixed[inside & (before != fixed) & (before != fixed - 1)] -= 1
    return fixed


def read_gold(path: Path) -> list[Labelled]:
    """Return every primary article of a gold file as labelled words."""
    articles = []
    for row in read_rows(path):
        words = read_words(row["text"])
        labels = label_words(words, row["attributions"])
        articles.append(Labelled(row["id"], row["outlet"], words, labels))
    return articles


def read_silver(path: Path) -> list[Labelled]:
    """Return a teacher's labels: rows of ``text`` and ``labels`` (one digit per word)."""
    articles = []
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            labels = np.array([int(digit) for digit in row["labels"]], dtype=np.int64)
            articles.append(Labelled(row["id"], "", read_words(row["text"]), labels))
    return articles
