"""The version of the installed package, read from its metadata."""

from __future__ import annotations


def version() -> str:
    """Version string, ``"0"`` where the package runs without being installed."""
    from importlib.metadata import PackageNotFoundError
    from importlib.metadata import version as installed

    try:
        return installed("framing")
    except PackageNotFoundError:
        return "0"
