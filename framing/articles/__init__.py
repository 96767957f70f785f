"""Articles: read files, clean text, find duplicates and events.

Everything here ends in a `Corpus`, an immutable sequence of articles with the log of how they were
read. See `framing.articles.reading` for what is read and how, `framing.articles.cleaning` for what
is taken out of the running text.
"""

from framing.articles.cleaning import (
    Cleaned,
    clean_text,
    restore_raw,
    to_clean_offset,
    to_raw_offset,
)
from framing.articles.corpus import Corpus
from framing.articles.duplicates import find_duplicates
from framing.articles.events import find_events
from framing.articles.log import Entry, ReadError, ReadLog
from framing.articles.reading import read

__all__ = [
    "Cleaned",
    "Corpus",
    "Entry",
    "ReadError",
    "ReadLog",
    "clean_text",
    "find_duplicates",
    "find_events",
    "read",
    "restore_raw",
    "to_clean_offset",
    "to_raw_offset",
]
