"""What every format hands over: rows of values, and entries about rows that it could not read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

from framing.articles.log import Entry


@dataclass(frozen=True, slots=True)
class Row:
    """One row as it stands in its file, before its columns are recognised.

    Parameters
    ----------
    file, row
        Where it stands, as in the log.
    values : mapping
        Column to cell.
    derived_id : str or None
        The id of a file that is one article.
    outlet : str or None
        Name of the subfolder, used where the row names no outlet.
    heading : bool
        Whether the first paragraph is the heading (text files).

    Examples
    --------
    >>> Row("a.csv", 2, {"text": "Rain."}).values["text"]
    'Rain.'
    """

    file: str
    row: int | None
    values: Mapping[str, Any]
    derived_id: str | None = None
    outlet: str | None = None
    heading: bool = False


Rows: TypeAlias = Iterator[Row | Entry]
