"""Contents: how far what is attributed reaches, to the right of its cue and to the left of it."""

from __future__ import annotations

from framing.attribution.cues import load_heads, load_verbs
from framing.attribution.sentences import QUOTE, Sentence
from framing.attribution.wordclasses import (
    ARTICLES,
    DAYS,
    FINITE,
    PREPOSITIONS,
    SUBORDINATORS,
    TIMES,
    VENUES,
    VERBS,
    is_adverb,
    is_word,
    word_set,
)

OPENING = word_set("that whether if how why what who where when which")
ADVERBIAL_HEADS = word_set(
    """in on at during after before to via through from with earlier late early last this by"""
)


def skip_adverbials(sentence: Sentence, k: int) -> int:
    """Return the first atom at or after ``k`` that is not part of an adverbial of time or place.

    Examples
    --------
    >>> from framing.text import read_layers
    >>> from framing.attribution.sentences import read_sentences
    >>> layers = read_layers(["He said on Monday in a speech that it was late."])
    >>> sentence = read_sentences(layers, 0)[0]
    >>> sentence.low[skip_adverbials(sentence, 2)]
    'that'
    """
    low, stop = sentence.low, sentence.stop
    while k < stop:
        word = low[k]
        if (word in TIMES and not _points(low, k)) or (
            is_adverb(word) and word not in ("only", "even", "just", "almost")
        ):
            k += 1
            continue
        if word in ADVERBIAL_HEADS:
            end = _end_adverbial(sentence, k, stop)
            if end > k:
                k = end
                continue
        break
    return k


def _points(low: list[str], k: int) -> bool:
    """Whether *this* at ``k`` is no part of a time: "of this outcome", "said this was"."""
    return (
        low[k] == "this"
        and not TIMES.intersection(low[k + 1 : k + 2])
        and low[k + 1 : k + 2] != ["past"]
    )


def _end_adverbial(sentence: Sentence, k: int, stop: int) -> int:
    """Return the end of the adverbial that opens at ``k``, or ``k`` if it is none."""
    low = sentence.low
    if k + 1 >= stop or (low[k] == "to" and not _is_audience(sentence, k + 1)):
        return k
    found = k
    for m in range(k + 1, min(k + 14, stop)):
        word = low[m]
        if word in (",", QUOTE, ":", ";") or word in OPENING:
            return m if found > k or low[k] in ("to", "in", "on", "at", "during") else k
        if word in DAYS or word in VENUES or word.isdigit():
            found = m + 1
        elif word in FINITE:
            break
        elif k < found == m and not sentence.is_capital(m) and word not in PREPOSITIONS | TIMES:
            return found
    return found


def _is_audience(sentence: Sentence, k: int) -> bool:
    """Whether "to" before atom ``k`` introduces somebody addressed, not an infinitive."""
    word = sentence.low[k]
    return word in ARTICLES or sentence.is_capital(k) or word in ("reporters", "supporters", "us")


def skip_addressee(sentence: Sentence, k: int) -> int:
    """Return the atom after the addressee of a verb such as *tell*, or ``k`` if none is seen."""
    low, stop = sentence.low, sentence.stop
    if k >= stop or low[k] in (",", ":", ";", QUOTE, "that", "to"):
        return k
    for m in range(k + 1, min(k + 14, stop)):
        word = low[m]
        if word in (",", ":", ";", QUOTE) or word in OPENING or word == "to" or word in TIMES:
            return m
        if (
            word in ("he", "she", "they", "i", "we", "it", "there", "the", "his")
            and low[m - 1] not in PREPOSITIONS
        ):
            return m
        if word in ADVERBIAL_HEADS and m > k and word not in ("with", "from", "at"):
            return m
    if stop - k < 8 and not any(word in FINITE or word in VERBS for word in low[k:stop]):
        return stop
    return min(k + 1, stop)


def end_content(
    sentence: Sentence, start: int, *, phrase: bool, past: bool, relative: bool = False
) -> int:
    """Return where the content that begins at ``start`` ends.

    Parameters
    ----------
    sentence : Sentence
    start : int
        First atom of the content.
    phrase : bool
        Whether the content is the object of the cue rather than a clause.
    past : bool
        Whether the cue is a past tense; a coordinated past tense cue then ends the content.
    relative : bool
        Whether the cue stands in a relative clause, which a comma and the main verb end.
    """
    low, stop = sentence.low, sentence.stop
    depth = 0
    for k in range(start + 1, stop):
        word = low[k]
        if word in "([":
            depth += 1
        elif word in ")]":
            if not depth:
                return k
            depth -= 1
        elif word == ",":
            if _closes_at_comma(sentence, k, phrase):
                return k
            if relative and _resumes(sentence, k + 1, past, helpers=True):
                return k
        elif relative and word == QUOTE and _resumes(sentence, k + 1, past, helpers=True):
            return k + 1
        elif word in ("and", "but") and k > start + 1:
            if _resumes(sentence, k + 1, past):
                return k
        elif phrase and word in (
            "when",
            "while",
            "because",
            "after",
            "before",
            "as",
            "during",
            "if",
        ):
            if word != "as" or "as" in low[start:k]:
                return k
        elif word == ";":
            return k
        elif phrase and word in DAYS:
            return k - 1 if low[k - 1] == "on" and k - 1 > start else k
    return stop


def _resumes(sentence: Sentence, k: int, past: bool, *, helpers: bool = False) -> bool:
    """Whether a coordinated cue stands at ``k``; with ``helpers`` also any auxiliary."""
    low = sentence.low
    while k < len(low) and is_adverb(low[k]):
        k += 1
    if k >= len(low):
        return False
    if helpers and (low[k] in FINITE or low[k] in VERBS):
        return True
    verb = load_verbs().get(low[k])
    if verb is None:
        return False
    if helpers and "past" in verb.tags:
        return True
    return "past" in verb.tags if past else "s" in verb.tags and "base" not in verb.tags


def _closes_at_comma(sentence: Sentence, k: int, phrase: bool) -> bool:
    low, stop = sentence.low, sentence.stop
    if k + 1 >= stop:
        return True
    word = low[k + 1]
    if word == "according" or (word == "even" and low[k + 2 : k + 3] == ["as"]):
        return True
    if word == "compared" or (word in ("but", "while", "although", "though") and not phrase):
        return True
    if word == "as" and low[k + 2 : k + 3] and low[k + 2] in FINITE:
        return True
    if word.endswith("ing") and word in load_heads():
        return True
    if word in ("and", "but") and k + 2 < stop:
        at = k + 2
        while at < stop and is_adverb(low[at]):
            at += 1
        verb = load_verbs().get(low[at]) if at < stop else None
        if verb is not None and ("past" in verb.tags or "ing" in verb.tags or "s" in verb.tags):
            return True
    if word == "and" and _begins_another(sentence, k + 2):
        return True
    if word in ("but", "while", "although", "though", "whereas", "and", "as"):
        if phrase:
            return True
        if word != "and" and any(
            "past" in verb.tags or "s" in verb.tags
            for verb in map(load_verbs().get, low[k + 2 : min(stop, k + 14)])
            if verb is not None and "c" in verb.frames
        ):
            return True
    if phrase:
        return word in SUBORDINATORS or word.endswith("ing") or word in PREPOSITIONS
    return False


def _begins_another(sentence: Sentence, k: int) -> bool:
    """Whether a clause with a reporting verb of its own begins at ``k``, after "and"."""
    low = sentence.low
    for m in range(k, min(k + 12, sentence.stop)):
        word = low[m]
        if word in ("that", ",", QUOTE) or word in FINITE or word in VERBS:
            return False
        verb = load_verbs().get(word)
        if verb is not None and m > k and not sentence.is_capital(m):
            return "c" in verb.frames and bool(verb.tags & {"past", "s"})
    return False


def left_content(
    sentence: Sentence, base: int, end: int, *, short: bool = False
) -> tuple[int, int] | None:
    """Return the content that ends right before a postponed cue clause beginning at ``end``.

    It is there if a quotation that reads as an utterance stands at the clause's edge, or a comma
    does and the stretch before it has a verb or may be ``short``.
    """
    low = sentence.low
    last = end
    comma = False
    while last > base and low[last - 1] in (",", "—", "–"):
        comma = comma or low[last - 1] == ","
        last -= 1
    while base < last and (
        low[base] in (",", "and", "but", "—", ";", ":") or not _is_part(low[base])
    ):
        base += 1
    if last <= base:
        return None
    if low[last - 1] == QUOTE and (sentence.sealed[last - 1] or comma):
        return base, last
    if short and comma:
        return base, last
    if not comma or last - base < 3:
        return None
    has_verb = any(
        low[k] in FINITE
        or low[k] in load_heads()
        or low[k].endswith("ed")
        or low[k] in ("'s", "’s")
        for k in range(base, last)
    )
    quoted = any(low[k] == QUOTE for k in range(base, last))
    return (base, last) if has_verb or quoted or last - base > 7 else None


def _is_part(word: str) -> bool:
    return (
        word == QUOTE
        or is_word(word)
        or word in ("$", "“", '"', "'", "‘", "[", "(", "#", "@", "''")
    )
