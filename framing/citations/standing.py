"""Records that still stand in the text: of corpora read uncleaned, and what cleaning let be.

Read paragraph by paragraph, with the forms that cleaning knows (`framing.articles.noise`): a line
of its own ("Source: ...", "(Reporting by ...)", "Photo: ..."), a dateline before the first
paragraphs, and an agency in brackets at the end of one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from framing.articles.noise import find_noise_kind
from framing.citations.records import RECORD_KINDS, find_known, read_record
from framing.types import Citation

LONGEST = 400
DATELINES_WITHIN = 8
PARAGRAPH = re.compile(r"[^\n]+")
MAYBE = re.compile(
    r"(?i)\W*(?:photo|image|picture|pic\b|file\b|source|via\b|report|writ|edit|additional|with |"
    r"compiled|"
    r"extra|credit|still\b|video|this (?:article|story)|originally|first |graphic|screen|"
    r"illustration|agenc|©)"
    r"|[^\n]*(?:[/:)\]]\.?\s*$|contributed|Getty|Shutterstock)|[A-Z\W]{2,}$"
)
DATELINE = re.compile(
    r"(?:[A-Z][\w.’'-]+[ ,/]{1,2}){1,8}(?:\d{1,2},? )?(?:\w+ )?(?:\d{4},? )?"
    r"(?P<bracket>\([^()\n]{2,40}\))\s?(?:—|–|--?)(?=\s|\w)"
    r"|(?P<alone>\([^()\n]{2,40}\))\s?(?:—|–|--?)(?=\s|\w)"
)
AT_END = re.compile(
    r"\s[\[(](?P<inside>[^()\[\]\n]{2,60})[\])]\.?\s*$|\s[–—-]{1,2}\s?(?P<dash>[A-Z]{2,9})\s*$"
)
PHOTO = re.compile(r"(?i)photo|/|getty|image")


def find_standing(text: str) -> Iterator[Citation]:
    """Credits, datelines and source lines within a text.

    Parameters
    ----------
    text : str

    Yields
    ------
    Citation

    Examples
    --------
    >>> found = find_standing("MERROW (AP) - It rained.\\n\\nSource: Post and agencies")
    >>> [(c.kind, c.text) for c in found]
    [('byline_agency', 'AP'), ('source_line', 'Post'), ('source_line', 'agencies')]
    """
    for number, place in enumerate(PARAGRAPH.finditer(text)):
        paragraph, at = place[0], place.start()
        if number < DATELINES_WITHIN and "(" in paragraph[:120]:
            head = DATELINE.match(paragraph)
            if head:
                group = "bracket" if head["bracket"] else "alone"
                yield from _citations(paragraph, head.start(group), head.end(group), "dateline", at)
        if len(paragraph) <= LONGEST and MAYBE.match(paragraph):
            kind = find_noise_kind(paragraph)
            if kind in RECORD_KINDS:
                yield from _citations(paragraph, 0, len(paragraph), kind, at)
                continue
        if paragraph[-3:].strip()[-2:].strip(".")[-1:] in (")", "]") or paragraph[-1:].isupper():
            tail = AT_END.search(paragraph, max(0, len(paragraph) - 70))
            if tail:
                group = "inside" if tail["inside"] else "dash"
                start, end = tail.span(group)
                inside = next(find_known(paragraph, start, end), None)
                if inside and (inside[0] == start or PHOTO.search(tail[0])):
                    kind = "photo_credit" if PHOTO.search(tail[group]) else "wire_credit"
                    yield from _citations(paragraph, start, end, kind, at)


def _citations(line: str, start: int, end: int, kind: str, at: int) -> Iterator[Citation]:
    for a, b, name in read_record(line[start:end], kind):
        low, high = at + start + a, at + start + b
        yield Citation(
            RECORD_KINDS[kind], line[start + a : start + b], start=low, end=high, name=name
        )
