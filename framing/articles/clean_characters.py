"""Cleaning characters: odd spaces, line ends, ligatures, mojibake.

Definition
----------
Each change is one character, or one run of characters that belong together:

- ``line_end``: ``\\r\\n``, ``\\r``, a form feed and other line separators become ``\\n``
- ``nbsp``, ``space``: no-break spaces; tabs and spaces of other widths become a space
- ``invisible``: soft hyphens (with the line break they made), zero-width and direction marks are
  taken out (joiners stay: emoji and some scripts need them)
- ``ligature``: the Latin ligatures U+FB00-FB06 are spelled out
- ``mojibake``: UTF-8 that was read as Windows-1252 or Latin-1 is read again, by *ftfy* (Speer
  2019), whose test for what really is mojibake is nearly never wrong; what would only be half
  mended stays

Nothing else is touched: no quotation mark is straightened, no accent composed.

References
----------
Speer, R. (2019). ftfy (version 5.5). Zenodo. doi:10.5281/zenodo.2591652
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from unicodedata import combining

from framing.articles.edits import Change, change_text, compose_edits
from framing.types import Edit

LIGATURES = {
    "\ufb00": "ff",
    "\ufb01": "fi",
    "\ufb02": "fl",
    "\ufb03": "ffi",
    "\ufb04": "ffl",
    "\ufb05": "st",
    "\ufb06": "st",
}
KINDS = (
    ("line_end", "\n", "\r\v\f\x1c\x1d\x1e\x85\u2028\u2029"),
    ("nbsp", " ", "\u00a0\u2007\u202f"),
    ("space", " ", "\t\x1f\u1680" + "".join(map(chr, range(0x2000, 0x200B))) + "\u205f\u3000"),
    ("invisible", "", "\u00ad\u200b\u200e\u200f\u2060\ufeff\u202a\u202b\u202c\u202d\u202e"),
    ("invisible", "", "\u2066\u2067\u2068\u2069"),
)
REPLACED = {
    **{char: (new, kind) for kind, new, chars in reversed(KINDS) for char in chars},
    **{char: (new, "ligature") for char, new in LIGATURES.items()},
    "\r\n": ("\n", "line_end"),
}
ODD = re.compile(
    r"[\r\t\v\f\x1c-\x1f\x85\xa0\xad\u1680\u2000-\u200b\u200e\u200f\u2028-\u202f\u205f\u2060"
    r"\u2066-\u2069\u3000\ufb00-\ufb06\ufeff](?:(?<=\r)\n|(?<=\xad)\r?\n(?=[a-z]))?"
)
SUSPECT = re.compile(r"[\x80-\x9f]|[\u00c2-\u00f4][^\x00-\x7f]")
LINE = re.compile(r"[^\n]+")
FOREIGN = re.compile(r"[^\x00-\x7f]+")
LONGEST = 50_000


def clean_characters(raw: str) -> tuple[str, tuple[Edit, ...]]:
    """Mend single characters, and say which.

    Parameters
    ----------
    raw : str
        Any text.

    Returns
    -------
    text : str
        With ``\\n`` as its only line end and the space as its only space.
    edits : tuple of Edit

    Examples
    --------
    >>> text, edits = clean_characters("the\\xa0o\\ufb03ce\\r\\n")
    >>> text, [edit.kind for edit in edits]
    ('the office\\n', ['nbsp', 'ligature', 'line_end'])
    """
    mended, first = change_text(raw, _mojibake(raw)) if SUSPECT.search(raw) else (raw, ())
    text, second = change_text(mended, _odd(mended))
    return text, compose_edits(raw, first, mended, second)


def _odd(text: str) -> Iterator[Change]:
    for found in ODD.finditer(text):
        new, kind = REPLACED.get(found[0]) or REPLACED[found[0][0]]
        yield found.start(), found.end(), new, kind


def _mojibake(text: str) -> Iterator[Change]:
    """Runs of characters beyond ASCII that ftfy reads anew, in lines that it finds bad."""
    from ftfy import fix_encoding

    for line in LINE.finditer(text):
        if not SUSPECT.search(line[0]):
            continue
        if len(line[0]) <= LONGEST and fix_encoding(line[0]) == line[0]:
            continue
        for run in FOREIGN.finditer(line[0]):
            new = fix_encoding(run[0])
            half_mended = combining(run[0][0]) or SUSPECT.search(new)
            if new != run[0] and not half_mended:
                yield line.start() + run.start(), line.start() + run.end(), new, "mojibake"
