"""Every transformer passes scikit-learn's own check_estimator, by way of an adapter.

check_estimator feeds matrices of numbers. Our transformers take articles and say so in their tags,
upon which it would skip all but one of its checks. So each is run behind an adapter that writes a
row of numbers as a text, and then all of them count: cloning, pickling, fitting twice, order and
subsets of rows, errors before fitting, names of features, containers. What cannot hold for texts is
listed with its reason, and must fail.
"""

import pytest
from sklearn.base import clone
from sklearn.utils import estimator_checks
from sklearn.utils.validation import check_is_fitted, validate_data

from framing.models import FramingFeatures, MaskedText
from framing.models.baselines import Boilerplate, Dates, Lengths, Topics

OPENINGS = ("Rain fell", "Critics claimed that it was", "Grim", "The mayor said", "Sun", "Perhaps")
STRINGS = "puts out texts, and the check subtracts what two calls put out"
TEXT_OUTPUT = {
    "check_pipeline_consistency": STRINGS,
    "check_transformer_data_not_an_array": STRINGS,
    "check_transformer_general": STRINGS,
    "check_methods_sample_order_invariance": STRINGS,
    "check_methods_subset_invariance": STRINGS,
    "check_fit_idempotent": STRINGS,
    "check_estimators_pickle": STRINGS,
    "check_transformer_preserve_dtypes": "puts out texts, whatever the numbers were",
}
ONE_ARTICLE = {
    "check_fit2d_1sample": "one article has no topics; the message says so of articles, where the "
    "check looks for the word sample"
}
CHECKS_OF_PARAMETERS_AND_TAGS = (
    "check_estimator_cloneable",
    "check_estimator_repr",
    "check_estimator_tags_renamed",
    "check_mixin_order",
    "check_valid_tag_types",
    "check_no_attributes_set_in_init",
    "check_parameters_default_constructible",
    "check_get_params_invariance",
    "check_set_params",
    "check_do_not_raise_errors_in_init_or_set_params",
)


class _OnNumbers:
    """Takes a matrix; hands a text per row to the transformer."""

    def fit(self, X, y=None):  # noqa: N803
        super().fit(_worded(validate_data(self, X)), y)
        return self

    def transform(self, X):  # noqa: N803
        check_is_fitted(self)
        return super().transform(_worded(validate_data(self, X, reset=False)))

    def __sklearn_tags__(self):
        tags = super().__sklearn_tags__()
        tags.input_tags.two_d_array = True
        tags.input_tags.one_d_array = False
        tags.input_tags.string = False
        return tags


class FeaturesOnNumbers(_OnNumbers, FramingFeatures):
    def fit_transform(self, X, y=None):  # noqa: N803
        return super().fit_transform(_worded(validate_data(self, X)), y)


class MaskedOnNumbers(_OnNumbers, MaskedText):
    pass


class LengthsOnNumbers(_OnNumbers, Lengths):
    pass


class DatesOnNumbers(_OnNumbers, Dates):
    pass


class TopicsOnNumbers(_OnNumbers, Topics):
    pass


class BoilerplateOnNumbers(_OnNumbers, Boilerplate):
    pass


def _worded(matrix):
    return [
        " ".join(f"{OPENINGS[j % len(OPENINGS)]} {value:.6g}." for j, value in enumerate(row))
        for row in matrix
    ]


@pytest.mark.parametrize(
    ("estimator", "expected"),
    [
        (FeaturesOnNumbers(["loaded"], method="rules"), {}),
        (MaskedOnNumbers(), TEXT_OUTPUT),
        (LengthsOnNumbers(), {}),
        (DatesOnNumbers(), {}),
        (TopicsOnNumbers(), ONE_ARTICLE),
        (BoilerplateOnNumbers(), TEXT_OUTPUT),
    ],
    ids=lambda value: type(value).__name__,
)
@pytest.mark.filterwarnings("ignore::sklearn.exceptions.SkipTestWarning")
@pytest.mark.filterwarnings("ignore::sklearn.exceptions.EstimatorCheckFailedWarning")
def test_check_estimator(estimator, expected):
    results = estimator_checks.check_estimator(
        estimator, expected_failed_checks=expected, on_fail=None
    )
    status = {}
    for result in results:
        status.setdefault(result["status"], set()).add(result["check_name"])
    assert len(results) > 40
    assert status.get("failed", set()) == set()
    assert status.get("xfail", set()) == set(expected)
    assert status.get("skipped", set()) <= {"check_array_api_input"}


@pytest.mark.parametrize(
    "estimator",
    [FramingFeatures(["stance"]), MaskedText(["Courier"]), Lengths(), Dates(), Topics()],
    ids=lambda e: type(e).__name__,
)
@pytest.mark.parametrize("check", CHECKS_OF_PARAMETERS_AND_TAGS)
def test_checks_of_parameters_and_tags_without_the_adapter(estimator, check):
    getattr(estimator_checks, check)(type(estimator).__name__, clone(estimator))


def test_names_of_features_need_a_fit():
    estimator_checks.check_get_feature_names_out_error("FramingFeatures", FramingFeatures())
