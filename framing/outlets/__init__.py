"""Compare outlets on the feature table, with uncertainty; show the sentences behind a number."""

from framing.outlets.comparing import compare
from framing.outlets.differences import compare_measures
from framing.outlets.diversity import source_diversity
from framing.outlets.examples import find_examples
from framing.outlets.export import to_latex, to_markdown
from framing.outlets.gaps import split_gap
from framing.outlets.grid import rejudge_stances, specification_grid
from framing.outlets.mapping import map_outlets, map_phrases
from framing.outlets.mixed import fit_mixed
from framing.outlets.presenting import measure_headlines, measure_order
from framing.outlets.regression import fit_counts
from framing.outlets.shifting import shift_words
from framing.outlets.sides import assign_sides, differential_attribution, side_table
from framing.outlets.sources import top_sources
from framing.outlets.wording import compare_words, partisanship

__all__ = [
    "assign_sides",
    "compare",
    "compare_measures",
    "compare_words",
    "differential_attribution",
    "find_examples",
    "fit_counts",
    "fit_mixed",
    "map_outlets",
    "map_phrases",
    "measure_headlines",
    "measure_order",
    "partisanship",
    "rejudge_stances",
    "shift_words",
    "side_table",
    "source_diversity",
    "specification_grid",
    "split_gap",
    "to_latex",
    "to_markdown",
    "top_sources",
]
