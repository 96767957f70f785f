"""What stands after an option of the command line, as the functions behind it take it."""

from __future__ import annotations

from typing import Any


def parse_option(text: str) -> tuple[str, Any]:
    """``top=5`` as a name and a value; what is no TOML value is text.

    Raises
    ------
    ValueError
        There is no ``=`` in it.

    Examples
    --------
    >>> parse_option("top=5"), parse_option("feature=n_words")
    (('top', 5), ('feature', 'n_words'))
    """
    import tomllib

    name, equals, value = text.partition("=")
    if not equals:
        raise ValueError(f"--set needs OPTION=VALUE, given {text!r}")
    try:
        return name, tomllib.loads(f"value = {value}")["value"]
    except tomllib.TOMLDecodeError:
        return name, value


def parse_columns(text: str) -> dict[str, str]:
    """``text=body,outlet=paper`` as what ``framing.read`` takes for ``columns``.

    Raises
    ------
    ValueError
        A part of it is no pair.

    Examples
    --------
    >>> parse_columns("text=body,outlet=paper")
    {'text': 'body', 'outlet': 'paper'}
    """
    pairs = [pair.partition("=") for pair in text.split(",")]
    if not all(field.strip() and name.strip() for field, _, name in pairs):
        raise ValueError(f"--columns takes FIELD=COLUMN,FIELD=COLUMN, given {text!r}")
    return {field.strip(): name.strip() for field, _, name in pairs}
