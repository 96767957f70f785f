"""Bytes to text: Unicode by its marks, else UTF-8, else Windows-1252, and the log says which.

Old pages and spreadsheets are written in Windows-1252, where a curly quote is one byte that UTF-8
does not allow. Read as UTF-8 "with replacement" they would lose every quotation mark, which is what
this package counts; so they are read as what they are. Five bytes mean nothing in Windows-1252
either; a text with one of them has the reason ``"wrong encoding"``.
"""

from __future__ import annotations

import codecs
from collections.abc import Iterator

MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
MAGIC = (
    (b"PAR1", "a Parquet file"),
    (b"SQLite format 3\0", "an SQLite database"),
    (b"PK\x03\x04", "a ZIP archive or an Office file"),
    (b"PK\x05\x06", "an empty ZIP archive"),
    (b"\x1f\x8b", "a gzip file"),
    (b"\x28\xb5\x2f\xfd", "a Zstandard file"),
    (b"%PDF", "a PDF file"),
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"\xd0\xcf\x11\xe0", "an old Office file (.xls, .doc)"),
    (b"{\\rtf", "an RTF file"),
    (b"\x7fELF", "a program"),
    (b"BZh", "a bzip2 file"),
    (b"\xfd7zXZ", "an xz file"),
    (b"7z\xbc\xaf", "a 7-Zip archive"),
)


def wide_encoding(head: bytes) -> str | None:
    """Return the UTF-16 or UTF-32 encoding that the first bytes show, marked or not.

    Examples
    --------
    >>> wide_encoding("Rain".encode("utf-16")), wide_encoding(b"Rain")
    ('utf-16-le', None)
    """
    for mark, name in MARKS[1:]:
        if head.startswith(mark):
            return name
    pairs = len(head) // 2
    if pairs >= 8 and b"\0" in head and not any(head.startswith(magic) for magic, _ in MAGIC):
        low, high = head[0 : 2 * pairs : 2].count(0), head[1 : 2 * pairs : 2].count(0)
        if high > 0.7 * pairs and low < 0.05 * pairs:
            return "utf-16-le"
        if low > 0.7 * pairs and high < 0.05 * pairs:
            return "utf-16-be"
    return None


def describe_binary(head: bytes) -> str | None:
    """Say what a file that is not text begins like; None when it may be text.

    Examples
    --------
    >>> describe_binary(b"PAR1..."), describe_binary(b"It rained.")
    ('a Parquet file', None)
    """
    for magic, name in MAGIC:
        if head.startswith(magic):
            return name
    if wide_encoding(head):
        return None
    controls = sum(byte < 9 or 13 < byte < 32 for byte in head[:4096])
    return "binary data" if controls > 0.05 * len(head[:4096]) else None


def decode(data: bytes) -> tuple[str | None, str]:
    """Decode a whole text.

    Returns
    -------
    (str or None, str)
        The text and the encoding; None and the reason where no encoding fits.

    Examples
    --------
    >>> decode(b"caf\\xc3\\xa9"), decode(b"\\x93caf\\xe9\\x94")
    (('café', 'utf-8'), ('“café”', 'cp1252'))
    >>> decode(b"caf\\xe9 \\x81")
    (None, 'neither UTF-8 nor Windows-1252')
    """
    wide = wide_encoding(data[:4096])
    tries = [wide] if wide else ["utf-8", "cp1252"]
    for name in tries:
        try:
            return data.decode(name).removeprefix("\ufeff"), name
        except UnicodeDecodeError:
            continue
    return None, f"not {wide}" if wide else "neither UTF-8 nor Windows-1252"


def decode_lines(data: bytes) -> tuple[str, list[tuple[int, str]]]:
    """Decode a table line by line, so that one bad line costs no other.

    Returns
    -------
    (str, list of (line, str))
        The text, and for each line (from 1) that was not UTF-8 how it was read. A line that no
        encoding fits has its bad bytes replaced by U+FFFD.

    Examples
    --------
    >>> decode_lines(b"caf\\xc3\\xa9\\ncaf\\xe9\\n")
    ('café\\ncafé\\n', [(2, 'read as cp1252')])
    """
    wide = wide_encoding(data[:4096])
    if wide:
        return data.decode(wide, "replace").removeprefix("\ufeff"), []
    try:
        return data.decode("utf-8-sig"), []
    except UnicodeDecodeError:
        pass
    lines, notes = [], []
    for number, raw in enumerate(data.removeprefix(codecs.BOM_UTF8).splitlines(keepends=True), 1):
        text, name = decode(raw) if not raw.isascii() else (raw.decode("ascii"), "utf-8")
        if text is None:
            text = raw.decode("utf-8", "replace")
            notes.append((number, f"{name}; bytes replaced"))
        elif name != "utf-8":
            notes.append((number, f"read as {name}"))
        lines.append(text)
    return "".join(lines), notes


def split_lines(chunks: Iterator[bytes]) -> Iterator[bytes]:
    """Yield lines, without their ends, of a stream of byte chunks.

    Examples
    --------
    >>> list(split_lines(iter([b"a\\nb", b"c\\r\\n", b"d"])))
    [b'a', b'bc', b'd']
    """
    rest: list[bytes] = []
    for chunk in chunks:
        first, *others = chunk.split(b"\n")
        rest.append(first)
        for line in others:
            yield b"".join(rest).removesuffix(b"\r")
            rest = [line]
    if any(rest):
        yield b"".join(rest).removesuffix(b"\r")
