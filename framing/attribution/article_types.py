"""Source types in an article: pronouns, bare names and places get theirs from the text around them.

:func:`.source_types.source_types` reads a source by its own words. Where these say nothing, the
article does: *she* has the type of the mention it stands for, *Kroon* that of "Deputy Minister Ilse
Kroon" or of "Kroon, who sits on the council", and a name with "in" before it elsewhere is a place
that speaks for its government (*Dovrin said*).
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from framing.attribution.people import HONORIFICS, find_names
from framing.attribution.resolving import find_mentions
from framing.attribution.source_types import BODIES, OFFICES, PRONOUNS, load_terms, source_types
from framing.attribution.wordclasses import word_set
from framing.text import Layers
from framing.types import Attribution, Span

_NAMED = re.compile(r"[A-Z\u00c0-\u00de][\w’'-]*")
_APPOSED = re.compile(r"\s?[,(—–]\s?([^.;:!?\"“”]{3,90})")
_OFFICES = "|".join(sorted(OFFICES))
_OWNED = re.compile(rf"(?:its|their|{_OFFICES})\b", re.IGNORECASE)
_OWNED_BEHIND = re.compile(rf", (?:its|their) (?:{_OFFICES})\b")
_FIRM = re.compile(
    r"[’']s (?:[\w-]+ ){0,2}(?:chief executive|managing director|shares|ferry|ferries|plant"
    r"|factory|works|customers|boss|owners?)\b"
    r"|, (?:which|that) (?:makes|runs|operates|owns|produces|sells|builds)\b"
    r"|, whose (?:[\w-]+ ){0,2}(?:plant|factory|works|ships|trains|shops)\b",
)
_STATE = re.compile(
    r"[’']s (?:[\w-]+ ){0,2}(?:president|prime minister|minister|ministry|parliament|army"
    r"|government|border|ambassador|capital|military)\b",
)
_PRIVATE = re.compile(r", (?:\d{1,3}\b|who\b|whose\b|of [A-Z]|from [A-Z])")
_HONOURED = re.compile(r"\b(?:Mr|Mrs|Ms|Miss)\.? $")
_DEFINITE = re.compile(r"[Tt]he [a-z]+")
_TITLE_BEFORE = re.compile(
    r"\b(?:[Tt]he|[Ii]ts|[Hh]er|[Hh]is|[Tt]heir) ((?:[\w-]+ ){0,3}[a-z]+), $"
)
_AGED = re.compile(r"\b[\w-]+-old\b")
_PARTY_LEADER = re.compile(
    r"^(?:the )?[A-Z]\w+(?<!ian)(?<!ish)(?<!ese)(?<!ch) (?:leader|hawk|firebrand|grandee) [A-Z]"
)
_WORD = re.compile(r"[^\W_][\w’'.-]*")
_MENTIONS = 12
_BACK = 400
PLACING = word_set("in from to into across between against near of with over")
TITLING = word_set("the a an his her their its former of and or but that by")


def judge_source_types(
    layers: Layers,
    i: int,
    attributions: Sequence[Attribution],
    *,
    resolved: Sequence[Span | None] | None = None,
) -> list[str | None]:
    """Return the main source type of each attribution of article ``i``.

    Parameters
    ----------
    layers : Layers
    i : int
        Article.
    attributions : sequence of Attribution
        Only ``source`` is read.
    resolved : sequence of (start, end) or None, optional
        What :func:`.resolving.find_mentions` returns; found here if not given.

    Returns
    -------
    list of str or None
        ``None`` where neither the source nor the article tells.

    Examples
    --------
    >>> from framing.text import read_layers
    >>> text = "Minister Ilse Kroon said no. Kroon was late."
    >>> said = Attribution(((29, 34),), ((35, 38),), ((39, 43),))
    >>> judge_source_types(read_layers([text]), 0, [said])
    ['official']
    """
    text = layers.texts[i]
    if resolved is None:
        resolved = find_mentions(text, attributions)
    article = _Article(text)
    types: list[str | None] = []
    for attribution, mention in zip(attributions, resolved, strict=True):
        if not attribution.source:
            types.append("agentless")
            continue
        span = attribution.source[0]
        found = None
        if mention is not None and _DEFINITE.fullmatch(text, *span):
            found = article.read(mention)
        found = found or article.read(span)
        if found is None and mention is not None:
            found = article.read(mention)
        types.append(found)
    return types


class _Article:
    """A text that is asked for the type of a source; what was found is remembered."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._spans: dict[Span, str | None] = {}
        self._names: dict[tuple[str, bool], str | None] = {}
        self._bodies: dict[str, str] | None = None
        self._private: dict[str, bool] = {}

    def read(self, span: Span) -> str | None:
        """Return the type of the source at ``span``."""
        if span not in self._spans:
            self._spans[span] = self._read(span)
        return self._spans[span]

    def _read(self, span: Span) -> str | None:
        source = self.text[span[0] : span[1]]
        own = source_types(source)
        if own and own[0] in ("anonymous", "self"):
            return own[0]
        body = self._read_body(source)
        if body is not None:
            return body
        if (_OWNED.match(source) or _OWNED_BEHIND.search(source)) and (
            not own or own[0] == "official"
        ):
            owner = self._read_owner(span[0])
            if owner is not None:
                return owner
        if _PARTY_LEADER.match(source):
            return "party"
        if own:
            return own[0]
        if _AGED.search(source):
            return "citizen"
        words = [w for w in _NAMED.findall(source) if w.lower().strip(".") not in HONORIFICS]
        if not words or words[-1].lower() in PRONOUNS:
            return None
        name = re.sub(r"[’']s?$", "", words[-1])
        found = self._read_name(name, single=len(words) == 1)
        if found is None and (_PRIVATE.search(source) or self._is_private(name)):
            return "citizen"
        return found

    def _is_private(self, name: str) -> bool:
        """Whether the article introduces a person by age, place or circumstances alone."""
        if name not in self._private:
            self._private[name] = self._read_private(name)
        return self._private[name]

    def _read_private(self, name: str) -> bool:
        for match in re.finditer(re.escape(name), self.text):
            if _PRIVATE.match(self.text, match.end()):
                before = self.text[max(0, match.start() - 30) : match.start()].split()
                return bool(before) and before[-1][:1].isupper()
            if _HONOURED.search(self.text, max(0, match.start() - 6), match.start()):
                return True
        return False

    def _read_body(self, source: str) -> str | None:
        """Return the type of a body that the source names and the article introduces."""
        if self._bodies is None:
            self._bodies = _read_bodies(self.text)
        for _, name in find_names(source):
            for known in (name, name.rsplit(" ", 1)[-1], name.split(" ", 1)[0]):
                if known in self._bodies:
                    return self._bodies[known]
        return None

    def _read_owner(self, position: int) -> str | None:
        """Return the type of the body that *its director* or a bare *spokesman* speaks for."""
        heads = load_terms().heads
        window = self.text[max(0, position - _BACK) : position]
        words = _WORD.findall(window)
        for k in range(len(words) - 1, 0, -1):
            low = re.sub(r"[’']s?$", "", words[k]).lower().rstrip(".")
            kind = heads.get(low)
            if kind in BODIES and (low in OWNERS or (low in OFFICES and low in COLLECTIVES)):
                found = source_types(" ".join(words[max(0, k - 1) : k + 1]))
                return found[0] if found else kind
            if words[k][:1].isupper() and k and not heads.get(low):
                named = self._names.get((words[k], True))
                if named in BODIES:
                    return named
        return None

    def _read_name(self, name: str, *, single: bool) -> str | None:
        """Return the type that mentions of a name give it, the earliest that does."""
        key = (name, single)
        if key not in self._names:
            self._names[key] = self._search_name(name, single)
        return self._names[key]

    def _search_name(self, name: str, single: bool) -> str | None:
        text = self.text
        place = firm = 0
        position = text.find(name)
        for _ in range(_MENTIONS):
            if position < 0:
                break
            end = position + len(name)
            if not text[position - 1 : position].isalnum():
                if not text[end : end + 1].isalnum():
                    found = _type_around(text, position, end)
                    if found:
                        return found
                before = text[max(0, position - 9) : position].lower().split(" ")
                place += len(before) > 1 and before[-2] in PLACING
                place += text[end : end + 2] in ("n ", "an") or text[end : end + 3] == "ian"
                place += 2 * (_STATE.match(text, end) is not None)
                firm += _FIRM.match(text, end) is not None
            position = text.find(name, end)
        if firm:
            return "business"
        return "collective" if single and place else None


OWNERS = word_set(
    """company firm operator concern corporation carrier airline plant works party opposition
    movement army police ministry government parliament court university mission commission
    newspaper broadcaster charity foundation bank authority municipality regulator militia
    hospital"""
)
COLLECTIVES = word_set(
    """association federation union group institute agency centre center organisation organization
    committee chamber council league board service office"""
)


def _read_bodies(text: str) -> dict[str, str]:
    """Return types of bodies that a word before their name tells (*opposition Civic Union*)."""
    found: dict[str, str] = {}
    for start, name in find_names(text):
        words = name.split()
        if len(words) < 2 or words[-1].lower() not in COLLECTIVES:
            continue
        before = text[max(0, start - 25) : start].split()
        kind = load_terms().heads.get(before[-1].lower()) if before else None
        if kind in ("party", "armed_group", "state_media", "business"):
            found.setdefault(name, kind)
        own = source_types(name)
        if own[:1] == ("international",):
            found.setdefault(words[-1], own[0])
    return found


def _type_around(text: str, start: int, end: int) -> str | None:
    """Return the type read from the title before a mention or the apposition after it."""
    behind = _APPOSED.match(text, end, min(len(text), end + 100))
    before = text[max(0, start - 60) : start]
    cut = max(before.rfind(mark) for mark in '.,;:!?"“”\n()')
    words = before[cut + 1 :].split()[-5:]
    title: list[str] = []
    for word in reversed(words):
        if word.lower() in TITLING:
            break
        title.insert(0, word)
    if title:
        found = source_types(" ".join(title))
        if found and source_types(title[-1] if title[-1].islower() else " ".join(title[-2:])):
            return found[0]
    titled = _TITLE_BEFORE.search(text, max(0, start - 50), start)
    if titled is not None:
        found = source_types(titled.group(1))
        if found:
            return found[0]
    if behind is not None:
        phrase = behind.group(1)
        opening = phrase.split(" ", 1)[0].lower()
        if (
            opening in ("the", "a", "an", "who", "whose", "his", "her", "now", "one")
            or opening[:1].isdigit()
            or (
                text[end : end + 2] == ", "
                and opening.islower()
                and opening not in ("and", "but", "said", "as")
            )
        ):
            found = source_types(phrase)
            if found:
                return found[0]
    return None
