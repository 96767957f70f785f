"""Resolve short sources: which earlier, fuller mention *she*, *Kroon* or *the minister* stands for.

A light reading of the article from left to right, not full coreference:

- a pronoun takes the closest earlier source that can be meant (a person for *he* and *she*, a
  plural or a body for *they*, a body or document for *it*); *who* takes the phrase right before it;
- a surname takes the earliest mention of a longer name that ends in it;
- *the minister* takes the earliest mention in which the same noun goes with a name.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field

from framing.attribution.intervals import Intervals
from framing.attribution.people import (
    HONORIFICS,
    NAME,
    Mention,
    find_names,
    read_gender,
    read_people,
)
from framing.attribution.source_types import load_terms, source_types
from framing.attribution.wordclasses import PREPOSITIONS, word_set
from framing.types import Attribution, Span

PERSONS = frozenset(("official", "security", "judicial", "party", "expert", "citizen", "business"))
PERSONAL = word_set("he she him her his")
FIRST = word_set("i we me my our us")
PLURAL = word_set("they them their")
THING = frozenset(("it", "its", "this", "that"))
RELATIVE = word_set("who which whom whose")
THINGS = frozenset(
    (
        "document",
        "media",
        "state_media",
        "international",
        "ngo",
        "business",
        "collective",
        "official",
        "party",
        "judicial",
        "security",
    )
)
BODILY = word_set(
    """agency army association bank board cabinet campaign chamber church clinic commission
    committee company corporation council court delegation department directorate embassy factory
    federation firm government group guard hospital institute ministry mission movement office
    opposition parliament party police press regime service state station union university"""
)
_WORD = re.compile(r"[^\W_][\w’'-]*")
_SENTENCE = re.compile(r"[.!?…][\"”’'»)]{0,3}\s+|\n+")
_CORE = re.compile(r"[,(]| (?:of|for|in|at|from|with|who|which|whose)\b")
_DETERMINER = re.compile(r"\b(?:the|an?|some|many|its|their|his|her|two|three)\b", re.IGNORECASE)
_BREAK = re.compile(r"[.;:!?,\"“”]")
_BACK = 8  # sentences a pronoun looks back


def resolve_sources(text: str, attributions: Sequence[Attribution]) -> list[str | None]:
    """Return, for each attribution of an article, the fullest mention of its source.

    Parameters
    ----------
    text : str
        The article.
    attributions : sequence of Attribution
        In the order of the text; only ``source`` is read.

    Returns
    -------
    list of str or None
        The earlier mention that the source stands for, else the source as written; ``None`` where
        there is no source.

    Examples
    --------
    >>> text = "Ilse Kroon said no. Kroon added that she was late."
    >>> resolve_sources(text, [
    ...     Attribution(((0, 10),), ((11, 15),), ((16, 18),)),
    ...     Attribution(((20, 25),), ((26, 31),), ((32, 49),)),
    ... ])
    ['Ilse Kroon', 'Ilse Kroon']
    """
    mentions: list[str | None] = []
    for attribution, span in zip(attributions, find_mentions(text, attributions), strict=True):
        if span is not None:
            mentions.append(text[span[0] : span[1]])
        elif attribution.source:
            mentions.append(" ".join(text[start:end] for start, end in attribution.source))
        else:
            mentions.append(None)
    return mentions


def find_mentions(text: str, attributions: Sequence[Attribution]) -> list[Span | None]:
    """Return the earlier mention that each source stands for; ``None`` where it stands for itself.

    Parameters
    ----------
    text : str
    attributions : sequence of Attribution

    Returns
    -------
    list of (start, end) or None

    Examples
    --------
    >>> find_mentions("It rained.", [Attribution((), ((3, 9),), ((0, 2),))])
    [None]
    """
    if not attributions:
        return []
    people = read_people(text)
    scene = _Scene(
        text,
        people,
        _earliest(people),
        _read_offices(text, people),
        [0, *(match.end() for match in _SENTENCE.finditer(text))],
    )
    lookup = Intervals([span for item in attributions for span in item.content])
    holders = [n for n, item in enumerate(attributions) for _ in item.content]
    order = sorted(
        (n for n, item in enumerate(attributions) if item.source),
        key=lambda n: (attributions[n].source[0], n),
    )
    resolved: list[Span | None] = [None] * len(attributions)
    for n in order:
        span = attributions[n].source[0]
        low = [word.lower() for word in _WORD.findall(text[span[0] : span[1]])]
        target: Span | None
        if len(low) == 1 and low[0] in FIRST:
            outer = [holders[k] for k in lookup.over(*span) if holders[k] != n]
            speaker = next((m for m in outer if attributions[m].source), None)
            target = None
            if speaker is not None:
                target = resolved[speaker] or attributions[speaker].source[0]
        elif len(low) == 1 and low[0] in PERSONAL:
            target = scene.find_person(span, woman=low[0] in ("she", "her"))
        elif len(low) == 1 and low[0] in PLURAL | THING:
            target = scene.find_other(span, plural=low[0] in PLURAL)
        elif len(low) == 1 and low[0] in RELATIVE:
            target = _phrase_before(text, span[0], scene.seen)
        else:
            target = scene.find_name(span) or scene.find_office(span)
            scene.keep(span)
        if target is not None and target != span and (target[0] < span[0] or low[0] in FIRST):
            resolved[n] = target
    return resolved


@dataclass(slots=True)
class _Scene:
    """What is known of an article while its sources are resolved from left to right."""

    text: str
    people: list[Mention]
    earliest: dict[str, Span]
    offices: dict[str, Span]
    sentences: list[int]
    seen: list[Span] = field(default_factory=list)
    nouns: dict[str, Span] = field(default_factory=dict)

    def find_person(self, span: Span, *, woman: bool) -> Span | None:
        """Return the person that *he* or *she* means: the first that fits, going back."""
        row = bisect_right(self.sentences, span[0]) - 1
        until = span[0]
        for k in range(row, max(-1, row - _BACK), -1):
            begin = bisect_left(self.seen, (self.sentences[k], 0))  # seen from left to right
            options = self.seen[begin : bisect_left(self.seen, (until, 0))]
            options = [option for option in options if self._fits(option, woman)]
            first = bisect_left(self.people, self.sentences[k], key=lambda person: person.start)
            for person in self.people[first:]:
                if person.start >= until:
                    break
                if person.woman is None or person.woman == woman:
                    options.append((person.start, person.end))
                    break
            if options:
                found = min(options, key=lambda option: (option[0], -option[1]))
                return self.find_name(found) or found
            until = self.sentences[k]
        return None

    def _fits(self, span: Span, woman: bool) -> bool:
        """Whether an earlier source can be meant by *she* (else *he*)."""
        mention = self.text[span[0] : span[1]]
        words = [word.lower() for word in _WORD.findall(_CORE.split(mention)[0])]
        if (
            not words
            or words[-1] in BODILY
            or (words[-1].endswith("s") and not self._is_name(span))
        ):
            return False
        gender = read_gender(words)
        if gender is not None:
            return gender == woman
        if words[0] in ("their", "some", "many", "two", "three"):
            return False
        if words[0] == "one":
            return bool(PERSONS & set(source_types(mention)))
        last = words[-1]
        return last in load_terms().heads and load_terms().heads[last] in PERSONS

    def _is_name(self, span: Span) -> bool:
        """Whether the last word of a mention is written as a name."""
        words = _WORD.findall(_CORE.split(self.text[span[0] : span[1]])[0])
        return len(words) > 1 and words[-1][:1].isupper()

    def find_other(self, span: Span, *, plural: bool) -> Span | None:
        """Return the body, document or group that *it* or *they* means."""
        for found in reversed(self.seen[-8:]):
            mention = self.text[found[0] : found[1]]
            words = _WORD.findall(_CORE.split(mention)[0])
            if not words:
                continue
            many = words[-1].lower().endswith("s") or " and " in mention
            kinds = set(source_types(mention))
            person = read_gender([word.lower() for word in words]) is not None
            if plural and (many or (kinds & THINGS and not person)):
                return self.find_name(found) or found
            if not plural and not many and not person and _may_be_thing(words[-1].lower(), kinds):
                return self.find_office(found) or found
        return None

    def find_name(self, span: Span) -> Span | None:
        """Return the earliest full mention of the person that a short mention names."""
        mention = self.text[span[0] : span[1]]
        bare = [word for word in _WORD.findall(mention) if word.lower() not in HONORIFICS]
        if not 1 <= len(bare) <= 4 or not bare[-1][:1].isupper() or "," in mention:
            return None
        if PREPOSITIONS.intersection(bare):  # "an adviser to Kroon" is not Kroon
            return None
        target = self.earliest.get(re.sub(r"[’']s?$", "", bare[-1]))
        return target if target is not None and target[0] < span[0] else None

    def find_office(self, span: Span) -> Span | None:
        """Return the named mention that *the minister* or *the board* stands for."""
        words = [word.lower() for word in _WORD.findall(self.text[span[0] : span[1]])]
        if not 2 <= len(words) <= 4 or words[0] not in ("the", "this", "that", "his", "her"):
            return None
        target = self.offices.get(words[-1])
        if target is not None and not set(words[1:-1]) <= self._words(target):
            target = None
        recent = self.nouns.get(words[-1])
        if recent is not None and (target is None or self._is_indefinite(recent)):
            target = recent
        return target if target is not None and target[1] <= span[0] else None

    def _words(self, span: Span) -> set[str]:
        """Words of a mention and of the title before it."""
        before = re.split(r"[.,;:!?\"\n]", self.text[max(0, span[0] - 40) : span[0]])[-1]
        words = _WORD.findall(before)[-3:] + _WORD.findall(self.text[span[0] : span[1]])
        return {re.sub(r"[’']s?$", "", word).lower() for word in words}

    def _is_indefinite(self, span: Span) -> bool:
        return self.text[span[0] : span[1]].lower().startswith(("a ", "an ", "one "))

    def keep(self, span: Span) -> None:
        """Remember a source, and the noun at its head if the phrase says more than the noun."""
        self.seen.append(span)
        mention = self.text[span[0] : span[1]]
        core = _WORD.findall(_CORE.split(mention)[0])
        if core and len(_WORD.findall(mention)) > 2:
            self.nouns.setdefault(core[-1].lower(), span)


def _may_be_thing(noun: str, kinds: set[str]) -> bool:
    """Whether a source with this head noun is a body, a document or a place, not a person."""
    kind = load_terms().heads.get(noun)
    if kind in PERSONS and noun not in BODILY:
        return False
    return bool(kinds & THINGS) or not kinds


def _earliest(people: Sequence[Mention]) -> dict[str, Span]:
    found: dict[str, Span] = {}
    for person in people:
        found.setdefault(person.last, (person.start, person.end))
    return found


def _phrase_before(text: str, position: int, seen: Sequence[Span]) -> Span | None:
    """Return the noun phrase that a relative pronoun at ``position`` refers to."""
    left = text[max(0, position - 120) : position].rstrip(" ,—–-")
    end = max(0, position - 120) + len(left)
    found = max(NAME.finditer(left), key=re.Match.end, default=None)
    if found is not None and found.end() == len(left):
        return end - (found.end() - found.start()), end
    for candidate in reversed(seen):
        if candidate[1] == end:
            return candidate
    heads = [match.start() for match in _DETERMINER.finditer(left)]
    if not heads:
        return None
    head = heads[-1]
    while len(heads) > 1 and left[:head].endswith((" of ", " for ", " at ")):
        heads.pop()
        head = heads[-1]
    phrase = left[head:]
    return None if _BREAK.search(phrase) else (end - len(phrase), end)


def _read_offices(text: str, people: Sequence[Mention]) -> dict[str, Span]:
    """Return the earliest named mention of each office or body, by its noun.

    *minister*: "Foreign Minister Lena Brandt"; *board*: "the Harbour Safety Board".
    """
    heads = load_terms().heads
    found: dict[str, Span] = {}
    for person in people:
        before = re.split(r"[.,;:!?\"\n]", text[max(0, person.start - 40) : person.start])[-1]
        words = _WORD.findall(text[person.start : person.end]) + _WORD.findall(before)[-1:]
        apposed = re.match(
            r",\s+(?:an?|the)?\s*([^,.;:!?\"]{3,70})", text[person.end : person.end + 80]
        )
        words += _WORD.findall(_CORE.split(apposed.group(1))[0])[-1:] if apposed else []
        for word in words:
            if word.lower() in heads and word.lower() not in BODILY:
                found.setdefault(word.lower(), (person.start, person.end))
    for start, name in find_names(text):
        words = _WORD.findall(name)
        last = words[-1].lower()
        if len(words) > 1 and last in heads:
            begin = start - 4 if text[max(0, start - 4) : start] in ("the ", "The ") else start
            if last not in found or begin < found[last][0]:
                found[last] = (begin, start + len(name))
    return found
