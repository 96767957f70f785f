"""The row-loss log: what was found, what was read, what was dropped and why.

A study that starts with 10,000 files and reports 9,412 articles owes its readers the difference.
Every reader therefore hands over, beside the articles, one `Entry` for each row it dropped, changed
or wants to point out, with the file and the row where it stands, and `found` always equals
``read + len(dropped)``.

Conventions
-----------
- ``file`` is the name inside what was read (never a path of this machine): ``"a.jsonl"``,
  ``"courier/001.txt"`` in a folder or a zip, ``"DataFrame"``.
- ``row`` is the number that a tool would show: the line of a text file (from 1), the row of a
  sheet (from 1) or of a query (from 1), the position (from 0) in a list, a frame, a Parquet file
  or a JSON array. A file that is one article has no row.
- ``action`` is ``"dropped"`` (not in the corpus), ``"changed"`` (in the corpus, but not as it
  stood) or ``"noted"`` (in the corpus as it stood; worth knowing).
"""

from __future__ import annotations

from collections import Counter
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    import pandas as pd

Action = Literal["dropped", "changed", "noted"]


class ReadError(ValueError):
    """A source cannot be read: says which file, what is wrong with it and what to do.

    Examples
    --------
    >>> raise ReadError("a.jsonl: the file is empty")
    Traceback (most recent call last):
    framing.articles.log.ReadError: a.jsonl: the file is empty
    """


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the log.

    Parameters
    ----------
    file, row
        Where it stands (see the conventions above).
    action : {"dropped", "changed", "noted"}
        What became of the row.
    reason : str
        Short and countable: ``"empty text"``, ``"duplicate id"``, ``"unreadable row"``,
        ``"wrong encoding"``, ``"unreadable file"``; ``"characters replaced"``,
        ``"date not understood"``; ``"not English"``, ...
    detail : str
        What exactly was met there.

    Examples
    --------
    >>> str(Entry("a.jsonl", 3, "dropped", "empty text"))
    'a.jsonl:3: dropped: empty text'
    """

    file: str
    row: int | None
    action: Action
    reason: str
    detail: str = ""

    def __str__(self) -> str:
        where = self.file if self.row is None else f"{self.file}:{self.row}"
        return f"{where}: {self.action}: {self.reason}" + (
            f" ({self.detail})" if self.detail else ""
        )


@dataclass(frozen=True, slots=True)
class ReadLog:
    """What one `read` found, read, dropped, changed and noted.

    Parameters
    ----------
    source : str
        Name of what was read, without its folder.
    found : int
        Rows (or files that are one article each) that were met.
    read : int
        Articles in the corpus.
    entries : tuple of Entry
        In the order of the source.

    Examples
    --------
    >>> log = ReadLog("a.jsonl", 2, 1, (Entry("a.jsonl", 2, "dropped", "empty text"),))
    >>> print(log)
    a.jsonl: 2 found, 1 read, 1 dropped
      dropped: empty text: 1 (first: a.jsonl:2)
    >>> log.to_dict()["dropped"]
    {'empty text': 1}
    """

    source: str = ""
    found: int = 0
    read: int = 0
    entries: tuple[Entry, ...] = ()

    @property
    def dropped(self) -> tuple[Entry, ...]:
        """Rows that are not in the corpus."""
        return self._of("dropped")

    @property
    def changed(self) -> tuple[Entry, ...]:
        """Rows that are in the corpus otherwise than they stood."""
        return self._of("changed")

    @property
    def noted(self) -> tuple[Entry, ...]:
        """Rows or files that a reader should know about."""
        return self._of("noted")

    def _of(self, action: Action) -> tuple[Entry, ...]:
        return tuple(entry for entry in self.entries if entry.action == action)

    def to_frame(self) -> pd.DataFrame:
        """Return the entries as a table with ``file, row, action, reason, detail``."""
        import pandas as pd

        columns = ["file", "row", "action", "reason", "detail"]
        frame = pd.DataFrame([asdict(entry) for entry in self.entries], columns=columns)
        return frame.astype({"row": "Int64"})

    def to_dict(self) -> dict[str, Any]:
        """Return counts by reason, for a manifest."""
        return {
            "source": self.source,
            "found": self.found,
            "read": self.read,
            "dropped": _count(self.dropped),
            "changed": _count(self.changed),
            "noted": _count(self.noted),
        }

    def __str__(self) -> str:
        head = f"{self.source or 'articles'}: {self.found} found, {self.read} read"
        lines = [f"{head}, {len(self.dropped)} dropped"]
        for action in ("dropped", "changed", "noted"):
            entries = self._of(action)
            for reason, count in _count(entries).items():
                first = next(entry for entry in entries if entry.reason == reason)
                where = first.file if first.row is None else f"{first.file}:{first.row}"
                lines.append(f"  {action}: {reason}: {count} (first: {where})")
        return "\n".join(lines)


def _count(entries: tuple[Entry, ...]) -> dict[str, int]:
    return dict(sorted(Counter(entry.reason for entry in entries).items()))
