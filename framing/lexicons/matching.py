"""Find the terms of a lexicon in a batch of articles, on arrays, with offsets.

Tokens are numbered once per batch through a dictionary. The lexicon is a tree of words; all places
of the batch step down it together, one word at a time, so that work is per word of the longest
term, not per term. Terms with ``*`` expand to the words of the batch that they cover.

Conventions
-----------
- A term lies within one sentence.
- At a place the longest term wins (most words; then one without ``*``; then the longest stem), and
  the next term begins after it: no word is counted twice.
- A term of the class ``exclude`` wins like any other, and is then dropped.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from framing.lexicons.lexicon import EXCLUDE, Lexicon, normalise
from framing.text import Layers

Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Hits:
    """Where terms stand: one row each, sorted by article and start.

    Parameters
    ----------
    articles : ndarray of int
        Position of the article in the batch.
    starts, ends : ndarray of int
        Code points of the article's text.
    entries : ndarray of int
        Which entry of ``lexicon.entries``.
    tokens, lengths : ndarray of int
        First row in ``layers.words`` and number of tokens.
    """

    articles: Ints
    starts: Ints
    ends: Ints
    entries: Ints
    tokens: Ints
    lengths: Ints

    def __len__(self) -> int:
        """Number of hits."""
        return len(self.articles)


@dataclass(frozen=True, slots=True)
class Tokens:
    """The tokens of a batch as numbers: ``ids`` into the sorted, normalised ``vocabulary``.

    ``sentences`` numbers the sentence of each token over the whole batch.
    """

    ids: Ints
    vocabulary: tuple[str, ...]
    sentences: Ints


def find_terms(layers: Layers, lexicon: Lexicon, *, tokens: Tokens | None = None) -> Hits:
    """Find every term of a lexicon; matches do not overlap.

    Parameters
    ----------
    layers : Layers
    lexicon : Lexicon
    tokens : Tokens, optional
        What `number_tokens` gives for the same layers, to search several lexicons faster.

    Returns
    -------
    Hits
        Without those of the class ``exclude``.

    Examples
    --------
    >>> from framing.lexicons import read_lexicon
    >>> from framing.text import read_layers
    >>> layers = read_layers(["The rebels shelled the Front Lines."])
    >>> hits = find_terms(layers, read_lexicon(["front line*", "line*", "rebel"]))
    >>> [layers.texts[0][a:b] for a, b in zip(hits.starts, hits.ends)]
    ['Front Lines']
    """
    tree = _tree(lexicon)
    tokens = number_tokens(layers) if tokens is None else tokens
    at, lengths, entries = _walk(tokens, *_edges(tree, tokens.vocabulary), tree)
    kept = _without_overlap(at, lengths, tree.ranks[entries])
    at, lengths, entries = at[kept], lengths[kept], entries[kept]
    counted = ~tree.excluded[entries]
    at, lengths, entries = at[counted], lengths[counted], entries[counted]
    words = layers.words
    return Hits(
        articles=np.searchsorted(words.offsets, at, "right") - 1,
        starts=words.starts[at].astype(np.int64),
        ends=words.ends[at + lengths - 1].astype(np.int64),
        entries=entries,
        tokens=at,
        lengths=lengths,
    )


@dataclass(frozen=True, slots=True)
class _Tree:
    """Words of all patterns as a tree: node 0 is the root; ``accepts`` is an entry or -1."""

    edges: tuple[tuple[int, str, int], ...]  # parent, word of the pattern, child
    accepts: Ints
    ranks: Ints  # of entries: the smaller wins among equally long ones
    excluded: NDArray[np.bool_]


@lru_cache(maxsize=64)
def _tree(lexicon: Lexicon) -> _Tree:
    nodes: dict[tuple[int, str], int] = {}
    accepts: dict[int, int] = {}
    for number, entry in enumerate(lexicon.entries):
        node = 0
        for word in entry.pattern:
            node = nodes.setdefault((node, word), len(nodes) + 1)
        accepts[node] = number
    order = sorted(
        range(len(lexicon.entries)),
        key=lambda i: (
            sum(word.endswith("*") for word in lexicon.entries[i].pattern),
            -sum(len(word.removesuffix("*")) for word in lexicon.entries[i].pattern),
            i,
        ),
    )
    ranks = np.empty(len(order), np.int64)
    ranks[order] = np.arange(len(order))
    return _Tree(
        edges=tuple((parent, word, child) for (parent, word), child in nodes.items()),
        accepts=np.array([accepts.get(node, -1) for node in range(len(nodes) + 1)], np.int64),
        ranks=ranks,
        excluded=np.array([EXCLUDE in entry.classes for entry in lexicon.entries], np.bool_),
    )


def number_tokens(layers: Layers) -> Tokens:
    """Number the tokens of a batch, without regard to case and the shape of apostrophes.

    Parameters
    ----------
    layers : Layers

    Returns
    -------
    Tokens

    Examples
    --------
    >>> from framing.text import read_layers
    >>> tokens = number_tokens(read_layers(["No, no."]))
    >>> tokens.vocabulary, tokens.ids.tolist()
    ((',', '.', 'no'), [2, 0, 2, 1])
    """
    seen: dict[str, int] = {}
    surface = np.empty(len(layers.words), np.int64)
    offsets = layers.words.offsets
    for i, text in enumerate(layers.texts):
        starts, ends = layers.words.of(i)
        surface[offsets[i] : offsets[i + 1]] = [
            seen.setdefault(text[a:b], len(seen))
            for a, b in zip(starts.tolist(), ends.tolist(), strict=True)
        ]
    normal = [normalise(token) for token in seen]
    vocabulary = tuple(sorted(set(normal)))
    number = {token: i for i, token in enumerate(vocabulary)}
    ids = np.array([number[token] for token in normal], np.int64)[surface]
    sentences = _sentences(layers)
    for shared in (ids, sentences):
        shared.setflags(write=False)
    return Tokens(ids, vocabulary, sentences)


def _edges(tree: _Tree, vocabulary: tuple[str, ...]) -> tuple[Ints, Ints]:
    """Steps down the tree that this vocabulary allows: sorted ``node * size + token``, children."""
    keys: list[int] = []
    children: list[int] = []
    size = len(vocabulary)
    for parent, word, child in tree.edges:
        if word.endswith("*"):
            first = bisect_left(vocabulary, word[:-1])
            last = bisect_right(vocabulary, word[:-1] + "\U0010ffff")
        else:
            first = bisect_left(vocabulary, word)
            last = first + (first < size and vocabulary[first] == word)
        keys += range(parent * size + first, parent * size + last)
        children += [child] * (last - first)
    order = np.argsort(np.array(keys, np.int64), kind="stable")
    return np.array(keys, np.int64)[order], np.array(children, np.int64)[order]


def _sentences(layers: Layers) -> Ints:
    """Number of the sentence of each token, over the whole batch."""
    wide = _width(layers)
    words, sentences = layers.words, layers.sentences
    token = np.repeat(np.arange(len(layers)), np.diff(words.offsets)) * wide + words.starts
    first = np.repeat(np.arange(len(layers)), np.diff(sentences.offsets)) * wide + sentences.starts
    return np.searchsorted(first, token, "right")


def _width(layers: Layers) -> int:
    return max(map(len, layers.texts), default=0) + 1


def _walk(tokens: Tokens, keys: Ints, children: Ints, tree: _Tree) -> tuple[Ints, Ints, Ints]:
    """All places, lengths and entries that match, overlapping ones too."""
    ids, sentences, size = tokens.ids, tokens.sentences, len(tokens.vocabulary)
    at = np.arange(len(ids))
    nodes = np.zeros(len(ids), np.int64)
    found: list[tuple[Ints, Ints, Ints]] = []
    depth = 0
    while len(at):
        inside = at + depth < len(ids)
        at, nodes = at[inside], nodes[inside]
        inside = sentences[at + depth] == sentences[at]
        at, nodes = at[inside], nodes[inside]
        wanted = nodes * size + ids[at + depth]
        first = np.searchsorted(keys, wanted, "left")
        many = np.searchsorted(keys, wanted, "right") - first
        at = np.repeat(at, many)
        within = np.arange(len(at)) - np.repeat(np.cumsum(many) - many, many)
        nodes = children[np.repeat(first, many) + within]
        depth += 1
        ends = tree.accepts[nodes] >= 0
        found.append((at[ends], np.full(int(ends.sum()), depth), tree.accepts[nodes[ends]]))
    if not found:
        return np.zeros(0, np.int64), np.zeros(0, np.int64), np.zeros(0, np.int64)
    places, lengths, entries = (np.concatenate(column) for column in zip(*found, strict=True))
    return places, lengths, entries


def _without_overlap(at: Ints, lengths: Ints, ranks: Ints) -> Ints:
    """Rows to keep, from left to right, the longest first at each place."""
    order = np.lexsort((ranks, -lengths, at))
    kept: list[int] = []
    free = 0
    for row, start, length in zip(
        order.tolist(), at[order].tolist(), lengths[order].tolist(), strict=True
    ):
        if start >= free:
            kept.append(row)
            free = start + length
    return np.array(kept, np.int64)
