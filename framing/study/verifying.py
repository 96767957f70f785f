"""Proof that results are what the study gives: build them again elsewhere and compare the bytes."""

from __future__ import annotations

import json
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from framing.study.manifest import digest_of, file_digests, read_manifest
from framing.study.running import ORIGIN, Say, run

COMPARED = ("files", "inputs", "versions")  # one by one; of the rest any difference counts


@dataclass(frozen=True, slots=True)
class Verification:
    """What came of rebuilding a results folder.

    Attributes
    ----------
    files : int
        Files of the manifest.
    changed : tuple of str
        Files in the folder that are no longer what its manifest says, and the manifest itself
        where its numbers are not those of the rebuilding.
    differ : tuple of str
        Files that the rebuilding gave otherwise, or not, or that it gave in addition.
    versions : tuple of str
        Packages whose version differs now: ``"numpy 2.0.0 -> 2.1.0"``.
    inputs : tuple of str
        Inputs that are not what they were.
    """

    files: int
    changed: tuple[str, ...]
    differ: tuple[str, ...]
    versions: tuple[str, ...]
    inputs: tuple[str, ...]

    @property
    def passed(self) -> bool:
        """Whether every file is as the manifest says and as the rebuilding gives it."""
        return not (self.changed or self.differ or self.inputs)

    def __str__(self) -> str:
        if self.passed:
            return f"verified: {self.files} files rebuilt, byte for byte the same"
        lines = ["not verified"]
        for title, names in (
            ("changed since the run", self.changed),
            ("rebuilt otherwise", self.differ),
            ("inputs changed", self.inputs),
            ("versions differ", self.versions),
        ):
            if names:
                lines.append(f"  {title}: {', '.join(names)}")
        return "\n".join(lines)


def verify(
    results: str | Path, *, study: str | Path | None = None, say: Say | None = None
) -> Verification:
    """Rebuild a results folder in a temporary place and compare every file.

    Parameters
    ----------
    results : path
        A folder made by `framing.run`.
    study : path, optional
        The study file, where it no longer lies where it did.
    say : callable, optional
        Called with one line per step.

    Returns
    -------
    Verification

    Raises
    ------
    FileNotFoundError
        If the folder has no manifest, or the study file is not found.
    """
    folder = Path(results)
    manifest = read_manifest(folder)
    source = Path(study) if study else _origin(folder)
    if digest_of(source) != manifest["study_sha256"]:
        return Verification(len(manifest["files"]), (), (), (), (source.name,))
    with tempfile.TemporaryDirectory(prefix="framing-verify-") as place:
        again = run(source, Path(place) / "results", say=say)
    here = file_digests(folder, without=("manifest.json", ORIGIN))
    stated: dict[str, str] = manifest["files"]
    other = {name for name in _differences(manifest, again) if name not in COMPARED}
    return Verification(
        files=len(stated),
        changed=(*_differences(stated, here), *(["manifest.json"] if other else [])),
        differ=_differences(stated, again["files"]),
        versions=_versions(manifest["versions"], again["versions"]),
        inputs=_differences(manifest["inputs"], again["inputs"]),
    )


def _origin(folder: Path) -> Path:
    path = folder / ORIGIN
    if path.is_file():
        where = folder / str(json.loads(path.read_text(encoding="utf-8"))["study"])
        if where.is_file():
            return where.resolve()
    raise FileNotFoundError(
        f"the study file of {folder} is not where it was; name it with --study FILE"
    )


def _differences(one: dict[str, Any], other: dict[str, Any]) -> tuple[str, ...]:
    return tuple(sorted(k for k in {*one, *other} if one.get(k) != other.get(k)))


def _versions(one: dict[str, str], other: dict[str, str]) -> tuple[str, ...]:
    return tuple(
        f"{name} {one.get(name)} -> {other.get(name)}" for name in _differences(one, other)
    )
