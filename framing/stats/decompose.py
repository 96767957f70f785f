"""A gap between two groups, split into what they cover and how they word it.

Outlet ``g`` has in event ``e`` the ratio ``m_ge = n_ge / d_ge`` and gives the event the share
``s_ge = d_ge / sum_e d_ge`` of its output, so that its pooled ratio is ``R_g = sum_e s_ge m_ge``.
Over events that both covered, the gap splits exactly (Kitagawa 1955; the two-fold decomposition of
Oaxaca with pooled weights):

    presentation = sum_e (s_ae + s_be) / 2 * (m_ae - m_be)     same events, other words
    mix          = sum_e (s_ae - s_be) * (m_ae + m_be) / 2     same events, other room given to them

Events that only one of them covered have no counterpart. What they add is the distance between an
outlet's ratio over all its events and that over the common ones (as in Nopo 2008):

    exclusive    = (R_a - R_a over common events) - (R_b - R_b over common events)

and ``gap = presentation + mix + exclusive``; ``selection = mix + exclusive``.

References
----------
Kitagawa, E. M. (1955). Components of a difference between two rates. JASA, 50(272), 1168-1194.
Nopo, H. (2008). Matching as a tool to decompose wage gaps. Rev. Econ. Statistics, 90(2), 290-299.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from framing.stats.resample import divide

Floats = NDArray[np.float64]
PARTS = ("gap", "presentation", "selection", "mix", "exclusive")


def decompose_gap(above: Floats, below: Floats, weights: Floats) -> Floats:
    """Parts of the gap between two groups, for many weightings of the events at once.

    Parameters
    ----------
    above, below : ndarray, shape (events, 2)
        Sums of numerators and denominators by event in the first and the second group; 0 in
        ``below`` where a group did not cover the event.
    weights : ndarray, shape (draws, events)
        How often each event counts: ones for the data, counts for a bootstrap draw.

    Returns
    -------
    ndarray, shape (draws, 5)
        ``PARTS``: gap, presentation, selection, mix, exclusive. NaN where a group has no event, and
        for the parts where no event is common.

    Examples
    --------
    >>> above, below = np.array([[3.0, 1], [2, 1]]), np.array([[10.0, 10], [10, 30]])
    >>> got = decompose_gap(above, below, np.ones((1, 2)))[0]
    >>> dict(zip(PARTS, got.round(4).tolist()))
    {'gap': 0.2, 'presentation': 0.1792, 'selection': 0.0208, 'mix': 0.0208, 'exclusive': 0.0}
    """
    common = np.asarray((below > 0).all(axis=1))
    rate = np.where(common[:, None], divide(above, below), 0.0)
    apart = rate[:, 0] - rate[:, 1]
    whole = divide(weights @ above, weights @ below)
    below_both = np.where(common[:, None], below, 0.0)
    size = weights @ below_both
    shared = divide(weights @ np.where(common[:, None], above, 0.0), size)
    words = divide(weights @ (below_both * apart[:, None]), size).mean(axis=1)
    gap = whole[:, 0] - whole[:, 1]
    mix = shared[:, 0] - shared[:, 1] - words
    exclusive = gap - words - mix
    return np.column_stack([gap, words, mix + exclusive, mix, exclusive])
