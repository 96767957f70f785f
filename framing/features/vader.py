"""VADER's compound score as NLTK computes it, without the work that cannot change it.

NLTK builds, for every sentence, all combinations of its words with 17 punctuation marks, and looks
every word up several times; that is where its time goes. What a word alone decides (its form
without marks, its valence, whether it intensifies or negates) is worked out here once per distinct
word, and only the words that the lexicon scores are looked at further. Tests hold every score equal
to ``SentimentIntensityAnalyzer.polarity_scores(text)["compound"]``.

NLTK and the package ``vaderSentiment`` disagree on some sentences; this is NLTK's VADER, with the
lexicon file that ``vaderSentiment`` installs. Nothing is downloaded.

References
----------
Hutto, C. J., & Gilbert, E. (2014). VADER: A parsimonious rule-based model for sentiment analysis
of social media text. ICWSM.
"""

from __future__ import annotations

import string
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

_FADING = {1: 1.0, 2: 0.95, 3: 0.9}  # an intensifier loses strength with distance
_EMPHATIC = ("so", "this")
_NO_PUNCTUATION = str.maketrans("", "", string.punctuation)
_PLAIN = str.maketrans({"’": "'", **dict.fromkeys('"“”„‟«»‘‚—–', " ")})


def plain_marks(text: str) -> str:
    """Text as VADER can read it: straight apostrophes, spaces for quotation marks and long dashes.

    VADER strips one mark from one end of a word, so that it finds neither "good" in double marks
    nor the last word of a quotation (``good."``), and knows no curly marks: "don’t" would negate
    nothing. Left alone, outlets would differ by their typography, and quotations from the rest.

    Examples
    --------
    >>> plain_marks("It isn’t “good.”")
    "It isn't  good. "
    """
    return text.translate(_PLAIN).replace("''", " ")


def score_compound(text: str) -> float:
    """NLTK's VADER compound score of a text, between -1 and 1.

    Parameters
    ----------
    text : str
        One sentence or a part of one; see `plain_marks`.

    Returns
    -------
    float
        0.0 where no word is in the lexicon.

    Examples
    --------
    >>> score_compound("It is good."), score_compound("It is not good.")
    (0.4404, -0.3412)
    """
    words = [_read_token(token) for token in text.split() if len(token) > 1]
    if not any(word.scored for word in words):
        return 0.0
    analyzer = load_analyzer()
    forms = [word.form for word in words]
    capitals = sum(word.upper for word in words)
    is_cap_diff = 0 < capitals < len(words)
    joined = " ".join(forms)
    idioms = any(phrase in joined for phrase in _phrases())
    values: list[float] = [0] * len(words)
    for place, word in enumerate(words):
        if not word.scored:
            continue
        first = forms.index(word.form)  # a repeated word is scored by its first place
        if word.lower == "kind" and [w.lower for w in words[first + 1 : first + 2]] == ["of"]:
            continue
        values[place] = _score_word(words, first, is_cap_diff, forms if idioms else None)
    if "but" in joined.lower():
        values = analyzer._but_check(forms, values)
    return _compound(values, text)


@cache
def load_analyzer() -> Any:
    """NLTK's analyzer with the lexicon of the installed package ``vaderSentiment``; one a process.

    NLTK opens data files only below the folders of ``nltk.data.path``, so the folder is on that
    list while the file is read, and taken off again.

    Raises
    ------
    ModuleNotFoundError
        If ``vaderSentiment`` is not installed.
    """
    from importlib.util import find_spec

    import nltk.data
    from nltk.sentiment.vader import SentimentIntensityAnalyzer

    spec = find_spec("vaderSentiment")
    if spec is None or spec.origin is None:
        raise ModuleNotFoundError(
            "sentiment needs the package vaderSentiment: pip install vaderSentiment"
        )
    folder = str(Path(spec.origin).parent)
    nltk.data.path.insert(0, folder)
    try:
        return SentimentIntensityAnalyzer(lexicon_file="vader_lexicon.txt")
    finally:
        nltk.data.path.remove(folder)


@dataclass(frozen=True, slots=True)
class _Word:
    """What VADER needs to know of a token, without its neighbours."""

    form: str  # without marks at one end
    lower: str
    upper: bool
    listed: bool  # in the lexicon
    scored: bool  # in the lexicon and no intensifier
    valence: float
    boost: float  # of an intensifier, else 0
    negates: bool


@lru_cache(maxsize=1 << 17)
def _read_token(token: str) -> _Word:
    """One mark, or one of a few runs of marks, is taken off one end; emoticons stay whole."""
    analyzer = load_analyzer()
    constants = analyzer.constants
    bare = token.translate(_NO_PUNCTUATION)
    form = token
    if 1 < len(bare) < len(token):
        marks = constants.PUNC_LIST
        form = bare if any(token in (m + bare, bare + m) for m in marks) else token
    lower = form.lower()
    boost = constants.BOOSTER_DICT.get(lower)
    return _Word(
        form=form,
        lower=lower,
        upper=form.isupper(),
        listed=lower in analyzer.lexicon,
        scored=lower in analyzer.lexicon and boost is None,
        valence=analyzer.lexicon.get(lower, 0.0),
        boost=boost or 0.0,
        negates=constants.negated([form]),
    )


@cache
def _phrases() -> tuple[str, ...]:
    """Idioms and intensifiers of several words."""
    constants = load_analyzer().constants
    several = [phrase for phrase in constants.BOOSTER_DICT if " " in phrase]
    return (*constants.SPECIAL_CASE_IDIOMS, *several)


def _score_word(words: list[_Word], i: int, is_cap_diff: bool, forms: list[str] | None) -> float:
    """Valence of word ``i`` after the three words before it; ``forms`` only where idioms occur."""
    constants = load_analyzer().constants
    word, value = words[i], words[i].valence
    if word.upper and is_cap_diff:
        value += constants.C_INCR if value > 0 else -constants.C_INCR
    for distance in range(1, min(i, 3) + 1):
        before = words[i - distance]
        if before.listed:
            continue
        if before.boost:
            value += _FADING[distance] * _boost(before, value, is_cap_diff)
        value *= _negation(words, i, distance)
        if distance == 3 and forms is not None:
            value = load_analyzer()._idioms_check(value, forms, i)
    if i > 0 and words[i - 1].lower == "least" and not words[i - 1].listed:
        exempt = i > 1 and words[i - 2].lower in ("at", "very")
        value *= 1 if exempt else constants.N_SCALAR
    return value


def _boost(word: _Word, value: float, is_cap_diff: bool) -> float:
    """What an intensifier adds to a valence."""
    boost = -word.boost if value < 0 else word.boost
    if word.upper and is_cap_diff:
        capitals: float = load_analyzer().constants.C_INCR
        boost += capitals if value > 0 else -capitals
    return boost


def _negation(words: list[_Word], i: int, distance: int) -> float:
    """Factor by which the word at a distance before word ``i`` turns or strengthens it."""
    before = words[i - distance]
    if distance > 1:
        after = words[i - distance + 1].form in _EMPHATIC
        never = before.form == "never" and after
        if distance == 2 and never:
            return 1.5
        if distance == 3 and (never or words[i - 1].form in _EMPHATIC):
            return 1.25
    return float(load_analyzer().constants.N_SCALAR) if before.negates else 1.0


def _compound(values: list[float], text: str) -> float:
    """Sum of the valences, pushed outwards by ``!`` and ``?``, squeezed into -1 to 1."""
    analyzer = load_analyzer()
    total = float(sum(values))
    emphasis = analyzer._punctuation_emphasis(total, text)
    total += emphasis if total > 0 else -emphasis if total < 0 else 0
    return float(round(analyzer.constants.normalize(total), 4))
