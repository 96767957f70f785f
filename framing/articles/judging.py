"""What can only be judged of all rows together: the order of day and month, and distinct ids.

`framing.articles.reading` turns each row into a draft; when all are there, dates are read column by
column (`framing.articles.dates`), ids are made distinct and what concerns many rows is noted once.
"""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import PurePosixPath

from framing.articles.dates import explain_date, parse_dates
from framing.articles.log import Action, Entry
from framing.articles.rows import Row
from framing.types import Article

NELA_GAP = "@ @ @"


@dataclass(slots=True)
class Draft:
    """An article on its way, with where it came from."""

    article: Article
    file: str
    row: int | None
    date_raw: str | None = None
    finished: bool = False


@dataclass(slots=True)
class Reading:
    """What one call of `read` gathers."""

    named: Mapping[str, str]
    outlet: str | None
    clean: bool
    found: int = 0
    drafts: list[Draft] = field(default_factory=list)
    entries: list[Entry] = field(default_factory=list)
    columns: dict[str, None] = field(default_factory=dict)
    known: dict[tuple[str, ...], dict[str, str]] = field(default_factory=dict)

    def log(self, row: Row | Draft, action: Action, reason: str, detail: str = "") -> None:
        self.entries.append(Entry(row.file, row.row, action, reason, detail))


def date_drafts(reading: Reading) -> None:
    """Give the drafts their dates, file by file."""
    files: dict[str, list[Draft]] = defaultdict(list)
    for draft in reading.drafts:
        if draft.date_raw and not draft.finished:
            folder = draft.file if draft.row is not None else str(PurePosixPath(draft.file).parent)
            files[folder].append(draft)
    for drafts in files.values():
        dates = parse_dates([draft.date_raw for draft in drafts])
        for draft, date in zip(drafts, dates, strict=True):
            meta = draft.article.meta
            if date is None:
                reading.log(
                    draft, "changed", "date not understood", explain_date(draft.date_raw or "")
                )
            if date != draft.date_raw:
                meta = {**meta, "date_raw": draft.date_raw}
            draft.article = replace(draft.article, date=date, meta=meta)


def identify_drafts(reading: Reading) -> list[Article]:
    """Give the drafts distinct ids, dropping second rows of an id, and return the articles."""
    taken: dict[str, Draft] = {}
    for draft in reading.drafts:
        article = draft.article
        name = article.id or article.url or _derive_id(article)
        first = taken.get(name)
        if first is not None and first.file != draft.file and first.article.text != article.text:
            renamed = f"{PurePosixPath(draft.file).name.split('.')[0]}/{name}"
            reading.log(draft, "changed", "id renamed", f"{name!r} is also in {first.file}")
            name, first = renamed, taken.get(renamed)
        if first is not None:
            same = "same text" if first.article.text == article.text else "another text"
            where = first.file if first.row is None else f"{first.file}:{first.row}"
            reading.log(draft, "dropped", "duplicate id", f"{name!r}, {same} as {where}")
            continue
        draft.article = article if article.id == name else replace(article, id=name)
        taken[name] = draft
    _note_whole(reading, list(taken.values()))
    return [draft.article for draft in taken.values()]


def _derive_id(article: Article) -> str:
    parts = (article.outlet, article.date, article.title, article.text)
    digest = hashlib.sha256(json.dumps(parts).encode()).hexdigest()
    return f"sha-{digest[:16]}"


def _note_whole(reading: Reading, drafts: list[Draft]) -> None:
    """Say what concerns many rows in one line."""
    file = drafts[0].file
    if (gaps := sum(NELA_GAP in draft.article.text for draft in drafts)) > 0:
        detail = f"{gaps} texts have words replaced by '@ @ @' (NELA-GT)"
        reading.entries.append(Entry(file, None, "noted", "gaps in texts", detail))
    if (nameless := sum(draft.article.outlet is None for draft in drafts)) > 0:
        detail = f"{nameless} articles; name one with outlet= or columns={{'outlet': ...}}"
        reading.entries.append(Entry(file, None, "noted", "no outlet", detail))


def sort_entries(entries: list[Entry]) -> tuple[Entry, ...]:
    """Entries by file in order of appearance, then by row."""
    files = {file: i for i, file in enumerate(dict.fromkeys(entry.file for entry in entries))}
    return tuple(sorted(entries, key=lambda e: (files[e.file], -1 if e.row is None else e.row)))
