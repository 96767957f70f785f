"""Draw result tables: tidy table in, ``Axes`` out, with the numbers and a caption on them."""

from framing.plots.balance import draw_stance_balance
from framing.plots.bars import draw_bars, draw_source_types, draw_stances
from framing.plots.confusion import draw_confusion
from framing.plots.diversity import draw_diversity
from framing.plots.dumbbells import draw_sides, draw_voice_gap
from framing.plots.events import draw_event_slopes
from framing.plots.forest import draw_contrasts, draw_forest
from framing.plots.gaps import draw_gap
from framing.plots.headlines import draw_headlines
from framing.plots.heatmap import draw_source_heatmap
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
    "draw_diversity",
    "draw_event_slopes",
    "draw_forest",
    "draw_gap",
    "draw_headlines",
    "draw_map",
    "draw_partisanship",
    "draw_reliability",
    "draw_scores",
    "draw_sides",
    "draw_source_heatmap",
    "draw_source_types",
    "draw_specifications",
    "draw_stance_balance",
    "draw_stances",
    "draw_timeline",
    "draw_trends",
    "draw_voice_gap",
    "draw_word_shift",
    "draw_words",
    "drawn_on",
    "save",
]
