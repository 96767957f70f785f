"""Which language a text is written in, so that no other language is measured as English.

Every lexicon and rule here is English; a German article counted by them yields numbers that look
like numbers. An article is called English when at least a fifth of its words are English function
words (in English news it is about two fifths, in other languages below a tenth); otherwise the
character n-gram model of *py3langid* (bundled with that package, no network) names the language.
Below `ENOUGH_LETTERS` letters nothing is said: null, not English.

References
----------
Lui, M., & Baldwin, T. (2012). langid.py: An off-the-shelf language identification tool. ACL demos.
"""

from __future__ import annotations

import re

ENOUGH_LETTERS = 120
ENOUGH_IDEOGRAPHS = 30
ENOUGH_WORDS = 60
SAMPLE = 1500
FUNCTION_WORDS = frozenset(
    (
        *("the", "of", "and", "to", "that", "for", "on", "with", "as", "by", "it", "he", "she"),
        *("from", "at", "his", "her", "they", "are", "were", "has", "had", "have", "not", "but"),
        *("be", "this", "which", "who", "said", "will", "their", "been", "its", "would", "after"),
        *("about", "more", "than", "into", "could", "over", "when", "what", "there", "if", "also"),
    )
)
ENGLISH_SHARE = 0.2
IDEOGRAPH = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
CODES = {
    **{"english": "en", "eng": "en", "german": "de", "deu": "de", "ger": "de", "french": "fr"},
    **{"fra": "fr", "fre": "fr", "spanish": "es", "spa": "es", "russian": "ru", "rus": "ru"},
    **{"italian": "it", "ita": "it", "portuguese": "pt", "por": "pt", "arabic": "ar", "ara": "ar"},
    **{"chinese": "zh", "zho": "zh", "chi": "zh", "turkish": "tr", "tur": "tr", "polish": "pl"},
    **{"pol": "pl", "ukrainian": "uk", "ukr": "uk", "dutch": "nl", "nld": "nl", "japanese": "ja"},
}


def detect_language(text: str) -> str | None:
    """Name the language of a text.

    Parameters
    ----------
    text : str
        Its first 1,500 characters are looked at.

    Returns
    -------
    str or None
        ISO 639-1 code (``"en"``); None where there is too little text to tell.

    Examples
    --------
    >>> detect_language("The minister said that the bridge would be closed for the winter. " * 3)
    'en'
    >>> detect_language("Die Brücke bleibt im Winter gesperrt, sagte die Ministerin. " * 3)
    'de'
    >>> detect_language("Bridge closed") is None
    True
    """
    sample = text[:SAMPLE]
    words = sample.lower().split()
    english = sum(map(FUNCTION_WORDS.__contains__, words)) >= ENGLISH_SHARE * len(words)
    if english and len(words) >= ENOUGH_WORDS:
        return "en"
    letters = sum(map(str.isalpha, sample))
    if letters < ENOUGH_LETTERS and len(IDEOGRAPH.findall(sample)) < ENOUGH_IDEOGRAPHS:
        return None
    if english:
        return "en"
    import py3langid

    return str(py3langid.classify(sample)[0])


def normalise_code(given: str | None) -> str | None:
    """Return the two-letter code of a language as a collection writes it, None where unknown.

    Examples
    --------
    >>> normalise_code("en-US"), normalise_code("English"), normalise_code("n/a")
    ('en', 'en', None)
    """
    folded = (given or "").strip().lower()
    if re.fullmatch(r"[a-z]{2}([-_][a-z]{2,4})?", folded):
        return folded[:2]
    return CODES.get(folded)
