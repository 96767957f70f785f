"""Imports point only downwards; importing the package is light."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parents[2] / "framing"
LAYERS = (
    {"types", "schema", "grammar", "_version"},
    {"text", "stats"},
    {"lexicons", "encoders"},
    {"articles"},
    {"attribution"},
    {"citations"},
    {"notes"},
    {"features"},
    {"models", "outlets", "coding", "datasets", "testing"},
    {"plots", "pages"},
    {"study"},
    {"cli"},
)
LEVEL = {room: level for level, rooms in enumerate(LAYERS) for room in rooms}
STAGES = {room for level in (3, 4, 5, 6, 7, 8) for room in LAYERS[level]}
FILES = sorted(p for p in PACKAGE.rglob("*.py") if p != PACKAGE / "__init__.py")
HEAVY = (
    "pandas",
    "pyarrow",
    "sklearn",
    "nltk",
    "matplotlib",
    "scipy",
    "trafilatura",
    "datasketch",
    "onnxruntime",
    "tokenizers",
    "ftfy",
    "statsmodels",
)


def room_of(path):
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imported_rooms(path):
    """Rooms of this package that a file imports, anywhere in it."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.level == 0:
            names = [node.module or ""]
            if node.module == "framing":
                names = [f"framing.{alias.name}" for alias in node.names]
        else:
            continue
        for name in names:
            parts = name.split(".")
            if parts[0] == "framing" and len(parts) > 1:
                yield parts[1]


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.relative_to(PACKAGE).as_posix())
def test_imports_point_downwards(path):
    here = room_of(path)
    assert here in LEVEL, f"{here} is not a room of the house; see CONTRIBUTING.md"
    for room in imported_rooms(path):
        assert room in LEVEL, f"{path.name} imports framing.{room}, which is no room"
        assert room == here or LEVEL[room] < LEVEL[here], f"{here} must not import {room}"
        assert not (here == "plots" and room in STAGES), "plots draws tables and imports no stage"


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.relative_to(PACKAGE).as_posix())
def test_nothing_heavy_is_imported_at_the_top(path):
    if room_of(path) in ("models",):
        pytest.skip("estimators subclass scikit-learn and are loaded only when used")
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        names = []
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            names = [node.module or ""]
        for name in names:
            assert name.split(".")[0] not in HEAVY, (
                f"import {name} inside the function that uses it"
            )


def test_import_is_light():
    code = (
        "import time, sys, numpy\n"
        "start = time.perf_counter()\n"
        "import framing\n"
        "print(time.perf_counter() - start)\n"
        "print(','.join(m for m in ('matplotlib', 'sklearn', 'nltk') if m in sys.modules))\n"
    )
    runs = [
        subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
        for _ in range(3)
    ]
    outputs = [run.stdout.splitlines() for run in runs]
    assert all(output[1] == "" for output in outputs)
    assert min(float(output[0]) for output in outputs) < 0.3


def test_files_are_one_idea_each():
    long = {p.name: n for p in FILES if (n := len(p.read_text("utf-8").splitlines())) > 450}
    assert not long
    for path in FILES:
        assert ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))), (
            f"{path} teaches nothing"
        )
