"""Turn words into the numbers that the small tagger reads: a word, a beginning and an ending.

A convolutional tagger that is to be fast reads whole words. A word of the vocabulary has its own
row; any word, known or not, also has its first and last three letters, hashed into a fixed number
of rows, so that "privatizes" resembles a verb though nobody has seen it.
"""

from __future__ import annotations

from collections.abc import Sequence
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from framing.encoders.pieces import fold

BUCKETS = 2048
CACHED_WORDS = 200_000
NOTHING, UNKNOWN = 0, 1


class WordForms:
    """A vocabulary of folded words, numbered from 2; 0 is nothing and 1 any other word.

    Examples
    --------
    >>> forms = WordForms(["said", "the"])
    >>> forms.number(["The", "aardvark"])[:, 0].tolist()
    [3, 1]
    """

    def __init__(self, vocabulary: Sequence[str]) -> None:
        self._numbers = {word: number for number, word in enumerate(vocabulary, start=2)}
        self._known: dict[str, tuple[int, int, int]] = {}

    def __len__(self) -> int:
        return len(self._numbers) + 2

    def number(self, words: Sequence[str]) -> NDArray[np.int64]:
        """Return (words, 3): word, beginning and ending number of each word."""
        if len(self._known) >= CACHED_WORDS:
            self._known.clear()
        known = self._known
        rows = [known.get(word) or self._learn(word) for word in words]
        return np.array(rows, dtype=np.int64).reshape(-1, 3)

    def _learn(self, word: str) -> tuple[int, int, int]:
        folded = fold(word)
        found = (
            self._numbers.get(folded, UNKNOWN),
            1 + crc32(folded[:3].encode("utf-8", "replace")) % (BUCKETS - 1),
            1 + crc32(folded[-3:].encode("utf-8", "replace")) % (BUCKETS - 1),
        )
        self._known[word] = found
        return found
