"""Single cells of foreign tables: repaired characters, missing values, text of anything.

A lone surrogate (half of a character, from broken JSON or UTF-16) cannot be stored or printed, and
NUL ends strings in half of all software; both become U+FFFD, the replacement character, and are
counted, so that text keeps its length. Two surrogates that belong together become the one character
that they mean.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

REPLACEMENT = "\ufffd"
DEEPEST = 20


def repair(text: str) -> tuple[str, int]:
    """Replace lone surrogates and NUL.

    Returns
    -------
    (str, int)
        The text, and how many characters were replaced.

    Examples
    --------
    >>> repair("a\\x00b")
    ('a\ufffdb', 1)
    >>> repair("\\ud83d\\ude00 \\ud83d")
    ('😀 \ufffd', 1)
    """
    nuls = text.count("\0")
    if nuls:
        text = text.replace("\0", REPLACEMENT)
    try:
        text.encode()
    except UnicodeEncodeError:
        joined = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "surrogatepass")
        lone = sum("\ud800" <= character <= "\udfff" for character in joined)
        mended = "".join(REPLACEMENT if "\ud800" <= c <= "\udfff" else c for c in joined)
        return mended, nuls + lone
    return text, nuls


def is_missing(value: Any) -> bool:
    """Say whether a cell is empty: None, NaN, NaT, pandas.NA or a blank string.

    Examples
    --------
    >>> is_missing(float("nan")), is_missing(" "), is_missing(0)
    (True, True, False)
    """
    if value is None:
        return True
    if isinstance(value, str):
        return not value or value.isspace()
    if isinstance(value, float):
        return math.isnan(value)
    return type(value).__name__ in ("NAType", "NaTType")


def to_text(value: Any) -> str | None:
    """Return a cell as one line of text, None where it is empty.

    Lists are joined with commas (authors); of a mapping the ``name`` is taken (NewsAPI's source);
    whole floats lose their ``.0`` (an id column with gaps, read by pandas).

    Examples
    --------
    >>> to_text(3.0), to_text(["A. Bell", "C. Dow"]), to_text({"id": None, "name": "Courier"})
    ('3', 'A. Bell, C. Dow', 'Courier')
    """
    if is_missing(value):
        return None
    if isinstance(value, str):
        return value.strip()
    if isinstance(value, bytes):
        return value.decode("utf-8", "replace").strip() or None
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return to_text(value.get("name"))
    if isinstance(value, list | tuple):
        return ", ".join(filter(None, map(to_text, value))) or None
    if hasattr(value, "tolist"):
        return to_text(value.tolist())
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def to_json(value: Any, depth: int = 0) -> Any:
    """Return a cell as JSON can hold it: NaN is None, dates are ISO, broken characters repaired.

    Examples
    --------
    >>> to_json({"score": float("nan"), "day": date(2020, 2, 3), "n": 3})
    {'score': None, 'day': '2020-02-03', 'n': 3}
    """
    if isinstance(value, str):
        return repair(value)[0]
    if value is None or isinstance(value, bool | int):
        return value
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if is_missing(value):
        return None
    if isinstance(value, datetime | date):
        return value.isoformat()
    if depth > DEEPEST:
        return repair(str(value))[0]
    if isinstance(value, Mapping):
        return {repair(str(k))[0]: to_json(item, depth + 1) for k, item in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        items = sorted(value, key=str) if isinstance(value, set | frozenset) else value
        return [to_json(item, depth + 1) for item in items]
    if hasattr(value, "tolist"):
        return to_json(value.tolist(), depth + 1)
    if isinstance(value, bytes):
        return value.decode("utf-8", "replace")
    return repair(str(value))[0]
