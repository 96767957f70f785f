"""Whether a value of a TOML file is of the type that a field declares.

Python would take ``clean = "no"`` for true and ``features = "n_words"`` for a list of letters; a
study must not. Types are those that the parts of a study use: text, number, truth value, list and
table, each also optional.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import UnionType
from typing import Any, get_args, get_origin

SPELLED: Mapping[Any, str] = {
    str: "a text in quotation marks",
    bool: "true or false",
    int: "a whole number",
    float: "a number",
    tuple: "a list of texts in square brackets",
    Mapping: "a table of texts",
}


def fits(value: Any, hint: Any) -> bool:
    """Say whether a value is of a type; lists are tuples here, and whole numbers are numbers.

    Examples
    --------
    >>> fits(True, bool), fits("no", bool), fits(True, int), fits(1, float | None)
    (True, False, False, True)
    >>> fits(("a",), tuple[str, ...]), fits("a", tuple[str, ...]), fits((1,), tuple[str, ...])
    (True, False, False)
    """
    return any(_is_one(value, choice) for choice in _choices(hint))


def spell(hint: Any) -> str:
    """Return what a type is called in a message.

    Examples
    --------
    >>> spell(int | None), spell(tuple[str, ...])
    ('a whole number', 'a list of texts in square brackets')
    """
    kinds = [get_origin(choice) or choice for choice in _choices(hint)]
    return " or ".join(SPELLED[kind] for kind in kinds if kind in SPELLED)


def _choices(hint: Any) -> tuple[Any, ...]:
    return get_args(hint) if isinstance(hint, UnionType) else (hint,)


def _is_one(value: Any, choice: Any) -> bool:
    kind: Any = get_origin(choice) or choice
    if kind is bool or isinstance(value, bool):
        return kind is bool and isinstance(value, bool)
    if kind is float:
        return isinstance(value, int | float)
    if not isinstance(value, kind):
        return False
    items = [item for item in get_args(choice) if item is not Ellipsis][-1:]
    if kind not in (tuple, Mapping) or items == [Any]:
        return True
    held: Iterable[Any] = value.values() if isinstance(value, Mapping) else value
    return all(isinstance(item, items[0]) for item in held)
