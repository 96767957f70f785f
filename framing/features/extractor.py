"""What an extractor is, and where the ones in use come from.

An extractor is a frozen dataclass whose **fields are its parameters** and whose **call is a pure
function** of a batch of annotated articles. It declares its columns; `framing.testing` holds any
extractor, ours or a user's, to the same contract.

Built-in extractors are named in one literal dict. Others come as objects, or by name from installed
packages that declare the entry point ``framing.extractors``. Nothing registers itself on import.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Protocol, runtime_checkable

from numpy.typing import NDArray

from framing.features.column import Column
from framing.notes import Annotations

GROUP = "framing.extractors"


@runtime_checkable
class Extractor(Protocol):
    """Counts per article: declare ``columns()``, be called with annotations.

    The call returns one array per declared column, one value per article of the batch, in order.
    """

    def columns(self) -> tuple[Column, ...]:
        """The columns that a call returns."""
        ...

    def __call__(self, notes: Annotations) -> Mapping[str, NDArray[Any]]:
        """Count in each article of a batch."""
        ...


def builtin_extractors() -> dict[str, Extractor]:
    """The extractors that come with the package, by name.

    Returns
    -------
    dict of str to Extractor

    Examples
    --------
    >>> "stance" in builtin_extractors()
    True
    """
    from framing.features.attributed import Quotations, Sources, Stances
    from framing.features.cited import Citations
    from framing.features.distanced import Distancing
    from framing.features.lexical import Boosting, Hedging, Loaded
    from framing.features.sentiment import Sentiment
    from framing.features.size import Size
    from framing.features.voice import Voices

    return {
        "size": Size(),
        "stance": Stances(),
        "quotation": Quotations(),
        "source": Sources(),
        "distancing": Distancing(),
        "voice": Voices(),
        "sentiment": Sentiment(),
        "citation": Citations(),
        "loaded": Loaded(),
        "hedge": Hedging(),
        "booster": Boosting(),
    }


def resolve_extractors(extractors: Sequence[str | Extractor] | None) -> dict[str, Extractor]:
    """Extractors by name: all built-in ones for ``None``, else names and objects as given.

    Parameters
    ----------
    extractors : sequence of str or Extractor, optional
        Names are built-in or from the entry point ``framing.extractors``.

    Returns
    -------
    dict of str to Extractor

    Raises
    ------
    ValueError
        For a name that is not there; the message lists those that are.
    TypeError
        For an object that is not an extractor.

    Examples
    --------
    >>> list(resolve_extractors(["size", "stance"]))
    ['size', 'stance']
    """
    builtin = builtin_extractors()
    if extractors is None:
        return builtin
    if isinstance(extractors, str):
        extractors = [extractors]
    out: dict[str, Extractor] = {}
    for item in extractors:
        if isinstance(item, str):
            out[item] = builtin[item] if item in builtin else _installed(item, builtin)
        elif isinstance(item, Extractor) and not isinstance(item, type):
            out[f"{type(item).__name__}:{len(out)}"] = item
        else:
            raise TypeError(
                f"{item!r} is not an extractor: it needs a method columns() and to be callable; "
                f"pass an instance, not the class"
            )
    return out


def _installed(name: str, builtin: Mapping[str, Extractor]) -> Extractor:
    from importlib.metadata import entry_points

    points = {point.name: point for point in entry_points(group=GROUP)}
    if name not in points:
        raise ValueError(
            f"no extractor {name!r}; built in: {', '.join(builtin)}; installed: "
            f"{', '.join(sorted(points)) or 'none'}"
        )
    made: Extractor = points[name].load()()
    return made
