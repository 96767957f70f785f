"""Where lexicons come from: shipped with the package, or a user's file, dict or list.

A shipped lexicon is two files: ``NAME.csv`` (columns ``term,class``) and ``NAME.json`` (version,
licence, citation, description, what each class means).
"""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from framing.lexicons.lexicon import Lexicon, make_lexicon

SUFFIXES = (".csv", ".tsv", ".txt", ".json")
TERM_COLUMNS = ("term", "word", "phrase")
CLASS_COLUMNS = ("class", "category", "label")


def list_lexicons() -> list[str]:
    """Names of the lexicons that come with the package, sorted.

    Examples
    --------
    >>> list_lexicons()
    ['boosters', 'hedges', 'loaded']
    """
    found = files("framing.lexicons").iterdir()
    return sorted(f.name.removesuffix(".csv") for f in found if f.name.endswith(".csv"))


def load_lexicon(name: str) -> Lexicon:
    """A lexicon that comes with the package.

    Parameters
    ----------
    name : str
        One of `list_lexicons`.

    Returns
    -------
    Lexicon

    Raises
    ------
    ValueError
        If there is none of that name; the message lists those there are.

    Examples
    --------
    >>> loaded = load_lexicon("loaded")
    >>> loaded.licence, loaded.classes
    ('Apache-2.0', ('emotive', 'extreme', 'label', 'praise', 'sensational'))
    """
    if name not in list_lexicons():
        raise ValueError(
            f"no lexicon {name!r} comes with the package; there are {', '.join(list_lexicons())}. "
            f"A list of your own is read with framing.lexicons.read_lexicon"
        )
    return _load(name)


@cache
def _load(name: str) -> Lexicon:
    room = files("framing.lexicons")
    about = json.loads((room / f"{name}.json").read_text(encoding="utf-8"))
    rows = csv.DictReader((room / f"{name}.csv").read_text(encoding="utf-8").splitlines())
    pairs = [(row["term"], row["class"]) for row in rows]
    keys = ("description", "licence", "citation", "version")
    return make_lexicon(name, pairs, **{key: about[key] for key in keys})


def read_lexicon(
    source: str | Path | Mapping[str, Iterable[str]] | Iterable[str],
    name: str | None = None,
    *,
    description: str = "",
    licence: str = "",
    citation: str = "",
    version: str = "",
) -> Lexicon:
    """A word list of one's own.

    Parameters
    ----------
    source : path, mapping or iterable
        - ``.csv`` or ``.tsv`` with a column ``term`` and, if there are classes, a column ``class``;
        - ``.txt`` with one term a line, lines that begin with ``#`` left out;
        - ``.json`` or a mapping: class to list of terms;
        - a list of terms, without classes.
    name : str, optional
        Lower-case; becomes part of column names. For a file, its name by default; for a mapping
        or a list, ``"words"``.
    description, licence, citation, version : str
        What belongs into the manifest of a study that uses the list.

    Returns
    -------
    Lexicon

    Raises
    ------
    FileNotFoundError
        If there is no such file.
    ValueError
        If the file has no column of terms, is not text, or a term or class is not one.
    TypeError
        If a term is not a string.

    Examples
    --------
    >>> mine = read_lexicon({"war": ["front line*", "shelling"], "peace": ["truce*"]}, "conflict")
    >>> mine.classes, len(mine)
    (('peace', 'war'), 3)
    """
    about = {
        "description": description,
        "licence": licence,
        "citation": citation,
        "version": version,
    }
    if isinstance(source, str | Path):
        path = Path(source)
        return make_lexicon(name or _name_of(path), _checked(_read_file(path), str(path)), **about)
    if not isinstance(source, Iterable):
        raise TypeError(
            f"a lexicon is read from a file, a mapping or a list, given {type(source).__name__}"
        )
    pairs = _from_mapping(source) if isinstance(source, Mapping) else [(t, "") for t in source]
    return make_lexicon(name or "words", _checked(pairs, "the given list"), **about)


def _name_of(path: Path) -> str:
    return path.stem.lower().replace("-", "_").replace(" ", "_")


def _read_file(path: Path) -> list[tuple[Any, Any]]:
    if path.suffix.lower() not in SUFFIXES:
        raise ValueError(f"{path}: a lexicon is a file of the kind {', '.join(SUFFIXES)}")
    if not path.is_file():
        raise FileNotFoundError(f"{path}: no such file")
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise ValueError(
            f"{path}: not UTF-8 text (byte {error.start}); save it as UTF-8 and read it again"
        ) from error
    kind = path.suffix.lower()
    if kind == ".json":
        return _read_json(path, text)
    if kind == ".txt":
        lines = [line.strip() for line in text.splitlines()]
        return [(line, "") for line in lines if line and not line.startswith("#")]
    return _read_table(path, text, "\t" if kind == ".tsv" else ",")


def _read_table(path: Path, text: str, delimiter: str) -> list[tuple[Any, Any]]:
    reader = csv.DictReader(text.splitlines(), delimiter=delimiter)
    columns = {str(column).strip().lower(): column for column in reader.fieldnames or ()}
    terms = next((columns[c] for c in TERM_COLUMNS if c in columns), None)
    classes = next((columns[c] for c in CLASS_COLUMNS if c in columns), None)
    if terms is None:
        raise ValueError(
            f"{path}: no column 'term'; it has {', '.join(columns) or 'no columns'}. The first "
            f"line must be term,class (or term alone)"
        )
    rows = [(row[terms] or "", (row[classes] or "") if classes else "") for row in reader]
    return [(term.strip(), label.strip().lower()) for term, label in rows if term.strip()]


def _read_json(path: Path, text: str) -> list[tuple[Any, Any]]:
    try:
        value = json.loads(text)
    except ValueError as error:
        raise ValueError(f"{path}: not JSON ({error})") from error
    if isinstance(value, dict):
        return _from_mapping(value)
    if isinstance(value, list):
        return [(term, "") for term in value]
    raise ValueError(f"{path}: expected an object of class to terms, or a list of terms")


def _from_mapping(source: Mapping[str, Iterable[str]]) -> list[tuple[Any, Any]]:
    pairs: list[tuple[Any, Any]] = []
    for label, terms in source.items():
        if isinstance(terms, str) or not isinstance(terms, Iterable):
            raise TypeError(f"class {label!r} needs a list of terms, given {terms!r}")
        pairs += [(term, label) for term in terms]
    return pairs


def _checked(pairs: Iterable[tuple[Any, Any]], where: str) -> list[tuple[str, str]]:
    pairs = list(pairs)
    for term, label in pairs:
        if not isinstance(term, str) or not isinstance(label, str):
            raise TypeError(f"{where}: the term {term!r} (class {label!r}) is not a string")
    if not pairs:
        raise ValueError(f"{where}: no terms")
    return pairs
