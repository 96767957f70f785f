"""Captions: told by a credit after them, or by being repeated.

Definition
----------
A paragraph is a caption when

1. a photo credit ends it ("... at the bridge. Photo: A. Name/Agency", "... REUTERS/A. Name",
   "... [File: Agency]") and it is short, at most two sentences, and quotes nobody; of a longer
   paragraph only the credit is taken;
2. its text, credit aside, stands there again (sites print a caption once for readers and once for
   those who cannot see the picture), and one of the two has a credit, or they are neighbours; then
   the first is the ``caption``, the others are ``caption_repeat``;
3. an agency in parentheses ends it ("... the border. (Reuters)"), it quotes nobody, it is one of
   the first paragraphs and no other ends so; elsewhere such words credit the news before them
   (``wire_credit``), and only they are taken;
4. it ends in a full date and a paragraph with a photo credit follows.

Neighbours that repeat each other without a credit but quote somebody, or open the text, are a slip
of the site: the second goes, the first stays.
"""

from __future__ import annotations

import re
from collections import defaultdict
from itertools import pairwise
from typing import TypeAlias

from framing.articles.noise import AGENCY, has_voice

Part: TypeAlias = tuple[int, int, str]
"""``(start, end, kind)``: what is taken out of a paragraph."""

TAIL = 200
LEADING = 4
MOST_WORDS, FEWEST_WORDS = 45, 4
_MARK = (
    r"(?:(?:[Ff]ile |[Ss]tock |[Cc]ourt )?(?:[Pp]hotos?|PHOTO|[Pp]hotograph|[Ii]mage|[Pp]icture|"
    r"Pic|[Ss]till|[Ss]ketch|[Ii]llustration|[Gg]raphic|[Ss]creengrab|[Ss]creenshot|Credit|File|Foto)"
    r"(?: (?:[Cc]redit|[Ss]ource|[Cc]ourtesy))?(?:\s?[:|©]| [Bb]y(?= [A-Z])))"
)
_NAME = r"[A-Z][\w.’'&-]*"
_NAMES = rf"{_NAME}(?: {_NAME}){{0,3}}"
CREDIT_SIGN = re.compile(r"[/:|©(\[]| [Bb]y ")
CREDIT = re.compile(
    rf"\s*(?:[\[(]\s*{_MARK}[^)\]\n]{{1,100}}[\])]"
    rf"|(?<=[.!?”\"’])\s*[\[(](?:{_NAMES}\s?/\s?)+{_NAMES}\.?[\])]"
    rf"|[\[(](?:AP|AFP|EPA|AA|UPI) Photo[^)\]\n]{{0,80}}[\])]"
    rf"|(?<=[.!?”\"’] ){_MARK}(?:[^.!?\n]|(?<=\b[A-Z])\.){{1,60}}"
    rf"|(?<=[.!?”\"’] )(?:{_NAMES}\s?/\s?)+{_NAMES}"
    rf"|(?:REUTERS|AP Photo|AFP PHOTO)\s?/\s?{_NAMES}|© ?{_NAMES}(?:\s?/\s?{_NAMES})?)\.?$"
)
AGENCY_CREDIT = re.compile(rf"(?<=[.!?”\"’])\s*[\[(]{AGENCY}[\])]\.?$")
POLLSTERS = re.compile(r"\s*[\[(]?[\w.]+\s?/\s?[\w.]+[\])]?\.?")
FULL_DATE = re.compile(
    r", (?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sept|Oct|Nov|Dec)[a-z]*\.? \d{1,2}, \d{4}\.$"
)
SENTENCE_END = re.compile(r"[.!?][”\"’']? (?=[A-Z“\"‘])")
ABBREVIATED = re.compile(r"(?:\b[A-Z]|\b(?:Mr|Mrs|Ms|Dr|Prof|Gen|Capt|Col|Sen|Rep|Gov|St|No))[.]$")


def find_captions(paragraphs: list[str], kinds: list[str | None]) -> dict[int, list[Part]]:
    """Which paragraphs are captions, or end in a credit.

    Parameters
    ----------
    paragraphs : list of str
        Of one article.
    kinds : list of str or None
        What is already known of each; only those with None are looked at.

    Returns
    -------
    dict of int to list of (start, end, kind)
        The parts of a paragraph that are to be taken out, which may be all of it.

    Examples
    --------
    >>> found = find_captions(["Lorries wait. Photo: A. Lund/PBN", "It rained."], [None, None])
    >>> found
    {0: [(0, 13, 'caption'), (13, 32, 'photo_credit')]}
    """
    news = [i for i, kind in enumerate(kinds) if kind is None]
    splits = {i: _split_credit(paragraphs[i]) for i in news}
    found = _repeated(paragraphs, news, splits)
    credited = [i for i in news if splits[i][1] == "agency"]
    leading = news[:LEADING] if len(credited) == 1 else []
    for i in news:
        body, marked = splits[i]
        text = paragraphs[i]
        before_credit = kinds[i + 1 : i + 2] == ["photo_credit"]
        dated = before_credit and FULL_DATE.search(text[-TAIL:])
        if i in found or not (marked or dated):
            continue
        plain = _is_short(text[:body]) and not has_voice(text[:body])
        if plain and (dated or marked == "photo" or (i in leading and i != news[-1])):
            found[i] = _whole(text, body, "caption")
        elif marked:
            found[i] = [(body, len(text), "photo_credit" if marked == "photo" else "wire_credit")]
    return found


def _repeated(
    paragraphs: list[str], news: list[int], splits: dict[int, tuple[int, str]]
) -> dict[int, list[Part]]:
    groups: dict[str, list[int]] = defaultdict(list)
    for i in news:
        body = paragraphs[i][: splits[i][0]]
        if FEWEST_WORDS <= len(body.split()) <= MOST_WORDS:
            groups[normalise(body)].append(i)
    place = {i: n for n, i in enumerate(news)}
    found: dict[int, list[Part]] = {}
    for same in groups.values():
        if len(same) < 2:
            continue
        text = paragraphs[same[0]]
        marked = any(splits[i][1] for i in same)
        neighbours = all(place[b] - place[a] == 1 for a, b in pairwise(same))
        if not marked and not neighbours:
            continue
        sure = marked or (same[0] > 0 and not has_voice(text) and _is_short(text))
        for n, i in enumerate(same):
            if n or sure:
                kind = "caption_repeat" if n else "caption"
                found[i] = _whole(paragraphs[i], splits[i][0], kind)
    return found


def normalise(text: str) -> str:
    """A text as it is compared: letters and digits, lower case.

    Examples
    --------
    >>> normalise("The bridge,  closed.") == normalise("the bridge closed")
    True
    """
    return " ".join(re.findall(r"\w+", text.lower()))


def _split_credit(text: str) -> tuple[int, str]:
    """Where a paragraph's own text ends, and what credit follows: photo, agency or none."""
    offset = max(0, len(text) - TAIL)
    if not CREDIT_SIGN.search(text, offset):
        return len(text), ""
    for mark, pattern in (("photo", CREDIT), ("agency", AGENCY_CREDIT)):
        match = pattern.search(text[offset:])
        if match and match.start() + offset > 0 and not POLLSTERS.fullmatch(match[0]):
            return match.start() + offset, mark
    return len(text), ""


def _is_short(text: str) -> bool:
    """At most `MOST_WORDS` words in at most two sentences."""
    if len(text.split()) > MOST_WORDS:
        return False
    ends = [m for m in SENTENCE_END.finditer(text) if not ABBREVIATED.search(text[: m.start() + 1])]
    return len(ends) <= 1


def _whole(text: str, body: int, kind: str) -> list[Part]:
    parts = [(0, body, kind)]
    if body < len(text):
        parts.append((body, len(text), "photo_credit"))
    return parts
