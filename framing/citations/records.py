"""Records of sourcing: credits, datelines, bylines and "Source:" lines, read for whom they name.

Definition
----------
A record is a short line of a fixed form. It names

- the parts of its list, where it is one of sources: *Source: Broadcaster, City Court and agencies*,
  *With inputs from A and B*, *(A/B)*;
- the agency among photographer and agency, where it credits a picture: *Photo: A. Name/Agency*;
- a known medium, where it is a list of reporters: *Reporting by A. Name; Editing by B. Name* names
  none, and *By A. Name, Associated Press* names one.

A record with one name or none is one citation, the whole line; with several it is one citation per
name, and each spans its name. A dateline spans its agency.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from framing.citations.lexicon import bare_name, media_names
from framing.types import Article, Citation, Span

MOST = 600
SOURCE_HEAD = re.compile(
    r"\W*(?:(?:Sources?|SOURCES?|Via|VIA)\s?[:|]"
    r"|(?i:(?:this (?:article|story|post|report|piece) (?:was )?)?(?:originally|first) "
    r"(?:published|appeared) (?:on|in|by|at))\b)\s*"
)
PICTURE_HEAD = re.compile(
    r"\W*(?i:(?:(?:file|stock|handout|court|[a-z]{2,4}) )?(?:photos?|photograph|image|picture|pic|"
    r"still|sketch|illustration|graphics?|video|screenshot|screengrab|screen grab|artwork|credit|"
    r"footage|foto|file)(?: (?:credits?|source|courtesy|copyright|grab))?(?: of)?"
    r"(?:(?: by)?\s?[:|©,]| by (?=\w)|\s?(?=/)|(?= )))[\s/]*|\W*©\s*"
)
WIRE_HEAD = re.compile(
    r"\W*(?i:(?:with )?(?:additional |extra )?(?:material|inputs?|files?|contributions?|agencies|"
    r"copy|compiled|agency copy)\s?(?:by|from|:))\s*|\W*(?i:and |by |with )(?=agenc)"
)
PEOPLE = re.compile(r"(?i)\b(?:reporting|writing|editing|edited|written|translated|contributed)\b")
CREDIT_AT_END = re.compile(
    r"(?:[\[(]\s*)?(?:(?:[Ff]ile |[Cc]ourt )?(?:[Pp]hotos?|PHOTO|[Pp]hotograph|[Ii]mage|[Pp]icture|"
    r"[Pp]ic|[Ss]till)(?: [Cc]redit)?\s?[:©]|(?:AP|AFP|EPA|UPI|AA) P(?:hoto|HOTO)\b|©|REUTERS\s?/)"
    r"[^\n]{0,100}$|[\[(][^()\[\]\n]{2,60}[\])]\.?$"
)
IN_BRACKETS = re.compile(r"\((?P<agency>[^()\n]{2,60})\)")
BYLINE_HEAD = re.compile(r"\W*(?i:(?:words |story |written |report(?:ing)? )?by:? |from )")
STAFF = re.compile(
    r"(?i)[\s,]+(?:staff(?: (?:writers?|reporters?))?|correspondents?|newsroom|team|reporters?|"
    r"(?:news )?(?:service|desk))\.?$"
)
SEPARATOR = re.compile(r"\s*(?:[,;/|&+·]|\band\b|\bwith\b|\bvia\b)\s*")
EDGES = " \t\r\n\xa0.;:,()[]*–—-"
GENERIC = {
    "agencies": "news agencies",
    "news agencies": "news agencies",
    "wire agencies": "news agencies",
    "wires": "news agencies",
    "wire services": "news agencies",
    "social networks": "social media",
    "social media": "social media",
}
RECORD_KINDS = {
    "photo_credit": "photo_credit",
    "wire_credit": "wire_credit",
    "source_line": "source_line",
    "dateline": "byline_agency",
    "byline": "byline_agency",
    "caption": "photo_credit",
    "caption_repeat": "photo_credit",
}


def read_edits(article: Article) -> Iterator[Citation]:
    """Citations in what cleaning took out of a text, placed in the raw text.

    Parameters
    ----------
    article : Article

    Yields
    ------
    Citation
        ``start`` and ``end`` are None.

    Examples
    --------
    >>> from framing.types import Edit
    >>> edit = Edit("source_line", raw_start=9, raw_text="Source: Post and agencies", start=9)
    >>> found = read_edits(Article(id="a", text="It rained", edits=(edit,)))
    >>> [(c.kind, c.text, c.raw_start, c.name) for c in found]
    [('source_line', 'Post', 17, 'Post'), ('source_line', 'agencies', 26, 'news agencies')]
    """
    byline_seen = False
    for edit in article.edits:
        if edit.kind not in RECORD_KINDS or len(edit.raw_text) > MOST:
            continue
        byline_seen |= edit.kind == "byline"
        for start, end, name in read_record(edit.raw_text, edit.kind, outlet=article.outlet):
            yield Citation(
                RECORD_KINDS[edit.kind],
                edit.raw_text[start:end],
                raw_start=edit.raw_start + start,
                raw_end=edit.raw_start + end,
                name=name,
            )
    if article.byline and not byline_seen and len(article.byline) <= MOST:
        for start, end, name in read_record(article.byline, "byline", outlet=article.outlet):
            yield Citation("byline_agency", article.byline[start:end], name=name)


def read_record(
    line: str, kind: str, *, outlet: str | None = None
) -> list[tuple[int, int, str | None]]:
    """Whom a record names.

    Parameters
    ----------
    line : str
        As it stands in the text.
    kind : str
        A kind of edit: ``photo_credit``, ``wire_credit``, ``source_line``, ``dateline``,
        ``byline``, ``caption``.
    outlet : str, optional
        In a byline its own name is no agency.

    Returns
    -------
    list of (start, end, name)
        Offsets in the line; the name is None where it names nobody but reporters.

    Examples
    --------
    >>> read_record("Photo: A. Lund/PBN", "photo_credit")
    [(0, 18, 'PBN')]
    >>> read_record("MERROW, March 3 (Reuters) - ", "dateline")
    [(17, 24, 'Reuters')]
    """
    start, end = _strip(line, 0, len(line))
    if kind in ("caption", "caption_repeat"):
        credit = CREDIT_AT_END.search(line[start:end])
        if not credit or (credit[0][0] in "[(" and not _known_inside(credit[0])):
            return []
        start, kind = start + credit.start(), "photo_credit"
    if start >= end:
        return []
    if kind == "dateline":
        return _read_dateline(line)
    if kind == "byline":
        names = list(_byline_names(line, outlet))
        return names if len(names) > 1 else [(start, end, name) for _, _, name in names]
    names = _names(line, start, end, kind)
    if len(names) > 1:
        return names
    return [(start, end, names[0][2] if names else None)]


def _read_dateline(line: str) -> list[tuple[int, int, str | None]]:
    found = list(IN_BRACKETS.finditer(line))
    if not found:
        return []
    at = found[-1].start("agency")
    return [
        (at + a, at + b, normalise_name(found[-1]["agency"][a:b]))
        for a, b in _parts(found[-1]["agency"])
    ]


def _names(line: str, start: int, end: int, kind: str) -> list[tuple[int, int, str | None]]:
    """Names of a credit or a source line, by its form."""
    head = {"source_line": SOURCE_HEAD, "photo_credit": PICTURE_HEAD, "wire_credit": WIRE_HEAD}[
        kind
    ]
    found = head.match(line, start, end)
    body = found.end() if found else start
    if kind == "wire_credit" and PEOPLE.search(line, start, end):
        return _known(line, body, end)
    parts = [(body + a, body + b) for a, b in _parts(line[body:end])]
    if kind == "photo_credit":
        agency = _known(line, start, end) or _agencies(line, parts)
        return agency
    return [(a, b, normalise_name(line[a:b])) for a, b in parts]


def _agencies(line: str, parts: list[Span]) -> list[tuple[int, int, str | None]]:
    """Of photographer and agency the agency: one word, or what comes last."""
    if not parts:
        return []
    likely = [(a, b) for a, b in parts if not re.search(r"\s|\.", line[a:b].strip("."))]
    a, b = (likely or parts)[-1] if len(parts) > 1 else parts[0]
    return [(a, b, normalise_name(line[a:b]))]


def _known(line: str, start: int, end: int) -> list[tuple[int, int, str | None]]:
    """Media of the lexicon within a line, each once."""
    found: dict[str, tuple[int, int, str | None]] = {}
    for a, b, name in find_known(line, start, end):
        found.setdefault(name, (a, b, name))
    return list(found.values())


def find_known(text: str, start: int, end: int) -> Iterator[tuple[int, int, str]]:
    """Media of the lexicon in a stretch of text, social platforms left out.

    Examples
    --------
    >>> list(find_known("Jane Doe, Associated Press", 0, 26))
    [(10, 26, 'AP')]
    """
    names = media_names()
    at = start
    for word in re.finditer(r"[^\W_]+", text[start:end]):
        place = start + word.start()
        pattern = names.patterns.get(word[0])
        found = pattern.match(text, place, end) if pattern and place >= at else None
        if found:
            medium = names.find(found[0]) or names.find(f"The {found[0]}")
            if medium and medium.type != "social":
                at = found.end()
                yield place, at, medium.name


def _known_inside(text: str) -> bool:
    return next(find_known(text, 0, len(text)), None) is not None


def _byline_names(line: str, outlet: str | None) -> Iterator[tuple[int, int, str | None]]:
    """Agencies of a byline: known ones, "X staff", and a single word that is no person's name."""
    known = _known(line, 0, len(line))
    if known:
        yield from (k for k in known if not is_own(k[2], outlet))
        return
    head = BYLINE_HEAD.match(line)
    begin = head.end() if head else 0
    for a, b in _parts(line[begin:]):
        part = line[begin + a : begin + b]
        staff = STAFF.sub("", part)
        generic = part.lower() in GENERIC
        whole = head is not None or part.isupper() or staff != part
        if generic or (
            staff
            and staff[0].isupper()
            and len(staff.split()) == 1
            and whole
            and not is_own(staff, outlet)
            and not STAFF.fullmatch(f" {staff}")
        ):
            yield begin + a, begin + a + len(part if generic else staff), normalise_name(staff)


def _parts(text: str) -> Iterator[Span]:
    """The names of a list; known media are not cut ("Mail & Guardian")."""
    at = 0
    kept = [(a, b) for a, b, _ in find_known(text, 0, len(text))]
    cuts = [
        found.span()
        for found in SEPARATOR.finditer(text)
        if not any(a < found.end() and found.start() < b for a, b in kept)
    ]
    for low, high in [*cuts, (len(text), len(text))]:
        a, b = _strip(text, at, low)
        if b - a > 1:
            yield a, b
        at = high


def _strip(text: str, start: int, end: int) -> Span:
    """Without blanks at either end; brackets, dots and dashes of a whole line stay."""
    edges = EDGES if start or end < len(text) else " \t\r\n\xa0"
    while start < end and text[start] in edges:
        start += 1
    while end > start and text[end - 1] in edges:
        end -= 1
    return start, end


def normalise_name(text: str) -> str:
    """A name as it is counted: the lexicon's, else as written.

    Examples
    --------
    >>> normalise_name("The  Associated Press"), normalise_name("agencies"), normalise_name("KNA")
    ('AP', 'news agencies', 'KNA')
    """
    plain = bare_name(text.strip(EDGES))
    medium = media_names().find(plain)
    if medium:
        return medium.name
    return GENERIC.get(plain.lower(), plain)


def is_own(name: str | None, outlet: str | None) -> bool:
    """Whether a name is the outlet's own: an outlet does not cite itself.

    Examples
    --------
    >>> is_own("PBN", "pbn"), is_own("Courier", "The Lowmoor Courier"), is_own("AP", "pbn")
    (True, True, False)
    """
    if not name or not outlet:
        return False
    ours, theirs = _tokens(outlet), _tokens(name)
    if not ours or not theirs:
        return False
    return ours == theirs or theirs < ours or (len(ours) == 1 and ours < theirs)


def _tokens(name: str) -> frozenset[str]:
    return frozenset(re.findall(r"[^\W_]+", name.lower())) - {"the", "news", "daily", "of"}
