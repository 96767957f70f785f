"""Words as the shipped encoders see them: where they stand, how they look, what is quoted.

An encoder is trained on one exact way of cutting text into words, so that way lives here, beside
the weights, and not in a general tokeniser that may change for other reasons. A word is a run of
word characters, one other visible character, or a pair of apostrophes or backquotes used as a
quotation mark (some newsrooms' systems write them so).

Every quotation mark is handed to the encoder as ``"``, whatever the outlet's house style, and each
word carries a *look*: its letter shape, whether it stands inside a quotation, and whether it
opens a paragraph. The look gives an uncased vocabulary back what it threw away (capitals), and
says what no window of text can show by itself (that a quotation opened long before).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

WORD = re.compile(r"''|``|\w+|[^\w\s]")
BREAK = re.compile(r"\n\s*\n|\n")

OPENING = frozenset({"“", "«", "``", "„"})
CLOSING = frozenset({"”", "»"})
TOGGLING = frozenset({'"', "''", "＂"})
PLAIN = dict.fromkeys(OPENING | CLOSING | TOGGLING, '"') | {"’": "'", "‘": "'", "`": "'"}

SHAPES = 6  # lower, Title, UPPER, with digit, quotation mark, other mark
QUOTE_STATES = 2
PARAGRAPH_STATES = 2
LOOKS = SHAPES * QUOTE_STATES * PARAGRAPH_STATES


@dataclass(frozen=True, slots=True)
class Words:
    """The words of one text: surface form for the encoder, offsets, look and paragraph of each.

    Parameters
    ----------
    forms : tuple of str
        Surface forms, quotation marks unified.
    starts, ends : int32 arrays
        Offsets in code points, half-open.
    looks : int32 array
        Shape, quotation state and paragraph start as one number below ``LOOKS``.
    paragraphs : int32 array
        Index of the paragraph each word stands in; a paragraph is a line with words in it.
    """

    forms: tuple[str, ...]
    starts: NDArray[np.int32]
    ends: NDArray[np.int32]
    looks: NDArray[np.int32]
    paragraphs: NDArray[np.int32]

    def __len__(self) -> int:
        return len(self.forms)


def shape_of(form: str) -> int:
    """Return the letter shape of a word as a number below ``SHAPES``.

    Examples
    --------
    >>> [shape_of(form) for form in ("said", "Obama", "GOP", "2016", '"', ",")]
    [0, 1, 2, 3, 4, 5]
    """
    if form == '"':
        return 4
    first = form[0]
    if not (first.isalnum() or first == "_"):
        return 5
    if form.islower():
        return 0
    if any(character.isdigit() for character in form):
        return 3
    if len(form) > 1 and form.isupper():
        return 2
    return 1 if first.isupper() else 0


def read_words(text: str) -> Words:
    """Cut a text into the encoder's words.

    Parameters
    ----------
    text : str
        Any text; an empty one has no words.

    Returns
    -------
    Words
        In order of offset. A quotation is closed by its paragraph's end at the latest: a quotation
        over several paragraphs opens anew in each, as newspapers print it.

    Examples
    --------
    >>> words = read_words("“We won,” she said.")
    >>> words.forms
    ('"', 'We', 'won', ',', '"', 'she', 'said', '.')
    >>> words.starts.tolist()
    [0, 1, 4, 7, 8, 10, 14, 18]
    """
    forms: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    looks: list[int] = []
    paragraphs: list[int] = []
    shapes: dict[str, int] = {}
    paragraph = -1
    for first, last in _lines(text):
        inside = False
        opens = True
        for match in WORD.finditer(text, first, last):
            surface = match.group()
            form = PLAIN.get(surface, surface)
            if opens:
                paragraph += 1
            shape = shapes.get(form)
            if shape is None:
                shape = shapes[form] = shape_of(form)
            quoted = inside
            if shape == 4:
                quoted = True
                inside = surface in OPENING or (surface in TOGGLING and not inside)
            forms.append(form)
            starts.append(match.start())
            ends.append(match.end())
            looks.append((shape * QUOTE_STATES + quoted) * PARAGRAPH_STATES + opens)
            paragraphs.append(paragraph)
            opens = False
    return Words(
        tuple(forms),
        np.array(starts, dtype=np.int32),
        np.array(ends, dtype=np.int32),
        np.array(looks, dtype=np.int32),
        np.array(paragraphs, dtype=np.int32),
    )


def _lines(text: str) -> list[tuple[int, int]]:
    """Return the spans between line breaks, empty ones included."""
    edges = [0]
    for match in BREAK.finditer(text):
        edges += [match.start(), match.end()]
    edges.append(len(text))
    return list(zip(edges[::2], edges[1::2], strict=True))
