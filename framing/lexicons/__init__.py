"""Word lists with licence, citation and digest, and fast exact matching against texts.

Shipped lists (`list_lexicons`, `load_lexicon`) and a user's own (`read_lexicon`) are the same
`Lexicon` and go through the same `find_terms`.
"""

from framing.lexicons.lexicon import EXCLUDE, Entry, Lexicon
from framing.lexicons.matching import Hits, Tokens, find_terms, number_tokens
from framing.lexicons.reading import list_lexicons, load_lexicon, read_lexicon

__all__ = [
    "EXCLUDE",
    "Entry",
    "Hits",
    "Lexicon",
    "Tokens",
    "find_terms",
    "list_lexicons",
    "load_lexicon",
    "number_tokens",
    "read_lexicon",
]
