"""Source types in an article: pronouns, bare names and places get theirs from the text around them.

:func:`.source_types.source_types` reads a source by its own words. Where these say nothing, the
article does: *she* has the type of the mention it stands for, *Kroon* that of "Deputy Minister Ilse
Kroon" or of "Kroon, who sits on the council", and a name with "in" before it elsewhere is a place
that speaks for its government (*Dovrin said*).
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from framing.attribution.resolving import HONORIFICS, find_mentions
from framing.attribution.source_types import PRONOUNS, source_types
from framing.text import Layers
from framing.types import Attribution, Span

_NAMED = re.compile(r"[A-Z\u00c0-\u00de][\w’'-]*")
_APPOSED = re.compile(r"\s?[,(—–]\s?([^.;:!?\"“”]{3,90})")
_MENTIONS = 12


def judge_source_types(
    layers: Layers,
    i: int,
    attributions: Sequence[Attribution],
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
    known: dict[Span, str | None] = {}
    types: list[str | None] = []
    for attribution, mention in zip(attributions, resolved, strict=True):
        if not attribution.source:
            types.append("agentless")
            continue
        span = attribution.source[0]
        if span not in known:
            known[span] = _type_span(text, span) or (_type_span(text, mention) if mention else None)
        types.append(known[span])
    return types


def _type_span(text: str, span: Span) -> str | None:
    """Return the type of the source at ``span``, by its words or by the mentions of its name."""
    source = text[span[0] : span[1]]
    found = source_types(source)
    if found:
        return found[0]
    words = [word for word in _NAMED.findall(source) if word.lower().strip(".") not in HONORIFICS]
    if not words or words[-1].lower() in PRONOUNS:
        return _type_around(text, span[0], span[1])
    name = re.sub(r"[’']s?$", "", words[-1])
    return _type_name(text, name, single=len(words) == 1)


def _type_name(text: str, name: str, *, single: bool) -> str | None:
    """Return the type that mentions of a name give it, the earliest that does."""
    place = 0
    position = text.find(name)
    for _ in range(_MENTIONS):
        if position < 0:
            break
        end = position + len(name)
        if not text[end : end + 1].isalnum() and not text[position - 1 : position].isalnum():
            found = _type_around(text, position, end)
            if found:
                return found
            before = text[max(0, position - 6) : position].lower()
            place += before.endswith((" in ", "from ", " to "))
        position = text.find(name, end)
    return "collective" if single and place else None


def _type_around(text: str, start: int, end: int) -> str | None:
    """Return the type read from the title before a mention or the apposition after it."""
    behind = _APPOSED.match(text, end, min(len(text), end + 100))
    before = text[max(0, start - 60) : start]
    cut = max(before.rfind(mark) for mark in '.,;:!?"“”\n()')
    words = before[cut + 1 :].split()[-5:]
    title: list[str] = []
    for word in reversed(words):
        if word.lower() in ("the", "a", "an", "his", "her", "their", "its", "former", "of"):
            break
        title.insert(0, word)
    if title:
        found = source_types(" ".join(title))
        if found and source_types(title[-1] if title[-1].islower() else " ".join(title[-2:])):
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
