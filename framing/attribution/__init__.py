"""Attribution: who says what, through which words, and how the writer stands to it."""

from framing.attribution.article_types import judge_source_types
from framing.attribution.attributing import METHODS, MODELS, attribute, label
from framing.attribution.distancing import DISTANCING_KINDS, Distancing, find_distancing
from framing.attribution.nesting import find_parents
from framing.attribution.quotation import judge_quotation
from framing.attribution.resolving import find_mentions, resolve_sources
from framing.attribution.source_types import source_types
from framing.attribution.stance import SCHEMES, Scheme, load_scheme, stance_of

__all__ = [
    "DISTANCING_KINDS",
    "METHODS",
    "MODELS",
    "SCHEMES",
    "Distancing",
    "Scheme",
    "attribute",
    "find_distancing",
    "find_mentions",
    "find_parents",
    "judge_quotation",
    "judge_source_types",
    "label",
    "load_scheme",
    "resolve_sources",
    "source_types",
    "stance_of",
]
