"""Compare outlets on the feature table, with uncertainty."""

from framing.outlets.comparing import compare
from framing.outlets.export import to_latex, to_markdown

__all__ = ["compare", "to_latex", "to_markdown"]
