"""Cleaning records: take titles, bylines, datelines, captions, credits and links out of the text.

Definition
----------
Each paragraph is judged by its own words (`framing.articles.noise`), then by its place:

- ``title``: the first paragraph of a text that begins with its heading; ``title_repeat``: the same
  words again
- ``byline``: "By A. Name" among the first paragraphs
- captions: `framing.articles.clean_captions`
- ``dateline``: "MERROW, March 3 (Agency) - " at the head of one of the first news paragraphs
- ``wire_credit`` at the end of a paragraph: "(Reporting by A; Editing by B)", and a name in
  parentheses as the last paragraph

What is taken out is kept as edits, in the order of the text; it is evidence of sourcing.

Conventions
-----------
A removed paragraph goes with the blank line after it, so that those around it stay separate.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from framing.articles.clean_captions import Part, find_captions, normalise
from framing.articles.edits import Change, change_text
from framing.articles.noise import AGENCY, find_noise_kind, is_name_list
from framing.types import Edit

TITLE_WORDS = 40
BYLINE_WITHIN = 6
DATELINE_WITHIN = 3
_CITY = r"[A-Z][A-Z.’'-]+(?: [A-Z][A-Z.’'-]+){0,2}"
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.?"
_DATE = rf"(?:{_MONTH} \d{{1,2}}|\d{{1,2}} {_MONTH})(?:,? \d{{4}})?"
_PLACE = rf"(?:, ?(?!{_MONTH} \d)[A-Z][\w.’'-]*(?: [A-Z][\w.’'-]*){{0,2}})"
DATELINE = re.compile(
    rf"(?P<city>{_CITY}){_PLACE}?(?:\s?(?:/|and)\s?{_CITY}{_PLACE}?){{0,2}}"
    rf"(?P<date>,? {_DATE})?(?P<agency>,? \([^()\n]{{2,40}}\))?"
    r"\s?(?:—|–|--|-(?=\s))\s*(?=\S)"
    rf"|(?:[A-Z][\w.’'-]+(?: [A-Z][\w.’'-]+){{0,3}}{_PLACE}?(?:,? {_DATE})? )?"
    rf"\({AGENCY}(?: [A-Z]\w+)?\)\s?(?:—|–|--|-(?=\s))\s*(?=\S)"
)
NO_CITY = frozenset(
    re.findall(
        r"\w+",
        "ANALYSIS BREAKING COMMENTARY CORRECTED CORRECTION EDITORIAL EXCLUSIVE EXPLAINED EXPLAINER "
        "FACTBOX LIVE NEWS OPINION POLL REPORT REVIEW SPECIAL UPDATE UPDATED VIDEO WATCH",
    )
)
BYLINE = re.compile(r"(?i:(?:words |story |written |report )?by:? |byline: )(?=[A-Z]).{2,120}")
DESK = re.compile(
    r"[Bb]y (?:the |our )[\w’' ]{0,60}?(?:editors|desk|newsroom|staff|team|editorial board)"
)
NO_NAME = frozenset(
    re.findall(
        r"\w+",
        "January February March April May June July August September October November December "
        "Monday Tuesday Wednesday Thursday Friday Saturday Sunday",
    )
)
CLOSING = re.compile(r"\([A-Z][\w.-]+(?: [A-Z][\w.-]+){0,2}(?:\s?[/,]\s?[A-Z][\w. -]+)?\)")
STAGE = frozenset(
    ["applause", "cheers", "continued", "crosstalk", "end", "inaudible", "laughs", "laughter"]
)
TAIL_CREDIT = re.compile(
    r"(?<=[.!?”\"’])\s*[\[(](?:(?:Additional )?[Rr]eporting|Writing|Editing|Compiled|"
    r"With (?:additional )?reporting|With (?:inputs|files)) (?:by|from) "
    r"(?P<names>[^()\[\]\n]{2,400})[\])]\.?$"
)


@dataclass(frozen=True, slots=True)
class Records:
    """A text without its records.

    Parameters
    ----------
    text : str
    edits : tuple of Edit
    title, byline : str or None
        As they stood in the text.
    """

    text: str
    edits: tuple[Edit, ...]
    title: str | None
    byline: str | None


def clean_records(text: str, *, heading: bool) -> Records:
    """Take what is not running text out of it.

    Parameters
    ----------
    text : str
        Paragraphs separated by line breaks, without blanks at either end.
    heading : bool
        Whether the first paragraph is the title.

    Returns
    -------
    Records

    Examples
    --------
    >>> records = clean_records("Rain\\n\\nBy A. Lund\\n\\nMERROW (AP) - It rained.", heading=True)
    >>> records.text, records.title, records.byline
    ('It rained.', 'Rain', 'By A. Lund')
    """
    places = [found.span() for found in re.finditer(r"[^\n]+", text)]
    paragraphs = [text[start:end] for start, end in places]
    kinds = [find_noise_kind(paragraph) for paragraph in paragraphs]
    title = _take_title(paragraphs, kinds) if heading else None
    byline = _take_byline(paragraphs, kinds)
    _take_closing(paragraphs, kinds)
    parts = find_captions(paragraphs, kinds)
    for i, kind in enumerate(kinds):
        if kind is not None:
            parts[i] = [(0, len(paragraphs[i]), kind)]
    news = [i for i in range(len(paragraphs)) if not _is_gone(parts.get(i), paragraphs[i])]
    for i in news[:DATELINE_WITHIN]:
        end = _dateline_end(paragraphs[i], first=i == news[0])
        if end and all(start >= end for start, _, _ in parts.get(i, [])):
            parts[i] = [(0, end, "dateline"), *parts.get(i, [])]
            break
    for i in news:
        credit = TAIL_CREDIT.search(paragraphs[i])
        if credit and i not in parts and is_name_list(credit["names"]):
            parts[i] = [(credit.start(), len(paragraphs[i]), "wire_credit")]
    cleaned, edits = change_text(text, _changes(text, places, parts))
    return Records(cleaned, edits, title, byline)


def _take_title(paragraphs: list[str], kinds: list[str | None]) -> str | None:
    """Mark the heading and its repetitions; none when nothing else would be left."""
    if kinds[:1] != [None] or len(paragraphs[0].split()) > TITLE_WORDS or kinds.count(None) < 2:
        return None
    title = paragraphs[0]
    same = normalise(title)
    rest = [i for i, p in enumerate(paragraphs) if i and kinds[i] is None and normalise(p) != same]
    if not rest:
        return None
    for i, paragraph in enumerate(paragraphs):
        if kinds[i] is None and i not in rest:
            kinds[i] = "title_repeat" if paragraph is not title and i else "title"
    return title


def _take_byline(paragraphs: list[str], kinds: list[str | None]) -> str | None:
    for i, paragraph in enumerate(paragraphs[:BYLINE_WITHIN]):
        if kinds[i] not in (None, "wire_credit") or len(paragraph.split()) > 16:
            continue
        if DESK.fullmatch(paragraph) and kinds.count(None) > (kinds[i] is None):
            kinds[i] = "byline"
            return paragraph
        names, _, role = paragraph.split(" ", 1)[-1].partition(", ")
        if BYLINE.fullmatch(paragraph) and is_name_list(names) and role[-1:] not in (".", "!", "?"):
            first = names.split(" ")[0].strip(",:;")
            if first not in NO_NAME and kinds.count(None) > (kinds[i] is None):
                kinds[i] = "byline"
                return paragraph
    return None


def _take_closing(paragraphs: list[str], kinds: list[str | None]) -> None:
    """Mark "(Agency)" where no news follows it."""
    news = [i for i, kind in enumerate(kinds) if kind is None]
    if len(news) < 2:
        return
    last = paragraphs[news[-1]]
    if CLOSING.fullmatch(last) and last.strip("()").split(" ")[0].lower() not in STAGE:
        kinds[news[-1]] = "wire_credit"


def _dateline_end(paragraph: str, *, first: bool) -> int:
    """Where the dateline of a paragraph ends; 0 without one."""
    match = DATELINE.match(paragraph)
    if not match:
        return 0
    city = match["city"]
    if city is None:
        return match.end()
    if len(city) < 3 or not NO_CITY.isdisjoint(city.split(" ")):
        return 0
    sure = match["date"] or match["agency"] or "," in match[0] or first or "—" in match[0]
    return match.end() if sure else 0


def _is_gone(parts: list[Part] | None, paragraph: str) -> bool:
    return bool(parts) and sum(end - start for start, end, _ in parts or []) == len(paragraph)


def _changes(
    text: str, places: list[tuple[int, int]], parts: dict[int, list[Part]]
) -> list[Change]:
    """Removals, each paragraph's with the gap after it; gaps between what stays are kept apart."""
    changes: list[Change] = []
    kept = -1  # end of the last paragraph that stays
    gap_end = 0
    for i, (start, end) in enumerate(places):
        taken = parts.get(i, [])
        following = places[i + 1][0] if i + 1 < len(places) else len(text)
        gone = _is_gone(taken, text[start:end])
        if not gone and kept >= 0 and gap_end < start:
            # removed paragraphs lie between: the gap before them stays, as wide as the widest
            widest = max((g for g in re.findall(r"\n+", text[kept:start])), key=len)
            _set_gap(changes, text, kept, gap_end, widest)
        for a, b, kind in taken:
            last = gone and b == end - start
            changes.append((start + a, following if last else start + b, "", kind))
        if not gone:
            kept, gap_end = end, following
    if kept >= 0 and gap_end < len(text):
        _set_gap(changes, text, kept, gap_end, "")
    return changes


def _set_gap(changes: list[Change], text: str, start: int, end: int, new: str) -> None:
    """Put a change of the gap at ``start:end`` in its place among the changes."""
    if text[start:end] == new:
        return
    at = len(changes)
    while at and changes[at - 1][0] >= end:
        at -= 1
    changes.insert(at, (start, end, new, "blank"))
