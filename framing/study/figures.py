"""The figures that a study file may ask for: one kind is one function of `framing.plots`.

    [[figure]]
    name = "fig1_distancing"
    kind = "forest"
    table = "cues"                          # a [[compare]] or an [[analysis]]
    feature = "share_stance_distancing"     # any option of draw_forest, by its own name

Kinds that draw the feature table itself (``stances``, ``source_types``, ...) name no table.
"""

from __future__ import annotations

import inspect
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

FEATURES = ("features",)


@dataclass(frozen=True, slots=True)
class Drawing:
    """A function of `framing.plots`, and the kinds of tables that it draws."""

    function: str
    of: tuple[str, ...]


DRAWINGS: Mapping[str, Drawing] = {
    "forest": Drawing("draw_forest", ("compare", "order")),
    "contrasts": Drawing("draw_contrasts", ("compare", "order", "mixed")),
    "stances": Drawing("draw_stances", FEATURES),
    "source_types": Drawing("draw_source_types", FEATURES),
    "bars": Drawing("draw_bars", FEATURES),
    "timeline": Drawing("draw_timeline", FEATURES),
    "trends": Drawing("draw_trends", FEATURES),
    "words": Drawing("draw_words", ("words",)),
    "word_shift": Drawing("draw_word_shift", ("word_shift",)),
    "partisanship": Drawing("draw_partisanship", ("partisanship",)),
    "map": Drawing("draw_map", ("outlet_map", "phrase_map")),
    "specifications": Drawing("draw_specifications", ("specifications",)),
    "stance_balance": Drawing("draw_stance_balance", FEATURES),
    "source_heatmap": Drawing("draw_source_heatmap", FEATURES),
    "event_slopes": Drawing("draw_event_slopes", FEATURES),
    "sides": Drawing("draw_sides", ("sides",)),
    "voice_gap": Drawing("draw_voice_gap", ("two_measures",)),
    "headlines": Drawing("draw_headlines", ("headlines",)),
    "diversity": Drawing("draw_diversity", ("diversity",)),
    "gap": Drawing("draw_gap", ("gap",)),
}


def check_kind(kind: str) -> None:
    """Refuse a kind of figure that there is not.

    Raises
    ------
    ValueError
        With all kinds.
    """
    if kind not in DRAWINGS:
        raise ValueError(f"kind {kind!r} is not one of {', '.join(DRAWINGS)}")


def check_options(kind: str, options: Mapping[str, Any]) -> None:
    """Refuse options that a figure does not take, and the lack of those it needs.

    Raises
    ------
    ValueError
        With what is allowed or missing.

    Examples
    --------
    >>> check_options("forest", {"feature": "share_stance_distancing"})
    """
    parameters = _parameters(kind)
    for name in options:
        if name not in parameters:
            allowed = ", ".join(parameters)
            raise ValueError(f"kind {kind} has no option {name!r}; allowed are {allowed}")
    empty = inspect.Parameter.empty
    missing = [n for n, p in parameters.items() if p.default is empty and n not in options]
    if missing:
        raise ValueError(f"kind {kind} needs {', '.join(missing)}")


def draw(kind: str, table: pd.DataFrame, options: Mapping[str, Any], *, seed: int = 0) -> Axes:
    """Draw a table as a figure of this kind; ``seed`` goes to the few that resample."""
    function = _function(kind)
    own = {"seed": seed} if "seed" in inspect.signature(function).parameters else {}
    made: Axes = function(table, **options, **own)
    return made


@contextmanager
def own_canvas() -> Iterator[None]:
    """Draw without a window, whatever backend the caller uses."""
    import matplotlib.pyplot as plt

    plt.get_backend()  # let it be chosen now, so that its choice is not undone below
    with plt.ioff():
        yield


def close(ax: Axes) -> None:
    """Let go of a figure that is saved."""
    import matplotlib.pyplot as plt

    plt.close(ax.get_figure(root=True))


def _parameters(kind: str) -> dict[str, inspect.Parameter]:
    """All but the tables and axes, which a study file cannot hold, and the study's own seed."""
    (_, *rest) = inspect.signature(_function(kind)).parameters.items()
    return {name: p for name, p in rest if name not in ("ax", "result", "seed")}


def _function(kind: str) -> Any:
    from framing import plots

    return getattr(plots, DRAWINGS[kind].function)
