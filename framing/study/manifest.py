"""The manifest: what went in, what came out, with which versions and seed. Never a time.

Two runs of the same study with the same versions give the same manifest, byte for byte; where they
do not, the manifest is where the difference is found.
"""

from __future__ import annotations

import hashlib
import json
import platform
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

PACKAGES = (
    *("framing", "numpy", "pandas", "pyarrow", "scipy", "scikit-learn", "nltk", "matplotlib"),
    *("onnxruntime", "vaderSentiment", "trafilatura", "htmldate", "ftfy", "tldextract"),
    *("python-dateutil", "py3langid", "datasketch"),
)
NAME = "manifest.json"


def digest_of(path: Path) -> str:
    """SHA-256 of a file, or of all files of a folder with their names, in sorted order.

    Examples
    --------
    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     file = Path(folder) / "a.txt"
    ...     _ = file.write_text("x")
    ...     digest_of(file)[:8]
    '2d711642'
    """
    if path.is_file():
        return hashlib.sha256(path.read_bytes()).hexdigest()
    digest = hashlib.sha256()
    for file in sorted(p for p in path.rglob("*") if p.is_file()):
        digest.update(f"{file.relative_to(path).as_posix()}\n".encode())
        digest.update(hashlib.sha256(file.read_bytes()).digest())
    return digest.hexdigest()


def versions() -> dict[str, str]:
    """Versions of Python and of the packages that results depend on."""
    from importlib.metadata import PackageNotFoundError, version

    out = {"python": platform.python_version()}
    for name in PACKAGES:
        try:
            out[name] = version(name)
        except PackageNotFoundError:
            out[name] = "not installed"
    return out


def file_digests(folder: Path, *, without: Iterable[str] = ()) -> dict[str, str]:
    """SHA-256 by relative path of every file under a folder, sorted."""
    left_out = set(without)
    return {
        name: digest_of(folder / name)
        for name in sorted(
            p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file()
        )
        if name not in left_out
    }


def write_manifest(folder: Path, content: Mapping[str, Any]) -> Path:
    """Write ``manifest.json`` with sorted keys."""
    path = folder / NAME
    text = json.dumps(content, indent=2, sort_keys=True, ensure_ascii=False)
    path.write_bytes(f"{text}\n".encode())
    return path


def read_manifest(folder: Path) -> dict[str, Any]:
    """Read ``manifest.json`` of a results folder.

    Raises
    ------
    FileNotFoundError
        If there is none.
    ValueError
        If it is not a manifest.
    """
    path = folder / NAME
    if not path.is_file():
        raise FileNotFoundError(f"{folder} has no {NAME}; it is not a folder made by 'framing run'")
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
    except (UnicodeDecodeError, json.JSONDecodeError) as error:
        raise ValueError(f"{path} is damaged: {error}") from error
    if not isinstance(content, dict) or "files" not in content:
        raise ValueError(f"{path} is not a manifest of 'framing run'")
    return content
