"""Annotations made by hand, so that counts are tested apart from how attributions are found."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest

from framing.articles import Corpus
from framing.notes import Annotations, attribution_table, citation_table
from framing.text import read_layers
from framing.types import Article, Attribution, Citation


@pytest.fixture
def make_notes() -> Callable[..., Annotations]:
    """Annotations from texts, and from attributions and citations per text."""

    def make(
        texts: Sequence[str],
        attributions: Sequence[Sequence[Attribution]] | None = None,
        citations: Sequence[Sequence[Citation]] | None = None,
    ) -> Annotations:
        articles = [Article(id=f"a{i}", text=text, outlet="o") for i, text in enumerate(texts)]
        layers = read_layers(texts)
        none: list[list[Attribution]] = [[] for _ in texts]
        empty: list[list[Citation]] = [[] for _ in texts]
        return Annotations(
            Corpus.from_articles(articles),
            attribution_table(articles, layers, attributions or none),
            citation_table(articles, layers, citations or empty),
        )

    return make


@pytest.fixture
def mark() -> Callable[..., Attribution]:
    """An attribution from the words of its parts: each part is found in the text once."""

    def spans(text: str, parts: str | Sequence[str]) -> tuple[tuple[int, int], ...]:
        parts = [parts] if isinstance(parts, str) else parts
        for part in parts:
            assert text.count(part) == 1, part
        return tuple((text.index(part), text.index(part) + len(part)) for part in parts if part)

    def make(
        text: str,
        source: str | Sequence[str] = (),
        cue: str | Sequence[str] = (),
        content: str | Sequence[str] = (),
        **labels: object,
    ) -> Attribution:
        found = [spans(text, parts) for parts in (source, cue, content)]
        return Attribution(*found, **labels)  # type: ignore[arg-type]

    return make
