"""Checks that a figure makes of its table before it draws anything."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pandas as pd


def need_columns(table: pd.DataFrame, columns: Sequence[str], *, maker: str) -> None:
    """Refuse a table that lacks columns, or has no row.

    Parameters
    ----------
    table : DataFrame
    columns : sequence of str
    maker : str
        What gives such a table, for the message.

    Raises
    ------
    ValueError

    Examples
    --------
    >>> import pandas as pd
    >>> need_columns(pd.DataFrame({"x": [1]}), ["x", "y"], maker="framing.outlets.map_outlets")
    Traceback (most recent call last):
    ValueError: the table lacks y; pass what framing.outlets.map_outlets returned
    """
    there = getattr(table, "columns", None)
    if there is None:
        raise ValueError(f"a table is needed, given {type(table).__name__}; pass {_of(maker)}")
    missing = [column for column in columns if column not in there]
    if missing:
        raise ValueError(f"the table lacks {', '.join(missing)}; pass {_of(maker)}")
    if not len(table):
        raise ValueError(f"the table has no row; there is nothing to draw of {_of(maker)}")


def choose(given: Any, allowed: Sequence[Any], *, name: str) -> Any:
    """The value asked for, or the only one there is.

    Raises
    ------
    ValueError
        If it is not there, or nothing is asked for and there are several.

    Examples
    --------
    >>> choose(None, ["a"], name="group")
    'a'
    """
    names = ", ".join(map(str, allowed))
    if given is None and len(allowed) != 1:
        raise ValueError(f"the table has {len(allowed)} values of {name}; name one: {names}")
    value = allowed[0] if given is None else given
    if value not in allowed:
        raise ValueError(f"{name}={value!r} is not in the table; there are {names}")
    return value


def _of(maker: str) -> str:
    return f"what {maker} returned" if maker.startswith("framing.") else maker
