"""Measures in words: what stands on an axis instead of a column name."""

from __future__ import annotations

import re

WORDS = {
    "stance": "cues",
    "source": "sources",
    "quotation": "quotation",
    "voice": "words",
    "loaded": "loaded words",
    "hedge": "hedges",
    "attributions": "attributions",
    "citations": "citations",
    "citation": "citations",
    "words": "words",
    "sentences": "sentences",
    "paragraphs": "paragraphs",
}
OF = {
    "stance": "of attributions with a classified cue",
    "source": "of attributions with a source type",
    "quotation": "of attributions with a content",
    "voice": "of all words",
    "citation": "of citations",
}

LITTLE = frozenset(["a", "an", "and", "at", "by", "for", "in", "of", "on", "the", "to"])


def title_of(feature: str) -> str:
    """A short name for a measure.

    Examples
    --------
    >>> title_of("share_stance_distancing"), title_of("rate_loaded"), title_of("n_words")
    ('Distancing cues', 'Loaded words', 'Words')
    >>> title_of("mean_sentiment_own")
    'Sentiment, own voice'
    """
    kind, _, rest = feature.partition("_")
    if kind not in ("share", "rate", "mean", "n", "sum"):
        return feature.replace("_", " ").capitalize()
    head, _, tail = rest.partition("_")
    name = WORDS.get(head, head.replace("_", " "))
    if tail in ("own", "attributed", "quoted"):
        return f"{name}, {tail} voice".capitalize()
    words = f"{tail.replace('_', ' ')} {name}" if tail else name
    return words.capitalize()


def axis_label(feature: str) -> str:
    """What is measured and in which unit, for an axis.

    Examples
    --------
    >>> axis_label("share_stance_distancing")
    'Share of attributions with a classified cue (%)'
    >>> axis_label("rate_loaded")
    'Per 1,000 words'
    """
    kind, _, rest = feature.partition("_")
    if kind == "share":
        return f"Share {OF.get(rest.partition('_')[0], '')}".strip() + " (%)"
    if kind == "rate":
        return "Per 1,000 words"
    if kind == "mean":
        return "Mean"
    return "Mean per article"


def is_percent(feature: str) -> bool:
    """Whether a measure is a share and is drawn as a percentage."""
    return feature.startswith("share_")


def outlet_name(outlet: str) -> str:
    """An outlet id as a name: hyphens and underscores to spaces, words capitalised if all lower.

    Examples
    --------
    >>> outlet_name("open-kestria"), outlet_name("PBN News")
    ('Open Kestria', 'PBN News')
    >>> outlet_name("the-voice-of-kestria"), outlet_name("pbn")
    ('The Voice of Kestria', 'PBN')
    """
    if outlet != outlet.lower() or "." in outlet:
        return outlet
    words = re.split(r"[-_\s]+", outlet)
    return " ".join(_cased(word, first=i == 0) for i, word in enumerate(words))


def _cased(word: str, *, first: bool) -> str:
    if word in LITTLE:
        return word.capitalize() if first else word
    return word.upper() if len(word) <= 3 else word.capitalize()
