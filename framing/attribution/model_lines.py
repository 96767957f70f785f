"""Lines that are settled by their layout: quotations signed with a name, and what is no news.

Round-ups of voices print each as a paragraph of its own: the words in quotation marks, a dash, a
name. No verb says that anybody said anything, so a tagger trained on prose reads the quotation for
attributions inside it and misses the one that matters. The layout is plain enough for a rule.

"READ MORE" links, credits and boxes say nothing that anybody said, but look like it ("Source: X and
agencies"). Cleaning takes them out; where a text was not cleaned, its tags there are taken out.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from framing.articles.noise import find_noise_kind
from framing.encoders.words import Words

DASHES = frozenset({"-", "–", "—", "―", "‒"})
LINKS = frozenset({"of", "de", "del", "la", "van", "von", "and", "the", "in", "at", "from", "for"})
LONGEST_SIGNATURE = 14
LEAST_WORDS = 3

OUTSIDE, CONTENT, CUE, SOURCE = 0, 1, 3, 5


def label_signed_quotations(words: Words, labels: NDArray[np.int8]) -> NDArray[np.int8]:
    """Return the labels with each signed quotation as content, its dash as cue, its name as source.

    A paragraph is one if it opens with a quotation mark, and after its last one holds nothing but a
    dash and a short run of names, numbers and commas.

    Examples
    --------
    >>> from framing.encoders.words import read_words
    >>> words = read_words('"I was there." — Ann Roe, 34')
    >>> label_signed_quotations(words, np.zeros(len(words), np.int8)).tolist()
    [1, 2, 2, 2, 2, 2, 3, 5, 6, 0, 0]
    """
    fixed = labels
    cuts = (np.flatnonzero(np.diff(words.paragraphs)) + 1).tolist()
    for first, last in zip([0, *cuts], [*cuts, len(words)], strict=True):
        dash = _signature(words, first, last)
        if dash is None:
            continue
        if fixed is labels:
            fixed = labels.copy()
        name = dash + 1 + (words.forms[dash + 1] in DASHES)
        end = name
        while end < last and words.forms[end] not in {",", "(", "."}:
            end += 1
        while end < last - 1 and words.forms[end] == "." and words.forms[end + 1][0].isupper():
            end += 2
        fixed[first:last] = OUTSIDE
        fixed[first:dash] = CONTENT + 1
        fixed[dash:name] = CUE + 1
        fixed[name:end] = SOURCE + 1
        fixed[[first, dash, name]] = CONTENT, CUE, SOURCE
    return fixed


def clear_noise(words: Words, labels: NDArray[np.int8], text: str) -> NDArray[np.int8]:
    """Return the labels without those of paragraphs that are links, credits or boxes.

    Examples
    --------
    >>> from framing.encoders.words import read_words
    >>> text = "READ MORE: EU ratchets up pressure"
    >>> clear_noise(read_words(text), np.ones(7, np.int8), text).tolist()
    [0, 0, 0, 0, 0, 0, 0]
    """
    fixed = labels
    cuts = (np.flatnonzero(np.diff(words.paragraphs)) + 1).tolist()
    for first, last in zip([0, *cuts], [*cuts, len(words)], strict=True):
        if not fixed[first:last].any():
            continue
        if find_noise_kind(text[int(words.starts[first]) : int(words.ends[last - 1])]):
            fixed = fixed.copy()
            fixed[first:last] = OUTSIDE
    return fixed


def _signature(words: Words, first: int, last: int) -> int | None:
    """Return where the dash of a signed quotation stands, or None."""
    forms = words.forms
    if last - first < LEAST_WORDS + 4 or forms[first] != '"':
        return None
    for dash in range(last - 2, max(first + LEAST_WORDS, last - 2 - LONGEST_SIGNATURE), -1):
        if forms[dash] in DASHES and forms[dash - 1] == '"':
            name = [form for form in forms[dash + 1 : last] if form not in DASHES]
            proper = name and name[0][0].isupper() and all(map(_in_signature, name))
            return dash if proper else None
        if forms[dash] == '"':
            return None
    return None


def _in_signature(form: str) -> bool:
    """Return whether a word may stand in a signature."""
    return form[0].isupper() or form[0].isdigit() or form in LINKS or form in {",", ".", "(", ")"}
