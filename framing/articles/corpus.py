"""The corpus: an immutable sequence of articles over one Arrow table.

Every later step takes a corpus and returns a new table beside it; none changes it, because a span
``(start, end)`` is only true of the text it was found in. A corpus therefore has few methods: look
(``len``, ``[i]``, iterate, `describe`), take a part (slices, `filter`, `sample`, `batches`,
`english`), add what was learnt about articles (`with_columns`), and leave (`to_frame`, `write`).

Conventions
-----------
- Columns and types are ``framing.schema.articles_schema()``; ids are unique.
- ``lang`` is null where there was too little text to tell; `english` keeps those articles.
- ``digest`` covers what results depend on: id, outlet, date, event and text, in order.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, overload

from framing.articles.log import ReadLog
from framing.articles.storing import CHUNK, WRITERS, iterate, to_article, to_batch
from framing.schema import articles_schema
from framing.types import Article

if TYPE_CHECKING:
    import pandas as pd

STRINGS = (
    "id",
    "outlet",
    "date",
    "title",
    "text",
    "url",
    "byline",
    "lang",
    "event",
    "duplicate_of",
)
REPLACEABLE = ("outlet", "date", "title", "url", "byline", "lang", "event", "duplicate_of")
DIGESTED = ("id", "outlet", "date", "event", "text")


@dataclass(frozen=True, eq=False, repr=False)
class Corpus(Sequence[Article]):
    """Articles in reading order, with the log of how they were read.

    Parameters
    ----------
    table : pyarrow.Table
        One row an article, with the columns of ``framing.schema.articles_schema()``.
    log : ReadLog
        What was found, read and dropped. A part of a corpus keeps the log of the whole reading.

    Raises
    ------
    ValueError
        The table has other columns, or an id twice.

    Examples
    --------
    >>> corpus = Corpus.from_articles([Article(id="a", text="Rain."), Article(id="b", text="Sun.")])
    >>> len(corpus), corpus[1].text, corpus[:1].texts()
    (2, 'Sun.', ['Rain.'])
    """

    table: Any
    log: ReadLog = field(default_factory=ReadLog)

    def __post_init__(self) -> None:
        if not self.table.schema.equals(articles_schema()):
            raise ValueError(
                f"a corpus needs the columns {articles_schema().names} of "
                f"framing.schema.articles_schema(), got {self.table.schema.names}; "
                "build it with framing.read or Corpus.from_articles"
            )
        ids = self.table.column("id")
        if len(ids.unique()) != len(ids):
            raise ValueError(
                f"ids of a corpus must be unique: {_first_twice(ids.to_pylist())!r} is not"
            )

    @classmethod
    def from_articles(cls, articles: Iterable[Article], *, log: ReadLog | None = None) -> Corpus:
        """Build a corpus from articles, taken as they are.

        Parameters
        ----------
        articles : iterable of Article
            With distinct ids; texts must be valid Unicode (no lone surrogates).
        log : ReadLog, optional
            How they were read; by default a log that says all were read.

        Returns
        -------
        Corpus

        Raises
        ------
        TypeError
            An element is not an `Article`.
        ValueError
            An id occurs twice, or a text cannot be encoded.

        Examples
        --------
        >>> Corpus.from_articles([Article(id="a", text="It rained.")]).log.read
        1
        """
        import pyarrow as pa

        chunks: list[Any] = []
        found: list[Article] = []
        for article in articles:
            if not isinstance(article, Article):
                raise TypeError(
                    f"from_articles takes framing.types.Article, got {type(article).__name__}; "
                    "framing.read takes dicts and frames"
                )
            found.append(article)
            if len(found) == CHUNK:
                chunks.append(to_batch(found))
                found = []
        if found:
            chunks.append(to_batch(found))
        table = pa.Table.from_batches(chunks, schema=articles_schema())
        return cls(table, log or ReadLog("articles", table.num_rows, table.num_rows))

    @cached_property
    def digest(self) -> str:
        """SHA-256 (hexadecimal) over ids, outlets, dates, events and texts, in order."""
        digest = hashlib.sha256()
        for batch in self.table.select(list(DIGESTED)).to_batches(max_chunksize=CHUNK):
            for values in zip(*(column.to_pylist() for column in batch.columns), strict=True):
                for value in values:
                    data = b"" if value is None else value.encode()
                    digest.update(b"-" if value is None else f"{len(data)}:".encode())
                    digest.update(data)
        return digest.hexdigest()

    def __len__(self) -> int:
        return int(self.table.num_rows)

    @overload
    def __getitem__(self, index: int) -> Article: ...
    @overload
    def __getitem__(self, index: slice) -> Corpus: ...
    def __getitem__(self, index: int | slice) -> Article | Corpus:
        if isinstance(index, slice):
            start, stop, step = index.indices(len(self))
            if step == 1:
                return Corpus(self.table.slice(start, max(0, stop - start)), self.log)
            return self._take(range(start, stop, step))
        position = index + len(self) if index < 0 else index
        if not 0 <= position < len(self):
            raise IndexError(f"article {index} of a corpus of {len(self)} articles")
        return to_article(self.table.slice(position, 1).to_pylist()[0])

    def __iter__(self) -> Iterator[Article]:
        return iterate(self.table)

    def __repr__(self) -> str:
        outlets = len(self.table.column("outlet").drop_null().unique())
        return f"Corpus({len(self)} articles, {outlets} outlets, digest {self.digest[:12]})"

    def texts(self) -> list[str]:
        """Return the texts, in order."""
        texts: list[str] = self.table.column("text").to_pylist()
        return texts

    def filter(self, keep: Callable[[Article], bool] | Sequence[bool]) -> Corpus:
        """Return the articles that a function or a mask keeps, in order.

        Parameters
        ----------
        keep : callable or sequence of bool
            Called with each article, or one truth value per article.

        Raises
        ------
        ValueError
            The mask has another length than the corpus.

        Examples
        --------
        >>> corpus = Corpus.from_articles([Article(id="a", text="x"), Article(id="b", text="y")])
        >>> corpus.filter(lambda article: article.text == "y").texts()
        ['y']
        >>> corpus.filter([True, False]).texts()
        ['x']
        """
        mask = (
            [bool(keep(article)) for article in self] if callable(keep) else list(map(bool, keep))
        )
        if len(mask) != len(self):
            raise ValueError(f"the mask has {len(mask)} values for {len(self)} articles")
        return self._take([i for i, kept in enumerate(mask) if kept])

    def english(self) -> Corpus:
        """Return the articles that are not known to be in another language.

        An article of too little text to tell (``lang`` null) stays.

        Examples
        --------
        >>> german = Article(id="b", text="Es regnet.", lang="de")
        >>> corpus = Corpus.from_articles([Article(id="a", text="Rain.", lang="en"), german])
        >>> corpus.english().texts()
        ['Rain.']
        """
        return self.filter([lang in (None, "en") for lang in self.table.column("lang").to_pylist()])

    def sample(self, n: int, *, seed: int) -> Corpus:
        """Draw `n` articles without replacement; they stay in reading order.

        Raises
        ------
        ValueError
            `n` is negative or larger than the corpus.

        Examples
        --------
        >>> corpus = Corpus.from_articles(Article(id=str(i), text="x") for i in range(9))
        >>> len(corpus.sample(3, seed=1))
        3
        """
        import numpy as np

        if not 0 <= n <= len(self):
            raise ValueError(f"cannot draw {n} of {len(self)} articles; give 0 to {len(self)}")
        drawn = np.random.default_rng(seed).choice(len(self), size=n, replace=False)
        return self._take(sorted(drawn.tolist()))

    def batches(self, size: int = 256) -> Iterator[Corpus]:
        """Yield consecutive parts of at most `size` articles.

        Examples
        --------
        >>> corpus = Corpus.from_articles(Article(id=str(i), text="x") for i in range(5))
        >>> [len(batch) for batch in corpus.batches(2)]
        [2, 2, 1]
        """
        if size < 1:
            raise ValueError(f"a batch has at least one article, got size={size}")
        for start in range(0, len(self), size):
            yield self[start : start + size]

    def with_columns(self, **columns: Sequence[str | None]) -> Corpus:
        """Return a corpus in which columns have new values; ids and texts never change.

        Parameters
        ----------
        **columns : sequence of str or None
            One value per article, for ``outlet, date, title, url, byline, lang, event,
            duplicate_of``.

        Raises
        ------
        ValueError
            Another column, or another number of values than articles.

        Examples
        --------
        >>> corpus = Corpus.from_articles([Article(id="a", text="Rain.")])
        >>> corpus.with_columns(event=["storm"])[0].event
        'storm'
        """
        import pyarrow as pa

        table = self.table
        for name, values in columns.items():
            if name not in REPLACEABLE:
                raise ValueError(f"cannot replace {name!r}; allowed: {', '.join(REPLACEABLE)}")
            cells = [None if value is None else str(value) for value in values]
            if len(cells) != len(self):
                raise ValueError(f"{name} has {len(cells)} values for {len(self)} articles")
            place = table.schema.get_field_index(name)
            table = table.set_column(place, table.schema.field(place), pa.array(cells, pa.string()))
        return Corpus(table, self.log)

    def to_frame(self) -> pd.DataFrame:
        """Return the articles as a DataFrame with the columns of the schema."""
        frame: pd.DataFrame = self.table.to_pandas()
        return frame

    def describe(self) -> pd.DataFrame:
        """Count by outlet.

        Returns
        -------
        pandas.DataFrame
            One row an outlet, sorted by name, articles without outlet last (null): ``outlet,
            articles, words`` (between white space), ``first_date, last_date`` (null where no date
            is known), ``duplicates`` (articles with ``duplicate_of``), ``events`` (distinct),
            ``not_english``.

        Examples
        --------
        >>> corpus = Corpus.from_articles([Article(id="a", text="It rained.", outlet="courier")])
        >>> corpus.describe()[["outlet", "articles", "words"]].to_dict("records")
        [{'outlet': 'courier', 'articles': 1, 'words': 2}]
        """
        import pandas as pd

        names = ["outlet", "date", "lang", "event", "duplicate_of"]
        frame: pd.DataFrame = self.table.select(names).to_pandas()
        frame["words"] = [len(text.split()) for text in self.table.column("text").to_pylist()]
        rows = []
        for outlet, group in frame.groupby("outlet", dropna=False, sort=True):
            dates = sorted(date[:10] for date in group["date"].dropna())
            rows.append(
                {
                    "outlet": None if pd.isna(outlet) else outlet,
                    "articles": len(group),
                    "words": int(group["words"].sum()),
                    "first_date": dates[0] if dates else None,
                    "last_date": dates[-1] if dates else None,
                    "duplicates": int(group["duplicate_of"].notna().sum()),
                    "events": int(group["event"].nunique()),
                    "not_english": int((group["lang"].notna() & (group["lang"] != "en")).sum()),
                }
            )
        columns = ["outlet", "articles", "words", "first_date", "last_date"]
        return pd.DataFrame(rows, columns=[*columns, "duplicates", "events", "not_english"])

    def write(self, path: str | Path) -> Path:
        """Write the articles; `framing.read` reads them back as they are, edits included.

        Parameters
        ----------
        path : path
            The suffix says the format: ``.parquet``, ``.jsonl`` or ``.csv``.

        Returns
        -------
        pathlib.Path
            Where it was written.

        Raises
        ------
        ValueError
            Another suffix.
        FileNotFoundError
            The folder does not exist.

        Examples
        --------
        >>> import tempfile
        >>> corpus = Corpus.from_articles([Article(id="a", text="It rained.")])
        >>> with tempfile.TemporaryDirectory() as folder:
        ...     corpus.write(Path(folder) / "a.jsonl").name
        'a.jsonl'
        """
        path = Path(path)
        if path.suffix.lower() not in WRITERS:
            raise ValueError(f"cannot write {path.name}: the suffix must be {', '.join(WRITERS)}")
        if not path.parent.is_dir():
            raise FileNotFoundError(f"cannot write {path.name}: no folder {path.parent}; make it")
        WRITERS[path.suffix.lower()](self.table, path)
        return path

    def _take(self, rows: Sequence[int]) -> Corpus:
        import pyarrow as pa

        return replace(self, table=self.table.take(pa.array(rows, pa.int64())))


def _first_twice(ids: list[str]) -> str:
    seen: set[str] = set()
    for name in ids:
        if name in seen:
            return name
        seen.add(name)
    raise AssertionError("all ids are unique")
