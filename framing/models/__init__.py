"""Predict labels of articles without fooling oneself: features, folds, baselines, scores.

Everything here is scikit-learn: `FramingFeatures` and `MaskedText` go into any ``Pipeline``,
`GroupSplit` and `LeaveOutletsOut` are passed as ``cv=``. `evaluate` scores a model beside baselines
that never read how a text is written, and refuses folds that leak. scikit-learn is loaded when this
room is imported, and nothing else of the package imports this room.
"""

from framing.models.baselines import BASELINES, baselines
from framing.models.evaluating import evaluate
from framing.models.explaining import explain_coefficients, permutation_importance
from framing.models.grouping import groups_of
from framing.models.masking import MaskedText
from framing.models.matrix import FramingFeatures
from framing.models.report import Report
from framing.models.splits import GroupSplit, LeaveOutletsOut, check_folds

__all__ = [
    "BASELINES",
    "FramingFeatures",
    "GroupSplit",
    "LeaveOutletsOut",
    "MaskedText",
    "Report",
    "baselines",
    "check_folds",
    "evaluate",
    "explain_coefficients",
    "groups_of",
    "permutation_importance",
]
