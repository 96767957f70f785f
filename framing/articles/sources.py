"""From whatever `framing.read` is given to rows: paths by their format, frames, lists, tables."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from contextlib import ExitStack
from dataclasses import asdict, replace
from pathlib import Path, PurePosixPath
from typing import Any

from framing.articles.corpus import Corpus
from framing.articles.files import PAGES, Blob, find_files
from framing.articles.formats_json import read_json
from framing.articles.formats_pages import read_html, read_text
from framing.articles.formats_tables import read_csv, read_excel, read_parquet, read_sqlite
from framing.articles.log import Entry, ReadError
from framing.articles.rows import Row, Rows
from framing.types import Article

READERS: Mapping[str, Callable[[Blob], Rows]] = {
    **dict.fromkeys((".jsonl", ".ndjson", ".json"), read_json),
    **dict.fromkeys((".csv", ".tsv"), read_csv),
    ".xlsx": read_excel,
    ".parquet": read_parquet,
    **dict.fromkeys((".sqlite", ".sqlite3", ".db"), read_sqlite),
    ".txt": read_text,
    **dict.fromkeys((".html", ".htm"), read_html),
}


def name_source(source: Any) -> str:
    """Return what a source is called in logs and errors: its name without its folder.

    Examples
    --------
    >>> name_source("data/articles.jsonl"), name_source([])
    ('articles.jsonl', 'list')
    """
    if isinstance(source, str | Path):
        return Path(source).name or str(source)
    return type(source).__name__


def read_rows(source: Any) -> Rows:
    """Yield the rows of any source.

    Raises
    ------
    TypeError
        A kind of object that holds no articles.
    ReadError, FileNotFoundError
        See `framing.read`.
    """
    if isinstance(source, str | Path):
        return _read_path(source)
    name = type(source).__name__
    if isinstance(source, Corpus) or name == "Table":
        table = source.table if isinstance(source, Corpus) else source
        return _read_mappings(name, table.to_pylist())
    if name == "DataFrame":
        return _read_frame(source)
    if isinstance(source, bytes | Mapping) or not isinstance(source, Iterable):
        hint = "; put the one article into a list" if isinstance(source, Mapping) else ""
        raise TypeError(
            f"read takes a path, a glob, a DataFrame, a list of dicts or a list of Article, "
            f"got {name}{hint}"
        )
    return _read_mappings(name, source)


def _read_path(source: str | Path) -> Rows:
    with ExitStack() as stack:
        blobs, notes, alone = find_files(source, stack)
        yield from notes
        names = Counter(PurePosixPath(blob.stem).name for blob in blobs if blob.suffix in PAGES)
        for blob in blobs:
            try:
                for row in READERS[blob.suffix](blob):
                    yield _with_id(row, names)
            except ReadError as error:
                if alone:
                    raise
                yield Entry(blob.name, None, "dropped", "unreadable file", str(error))


def _with_id(row: Row | Entry, names: Counter[str]) -> Row | Entry:
    """A file that is an article is called by its name, or by its path where names recur."""
    if isinstance(row, Entry) or row.derived_id is None:
        return row
    name = PurePosixPath(row.derived_id).name
    return replace(row, derived_id=name) if names[name] == 1 else row


def _read_frame(frame: Any) -> Rows:
    columns = [str(column) for column in frame.columns]
    twice = sorted({column for column in columns if columns.count(column) > 1})
    if twice:
        raise ReadError(f"the DataFrame has the column {twice[0]!r} twice; rename one")
    for position, cells in enumerate(frame.itertuples(index=False, name=None)):
        yield Row("DataFrame", position, dict(zip(columns, cells, strict=True)))


def _read_mappings(name: str, rows: Iterable[Any]) -> Rows:
    for position, row in enumerate(rows):
        if isinstance(row, Article):
            yield Row(name, position, _from_article(row))
        elif isinstance(row, Mapping):
            yield Row(name, position, {str(key): value for key, value in row.items()})
        elif isinstance(row, str | Path) and position == 0:
            raise TypeError(
                f"read got a {name} of {type(row).__name__}: give one path, a folder or a glob, "
                "or texts as [{'text': ...}, ...]"
            )
        else:
            detail = f"not a dict or Article but {type(row).__name__}"
            yield Entry(name, position, "dropped", "unreadable row", detail)


def _from_article(article: Article) -> dict[str, Any]:
    values = asdict(article)
    values["meta"] = dict(article.meta)
    if not article.edits:
        del values["edits"], values["meta"]
        values.update({key: item for key, item in article.meta.items() if key not in values})
    return values
