"""Cut words into word pieces, the units a BERT-like encoder knows.

WordPiece takes the longest piece of the vocabulary that starts the word, then goes on with the
rest, whose pieces are written with ``##``. A word that cannot be spelt becomes the unknown piece.
The vocabulary is uncased and without accents, so words are folded first.

Reference: Devlin et al. (2019), BERT, NAACL (the uncased tokeniser; Apache-2.0 vocabulary).
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

LONGEST_WORD = 100
CACHED_WORDS = 200_000


class WordPieces:
    """A vocabulary of word pieces, and a memory of the words cut so far.

    Parameters
    ----------
    vocabulary : sequence of str
        One piece per identity number, ``[PAD]``, ``[UNK]``, ``[CLS]`` and ``[SEP]`` among them.

    Examples
    --------
    >>> pieces = WordPieces(["[PAD]", "[UNK]", "[CLS]", "[SEP]", "said", "##s", "un"])
    >>> pieces.cut("Saids"), pieces.cut("untold")
    ((4, 5), (1,))
    """

    def __init__(self, vocabulary: Sequence[str]) -> None:
        self._numbers = {piece: number for number, piece in enumerate(vocabulary)}
        missing = [p for p in ("[PAD]", "[UNK]", "[CLS]", "[SEP]") if p not in self._numbers]
        if missing:
            raise ValueError(f"the vocabulary lacks {', '.join(missing)}; give a complete one")
        self._longest = max(len(piece) for piece in vocabulary)
        self._known: dict[str, tuple[int, ...]] = {}
        self.pad = self._numbers["[PAD]"]
        self.unknown = self._numbers["[UNK]"]
        self.first = self._numbers["[CLS]"]
        self.last = self._numbers["[SEP]"]

    def __len__(self) -> int:
        return len(self._numbers)

    def cut(self, word: str) -> tuple[int, ...]:
        """Return the piece numbers of one word: always at least one."""
        cached = self._known.get(word)
        if cached is not None:
            return cached
        if len(self._known) >= CACHED_WORDS:
            self._known.clear()
        found = self._known[word] = self._cut(fold(word))
        return found

    def _cut(self, word: str) -> tuple[int, ...]:
        if not word or len(word) > LONGEST_WORD:
            return (self.unknown,)
        numbers: list[int] = []
        start = 0
        while start < len(word):
            lead = "##" if start else ""
            for end in range(min(len(word), start + self._longest), start, -1):
                number = self._numbers.get(lead + word[start:end])
                if number is not None:
                    break
            else:
                return (self.unknown,)
            numbers.append(number)
            start = end
        return tuple(numbers)


def fold(word: str) -> str:
    """Return the word in lower case and without accents.

    Examples
    --------
    >>> fold("Élysée")
    'elysee'
    """
    if word.isascii():
        return word.lower()
    decomposed = unicodedata.normalize("NFD", word.lower())
    return "".join(c for c in decomposed if unicodedata.category(c) != "Mn")
