"""What kind of character stands where: one small class number per code point.

Everything above works on these classes instead of on Python characters. A batch of articles is
joined into one *page* (two newlines before, between and after the articles, so that every character
has neighbours and no rule can see across articles), the page is turned into code points, and the
code points into classes by one table look-up.

Classes are ordered so that whole families are one comparison: ``<= MARK`` builds words, ``SPACE``
and ``NEWLINE`` separate, ``>= OTHER`` is punctuation.
"""

from __future__ import annotations

import unicodedata
from functools import cache

import numpy as np
from numpy.typing import NDArray

Classes = NDArray[np.uint8]
Codes = NDArray[np.uint32]

LOWER, UPPER, LETTER, DIGIT, MARK = 0, 1, 2, 3, 4  # MARK: accents and joiners inside a word
SPACE, NEWLINE = 5, 6
OTHER, DOT, STOP, APOSTROPHE, HYPHEN, NUMERIC, AMPERSAND, SIGN, QUOTE = (
    7,
    8,
    9,
    10,
    11,
    12,
    13,
    14,
    15,
)

_PUNCTUATION = {
    ".": DOT,
    **dict.fromkeys("!?…‽", STOP),
    **dict.fromkeys("'’‘", APOSTROPHE),
    **dict.fromkeys("-‐‑", HYPHEN),
    **dict.fromkeys(",:/", NUMERIC),
    "&": AMPERSAND,
    **dict.fromkeys("@#", SIGN),
    **dict.fromkeys('"“”„‟«»‹›‚`', QUOTE),
}
_TABLE_SIZE = 0x10000


def class_of(char: str) -> int:
    """Class of one character.

    Examples
    --------
    >>> class_of("a") == LOWER, class_of("7") == DIGIT, class_of("?") == STOP
    (True, True, True)
    """
    if char in _PUNCTUATION:
        return _PUNCTUATION[char]
    if char in "\n\r\u2028\u2029":
        return NEWLINE
    if char.isspace():
        return SPACE
    if char.isalpha() or char == "_":
        return LOWER if char.islower() else UPPER if char.isupper() or char.istitle() else LETTER
    if char.isalnum():
        return DIGIT
    return MARK if unicodedata.category(char) in ("Mn", "Mc", "Me", "Cf") else OTHER


@cache
def _table() -> Classes:
    table = np.fromiter(map(class_of, map(chr, range(_TABLE_SIZE))), np.uint8, _TABLE_SIZE)
    table.setflags(write=False)
    return table


def encode(text: str) -> Codes:
    """Code points of ``text``; lone surrogates are kept as they are.

    Examples
    --------
    >>> encode("a€").tolist()
    [97, 8364]
    """
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.dtype("<u4"))


def classify(codes: Codes) -> Classes:
    """Class of every code point.

    Examples
    --------
    >>> classify(encode("A 1")).tolist() == [UPPER, SPACE, DIGIT]
    True
    """
    if not len(codes) or int(codes.max()) < _TABLE_SIZE:
        return _table()[codes]
    classes = _table()[np.minimum(codes, _TABLE_SIZE - 1)]
    beyond = np.flatnonzero(codes >= _TABLE_SIZE)
    kinds, index = np.unique(codes[beyond], return_inverse=True)
    looked_up = np.array([class_of(chr(code)) for code in kinds.tolist()], np.uint8)
    classes[beyond] = looked_up[index]
    return classes
