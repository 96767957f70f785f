"""Count things per article, and derive shares and rates from the counts.

`measure` gives the feature table and `describe_columns` explains it. An extractor of one's own is a
frozen dataclass with ``columns()`` and a call; `framing.testing.check_extractor` says whether it
keeps the contract.
"""

from framing.features.attributed import Quotations, Sources, Stances
from framing.features.cited import Citations
from framing.features.column import Column
from framing.features.distanced import Distancing
from framing.features.extractor import Extractor, builtin_extractors, resolve_extractors
from framing.features.lexical import Boosting, Hedging, Loaded, WordList
from framing.features.measuring import describe_columns, measure
from framing.features.sentiment import Sentiment
from framing.features.size import Size
from framing.features.voice import Voices

__all__ = [
    "Boosting",
    "Citations",
    "Column",
    "Distancing",
    "Extractor",
    "Hedging",
    "Loaded",
    "Quotations",
    "Sentiment",
    "Size",
    "Sources",
    "Stances",
    "Voices",
    "WordList",
    "builtin_extractors",
    "describe_columns",
    "measure",
    "resolve_extractors",
]
