"""Media that no list knows, told by what the article says of them.

Definition
----------
A name is taken for a medium where only media stand:

- an abbreviation that is told something, or reports it: *told PBN*, *KNA, naming no source,
  alleged*
- a name that quotes somebody unnamed, or fails to verify independently: *Meridian quoted a
  relative*
- a name introduced before, by *news agency KNA* or in a credit, where its frame makes it a source

Abbreviations of governments, parties and international bodies are listed, as no media.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from framing.citations.frames import (
    AFTER,
    BEFORE,
    MEDIA_DEED,
    REPORTS_IT,
    SEEN_NEXT,
    TOLD_NEXT,
    Sentences,
    is_cited,
    sentence_bounds,
)
from framing.citations.lexicon import media_names
from framing.types import Span

MOST_KNOWN = 50
INITIALS = re.compile(r"(?<![\w.&/(-])[A-Z]{2,5}(?![\w&-]|\.\w)")
DOCUMENT_NEAR = re.compile(
    r"\b(?:documents?|drafts?|memos?|letters?|emails?|footage|videos?|photographs|pictures|images|"
    r"reports?|"
    r"records?|logs?|lists?|copy|copies|recordings?|statements?|contracts?|filings?|papers?|"
    r"transcripts?)\b"
)
DEED = re.compile(r"\b(?:quot(?:ed|ing)|cit(?:ed|ing)|could not|unable to|able to)\b")
DOER = re.compile(
    r"(?<![\w.])(?P<name>[A-Z][\w-]*(?:\s+[A-Z][\w-]*){0,2})(?:\s*,)?\s+(?:was |were |"
    r"has not been )?$"
)
NOT_MEDIA = frozenset(
    re.findall(
        r"[\w'-]+",
        "AARP ACLU AIPAC AKP ANC ATF AU BJP CDC CDU CEO CIA CIO DA DC DEA DHS DNC DOD DOE DOJ "
        "ECB EPA ER EU FAA FBI FCC FDA FEC FEMA FTC GCHQ GOP GRU FSB HHS HMRC HRW IAEA ICC ICE "
        "ICRC IDF ILO IMF IRA IRS ISIL ISIS IS JP KGB LAPD MEP MP MPs MSF NAACP NASA NATO NGO "
        "NHS NIH NLRB NOAA NRA NSA NYPD OECD OPEC OSCE PKK PLO PM RAF RNC SDF SEC SPD TSA TV "
        "UAE UK UN UNESCO UNHCR UNICEF US USA USDA VA WFP WHO WTO EEOC GAO CBO OMB FARC ETA SNP "
        "DUP YPG UNRWA CBP INS",
    )
)
NOT_A_NAME = frozenset(
    re.findall(
        r"[\w'-]+",
        "The A An He She It They We I You His Her In On At But And While When As By For Monday "
        "Tuesday Wednesday Thursday Friday Saturday Sunday Mr Mrs Ms Dr This That Police "
        "Prosecutors Officials",
    )
)


def find_doers(text: str) -> Iterator[Span]:
    """Names that do what only media do: quote somebody unnamed, fail to verify independently.

    Examples
    --------
    >>> text = "Meridian quoted a relative as saying no."
    >>> [text[a:b] for a, b in find_doers(text)]
    ['Meridian']
    """
    for deed in DEED.finditer(text):
        doer = DOER.search(text, max(0, deed.start() - 80), deed.start())
        if (
            doer
            and doer["name"].split()[0] not in NOT_A_NAME
            and doer["name"] not in NOT_MEDIA
            and MEDIA_DEED.match(text, doer.end("name"))
        ):
            yield doer.span("name")


def find_initials(text: str, sentences: Sentences) -> Iterator[tuple[int, int, str]]:
    """Unknown abbreviations where media stand: *told PBN*, *KNA, naming no source, reported*.

    Examples
    --------
    >>> text = "The dam held, she told PBN."
    >>> list(find_initials(text, ([0], [len(text)])))
    [(23, 26, 'PBN')]
    """
    for match in INITIALS.finditer(text):
        name, (start, end) = match[0], match.span()
        if name in NOT_MEDIA or name in media_names().media:
            continue
        low, high = sentence_bounds(sentences, start, len(text))
        before = text[max(low, start - BEFORE) : start]
        after = text[end : min(high, end + AFTER)]
        seen = SEEN_NEXT.search(before) and DOCUMENT_NEAR.search(before)
        if seen or TOLD_NEXT.search(before) or REPORTS_IT.match(after):
            yield start, end, name


def find_known_mentions(
    text: str, sentences: Sentences, known: Iterable[str]
) -> Iterator[tuple[int, int, str]]:
    """Later mentions of names that the article introduced as media.

    Examples
    --------
    >>> text = "The dam held, according to KNA."
    >>> list(find_known_mentions(text, ([0], [len(text)]), ["KNA"]))
    [(27, 30, 'KNA')]
    """
    names = sorted((n for n in known if n not in NOT_A_NAME), key=lambda n: (-len(n), n))[
        :MOST_KNOWN
    ]
    if not names:
        return
    pattern = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, names))})(?!\w)")
    for match in pattern.finditer(text):
        low, high = sentence_bounds(sentences, match.start(), len(text))
        if is_cited(text, match.start(), match.end(), low, high):
            medium = media_names().find(match[0])
            yield match.start(), match.end(), medium.name if medium else match[0]
