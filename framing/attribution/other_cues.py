"""Cues that are not verbs with a subject before a clause.

*According to*, *him as saying*, *what it says is*, nouns, adverbs, a name and a colon.
"""

from __future__ import annotations

from framing.attribution.contents import end_content
from framing.attribution.cues import ADVERBIAL_CUES, NOUNS
from framing.attribution.phrases import end_phrase, has_verb, is_verb
from framing.attribution.relation import Found, Scene
from framing.attribution.sentences import QUOTE
from framing.attribution.subjects import find_subject
from framing.attribution.wordclasses import ARTICLES, BE, OPENERS, POSSESSIVES, is_word, word_set

LONGEST_NAME = 7
SAYS = word_set("say says said")
SMALL = word_set("of the at for de van von and , ' ’ ( ) . 's ’s on in")


def find_other(scene: Scene, k: int) -> Found | None:
    """Return the attribution whose cue begins at atom ``k`` and is no reporting verb.

    Examples
    --------
    >>> from framing.text import read_layers
    >>> from framing.attribution.sentences import read_sentences
    >>> layers = read_layers(["It is late, according to Ilse Kroon."])
    >>> found = find_other(Scene(read_sentences(layers, 0)[0]), 4)
    >>> [layers.texts[0][a:b] for a, b in found.source + found.content]
    ['Ilse Kroon', 'It is late']
    """
    word = scene.sentence.low[k]
    if word == "according":
        return _read_according(scene, k)
    if word == "what":
        return _read_what_is_said(scene, k)
    if word == "as":
        return _read_as_saying(scene, k)
    if word in NOUNS:
        return _read_noun(scene, k)
    if word in ADVERBIAL_CUES:
        return _read_adverb(scene, k)
    if word == ":":
        return _read_colon(scene, k)
    return None


def _read_according(scene: Scene, k: int) -> Found | None:
    sentence, low, stop = scene.sentence, scene.sentence.low, scene.sentence.stop
    if k + 2 >= stop or low[k + 1] != "to":
        return None
    end = end_phrase(sentence, k + 2, stop)
    source = (k + 2, end)
    if k == scene.base or all(
        not is_word(word) or word in ("but", "and") for word in low[scene.base : k]
    ):
        start = end + 1 if end < stop and low[end] == "," else end
        if start >= stop:
            return None
        return scene.make(k, k + 2, source, [(start, stop)], stop)
    left = scene.base
    while left < k and low[left] in (",", "and", "but"):
        left += 1
    last = k
    while last > left and low[last - 1] in (",", "—", "–"):
        last -= 1
    if last <= left:
        return None
    parts = [(left, last)]
    reach = end
    if (
        end + 1 < stop
        and low[end] == ","
        and low[end + 1] not in ("and", "but", "while", "who", "which")
        and not low[end + 1].endswith("ing")
    ):
        parts.append((end + 1, stop))
        reach = stop
    return scene.make(k, k + 2, source, parts, reach)


def _read_what_is_said(scene: Scene, k: int) -> Found | None:
    """Return the ascription (to end) *what it says is a waste of money*: *it*, *says*, the rest."""
    sentence, low, stop = scene.sentence, scene.sentence.low, scene.sentence.stop
    for m in range(k + 2, min(k + LONGEST_NAME, stop - 2)):
        if low[m] in SAYS and low[m + 1] in BE:
            end = end_content(sentence, m + 2, phrase=True, past=False)
            return scene.make(m, m + 1, (k + 1, m), [(m + 2, end)], end)
        if not is_word(low[m]) or is_verb(sentence, m):
            return None
    return None


def _read_as_saying(scene: Scene, k: int) -> Found | None:
    """Return the speaker quoted by another source: (the agency quoted) *him as saying that ...*."""
    sentence, low = scene.sentence, scene.sentence.low
    if low[k + 1 : k + 2] not in (["saying"], ["telling"]) or k + 2 >= sentence.stop:
        return None
    if not 0 < k - scene.base <= LONGEST_NAME or has_verb(sentence, scene.base, k):
        return None
    end = end_content(sentence, k + 2, phrase=False, past=False)
    return scene.make(k, k + 2, (scene.base, k), [(k + 2, end)], end)


def _read_noun(scene: Scene, k: int) -> Found | None:
    sentence, low, stop = scene.sentence, scene.sentence.low, scene.sentence.stop
    if k + 2 >= stop or low[k + 1] != "that" or low[k + 2] in ("is", "was", "has", "would", "will"):
        return None
    end = end_content(sentence, k + 1, phrase=False, past=False)
    source: tuple[int, int] | None = None
    first = k
    while (
        first > scene.base
        and first > k - 3
        and is_word(low[first - 1])
        and low[first - 1]
        not in (
            *POSSESSIVES,
            "'s",
            "’s",
            "the",
            "a",
        )
    ):
        first -= 1
    before = low[first - 1] if first > scene.base else ""
    if before in POSSESSIVES:
        source = (first - 1, first)
    elif before in ("'s", "’s"):
        subject = find_subject(sentence, first - 1, scene.base)
        source = (subject[0], first) if subject else None
    return scene.make(k, k + 1, source, [(k + 1, end)], end)


def _read_adverb(scene: Scene, k: int) -> Found | None:
    sentence, low, stop = scene.sentence, scene.sentence.low, scene.sentence.stop
    left = scene.base
    for m in range(k - 1, scene.base - 1, -1):
        if low[m] in (",", ";", ":", "that", "but", "—"):
            left = m + 1
            break
    if k + 1 >= stop:
        return None
    end = end_content(sentence, k + 1, phrase=False, past=True)
    parts = [(left, k)] if left < k else []
    return scene.make(k, k + 1, None, [*parts, (k + 1, end)], end)


def _read_colon(scene: Scene, k: int) -> Found | None:
    sentence, low, stop = scene.sentence, scene.sentence.low, scene.sentence.stop
    if not sentence.first or scene.base or not 0 < k <= LONGEST_NAME or not sentence.is_capital(0):
        return None
    if any(is_verb(sentence, m) or not (is_word(low[m]) or low[m] in ",'’()") for m in range(k)):
        return None
    if any(not sentence.is_capital(m) and low[m] not in SMALL for m in range(k)):
        return None
    if low[0] in ARTICLES or low[0] in OPENERS:
        return None
    if k + 1 >= len(low):
        return None
    if k + 1 >= stop or low[k + 1 :] == []:
        return None
    relation = scene.make(k, k + 1, (0, k), [(k + 1, max(stop, k + 2))], len(low))
    relation.quoted = low[k + 1] == QUOTE
    return relation
