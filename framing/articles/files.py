"""From a path to files: one file, a folder, a glob, a zip; gzip and Zstandard opened on the way.

The outlet of a text file is the folder it lies in, seen from the folder that was named: in
``corpus/courier/2021/001.txt`` read by ``read("corpus")`` it is ``courier``. A zip whose members
all lie in folders of one top folder is read from inside that folder. Members of a zip are read in
memory and nothing is unpacked, so names like ``../../x`` are only names.

Decompression stops at `BOMB_BYTES` when a file grows more than `BOMB_RATIO` times: text shrinks to
a third or a tenth, not to a hundredth.
"""

from __future__ import annotations

import glob
import os
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from functools import partial
from pathlib import Path, PurePosixPath
from typing import IO

from framing.articles.log import Entry, ReadError

TABLES = (
    ".jsonl",
    ".ndjson",
    ".json",
    ".csv",
    ".tsv",
    ".xlsx",
    ".parquet",
    ".sqlite",
    ".sqlite3",
    ".db",
)
PAGES = (".txt", ".html", ".htm")
COMPRESSED = (".gz", ".zst")
BOMB_BYTES = 200_000_000
BOMB_RATIO = 100
CHUNK = 1 << 16


@dataclass(frozen=True, slots=True)
class Blob:
    """A file to read, wherever it lies.

    Parameters
    ----------
    name : str
        Name relative to the source, with ``/``: what log and ids show.
    outlet : str or None
        Name of its subfolder.
    open : callable
        Opens the bytes as they are stored.
    path : Path or None
        Where it lies on disk, None inside a zip.
    size : int
        Stored bytes.
    """

    name: str
    outlet: str | None
    open: Callable[[], IO[bytes]]
    path: Path | None
    size: int

    @property
    def suffix(self) -> str:
        """The suffix of the content: ``.jsonl`` of ``a.jsonl.gz``."""
        path = PurePosixPath(self.name.lower())
        return PurePosixPath(path.stem).suffix if path.suffix in COMPRESSED else path.suffix

    @property
    def compression(self) -> str | None:
        """``.gz``, ``.zst`` or None."""
        suffix = PurePosixPath(self.name.lower()).suffix
        return suffix if suffix in COMPRESSED else None

    @property
    def stem(self) -> str:
        """The name without suffixes, from which ids of text files are made."""
        name = self.name
        for suffix in (self.compression, self.suffix):
            if suffix:
                name = name[: -len(suffix)]
        return name


def find_files(source: str | Path, stack: ExitStack) -> tuple[list[Blob], list[Entry], bool]:
    """List what a path means.

    Parameters
    ----------
    source : str or Path
        A file, a folder, a glob or a zip.
    stack : ExitStack
        Closes an opened zip when reading ends.

    Returns
    -------
    (list of Blob, list of Entry, bool)
        The files in order of their names; a note for each that is of no known kind; whether the
        path named one file (whose failure is an error) rather than a collection (where it is an
        entry of the log).

    Raises
    ------
    FileNotFoundError
        Nothing is there, or nothing matches the glob.
    ReadError
        Not a file or folder, of an unknown kind, or a collection without any readable file.
    """
    if not str(source).strip():
        raise ReadError("the path is empty; give a file, a folder or a glob")
    try:
        path = Path(source).expanduser()
        there = path.exists()
    except (OSError, ValueError, RuntimeError) as error:
        raise ReadError(f"{source!r} is no usable path: {error}") from error
    if not there and glob.has_magic(str(source)):
        return _collect(str(source), *_glob(str(path)), name_of_none="matches no file")
    if not there:
        raise FileNotFoundError(f"there is no file or folder {str(source)!r}; check the path")
    if path.is_dir():
        return _collect(path.name, *_folder(path), name_of_none="holds no file to read")
    if not path.is_file():
        raise ReadError(f"{path.name} is neither a file nor a folder")
    if path.suffix.lower() == ".zip":
        return _collect(path.name, *_zip(path, stack), name_of_none="holds no file to read")
    blob = _on_disk(path, path.name, None)
    if blob.suffix not in (*TABLES, *PAGES):
        old = "; save it as .xlsx" if blob.suffix == ".xls" else ""
        raise ReadError(f"{path.name}: unknown suffix {blob.suffix!r}{old}. {_kinds()}")
    return [blob], [], True


def read_chunks(blob: Blob) -> Iterator[bytes]:
    """Yield the content of a file, decompressed.

    Raises
    ------
    ReadError
        It is not compressed as it claims, breaks off, or grows beyond measure.
    """
    try:
        with blob.open() as file:
            yield from _guarded(blob, _decompressed(blob, file))
    except EOFError as error:
        raise ReadError(f"{blob.name}: the compressed file is truncated (it ends early)") from error
    except (zlib.error, zipfile.BadZipFile, OSError, RuntimeError, NotImplementedError) as error:
        raise ReadError(f"{blob.name}: cannot be read: {error}") from error


def read_bytes(blob: Blob) -> bytes:
    """Return the whole content of a file, decompressed; errors as in `read_chunks`."""
    return b"".join(read_chunks(blob))


def refuse_bomb(blob: Blob, unpacked: int) -> None:
    """Raise ReadError when `unpacked` bytes are beyond measure for a file of this size."""
    if unpacked > BOMB_BYTES and unpacked > BOMB_RATIO * blob.size:
        raise ReadError(
            f"{blob.name}: unpacks to more than {BOMB_RATIO} times its {blob.size} bytes; "
            "refused as a decompression bomb. Unpack it yourself if you trust it"
        )


def _guarded(blob: Blob, chunks: Iterator[bytes]) -> Iterator[bytes]:
    total = 0
    for chunk in chunks:
        total += len(chunk)
        refuse_bomb(blob, total)
        yield chunk


def _decompressed(blob: Blob, file: IO[bytes]) -> Iterator[bytes]:
    if blob.compression == ".gz":
        yield from _gunzip(file)
    elif blob.compression == ".zst":
        yield from _unzstd(file)
    else:
        while chunk := file.read(CHUNK):
            yield chunk


def _gunzip(file: IO[bytes]) -> Iterator[bytes]:
    import gzip

    with gzip.GzipFile(fileobj=file) as unpacked:
        while chunk := unpacked.read(CHUNK):
            yield chunk


def _unzstd(file: IO[bytes]) -> Iterator[bytes]:
    import zstandard

    frame = zstandard.ZstdDecompressor(max_window_size=1 << 31).decompressobj()
    begun = False
    try:
        while data := file.read(1 << 13):
            while data:
                if frame.eof:
                    frame = zstandard.ZstdDecompressor(max_window_size=1 << 31).decompressobj()
                yield frame.decompress(data)
                begun, data = True, frame.unused_data if frame.eof else b""
    except zstandard.ZstdError as error:
        raise OSError(str(error)) from error
    if begun and not frame.eof:
        raise EOFError


def _on_disk(path: Path, name: str, outlet: str | None) -> Blob:
    return Blob(name, outlet, lambda: path.open("rb"), path, path.stat().st_size)


def _outlet_of(relative: PurePosixPath) -> str | None:
    return relative.parts[0] if len(relative.parts) > 1 else None


def _visible(name: PurePosixPath) -> bool:
    return not any(part.startswith((".", "__MACOSX")) and part != ".." for part in name.parts)


def _folder(folder: Path) -> tuple[list[Blob], list[str]]:
    found: list[PurePosixPath] = []
    for place, folders, names in os.walk(folder):
        folders.sort()
        found += [PurePosixPath(Path(place, name).relative_to(folder).as_posix()) for name in names]
    return _on_disk_all(folder, found)


def _glob(pattern: str) -> tuple[list[Blob], list[str]]:
    parts = Path(pattern).parts
    fixed = next(i for i, part in enumerate(parts) if glob.has_magic(part))
    base = Path(*parts[:fixed]) if fixed else Path()
    matches = [Path(match) for match in glob.glob(pattern, recursive=True)]
    found = [PurePosixPath(m.relative_to(base).as_posix()) for m in matches if m.is_file()]
    return _on_disk_all(base, found)


def _on_disk_all(base: Path, found: list[PurePosixPath]) -> tuple[list[Blob], list[str]]:
    blobs, others = [], []
    for relative in sorted(set(filter(_visible, found)), key=str):
        path = base / relative
        blob = _on_disk(path, str(relative), _outlet_of(relative)) if path.is_file() else None
        if blob is not None and blob.suffix in (*TABLES, *PAGES):
            blobs.append(blob)
        else:
            others.append(str(relative))
    return blobs, others


def _zip(path: Path, stack: ExitStack) -> tuple[list[Blob], list[str]]:
    try:
        archive = stack.enter_context(zipfile.ZipFile(path))
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise ReadError(f"{path.name} is not a readable ZIP archive: {error}") from error
    members = [info for info in archive.infolist() if not info.is_dir()]
    named = [(PurePosixPath(info.filename.replace("\\", "/")), info) for info in members]
    named = sorted(((name, info) for name, info in named if _visible(name)), key=_name_of_pair)
    wrapped = len({name.parts[0] for name, _ in named}) == 1 and all(
        len(name.parts) > 2 for name, _ in named
    )
    blobs, others = [], []
    for name, info in named:
        inner = PurePosixPath(*name.parts[1:]) if wrapped else name
        opener = partial(archive.open, info)
        blob = Blob(str(inner), _outlet_of(inner), opener, None, info.compress_size)
        if blob.suffix in (*TABLES, *PAGES):
            blobs.append(blob)
        else:
            others.append(str(inner))
    return blobs, others


def _name_of_pair(pair: tuple[PurePosixPath, zipfile.ZipInfo]) -> str:
    return str(pair[0])


def _collect(
    source: str, blobs: list[Blob], others: list[str], *, name_of_none: str
) -> tuple[list[Blob], list[Entry], bool]:
    if not blobs and not others and glob.has_magic(source):
        raise FileNotFoundError(f"{source!r} {name_of_none}; check the pattern")
    if not blobs:
        raise ReadError(f"{source} {name_of_none}. {_kinds()}")
    notes = [Entry(name, None, "noted", "file not read", "unknown kind of file") for name in others]
    return blobs, notes, False


def _kinds() -> str:
    return f"Readable: {' '.join((*TABLES, *PAGES))}, each also with .gz or .zst; a folder; a .zip"
