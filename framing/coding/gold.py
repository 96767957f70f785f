"""Reading gold annotations: one JSON object per line, one line per article."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from framing.attribution import attribute, find_mentions
from framing.attribution.attributing import Method, Model
from framing.text import read_layers
from framing.types import Attribution


def read_gold(path: str | Path) -> list[dict[str, Any]]:
    """Articles with their attributions from a JSONL file.

    Parameters
    ----------
    path : path
        Each line an object with ``id`` and ``attributions``; a gold file also has ``text``.

    Returns
    -------
    list of dict

    Raises
    ------
    FileNotFoundError
        If the file is not there.
    ValueError
        If a line is not JSON, lacks a key or has spans outside its text (it names file and line),
        or the file holds no articles.

    Examples
    --------
    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     file = Path(folder) / "gold.jsonl"
    ...     _ = file.write_text('{"id": "a", "text": "x", "attributions": []}\\n')
    ...     read_gold(file)[0]["id"]
    'a'
    """
    path = Path(path)
    if not path.is_file():
        raise FileNotFoundError(f"no gold file {path}")
    rows = []
    try:
        lines = path.read_text(encoding="utf-8").split("\n")
    except UnicodeDecodeError as error:
        raise ValueError(f"{path.name} is not UTF-8 text, so it is not JSONL: {error}") from error
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except json.JSONDecodeError as error:
            raise ValueError(f"{path.name}:{number}: not JSON ({error})") from error
        missing = {"id", "attributions"} - set(row if isinstance(row, dict) else ())
        if missing:
            raise ValueError(f"{path.name}:{number}: lacks {', '.join(sorted(missing))}")
        if fault := _fault(row):
            raise ValueError(f"{path.name}:{number}: {fault}")
        rows.append(row)
    if not rows:
        raise ValueError(f"{path.name} holds no articles")
    return rows


def _fault(row: Mapping[str, Any]) -> str | None:
    """What is wrong with the attributions of an article; None where nothing is."""
    if not isinstance(row["id"], str) or not isinstance(row.get("text", ""), str):
        return "id and text must be strings"
    if not isinstance(row["attributions"], list):
        return "attributions must be a list"
    length = len(row["text"]) if "text" in row else float("inf")
    for place, attribution in enumerate(row["attributions"]):
        if not isinstance(attribution, dict):
            return f"attribution {place} must be an object with source, cue and content"
        for role in ("source", "cue", "content"):
            spans = attribution.get(role, [])
            if not isinstance(spans, list) or not all(_is_span(span, length) for span in spans):
                return (
                    f"attribution {place}: {role} must be a list of [start, end] in the text, "
                    f"got {str(spans)[:60]}"
                )
    return None


def _is_span(span: Any, length: float) -> bool:
    return (
        isinstance(span, list)
        and len(span) == 2
        and all(type(offset) is int for offset in span)
        and 0 <= span[0] < span[1] <= length
    )


def as_relations(
    attributions: Sequence[Attribution], *, text: str | None = None
) -> list[Mapping[str, Any]]:
    """Attributions in the form of a gold file, for scoring.

    Parameters
    ----------
    attributions : sequence of Attribution
        Of one article.
    text : str, optional
        The article: then ``who`` names the earlier mention that a source stands for, or is null.

    Returns
    -------
    list of dict

    Examples
    --------
    >>> as_relations([Attribution(source=(), cue=((3, 7),), content=((0, 2),))])[0]["cue"]
    [[3, 7]]
    """
    rows: list[dict[str, Any]] = [
        {
            "source": [list(span) for span in a.source],
            "cue": [list(span) for span in a.cue],
            "content": [list(span) for span in a.content],
            "quotation": a.quotation,
            "stance": a.stance,
            "source_type": a.source_type,
            "parent": a.parent,
        }
        for a in attributions
    ]
    if text is not None:
        for row, span in zip(rows, find_mentions(text, attributions), strict=True):
            mention = None if span is None else text[span[0] : span[1]]
            own = " ".join(text[start:end] for start, end in row["source"])
            row["who"] = None if mention == own else mention
    return list(rows)


def predict_gold(
    gold: Sequence[Mapping[str, Any]], *, method: Method = "model", model: Model = "base"
) -> dict[str, list[Mapping[str, Any]]]:
    """Attributions found in the texts of a gold file, as `score_attributions` takes them.

    Parameters
    ----------
    gold : sequence of dict
        With ``id`` and ``text``.
    method, model
        See `framing.attribute`.

    Returns
    -------
    dict of str to list
        By id.

    Examples
    --------
    >>> found = predict_gold([{"id": "1", "text": "It rained, Vale said."}], method="rules")
    >>> found["1"][0]["cue"]
    [[16, 20]]
    """
    layers = read_layers([row["text"] for row in gold])
    found = attribute(layers, method=method, model=model)
    return {
        row["id"]: as_relations(one, text=row["text"]) for row, one in zip(gold, found, strict=True)
    }
