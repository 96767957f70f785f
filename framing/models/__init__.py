"""Predict labels of articles without fooling oneself: features, folds, baselines, scores.

Everything here is scikit-learn: `FramingFeatures` and `MaskedText` go into any ``Pipeline``,
`GroupSplit` and `LeaveOutletsOut` are passed as ``cv=``. `words_model` and `features_model` are
linear pipelines to begin with. `evaluate` scores a model beside baselines that never read how a
text is written, and refuses folds that leak; `score_part` and `score_change` ask more of its
predictions; `explain_coefficients` and `permutation_importance` say what a model goes by.
scikit-learn is loaded when this room is imported, and nothing else of the package imports this
room.
"""

from framing.models.baselines import BASELINES, baselines
from framing.models.evaluating import evaluate
from framing.models.explaining import explain_coefficients, permutation_importance
from framing.models.grouping import groups_of
from framing.models.masking import MaskedText
from framing.models.matrix import FramingFeatures
from framing.models.pipelines import features_model, words_model
from framing.models.report import Report
from framing.models.rescoring import score_change, score_part
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
    "features_model",
    "groups_of",
    "permutation_importance",
    "score_change",
    "score_part",
    "words_model",
]
