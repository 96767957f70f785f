"""JSON: one object a line, one array, or one object that holds an array.

``.json``, ``.jsonl`` and ``.ndjson`` are told apart by their content, because collections name
them freely. A line that is not JSON is dropped with its number and the next is read. An array that
breaks off gives the elements before the break.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from framing.articles.encoding import decode, describe_binary, split_lines, wide_encoding
from framing.articles.files import Blob, read_chunks
from framing.articles.log import Entry, ReadError
from framing.articles.rows import Row, Rows

HOLDERS = ("articles", "data", "results", "docs", "documents", "items", "stories", "rows", "value")
HEAD = 4096


def read_json(blob: Blob) -> Rows:
    """Yield the rows of a JSON or JSON Lines file; errors as `ReadError`."""
    chunks = _peek(blob)
    head = next(chunks)
    if not head.removeprefix(b"\xef\xbb\xbf").strip():
        raise ReadError(f"{blob.name}: the file is empty")
    if binary := describe_binary(head):
        raise ReadError(f"{blob.name} is {binary}, not JSON; give it its right suffix")
    if wide_encoding(head):
        yield from _read_document(blob, b"".join([head, *chunks]))
        return
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    if start[:1] not in (b"{", b"["):
        shown = start[:30].decode("utf-8", "replace").splitlines()[0]
        raise ReadError(f"{blob.name} is not JSON: it begins with {shown!r}")
    if start[:1] == b"{" and _is_lines(blob, start):
        yield from _read_lines(blob, _chain(head, chunks))
    else:
        yield from _read_document(blob, b"".join([head, *chunks]))


def _peek(blob: Blob) -> Iterator[bytes]:
    """Chunks of a file, the first not blank and long enough to tell what it is."""
    chunks = read_chunks(blob)
    head = b""
    while len(head.strip()) < HEAD:
        chunk = next(chunks, None)
        if chunk is None:
            break
        head += chunk
    yield head
    yield from chunks


def _chain(head: bytes, chunks: Iterator[bytes]) -> Iterator[bytes]:
    yield head.removeprefix(b"\xef\xbb\xbf")
    yield from chunks


def _is_lines(blob: Blob, start: bytes) -> bool:
    """JSON Lines unless the first line ends inside its object."""
    if blob.suffix != ".json":
        first = start.split(b"\n", 1)[0].strip()
        return first not in (b"{", b'{"articles": [', b'{"articles":[')
    line, end, rest = start.partition(b"\n")
    if not end:
        return False
    try:
        json.loads(line)
    except ValueError:
        return len(line) > 2 and rest.lstrip()[:1] == b"{"
    return True


def _read_lines(blob: Blob, chunks: Iterator[bytes]) -> Rows:
    number = 0
    lines = split_lines(chunks)
    while True:
        number += 1
        try:
            line = next(lines, None)
        except ReadError as error:
            if number == 1:
                raise
            yield Entry(blob.name, number, "dropped", "unreadable row", str(error))
            return
        if line is None:
            return
        if not line.strip():
            continue
        yield from _read_line(blob, number, line)


def _read_line(blob: Blob, number: int, line: bytes) -> Rows:
    text, name = decode(line)
    if text is None:
        yield Entry(blob.name, number, "dropped", "wrong encoding", name)
        return
    try:
        value = json.loads(text)
    except (ValueError, RecursionError) as error:
        yield Entry(blob.name, number, "dropped", "unreadable row", _say(error))
        return
    if name != "utf-8":
        yield Entry(blob.name, number, "changed", "not UTF-8", f"read as {name}")
    if isinstance(value, dict):
        yield Row(blob.name, number, value, outlet=blob.outlet)
    else:
        detail = f"not an object but {type(value).__name__}"
        yield Entry(blob.name, number, "dropped", "unreadable row", detail)


def _read_document(blob: Blob, data: bytes) -> Rows:
    text, name = decode(data)
    if text is None:
        raise ReadError(f"{blob.name}: wrong encoding: {name}; save it as UTF-8")
    if name == "cp1252":
        yield Entry(blob.name, None, "changed", "not UTF-8", f"read as {name}")
    try:
        value = json.loads(text)
    except RecursionError as error:
        raise ReadError(f"{blob.name}: {_say(error)}") from error
    except ValueError as error:
        if text.lstrip().startswith("["):
            yield from _salvage(blob, text, error)
            return
        if name.startswith("utf-16") and "\n" in text.strip():
            yield from _read_lines(blob, iter([text.encode("utf-8", "surrogatepass")]))
            return
        raise ReadError(f"{blob.name} is not valid JSON: {_say(error)}") from error
    rows = _find_rows(value)
    if rows is None:
        keys = f" with the keys {sorted(value)[:12]}" if isinstance(value, dict) else ""
        raise ReadError(
            f"{blob.name} holds no list of articles: it is {type(value).__name__}{keys}. "
            'Expected [{...}, ...], {"articles": [{...}, ...]} or one object a line'
        )
    for position, row in enumerate(rows):
        yield from _read_element(blob, position, row)


def _read_element(blob: Blob, position: int, row: Any) -> Rows:
    if isinstance(row, dict):
        yield Row(blob.name, position, row, outlet=blob.outlet)
    else:
        detail = f"not an object but {type(row).__name__}"
        yield Entry(blob.name, position, "dropped", "unreadable row", detail)


def _find_rows(value: Any) -> list[Any] | None:
    """The list of articles in a document, None where there is none."""
    if isinstance(value, list):
        return value
    if not isinstance(value, dict):
        return None
    lists = {k: v for k, v in value.items() if isinstance(v, list) and v and isinstance(v[0], dict)}
    for holder in HOLDERS:
        if holder in lists:
            return list(lists[holder])
    if isinstance(value.get("response"), dict):
        return _find_rows(value["response"])
    if value and all(isinstance(inner, dict) for inner in value.values()):
        return [{"id": key, **inner} for key, inner in value.items()]
    if len(lists) == 1 and not any(isinstance(v, str) and len(v) > 200 for v in value.values()):
        return list(next(iter(lists.values())))
    return [value] if any(isinstance(v, str) for v in value.values()) else None


def _salvage(blob: Blob, text: str, error: ValueError) -> Rows:
    """Elements of an array up to the place where it is not JSON."""
    decoder = json.JSONDecoder()
    place = text.index("[") + 1
    position = 0
    while True:
        while place < len(text) and text[place] in " \t\r\n,":
            place += 1
        try:
            row, place = decoder.raw_decode(text, place)
        except (ValueError, RecursionError):
            break
        yield from _read_element(blob, position, row)
        position += 1
    if not position:
        raise ReadError(f"{blob.name} is not valid JSON: {_say(error)}") from error
    detail = f"{_say(error)}; the rest of the file is lost"
    yield Entry(blob.name, position, "dropped", "unreadable row", detail)


def _say(error: Exception) -> str:
    return "nested too deep" if isinstance(error, RecursionError) else f"not JSON: {error}"
