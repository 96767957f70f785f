"""Names of media: agencies, broadcasters, papers and platforms, and how they are written.

``media.csv`` lists well-known names with their aliases and a type (``agency``, ``state``,
``broadcaster``, ``newspaper``, ``online``, ``social``). Public facts, written for this package; it
is a seed, not a register: names it lacks are found by their form (`framing.citations.media`).

Conventions
-----------
- An alias is matched as written, upper and lower case included: *TIME* is a magazine, *Time* is
  not.
- An alias with an article (*the Times*) needs the article.
- At a place the longest alias wins: *BBC News* is not *BBC*.
"""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

ARTICLES = ("The", "the")
FIRST_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Medium:
    """A known medium.

    Parameters
    ----------
    name : str
        Normalised: "Reuters", "The Times".
    type : str
        ``agency``, ``state``, ``broadcaster``, ``newspaper``, ``online`` or ``social``.
    """

    name: str
    type: str


@dataclass(frozen=True, slots=True)
class Names:
    """The lexicon, arranged for looking up.

    Parameters
    ----------
    patterns : mapping of str to re.Pattern
        By the first word of an alias (its article aside): what may stand there, longest first.
    media : mapping of str to Medium
        By alias, spaces made single and the article left out.
    """

    patterns: Mapping[str, re.Pattern[str]]
    media: Mapping[str, Medium]

    def find(self, text: str) -> Medium | None:
        """The medium that a whole string names, if any."""
        return self.media.get(bare_name(text))


def bare_name(text: str) -> str:
    """A name with single spaces, without the article before it and the genitive after it.

    Examples
    --------
    >>> bare_name("the  Guardian’s")
    'Guardian'
    """
    words = text.split()
    if len(words) > 1 and words[0] in ARTICLES:
        words = words[1:]
    return re.sub(r"['’]s?$", "", " ".join(words))


@cache
def media_names() -> Names:
    """The lexicon of ``media.csv``, read once.

    Examples
    --------
    >>> media_names().find("Agence France-Presse")
    Medium(name='AFP', type='agency')
    """
    media: dict[str, Medium] = {}
    written: dict[str, set[str]] = defaultdict(set)
    for row in _rows("media.csv"):
        medium = Medium(row["name"], row["type"])
        for alias in (row["name"], *filter(None, row["aliases"].split("|"))):
            media.setdefault(bare_name(alias), medium)
            article = alias.split()[0] if alias.split()[0] in ARTICLES else ""
            rest = bare_name(alias) if article else alias
            written[FIRST_WORD.match(rest)[0]].add(_alias_pattern(rest, article))  # type: ignore[index]
    patterns = {
        first: re.compile(f"(?:{'|'.join(sorted(aliases, key=lambda a: (-len(a), a)))})(?!\\w)")
        for first, aliases in sorted(written.items())
    }
    return Names(patterns, media)


@cache
def document_nouns() -> Mapping[str, tuple[str, str]]:
    """By word, singular or plural: the singular, and how sure it is to mean a document.

    ``strong`` (*report*), ``statement`` (things that one says something *in*), ``image``, ``mass``
    (no article needed: *figures*), ``weak`` (*list*), ``strict`` (only with a participle).

    Examples
    --------
    >>> document_nouns()["studies"]
    ('study', 'strong')
    """
    nouns: dict[str, tuple[str, str]] = {}
    for row in _rows("documents.csv"):
        for word in (row["noun"], row["plural"]):
            nouns.setdefault(word, (row["noun"], row["class"]))
    return nouns


def _alias_pattern(alias: str, article: str) -> str:
    words = r"\s+".join(re.escape(word) for word in alias.split())
    words = words.replace("'", "['’]").replace("’", "['’]") if "'" in alias else words
    return rf"(?<={article}\s){words}" if article else words


def _rows(name: str) -> list[dict[str, str]]:
    text = (files("framing.citations") / name).read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))
