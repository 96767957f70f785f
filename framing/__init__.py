"""Who is quoted, with which verbs, in whose voice: media bias and framing research with intervals.

>>> import framing as fr
>>> text = "The bridge is closed, the mayor said. Critics claimed that nobody was told."
>>> corpus = fr.read([{"id": "a1", "outlet": "courier", "text": text}])  # or a folder, CSV, ...
>>> notes = fr.annotate(corpus)  # the text is read once
>>> fr.find_attributions(notes)["cue"].tolist()  # who says what, one row each, with offsets
['said', 'claimed']
>>> table = fr.measure(notes)  # one row per article
>>> int(table["n_stance_distancing"][0])
1

Then ``fr.compare(table, features=["share_stance_distancing"], seed=7)`` gives outlets with their
intervals and ``fr.plots.draw_forest`` draws them. Importing this package loads nothing heavy: each
name is fetched from its room when it is first used.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from framing import plots, testing
    from framing.articles import Corpus, find_duplicates, find_events, read
    from framing.features import describe_columns, measure
    from framing.notes import (
        Annotations,
        annotate,
        describe_sources,
        find_attributions,
        find_citations,
        find_distancing,
        read_notes,
    )
    from framing.outlets import (
        compare,
        compare_words,
        differential_attribution,
        find_examples,
        measure_headlines,
        measure_order,
        partisanship,
        shift_words,
        source_diversity,
        split_gap,
        to_latex,
        to_markdown,
        top_sources,
    )
    from framing.pages import show
    from framing.study import run, verify
    from framing.types import Article, Attribution, Citation

__all__ = [
    "Annotations",
    "Article",
    "Attribution",
    "Citation",
    "Corpus",
    "annotate",
    "compare",
    "compare_words",
    "describe_columns",
    "describe_sources",
    "differential_attribution",
    "find_attributions",
    "find_citations",
    "find_distancing",
    "find_duplicates",
    "find_events",
    "find_examples",
    "measure",
    "measure_headlines",
    "measure_order",
    "partisanship",
    "plots",
    "read",
    "read_notes",
    "run",
    "shift_words",
    "show",
    "source_diversity",
    "split_gap",
    "testing",
    "to_latex",
    "to_markdown",
    "top_sources",
    "verify",
]

_ROOMS = {
    "Annotations": "notes",
    "Article": "types",
    "Attribution": "types",
    "Citation": "types",
    "Corpus": "articles",
    "annotate": "notes",
    "compare": "outlets",
    "compare_words": "outlets",
    "describe_columns": "features",
    "describe_sources": "notes",
    "differential_attribution": "outlets",
    "find_attributions": "notes",
    "find_citations": "notes",
    "find_distancing": "notes",
    "find_duplicates": "articles",
    "find_events": "articles",
    "find_examples": "outlets",
    "measure": "features",
    "measure_headlines": "outlets",
    "measure_order": "outlets",
    "partisanship": "outlets",
    "read": "articles",
    "read_notes": "notes",
    "run": "study",
    "shift_words": "outlets",
    "show": "pages",
    "source_diversity": "outlets",
    "split_gap": "outlets",
    "to_latex": "outlets",
    "to_markdown": "outlets",
    "top_sources": "outlets",
    "verify": "study",
}
_MODULES = ("plots", "testing")


def __getattr__(name: str) -> Any:
    if name == "__version__":
        from framing._version import version

        return version()
    if name in _MODULES:
        return import_module(f"framing.{name}")
    if name in _ROOMS:
        return getattr(import_module(f"framing.{_ROOMS[name]}"), name)
    raise AttributeError(f"module 'framing' has no attribute {name!r}; it has {', '.join(__all__)}")


def __dir__() -> list[str]:
    return [*__all__, "__version__"]
