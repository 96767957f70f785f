"""A figure on disk: the picture, the numbers drawn, and the caption that says what they are.

A figure whose numbers cannot be had is not evidence. Every drawing function leaves on its axes the
table that it drew and a caption with n, the interval and the unit; ``save`` writes them beside the
picture, and the same axes give the same bytes on every run.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from framing.plots.style import styled

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

FORMATS = (".pdf", ".png", ".svg")
ATTRIBUTE = "_framing_drawn"
METADATA: dict[str, dict[str, Any]] = {
    ".pdf": {"CreationDate": None, "ModDate": None},
    ".svg": {"Date": None},
    ".png": {"Software": None},
}


@dataclass(frozen=True, eq=False)
class Drawn:
    """What a figure shows.

    Attributes
    ----------
    numbers : DataFrame
        The numbers drawn, in the order of the picture.
    caption : str
        One paragraph: what, n, interval, unit.
    signature : mapping
        The function and its options.
    """

    numbers: pd.DataFrame
    caption: str
    signature: Mapping[str, Any] = field(default_factory=dict)


def leave(ax: Axes, drawn: Drawn) -> Axes:
    """Put what was drawn on the axes, for `save` to find."""
    setattr(ax, ATTRIBUTE, drawn)
    return ax


def drawn_on(ax: Axes) -> Drawn:
    """The numbers and the caption of a figure.

    Parameters
    ----------
    ax : Axes
        What a ``draw_...`` function returned.

    Returns
    -------
    Drawn

    Raises
    ------
    ValueError
        If the axes were not drawn by this package.
    """
    drawn = getattr(ax, ATTRIBUTE, None)
    if not isinstance(drawn, Drawn):
        raise ValueError(
            "these axes carry no numbers: pass what a framing.plots.draw_... function returned"
        )
    return drawn


def save(ax: Axes, path: str | Path) -> list[Path]:
    """Save a figure with its numbers (CSV), caption (Markdown) and signature (JSON).

    Parameters
    ----------
    ax : Axes
        What a ``draw_...`` function returned.
    path : path
        Ends in ``.pdf``, ``.png`` or ``.svg``; without a suffix all three are written. The folder
        is made if it does not exist.

    Returns
    -------
    list of Path
        The files written, pictures first.

    Raises
    ------
    ValueError
        For another suffix, or axes without numbers.

    Examples
    --------
    >>> import tempfile, pandas as pd
    >>> from framing.plots import draw_bars
    >>> table = pd.DataFrame({"outlet": ["a"], "n_stance": [3], "n_stance_neutral": [3]})
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     [p.name for p in save(draw_bars(table, "stance"), Path(folder) / "fig.svg")]
    ['fig.svg', 'fig.csv', 'fig.md', 'fig.json']
    """
    path = Path(path)
    drawn = drawn_on(ax)
    if path.suffix and path.suffix not in FORMATS:
        raise ValueError(
            f"cannot save a figure as {path.suffix!r}; allowed are {', '.join(FORMATS)}, or no "
            f"suffix for all three"
        )
    path.parent.mkdir(parents=True, exist_ok=True)
    suffixes = (path.suffix,) if path.suffix else FORMATS
    stem = path.with_suffix("") if path.suffix else path
    written = []
    figure: Any = ax.figure
    for suffix in suffixes:
        target = stem.parent / f"{stem.name}{suffix}"
        with styled():
            figure.savefig(target, metadata=METADATA[suffix])
        written.append(target)
    numbers = stem.parent / f"{stem.name}.csv"
    numbers.write_bytes(drawn.numbers.to_csv(index=False, lineterminator="\n").encode())
    caption = stem.parent / f"{stem.name}.md"
    caption.write_bytes(f"{drawn.caption}\n".encode())
    signature = stem.parent / f"{stem.name}.json"
    text = json.dumps(dict(drawn.signature), indent=2, sort_keys=True, ensure_ascii=False)
    signature.write_bytes(f"{text}\n".encode())
    return [*written, numbers, caption, signature]
