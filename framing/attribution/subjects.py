"""The subject of a cue: where the words of a source before it begin and end.

The subject of the first finite verb of a clause is nearly everything from the clause's border to
the verb: the border is a conjunction, a quotation that ends like a sentence, or a comma; what is
left out is an opening adverbial ("On Monday"). A comma right at the verb closes an apposition,
whose head is then searched leftwards (``Ilse Kroon, the deputy minister, said``).
"""

from __future__ import annotations

from framing.attribution.cues import load_verbs
from framing.attribution.phrases import Phrase, has_relative, is_verb
from framing.attribution.sentences import ENDINGS, QUOTE, Sentence
from framing.attribution.wordclasses import (
    ADVERBS,
    ARTICLES,
    ATTACHING,
    CONTRACTED,
    COORDINATORS,
    DAYS,
    FINITE,
    OPENERS,
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

HARD = frozenset({";", ":", "—", "–", "--", "-", "...", "…", "“", "”", '"', "''"}) | ENDINGS
BRACKETS = {")": "(", "]": "["}
FARTHEST = 45
INSETS = word_set("however meanwhile too though therefore moreover")


def find_subject(sentence: Sentence, cue: int, floor: int = 0) -> Phrase | None:
    """Return the subject left of the verb group that begins at atom ``cue``, not before ``floor``.

    Examples
    --------
    >>> from framing.text import read_layers
    >>> from framing.attribution.sentences import read_sentences
    >>> line = "On Monday, Ilse Kroon, the deputy minister, said no."
    >>> sentence = read_sentences(read_layers([line]), 0)[0]
    >>> i, j = find_subject(sentence, sentence.low.index("said"))
    >>> " ".join(sentence.form[i:j])
    'Ilse Kroon , the deputy minister'
    """
    low = sentence.low
    last = cue - 1
    if last < floor:
        return None
    if low[last] in RELATIVES or (low[last] == "that" and last > floor and is_word(low[last - 1])):
        return last, cue
    if low[last] in PRONOUNS - SUBJECTS and not low[last].endswith(("self", "selves")):
        return None
    if low[last] in SUBJECTS or low[last] in CONTRACTED:
        return last, cue
    if low[last] == "," and last > floor + 2 and low[last - 2] == "," and low[last - 1] in INSETS:
        return find_subject(sentence, last - 2, floor)
    if low[last] in (",", ")", "]", "—", "–"):
        return _before_comma(sentence, last, floor)
    border = _clause_border(sentence, cue, floor)
    start = _strip_openers(sentence, border, cue)
    start = _after_verb(sentence, start, cue)
    if start >= cue or not _is_nominal(sentence, start, cue):
        return None
    if border > floor and low[border - 1] == ",":
        start = _with_coordinates(sentence, start, border, floor)
    return start, cue


def _clause_border(sentence: Sentence, cue: int, floor: int) -> int:
    """Return the first atom after the nearest clause border left of ``cue``."""
    low = sentence.low
    k = cue - 1
    lowest = max(floor, cue - FARTHEST)
    while k >= lowest:
        word = low[k]
        if word in BRACKETS:
            opening = BRACKETS[word]
            m = k
            while m > lowest and low[m] != opening:
                m -= 1
            if low[m] == opening:
                k = m - 1
                continue
        if word == "," or word in HARD or word in "([":
            return k + 1
        if word == QUOTE and (sentence.sealed[k] or k == cue - 1):
            return k + 1
        if word in SUBORDINATORS and not (word == "that" and k + 1 == cue):
            if word in ("who", "which", "whose") and k > lowest and k + 2 < cue:
                k -= 1  # a restrictive relative clause belongs to its noun
                continue
            return k + 1
        if word in COORDINATORS and not _joins_nouns(sentence, k, lowest):
            return k + 1
        k -= 1
    return k + 1


def _joins_nouns(sentence: Sentence, k: int, lowest: int) -> bool:
    """Whether the coordinator at ``k`` joins two noun phrases rather than two clauses."""
    low = sentence.low
    if k <= lowest or k + 1 >= len(low) or low[k] in ("but", "yet", "nor"):
        return False
    if low[k] == "&":
        return True
    before, after = low[k - 1], low[k + 1]
    if before in (",", QUOTE) or before in load_verbs() or before in FINITE or before in VERBS:
        return False
    if after in SUBJECTS or after in ARTICLES:
        return after in ("his", "her", "their", "the", "a", "its") and _verbless(
            sentence, lowest, k
        )
    return _verbless(sentence, lowest, k)


def _verbless(sentence: Sentence, lowest: int, k: int) -> bool:
    """Whether there is no finite verb between the clause's border and ``k``."""
    low = sentence.low
    m = k - 1
    while m >= lowest and low[m] != "," and low[m] not in HARD and low[m] not in SUBORDINATORS:
        if is_verb(sentence, m):
            return False
        m -= 1
    return True


def _strip_openers(sentence: Sentence, start: int, cue: int) -> int:
    """Return the start of the subject after opening conjunctions and adverbials."""
    low = sentence.low
    while start < cue:
        word = low[start]
        if (
            word in OPENERS
            or word in COORDINATORS
            or is_adverb(word)
            or word in DAYS
            or (not is_word(word) and word not in ("$", "#", "@", "'", QUOTE))
            or (word == QUOTE and start + 1 < cue and sentence.sealed[start])
        ):
            start += 1
        elif word in PREPOSITIONS and start + 2 < cue:
            return _after_adverbial(sentence, start, cue)
        else:
            break
    return start


def _after_adverbial(sentence: Sentence, start: int, cue: int) -> int:
    """Return where the noun phrase that ends at ``cue`` begins, after a prepositional phrase."""
    low = sentence.low
    for k in range(cue - 1, start, -1):
        if low[k] in ARTICLES and low[k - 1] not in PREPOSITIONS:
            return k
        if low[k] in PREPOSITIONS and low[k] not in ATTACHING:
            return k + 2 if k + 2 < cue and low[k + 1] in DAYS else k + 1
    for k in range(start + 1, cue):
        if sentence.is_capital(k) and not sentence.is_capital(k - 1) and k > start + 1:
            return k
    return start + 1


def _after_verb(sentence: Sentence, start: int, cue: int) -> int:
    """Return ``start``, or the atom after the last finite verb left of ``cue``."""
    low = sentence.low
    relative = any(word in RELATIVES or word == "which" for word in low[start + 1 : cue])
    if relative:
        return start
    for k in range(cue - 1, start, -1):
        if is_verb(sentence, k):
            later = k + 1
            while later < cue and (is_adverb(low[later]) or low[later] in ADVERBS):
                later += 1
            return later
    return start


def _is_nominal(sentence: Sentence, start: int, end: int) -> bool:
    """Whether atoms ``start`` to ``end`` can be a noun phrase."""
    words = [word for word in sentence.low[start:end] if is_word(word) or word == QUOTE]
    if not words or len(words) > FARTHEST:
        return False
    if words[0] in PREPOSITIONS and words[0] not in ("about", "over", "than", "like"):
        return False
    if len(words) == 1:
        word = words[0]
        if word in SOLO:
            return True
        return not (
            word in ARTICLES
            or word in SUBORDINATORS
            or word in PREPOSITIONS
            or word in FINITE
            or word in ("there", "not", "please", "let", "as", QUOTE)
        )
    return words[-1] not in PREPOSITIONS and words[-1] not in ARTICLES


def _with_coordinates(sentence: Sentence, start: int, border: int, floor: int) -> int:
    """Return the start of a list "A, B and C" of which the last members begin at ``start``."""
    low = sentence.low
    listed = "and" in low[start + 1 : start + 12]
    if start != border or not (low[start] in ("and", "&") or listed):
        return start
    k = border - 1
    while k > floor and low[k] == ",":
        m = k
        while m > floor and low[m - 1] != "," and low[m - 1] not in HARD and low[m - 1] != QUOTE:
            m -= 1
        if not (sentence.is_capital(m) and k - m <= 4 and _verbless(sentence, m, k)):
            break
        start, k = m, m - 1
        if low[k] in HARD:
            break
    return start


def _before_comma(sentence: Sentence, last: int, floor: int) -> Phrase | None:
    """Return the head and appositions that end with the comma or bracket at ``last``."""
    low = sentence.low
    if low[last] in BRACKETS:
        opening = BRACKETS[low[last]]
        m = last
        lowest = max(floor, last - FARTHEST)
        while m > lowest and low[m] != opening:
            m -= 1
        head = find_subject(sentence, m, floor) if low[m] == opening else None
        return (head[0], last + 1) if head else None
    lowest = max(floor, last - FARTHEST)
    edges = [last]
    k = last - 1
    while k >= lowest:
        word = low[k]
        if word == low[last]:
            edges.append(k)
        elif word in HARD or (word == QUOTE and sentence.sealed[k]):
            break
        k -= 1
    border = k + 1
    if len(edges) == 1:
        return None
    edges.append(border - 1)
    chunks = [(edges[n + 1] + 1, edges[n]) for n in range(len(edges) - 1)]
    for n, (begin, end) in enumerate(chunks):  # from the cue leftwards
        if begin >= end:
            return None
        if low[begin] in PREPOSITIONS and begin > border and end - begin < 10:
            if end == last:
                last = begin - 1
            continue
        if _is_dependent(sentence, begin, end) or _is_place(sentence, begin, end):
            continue
        start = _strip_openers(sentence, begin, end)
        cut = _clause_border(sentence, end, begin)
        start = max(start, _strip_openers(sentence, cut, end))
        start = _after_verb(sentence, start, end)
        if start >= end or not _is_nominal(sentence, start, end):
            return None
        if n == 0:
            return _with_role(sentence, start, last, chunks[1:])
        return start, last
    return None


def _with_role(sentence: Sentence, name: int, last: int, chunks: list[Phrase]) -> Phrase | None:
    """Return "the deputy minister, Ilse Kroon" where a name stands right before the cue's comma."""
    if not chunks or not sentence.is_capital(name) or last - name > 5:
        return None
    begin, end = chunks[0]
    start = _strip_openers(sentence, begin, end)
    start = _after_verb(sentence, max(start, _clause_border(sentence, end, begin)), end)
    if start >= end or end - start > 12 or not _is_nominal(sentence, start, end):
        return None
    return start, last


def _is_dependent(sentence: Sentence, begin: int, end: int) -> bool:
    """Whether a stretch between commas is an apposition rather than a head."""
    low = sentence.low
    word = low[begin]
    if word in RELATIVES or word in ("which", "of", "himself", "herself", "jr.", "sr.", "then"):
        return True
    if word[:1].isdigit() or word in ("d", "r") or word.startswith(("d-", "r-", "i-")):
        return True
    if word in ("and", "or", "now", "then", "formerly", "both", "along", "speaking", "including"):
        return True
    if word in ARTICLES or word in ("another", "one"):
        return not any(is_verb(sentence, k) for k in range(begin, end)) or has_relative(
            low, begin, end
        )
    if word in PREPOSITIONS:
        return False
    return not sentence.is_capital(begin) and word not in SOLO and word not in SUBORDINATORS


def _is_place(sentence: Sentence, begin: int, end: int) -> bool:
    """Whether a stretch between commas completes a place name (*in Allentown, Pa.,*)."""
    low = sentence.low
    if end - begin > 2 or begin < 4 or not sentence.is_capital(begin):
        return False
    return any(low[k] in ("in", "of", "from", "near") for k in range(begin - 4, begin - 1)) and (
        sentence.is_capital(begin - 2)
    )
