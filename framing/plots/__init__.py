"""Draw result tables: tidy table in, ``Axes`` out, with the numbers and a caption on them."""

from framing.plots.bars import draw_bars, draw_source_types, draw_stances
from framing.plots.confusion import draw_confusion
from framing.plots.forest import draw_contrasts, draw_forest
from framing.plots.maps import draw_map
from framing.plots.partisanship import draw_partisanship
from framing.plots.reliability import draw_reliability
from framing.plots.saving import Drawn, drawn_on, save
from framing.plots.scores import draw_scores
from framing.plots.shift import draw_word_shift
from framing.plots.specifications import draw_specifications
from framing.plots.timeline import draw_timeline
from framing.plots.trends import draw_trends
from framing.plots.words import draw_words

__all__ = [
    "Drawn",
    "draw_bars",
    "draw_confusion",
    "draw_contrasts",
    "draw_forest",
    "draw_map",
    "draw_partisanship",
    "draw_reliability",
    "draw_scores",
    "draw_source_types",
    "draw_specifications",
    "draw_stances",
    "draw_timeline",
    "draw_trends",
    "draw_word_shift",
    "draw_words",
    "drawn_on",
    "save",
]
