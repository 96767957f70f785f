"""Two encoders that read the same text, and the weighted mean of what they say.

A transformer over word pieces and convolutions over whole words make different mistakes: the first
knows what words mean, the second sees further and knows beginnings and endings. The weighted mean
of their label scores, and of their chains, is a chain again, so nothing behind it changes; the
second reading costs little, because convolutions are several times faster.

References
----------
Hansen, L. K., & Salamon, P. (1990). Neural network ensembles. IEEE TPAMI, 12(10).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from framing.encoders.words import Words

if TYPE_CHECKING:
    from framing.encoders.session import Encoder

TABLES = ("transitions", "first", "last")


@dataclass(frozen=True)
class MixedEncoder:
    """``own`` and ``companion`` mixed; ``weight`` is the companion's share, between 0 and 1.

    Attributes
    ----------
    info : dict
        What describes ``own``, with the mean of the two chains.
    """

    own: Encoder
    companion: Encoder
    weight: float
    info: dict[str, Any] = field(init=False)

    def __post_init__(self) -> None:
        if self.own.info["labels"] != self.companion.info["labels"]:
            raise ValueError("two encoders with different labels cannot be mixed")
        chain = mix_chains(self.own.info["chain"], self.companion.info["chain"], self.weight)
        object.__setattr__(self, "info", self.own.info | {"chain": chain})

    def score(self, words: Words) -> NDArray[np.float32]:
        """Return (words, labels) scores: the weighted mean."""
        weight = np.float32(self.weight)
        mean: NDArray[np.float32] = (1 - weight) * self.own.score(words)
        return mean + weight * self.companion.score(words)


def mix_chains(own: dict[str, Any], companion: dict[str, Any], weight: float) -> dict[str, Any]:
    """Return the weighted mean of two chains' tables.

    Examples
    --------
    >>> one = {"transitions": [[0.0]], "first": [1.0], "last": [2.0]}
    >>> two = {"transitions": [[4.0]], "first": [1.0], "last": [0.0]}
    >>> mix_chains(one, two, 0.25)
    {'transitions': [[1.0]], 'first': [1.0], 'last': [1.5]}
    """
    return {
        name: ((1 - weight) * np.array(own[name]) + weight * np.array(companion[name])).tolist()
        for name in TABLES
    }
