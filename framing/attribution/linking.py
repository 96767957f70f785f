"""Link labelled spans into relations: which source and which contents belong to which cue.

A cue makes a relation. Everything else is settled by nearness, because writers keep the three parts
together: the words between a content and its cue are counted, words of sources and cues at a
tenth, and a sentence or paragraph edge on the way costs as much as many words. The rules, in
order:

1. *Sources.* The nearest free pairs of source and cue are joined first, one source to a cue.
2. *Contents.* Each content takes the nearest cue, one of its own paragraph unless it is quoted
   (a heading is no part of what the first paragraph reports). A cue left without content takes
   one from a neighbour that holds several, if the content stands near.
3. *Shared sources.* A cue without a source takes that of the closest earlier relation of its
   sentence ("she said ... and added ..."); a participle that opens the sentence takes that of
   the next ("Citing the cost, she said ...").
4. *Continued quotations.* A quotation that opens the sentence after a quotation and its cue, with
   no cue of its own, goes on with the first.

References
----------
Pareti, S. (2015). Attribution: a computational approach. PhD thesis, University of Edinburgh.
Newell, E., Cowlishaw, T., & Man, D. (2018). Quote extraction and analysis for news. KDD DSJM.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray

from framing.encoders.words import Words

LABELS = ("O", "B-content", "I-content", "B-cue", "I-cue", "B-source", "I-source")
ROLE_OF = (None, "content", "content", "cue", "cue", "source", "source")

SENTENCE_COST = 12.0
PARAGRAPH_COST = 60.0
CROSSED_CUE_COST = 8.0
CROSSED_CONTENT_COST = 3.0
FARTHEST = 150.0
STOLEN = 20.0  # the most that a content taken from a neighbour may cost
REACH = 20  # cues either way; 20 crossed ones cost more than FARTHEST
LIGHT = 0.1

ABBREVIATIONS = frozenset(
    {"mr", "mrs", "ms", "dr", "sen", "rep", "gov", "gen", "lt", "col", "sgt", "capt", "rev", "hon"}
    | {"prof", "st", "jr", "sr", "vs", "no", "inc", "corp", "co", "ltd", "jan", "feb", "mar", "apr"}
    | {"aug", "sept", "sep", "oct", "nov", "dec", "ariz", "calif", "conn", "fla", "ill", "mass"}
    | {"mich", "minn", "mo", "okla", "pa", "tenn", "va", "wash", "wis"}
)


@dataclass(frozen=True, slots=True)
class Piece:
    """A labelled span: words ``first`` to ``last`` (half-open) in one role."""

    role: str
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Link:
    """A relation in words: one cue, at most one source, its contents in order."""

    cue: Piece | None
    source: Piece | None
    contents: tuple[Piece, ...] = field(default=())


def spans_of(labels: Sequence[int]) -> list[Piece]:
    """Return the spans that a label sequence spells, in order.

    Examples
    --------
    >>> spans_of([5, 3, 1, 2, 0, 1])[2:]
    [Piece(role='content', first=2, last=4), Piece(role='content', first=5, last=6)]
    """
    found: list[Piece] = []
    role: str | None = None
    first = 0
    for row, label in enumerate([*labels, 0]):
        now = ROLE_OF[label]
        if role is not None and (now != role or label % 2 == 1):
            found.append(Piece(role, first, row))
            role = None
        if now is not None and role is None:
            role, first = now, row
    return found


def number_sentences(words: Words) -> NDArray[np.int32]:
    """Return the sentence of each word; a paragraph's end ends a sentence.

    Examples
    --------
    >>> from framing.encoders.words import read_words
    >>> number_sentences(read_words("Mr. Roe left. “Go.” He did.")).tolist()
    [0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2]
    """
    numbers = np.zeros(len(words), dtype=np.int32)
    sentence, ended = 0, False
    forms, paragraphs = words.forms, words.paragraphs.tolist()
    for row, form in enumerate(forms):
        if row and paragraphs[row] != paragraphs[row - 1]:
            sentence, ended = sentence + 1, False
        elif ended and not (form in {'"', ")", "'"} and words.starts[row] == words.ends[row - 1]):
            sentence, ended = sentence + int(not form[:1].islower()), False
        numbers[row] = sentence
        if form in {"?", "!"} or (form == "." and not _abbreviates(words, row)):
            ended = True
        elif form not in {'"', ")", "'"}:
            ended = False
    return numbers


def _abbreviates(words: Words, row: int) -> bool:
    """Return whether the full stop at ``row`` belongs to an abbreviation or a number."""
    if row == 0:
        return False
    before = words.forms[row - 1]
    if row + 1 < len(words) and words.starts[row + 1] == words.ends[row]:
        return words.forms[row + 1] not in {'"', ")", "'"}
    return before.lower() in ABBREVIATIONS or (len(before) == 1 and before.isupper())


def link_spans(spans: Sequence[Piece], words: Words) -> list[Link]:
    """Join sources and contents to cues.

    Parameters
    ----------
    spans : sequence of Piece
        All labelled spans of one text, in order, not overlapping.
    words : Words
        The text's words.

    Returns
    -------
    list of Link
        In the order of their cues. A cue with no content in reach is left out; a content with no
        cue in reach makes no relation.
    """
    space = _Space(words, spans)
    cues = [span for span in spans if span.role == "cue"]
    if not cues:
        return []
    sources = _pair_sources(space, cues, [span for span in spans if span.role == "source"])
    contents = [span for span in spans if span.role == "content"]
    held = _continue_quotations(space, cues, _assign_contents(space, cues, contents, sources))
    links = [
        Link(cue, sources.get(number), tuple(held[number]))
        for number, cue in enumerate(cues)
        if held[number]
    ]
    return _share_sources(space, links)


class _Space:
    """Distances between the spans of one text."""

    def __init__(self, words: Words, spans: Sequence[Piece]) -> None:
        weight = np.ones(len(words))
        self.cues = np.zeros(len(words) + 1)
        self.contents = np.zeros(len(words) + 1)
        for span in spans:
            if span.role == "content":
                self.contents[span.first + 1] += 1
            else:
                weight[span.first : span.last] = LIGHT
                if span.role == "cue":
                    self.cues[span.first + 1] += 1
        self.weights = np.concatenate(([0.0], np.cumsum(weight)))
        self.cues = np.cumsum(self.cues)
        self.contents = np.cumsum(self.contents)
        self.sentences = number_sentences(words)
        self.paragraphs = words.paragraphs
        self.forms = words.forms

    def opens_sentence(self, cue: Piece) -> bool:
        """Return whether the cue opens its sentence with a participle."""
        before = max(0, cue.first - 2)
        opens = before == 0 or self.sentences[before - 1] != self.sentences[cue.first]
        return bool(opens) and self.forms[cue.first].endswith("ing")

    def opens_quotation(self, span: Piece) -> bool:
        """Return whether the span starts at, or right after, a quotation mark."""
        before = self.forms[max(0, span.first - 1)]
        return self.forms[span.first] == '"' or before == '"'

    def between(self, a: Piece, b: Piece) -> float:
        """Return the cost of joining two spans."""
        left, right = (a, b) if a.first < b.first else (b, a)
        first, last = left.last, max(left.last, right.first)
        cost = float(self.weights[last] - self.weights[first])
        cost += CROSSED_CUE_COST * float(self.cues[last] - self.cues[first])
        cost += CROSSED_CONTENT_COST * float(self.contents[last] - self.contents[first])
        cost += SENTENCE_COST * float(self.sentences[right.first] - self.sentences[left.last - 1])
        cost += PARAGRAPH_COST * float(
            self.paragraphs[right.first] - self.paragraphs[left.last - 1]
        )
        return cost


def _near(cues: Sequence[Piece], span: Piece) -> range:
    """Return the numbers of the cues that may be in reach of a span.

    A crossed cue costs so much that no cue beyond these can be nearer than ``FARTHEST``.
    """
    place = bisect_left(cues, span.first, key=lambda cue: cue.first)
    return range(max(0, place - REACH), min(len(cues), place + REACH))


def _pair_sources(
    space: _Space, cues: Sequence[Piece], sources: Sequence[Piece]
) -> dict[int, Piece]:
    """Return the source of each cue that has one of its own."""
    pairs = sorted(
        (space.between(cues[c], source), c, s)
        for s, source in enumerate(sources)
        for c in _near(cues, source)
        if abs(int(space.paragraphs[cues[c].first]) - int(space.paragraphs[source.first])) < 2
    )
    taken: dict[int, Piece] = {}
    used: set[int] = set()
    for cost, c, s in pairs:
        if cost < FARTHEST and c not in taken and s not in used:
            taken[c] = sources[s]
            used.add(s)
    return taken


def _assign_contents(
    space: _Space, cues: Sequence[Piece], contents: Sequence[Piece], sources: dict[int, Piece]
) -> list[list[Piece]]:
    """Return the contents of each cue."""
    held: list[list[Piece]] = [[] for _ in cues]
    holder: dict[int, int] = {}
    wanted: list[list[tuple[float, int]]] = [[] for _ in cues]
    for k, content in enumerate(contents):
        reach = []
        quoted = space.opens_quotation(content)
        for c in _near(cues, content):
            if not quoted and space.paragraphs[cues[c].first] != space.paragraphs[content.first]:
                continue
            cost = space.between(cues[c], content)
            if c in sources:
                cost = min(cost, space.between(sources[c], content) + LIGHT)
            if cost < FARTHEST:
                reach.append((cost, c))
                wanted[c].append((cost, k))
        if reach:
            holder[k] = min(reach)[1]
            held[holder[k]].append(content)
    for c in range(len(cues)):
        if held[c]:
            continue
        options = [(cost, k) for cost, k in wanted[c] if cost < STOLEN and len(held[holder[k]]) > 1]
        if options:
            k = min(options)[1]
            held[holder[k]].remove(contents[k])
            held[c].append(contents[k])
            holder[k] = c
    return held


def _continue_quotations(
    space: _Space, cues: Sequence[Piece], held: list[list[Piece]]
) -> list[list[Piece]]:
    """Give a quotation that opens a sentence to the quotation that ended right before it.

    ``"...," she told us in answer to a question. "..."``: the second part is what *she told*,
    though *question* stands nearer. Left alone is a quotation whose cue stands in its own
    sentence or after it.
    """
    moved = [list(contents) for contents in held]
    for c, contents in enumerate(held):
        for content in contents:
            opened = int(space.sentences[content.first])
            if not space.opens_quotation(content) or cues[c].first > content.first:
                continue
            if int(space.sentences[cues[c].first]) == opened:
                continue
            for other in reversed(_near(cues, content)):
                if cues[other].first < content.first and any(
                    space.opens_quotation(before) and before.last <= cues[other].first
                    for before in moved[other]
                ):
                    gap = opened - int(space.sentences[cues[other].first])
                    if other != c and gap == 1:
                        moved[c].remove(content)
                        moved[other].append(content)
                    break
    return moved


def _share_sources(space: _Space, links: list[Link]) -> list[Link]:
    """Give a cue without a source that of another relation in its sentence."""

    def of_sentence(link: Link, others: Sequence[Link]) -> Piece | None:
        for other in others:
            if other.cue is None or link.cue is None:
                return None
            if space.sentences[other.cue.first] != space.sentences[link.cue.first]:
                return None
            if other.source is not None:
                return other.source
        return None

    shared: list[Link] = []
    for number, link in enumerate(links):
        source = link.source or of_sentence(link, shared[:-REACH:-1])
        if source is None and link.cue is not None and space.opens_sentence(link.cue):
            source = of_sentence(link, links[number + 1 : number + 3])
        shared.append(replace(link, source=source))
    return shared
