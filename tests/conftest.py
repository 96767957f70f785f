"""What every test shares: a backend without windows, and figures closed afterwards."""

import os
from pathlib import Path

import pytest

os.environ.setdefault("MPLBACKEND", "agg")
ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture
def root() -> Path:
    """The folder of the repository."""
    return ROOT


@pytest.fixture(autouse=True)
def _closed_figures():
    """Close what a test drew, without importing matplotlib for tests that draw nothing."""
    import sys

    yield
    if "matplotlib.pyplot" in sys.modules:
        sys.modules["matplotlib.pyplot"].close("all")
