"""Sentences: which full stops, question and exclamation marks end one.

A paragraph's end always ends a sentence (headings and list items need no stop). Inside a
paragraph a sentence ends after ``. ! ? …``, with the quotation marks and brackets that close
after it, if what follows can begin a new one. The rules, in order:

1. After a lower-case word nothing has ended (``e.g. this``, ``"Why?" she asked``).
2. ``?`` and ``!`` end a sentence, except before a speaker and a verb of speech: ``"Why?" Vale
   asked``.
3. A stop after a title, an initial, a list number, or an abbreviation before its number does not.
4. A stop after an abbreviation that can end a sentence (``Inc.``, ``U.S.``, ``p.m.``) does so only
   before a quotation mark or a word that opens sentences and is hardly ever a name (``The``,
   ``She``).
5. Every other stop ends the sentence.

Compare Kiss, T., & Strunk, J. (2006). Unsupervised multilingual sentence boundary detection.
Computational Linguistics, 32(4), 485-525: abbreviations learnt from the text itself; here they are
listed, because an article is too short to learn from and the result must not depend on the batch.
"""

from __future__ import annotations

import re

import numpy as np
from numpy.typing import NDArray

from framing.text.abbreviations import (
    AFTER_TIME,
    ENDING,
    NUMBERED,
    SPEECH,
    STARTERS,
    TIMES,
    TITLES,
)
from framing.text.characters import DOT, STOP, Classes

_END = re.compile(
    r"""[.!?…‽]+(?:[ \u00a0]\.)*      # the stop, or several, or spaced dots
        (?P<close>(?:''|["”’'»›)\]}]|“(?=\s))*)
        (?P<space>\s*)""",
    re.VERBOSE,
)
_NEXT = re.compile(r"""(?P<open>["“”‘'’«»„‹›`(\[{*•-]*)(?P<word>\w?[\w'’]*)""")
_SPEAKER = re.compile(r"(?:[\w.’'-]+\s+){0,4}?(?:" + "|".join(sorted(SPEECH)) + r")\b")
_INITIALS = re.compile(r"(?:[^\W\d_]\.)+[^\W\d_]|[A-Z]")
_HEAD = re.compile(r"\w+")
_TAIL = re.compile(r"(?:\w+\.)*[\w'’§]+\Z")
_BEFORE = 32  # characters looked at for the word before a stop


def find_ends(
    page: str, classes: Classes, glue: NDArray[np.bool_], paragraphs: NDArray[np.int64]
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Find where sentences end inside paragraphs, and which stops belong to an abbreviation.

    Parameters
    ----------
    page : str
        Text with two newlines at both ends.
    classes, glue : array
        Its character classes, and where words continue.
    paragraphs : array of int
        First characters of paragraphs.

    Returns
    -------
    ends : array of int
        Positions just after the last character of a sentence; ends of paragraphs are not repeated.
    kept_dots : array of int
        Positions of stops that are part of the word before them.
    """
    stops = np.flatnonzero((classes == DOT) | (classes == STOP))
    stops = stops[~glue[stops + 1] | (classes[stops + 1] == DOT)]
    starts = set(paragraphs.tolist())
    owner = np.searchsorted(paragraphs, stops, "right") - 1
    begins = paragraphs[owner].tolist() if len(stops) else []
    ends: list[int] = []
    kept: list[int] = []
    done = begin = 0
    for stop, paragraph in zip(stops.tolist(), begins, strict=True):
        if stop < done:
            continue
        match = _END.match(page, stop)
        assert match is not None
        done, resumes = match.end("close"), match.end()
        if resumes in starts or resumes >= len(page):
            continue
        begin = max(begin, paragraph)
        if not match["space"]:
            if not glue[done] and _runs_on(page, stop, done):
                ends.append(done)
                begin = done
            continue
        if _ends_sentence(page, match, begin):
            ends.append(done)
            begin = resumes
        elif match.end("close") == stop + 1 and _is_listed(_word_before(page, stop)):
            kept.append(stop)
    return np.array(ends, np.int64), np.array(kept, np.int64)


def _runs_on(page: str, stop: int, done: int) -> bool:
    """A space was lost after the stop: ``ended.The next``, ``“Ended.”“Next``."""
    head = page[stop - 2 : stop]
    tail = page[done : done + 2]
    if tail[0] in "“‘«" and done > stop + 1:
        return True
    return (
        head.isalpha()
        and head.islower()
        and len(tail) == 2
        and tail[0].isupper()
        and tail[1].islower()
    )


def _word_before(page: str, stop: int) -> str:
    """The word that the stop at ``stop`` stands after; empty if there is none.

    A word in capitals is given as a list has it: ``ST`` as ``St``.
    """
    parts = page[max(0, stop - _BEFORE) : stop].split()
    if not parts or page[stop - 1].isspace():
        return ""
    word = parts[-1]
    if not word.isalnum():
        match = _TAIL.search(word)
        word = match[0] if match else ""
    return word.capitalize() if len(word) > 1 and word.isalpha() and word.isupper() else word


def _is_listed(word: str) -> bool:
    if _INITIALS.fullmatch(word):
        return True
    return word in TITLES or word in NUMBERED or word in ENDING


def _ends_sentence(page: str, match: re.Match[str], begin: int) -> bool:
    stop, close = match.start(), match["close"]
    following = _NEXT.match(page, match.end())
    assert following is not None
    word, opened = following["word"], following["open"]
    first = word[:1]
    if first.islower() and not word[1:2].isupper():
        return False
    if not first and not opened and page[match.end()] in ",;:)]}%":
        return False
    marks = page[stop : match.start("close")]
    has_quote = bool(close.strip(")]}"))
    if marks != ".":
        if has_quote and first.isupper() and not opened:
            return _SPEAKER.match(page, match.end()) is None
        return True
    if has_quote:
        return True
    before = _word_before(page, stop)
    if not before:
        return True
    is_short = before.isdigit() or len(before) == 1
    if is_short and len(before) <= 3 and stop - len(before) <= begin:
        return False  # the number of a list item
    return _stop_ends(before, word, opened)


def _stop_ends(before: str, word: str, opened: str) -> bool:
    """Rules 3 to 5: whether a stop after ``before`` ends the sentence if ``word`` follows."""
    if before in TITLES:
        return False
    starts_with_digit = word[:1].isdigit()
    if starts_with_digit and before in NUMBERED:
        return False
    is_initial = len(before) == 1
    if before not in ENDING and _INITIALS.fullmatch(before) is None:
        return True
    if starts_with_digit:
        return False
    if opened:
        return not is_initial and not opened.startswith(("(", "[", "-"))
    head = _HEAD.match(word)
    name = head[0] if head else ""
    if before in TIMES:
        return name not in AFTER_TIME
    return name in STARTERS
