"""Distancing without a reporting verb: the writer keeps away from a word of somebody else.

===============  ==============================================================================
kind             what
===============  ==============================================================================
``marker``       *so-called, self-styled, alleged, purported, supposed, would-be* before a noun
``ascription``   *what it calls, what Dovrin describes as, known to its critics as*
``control``      *-backed, -run, -controlled, -aligned, -linked* after a name
``verification`` *without providing evidence, could not be independently verified, which he denies*
``scare``        one to four words in marks behind an article or possessive, that no cue governs
===============  ==============================================================================

Scare quotes are what is left after the other uses of marks on a few words: speech of a source (a
reporting verb and a subject stand in the sentence), titles and names, words introduced as words
(*named, the term, known as*), slogans and headings. Expect modest precision; code a sample by hand
before counting on them.

References
----------
Martin, J. R., & White, P. R. R. (2005). The language of evaluation: appraisal in English.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, get_args

from framing.attribution.wordclasses import ARTICLES, PREPOSITIONS, word_set
from framing.text import Layers
from framing.types import Attribution

DistancingKind = Literal["marker", "ascription", "control", "verification", "scare"]
DISTANCING_KINDS: tuple[str, ...] = get_args(DistancingKind)

MARKERS = (
    "so-called|self-styled|self-proclaimed|self-described|self-declared|soi-disant|supposed|purported"
    "|alleged|would-be|ostensible|pseudo-[a-z]+|sham|bogus|mock"
)
_MARKER = re.compile(
    rf"(?<![\w-])(?:{MARKERS})(?=\s+[\"'‘’“”«]?(?!to\b|that\b|by\b)\w)(?!\s+to\b)", re.IGNORECASE
)
_VERB = (
    r"(?:calls?|called|calling|describes?|described|terms?|termed|dubs?|dubbed|labels?|labelled|labeled"
    r"|portrays?|portrayed|considers?|considered|claims?|claimed|says?|said|refers? to|referred to)"
)
_ASCRIPTION = re.compile(
    rf"\b(?:in )?what (?!(?:i|we|you) )(?:(?!(?:has|have|had|to|is|are) )[\w’'.-]+ ){{1,4}}?"
    rf"(?:(?:has|have|had|now|once|repeatedly|itself|themselves) )?{_VERB}"
    rf"(?: it| them)?(?: as| is| are| was| were| to be)?(?!\w)",
    re.IGNORECASE,
)
_PASSIVE = re.compile(
    r"\bwhat (?:is|are|was|were|has been|have been) (?:described as|called|termed|said to be)\b",
    re.IGNORECASE,
)
_KNOWN_TO = re.compile(
    r"\b(?:known|referred to|dubbed|labell?ed) (?:to|by) (?:(?:its|his|her|their|the) )?"
    r"(?:critics|opponents|detractors|supporters|enemies|residents|locals)(?: as)?\b",
    re.IGNORECASE,
)
_DENIED = re.compile(
    r"(?<=, )(?:which|something|a (?:claim|charge)) (?:(?!(?:has|have|had) )[\w’'.-]+ ){1,5}?"
    r"(?:(?:has|have|had) )?(?:(?:always|repeatedly|flatly|strongly) )?"
    r"(?:denies|deny|denied|disputes|disputed)\b",
    re.IGNORECASE,
)
_CONTROL = re.compile(
    r"(?<![\w-])(?!state-)[\w.’']{2,30}-"
    r"(?:backed|run|controlled|aligned|linked|sponsored|installed|imposed|funded|friendly)\b",
    re.IGNORECASE,
)
_CHECK = r"(?:verify|verified|confirm|confirmed|corroborated|establish|check|determine|inspect)"
_VERIFICATION = re.compile(
    r"\bwithout (?:(?:providing|offering|giving|citing|presenting|producing|showing) )?"
    r"(?:any |further |specific )?(?:evidence|proof|details|elaborating)\b"
    r"(?: for (?:it|this|that))?"
    r"|\bwithout naming (?:an?y? |its |his |her |their )?(?:sources?|one)\b|\bnaming no sources?\b"
    r"|\b(?:could not|cannot|couldn[’']t|can[’']t|has not|have not|(?:was|were|is|are) unable to)"
    rf" (?:immediately )?(?:been able to )?(?:be |been )?(?:independently )?{_CHECK}\b"
    r"(?: independently)?"
    r"|\b(?:(?:gave|provided|offered|cited|showed|presented|produced) no|no) "
    r"(?:evidence|proof)"
    r"(?: (?:was|has been) (?:given|offered|provided|shown|presented|produced))?\b"
    r"|(?<![\w-])(?:unverified|unsubstantiated|unconfirmed|unproven|baseless|unfounded|groundless"
    r"|evidence-free)\b",
    re.IGNORECASE,
)
_PATTERNS: tuple[tuple[DistancingKind, re.Pattern[str]], ...] = (
    ("marker", _MARKER),
    ("ascription", _ASCRIPTION),
    ("ascription", _PASSIVE),
    ("ascription", _KNOWN_TO),
    ("control", _CONTROL),
    ("verification", _DENIED),
    ("verification", _VERIFICATION),
)
_LONGEST_SCARE = 4
PARTICIPLES = frozenset(("alleged", "supposed", "purported"))
DETERMINING = ARTICLES | PREPOSITIONS | {"and", "or", "other", "whose", "one", "two", "several"}
INTRODUCERS = word_set(
    """named titled entitled headlined called nicknamed word words term terms phrase phrases slogan
    slogans sign signs read reading reads banner banners song film book novel play series album
    poem newspaper magazine programme program show hashtag chant chanting chanted chants sang
    singing shouted shouting wrote writes said says say saying told added asked answered replied
    dubbed code-named codenamed labelled labeled marked stamped article column essay means meaning
    spelled"""
)
_INTRODUCED = re.compile(r"(?:\b(?:known as|of the|translates as)|[:,(—–])$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Distancing:
    """A stretch by which the writer keeps away from a word: ``text[start:end]`` and its kind."""

    start: int
    end: int
    kind: str


def find_distancing(
    layers: Layers, attributions: Sequence[Sequence[Attribution]] | None = None
) -> list[list[Distancing]]:
    """Find distancing that needs no reporting verb.

    Parameters
    ----------
    layers : Layers
    attributions : sequence of sequence of Attribution, optional
        Of the same articles; words in marks inside one of their contents are then speech of a
        source and no scare quotes. Without it only the neighbouring words decide.

    Returns
    -------
    list of list of Distancing
        One list an article, by position. Stretches inside a quotation are left out: they are the
        quoted speaker's, not the writer's.

    Raises
    ------
    ValueError
        If ``attributions`` is given for another number of articles.

    Examples
    --------
    >>> from framing.text import read_layers
    >>> text = "The so-called council met in what it calls the capital."
    >>> [(text[d.start:d.end], d.kind) for d in find_distancing(read_layers([text]))[0]]
    [('so-called', 'marker'), ('in what it calls', 'ascription')]
    """
    if attributions is not None and len(attributions) != len(layers):
        raise ValueError(
            f"attributions of {len(attributions)} articles were given for {len(layers)} articles"
        )
    return [
        _find_in(layers, i, attributions[i] if attributions is not None else ())
        for i in range(len(layers))
    ]


def _find_in(layers: Layers, i: int, attributions: Sequence[Attribution]) -> list[Distancing]:
    text = layers.texts[i]
    starts, ends, inner_starts, inner_ends, _, _ = (a.tolist() for a in layers.quotes.of(i))
    found: list[Distancing] = []
    speech = _Cover([(a, b) for a, b in zip(starts, ends, strict=True) if _is_speech(text, a, b)])
    for kind, pattern in _PATTERNS:
        found.extend(
            Distancing(match.start(), match.end(), kind)
            for match in pattern.finditer(text)
            if not speech.holds(match.start(), match.end())
            and (match.group().lower() not in PARTICIPLES or _is_attribute(text, match.start()))
        )
    contents = _Cover([span for item in attributions for span in item.content])
    for a, b, c, d in zip(starts, ends, inner_starts, inner_ends, strict=True):
        if (
            _is_scare(text, a, b, text[c:d])
            and not contents.holds(a, b)
            and not speech.inside(a, b)
        ):
            found.append(Distancing(a, b, "scare"))
    return sorted(found, key=lambda item: (item.start, item.end, item.kind))


def _word_before(text: str, position: int) -> str:
    words = text[max(0, position - 40) : position].split()
    return words[-1].lower() if words else ""


def _is_attribute(text: str, position: int) -> bool:
    """Whether a participle at ``position`` qualifies a noun (*the alleged spy*)."""
    before = _word_before(text, position)
    starts = not before or before[-1:] in '.!?:;(—–"”'
    return starts or before in DETERMINING or before.endswith(("'s", "’s"))


class _Cover:
    """Whether one of many spans holds a stretch."""

    def __init__(self, spans: list[tuple[int, int]]) -> None:
        rows = sorted(spans)
        self._starts = [a for a, _ in rows]
        self._reach: list[int] = []
        for _, b in rows:
            self._reach.append(max(b, self._reach[-1]) if self._reach else b)

    def holds(self, a: int, b: int) -> bool:
        k = bisect_left(self._starts, a + 1) - 1
        return k >= 0 and self._reach[k] >= b

    def inside(self, a: int, b: int) -> bool:
        """Whether a span other than the stretch itself holds it."""
        k = bisect_left(self._starts, a) - 1
        return k >= 0 and self._reach[k] >= b


def _is_speech(text: str, a: int, b: int) -> bool:
    return len(text[a:b].split()) > _LONGEST_SCARE


def _is_scare(text: str, a: int, b: int, inner: str) -> bool:
    """Whether words in marks look like a scare quote, by themselves and by what is before."""
    words = inner.split()
    if not 1 <= len(words) <= _LONGEST_SCARE or inner[-1:] in ".,!?…;:—":
        return False
    if not any(character.isalpha() for character in inner):
        return False
    if all(word[:1].isupper() or len(word) < 4 for word in words):
        return False  # a title or a name
    before = text[max(0, a - 40) : a].rstrip(" \u00a0")
    last = before.rsplit(None, 1)[-1:] or [""]
    if not before or _INTRODUCED.search(before) or last[0].lower() in INTRODUCERS:
        return False
    if text[b : b + 1] == ":" or before.endswith("\n"):
        return False
    return last[0].lower() in ARTICLES or last[0].endswith(("'s", "’s", "s'", "s’"))
