"""Compare outlets on the feature table, with uncertainty; show the sentences behind a number."""

from framing.outlets.comparing import compare
from framing.outlets.examples import find_examples
from framing.outlets.export import to_latex, to_markdown
from framing.outlets.sources import top_sources

__all__ = ["compare", "find_examples", "to_latex", "to_markdown", "top_sources"]
