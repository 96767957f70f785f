"""Frames: the words around a mention that make it a citation.

*The broadcaster moved to Merrow* mentions a medium; *he told the broadcaster*, *the broadcaster
reported* and *footage from the broadcaster* rest on it. Only the latter are citations. This module
says which words do that, and where a noun phrase begins.

Conventions
-----------
A frame lies within one sentence, close to the mention; windows are bounded, so that reading is
linear in the length of the text.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from typing import TypeAlias

from framing.types import Span

Sentences: TypeAlias = tuple[Sequence[int], Sequence[int]]

BEFORE, AFTER = 90, 140
SAYING = (
    r"(?:said|says?|saying|told|tells|telling|reported|reports?|reporting|according|claim(?:s|ed)?|"
    r"claiming|alleg(?:e|es|ed|ing)|wr(?:ote|ites?|iting|itten)|quot(?:e|es|ed|ing)|cit(?:e|es|ed|"
    r"ing)|"
    r"announc(?:e|es|ed|ing)|add(?:s|ed|ing)|show(?:s|ed|n|ing)?|reveal(?:s|ed|ing)?|publish(?:es|"
    r"ed)?|"
    r"interview(?:s|ed)?|spoke|speaking|speaks|confirm(?:s|ed|ing)?|den(?:y|ies|ied|ying)|"
    r"insist(?:s|ed|ing)?|argu(?:e|es|ed|ing)|warn(?:s|ed|ing)?|stat(?:es|ed|ing)|aired|broadcast|"
    r"tweet(?:s|ed|ing)?|post(?:ed|ing)|posts|shar(?:e|es|ed|ing)|accus(?:e|es|ed|ing)|"
    r"call(?:s|ed)(?! for)|explain(?:s|ed)|describ(?:e|es|ed|ing)|reject(?:s|ed|ing)?|"
    r"suggest(?:s|ed|ing)?|insinuations?|promis(?:e|es|ed)|vow(?:s|ed)|urg(?:e|es|ed|ing)|"
    r"declar(?:e|es|ed|ing)|admit(?:s|ted)?|admitting|not(?:es|ed)|estimat(?:e|es|ed)|"
    r"predict(?:s|ed)?|expect(?:s|ed)|conced(?:e|es|ed)|express(?:es|ed|ing)|leaked|learned|"
    r"comment(?:s|ed)?|asked|asks|demand(?:s|ed)|condemn(?:s|ed|ing)?|prais(?:e|es|ed)|footage)"
)
HAS_SAYING = re.compile(rf"\b{SAYING}\b", re.I)

_PIECE = (
    r"(?:article|story|stories|op-ed|column|editorial|essay|piece|investigation|analysis|polls?|"
    r"surveys?|reports?|reporting|footage|videos?|dispatch|exclusive|commentary|interviews?|posts?|"
    r"statements?|messages?|tweets?|broadcast|publication|photographs|pictures|coverage|remarks|"
    r"comments|appearance|insinuations|claims|headlines?)"
)
CITES_NEXT = re.compile(
    r"(?:\b(?:told|tells?|telling|informed|according to|speaking (?:to|with|on)|spoke (?:to|with|"
    r"on)|"
    r"speaks (?:to|with)|alleged to|confessed to|confirmed to|said to|quoted|quoting|quotes|citing|"
    r"cites|cited|via|interviews?(?:ed)? (?:by|with|to|on|for|in)|"
    r"(?:seen|obtained|reviewed|verified|viewed|carried|cited|quoted|reported|released|posted|"
    r"aired|"
    r"conducted|polled|surveyed|commissioned|provided|shared|shown|examined|printed|published|"
    r"broadcast|compiled|"
    r"sponsored|acquired|analy[sz]ed|first reported|written|made public) (?:by|in|on|to|for|with)|"
    r"(?:said|says|say|wrote|writes|writing|reported|reports|appear(?:s|ed|ing)?|announced|boasted|"
    r"claimed|argued) (?:in|on|to|for)|"
    r"(?:expert|correspondent|reporter|columnist|editor|journalist|pundit|"
    r"photographer) (?:of|for|at|from|with)|"
    rf"{_PIECE} (?:in|by|for|from|on|to|via|with|published in|published by))"
    r"\s+(?:(?:the|a|an)\s+)?)$",
    re.I,
)
ON_AIR = re.compile(r"\b(?:on|in|to|from|by|via)\s+(?:the\s+)?$")
_FILLER = (
    r"(?:\s+(?:has|had|have|also|first|later|then|earlier|previously|already|itself|meanwhile|"
    r"\w+ly|"
    r"not|never|did|does|on (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|this week|last week)){0,3}"
)
CITES_BEFORE = re.compile(
    r"(?:['’]s?)?(?:\s*,[^,.;:“”\"]{1,80},)?"
    rf"{_FILLER}\s+(?:report(?:ed|s)?|said|says?|quot(?:ed|es?|ing)|cit(?:ed|es?|ing)|wr(?:ote|"
    rf"ites?)|"
    r"claim(?:ed|s)?|alleg(?:ed|es?)|show(?:ed|s)?|aired|broadcast|carried|published|revealed|ran|"
    r"noted|describ(?:ed|es)|called(?! for\b| up\b)|put|suggest(?:ed|s)?|estimated|projected|"
    r"found|announced|"
    r"asked|learned|"
    r"crowed|gloated|devoted|mocked|ignored|praised|printed|led with|denied|blamed|attributed|told|"
    r"informed|assured|promised|explained|celebrated|dismissed|stressed|complained|maintain(?:ed|"
    r"s)|"
    r"fail(?:ed|s) to mention|made no mention|mentioned|speaks|spoke|counted|circulated|"
    r"distributed|spread|predict(?:ed|s)|confirm(?:ed|s)|declared|editoriali[sz]ed|interviewed|"
    r"posited|argued|"
    r"disclosed|observed|speculated|accused|concluded|warned|asserts?|asserted|boasted|detailed|"
    r"depicted|portrayed|hailed|branded|insist(?:ed|s))\b"
    r"|(?:['’]s?)?(?:/[\w /-]{2,40}?)?(?:\s+(?:\w+|opinion|exit|national)){0,2}?\s+(?:reports?|"
    r"reporting|polls?|"
    r"surveys?|story|stories|investigation|interviews?|journalists?|correspondents?|reporters?|"
    r"analysis|editorial|article|footage|op-ed|headlines?|columnist|crew|broadcast|town hall)\b"
)
POSTED_BEFORE = re.compile(
    r"\s+(?:(?:video|audio|news)\s+)?(?:posts?|posting|postings|messages?|pages?|accounts?|"
    r"channels?|feeds?|"
    r"videos?|streams?|statements?|users?|threads?|livestreams?|groups?)\b"
)
TOLD_NEXT = re.compile(
    r"\b(?:told|tells|telling|spoke to|speaking to|speaks to|confirmed to|said to|alleged to|"
    r"confessed to|interviews? (?:with|by|to)|interviewed (?:by|on)|(?:quoted|reported|printed|"
    r"published|carried|released|cited) by|"
    r"aired (?:by|on)|broadcast (?:by|on)|shown (?:by|on)|reports? (?:by|on|from))\s+(?:the\s+)?$",
    re.I,
)
SEEN_NEXT = re.compile(
    r"\b(?:seen|obtained|verified|checked|viewed|examined|leaked)\s+(?:by|to)\s+(?:the\s+)?$"
)
REPORTS_IT = re.compile(
    rf"(?:\s*,[^,.;:“”\"]{{1,80}},)?{_FILLER}\s+(?:report(?:s|ed)?|alleg(?:es?|ed)|aired|broadcast|"
    r"quot(?:es?|ed)|cit(?:es?|ed)|carried|ran|published)\b"
)
MEDIA_DEED = re.compile(
    r"(?:\s*,)?\s+(?:(?:could not|(?:was|were) unable to|has not been able to)\s+"
    r"(?:(?:independently|immediately)\s+(?:verify|confirm|establish|authenticate|corroborate)|"
    r"(?:verify|confirm|establish)\s+independently)"
    r"|(?:quoted|cited|quoting|citing)\s+(?:an?|two|three|several|unnamed|anonymous|sources?|"
    r"officials?|witnesses|people|(?:the )?\w+ (?:sources|officials|media|ministry|police)))\b"
)

STOP = frozenset(
    re.findall(
        r"[\w'-]+",
        "about above across after against along amid among and are around as at be because been "
        "before behind being below beneath beside between beyond but by can could did do does "
        "down during for from had has have he her him how i if in inside into is it like may me "
        "might must near nor not of off on once one's onto or our ours out outside over per she "
        "should since so than that them then there they though through throughout to toward "
        "towards under unless until up upon us via was we were what when where whether which "
        "while who whom whose why will with within without would yet you also only even just "
        "already never ever still again here now later earlier too very more most less both "
        "either neither however says say said told tells tell asked reported reports quoted "
        "citing cited according show shows showed see saw seen read reads got get gets made "
        "make makes gave give gives took take takes let put puts ordered became becomes "
        "including called calls call despite except versus",
    )
)
DETERMINERS = frozenset(
    re.findall(
        r"[\w'-]+",
        "a an the this that these those its his her their our my your another each every some "
        "any no several many few various numerous two three four five six seven eight nine ten "
        "one dozens hundreds",
    )
)
MODIFIERS = frozenset(
    re.findall(
        r"[\w'-]+",
        "leaked declassified unpublished unsealed news police press daily early weekly monthly "
        "yearly",
    )
)
_TOKEN = re.compile(r"[^\W_][\w’'./%-]*")


def sentence_bounds(sentences: Sentences, at: int, length: int) -> Span:
    """The sentence that a place belongs to; the whole text where there is none."""
    starts, ends = sentences
    i = bisect_right(starts, at) - 1
    return (starts[i], max(ends[i], at)) if i >= 0 else (0, length)


def is_cited(
    text: str,
    start: int,
    end: int,
    low: int,
    high: int,
    *,
    social: bool = False,
    apposed: bool = False,
) -> bool:
    """Whether the frame of a name makes it a source.

    Parameters
    ----------
    text : str
    start, end : int
        The name.
    low, high : int
        Its sentence.
    social : bool
        A platform, which carries what others say: *on X*, *a Facebook post*.
    apposed : bool
        The name follows a comma, so another may follow it: *his agency, KNA, reported*.

    Examples
    --------
    >>> text = "He told Reuters so."
    >>> is_cited(text, 8, 15, 0, len(text)), is_cited("Reuters has moved.", 0, 7, 0, 18)
    (True, False)
    """
    before = text[max(low, start - BEFORE) : start]
    after = text[end : min(high, end + AFTER)]
    if not social and (CITES_NEXT.search(before) or CITES_BEFORE.match(after)):
        return True
    if apposed and after.startswith(",") and CITES_BEFORE.match(after[1:]):
        return True
    if social and POSTED_BEFORE.match(after):
        return says_nearby(text, max(low, start - 300), high)
    if ON_AIR.search(before):
        near = text[max(low, start - BEFORE) : start] + " " + after
        return HAS_SAYING.search(near) is not None
    return False


def says_nearby(text: str, low: int, high: int) -> bool:
    """Whether a sentence speaks of saying, showing or knowing, not far from its beginning."""
    return HAS_SAYING.search(text, low, min(high, low + 600)) is not None


def phrase_start(text: str, head: int, floor: int) -> tuple[int, str]:
    """Where the noun phrase of a head noun begins, and its determiner.

    Walks left over modifiers until a determiner, a function word or punctuation. Without a
    determiner only what looks like a modifier is taken.

    Parameters
    ----------
    text : str
    head : int
        Where the head noun begins.
    floor : int
        Where its sentence begins.

    Returns
    -------
    start : int
    determiner : str
        In lower case; ``"'s"`` for a genitive, empty for none.

    Examples
    --------
    >>> phrase_start("He saw a leaked internal memo.", 25, 0)
    (7, 'a')
    >>> phrase_start("They published aerial photographs.", 22, 0)
    (15, '')
    """
    low = max(floor, head - BEFORE)
    right, start, determiner, genitive = head, head, "", False
    bare = head
    trusted = True
    for taken, token in enumerate(reversed(list(_TOKEN.finditer(text, low, head)))):
        if taken > 7 or text[token.end() : right].strip() or right - token.end() > 2:
            break
        word = token[0]
        lower = word.lower()
        if lower in DETERMINERS and not (lower == "that" and determiner):
            start, determiner = token.start(), lower
            break
        if lower in STOP or (genitive and not word[0].isupper() and not is_genitive(word)):
            break
        if is_genitive(word):
            start, determiner, genitive = token.start(), "'s", True
        elif genitive:
            start = token.start()
        if trusted and _is_modifier(word):
            bare = token.start()
        else:
            trusted = False
        right = token.start()
    return (start, determiner) if determiner else (bare, "")


def is_genitive(word: str) -> bool:
    """Whether a word is a genitive: *guard’s*, *insurers'*."""
    return word.endswith(("'s", "’s", "s'", "s’"))


def _is_modifier(word: str) -> bool:
    if word[0].isupper() or word[0].isdigit() or word in MODIFIERS:
        return True
    return not word.endswith(("ed", "ing", "s", "ly")) and word.isalpha()
