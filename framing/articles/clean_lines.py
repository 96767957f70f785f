"""Cleaning lines: hard-wrapped lines are joined, blank lines made alike.

Definition
----------
Text that was wrapped at a fixed width shows it: a sentence goes on in the next line, which begins
in lower case, and each wrapped line is so full that the next word would not have fitted.

1. A text is *wrapped* when such breaks, after lines of 30-120 characters that do not end a
   sentence, make up at least a quarter of its single line breaks.
2. In a wrapped text a break is joined when the next line begins in lower case, or when the line is
   full: its length, a space and the next word exceed the longest wrapped line (or nearly, where the
   line ends no sentence: some programs count bytes).
3. No line is joined that opens a noise record ("READ MORE: ...").

A text with one paragraph a line, as most data sets have it, keeps its line breaks.

Conventions
-----------
A joined break becomes one space (``line_join``); after a hyphen it becomes nothing, and the hyphen
goes too where the text has the word without it elsewhere. Runs of blank lines become one blank
line, and spaces at the ends of lines go (``blank``).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from framing.articles.edits import Change, change_text
from framing.articles.noise import starts_noise
from framing.types import Edit

SHORTEST, LONGEST = 30, 120
SHARE = 0.25
TOLERANCE = 15
SLACK = 6
NEVER_FULL = 1 << 30
ENDING = ".!?:;…"
LINE = re.compile(r"[^\n]+")
HYPHENATED = re.compile(r"[^\W\d_]+-$")


@dataclass(frozen=True, slots=True)
class _Line:
    start: int
    end: int
    text: str


def clean_lines(text: str) -> tuple[str, tuple[Edit, ...]]:
    """Join wrapped lines and tidy blank ones.

    Parameters
    ----------
    text : str
        With ``\\n`` as its only line end.

    Returns
    -------
    text : str
        Paragraphs separated by one blank line, or by one line break where the text has no other.
    edits : tuple of Edit

    Examples
    --------
    >>> wrapped = "They discussed it long, at the border,\\nand how it could end. \\n\\n\\nBye.\\n"
    >>> clean_lines(wrapped)[0]
    'They discussed it long, at the border, and how it could end.\\n\\nBye.'
    """
    lines = [
        _Line(found.start() + len(found[0]) - len(found[0].lstrip(" ")), 0, found[0].strip(" "))
        for found in LINE.finditer(text)
    ]
    lines = [_Line(ln.start, ln.start + len(ln.text), ln.text) for ln in lines if ln.text]
    if not lines:
        return change_text(text, [(0, len(text), "", "blank")] if text else [])
    gaps = [text[a.end : b.start] for a, b in pairwise(lines)]
    width, wrapped = _width(lines, gaps)
    changes: list[Change] = []
    if lines[0].start:
        changes.append((0, lines[0].start, "", "blank"))
    for line, following, gap in zip(lines, lines[1:], gaps, strict=False):
        if gap.count("\n") > 1:
            changes.append((line.end, following.start, "\n\n", "blank"))
        elif wrapped and _continues(line.text, following.text, width):
            changes.append(_join(text, line, following))
        else:
            changes.append((line.end, following.start, "\n", "blank"))
    if lines[-1].end < len(text):
        changes.append((lines[-1].end, len(text), "", "blank"))
    return change_text(text, changes)


def _width(lines: list[_Line], gaps: list[str]) -> tuple[int, bool]:
    """The longest wrapped line, and whether the text is wrapped at all."""
    single = 0
    lengths: list[int] = []
    for line, following, gap in zip(lines, lines[1:], gaps, strict=False):
        if gap.count("\n") > 1:
            continue
        single += 1
        if (
            following.text[0].islower()
            and line.text[-1] not in ENDING
            and SHORTEST <= len(line.text) <= LONGEST
        ):
            lengths.append(len(line.text))
    width = max(lengths) if len(lengths) > 1 else NEVER_FULL
    return width, bool(lengths) and len(lengths) >= SHARE * single


def _continues(line: str, following: str, width: int) -> bool:
    if starts_noise(following):
        return False
    if following[0].islower():
        return True
    if len(line) > width + TOLERANCE:
        return False
    slack = 0 if line[-1] in ENDING else SLACK
    return len(line) + 1 + len(following.split(" ", 1)[0]) > width - slack


def _join(text: str, line: _Line, following: _Line) -> Change:
    hyphenated = HYPHENATED.search(line.text)
    if not hyphenated or not following.text[0].islower():
        return line.end, following.start, " ", "line_join"
    second = re.match(r"[^\W\d_]*", following.text)
    whole = hyphenated[0][:-1] + (second[0] if second else "")
    if re.search(rf"\b{re.escape(whole)}\b", text):
        return line.end - 1, following.start, "", "line_join"
    return line.end, following.start, "", "line_join"
