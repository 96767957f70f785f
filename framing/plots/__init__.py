"""Draw result tables: tidy table in, ``Axes`` out, with the numbers and a caption on them."""

from framing.plots.bars import draw_bars, draw_source_types, draw_stances
from framing.plots.forest import draw_contrasts, draw_forest
from framing.plots.saving import Drawn, drawn_on, save

__all__ = [
    "Drawn",
    "draw_bars",
    "draw_contrasts",
    "draw_forest",
    "draw_source_types",
    "draw_stances",
    "drawn_on",
    "save",
]
