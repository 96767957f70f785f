"""Column names say what is divided by what."""

import numpy as np
import pandas as pd
import pytest

from framing.grammar import measures_of, parse_measure, values_of
from framing.outlets import compare


def test_longest_counted_prefix_is_the_denominator():
    columns = ["n_source", "n_source_state", "n_source_state_media", "n_words"]
    assert parse_measure("share_source_state_media", columns).denominator == "n_source_state"
    assert parse_measure("share_source_state", columns).denominator == "n_source"


def test_measures_of_lists_only_what_parses():
    columns = ["n_words", "n_sentences", "n_source", "n_source_citizen", "sum_tone", "n_tone", "x"]
    names = measures_of(columns)
    assert "mean_tone" in names
    assert "rate_sentences" not in names
    assert all(parse_measure(n, columns) for n in names)


def test_zero_over_zero_is_missing_and_nothing_else_is():
    table = pd.DataFrame(
        {"n_source": [0, 4, 5], "n_source_citizen": [0, 0, 5], "n_words": [9, 9, 0]}
    )
    assert np.array_equal(values_of(table, "share_source_citizen"), [np.nan, 0, 1], equal_nan=True)
    assert np.isnan(values_of(table, "rate_source")[2])


def test_unknown_measure_says_what_it_needs_and_what_there_is():
    with pytest.raises(
        ValueError, match="no measure 'share_x_y' in this table: a share needs the counts n_x_y"
    ):
        parse_measure("share_x_y", ["n_words", "n_stance"])
    with pytest.raises(ValueError, match="Measures that are: rate_stance"):
        parse_measure("tone", ["n_words", "n_stance"])


def test_a_column_of_texts_is_no_measure():
    table = pd.DataFrame({"outlet": ["pbn", "sun"], "n_words": [3, 4], "n_loaded": [1, 0]})
    told = (
        "'outlet' is no measure: it holds 'pbn', not numbers. Measures are: rate_loaded, n_words, "
        "n_loaded"
    )
    with pytest.raises(ValueError, match=told):
        values_of(table, "outlet")
    with pytest.raises(ValueError, match=told):
        compare(table, features=["outlet"])
