"""`read`: from files of any usual kind to a corpus, with nothing lost silently.

Definition
----------
1. *Find* the rows (`framing.articles.sources`): a row per article, or a file per article.
2. *Recognise* the columns of each row (`framing.articles.columns`), or take those that were named.
3. *Repair and clean* the text (`framing.articles.cleaning`), which may take a heading and a byline
   off it; what is taken out stays in ``Article.edits``.
4. *Judge the whole*: the order of day and month per column, the language per article, distinct ids.
5. *Log* each row that was dropped or changed (`framing.articles.log`).

Conventions
-----------
- **id**: as given; else the name of a text file without suffix (its path inside the folder where
  two files have one name); else the URL; else ``"sha-"`` and 16 digits of the SHA-256 of outlet,
  date, title and text. So the same source gives the same ids. A second row of an id is dropped
  ("duplicate id"); when it comes from *another file* with another text, files were numbered
  independently: it is renamed ``<file>/<id>``, and that is logged.
- **outlet**: ``outlet=`` for all; else the column; else the subfolder.
- **lang**: found in the text; a column ``lang`` or ``language`` decides only where there is too
  little text, unless it was named in ``columns``. Articles in other languages stay in the corpus,
  flagged and logged ("not English"); ``Corpus.english()`` leaves them out, and annotating skips
  them.
- **date**: ISO 8601; what cannot be read is null, kept as ``meta["date_raw"]`` and logged.
- A row with ``edits`` was written by `Corpus.write` and is taken as it is.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping
from typing import Any

from framing.articles.cleaning import clean_text
from framing.articles.columns import check_named, explain_no_text, recognise
from framing.articles.corpus import Corpus
from framing.articles.judging import (
    Draft,
    Reading,
    date_drafts,
    identify_drafts,
    sort_entries,
)
from framing.articles.language import detect_language, normalise_code
from framing.articles.log import Entry, ReadError, ReadLog
from framing.articles.rows import Row, Rows
from framing.articles.sources import name_source, read_rows
from framing.articles.storing import parse_edits, parse_meta
from framing.articles.values import is_missing, repair, to_json, to_text
from framing.types import Article, Edit

SHOWN = 3


def read(
    source: Any,
    *,
    columns: Mapping[str, str] | None = None,
    outlet: str | None = None,
    clean: bool = True,
    progress: bool = False,
) -> Corpus:
    """Read articles from files or tables into a corpus.

    Parameters
    ----------
    source : path, glob, DataFrame, pyarrow.Table, list of dict, list of Article or Corpus
        ``.jsonl .ndjson .json .csv .tsv .xlsx .parquet``, SQLite (``.db .sqlite .sqlite3``; the
        ``newsdata`` table of NELA-GT), ``.txt .html``, each also ``.gz`` or ``.zst``; a folder, a
        glob or a ``.zip`` of these.
    columns : mapping, optional
        Which column holds which field, ``{"text": "body", "outlet": "paper"}``; the fields are
        ``text, id, outlet, title, date, byline, url, lang, event, duplicate_of``. What is not named
        is recognised.
    outlet : str, optional
        The outlet of all articles, over what columns or folders say.
    clean : bool
        Take captions, credits, links and broken characters out of the running text, reversibly.
        False leaves texts as they are, except NUL and lone surrogates, which nothing can store.
    progress : bool
        Show a progress bar on standard error, when that is a terminal.

    Returns
    -------
    Corpus
        In the order of the source (files by name); ``corpus.log`` says what was found, read and
        dropped. Fields that were not found are None.

    Raises
    ------
    FileNotFoundError
        Nothing is there.
    ReadError
        The source is empty, is not what its suffix says, has no text column, or no row of it can
        be read. (A `ValueError`.)
    TypeError
        `source` is no kind of object that holds articles.

    Examples
    --------
    >>> rows = [{"headline": "Storm", "body": "It rained, the mayor said.", "source": "courier"}]
    >>> corpus = read(rows, clean=False)
    >>> corpus[0].outlet, corpus[0].title, corpus.log.read
    ('courier', 'Storm', 1)
    """
    name = name_source(source)
    reading = Reading(check_named(columns), outlet, clean)
    for row in _with_progress(read_rows(source), progress):
        if isinstance(row, Entry):
            reading.entries.append(row)
            reading.found += row.action == "dropped"
        else:
            reading.found += 1
            _draft(reading, row)
    _refuse_nothing(reading, name)
    date_drafts(reading)
    articles = identify_drafts(reading)
    entries = sort_entries(reading.entries)
    log = ReadLog(name, reading.found, len(articles), entries)
    return Corpus.from_articles(articles, log=log)


def _with_progress(rows: Rows, progress: bool) -> Iterable[Row | Entry]:
    if not (progress and sys.stderr.isatty()):
        return rows
    from tqdm import tqdm

    bar: Iterable[Row | Entry] = tqdm(rows, desc="reading", unit=" articles", file=sys.stderr)
    return bar


def _draft(reading: Reading, row: Row) -> None:
    """Turn one row into an article without id and date, or drop it."""
    keys = tuple(row.values)
    if keys not in reading.known:
        free = [key for key in keys if key not in ("meta", "edits")]
        reading.known[keys] = recognise(free, reading.named)
        reading.columns.update(dict.fromkeys(free))
    fields = reading.known[keys]
    raw = row.values.get(fields["text"]) if "text" in fields else None
    if isinstance(raw, bytes):
        raw = raw.decode("utf-8", "replace")
    if is_missing(raw):
        detail = (
            "" if "text" in fields else f"no text column among {', '.join(map(repr, keys[:8]))}"
        )
        reading.log(row, "dropped", "empty text", detail)
        return
    if not isinstance(raw, str):
        detail = f"column {fields['text']!r} holds {type(raw).__name__}, not text"
        reading.log(row, "dropped", "unreadable row", detail)
        return
    cells = {name: to_text(row.values[column]) for name, column in fields.items() if name != "text"}
    text, values, replaced = _repair_all(raw, cells)
    if replaced:
        reading.log(row, "changed", "characters replaced", f"{replaced} broken characters")
    edits = parse_edits(row.values)
    if edits is not None:
        draft: Draft | None = _finished(row, text, values, edits)
    else:
        draft = _unfinished(reading, row, text, values)
    if draft is not None:
        reading.drafts.append(draft)


def _repair_all(
    text: str, cells: Mapping[str, str | None]
) -> tuple[str, dict[str, str | None], int]:
    text, total = repair(text)
    values: dict[str, str | None] = {}
    for name, cell in cells.items():
        mended, count = repair(cell) if cell else (None, 0)
        values[name] = mended or None
        total += count
    return text, values, total


def _finished(row: Row, text: str, values: dict[str, str | None], edits: tuple[Edit, ...]) -> Draft:
    """An article that `Corpus.write` wrote, as it was."""
    article = Article(
        id=values.get("id") or "",
        text=text,
        **{name: values.get(name) for name in ("outlet", "title", "url", "byline", "lang")},
        **{name: values.get(name) for name in ("date", "event", "duplicate_of")},
        meta=parse_meta(row.values["meta"]),
        edits=edits,
    )
    return Draft(article, row.file, row.row, finished=True)


def _unfinished(
    reading: Reading, row: Row, text: str, values: dict[str, str | None]
) -> Draft | None:
    fields = reading.known[tuple(row.values)]
    title, byline = values.get("title"), values.get("byline")
    edits: tuple[Edit, ...] = ()
    if reading.clean:
        cleaned = clean_text(text, heading=row.heading)
        text, edits = cleaned.text, cleaned.edits
        title, byline = title or cleaned.title, byline or cleaned.byline
        if not text.strip():
            reading.log(row, "dropped", "empty text", "nothing is left after cleaning")
            return None
    meta = {
        key: to_json(value)
        for key, value in row.values.items()
        if key not in fields.values() and not is_missing(value)
    }
    outlet, url = _outlet_and_url(reading, row, values)
    if reading.outlet and values.get("outlet") not in (None, outlet):
        meta["outlet_raw"] = values["outlet"]
    lang = _language(reading, text, values.get("lang"))
    if values.get("lang") not in (None, lang):
        meta["language_raw"] = values["lang"]
    if lang not in (None, "en"):
        reading.log(row, "noted", "not English", str(lang))
    article = Article(
        id=values.get("id") or row.derived_id or "",
        text=text,
        outlet=outlet,
        title=title,
        url=url,
        byline=byline,
        lang=lang,
        event=values.get("event"),
        duplicate_of=values.get("duplicate_of"),
        meta=meta,
        edits=edits,
    )
    return Draft(article, row.file, row.row, values.get("date"))


def _outlet_and_url(
    reading: Reading, row: Row, values: Mapping[str, str | None]
) -> tuple[str | None, str | None]:
    """Outlet and address; an outlet that is an address (trafilatura's ``source``) is its host."""
    outlet, url = values.get("outlet"), values.get("url")
    if row.derived_id is not None and row.outlet:
        outlet = row.outlet
    if outlet and outlet.lower().startswith(("http://", "https://")):
        url = url or outlet
        outlet = outlet.split("/")[2].split(":")[0].removeprefix("www.") or None
    return reading.outlet or outlet or row.outlet, url


def _language(reading: Reading, text: str, given: str | None) -> str | None:
    code = normalise_code(given)
    if code and "lang" in reading.named:
        return code
    return detect_language(text) or code


def _refuse_nothing(reading: Reading, name: str) -> None:
    """Raise when not one article was read."""
    missing = [column for column in reading.named.values() if column not in reading.columns]
    if missing and reading.columns:
        shown = ", ".join(map(repr, list(reading.columns)[:20]))
        raise ReadError(f"{name} has no column {missing[0]!r} (named in columns=); it has {shown}")
    if reading.drafts:
        return
    if not reading.found:
        raise ReadError(f"{name} holds no rows")
    if reading.columns and not any("text" in fields for fields in reading.known.values()):
        raise explain_no_text(name, reading.columns)
    lost = [entry for entry in reading.entries if entry.action == "dropped"]
    shown = "; ".join(map(str, lost[:SHOWN])) + ("; ..." if len(lost) > SHOWN else "")
    raise ReadError(f"{name}: none of {reading.found} rows can be read: {shown}")
