"""A lexicon: terms with their classes, and where they come from.

Conventions
-----------
- A **term** is one or more words. Case does not matter, nor does the shape of apostrophes and
  hyphens. A ``*`` at the end of a word stands for any ending, none included: ``terroris*`` finds
  "terrorism", "terrorist"; ``lash* out`` finds "lashed out". A ``*`` alone stands for any one word.
- A term is cut into words by the tokeniser that cuts the articles, so both agree.
- A term may have several classes, or none.
- Terms of the class ``exclude`` are never counted and neither is anything inside them: they say
  where a listed word means something else ("extreme weather", "the tax regime").
- The **digest** covers terms and classes, not the file they came in, so that the same list as CSV
  and as a dict has the same digest.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable
from dataclasses import dataclass

from framing.text import read_layers

EXCLUDE = "exclude"
_CLASS = re.compile(r"[a-z][a-z0-9]*(_[a-z0-9]+)*")
_SHAPES = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "‐": "-", "‑": "-"})


def normalise(token: str) -> str:
    """A token without the differences that matching ignores: case, curly marks, odd hyphens.

    Examples
    --------
    >>> normalise("Don’t")
    "don't"
    """
    return (token if token.isascii() else token.translate(_SHAPES)).casefold()


@dataclass(frozen=True, slots=True)
class Entry:
    """One term: as written, its classes (sorted), and its words as they are matched.

    A word of ``pattern`` that ends in ``*`` matches any word that begins with what stands before.
    """

    term: str
    classes: tuple[str, ...]
    pattern: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Lexicon:
    """A word list that says what it is.

    Made by `load_lexicon` or `read_lexicon`; never changed.

    Parameters
    ----------
    name : str
        Lower-case identifier.
    entries : tuple of Entry
        Sorted by pattern; no two alike.
    description, licence, citation, version : str
        What it holds, under which terms, after whom. Empty where the user gave none.
    """

    name: str
    entries: tuple[Entry, ...]
    description: str = ""
    licence: str = ""
    citation: str = ""
    version: str = ""

    @property
    def classes(self) -> tuple[str, ...]:
        """All classes that are counted, sorted.

        Examples
        --------
        >>> make_lexicon("war", [("rebel*", "label"), ("rebel yell", "exclude")]).classes
        ('label',)
        """
        return tuple(sorted({c for entry in self.entries for c in entry.classes} - {EXCLUDE}))

    @property
    def digest(self) -> str:
        """SHA-256 over terms and classes, in hexadecimal."""
        rows = [[entry.term, list(entry.classes)] for entry in self.entries]
        return hashlib.sha256(json.dumps(rows, ensure_ascii=True).encode()).hexdigest()

    def __len__(self) -> int:
        """Number of terms."""
        return len(self.entries)

    def __repr__(self) -> str:
        return f"Lexicon({self.name!r}, {len(self)} terms, {self.digest[:12]})"


def make_lexicon(
    name: str,
    pairs: Iterable[tuple[str, str]],
    *,
    description: str = "",
    licence: str = "",
    citation: str = "",
    version: str = "",
) -> Lexicon:
    """Check terms and put them together; the order of the pairs does not matter.

    Parameters
    ----------
    name : str
    pairs : iterable of (term, class)
        An empty class means none. The same term with two classes belongs to both.
    description, licence, citation, version : str

    Returns
    -------
    Lexicon

    Raises
    ------
    ValueError
        If a name, a class or a term is not one; it names the term.

    Examples
    --------
    >>> make_lexicon("war", [("War Zone*", "place"), ("frontline", "")]).entries[1].pattern
    ('war', 'zone*')
    """
    if not _CLASS.fullmatch(name):
        raise ValueError(
            f"lexicon name {name!r} must be lower-case letters, digits and single underscores, "
            f"starting with a letter: it becomes part of column names"
        )
    rows = [(" ".join(term.translate(_SHAPES).split()).lower(), label) for term, label in pairs]
    for term, label in rows:
        if label and not _CLASS.fullmatch(label):
            raise ValueError(
                f"lexicon {name!r}: class {label!r} of the term {term!r} must be lower-case "
                f"letters, digits and single underscores: it becomes part of column names"
            )
    patterns = _patterns(name, sorted({term for term, _ in rows}))
    found: dict[tuple[str, ...], tuple[set[str], set[str]]] = {}
    for term, label in rows:
        terms, labels = found.setdefault(patterns[term], (set(), set()))
        terms.add(term)
        labels |= {label} - {""}
    entries = []
    for pattern, (terms, labels) in sorted(found.items()):
        if EXCLUDE in labels and len(labels) > 1:
            raise ValueError(
                f"lexicon {name!r}: the term {min(terms)!r} is excluded and has the class "
                f"{min(labels - {EXCLUDE})!r}; leave one out"
            )
        entries.append(Entry(min(terms), tuple(sorted(labels)), pattern))
    if not any(EXCLUDE not in entry.classes for entry in entries):
        raise ValueError(f"lexicon {name!r} has no terms to count")
    return Lexicon(name, tuple(entries), description, licence, citation, version)


def _patterns(name: str, terms: list[str]) -> dict[str, tuple[str, ...]]:
    """The words of each term, cut by the tokeniser of the articles, wildcards put back."""
    pieces = [piece for term in terms for piece in term.split()]
    layers = read_layers([piece[:-1] if piece.endswith("*") else piece for piece in pieces])
    cut = []
    for i, piece in enumerate(pieces):
        starts, ends = layers.words.of(i)
        words = [normalise(layers.texts[i][a:b]) for a, b in zip(starts, ends, strict=True)]
        if piece.endswith("*"):
            words = [*words[:-1], f"{words[-1]}*"] if words else ["*"]
        cut.append(words)
    out, at = {}, 0
    for term in terms:
        n = len(term.split())
        pattern = tuple(word for words in cut[at : at + n] for word in words)
        at += n
        if any("*" in piece[:-1] for piece in term.split()):
            raise ValueError(
                f"lexicon {name!r}: the term {term!r} has a '*' that is not at the end of a word"
            )
        if not any(char.isalnum() for char in term):
            raise ValueError(f"lexicon {name!r}: the term {term!r} has no letter or digit")
        if pattern[0] == "*":
            raise ValueError(
                f"lexicon {name!r}: the term {term!r} must not begin with a '*' for any word"
            )
        out[term] = pattern
    return out
