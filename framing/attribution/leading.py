"""Contents behind their cue: which frame of the verb the words after it fill.

A clause with *that* or without, words in marks, an infinitive, an object, a figure; adverbials of
time and place and the person spoken to are passed over first.
"""

from __future__ import annotations

from framing.attribution.contents import (
    OPENING,
    end_content,
    skip_addressee,
    skip_adverbials,
)
from framing.attribution.cues import load_heads
from framing.attribution.groups import Group
from framing.attribution.phrases import is_verb
from framing.attribution.relation import Scene
from framing.attribution.sentences import QUOTE, Sentence
from framing.attribution.wordclasses import (
    ARTICLES,
    BE,
    CONTRACTED,
    PREPOSITIONS,
    SOLO,
    SUBJECTS,
    SUBORDINATORS,
    is_word,
)


def read_leading(
    scene: Scene, group: Group, following: Sentence | None, relative: bool
) -> tuple[list[tuple[int, int]], int] | None:
    """Return the parts of a content right of the cue and the atom where reading goes on."""
    sentence, low, stop = scene.sentence, scene.sentence.low, scene.sentence.stop
    frames, past = group.verb.frames, "past" in group.verb.tags
    start = skip_adverbials(sentence, group.last)
    if "n" in frames:
        return _read_figure(sentence, start)
    if "a" in frames and start < stop and low[start] not in (*OPENING, QUOTE, ":", ",", "to"):
        told = _skip_ordered(sentence, skip_addressee(sentence, start))
        if told + 1 < stop and low[told] == "to" and low[told + 1] not in ARTICLES:
            return read_until(sentence, told, False, past, relative)
        beyond = skip_adverbials(sentence, skip_addressee(sentence, start))
        if beyond < stop and (
            low[beyond] in OPENING or low[beyond] in (QUOTE, ":", ",") or "o" not in frames
        ):
            start = beyond
    if start < stop and low[start] in group.verb.prepositions:
        start += 1
        return read_until(sentence, start, True, past, relative)
    if start >= stop:
        if "q" in frames and following is not None and following.is_quoted() and low[-1:] == [":"]:
            return [], stop
        return None
    word = low[start]
    if word == ":" and "q" in frames:
        if start + 1 >= stop:
            return [], stop
        return [(start + 1, stop)], stop
    if word in (",", ":") and "q" in frames:
        at = skip_adverbials(sentence, start + 1)
        if word == ",":
            at = _skip_inset(sentence, at)
        at = at + 1 if at < stop and low[at] == "," else at
        if at < stop and low[at] == QUOTE:
            return [(at, _end_quote(sentence, at))], _end_quote(sentence, at)
        if word == "," and "t" in frames and at < stop and low[at] == "that":
            return read_until(sentence, at, False, past, relative)
        return None
    if word == QUOTE and "q" in frames:
        if sentence.sealed[start]:
            return [(start, _end_quote(sentence, start))], _end_quote(sentence, start)
        return read_until(sentence, start, False, past, relative)
    if word in OPENING and frames & {"t", "b", "w"}:
        return read_until(sentence, start, False, past, relative)
    if word == "to" and "i" in frames:
        return read_until(sentence, start, False, past, relative)
    if "w" in frames and not ("o" in frames and _opens_object(sentence, start)):
        return None
    if "t" in frames and word in SUBJECTS and start + 1 < stop and is_verb(sentence, start + 1):
        return read_until(sentence, start, False, past, relative)
    if "b" in frames and (word[:1].isdigit() or _opens_clause(sentence, start)):
        return read_until(sentence, start, False, past, relative)
    if "o" in frames and _opens_object(sentence, start):
        return read_until(sentence, start, True, past, relative)
    return None


def _skip_ordered(sentence: Sentence, k: int) -> int:
    """Return the *to* after an addressee with a place ("told people on the deck to sit"), or ``k``.

    The place begins at ``k``; nothing like a verb or another clause may stand in it.
    """
    low = sentence.low
    if low[k : k + 1] and low[k] in ("on", "in", "at", "from"):
        for m in range(k + 1, min(k + 6, sentence.stop)):
            if low[m] == "to":
                return m
            if not is_word(low[m]) or low[m] in OPENING or is_verb(sentence, m):
                break
    return k


def _read_figure(sentence: Sentence, start: int) -> tuple[list[tuple[int, int]], int] | None:
    """Return the content of "put the damage at 90 million": an object, *at* and a number."""
    low, stop = sentence.low, sentence.stop
    for k in range(start + 1, min(start + 12, stop - 1)):
        if low[k] == "at" and low[k + 1][:1].isdigit():
            return read_until(sentence, start, True, False, False)
    return None


def _skip_inset(sentence: Sentence, k: int) -> int:
    """Return the atom after a short inset between commas (``said, among other things, that``)."""
    low = sentence.low
    for m in range(k, min(k + 7, sentence.stop - 1)):
        if low[m] == QUOTE or low[m] == "that":
            return k
        if low[m] == "," and (low[m + 1] == "that" or low[m + 1] == QUOTE):
            return m + 1
    return k


def _end_quote(sentence: Sentence, k: int) -> int:
    """Return the end of a content that begins with the utterance at ``k``."""
    low, stop = sentence.low, sentence.stop
    if k + 1 >= stop or low[k + 1] in load_heads():
        return k + 1
    if low[k + 1] not in (",", "and", "but", "before", "while", "—"):
        if low[k + 1] in ("in", "on", "at", "during", "after", "when", "as"):
            return k + 1
        return end_content(sentence, k, phrase=False, past=True)
    return k + 1


def read_until(
    sentence: Sentence, start: int, phrase: bool, past: bool, relative: bool
) -> tuple[list[tuple[int, int]], int] | None:
    if start >= sentence.stop:
        return None
    end = end_content(sentence, start, phrase=phrase, past=past, relative=relative)
    return [(start, end)], end


def _opens_clause(sentence: Sentence, k: int) -> bool:
    """Whether a clause without *that* can begin at ``k``."""
    low, stop = sentence.low, sentence.stop
    word = low[k]
    if (
        word in SUBJECTS
        or word in SOLO
        or word in CONTRACTED
        or word in ("there", "yes", "no", "not", "if")
    ):
        return True
    if not is_word(word) and word not in ("$", QUOTE, "“", '"', "'", "‘", "“", "["):
        return False
    if word in BE or (word in SUBORDINATORS and word not in ("when", "while", "if")):
        return False
    horizon = range(k + 1, min(stop, k + 25))
    return any(is_verb(sentence, m) or low[m] in BE for m in horizon)


def _opens_object(sentence: Sentence, k: int) -> bool:
    """Whether a noun phrase can begin at ``k``."""
    word = sentence.low[k]
    if word in PREPOSITIONS or word in ("and", "or", "but", "to", "that") or word in SUBORDINATORS:
        return word in ("what", "how", "that", "who", "about", "against")
    return is_word(word) or word in (QUOTE, "$", "“", "[", '"')
