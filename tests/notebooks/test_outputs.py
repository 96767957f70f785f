"""What a reader sees: every notebook comes with its outputs, and every figure in it is there."""

import ast
import json
import re
from pathlib import Path

import pytest

NOTEBOOKS = sorted((Path(__file__).resolve().parents[2] / "notebooks").glob("*.ipynb"))


def cells(path):
    content = json.loads(path.read_text("utf-8"))
    return [c for c in content["cells"] if c["cell_type"] == "code"]


def draws(source):
    """Whether a cell calls a function of ``plots`` whose name begins with ``draw_``."""
    calls = (n.func for n in ast.walk(ast.parse(source)) if isinstance(n, ast.Call))
    return any(isinstance(f, ast.Attribute) and f.attr.startswith("draw_") for f in calls)


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_every_figure_is_shown(path):
    drawn = [c for c in cells(path) if draws("".join(c["source"]))]
    assert drawn
    for cell in drawn:
        kinds = [kind for o in cell["outputs"] for kind in o.get("data", {})]
        assert "image/png" in kinds, "".join(cell["source"])


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_every_cell_was_run_in_order_without_an_error(path):
    counts = [c["execution_count"] for c in cells(path)]
    assert counts == list(range(1, len(counts) + 1))
    outputs = [o for c in cells(path) for o in c["outputs"]]
    assert not [o for o in outputs if o["output_type"] == "error"]


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_no_place_of_one_machine_is_shown(path):
    assert not re.search(r"/(?:tmp|home|root|Users)/|ipykernel_", path.read_text("utf-8"))
