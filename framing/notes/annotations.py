"""A corpus with what was found in it: attributions and citations, as tables beside the text.

``Annotations`` is what every later step takes: the text was read once, and the layers (words,
sentences, paragraphs, quotation marks) are shared. It never changes: hand-corrected attributions go
in with `Annotations.replace`, which gives new annotations, and flow from there into every number.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from framing.articles import Corpus, read
from framing.lexicons import Tokens, number_tokens
from framing.schema import VERSION, attributions_schema, citations_schema
from framing.text import Layers, is_word, read_layers

if TYPE_CHECKING:
    import pandas as pd

FILES = ("articles.parquet", "attributions.parquet", "citations.parquet")


@dataclass(frozen=True, eq=False, repr=False)
class Annotations:
    """A corpus and its attribution and citation tables.

    Parameters
    ----------
    corpus : Corpus
        The articles that were analysed.
    attributions, citations : pyarrow.Table
        With the columns of `framing.schema`; in order of the articles.
    signature : mapping
        How they were made: method, versions, digests. It stands in every manifest.

    Examples
    --------
    >>> from framing.notes import annotate
    >>> from framing.types import Article
    >>> corpus = Corpus.from_articles([Article(id="a", text='"It rained," the mayor said.')])
    >>> notes = annotate(corpus)
    >>> len(notes), notes.attributions.num_rows
    (1, 1)
    """

    corpus: Corpus
    attributions: Any
    citations: Any
    signature: Mapping[str, Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for name, table, schema in (
            ("attributions", self.attributions, attributions_schema()),
            ("citations", self.citations, citations_schema()),
        ):
            if not table.schema.equals(schema):
                raise ValueError(
                    f"{name} need the columns {schema.names} of framing.schema, got "
                    f"{table.schema.names}"
                )
            codes = self._codes(table)
            if (codes < 0).any():
                strange = table.column("article_id")[int((codes < 0).argmax())].as_py()
                raise ValueError(
                    f"{name} of article {strange!r}, which is not in the corpus of "
                    f"{len(self.corpus)} articles"
                )
            if (np.diff(codes) < 0).any():
                raise ValueError(f"{name} must stand in the order of the articles of the corpus")

    def _codes(self, table: Any) -> NDArray[np.int64]:
        """Position in the corpus of each row's article, -1 where it is not there."""
        import pyarrow.compute as pc

        ids = self.corpus.table.column("id").combine_chunks()
        found = pc.fill_null(pc.index_in(table.column("article_id"), value_set=ids), -1)
        return np.asarray(found.to_numpy(), dtype=np.int64)

    @cached_property
    def attribution_articles(self) -> NDArray[np.int64]:
        """Position in the corpus of the article of each row of ``attributions``."""
        return self._codes(self.attributions)

    @cached_property
    def citation_articles(self) -> NDArray[np.int64]:
        """Position in the corpus of the article of each row of ``citations``."""
        return self._codes(self.citations)

    @cached_property
    def layers(self) -> Layers:
        """Words, sentences, paragraphs and quotation marks of the texts; computed once."""
        return read_layers(self.corpus.texts())

    @cached_property
    def word_mask(self) -> NDArray[np.bool_]:
        """Which tokens of ``layers.words`` are words, not punctuation; computed once."""
        mask = is_word(self.layers)
        mask.setflags(write=False)
        return mask

    @cached_property
    def tokens(self) -> Tokens:
        """The tokens of ``layers.words`` as numbers, for word lists; computed once."""
        return number_tokens(self.layers)

    def __len__(self) -> int:
        return len(self.corpus)

    def __repr__(self) -> str:
        return (
            f"Annotations({len(self)} articles, {self.attributions.num_rows} attributions, "
            f"{self.citations.num_rows} citations)"
        )

    def __getstate__(self) -> dict[str, Any]:
        """What is pickled: of a part only its own rows, though Arrow slices share their buffers."""
        kept = {k: v for k, v in self.__dict__.items() if k not in ("word_mask", "tokens")}
        return {
            **kept,
            "corpus": Corpus(_compact(self.corpus.table), self.corpus.log),
            "attributions": _compact(self.attributions),
            "citations": _compact(self.citations),
        }

    @property
    def digest(self) -> str:
        """SHA-256 over the corpus, both tables and the signature."""
        digest = hashlib.sha256(self.corpus.digest.encode())
        for table in (self.attributions, self.citations):
            digest.update(json.dumps(table.to_pylist(), sort_keys=True).encode())
        digest.update(json.dumps(dict(self.signature), sort_keys=True).encode())
        return digest.hexdigest()

    def take(self, start: int, stop: int) -> Annotations:
        """Annotations of articles ``start`` to ``stop`` (excluded); layers are shared, not redone.

        Examples
        --------
        >>> from framing.notes import annotate
        >>> from framing.types import Article
        >>> texts = ["One, he said.", "Two, she said."]
        >>> notes = annotate(Corpus.from_articles([Article(id=t, text=t) for t in texts]))
        >>> len(notes.take(1, 2))
        1
        """
        corpus = self.corpus[start:stop]
        part = replace(
            self,
            corpus=corpus,
            attributions=_rows(self.attributions, self.attribution_articles, start, stop),
            citations=_rows(self.citations, self.citation_articles, start, stop),
        )
        if "layers" in self.__dict__:
            part.__dict__["layers"] = self.layers.take(start, stop)
        return part

    def replace(self, *, attributions: pd.DataFrame) -> Annotations:
        """The same corpus with other attributions, for example corrected by hand.

        Parameters
        ----------
        attributions : DataFrame
            As `framing.find_attributions` gives them: at least ``article_id`` and the three
            ``..._spans`` columns. ``source``, ``cue``, ``content``, ``outlet``, ``sentence`` are
            made anew from the spans; a judged column that is missing is null.

        Returns
        -------
        Annotations
            With ``"corrected"`` in its signature.

        Raises
        ------
        ValueError
            If a column is missing, an article is unknown or a span lies outside its text.

        Examples
        --------
        >>> from framing.notes import annotate, find_attributions
        >>> from framing.types import Article
        >>> notes = annotate(Corpus.from_articles([Article(id="a", text="It rained, he said.")]))
        >>> frame = find_attributions(notes)
        >>> notes.replace(attributions=frame.iloc[:0]).attributions.num_rows
        0
        """
        from framing.notes.corrections import corrected_table

        table = corrected_table(self.corpus, self.layers, attributions)
        return replace(
            self, attributions=table, signature={**self.signature, "corrected": _digest(table)}
        )

    def write(self, folder: str | Path) -> Path:
        """Write a folder of Parquet files that `read_notes` reads back as it was.

        Parameters
        ----------
        folder : path
            Made if it does not exist.

        Returns
        -------
        pathlib.Path
        """
        import pyarrow.parquet as pq

        folder = Path(folder)
        folder.mkdir(parents=True, exist_ok=True)
        self.corpus.write(folder / FILES[0])
        pq.write_table(self.attributions, folder / FILES[1], compression="zstd")
        pq.write_table(self.citations, folder / FILES[2], compression="zstd")
        signature = json.dumps(dict(self.signature), indent=2, sort_keys=True) + "\n"
        (folder / "signature.json").write_text(signature, encoding="utf-8")
        return folder


def read_notes(folder: str | Path) -> Annotations:
    """Read annotations that `Annotations.write` wrote.

    Parameters
    ----------
    folder : path

    Returns
    -------
    Annotations

    Raises
    ------
    FileNotFoundError
        If a file of the four is missing.

    Examples
    --------
    >>> import tempfile
    >>> from framing.notes import annotate
    >>> from framing.types import Article
    >>> notes = annotate(Corpus.from_articles([Article(id="a", text="It rained, he said.")]))
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     read_notes(notes.write(folder)).digest == notes.digest
    True
    """
    import pyarrow.parquet as pq

    folder = Path(folder)
    for name in (*FILES, "signature.json"):
        if not (folder / name).is_file():
            raise FileNotFoundError(
                f"{folder}: no {name}; a folder of annotations, as Annotations.write makes it, has "
                f"{', '.join(FILES)} and signature.json"
            )
    signature = json.loads((folder / "signature.json").read_text(encoding="utf-8"))
    if signature.get("schema_version", VERSION) != VERSION:
        raise ValueError(
            f"{folder}: written with schema version {signature['schema_version']}, this package "
            f"reads {VERSION}; annotate the corpus again"
        )
    return Annotations(
        corpus=read(folder / FILES[0], clean=False),
        attributions=pq.read_table(folder / FILES[1]).cast(attributions_schema()),
        citations=pq.read_table(folder / FILES[2]).cast(citations_schema()),
        signature=signature,
    )


def _rows(table: Any, codes: NDArray[np.int64], start: int, stop: int) -> Any:
    first, last = np.searchsorted(codes, [start, stop])
    return table.slice(int(first), int(last - first))


def _compact(table: Any) -> Any:
    """A table whose buffers hold its own rows and no others."""
    return table.take(np.arange(table.num_rows))


def _digest(table: Any) -> str:
    return hashlib.sha256(json.dumps(table.to_pylist(), sort_keys=True).encode()).hexdigest()
