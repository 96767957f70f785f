"""The nouns: what an article, a span and an attribution are.

Conventions
-----------
- A **span** is a half-open pair ``(start, end)`` in code points of ``Article.text``, so
  ``article.text[start:end]`` *is* the span. Spans never index raw (uncleaned) text.
- An **article** is frozen. Cleaning happens while it is read; afterwards its text never changes,
  or every span would lie. What we believe about an outlet (leaning, country, owner) is not a field
  of its articles: it is a table joined at comparison.
- An **attribution** is a source, a cue and a content (Pareti 2012; Newell et al. 2018): who says
  what, through which words. Each is a tuple of spans: content is often interrupted, and source or
  cue may be empty. ``None`` in a judged field means *not judged*; it does not mean neutral.

References
----------
Pareti, S. (2012). A database of attribution relations. LREC.
Newell, E., Margolin, D., & Ruths, D. (2018). An attribution relations corpus for political news.
LREC.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, TypeAlias, get_args

Span: TypeAlias = tuple[int, int]
Spans: TypeAlias = tuple[Span, ...]

Quotation = Literal["direct", "mixed", "indirect"]
SourceType = Literal[
    "self",
    "anonymous",
    "official",
    "security",
    "judicial",
    "party",
    "armed_group",
    "state_media",
    "media",
    "international",
    "ngo",
    "expert",
    "business",
    "document",
    "social_media",
    "citizen",
    "collective",
    "agentless",
]
Stance = Literal[
    "neutral",
    "institutional",
    "endorsing",
    "distancing",
    "concessive",
    "denial",
    "attack",
    "emotive",
    "directive",
    "belief",
    "prediction",
    "no_comment",
]
CitationKind = Literal[
    "wire_credit",
    "photo_credit",
    "byline_agency",
    "source_line",
    "media",
    "document",
    "link",
]

QUOTATIONS: tuple[str, ...] = get_args(Quotation)
SOURCE_TYPES: tuple[str, ...] = get_args(SourceType)
STANCES: tuple[str, ...] = get_args(Stance)
CITATION_KINDS: tuple[str, ...] = get_args(CitationKind)


@dataclass(frozen=True, slots=True)
class Edit:
    """One reversible change that cleaning made: ``raw_text`` stood where ``new_text`` now stands.

    Parameters
    ----------
    kind : str
        Why: ``"line_join"``, ``"nbsp"``, ``"ligature"``, ``"mojibake"``, or the type of a removed
        record: ``"read_more"``, ``"caption"``, ``"photo_credit"``, ``"source_line"``, ...
    raw_start : int
        Offset of ``raw_text`` in the raw text, in code points.
    raw_text : str
        What stood there.
    start : int
        Offset in the cleaned text where ``new_text`` stands.
    new_text : str
        What stands there now; empty for a removal.
    """

    kind: str
    raw_start: int
    raw_text: str
    start: int
    new_text: str = ""


@dataclass(frozen=True, slots=True)
class Article:
    """One article as the rest of the package sees it.

    ``date`` is ISO 8601 (``YYYY-MM-DD`` or with a time) or ``None``; ``meta`` holds what the reader
    found and nobody here uses (``date_raw``, ``section``, ``language`` as given, ...).

    Examples
    --------
    >>> article = Article(id="a1", text="It rained, the mayor said.", outlet="courier")
    >>> article.text[11:20]
    'the mayor'
    """

    id: str
    text: str
    outlet: str | None = None
    date: str | None = None
    title: str | None = None
    url: str | None = None
    byline: str | None = None
    lang: str | None = None
    event: str | None = None
    duplicate_of: str | None = None
    meta: Mapping[str, Any] = field(default_factory=dict)
    edits: tuple[Edit, ...] = ()


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who (source) says what (content), through which words (cue).

    ``parent`` is the index of the enclosing attribution in the same article's list, ``None`` for
    the outermost layer. ``confidence`` is a probability in [0, 1], ``None`` where the method gives
    none.

    Examples
    --------
    >>> said = Attribution(source=((11, 20),), cue=((21, 25),), content=((0, 9),))
    >>> said.quotation is None
    True
    """

    source: Spans
    cue: Spans
    content: Spans
    quotation: str | None = None
    source_type: str | None = None
    stance: str | None = None
    parent: int | None = None
    confidence: float | None = None


@dataclass(frozen=True, slots=True)
class Citation:
    """What an article rests on: a credit, a link, a cited medium or document.

    ``start``/``end`` index the text and are ``None`` for a record that cleaning took out of it;
    then ``raw_start``/``raw_end`` index the raw text. ``name`` is the normalised name ("Reuters",
    "state media"), ``domain`` the registered domain of a link.

    Examples
    --------
    >>> Citation("media", "state media", start=10, end=21, name="state media").domain is None
    True
    """

    kind: str
    text: str
    start: int | None = None
    end: int | None = None
    raw_start: int | None = None
    raw_end: int | None = None
    name: str | None = None
    domain: str | None = None
