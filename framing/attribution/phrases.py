"""Noun phrases beside a cue, without a parser: where the words of the source begin and end.

**Before the cue**, the subject of the first finite verb of a clause is nearly everything from the
clause's border to the verb: the border is a conjunction, a quotation that ends like a sentence, or
a comma; what is left out is an opening adverbial ("On Monday"). A comma right at the verb closes an
apposition, whose head is then searched leftwards (``Ilse Kroon, the deputy minister, said``).

**After the cue** (``said Ilse Kroon, the deputy minister, who ...``), the phrase runs to the
sentence's end or to an adverbial of time or place.
"""

from __future__ import annotations

from framing.attribution.cues import frames_of, load_verbs
from framing.attribution.sentences import ENDINGS, QUOTE, Sentence
from framing.attribution.wordclasses import (
    ADVERBS,
    ARTICLES,
    ATTACHING,
    BASES,
    CONTRACTED,
    COORDINATORS,
    DAYS,
    FINITE,
    OPENERS,
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

HARD = frozenset({";", ":", "—", "–", "--", "-", "...", "…", "“", "”", '"', "''"}) | ENDINGS
BRACKETS = {")": "(", "]": "["}
FARTHEST = 45
INSETS = frozenset(("however", "meanwhile", "too", "though", "therefore", "moreover"))
TITLED = word_set("of book called titled author by documentary series film")
PLACING = frozenset(("which", "that", "where"))
STAGES = word_set(
    """statement interview speech tweet email e-mail conference briefing twitter facebook rally
    debate letter reporters cnn post event video remarks hearing press call memo message speaking"""
)
Phrase = tuple[int, int]


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
        return not any(is_verb(sentence, k) for k in range(begin, end)) or _has_relative(
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


def _has_relative(low: list[str], begin: int, end: int) -> bool:
    return any(word in RELATIVES or word in ("that", "which") for word in low[begin:end])


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
            if low[m] not in ("who",) and not _has_relative(low, k, m)
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
