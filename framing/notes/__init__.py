"""A corpus with its annotations: the text is read once, every later step shares it."""

from framing.notes.annotating import annotate, as_notes, find_attributions, find_citations
from framing.notes.annotations import Annotations, read_notes
from framing.notes.distanced import find_distancing
from framing.notes.sources import describe_sources, source_head
from framing.notes.tables import attribution_table, attributions_of, citation_table

__all__ = [
    "Annotations",
    "annotate",
    "as_notes",
    "attribution_table",
    "attributions_of",
    "citation_table",
    "describe_sources",
    "find_attributions",
    "find_citations",
    "find_distancing",
    "read_notes",
    "source_head",
]
