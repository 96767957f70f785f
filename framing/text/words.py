"""Words: which neighbouring characters belong together.

Conventions
-----------
- A run of letters, digits and accents is a word. So are hyphenated words (``anti-war``),
  contractions (``don't``), numbers with their marks (``3.5``, ``1,000``, ``10:30``, ``9/11``),
  letters with stops (``U.S.``, ``a.m.``), names with an ampersand (``AT&T``), handles and
  hashtags, web and e-mail addresses, and words that lost their beginning (``'90s``, ``'em``).
- The ``'s`` of ``Kadlec's`` (and of ``it's``) is a token of its own; the bare apostrophe of
  ``readers'`` is one too.
- The stop of a known abbreviation belongs to it (``Mr.``) unless it ends the sentence.
- Ellipses, dashes of hyphens (``--``), ``''`` and double backticks are one token. Every other
  punctuation mark is a token of its own.

The rules set *glue*: ``glue[p]`` says that no word begins at character ``p``. Runs are found on
whole arrays; only the few places with a punctuation mark inside a word are looked at one by one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from framing.text.characters import (
    AMPERSAND,
    APOSTROPHE,
    DIGIT,
    DOT,
    HYPHEN,
    LETTER,
    MARK,
    NEWLINE,
    NUMERIC,
    OTHER,
    SIGN,
    SPACE,
    Classes,
    Codes,
)

_ADDRESS_END = re.compile(r"""[^\s<>"“”«»]{0,2000}""")
_TOP = "com|org|net|gov|edu|mil|int|info|biz|io|tv|uk|eu|ru|de|fr|ua|cn|au|ca|nl|pl|ch|jp"
_DOMAIN = re.compile(
    rf"(?:\.[A-Za-z0-9-]{{1,63}}){{0,5}}?\.(?:{_TOP})(?![\w-]|\.\w)(?:/[^\s<>\"“”«»]{{0,2000}})?"
)
_MAIL = re.compile(r"@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,5}")
_ELISION = re.compile(
    r"['’‘](?:\d0s|n['’]|(?:em|tis|twas|twere|til|nuff|cuz)(?!\w))|['’](?:\d\ds?)(?![\w'’])",
    re.IGNORECASE,
)
_LOCAL = 64  # longest name looked for before a dot or an @


def glue_words(page: str, codes: Codes, classes: Classes) -> NDArray[np.bool_]:
    """Mark the characters at which no word begins because they continue one.

    Parameters
    ----------
    page : str
        Text with two spaces or newlines at both ends.
    codes, classes : array
        Its code points and classes.

    Returns
    -------
    array of bool, one a character

    Examples
    --------
    >>> from framing.text.characters import classify, encode
    >>> page = "\\n\\nKadlec's don't\\n\\n"
    >>> codes = encode(page)
    >>> (~glue_words(page, codes, classify(codes))).nonzero()[0].tolist()
    [0, 1, 2, 8, 10, 11, 16, 17]
    """
    core = classes <= MARK
    glue = np.zeros(len(classes), np.bool_)
    np.logical_and(core[1:], core[:-1], out=glue[1:])
    at = np.flatnonzero(classes >= OTHER)
    kind, before, after = classes[at], classes[at - 1], classes[at + 1]
    core_before, core_after = before <= MARK, after <= MARK
    letter_before, letter_after = before <= LETTER, after <= LETTER

    both = (kind == AMPERSAND) & letter_before & letter_after
    both |= ((kind == NUMERIC) | (kind == DOT)) & (before == DIGIT) & (after == DIGIT)
    is_apostrophe = kind == APOSTROPHE
    clitic = is_apostrophe & ((codes[at + 1] | 32) == ord("s")) & ~core[at + 2]
    clitic &= (before < SPACE) | (before > NEWLINE)
    both |= is_apostrophe & core_before & letter_after & ~clitic
    glue[at[clitic] + 1] = True

    # U.S., a.m.: a stop between two single letters, and the stop after the last of them
    dots = at[kind == DOT]
    alone = (classes <= LETTER) & ~_shift(core, 1) & ~_shift(core, -1)
    inner = dots[alone[dots - 1] & alone[dots + 1]]
    _join(glue, inner)
    closing = dots[alone[dots - 1] & glue[dots - 1] & (codes[dots - 2] == 46)]
    glue[closing] = True

    hyphen = kind == HYPHEN
    both |= hyphen & (core_before | ((before == DOT) & glue[at - 1])) & core_after
    _join(glue, at[both])
    same = ((kind == DOT) | hyphen) & (codes[at - 1] == codes[at])
    glue[at[same]] = True

    free_before = ~core_before & (before != kind)
    spaced = (before == SPACE) | (before == NEWLINE) | (np.isin(codes[at - 1], (36, 163, 8364, 40)))
    ahead = (kind == SIGN) & free_before & core_after
    ahead |= (kind == DOT) & spaced & (after == DIGIT)
    glue[at[ahead] + 1] = True

    for p in at[is_apostrophe & ~core_before & core_after & ~clitic].tolist():
        match = _ELISION.match(page, p)
        if match:
            glue[p + 1 : match.end()] = True
            glue[p] = False
    for start, end in _pairs(page, codes, at):
        glue[start + 1 : end] = True
        glue[start] = False
    done = 0
    for start, end in sorted(_addresses(page, at[(kind == SIGN) & core_before], dots, classes)):
        if end > start:
            glue[start + 1 : end] = True
            if start >= done:
                glue[start] = False
            done = max(done, end)
    return glue


def _shift(flags: NDArray[np.bool_], by: int) -> NDArray[np.bool_]:
    """``flags[p - by]`` at every ``p``; False outside."""
    moved = np.zeros_like(flags)
    if by > 0:
        moved[by:] = flags[:-by]
    else:
        moved[:by] = flags[-by:]
    return moved


def _join(glue: NDArray[np.bool_], at: NDArray[np.int64]) -> None:
    glue[at] = True
    glue[at + 1] = True


def _pairs(page: str, codes: Codes, at: NDArray[np.int64]) -> Iterator[tuple[int, int]]:
    """Doubled apostrophes and backticks, paired from the left."""
    double = (codes[at] == codes[at + 1]) & ((codes[at] == 39) | (codes[at] == 96))
    done = 0
    for p in at[double].tolist():
        if p >= done:
            done = p + 2
            yield p, done


def _addresses(
    page: str, mail_signs: NDArray[np.int64], dots: NDArray[np.int64], classes: Classes
) -> Iterator[tuple[int, int]]:
    """Spans of web and e-mail addresses, in no order, possibly one inside another."""
    for needle in ("://", "www."):
        p = page.find(needle)
        while p >= 0:
            end = _trim(page, p, _ADDRESS_END.match(page, p))
            yield _name_start(page, p), end
            p = page.find(needle, max(p + 1, end))
    for p in mail_signs.tolist():
        yield _name_start(page, p), _trim(page, p, _MAIL.match(page, p))
    named = dots[(classes[dots - 1] <= MARK) & (classes[dots + 1] <= DIGIT)]
    for p in named.tolist():
        domain = _DOMAIN.match(page, p)
        if domain:
            yield _name_start(page, p), _trim(page, p, domain)


def _name_start(page: str, p: int) -> int:
    start = p
    while p - start < _LOCAL and (page[start - 1].isalnum() or page[start - 1] in "._-+%"):
        start -= 1
    while start < p and not page[start].isalnum():
        start += 1
    return start


def _trim(page: str, start: int, match: re.Match[str] | None) -> int:
    """End of an address without the punctuation of the sentence around it."""
    end = match.end() if match else start
    while end > start and page[end - 1] in ".,;:!?'’‘)]}…*":
        if page[end - 1] == ")" and "(" in page[start:end]:
            break
        end -= 1
    return end
