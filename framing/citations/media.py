"""Media cited in the text: who reported it, who was told it, where it was published.

Definition
----------
A mention counts when it is a medium and a source, both:

*A medium* is a name of the lexicon (*Reuters*); a name in a medium's form (*Lowmoor Gazette*); a
noun for one with what it is (*state television*, *Western agencies*, *the newspaper Dagen*); or a
name that the article itself introduces as one: by *news agency KNA*, by a credit, or by quoting
(*Meridian quoted a relative as saying*).

*A source* is one by its frame (`framing.citations.frames`): *told X*, *X reported*, *according to
X*, *seen by X*, *an interview with X*. An article does not cite its own outlet.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from framing.citations.frames import (
    BEFORE,
    Sentences,
    is_cited,
    phrase_start,
    says_nearby,
    sentence_bounds,
)
from framing.citations.introduced import (
    NOT_A_NAME,
    NOT_MEDIA,
    find_doers,
    find_initials,
    find_known_mentions,
)
from framing.citations.lexicon import media_names
from framing.citations.records import is_own
from framing.types import Citation, Span

HEADS = frozenset(
    re.findall(
        r"[\w'-]+",
        "media press television tv TV radio broadcaster broadcasters channel channels agency "
        "agencies newspaper newspapers tabloid tabloids daily dailies weekly magazine magazines "
        "outlet outlets website websites papers network networks station",
    )
)
FORMS = frozenset(
    re.findall(
        r"[\w'-]+",
        "News Times Post Herald Gazette Courier Tribune Journal Chronicle TV Radio Telegraph "
        "Observer Inquirer Examiner Sentinel Dispatch Broadcasting Magazine Today Globe Mirror "
        "Echo Standard Ledger Register Beacon Bee Advertiser Argus Television",
    )
)
_LOWER = (
    r"(?i:state|state-run|state-owned|state-controlled|state-backed|state-funded|government-run|"
    r"government-controlled|pro-government|pro-state|pro-Kremlin|official|opposition|independent|"
    r"local|regional|national|international|foreign|overseas|domestic|public|private|commercial|"
    r"mainstream|conservative|liberal|left-wing|right-wing|far-right|partisan|exile|exiled|"
    r"neighbouring|neighboring|[\w-]+-language)"
)
_KIND = (
    rf"(?:{_LOWER}|Western|Eastern|Arab|European|African|Asian|"
    r"[A-Z]\w+(?:an|ian|ish|ese|i|ch|sh|ic|ek|ss|am)|US|U\.S\.|UK|American|German)"
)
LOWER_KIND = re.compile(_LOWER)
_NEWS = (
    r"(?:news|propaganda|press|wire|social|tabloid|broadcast|print|television|TV|radio|"
    r"online|cable)"
)
OF_A_KIND = re.compile(rf"(?:^|\s|\b){_KIND}(?:\s+{_NEWS}|\s+\w+(?=\s+news))*\s+$")
OF_STATE = re.compile(r"(?i)state|government-|pro-|official")
WITH_NEWS = re.compile(r"\b(?:news|wire|propaganda)\s+$")
SOCIAL = re.compile(r"\bsocial(?:[ -])$", re.I)
PLURAL = frozenset(
    re.findall(
        r"[\w'-]+",
        "broadcasters newspapers tabloids dailies channels outlets",
    )
)
SINGULAR = frozenset(
    re.findall(
        r"[\w'-]+",
        "broadcaster channel agency newspaper tabloid daily weekly magazine outlet website "
        "network station",
    )
)
NOT_PRESS = re.compile(
    r"\s+(?:ads?|adverts?|advertisements?|spots?|buys?|show|star|host|personality|personalities|"
    r"release|releases|conference|conferences|secretary|secretaries|officer|office|freedom|"
    r"freedoms|corps|gallery|service|pool|law|laws|ban|boss|chief|executive|regulator|tower|"
    r"building|headquarters|watchdog|ownership|licence|license|landscape|market|mogul|giant|"
    r"empire|companies|company|group|strategy|campaign|attention|circus|event|kit|pass|box)\b"
)
REPORTS_NEXT = re.compile(
    r"\s+(?:reports|accounts|coverage|reporting|outlets|organi[sz]ations|reported)\b"
)
_NAME = r"[A-Z][\w’'&-]*(?:\s+[A-Z][\w’'&-]*){0,2}"
NAMED_NEXT = re.compile(rf",?\s+(?P<name>[A-Z]{{2,8}}\b|{_NAME})")
NAMED_BEFORE = re.compile(r"(?P<name>[A-Z][\w-]*)\s+(?:news\s+)?$")
DEMONYMS = frozenset(
    re.findall(
        r"\w+",
        "Afghan African Albanian American Arab Argentine Armenian Asian Australian Austrian "
        "Belarusian Belgian Brazilian British Bulgarian Canadian Chechen Chilean Chinese "
        "Colombian Croatian Cuban Czech Danish Dutch Eastern Egyptian Emirati English Estonian "
        "Ethiopian European Federal Finnish French Georgian German Greek Hungarian Indian "
        "Indonesian Iranian Iraqi Irish Israeli Italian Japanese Jordanian Kenyan Korean "
        "Kurdish Latvian Lebanese Libyan Lithuanian Malaysian Mexican Moldovan Moroccan "
        "Nigerian Northern Norwegian Pakistani Palestinian Peruvian Polish Portuguese Qatari "
        "Romanian Russian Saudi Scottish Serbian Slovak Somali Southern Spanish State Sudanese "
        "Swedish Swiss Syrian Thai Tunisian Turkish Ukrainian Venezuelan Vietnamese Welsh "
        "Western Yemeni",
    )
)
CAPITALS = re.compile(r"(?:[A-Z][\w’'&-]*\s+){1,4}$")


def find_media(
    text: str,
    words: Sequence[re.Match[str]],
    sentences: Sentences,
    *,
    outlet: str | None,
    credited: Iterable[str],
) -> Iterator[Citation]:
    """Media that a text cites.

    Parameters
    ----------
    text : str
    words : sequence of re.Match
        The words of the text that may begin a name or be a head noun, in order.
    sentences : (starts, ends)
    outlet : str, optional
        Whose article it is.
    credited : iterable of str
        Names that the article's records give.

    Yields
    ------
    Citation
        Of kind ``media``; they may overlap, longer ones are meant.
    """
    found: list[tuple[int, int, str]] = []
    known: set[str] = {
        name for name in credited if name not in NOT_MEDIA and re.fullmatch(r"[A-Z][\w-]+", name)
    }
    lexicon = media_names()
    for word in words:
        token, at = word[0], word.start()
        low, high = sentence_bounds(sentences, at, len(text))
        pattern = lexicon.patterns.get(token)
        match = pattern.match(text, at, high) if pattern else None
        if match:
            medium = lexicon.find(match[0]) or lexicon.find(f"The {match[0]}")
            if medium and is_cited(
                text, at, match.end(), low, high, social=medium.type == "social"
            ):
                found.append((at, match.end(), medium.name))
        elif token in FORMS:
            found += _formed(text, word.span(), low, high)
        elif token.lower() in HEADS:
            for start, end, name, proper in _described(text, word.span(), low, high, known):
                found.append((start, end, name))
                if proper:
                    known.add(name)
    for start, end in find_doers(text):
        known.add(text[start:end])
        found.append((start, end, text[start:end]))
    found += find_initials(text, sentences)
    found += find_known_mentions(text, sentences, known)
    for start, end, name in found:
        if not is_own(name, outlet):
            yield Citation("media", text[start:end], start=start, end=end, name=name)


def _formed(text: str, head: Span, low: int, high: int) -> Iterator[tuple[int, int, str]]:
    """A name that ends like a medium's: capitalised words and *Gazette*."""
    capitals = CAPITALS.search(text[max(low, head[0] - 60) : head[0]])
    if not capitals:
        return
    start = head[0] - len(capitals[0])
    words = text[start : head[1]].split()
    while words and words[0] in NOT_A_NAME:
        start = text.index(words[1], start + len(words[0])) if len(words) > 1 else head[1]
        words = words[1:]
    if len(words) > 1 and is_cited(text, start, head[1], low, high):
        yield start, head[1], " ".join(words)


def _described(
    text: str, head: Span, low: int, high: int, known: set[str]
) -> Iterator[tuple[int, int, str, bool]]:
    """A noun for media with what it is or is called: *state television*, *the agency KNA*."""
    noun = text[head[0] : head[1]]
    before = text[max(low, head[0] - BEFORE) : head[0]]
    if NOT_PRESS.match(text, head[1]) or (noun == "press" and not OF_A_KIND.search(before)):
        return
    start, determiner = phrase_start(text, head[0], low)
    if SOCIAL.search(before):
        if is_cited(text, start, head[1], low, high, social=True):
            yield head[0] - len(SOCIAL.search(before)[0]), head[1], "social media", False  # type: ignore[index]
        return
    named = NAMED_NEXT.match(text, head[1], high) if noun in SINGULAR else None
    if named and named["name"].split()[0] not in NOT_A_NAME:
        of_news = noun != "agency" or WITH_NEWS.search(before) or OF_A_KIND.search(before)
        apposed = text[head[1]] == ","
        name = _shorten(named["name"])
        if of_news and name not in NOT_MEDIA and (not apposed or name.isupper()):
            end = named.start("name") + len(name)
            introduced = WITH_NEWS.search(before) or OF_A_KIND.search(before)
            framed = is_cited(text, start, end, low, high, apposed=apposed)
            if framed or (introduced and says_nearby(text, low, high)):
                medium = media_names().find(name)
                yield start, end, medium.name if medium else name, True
                return
    earlier = NAMED_BEFORE.search(before) if noun in SINGULAR else None
    if earlier and earlier["name"] not in NOT_A_NAME and earlier["name"] not in DEMONYMS:
        name = earlier["name"]
        sure = noun != "agency" or name in known or (determiner and name not in NOT_MEDIA)
        if sure and is_cited(text, start, head[1], low, high):
            medium = media_names().find(name)
            yield start, head[1], medium.name if medium else name, True
            return
    kind = OF_A_KIND.search(before)
    framed = is_cited(text, start, head[1], low, high)
    official = kind is not None and OF_STATE.match(kind[0].lstrip()) is not None
    if (
        kind
        and (framed or (official and says_nearby(text, low, high)))
        and (noun != "agency" or "news" in kind[0])
    ):
        begin = head[0] - len(kind[0].lstrip())
        yield min(start, begin) if determiner else begin, head[1], _kind_name(kind[0]), False
    elif noun.lower() in PLURAL and (framed or (start == low and says_nearby(text, low, high))):
        yield start, head[1], noun.lower(), False
    elif noun.lower() == "media" and framed and REPORTS_NEXT.match(text, head[1]):
        yield start, head[1], "media", False


def _shorten(name: str) -> str:
    """A name up to its genitive; an abbreviation alone."""
    words = re.sub(r"['’]s?(?=\s|$).*", "", name).split()
    return words[0] if words[0].isupper() and len(words[0]) > 1 else " ".join(words)


def _kind_name(kind: str) -> str:
    """The kind of medium: *state media* for all that states run, *Western media*."""
    first = kind.split()[0]
    if first.lower().startswith(("state", "government")):
        return "state media"
    return f"{first.lower() if LOWER_KIND.fullmatch(first) else first} media"
