"""Source types: what kind of voice a source is, from its own words.

``source_types.csv`` lists heads (nouns, titles, organisations) and phrases with their type. A
source is read as a noun phrase: its core is what stands before the first comma, preposition or
relative pronoun.

1. A phrase that marks anonymity or own reporting decides first: whoever asks not to be named is
   anonymous, also when a ministry is named beside.
2. Else the last listed word of the core decides (*Foreign Minister Lena Brandt*: minister), unless
   it only names an office (*spokesman*, *leader*, *head*), which takes the type of the body it
   speaks for (*a spokesman for the rebels*, *police spokesman*).
3. Else the apposition decides (*Bo Ek, a professor of law*).

Documents and anonymous sources keep the type of the body named beside them as a second one. A
pronoun or a bare name says nothing about its type: see :mod:`.article_types`, which reads it from
the article.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from framing.attribution.wordclasses import word_set

_TOKEN = re.compile(r"[\w.&-]*\w\.?|[,;()—–]")
_CLITIC = re.compile(r"[’']s\b|(?<=s)[’'](?=\s|$)")
BOUNDS = word_set(
    """of for in at from with on to near against behind within inside between who which that
    whose whom where by about close familiar briefed"""
)
OFFICES = word_set(
    """spokesman spokeswoman spokesperson spokespeople spokesmen aide aides adviser advisers advisor
    advisors official officials leader leaders chief head member members director secretary chairman
    chairwoman chair representative representatives deputy president manager source sources boss
    commander coordinator organiser organizer strategist veteran staff staffer staffers insider
    envoy co-founder founder dr dr. secretary-general employee employees negotiator negotiators
    association federation union group institute office agency centre center organisation
    organization committee chamber council league board service"""
)
BODIES = frozenset(
    (
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
    )
)
LINKS = frozenset(("for", "of", "at", "from", "with", "to", "in"))
ROLES = word_set("is was heads leads runs chairs teaches works represents owns models studies")
_REFUSED = re.compile(
    r"\b(?:not|n.t|without|cannot|refus\w+|declin\w+|leave out|left out|hide|hid|withh[eo]ld)\b"
    r".{0,30}\b(?:names?|named|identified|identity|face)\b"
)
_INSIDER = re.compile(
    r"^(?:an?|one|two|three|four|five|several) "
    r"(?:(?:senior|junior|former|top|high-ranking|[\w-]+ian) ){0,3}"
    r"(?:officials?|diplomats?|employees?|technicians?|aides?|advis[eo]rs?|staffers?|editors?"
    r"|insiders?|executives?|colleagues?|civil servants?|members? of (?!the board)\w+"
    r"|officers?|lawmakers?|ministers?) "
    r"(?:of|at|from|with|inside|within|in) (?!the (?:board|city)\b)"
)
MEMBERS = frozenset(("business", "party", "armed_group"))
_NEWS_AGENCY = re.compile(r"\b[A-Z]\w+(?<!ian) agency\b|\bagency [A-Z]{2,}\b")
RULERS = word_set("minister president premier secretary ministers")
GROUPINGS = word_set(
    "union association federation group committee league organisation organization"
)
FIRST = ("self", "anonymous")
KEEPS_SECOND = frozenset(("document", "anonymous", "self"))
PRONOUNS = word_set(
    """he she it they we i you who which that this these those his her its their our my your him
    them us me himself herself themselves whose what one ones"""
)


@dataclass(frozen=True, slots=True)
class Terms:
    """Heads by word, names by word as written, phrases by first word, each with its type."""

    heads: Mapping[str, str]
    names: Mapping[str, str]
    phrases: Mapping[str, tuple[tuple[tuple[str, ...], str], ...]]


@cache
def load_terms() -> Terms:
    """Return the lexicon of source types.

    Examples
    --------
    >>> load_terms().heads["minister"]
    'official'
    """
    heads: dict[str, str] = {}
    names: dict[str, str] = {}
    phrases: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    with (files("framing.attribution") / "source_types.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            if row["kind"] == "name":
                names[row["term"]] = row["type"]
                continue
            words = tuple(_TOKEN.findall(_CLITIC.sub("", row["term"])))
            if row["kind"] == "head" and len(words) == 1:
                heads[words[0]] = row["type"]
            else:
                phrases.setdefault(words[0], []).append((words, row["type"]))
    ordered = {
        word: tuple(sorted(found, key=lambda item: (-len(item[0]), item[0])))
        for word, found in phrases.items()
    }
    return Terms(heads, names, ordered)


@dataclass(frozen=True, slots=True)
class _Hit:
    first: int
    last: int
    kind: str
    word: str


def _split(text: str) -> tuple[str, ...]:
    return tuple(_TOKEN.findall(_CLITIC.sub("", text)))


def source_types(text: str) -> tuple[str, ...]:
    """Return the types of a source, the main one first.

    Parameters
    ----------
    text : str
        The source as written. Empty: no source in the text.

    Returns
    -------
    tuple of str
        Of :data:`framing.types.SOURCE_TYPES`; ``("agentless",)`` for an empty source; ``()`` where
        the words do not tell: pronouns, bare names.

    Examples
    --------
    >>> source_types("a spokesman for the rebels"), source_types("Bo Ek, a professor of law")
    (('armed_group',), ('expert',))
    >>> source_types("a source close to the ministry"), source_types("she"), source_types("")
    (('anonymous', 'official'), (), ('agentless',))
    """
    forms = _split(text)
    tokens = tuple(form.lower() for form in forms)
    words = [token for token in tokens if token[:1].isalnum()]
    if not words:
        return () if text.strip() else ("agentless",)
    if len(words) == 1 and words[0] in PRONOUNS:
        return ()
    hits = _find_hits(tokens, forms)
    joined = " ".join(tokens)
    if _REFUSED.search(joined) or _INSIDER.match(joined):
        hits.append(_Hit(len(tokens), len(tokens), "anonymous", ""))
    marked = next((kind for kind in FIRST if any(hit.kind == kind for hit in hits)), None)
    plain = [hit for hit in hits if hit.kind not in FIRST]
    main = marked or _main_type(tokens, plain)
    if main == "official" and _NEWS_AGENCY.search(text):
        main = "state_media" if "state" in tokens else "media"
    if main is None:
        return ()
    if main not in KEEPS_SECOND:
        return (main,)
    others = (hit.kind for hit in plain if hit.kind not in (main, "document"))
    return tuple(dict.fromkeys((main, *others)))[:4]


def _find_hits(tokens: tuple[str, ...], forms: tuple[str, ...]) -> list[_Hit]:
    terms = load_terms()
    hits: list[_Hit] = []
    k = 0
    while k < len(tokens):
        for words, kind in terms.phrases.get(tokens[k], ()):
            if tokens[k : k + len(words)] == words:
                hits.append(_Hit(k, k + len(words), kind, " ".join(words)))
                k += len(words)
                break
        else:
            found = (
                terms.heads.get(tokens[k])
                or terms.names.get(forms[k])
                or _by_parts(tokens[k], terms)
            )
            if found:
                hits.append(_Hit(k, k + 1, found, tokens[k]))
            k += 1
    return hits


def _by_parts(token: str, terms: Terms) -> str | None:
    """Return the type of a hyphenated word's last part (*vice-president*, *ex-minister*)."""
    if "-" not in token:
        return None
    return terms.heads.get(token.rsplit("-", 1)[1])


def _main_type(tokens: tuple[str, ...], hits: list[_Hit]) -> str | None:
    if not hits:
        return None
    edge = _core_end(tokens, hits)
    core = [hit for hit in hits if hit.first < edge]
    if not core:
        return _beyond(tokens, edge, hits)
    head = core[-1]
    if head.kind == "security" and any(hit.word in RULERS for hit in core):
        return "official"
    if head.word not in OFFICES:
        return head.kind
    allowed = MEMBERS if head.word in GROUPINGS else BODIES
    bodies = [hit for hit in core[:-1] if hit.word not in OFFICES and hit.kind in allowed]
    behind = [
        hit for hit in hits if edge <= hit.first < _next_comma(tokens, edge) and hit.kind in BODIES
    ]
    linked = edge < len(tokens) and tokens[edge] in LINKS and bool(behind)
    if linked and (head.word not in GROUPINGS or behind[0].kind in MEMBERS):
        return behind[0].kind
    if bodies:
        return bodies[-1].kind
    return head.kind


def _beyond(tokens: tuple[str, ...], edge: int, hits: list[_Hit]) -> str | None:
    """Return the type read from the apposition, else from what follows the core."""
    comma = next((k for k, token in enumerate(tokens) if token in ",(—–"), None)
    if comma is not None and comma + 1 < len(tokens):
        if tokens[comma + 1] in ("whose", "which", "where"):
            return None
        if tokens[comma + 1] == "who" and not ROLES.intersection(tokens[comma + 2 : comma + 3]):
            return None
        start = comma + 1 + 2 * (tokens[comma + 1] == "who")
        shifted = [
            _Hit(hit.first - start, hit.last - start, hit.kind, hit.word)
            for hit in hits
            if hit.first >= start
        ]
        return _main_type(tokens[start:], shifted)
    if tokens[edge] in LINKS:
        return hits[0].kind
    return None


def _core_end(tokens: tuple[str, ...], hits: list[_Hit]) -> int:
    """Return where the core ends; "of Merrow" in "a University of Merrow study" is inside."""
    for k, token in enumerate(tokens):
        if k and (token in BOUNDS or token in ",;()—–"):
            if token == "of" and any(
                hit.kind == "document" and hit.first in (k + 2, k + 3) for hit in hits
            ):
                continue
            return k
    return len(tokens)


def _next_comma(tokens: tuple[str, ...], start: int) -> int:
    return next((k for k in range(start, len(tokens)) if tokens[k] in ",;()—–"), len(tokens))
