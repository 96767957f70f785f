"""Quotation marks: which mark opens, which closes, and what to do when one is missing.

Conventions
-----------
- Marks of one *family* pair with each other: double (``"``, ``“ ”``, ``''``, ``„ “``), single
  (``'``, ``‘ ’``, ``‚ ‘``) and guillemets. Newsrooms mix glyphs (``“yes"``), so the glyph does not
  have to match. Families nest in each other. Within a family quotations nest only as a straight
  pair in a curly one or the other way round, and only if marks that close both follow.
- A quotation never crosses a paragraph. A mark that opens and is not closed ends with its
  paragraph, or before the next mark that opens, and has ``closed=False``. The convention of
  quoting several paragraphs (each opens, only the last closes) therefore gives one row a
  paragraph; :func:`framing.text.quote_runs` says which rows are one quotation. A paragraph that
  only closes what the one before it opened is quoted from its beginning.
- A straight ``'`` opens only if something later in its paragraph can close it, for it is an
  apostrophe far more often. An apostrophe after a plural (``readers'``) does not close if a mark
  that surely closes follows. Marks of feet and inches (``5' 10"``) are neither.
- A mark that closes nothing is ignored: it never raises, and never takes the article with it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import groupby
from operator import itemgetter

import numpy as np
from numpy.typing import NDArray

from framing.text.characters import APOSTROPHE, MARK, QUOTE, Classes

QUOTE_KINDS: tuple[str, ...] = (
    "double",
    "curly",
    "single",
    "curly_single",
    "doubled",
    "guillemet",
    "low",
)
Row = tuple[int, int, int, int, int, bool]  # start, end, inner start, inner end, kind, closed

_KIND = {
    **dict.fromkeys('"', 0),
    **dict.fromkeys("“”‟", 1),
    **dict.fromkeys("'`", 2),
    **dict.fromkeys("‘’", 3),
    **dict.fromkeys(("''", "``"), 4),
    **dict.fromkeys("«»‹›", 5),
    **dict.fromkeys("„‚", 6),
}
_FAMILY = dict.fromkeys(('"', "“", "”", "‟", "''", "``", "„"), "double")
_FAMILY |= dict.fromkeys("'`‘’‚", "single")
_FAMILY |= dict.fromkeys("«»‹›", "guillemet")

_BEFORE_OPENING = frozenset("([{—–―-/")  # besides space
_AFTER_CLOSING = frozenset(".,;:!?)]}—–―-…/")  # besides space
_CARRIED = (0, 1, 4, 6)  # kinds that a later paragraph may close without reopening
_CLOSING = ('"', "''", "”")
_SHORTENED = re.compile(r"(?:\d\d|bout|round|cause)(?!\w)", re.IGNORECASE)
_FEET = re.compile(r"\d['’′] ?\d{1,2}$")


@dataclass(frozen=True, slots=True)
class _Mark:
    """One mark with what its neighbours say: ``leads`` could open, ``trails`` could close."""

    at: int
    end: int
    text: str
    before: str
    leads: bool
    trails: bool

    @property
    def family(self) -> str:
        return _FAMILY[self.text]


@dataclass(slots=True)
class _Paragraph:
    """Pairing of one paragraph's marks: quotations still open (inmost last) and rows found."""

    page: str
    start: int
    end: int
    open: list[_Mark] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)
    carried: int | None = None  # kind of a quotation that the paragraph before left open
    goes_on: bool = False  # the next paragraph begins with a straight single mark

    def find(self, family: str) -> _Mark | None:
        return next((mark for mark in reversed(self.open) if mark.family == family), None)

    def add(self, mark: _Mark) -> None:
        self.open.append(mark)

    def shut(self, mark: _Mark, closing: _Mark) -> None:
        """Close ``mark``; what was opened inside it ends unclosed."""
        self.abandon_inside(mark, closing.at)
        self.open.remove(mark)
        kind = _KIND[mark.text]
        self.rows.append((mark.at, closing.end, mark.end, closing.at, kind, True))

    def abandon(self, mark: _Mark, end: int) -> None:
        """End ``mark`` without a closing mark at ``end``; a straight ``'`` was an apostrophe."""
        self.abandon_inside(mark, end)
        self.open.remove(mark)
        if mark.text == "'" and not (self.goes_on and mark.at == self.start and end == self.end):
            return
        while end > mark.end and self.page[end - 1].isspace():
            end -= 1
        if end > mark.end:
            self.rows.append((mark.at, end, mark.end, end, _KIND[mark.text], False))

    def abandon_inside(self, mark: _Mark, end: int) -> None:
        while self.open[-1] is not mark:
            self.abandon(self.open[-1], end)


def find_quotes(
    page: str,
    classes: Classes,
    glue: NDArray[np.bool_],
    paragraphs: NDArray[np.int64],
    articles: NDArray[np.int64],
) -> list[Row]:
    """Find the quotations of a page.

    Parameters
    ----------
    page : str
        Text with two newlines at both ends.
    classes, glue : array
        Its character classes, and where words continue.
    paragraphs : array of int
        First characters of paragraphs.
    articles : array of int
        First characters of articles.

    Returns
    -------
    list of (start, end, inner_start, inner_end, kind, closed)
        Sorted by start.
    """
    is_mark = (classes == QUOTE) | (classes == APOSTROPHE)
    places = np.flatnonzero(is_mark & ~glue)
    in_word = (classes[places] == APOSTROPHE) & glue[places + 1] & (classes[places + 1] <= MARK)
    places = places[~in_word]
    owners = (np.searchsorted(paragraphs, places, "right") - 1).tolist()
    bounds = [*paragraphs.tolist(), len(page)]
    article = [*np.searchsorted(articles, paragraphs, "right").tolist(), -1]
    rows: list[Row] = []
    left_number, left_kind = -2, None  # paragraph that ended inside a quotation, and its marks
    for number, group in groupby(zip(owners, places.tolist(), strict=True), itemgetter(0)):
        begin, limit = bounds[number], bounds[number + 1]
        end = limit
        while page[end - 1].isspace():
            end -= 1
        paragraph = _Paragraph(page, begin, end)
        if left_number == number - 1 and article[number] == article[number - 1]:
            paragraph.carried = left_kind
        paragraph.goes_on = article[number + 1] == article[number] and page[limit] == "'"
        found = _pair(paragraph, _marks(page, [place for _, place in group]))
        left = [row[4] for row in found if not row[5] and row[1] == end and row[4] in _CARRIED]
        left_number, left_kind = (number, left[-1]) if left else (-2, None)
        rows.extend(found)
    return rows


def _marks(page: str, places: list[int]) -> list[_Mark]:
    """Read each mark with its neighbours; a mark beside a mark does what that one does."""
    marks: list[_Mark] = []
    for at in places:
        if marks and at < marks[-1].end:
            continue
        twin = page[at : at + 2]
        text = twin if twin in ("''", "``") else page[at]
        if text not in _FAMILY:
            continue
        end = at + (2 if twin in ("''", "``", '""') else 1)
        before, after = page[at - 1], page[end]
        leads = before.isspace() or before in _BEFORE_OPENING
        trails = after.isspace() or after in _AFTER_CLOSING
        if marks and marks[-1].end == at:
            leads = leads or (marks[-1].leads and not marks[-1].trails)
            trails = trails or (marks[-1].trails and not marks[-1].leads)
        trails = trails or (after in _FAMILY and not leads)
        marks.append(_Mark(at, end, text, before, leads, trails))
    return marks


def _pair(paragraph: _Paragraph, marks: list[_Mark]) -> list[Row]:
    """Pair the marks of one paragraph, from left to right in one pass."""
    sure = _sure_closers_ahead(paragraph.page, marks)
    ahead = Counter(mark.text for mark in marks)
    for mark, closer_ahead in zip(marks, sure, strict=True):
        ahead[mark.text] -= 1
        if mark.family == "single":
            _read_single(paragraph, mark, closer_ahead)
        elif mark.family == "double":
            _read_double(paragraph, mark, ahead)
            paragraph.carried = None
        else:
            _read_guillemet(paragraph, mark)
    for mark in list(paragraph.open[::-1]):
        paragraph.abandon(mark, paragraph.end)
    return sorted(paragraph.rows, key=lambda row: (row[0], -row[1]))


def _read_double(paragraph: _Paragraph, mark: _Mark, ahead: Mapping[str, int]) -> None:
    page, opened = paragraph.page, paragraph.find("double")
    if opened is None:
        if mark.text in ("“", "``", "„"):
            paragraph.add(mark)
        elif mark.leads and mark.trails:
            if any(ahead[text] for text in _CLOSING):
                paragraph.add(mark)
        elif mark.trails:
            _close_carried(paragraph, mark)
        elif mark.leads or (mark.text != "”" and not mark.before.isdigit()):
            paragraph.add(mark)
        return
    if mark.text == "„":
        closes = False
    elif mark.text == "“" and opened.text != "„":
        closes = mark.trails or (not mark.leads and mark.before in ".,?!…")
    elif mark.text == "``":
        closes = False
    elif mark.text in "”“":
        closes = True
    elif _FEET.search(page, max(0, mark.at - 6), mark.at):
        return
    else:
        closes = not mark.leads or mark.trails or _is_late_closer(page, mark)
    if closes:
        paragraph.shut(opened, mark)
    elif _nests(opened, mark, ahead) and sum(m.family == "double" for m in paragraph.open) == 1:
        paragraph.add(mark)
    else:
        paragraph.abandon(opened, mark.at)
        paragraph.add(mark)


def _nests(opened: _Mark, mark: _Mark, ahead: Mapping[str, int]) -> bool:
    """A straight mark in a curly quotation or the other way round, with closing marks to come."""
    pair = (opened.text, mark.text)
    return pair in (('"', "“"), ("“", '"')) and ahead['"'] > 0 and ahead["”"] > 0


def _is_late_closer(page: str, mark: _Mark) -> bool:
    """A closing mark after a stray space: ``"Yes, "he said``."""
    return page[mark.at - 2] in ",.?!" and page[mark.end].islower()


def _close_carried(paragraph: _Paragraph, mark: _Mark) -> None:
    """Quote the paragraph from its beginning if it closes what the one before it opened."""
    if paragraph.carried is None or mark.before.isdigit() or paragraph.open:
        return
    begin = paragraph.start
    rows = [row for row in paragraph.rows if row[1] <= mark.at]
    if len(rows) == len(paragraph.rows):
        paragraph.rows.append((begin, mark.end, begin, mark.at, paragraph.carried, True))


def _read_single(paragraph: _Paragraph, mark: _Mark, closer_ahead: bool) -> None:
    page, opened = paragraph.page, paragraph.find("single")
    could_close = not mark.before.isspace() and (mark.trails or mark.text == "‘")
    if opened is not None and could_close and not (mark.leads and not mark.trails):
        is_inmost = paragraph.open[-1] is opened
        if is_inmost and not (closer_ahead and _is_plural(page, mark)):
            paragraph.shut(opened, mark)
        return
    if mark.text in "‘‚`" and page[mark.end].isspace() and not mark.leads:
        return
    if mark.text in "‘‚`" or (mark.leads and not mark.trails and not page[mark.end].isspace()):
        begins = mark.at == paragraph.start and paragraph.goes_on
        if not closer_ahead and _SHORTENED.match(page, mark.end):
            return
        if mark.text in "‘‚" or closer_ahead or begins:
            if opened is not None:
                paragraph.abandon(opened, mark.at)
            paragraph.add(mark)


def _is_plural(page: str, mark: _Mark) -> bool:
    """An apostrophe after a plural, with a word to own: ``the readers' choice``."""
    return mark.before in "sSxz" and page[mark.end].isspace() and page[mark.end + 1].isalpha()


def _sure_closers_ahead(page: str, marks: list[_Mark]) -> list[bool]:
    """For each mark, whether a single mark that closes comes later, before another opens.

    For a mark that could open, any mark that could close counts, a plural's apostrophe as well.
    """
    ahead = [False] * len(marks)
    sure = possible = False
    for i in range(len(marks) - 1, -1, -1):
        mark = marks[i]
        if mark.family != "single":
            ahead[i] = False
            continue
        could_close = not mark.before.isspace() and mark.trails and mark.text in "'’"
        ahead[i] = sure if could_close else possible
        if could_close:
            possible = True
            sure = sure or not _is_plural(page, mark)
        elif mark.leads:
            sure = False
            possible = False
    return ahead


def _read_guillemet(paragraph: _Paragraph, mark: _Mark) -> None:
    opened = paragraph.find("guillemet")
    if opened is None:
        if mark.text in "«‹" or (mark.leads and not mark.trails):
            paragraph.add(mark)
    elif opened.text != mark.text:
        paragraph.shut(opened, mark)
    else:
        paragraph.abandon(opened, mark.at)
        paragraph.add(mark)
