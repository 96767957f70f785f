"""Who a source is: head word, types, named or not, elite or not, and whose side it is on.

One row per attribution that has a source. The main type is in the attribution table; here are all
of them, judged on the fullest earlier mention, with the properties that content analysis codes
beside the type:

- ``source_head``: the last word of the noun phrase before a comma, a preposition or a relative
  clause ("minister" of "the deputy minister for transport", the surname of a name)
- ``named``: a person or body is called by name (a capitalised word that is no title and does not
  merely open the sentence)
- ``anonymous``, ``collective``, ``elite``: by type; elite are government, security, courts, parties
  and international bodies (Bennett 1990 speaks of official sources)
- ``source_author``: who stands behind a document, post or medium: the body after *by* or *from*,
  or in the possessive ("the ministry" of "the ministry's report")
- ``affiliation``: from a gazetteer of one's own: the first pattern that matches

References
----------
Bennett, W. L. (1990). Toward a theory of press-state relations. Journal of Communication, 40(2).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from framing.articles import Corpus
from framing.attribution import source_types
from framing.notes.annotating import as_notes
from framing.notes.annotations import Annotations

if TYPE_CHECKING:
    import pandas as pd

PRINTED = frozenset(["document", "social_media", "media", "state_media"])
AUTHOR = re.compile(
    r"\s(?:by|from)\s(?!\d)([^,;()]{2,120}?)(?=\s(?:dated|published|seen|that|which)\b|[,;()]|$)"
)
OWNER = re.compile(r"^(.{2,80}?)(?:['\u2019]s|(?<=s)['\u2019])\s")
ELITE = frozenset(["official", "security", "judicial", "party", "international"])
EDGE = re.compile(
    r"\s*(?:,|\(|\s(?:of|for|from|at|in|on|with|by|to|who|which|that|whose|close|familiar|briefed)\b)"
)
NAME = re.compile(r"(?<![.\w])[A-Z][\w\u2019'-]*")
TITLES = (
    frozenset(["The", "A", "An", "His", "Her", "Their", "Its", "Our", "My", "Your", "Some"])
    | frozenset(["Many", "Most", "Several", "One", "Two", "Three", "President", "Minister"])
    | frozenset(["Prime", "Foreign", "Interior", "Deputy", "Mayor", "Governor", "Senator", "Gen"])
    | frozenset(["General", "Capt", "Captain", "Prof", "Professor", "Dr", "Mr", "Mrs", "Ms"])
    | frozenset(["Sir", "Lady", "Lord", "Critics", "Officials", "Police", "Residents", "Sources"])
    | frozenset(["He", "She", "They", "It", "We", "I", "You", "Who", "Which", "That", "This"])
    | frozenset(["These", "Those"])
)
COLUMNS = (
    "article_id",
    "outlet",
    "attribution",
    "source",
    "source_resolved",
    "source_head",
    "source_author",
    "source_types",
    "named",
    "anonymous",
    "collective",
    "elite",
    "affiliation",
)


def describe_sources(
    corpus_or_notes: Corpus | Annotations, *, gazetteer: Mapping[str, str] | None = None
) -> pd.DataFrame:
    """Properties of the source of every attribution that has one.

    Parameters
    ----------
    corpus_or_notes : Corpus or Annotations
        A corpus is annotated first.
    gazetteer : mapping of str to str, optional
        Regular expression -> affiliation ("Kestria|Dovrin|Verin" -> "Kestria"), searched without
        regard to case in the resolved source; the first that matches counts.

    Returns
    -------
    DataFrame
        ``article_id, outlet, attribution, source, source_resolved, source_head`` (text),
        ``source_author`` (text; null where none is named),
        ``source_types`` (list, main type first; empty where the words do not tell),
        ``named, anonymous, collective, elite`` (booleans; null where no type is known, except
        ``named``), ``affiliation`` (null where nothing matches).

    Raises
    ------
    ValueError
        If a pattern is not a regular expression.

    Examples
    --------
    >>> from framing.types import Article
    >>> text = "The bridge is closed, Mayor Peter Haugan of Lowmoor said."
    >>> corpus = Corpus.from_articles([Article(id="a", text=text)])
    >>> row = describe_sources(corpus, gazetteer={"Lowmoor": "Varland"}).iloc[0]
    >>> row.source_head, row.source_types, bool(row.named), bool(row.elite), row.affiliation
    ('Haugan', ['official'], True, True, 'Varland')
    """
    import pandas as pd

    patterns = _patterns(gazetteer or {})
    notes = as_notes(corpus_or_notes)
    rows = [
        _describe(row, patterns)
        for row in notes.attributions.to_pylist()
        if row["source"] is not None
    ]
    frame = pd.DataFrame(rows, columns=list(COLUMNS))
    flags = dict.fromkeys(("named", "anonymous", "collective", "elite"), "boolean")
    return frame.astype(flags)


def source_head(source: str) -> str:
    """The head word of a source: what the noun phrase is about.

    Examples
    --------
    >>> source_head("a spokeswoman for the Border Guard"), source_head("Ilse Kroon, the minister")
    ('spokeswoman', 'Kroon')
    >>> source_head("")
    ''
    """
    bare = EDGE.split(source.strip(), maxsplit=1)[0] or source
    words = re.findall(r"[^\W_][\w\u2019'-]*", re.sub(r"['\u2019]s?$", "", bare.strip()))
    return words[-1] if words else ""


def source_author(source: str) -> str | None:
    """Who stands behind a document, post or medium, as written; ``None`` where none is named.

    Examples
    --------
    >>> source_author("a social media post by reporters for state television, seen by PBN")
    'reporters for state television'
    >>> source_author("the ministry's report"), source_author("the mayor's brother")
    ('the ministry', None)
    """
    if not PRINTED.intersection(source_types(source)[:1]):
        return None
    found = AUTHOR.search(source) or OWNER.match(source)
    return found.group(1).strip() if found else None


def _describe(
    row: Mapping[str, Any], patterns: list[tuple[re.Pattern[str], str]]
) -> tuple[Any, ...]:
    mention = row["source_resolved"] or row["source"]
    kinds = list(source_types(mention))
    if not kinds and row["source_type"]:
        kinds = [row["source_type"]]
    known = bool(kinds)
    named = any(word not in TITLES for word in NAME.findall(mention))
    side = next((side for pattern, side in patterns if pattern.search(mention)), None)
    return (
        row["article_id"],
        row["outlet"],
        row["attribution"],
        row["source"],
        row["source_resolved"],
        source_head(mention),
        source_author(mention),
        kinds,
        named,
        "anonymous" in kinds if known else None,
        "collective" in kinds if known else None,
        bool(ELITE & set(kinds)) if known else None,
        side,
    )


def _patterns(gazetteer: Mapping[str, str]) -> list[tuple[re.Pattern[str], str]]:
    out = []
    for text, side in gazetteer.items():
        try:
            out.append((re.compile(text, re.IGNORECASE), side))
        except re.error as error:
            raise ValueError(f"gazetteer: {text!r} is not a regular expression: {error}") from error
    return out
