"""Nesting: attributions inside the content of others, and which encloses which.

``Kroon told reporters the regime will fall, he predicted``: the prediction lies inside Kroon's
content. The same rules are run again on each content by itself, so a layer is found by what its own
words say; a content wholly in marks is opened first. Of what they find there, plain reports are
kept (:mod:`.reported`). The parent of an attribution is the one with the smallest content that
holds all of it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from framing.attribution.intervals import Intervals
from framing.attribution.other_cues import find_other
from framing.attribution.relation import Found, Scene
from framing.attribution.reported import is_ascribed, is_reported
from framing.attribution.rules import find_relations
from framing.attribution.sentences import Page, read_page
from framing.text import Layers, in_quotes
from framing.types import Attribution, Span

DEPTH = 3
AS_SAYING = re.compile(r"(?:[\w’'-]+ ){1,7}as saying\b")
SHORTEST = 4  # words
PRONOUNS = frozenset(["i", "we", "you", "they", "he", "she", "it", "who", "that", "which"])


def find_nested(page: Page, found: Sequence[Found], *, depth: int = DEPTH) -> list[Found]:
    """Return the attributions inside the contents of ``found``, to the given depth."""
    nested: list[Found] = []
    for relation in found:
        for begin, finish in relation.content:
            if finish - begin < 5 * SHORTEST:
                continue
            sentences = page.split(begin, finish, inside=True)
            inner = [r for r in find_relations(sentences) if _is_smaller(r, (begin, finish))]
            nested += [r for r in inner if is_reported(page.text, r, (begin, finish))]
            if depth > 1 and inner:
                nested.extend(find_nested(page, inner, depth=depth - 1))
    return nested


def find_plain_nested(
    layers: Layers, i: int, attributions: Sequence[Attribution]
) -> list[Attribution]:
    """Nested attributions of the plain kind inside contents that some other method found.

    A tagger trained on one layer of attributions gives the outer one only: *Putin promised ..., the
    palace said*. The rules are run inside each content, and what they find is kept where it is
    plainly somebody else's speech reported in the content (:mod:`.reported`): with a source that is
    not a pronoun, a cue outside quotation marks, and no cue that the tagger has already. ("We
    believe" inside a direct quote is the speaker's own voice.) Contents with quotation marks in
    them are opened only before a postponed cue or at *him as saying*, where the outer cue cannot be
    taken for the inner one's. *What it says is* may have a pronoun and stand outside contents too.

    Parameters
    ----------
    layers : Layers
    i : int
        Article.
    attributions : sequence of Attribution

    Returns
    -------
    list of Attribution
        Without labels and confidence.
    """
    text = layers.texts[i]
    taken = {span for attribution in attributions for span in attribution.cue}
    outer = [
        Found(list(a.source), list(a.cue), [s for s in a.content if _is_plain(layers, i, a, s)])
        for a in attributions
    ]
    page = read_page(layers, i)
    kept: list[Attribution] = []
    for found in [*find_nested(page, outer), *_find_ascribed(page)]:
        cue = found.cue[0]
        if not found.source or not found.content or any(_meet(cue, other) for other in taken):
            continue
        pronoun = text[slice(*found.source[0])].lower() in PRONOUNS
        if (pronoun and not is_ascribed(text, found)) or bool(in_quotes(layers, i, [cue[0]])[0]):
            continue
        taken.add(cue)
        kept.append(
            Attribution(
                tuple(sorted(found.source)), tuple(sorted(found.cue)), tuple(sorted(found.content))
            )
        )
    return kept


def _find_ascribed(page: Page) -> list[Found]:
    """Every *what it says is ...* outside quotations, also where nothing encloses it."""
    if " what " not in page.text:
        return []
    relations = [
        find_other(Scene(sentence), k)
        for sentence in page.split()
        for k, word in enumerate(sentence.low)
        if word == "what"
    ]
    return [relation for relation in relations if relation is not None]


def _is_plain(layers: Layers, i: int, attribution: Attribution, content: Span) -> bool:
    """Whether a content is without marks, stands before its cue, or opens with *him as saying*."""
    if attribution.cue and content[1] <= attribution.cue[0][0]:
        return True
    if AS_SAYING.match(layers.texts[i], *content):
        return True
    starts = layers.quotes.of(i)[0]
    return not bool(((starts >= content[0]) & (starts < content[1])).any())


def _meet(one: Span, other: Span) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _is_smaller(inner: Found, outer: Span) -> bool:
    """Whether the inner relation's spans lie within the outer content."""
    return all(
        outer[0] <= a and b <= outer[1] for a, b in (*inner.source, *inner.cue, *inner.content)
    )


def find_parents(attributions: Sequence[Attribution]) -> list[int | None]:
    """Return the index of the attribution that encloses each, or ``None``.

    Examples
    --------
    >>> outer = Attribution(((0, 2),), ((3, 7),), ((8, 30),))
    >>> inner = Attribution(((8, 10),), ((11, 15),), ((16, 30),))
    >>> find_parents([outer, inner])
    [None, 0]
    """
    contents = [(n, span) for n, item in enumerate(attributions) for span in item.content]
    lookup = Intervals([span for _, span in contents])
    parents: list[int | None] = []
    for n, attribution in enumerate(attributions):
        spans = (*attribution.cue, *attribution.content)
        best: tuple[int, int] | None = None
        if spans:
            first, last = min(a for a, _ in spans), max(b for _, b in spans)
            for k in lookup.over(first, last):
                other, (begin, finish) = contents[k]
                if other == n or not begin <= first < last <= finish:
                    continue
                size = (finish - begin, other)
                if (best is None or size < best) and not _holds(attribution, attributions[other]):
                    best = size
        parents.append(best[1] if best else None)
    return parents


def _holds(one: Attribution, other: Attribution) -> bool:
    """Whether a content of ``one`` holds all of ``other``: then ``other`` cannot be its parent."""
    spans = (*other.cue, *other.content)
    first, last = min(a for a, _ in spans), max(b for _, b in spans)
    return any(a <= first and last <= b for a, b in one.content)
