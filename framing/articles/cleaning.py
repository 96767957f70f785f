"""Cleaning: from a text as a site prints it to the running text of the news, reversibly.

Definition
----------
Three steps, each a list of edits, composed into one:

1. *Characters* (`framing.articles.clean_characters`): odd spaces, line ends, ligatures, mojibake.
2. *Lines* (`framing.articles.clean_lines`): hard-wrapped lines are joined, blank lines made alike.
3. *Records* (`framing.articles.clean_records`): links to other stories, captions, credits,
   datelines, "Source:" lines, and the furniture of the page are taken out.

What was taken out is not lost: it stands in ``edits`` with its kind, its raw text and its place,
and `framing.articles.edits.restore_raw` gives back the raw text exactly.

Conventions
-----------
- Doubtful lines stay: cleaning must not eat news.
- NUL and lone surrogates are left as they are; reading replaces them.
- Quotation marks are left as they are, and so are composed and decomposed accents.
"""

from __future__ import annotations

from dataclasses import dataclass

from framing.articles.clean_characters import clean_characters
from framing.articles.clean_lines import clean_lines
from framing.articles.clean_records import clean_records
from framing.articles.edits import compose_edits, restore_raw, to_clean_offset, to_raw_offset
from framing.types import Edit

__all__ = ["Cleaned", "clean_text", "restore_raw", "to_clean_offset", "to_raw_offset"]


@dataclass(frozen=True, slots=True)
class Cleaned:
    """A cleaned text and what was done to it.

    Parameters
    ----------
    text : str
        The running text; paragraphs are separated by ``\\n\\n`` or ``\\n``.
    edits : tuple of Edit
        In the order of the text, not overlapping. Characters and lines: ``line_end``, ``nbsp``,
        ``space``, ``invisible``, ``ligature``, ``mojibake``, ``line_join``, ``blank``. Records
        taken out: ``title``, ``title_repeat``, ``byline``, ``dateline``, ``caption``,
        ``caption_repeat``, ``photo_credit``, ``wire_credit``, ``source_line``, ``read_more``,
        ``newsletter``, ``comments``, ``share``, ``copyright``, ``advert``, ``timestamp``,
        ``database``.
    title, byline : str or None
        What was found of them.
    """

    text: str
    edits: tuple[Edit, ...]
    title: str | None
    byline: str | None


def clean_text(raw: str, *, heading: bool = False) -> Cleaned:
    """Clean one text.

    Parameters
    ----------
    raw : str
        Any text.
    heading : bool
        Whether the first paragraph is the title, as in text files.

    Returns
    -------
    Cleaned
        ``text`` is empty when there is nothing but noise.

    Raises
    ------
    TypeError
        `raw` is not text.

    Examples
    --------
    >>> raw = "Rain in Merrow\\n\\nIt rained,\\xa0the mayor said.\\n\\nREAD MORE: Sun"
    >>> cleaned = clean_text(raw, heading=True)
    >>> cleaned.text, cleaned.title
    ('It rained, the mayor said.', 'Rain in Merrow')
    >>> [(edit.kind, edit.raw_text) for edit in cleaned.edits if edit.kind == "read_more"]
    [('read_more', 'READ MORE: Sun')]
    >>> restore_raw(cleaned.text, cleaned.edits) == raw
    True
    """
    if not isinstance(raw, str):
        raise TypeError(f"clean_text takes a str, got {type(raw).__name__}")
    mended, characters = clean_characters(raw)
    lines, joins = clean_lines(mended)
    edits = compose_edits(raw, characters, mended, joins)
    records = clean_records(lines, heading=heading)
    edits = compose_edits(raw, edits, lines, records.edits)
    return Cleaned(records.text, edits, records.title, records.byline)
