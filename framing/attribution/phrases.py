"""Noun phrases that begin at a known place: a source behind its cue, and where it ends.

``said Ilse Kroon, the deputy minister, who ...``: the phrase runs on over appositions and relative
clauses, to the sentence's end or to an adverbial of time or place. Without a tagger, a finite verb
is told by closed classes, the lexicon of cues, a list of frequent verbs, and the ending *-ed*.
"""

from __future__ import annotations

from framing.attribution.cues import frames_of, load_verbs
from framing.attribution.sentences import QUOTE, Sentence
from framing.attribution.wordclasses import (
    ARTICLES,
    ATTACHING,
    BASES,
    CONTRACTED,
    COORDINATORS,
    DAYS,
    FINITE,
    POSSESSIVES,
    PREPOSITIONS,
    PRONOUNS,
    RELATIVES,
    SOLO,
    SUBJECTS,
    SUBORDINATORS,
    VERBS,
    is_adverb,
    is_word,
    word_set,
)

TITLED = word_set("of book called titled author by documentary series film")
PLACING = frozenset(("which", "that", "where"))
STAGES = word_set(
    """statement interview speech tweet email e-mail conference briefing twitter facebook rally
    debate letter reporters cnn post event video remarks hearing press call memo message speaking"""
)
Phrase = tuple[int, int]


def is_verb(sentence: Sentence, k: int) -> bool:
    """Whether the atom at ``k`` is probably a finite verb."""
    word = sentence.low[k]
    if word in FINITE or word in VERBS or word in CONTRACTED:
        return True
    if word in BASES:
        return k > 0 and sentence.low[k - 1] in SUBJECTS
    if k and sentence.low[k - 1] in ARTICLES:
        return False
    if sentence.is_capital(k):
        return False
    verb = load_verbs().get(word)
    if verb is not None:
        return "past" in verb.tags or (
            "s" in verb.tags
            and k > 0
            and (sentence.is_capital(k - 1) or sentence.low[k - 1] in SOLO)
        )
    if word.endswith("ed") and len(word) > 4 and k:
        before = sentence.low[k - 1]
        after = sentence.low[k + 1] if k + 1 < len(sentence) else ""
        return (
            not after[:1].isdigit()
            and before not in ATTACHING
            and before != "and"
            and after not in ("by", "in", "to", "on", "with")
        )
    return False


def has_verb(sentence: Sentence, start: int, end: int) -> bool:
    """Whether a finite verb stands among atoms ``start`` to ``end``."""
    return any(is_verb(sentence, k) for k in range(start, end))


def find_inverted(sentence: Sentence, after: int) -> Phrase | None:
    """Return the subject that stands right of a verb group ending before atom ``after``.

    Examples
    --------
    >>> from framing.text import read_layers
    >>> from framing.attribution.sentences import read_sentences
    >>> layers = read_layers(['"No," said Ilse Kroon, the minister, on Monday.'])
    >>> sentence = read_sentences(layers, 0)[0]
    >>> i, j = find_inverted(sentence, 2)
    >>> " ".join(sentence.form[i:j])
    'Ilse Kroon , the minister'
    """
    low, stop = sentence.low, sentence.stop
    if after >= stop:
        return None
    word = low[after]
    if word in SUBJECTS or word in CONTRACTED:
        return after, after + 1
    if not is_word(word) or word == QUOTE or word in PREPOSITIONS or word in SUBORDINATORS:
        return None
    if word in PRONOUNS - POSSESSIVES:
        return None
    if word in DAYS or (is_adverb(word) and not sentence.is_capital(after)) or word in FINITE:
        return None
    return after, end_phrase(sentence, after, stop)


def end_phrase(sentence: Sentence, start: int, stop: int) -> int:
    """Return the end of the noun phrase with appositions that begins at ``start``."""
    low = sentence.low
    k = start + 1
    while k < stop:
        word = low[k]
        if word == ",":
            if not _apposes(sentence, k + 1, stop):
                return k
        elif word in (";", ":", "—", "–") or (
            word == QUOTE and sentence.sealed[k] and low[k - 1] not in TITLED
        ):
            return k
        elif word in ("(", "["):
            pass
        elif (
            word in SUBORDINATORS
            and word not in RELATIVES
            and word not in ("which", "that", "where")
        ):
            return k
        elif word in DAYS and low[k - 1] not in ("of",):
            return k - 1 if low[k - 1] in ("on", "late", "early", "last", "this") else k
        elif (
            word in ("in", "at", "on", "during", "after", "before", "by", "to", "about")
            and (_is_adverbial(sentence, k, stop))
        ) or (
            word in ("yesterday", "earlier", "last", "this")
            and k + 1 <= stop
            and (
                word in ("yesterday", "earlier")
                or low[k + 1 : k + 2] in (["week"], ["month"], ["year"])
            )
        ):
            return k
        k += 1
    return k


def _is_adverbial(sentence: Sentence, k: int, stop: int) -> bool:
    """Whether the preposition at ``k`` opens an adverbial of the cue, not part of its subject."""
    low = sentence.low
    following = low[k + 1 : min(k + 7, stop)]
    if low[k] in ("after", "before"):
        return True
    if low[k] == "by":
        return bool(DAYS.intersection(following[:2]))
    return bool(STAGES.intersection(following)) or bool(DAYS.intersection(following[:2]))


def _apposes(sentence: Sentence, k: int, stop: int) -> bool:
    """Whether the atom after a comma opens an apposition of the phrase before the comma."""
    if k >= stop:
        return False
    low = sentence.low
    word = low[k]
    if word in ("who", "which") and k + 1 < stop and frames_of(low[k + 1]):
        return False
    if word in RELATIVES or word in ("which", "of", "and", "who", "himself", "jr.", "sr."):
        return not (word == "and" and low[k + 1 : k + 2] and low[k + 1] in load_verbs())
    if word in ("the", "a", "an", "one", "his", "her", "its", "their", "another", "now", "then"):
        return not any(
            is_verb(sentence, m)
            for m in range(k, min(stop, k + 6))
            if low[m] not in ("who",) and not has_relative(low, k, m)
        )
    if word[:1].isdigit() or word.startswith(("d-", "r-", "i-")):
        return True
    if word in PREPOSITIONS or word in SUBORDINATORS or word in COORDINATORS or is_adverb(word):
        return False
    if word.endswith("ing") and word != "managing":
        return False
    if word in SUBJECTS or word in CONTRACTED or word in ("according", "as") or word == QUOTE:
        return False
    comma = next((m for m in range(k, stop) if low[m] == ","), stop)
    return not any(is_verb(sentence, m) for m in range(k, min(comma, k + 8)))


def has_relative(low: list[str], begin: int, end: int) -> bool:
    return any(word in RELATIVES or word in ("that", "which") for word in low[begin:end])
