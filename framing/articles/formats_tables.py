"""Tables: CSV and TSV, Excel, Parquet, SQLite.

Each reader yields one row per row, with the number a tool would show, and drops what it cannot read
with that number. A CSV row with more or fewer cells than the header is dropped: shifted cells would
put the outlet into the text. Rows end as the header ends: below a header that ends in a line feed a
lone carriage return belongs to its cell, even where the writer left the cell without quotation
marks (pandas does before Python 3.13).
"""

from __future__ import annotations

import csv
import io
import re
import tempfile
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from framing.articles.columns import NAMES, fold
from framing.articles.encoding import decode_lines, describe_binary
from framing.articles.files import Blob, read_bytes, refuse_bomb
from framing.articles.log import Entry, ReadError
from framing.articles.rows import Row, Rows

DELIMITERS = (",", ";", "\t", "|")
CELL_LIMIT = 2_000_000_000
EXCEL_CELL = 32_767
NELA_TABLE = "newsdata"
MOST_RESTARTS = 1000
ESCAPE_SAMPLE = 2000
GDELT_WIDTHS = (16, 27, 58, 61)  # mentions, knowledge graph, events 1 and 2
GDELT_KEY = re.compile(r"\d{6,}(-T?\d+)?")
RETURN = "\ud800"  # stands for a carriage return inside a cell; no decoded text holds it


def read_csv(blob: Blob) -> Rows:
    """Yield the rows of a CSV or TSV file; errors as `ReadError`."""
    data = read_bytes(blob)
    if not data.strip():
        raise ReadError(f"{blob.name}: the file is empty")
    if binary := describe_binary(data):
        raise ReadError(f"{blob.name} is {binary}, not a table of text; give it its right suffix")
    text, notes = decode_lines(data)
    if not text.strip():
        raise ReadError(f"{blob.name}: the file is empty")
    start = text.lstrip()[:200]
    if start.startswith(("{", "[{", "<")):
        kind = "HTML or XML" if start.startswith("<") else "JSON"
        raise ReadError(f"{blob.name} is {kind}, not a table; give it its right suffix")
    for line, note in notes:
        yield Entry(blob.name, line, "changed", "not UTF-8", note)
    lines = _lines(text)
    previous = csv.field_size_limit(CELL_LIMIT)
    try:
        yield from _read_cells(blob, lines)
    finally:
        csv.field_size_limit(previous)


def _lines(text: str) -> list[str]:
    """Lines with their ends, which are the header's; other carriage returns are set aside."""
    lines = list(io.StringIO(text, newline=""))
    header = next(line for line in lines if line.strip())
    if header.endswith("\n") and any(line.endswith("\r") for line in lines):
        text = re.sub("\r(?!\n)", RETURN, text)
        lines = list(io.StringIO(text, newline=""))
    return lines


def _read_cells(blob: Blob, lines: list[str]) -> Rows:
    delimiter = find_delimiter(next(line for line in lines if line.strip()), blob.suffix)
    escape = find_escape(lines[:ESCAPE_SAMPLE], delimiter)
    header: list[str] | None = None
    for first, last, cells in _records(lines, delimiter, escape):
        if isinstance(cells, str):
            if header is None:
                raise ReadError(f"{blob.name}: the header cannot be read: {cells}")
            yield Entry(blob.name, first, "dropped", "unreadable row", cells)
        elif not any(cell.strip() for cell in cells):
            continue
        elif header is None:
            header = _header(blob, cells)
        elif len(cells) != len(header):
            detail = f"{len(cells)} cells where the header has {len(header)}"
            if last > first:
                detail += f"; it runs to line {last}"
            yield Entry(blob.name, first, "dropped", "unreadable row", detail)
        else:
            yield Row(blob.name, first, dict(zip(header, cells, strict=True)), outlet=blob.outlet)


def find_delimiter(header: str, suffix: str = ".csv") -> str:
    """Return the delimiter under which a header names most known columns, then most columns.

    Examples
    --------
    >>> find_delimiter("id;outlet;text, as found")
    ';'
    """
    if suffix == ".tsv":
        return "\t"
    known = {name for names in NAMES.values() for name in names}

    def score(delimiter: str) -> tuple[int, int]:
        cells = [fold(cell.strip('"')) for cell in header.split(delimiter)]
        return sum(cell in known for cell in cells) if len(cells) > 1 else 0, len(cells)

    return max(DELIMITERS, key=score)


def find_escape(lines: list[str], delimiter: str = ",") -> str | None:
    r"""Return the backslash where a table writes ``\"`` inside cells (MySQL) instead of ``""``.

    Decided by which way leaves fewer broken records.

    Examples
    --------
    >>> find_escape(["text,outlet\n", r'"She said \"no\", twice",x' + "\n"])
    '\\'
    >>> find_escape(["text,outlet\n", '"She said ""no"", twice",x' + "\n"]) is None
    True
    """
    if not any('\\"' in line for line in lines):
        return None

    def broken(escape: str | None) -> int:
        records = [cells for _, _, cells in _records(lines, delimiter, escape) if cells]
        return sum(isinstance(c, str) or len(c) != len(records[0]) for c in records)

    return "\\" if broken("\\") < broken(None) else None


def _records(
    lines: list[str], delimiter: str, escape: str | None
) -> Iterator[tuple[int, int, list[str] | str]]:
    """First line, last line and cells (or the error) of each record, resuming after errors."""
    start = 0
    for _ in range(MOST_RESTARTS):
        reader = csv.reader(
            lines[start:], delimiter=delimiter, escapechar=escape, doublequote=True, strict=True
        )
        first = start + 1
        try:
            for cells in reader:
                last = start + reader.line_num
                yield first, last, [cell.replace(RETURN, "\r") for cell in cells]
                first = last + 1
        except csv.Error as error:
            yield first, first, f"{error}: check the quotation marks"
            start = first
            continue
        return
    left = len(lines) - start
    yield start + 1, len(lines), f"too many broken rows: {left} lines were not read"


def _header(blob: Blob, cells: list[str]) -> list[str]:
    header = [cell.strip() for cell in cells]
    if len(header) in GDELT_WIDTHS and GDELT_KEY.fullmatch(header[0]):
        raise ReadError(
            f"{blob.name} has no header and looks like a GDELT export, which holds addresses and "
            "codes but not the texts. Collect the texts and join them on the address"
        )
    twice = sorted({name for name in header if name and header.count(name) > 1})
    if twice:
        raise ReadError(f"{blob.name}: the header names {twice[0]!r} twice; rename one")
    return [name or f"column {number}" for number, name in enumerate(header, 1)]


def read_excel(blob: Blob) -> Rows:
    """Yield the rows of the first sheet; errors as `ReadError`."""
    import openpyxl

    data = _demand(blob, b"PK\x03\x04", "an Excel file (.xlsx)")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as parts:
            refuse_bomb(blob, sum(part.file_size for part in parts.infolist()))
        book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        sheet = book.worksheets[0]
        rows = enumerate(sheet.iter_rows(values_only=True), 1)
        yield from _read_sheet(blob, rows)
        others = [other.title for other in book.worksheets[1:]]
        book.close()
    except (ReadError, GeneratorExit):
        raise
    except Exception as error:  # openpyxl raises what its XML parts happen to raise
        raise ReadError(f"{blob.name} is not a readable Excel file: {error}") from error
    if others:
        detail = f"only the first sheet is read, not {', '.join(others)}"
        yield Entry(blob.name, None, "noted", "sheets not read", detail)


def _read_sheet(blob: Blob, rows: Iterator[tuple[int, tuple[Any, ...]]]) -> Rows:
    header: list[str] | None = None
    for number, cells in rows:
        if not any(cell is not None for cell in cells):
            continue
        if header is None:
            header = _header(blob, ["" if cell is None else str(cell) for cell in cells])
            continue
        if any(isinstance(cell, str) and len(cell) >= EXCEL_CELL for cell in cells):
            detail = f"a cell is full: Excel cuts at {EXCEL_CELL} characters"
            yield Entry(blob.name, number, "noted", "text may be cut", detail)
        yield Row(blob.name, number, dict(zip(header, cells, strict=False)), outlet=blob.outlet)


def read_parquet(blob: Blob) -> Rows:
    """Yield the rows of a Parquet file; errors as `ReadError`."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    data = None if blob.path and not blob.compression else _demand(blob, b"PAR1", "a Parquet file")
    if data is None:
        with blob.open() as file:
            _demand_head(blob, file.read(8), b"PAR1", "a Parquet file")
    try:
        with pq.ParquetFile(io.BytesIO(data) if data is not None else blob.path) as file:
            position = 0
            for batch in file.iter_batches(1024):
                for row in batch.to_pylist():
                    yield Row(blob.name, position, row, outlet=blob.outlet)
                    position += 1
    except (pa.ArrowException, OSError, UnicodeDecodeError) as error:
        raise ReadError(f"{blob.name} is not a readable Parquet file: {error}") from error


def read_sqlite(blob: Blob) -> Rows:
    """Yield the rows of the ``newsdata`` table (NELA-GT), else of the one table with texts."""
    if blob.path and not blob.compression:
        with blob.open() as file:
            _demand_head(blob, file.read(16), b"SQLite format 3\0", "an SQLite database")
        yield from _read_database(blob, blob.path)
        return
    data = _demand(blob, b"SQLite format 3\0", "an SQLite database")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "articles.db")
        path.write_bytes(data)
        yield from _read_database(blob, path)


def _read_database(blob: Blob, path: Path) -> Rows:
    import sqlite3
    from contextlib import closing

    try:
        address = f"{path.resolve().as_uri()}?mode=ro&immutable=1"
        with closing(sqlite3.connect(address, uri=True)) as database:
            database.text_factory = lambda data: data.decode("utf-8", "surrogateescape")
            table = _find_table(blob, database)
            quoted = table.replace('"', '""')
            cursor = database.execute(f'SELECT * FROM "{quoted}"')
            names = [column[0] for column in cursor.description]
            for number, cells in enumerate(cursor, 1):
                yield Row(
                    blob.name, number, dict(zip(names, cells, strict=True)), outlet=blob.outlet
                )
    except sqlite3.Error as error:
        raise ReadError(f"{blob.name} is not a readable SQLite database: {error}") from error


def _find_table(blob: Blob, database: Any) -> str:
    query = "SELECT name FROM sqlite_master WHERE type IN ('table', 'view') ORDER BY name"
    tables = [name for (name,) in database.execute(query) if not name.startswith("sqlite_")]
    if NELA_TABLE in tables:
        return NELA_TABLE
    textual = []
    for table in tables:
        quoted = table.replace('"', '""')
        columns = database.execute(f'SELECT * FROM "{quoted}" LIMIT 0').description
        if {fold(column[0]) for column in columns} & set(NAMES["text"]):
            textual.append(table)
    if len(textual) == 1:
        return str(textual[0])
    if len(tables) == 1:
        return str(tables[0])
    what = (
        "several tables with texts" if textual else f"no table {NELA_TABLE!r} and none with texts"
    )
    raise ReadError(
        f"{blob.name} has {what}; its tables: {', '.join(tables) or 'none'}. "
        "Export the one you mean, or read it with pandas.read_sql and pass the DataFrame"
    )


def _demand(blob: Blob, magic: bytes, kind: str) -> bytes:
    data = read_bytes(blob)
    _demand_head(blob, data[:64], magic, kind)
    return data


def _demand_head(blob: Blob, head: bytes, magic: bytes, kind: str) -> None:
    if not head:
        raise ReadError(f"{blob.name}: the file is empty")
    if not head.startswith(magic):
        what = describe_binary(head) or "text"
        raise ReadError(f"{blob.name} is {what}, not {kind}; give it its right suffix")
