"""How sure a tagged relation is: from the chain's probabilities to one calibrated number.

A relation is right when its content and source are. Its parts are as sure as the chain is of their
edges and inner words, and a quoted content is easier than another; a logistic curve, fitted on
articles the tagger was not trained on, turns these into the probability that the relation as a
whole is right (Platt 1999). The handful of coefficients travels with the weights.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from framing.attribution.linking import Link, Piece
from framing.encoders.words import PARAGRAPH_STATES, QUOTE_STATES, Words

BEGINNING = {"content": 1, "cue": 3, "source": 5}
FEATURES = (
    "intercept",
    "all_edges",
    "content_edges",
    "content_inside",
    "cue_edges",
    "source_edges",
    "no_source",
    "n_contents",
    "content_words",
    "quoted",
)


def span_certainty(span: Piece, marginals: NDArray[np.float32]) -> tuple[float, float]:
    """Return the probability that a span starts and ends where it does, and of its role inside.

    Parameters
    ----------
    span : Piece
        A labelled span.
    marginals : float32 array
        (words, labels) probabilities of the text.
    """
    begin = BEGINNING[span.role]
    inside = begin + 1
    goes_on = float(marginals[span.last, inside]) if span.last < len(marginals) else 0.0
    role = marginals[span.first : span.last, begin] + marginals[span.first : span.last, inside]
    return float(marginals[span.first, begin]) * (1.0 - goes_on), float(role.mean())


def relation_features(link: Link, marginals: NDArray[np.float32], words: Words) -> list[float]:
    """Return the features of a relation, named in ``FEATURES``."""
    contents = [span_certainty(content, marginals) for content in link.contents]
    edges = min((both for both, _ in contents), default=0.0)
    cue = span_certainty(link.cue, marginals)[0] if link.cue else 0.0
    source = span_certainty(link.source, marginals)[0] if link.source else 1.0
    rows = [row for content in link.contents for row in range(content.first, content.last)]
    quoted = words.looks[rows] // PARAGRAPH_STATES % QUOTE_STATES
    return [
        1.0,
        edges * cue * source,
        edges,
        min((inside for _, inside in contents), default=0.0),
        cue,
        source,
        float(link.source is None),
        float(len(link.contents) - 1),
        math.log1p(len(rows)),
        float(quoted.mean()) if rows else 0.0,
    ]


def confidence_of(features: Sequence[float], coefficients: Sequence[float] | None) -> float | None:
    """Return the probability that a relation is right, or None for a model without calibration.

    Examples
    --------
    >>> confidence_of([1.0, 0.0], [0.0, 3.0])
    0.5
    """
    if coefficients is None:
        return None
    total = sum(x * w for x, w in zip(features, coefficients, strict=True))
    return round(1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, total)))), 4)
