"""How sure a tagged relation is: from the chain's probabilities to one calibrated number.

A relation is right when its content and source are. Its parts are as sure as the chain is of their
edges and inner words; a logistic curve, fitted on articles the tagger was not trained on, turns
these into the probability that the relation as a whole is right (Platt 1999). The handful of
coefficients travels with the weights.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from framing.attribution.linking import Link, Piece

BEGINNING = {"content": 1, "cue": 3, "source": 5}
FEATURES = (
    "intercept",
    "content_edges",
    "content_inside",
    "cue",
    "source",
    "no_source",
    "n_contents",
    "content_words",
)
FLOOR = 1e-4


def span_certainty(span: Piece, marginals: NDArray[np.float32]) -> tuple[float, float]:
    """Return the log-probability of a span's two edges, and the mean one of its words.

    Parameters
    ----------
    span : Piece
        A labelled span.
    marginals : float32 array
        (words, labels) probabilities of the text.
    """
    begin = BEGINNING[span.role]
    inside = begin + 1
    first = float(marginals[span.first, begin])
    goes_on = float(marginals[span.last, inside]) if span.last < len(marginals) else 0.0
    end = 1.0 - goes_on
    role = marginals[span.first : span.last, begin] + marginals[span.first : span.last, inside]
    mean = float(np.log(np.maximum(role, FLOOR)).mean())
    return math.log(max(first, FLOOR)) + math.log(max(end, FLOOR)), mean


def relation_features(link: Link, marginals: NDArray[np.float32]) -> list[float]:
    """Return the features of a relation, named in ``FEATURES``."""
    contents = [span_certainty(content, marginals) for content in link.contents]
    cue = sum(span_certainty(link.cue, marginals)) if link.cue else 2 * math.log(FLOOR)
    source = sum(span_certainty(link.source, marginals)) if link.source else 0.0
    n_words = sum(content.last - content.first for content in link.contents)
    return [
        1.0,
        min((edges for edges, _ in contents), default=2 * math.log(FLOOR)),
        min((inside for _, inside in contents), default=math.log(FLOOR)),
        cue,
        source,
        float(link.source is None),
        float(len(link.contents) - 1),
        math.log1p(n_words),
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
