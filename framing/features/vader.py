"""VADER's compound score as NLTK computes it, without the work that cannot change it.

NLTK builds, for every sentence, all combinations of its words with 17 punctuation marks, and looks
at every word; that is where its time goes. Stripping marks depends on the single token, and words
that are not in the lexicon add zero, so both are done here once per distinct token. The rules
themselves (negation, intensifiers, capitals, "but", idioms) are NLTK's own methods, and a test
holds every score equal to ``SentimentIntensityAnalyzer.polarity_scores(text)["compound"]``.

NLTK and the package ``vaderSentiment`` disagree on some sentences; this is NLTK's VADER, with the
lexicon file that ``vaderSentiment`` installs. Nothing is downloaded.

References
----------
Hutto, C. J., & Gilbert, E. (2014). VADER: A parsimonious rule-based model for sentiment analysis
of social media text. ICWSM.
"""

from __future__ import annotations

import string
from functools import cache, lru_cache
from pathlib import Path
from types import SimpleNamespace
from typing import Any

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
    analyzer = load_analyzer()
    read = [_read_token(token) for token in text.split() if len(token) > 1]
    if not any(scored for _, scored in read):
        return 0.0
    words = [word for word, _ in read]
    capitals = sum(word.isupper() for word in words)
    sentence = SimpleNamespace(
        words_and_emoticons=words, is_cap_diff=0 < len(words) - capitals < len(words)
    )
    values: list[float] = [0] * len(words)
    for place, (word, scored) in enumerate(read):
        first = words.index(word) if scored else place  # a repeated word is scored by its first
        follows = words[first + 1].lower() if first + 1 < len(words) else ""
        if scored and not (word.lower() == "kind" and follows == "of"):
            values[place] = analyzer.sentiment_valence(0, sentence, word, first, [])[0]
    compound: float = analyzer.score_valence(analyzer._but_check(words, values), text)["compound"]
    return compound


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


@lru_cache(maxsize=1 << 17)
def _read_token(token: str) -> tuple[str, bool]:
    """The word that VADER sees in a token, and whether the lexicon scores it.

    One punctuation mark, or one of a few runs of marks, is taken off one end; contractions and most
    emoticons stay whole.
    """
    analyzer = load_analyzer()
    bare = token.translate(_NO_PUNCTUATION)
    word = token
    if len(bare) > 1 and bare != token:
        marks = analyzer.constants.PUNC_LIST
        if any(token in (mark + bare, bare + mark) for mark in marks):
            word = bare
    lower = word.lower()
    return word, lower in analyzer.lexicon and lower not in analyzer.constants.BOOSTER_DICT
