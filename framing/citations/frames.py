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
    r"conducted|commissioned|provided|shared|shown|examined|printed|published|broadcast|compiled|"
    r"sponsored|acquired|analy[sz]ed|first reported|written|made public) (?:by|in|on|to|for|with)|"
    r"(?:said|says|say|wrote|writes|writing|reported|reports|appear(?:s|ed|ing)?|announced|boasted|"
    r"claimed|argued) (?:in|on|to|for)|"
    rf"{_PIECE} (?:in|by|for|from|on|to|via|with|published in|published by))"
    r"\s+(?:(?:the|a|an)\s+)?)$",
    re.I,
)
ON_AIR = re.compile(r"\b(?:on|in|to|from|by|via)\s+(?:the\s+)?$")
_FILLER = (
    r"(?:\s+(?:has|had|have|also|first|later|then|earlier|previously|already|itself|meanwhile|"
    r"\w+ly|"
    r"on (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|this week|last week)){0,3}"
)
CITES_BEFORE = re.compile(
    r"(?:['’]s?)?(?:\s*,[^,.;:“”\"]{1,80},)?"
    rf"{_FILLER}\s+(?:report(?:ed|s)?|said|says?|quot(?:ed|es?|ing)|cit(?:ed|es?|ing)|wr(?:ote|"
    rf"ites?)|"
    r"claim(?:ed|s)?|alleg(?:ed|es?)|show(?:ed|s)?|aired|broadcast|carried|published|revealed|ran|"
    r"noted|describ(?:ed|es)|called|put|suggest(?:ed|s)?|estimated|projected|found|announced|"
    r"asked|learned|"
    r"crowed|predict(?:ed|s)|confirm(?:ed|s)|declared|editoriali[sz]ed|interviewed|posited|argued|"
    r"disclosed|observed|speculated|accused|concluded|warned|asserts?|asserted|boasted|detailed|"
    r"depicted|portrayed|hailed|branded|insist(?:ed|s))\b(?! for\b| up\b)"
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
QUOTES_SOMEBODY = re.compile(
    r"(?:\s*,)?\s+(?:quoted|cited|quoting|citing)\s+(?:an?|two|three|several|unnamed|anonymous|"
    r"sources?|"
    r"officials?|witnesses|people|(?:the )?\w+ (?:sources|officials|media|ministry|police))\b"
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
        "citing cited according show shows showed see saw seen read reads got get gets made make "
        "makes gave give gives took take takes let put puts ordered became becomes including "
        "called calls call despite except versus",
    )
)
DETERMINERS = frozenset(
    re.findall(
        r"[\w'-]+",
        "a an the this that these those its his her their our my your another each every some any "
        "no several many few various numerous two three four five six seven eight nine ten one "
        "dozens hundreds",
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
