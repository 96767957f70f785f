"""Verb groups: a reporting verb with its auxiliaries, negation and adverbs, as one cue."""

from __future__ import annotations

from dataclasses import dataclass

from framing.attribution.cues import Verb, load_verbs
from framing.attribution.sentences import QUOTE, Sentence
from framing.attribution.wordclasses import (
    ARTICLES,
    AUXILIARIES,
    BE,
    DO,
    HAVE,
    MODALS,
    NEGATIONS,
    POSSESSIVES,
    PREPOSITIONS,
    SOLO,
    SUBJECTS,
    is_adverb,
    is_word,
    word_set,
)

OBLIGING = frozenset(("had", "has", "have", "forced", "obliged", "compelled"))
CHECKING = frozenset(("confirm", "establish", "verify", "determine", "prove"))
CLITICS = frozenset(("'s", "’s"))
NOUN_LIKE = word_set(
    """claims reports plans calls states hopes demands charges fears offers promises questions
    notes comments attacks estimates views doubts supports backs answers signals forecasts
    requests orders protests reasons labels brands claim report plan call state hope
    demand charge fear offer promise question note comment attack estimate view doubt
    support back answer signal forecast request order protest reason label brand challenge
    document documents detail details reference references favor favors regret regrets vow
    vows threat post posts slam read reads charge caution challenges bet bets figure
    figures guess champion champions credit credits mention"""
)


@dataclass(frozen=True, slots=True)
class Group:
    """A verb group: atoms ``first`` to ``last`` (exclusive), its verb, and how it is built.

    ``passive`` has *be* before the participle; ``bare`` is an *-ing* form with no auxiliary;
    ``forced`` has a modal, *do* or *have* and so cannot be a noun.
    """

    first: int
    last: int
    verb: Verb
    passive: bool
    bare: bool
    forced: bool


def find_group(sentence: Sentence, k: int) -> Group | None:
    """Return the verb group whose verb stands at atom ``k``, if it is one.

    Examples
    --------
    >>> from framing.text import read_layers
    >>> from framing.attribution.sentences import read_sentences
    >>> sentence = read_sentences(read_layers(["He has repeatedly denied it."]), 0)[0]
    >>> group = find_group(sentence, 3)
    >>> sentence.low[group.first:group.last]
    ['has', 'repeatedly', 'denied']
    """
    low = sentence.low
    verbs = load_verbs()
    verb, last = None, k + 1
    if k + 1 < len(low):
        verb = verbs.get(f"{low[k]} {low[k + 1]}")
        last = k + 2
    if verb is None:
        verb, last = verbs.get(low[k]), k + 1
    if verb is None or (sentence.is_capital(k) and k and not _shouts(sentence, k)):
        return None
    first = k
    while first and _belongs(sentence, first - 1, verb):
        first -= 1
    if first > 1 and low[first - 1] == "to" and low[first - 2] in OBLIGING and "base" in verb.tags:
        first -= 2
        while first and _belongs(sentence, first - 1, verb):
            first -= 1
    while first < k and is_adverb(low[first]) and first == 0:
        first += 1
    helpers = [word for word in low[first:k] if word in AUXILIARIES]
    final = helpers[-1] if helpers else ""
    passive = final in BE and "part" in verb.tags and "ing" not in verb.tags
    bare = "ing" in verb.tags and final not in BE
    forced = any(word in MODALS or word in DO or word in HAVE for word in helpers)
    if bare and helpers:
        return None
    if verb.lemma in CHECKING and "not" in low[first:k] and {"could", "can"} & {*low[first:k]}:
        return None  # the reporter's own checking
    if low[last : last + 3] == ["not", "to", "be"]:
        return None  # asked not to be named
    if not _is_verbal(sentence, first, k, verb, bare, forced, passive):
        return None
    return Group(first, last, verb, passive, bare, forced)


def _shouts(sentence: Sentence, k: int) -> bool:
    """Whether the sentence is written in capitals of a title, so that a capital says nothing."""
    words = [form for form in sentence.form if len(form) > 3 and form.isalpha()]
    return len(words) > 2 and sum(word[:1].isupper() for word in words) > 0.7 * len(words)


def _is_name(sentence: Sentence, k: int) -> bool:
    return k < len(sentence) and sentence.is_capital(k)


def _belongs(sentence: Sentence, k: int, verb: Verb) -> bool:
    word = sentence.low[k]
    if word in CLITICS:
        return "ing" in verb.tags
    return word in AUXILIARIES or word in NEGATIONS or is_adverb(word)


def _is_verbal(
    sentence: Sentence,
    first: int,
    k: int,
    verb: Verb,
    bare: bool,
    forced: bool,
    passive: bool,
) -> bool:
    """Whether the form at ``k`` is a verb here, judged by its neighbours."""
    low = sentence.low
    before = low[first - 1] if first else ""
    after = low[k + 1] if k + 1 < len(low) else ""
    if forced or passive:
        return before != "to"
    if before in ARTICLES or before in POSSESSIVES or (before in CLITICS and first == k):
        return False
    if before in PREPOSITIONS and before not in ("like",):
        return bare and before in ("by", "in", "after", "before", "without")
    if "past" in verb.tags or bare:
        return before != "to"
    if "s" in verb.tags and "base" not in verb.tags:
        if before in ("i", "you", "we", "they"):
            return False
        if low[k] not in NOUN_LIKE:
            return before != ""
        return before in ("he", "she", "it", "who", "which", "that") or (
            first > 0
            and (
                after in ("that", "to", QUOTE)
                or (not is_word(before) and (after in ARTICLES or _is_name(sentence, k + 1)))
                or after in SUBJECTS
                or (sentence.is_capital(first - 1) and (after in ARTICLES or after == "for"))
            )
        )
    if low[first] in OBLIGING:
        return verb.frames >= {"t", "b"}
    if before in ("to", "he", "she", "it", "let", "please", ""):
        return False
    if low[k] in NOUN_LIKE:
        return before in SUBJECTS or before in ("who", "many", "some", "others")
    return (
        before in SOLO
        or before in ("who", "that")
        or before.endswith("s")
        or not is_word(before)
        or (before == QUOTE)
    )
