"""Sentences as the rules read them: a row of atoms in which every quotation is one atom.

A quotation is opaque to the grammar around it: in ``"I tried. I failed," he said`` the writer's own
clause is ``Q he said``, whatever stands inside the marks. So the words outside quotation marks are
atoms of their own, each outermost quotation is one, and two sentences whose border lies inside a
quotation are one row. Atoms keep the positions of their words, so a run of atoms is a span of text.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass

import numpy as np

from framing.text import Layers
from framing.types import Span

PHRASE_WORDS = 7  # tokens, marks included: a longer quotation is an utterance
SEALS = frozenset(",.!?…—")
QUOTE = "<quote>"  # the lowered form of an atom that is a quotation
ENDINGS = frozenset({".", "!", "?", "...", "…", "?!", "!!", "!?"})


@dataclass(frozen=True, slots=True)
class Sentence:
    """Atoms of one sentence.

    Parameters
    ----------
    low, form : list of str
        Each atom in lower case and as written; ``QUOTE`` and the quotation's text for a quotation.
    start, end : list of int
        Its code points in the article, marks included.
    sealed : list of bool
        For a quotation: whether it reads as an utterance (it ends in a comma or full stop, or is
        longer than a phrase); other quotations behave like a noun.
    closed : list of bool
        For a quotation: whether its closing mark was found.
    paragraph : int
        Index of its paragraph.
    first : bool
        Whether it opens its paragraph.
    """

    low: list[str]
    form: list[str]
    start: list[int]
    end: list[int]
    sealed: list[bool]
    closed: list[bool]
    paragraph: int
    first: bool

    def __len__(self) -> int:
        """Number of atoms."""
        return len(self.low)

    @property
    def stop(self) -> int:
        """Index after the last atom that is not sentence-final punctuation."""
        last = len(self.low)
        while last and self.low[last - 1] in ENDINGS:
            last -= 1
        return last

    def span(self, i: int, j: int) -> Span:
        """Code points of atoms ``i`` to ``j`` (exclusive, at least one)."""
        return self.start[i], self.end[j - 1]

    def find(self, span: Span) -> tuple[int, int]:
        """Indices of the first atom of a span and of the one after its last."""
        return bisect_left(self.start, span[0]), bisect_left(self.start, span[1])

    def is_quoted(self) -> bool:
        """Whether the sentence is one utterance in marks and nothing else."""
        stop = self.stop
        return stop == 1 and self.low[0] == QUOTE

    def is_capital(self, i: int) -> bool:
        """Whether atom ``i`` is written with a capital."""
        return self.form[i][:1].isupper()


def read_page(layers: Layers, i: int) -> Page:
    """Return article ``i`` as lists, ready to be split into sentences of atoms.

    Examples
    --------
    >>> from framing.text import read_layers
    >>> page = read_page(read_layers(['"I tried. I failed," he said.']), 0)
    >>> [sentence.low for sentence in page.split()]
    [['<quote>', 'he', 'said', '.']]
    """
    text = layers.texts[i]
    word_starts, word_ends = layers.words.of(i)
    openings, _ = layers.paragraphs.of(i)
    starts, ends = word_starts.tolist(), word_ends.tolist()
    lefts, rights, inner_starts, inner_ends, _, closed = layers.quotes.of(i)
    solid = inner_ends > inner_starts
    return Page(
        text,
        starts,
        ends,
        [text[a:b] for a, b in zip(starts, ends, strict=True)],
        (np.searchsorted(openings, word_starts, "right") - 1).tolist(),
        list(
            zip(lefts[solid].tolist(), rights[solid].tolist(), closed[solid].tolist(), strict=True)
        ),
        layers.sentences.of(i)[0].tolist(),
        frozenset(openings.tolist()),
    )


def read_sentences(layers: Layers, i: int) -> list[Sentence]:
    """Return the sentences of article ``i`` as rows of atoms.

    Examples
    --------
    >>> from framing.text import read_layers
    >>> [sentence.low for sentence in read_sentences(read_layers(["Yes, he said."]), 0)]
    [['yes', ',', 'he', 'said', '.']]
    """
    return read_page(layers, i).split()


@dataclass(frozen=True, slots=True)
class Page:
    """An article as lists of words, quotations and borders, read once for all stretches.

    ``paragraphs`` gives each word's paragraph; ``quotes`` are start, end and whether closed,
    sorted; ``borders`` are the starts of sentences, ``openings`` those of paragraphs.
    """

    text: str
    starts: list[int]
    ends: list[int]
    forms: list[str]
    paragraphs: list[int]
    quotes: list[tuple[int, int, bool]]
    borders: list[int]
    openings: frozenset[int]

    def split(
        self, begin: int = 0, finish: int | None = None, *, inside: bool = False
    ) -> list[Sentence]:
        """Return the sentences between two positions as rows of atoms.

        Parameters
        ----------
        begin, finish : int
            Code points; the whole article if not given.
        inside : bool
            Look through quotations that are not strictly within the stretch: it is the content of
            an attribution and is read by itself.
        """
        finish = len(self.text) if finish is None else finish
        row, last = bisect_left(self.starts, begin), bisect_left(self.starts, finish)
        quotes = self._outermost(begin, finish, inside)
        cuts = self._cut(begin, finish, quotes)
        sentences: list[Sentence] = []
        before, at = -1, 0
        for cut in (*cuts, last):
            if cut <= row:
                continue
            paragraph = self.paragraphs[row]
            sentence = Sentence([], [], [], [], [], [], paragraph, paragraph != before)
            before = paragraph
            while row < cut:
                while at < len(quotes) and quotes[at][1] <= self.starts[row]:
                    at += 1
                rest = row
                if at < len(quotes) and quotes[at][0] <= self.starts[row]:
                    rest = bisect_right(self.ends, quotes[at][1], row, cut)
                if rest > row:
                    self._add_quote(sentence, quotes[at], rest - row)
                else:
                    rest = row + 1
                    form = self.forms[row]
                    sentence.low.append(form.lower())
                    sentence.form.append(form)
                    sentence.start.append(self.starts[row])
                    sentence.end.append(self.ends[row])
                    sentence.sealed.append(False)
                    sentence.closed.append(True)
                row = rest
            sentences.append(sentence)
        return sentences

    def _add_quote(self, sentence: Sentence, quote: tuple[int, int, bool], n_words: int) -> None:
        start, end, closed = quote
        text = self.text[start:end]
        bare = text.rstrip("\"'”’»` ")
        sealed = n_words > PHRASE_WORDS or bare[-1:] in SEALS or not closed
        sentence.low.append(QUOTE)
        sentence.form.append(text)
        sentence.start.append(start)
        sentence.end.append(end)
        sentence.sealed.append(sealed)
        sentence.closed.append(closed)

    def _outermost(self, begin: int, finish: int, inside: bool) -> list[tuple[int, int, bool]]:
        """Return the outermost quotations within the stretch, in order."""
        found: list[tuple[int, int, bool]] = []
        first = bisect_left(self.quotes, (begin, 0, False))
        for k in range(first, len(self.quotes)):
            start, end, _ = quote = self.quotes[k]
            if start >= finish:
                break
            if end > finish or (inside and (start <= begin or end >= finish)):
                continue
            if not found or start >= found[-1][1]:
                found.append(quote)
        return found

    def _cut(self, begin: int, finish: int, quotes: list[tuple[int, int, bool]]) -> list[int]:
        """Return the rows at which sentences begin; borders inside a quotation are none."""
        rows: list[int] = []
        at = 0
        first = bisect_right(self.borders, begin)
        for border in self.borders[first : bisect_left(self.borders, finish)]:
            while at < len(quotes) and quotes[at][1] <= border:
                at += 1
            quoted = at < len(quotes) and quotes[at][0] < border
            if not quoted or border in self.openings:
                rows.append(bisect_left(self.starts, border))
        return rows
