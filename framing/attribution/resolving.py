"""Resolve short sources: which earlier, fuller mention *she*, *Kroon* or *the minister* stands for.

A light reading of the article from left to right, not full coreference:

- a pronoun takes the closest earlier source that can be meant (a person for *he* and *she*, a
  plural or a body for *they*, a body or document for *it*); *who* takes the phrase right before it;
- a surname takes the earliest mention of a longer name that ends in it;
- *the minister* takes the earliest mention in which the same noun goes with a name.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from framing.attribution.source_types import load_terms, source_types
from framing.attribution.wordclasses import word_set
from framing.types import Attribution, Span

PERSONAL = word_set("he she him her his i")
PLURAL = word_set("they them their we us our")
THING = frozenset(["it", "its", "this", "that"])
RELATIVE = word_set("who which that whose whom")
THINGS = frozenset(
    ("document", "media", "state_media", "international", "ngo", "business", "collective")
)
_PARTICLES = r"(?:van|von|de|der|den|al|el|bin|di|da|du|la|le|ter|ten)"
_CAPITAL = r"[A-Z\u00c0-\u00de]"
_NAME = re.compile(
    rf"(?<![\w’'-]){_CAPITAL}[\w’'.-]{{0,30}}"
    rf"(?:[ \u00a0](?:{_PARTICLES}[ \u00a0]){{0,2}}{_CAPITAL}[\w’'-]{{0,30}}\.?)+"
)
_WORD = re.compile(r"[^\W_][\w’'-]*")
_HER = word_set("mrs ms miss madam lady queen princess sister mother she her herself")
_HIS = word_set("mr sir lord king prince brother father he his himself")
HONORIFICS = word_set("mr mrs ms miss dr sir lord lady dame madam")


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
    names = _read_names(text) if attributions else {}
    offices = _read_offices(text, names) if attributions else {}
    order = sorted(
        range(len(attributions)),
        key=lambda n: attributions[n].source[0] if attributions[n].source else (len(text), 0),
    )
    resolved: list[Span | None] = [None] * len(attributions)
    seen: list[Span] = []
    for n in order:
        source = attributions[n].source
        if not source:
            continue
        span = source[0]
        words = text[span[0] : span[1]].lower().strip(" ,.").split()
        if len(words) == 1 and words[0] in PERSONAL | PLURAL | THING | RELATIVE:
            target = _resolve_pronoun(text, span, words[0], seen)
        else:
            target = _resolve_name(text, span, names) or _resolve_office(text, span, offices)
            if not seen or seen[-1] != (target or span):
                seen.append(target or span)
        resolved[n] = target if target is not None and target[0] < span[0] else None
    return resolved


def _resolve_pronoun(text: str, span: Span, word: str, seen: Sequence[Span]) -> Span | None:
    if word in RELATIVE and word != "that":
        return _phrase_before(text, span[0], seen)
    for candidate in reversed(seen[-8:]):
        if candidate[0] >= span[0]:
            continue
        mention = text[candidate[0] : candidate[1]]
        if _can_mean(mention, word):
            return candidate
    return None


def _can_mean(mention: str, pronoun: str) -> bool:
    words = {word.lower().strip(".") for word in _WORD.findall(mention)}
    kinds = set(source_types(mention))
    if pronoun in PERSONAL:
        if pronoun in ("he", "his", "him") and words & _HER and not words & _HIS:
            return False
        if pronoun in ("she", "her") and words & _HIS and not words & _HER:
            return False
        core = re.split(r"[,(]| (?:of|for|in|at|from|who|which)\b", mention)[0].split()
        plural = core[-1:] and core[-1].islower() and core[-1].endswith("s")
        return not plural and not (kinds & THINGS and not _NAME.search(mention))
    if pronoun in PLURAL:
        core = re.split(r"[,(]| (?:of|for|in|at|from|who|which)\b", mention)[0].split()
        return bool(core) and (
            core[-1].lower().endswith("s") or " and " in mention or bool(kinds & THINGS)
        )
    return bool(kinds & THINGS) or not _NAME.search(mention)


def _phrase_before(text: str, position: int, seen: Sequence[Span]) -> Span | None:
    """Return the noun phrase that a relative pronoun at ``position`` refers to."""
    left = text[max(0, position - 120) : position].rstrip(" ,—–-")
    end = max(0, position - 120) + len(left)
    found = max(_NAME.finditer(left), key=re.Match.end, default=None)
    if found is not None and found.end() == len(left):
        return end - (found.end() - found.start()), end
    for candidate in reversed(seen):
        if candidate[1] == end:
            return candidate
    phrase = re.search(r"\b(?:the|a|an|some|many|[A-Z])\b[^.;:!?,\"“”]*$", left)
    if phrase is None:
        return None
    return end - len(phrase.group()), end


def _read_names(text: str) -> dict[str, Span]:
    """Return the earliest and there the longest name for each surname."""
    found: dict[str, Span] = {}
    for match in _NAME.finditer(text):
        words = [word.rstrip(".,") for word in match.group().split()]
        last = re.sub(r"[’']s?$", "", words[-1])
        if len(words) < 2 or not last[:1].isupper():
            continue
        if words[0].lower() in HONORIFICS and len(words) == 2:
            continue
        found.setdefault(last, (match.start(), match.start() + len(match.group().rstrip(".,"))))
    return found


def _resolve_name(text: str, span: Span, names: dict[str, Span]) -> Span | None:
    mention = text[span[0] : span[1]]
    bare = [word for word in _WORD.findall(mention) if word.lower() not in HONORIFICS]
    if not 1 <= len(bare) <= 3 or not bare[-1][:1].isupper() or "," in mention:
        return None
    target = names.get(re.sub(r"[’']s?$", "", bare[-1]))
    if target is None or target[0] >= span[0] or target[1] - target[0] <= len(mention):
        return None
    return target


def _read_offices(text: str, names: dict[str, Span]) -> dict[str, Span]:
    """Return the earliest named mention of each office (*minister*: *Minister Lena Brandt*)."""
    heads = load_terms().heads
    found: dict[str, Span] = {}
    for start, end in sorted(set(names.values())):
        before = text[max(0, start - 40) : start]
        behind = text[end : end + 80]
        words = [word.lower() for word in _WORD.findall(text[start:end])]
        words += [word.lower() for word in _WORD.findall(before)[-3:]]
        apposed = re.match(r",\s+(?:an?|the)?\s*([^,.;:!?\"]{3,70})", behind)
        words += [word.lower() for word in _WORD.findall(apposed.group(1))[:6]] if apposed else []
        for word in words:
            if word in heads:
                found.setdefault(word, (start, end))
    return found


def _resolve_office(text: str, span: Span, offices: dict[str, Span]) -> Span | None:
    words = [word.lower() for word in _WORD.findall(text[span[0] : span[1]])]
    if not 2 <= len(words) <= 4 or words[0] not in ("the", "this", "that", "his", "her"):
        return None
    target = offices.get(words[-1])
    return target if target is not None and target[1] <= span[0] else None
