"""The feature table: declared columns, derived measures, clear errors."""

import numpy as np
import pytest

from framing.features import (
    Column,
    Extractor,
    Loaded,
    Size,
    builtin_extractors,
    describe_columns,
    measure,
    resolve_extractors,
)
from framing.grammar import parse_measure, values_of


def test_every_column_is_described_and_every_description_is_a_column(make_notes):
    table = measure(make_notes(["It rained.", ""]))
    described = describe_columns()
    assert list(described["column"]) == list(dict.fromkeys(described["column"]))
    assert set(described["column"]) == set(table.columns) - {
        "article_id",
        "outlet",
        "date",
        "event",
    }
    assert described["definition"].str.endswith(".").all()
    assert (described["unit"] != "").all()


def test_derived_columns_follow_from_the_counts(make_notes):
    table = measure(make_notes(["The brutal regime fell, perhaps.", "", "Rain."]))
    for row in describe_columns().dropna(subset=["numerator"]).to_dict("records"):
        ratio = parse_measure(row["column"], list(table.columns))
        assert (ratio.numerator, ratio.denominator) == (row["numerator"], row["denominator"])
        again = values_of(table, row["column"])
        assert np.array_equal(again, table[row["column"]].to_numpy(), equal_nan=True)
        empty = table[row["denominator"]] == 0
        assert table.loc[empty, row["column"]].isna().all()
    shares = table.filter(regex="^share_").to_numpy()
    assert np.nanmin(shares) >= 0
    assert np.nanmax(shares) <= 1


def test_types_are_integers_and_floats(make_notes):
    for notes in (make_notes(["It rained."]), make_notes([])):
        table = measure(notes)
        for name in table.columns[4:]:
            assert table[name].dtype == ("int64" if name.startswith("n_") else "float64"), name


def test_words_are_always_counted(make_notes):
    table = measure(make_notes(["It rained."]), ["stance"])
    assert table["n_words"].tolist() == [2]


def test_names_and_objects(make_notes):
    assert list(resolve_extractors("size")) == ["size"]
    assert list(resolve_extractors(None)) == list(builtin_extractors())
    table = measure(make_notes(["A brutal day."]), [Loaded(), "hedge"])
    assert table["n_loaded"].tolist() == [1]


class TwoValues:
    def columns(self):
        return (Column("n_two", "Two.", unit="things"),)

    def __call__(self, notes):
        return {"n_two": np.array([1, 2])}


class Misnamed(TwoValues):
    def __call__(self, notes):
        return {"n_three": np.zeros(len(notes), np.int64)}


@pytest.mark.parametrize(
    ("extractors", "options", "error", "message"),
    [
        (
            ["stances"],
            {},
            ValueError,
            "no extractor 'stances'; built in: size, stance, .*installed: none",
        ),
        ([Size], {}, TypeError, "pass an instance, not the class"),
        ([3], {}, TypeError, "3 is not an extractor"),
        (
            ["loaded", Loaded()],
            {},
            ValueError,
            "'n_loaded' is declared by 'loaded' and by 'Loaded:1'",
        ),
        (["size"], {"batch_size": 0}, ValueError, "batch_size must be at least 1, given 0"),
        ([TwoValues()], {}, ValueError, "column 'n_two' has 2 values for 1 articles"),
        ([Misnamed()], {}, ValueError, "declares the columns n_two but returned n_three"),
    ],
)
def test_errors(make_notes, extractors, options, error, message):
    with pytest.raises(error, match=message):
        measure(make_notes(["It rained."]), extractors, **options)


def test_measure_wants_a_corpus_or_annotations():
    with pytest.raises(TypeError, match="need a Corpus .* given str"):
        measure("It rained.")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("words", "Words."), "must start with 'n_'"),
        (("share_x", "A share."), "shares, rates and means are derived"),
        (("n_words", "Words.", "double"), "is a count and needs the type 'int64'"),
        (("sum_words", "Words.", "float"), "type 'float' is not int64 or double"),
    ],
)
def test_a_column_says_what_it_is(arguments, message):
    with pytest.raises(ValueError, match=message):
        Column(*arguments)


def test_builtin_extractors_are_extractors():
    for extractor in builtin_extractors().values():
        assert isinstance(extractor, Extractor)
