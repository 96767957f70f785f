"""How reading uses cleaning: headings of text files, bylines, emptied texts, texts left alone."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from framing.articles import ReadError, read, reading, restore_raw
from framing.types import Edit


@dataclass(frozen=True)
class Cleaned:
    text: str
    edits: tuple[Edit, ...]
    title: str | None
    byline: str | None


def cut_first_line(raw: str, *, heading: bool = False) -> Cleaned:
    """A cleaner that is easy to predict: takes the first line off where it is a heading."""
    if not heading:
        return Cleaned(raw.replace("AD", ""), (Edit("ad", 0, "AD", 0),), None, None)
    first, _, rest = raw.partition("\n")
    return Cleaned(rest, (Edit("heading", 0, first + "\n", 0),), first, "By A. Bell")


@pytest.fixture
def cleaner(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "clean_text", cut_first_line)


@pytest.mark.usefixtures("cleaner")
def test_a_text_file_has_a_heading_and_a_table_has_none(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Storm\nIt rained.")
    (article,) = read(tmp_path / "a.txt")
    assert (article.title, article.byline, article.text) == ("Storm", "By A. Bell", "It rained.")
    assert article.edits == (Edit("heading", 0, "Storm\n", 0),)
    (article,) = read([{"text": "Storm\nIt rained.AD"}])
    assert (article.title, article.byline, article.text) == (None, None, "Storm\nIt rained.")


@pytest.mark.usefixtures("cleaner")
def test_what_cleaning_empties_is_dropped_and_said() -> None:
    corpus = read([{"text": "AD"}, {"text": "It rained."}])
    (entry,) = corpus.log.dropped
    assert (entry.row, entry.reason, entry.detail) == (
        *(0, "empty text", "nothing is left after cleaning"),
    )
    with pytest.raises(ReadError, match="nothing is left after cleaning"):
        read([{"text": "AD"}])


@pytest.mark.usefixtures("cleaner")
def test_written_articles_are_not_cleaned_again(tmp_path: Path) -> None:
    corpus = read([{"text": "It rained.AD", "id": "1"}])
    again = read(corpus.write(tmp_path / "a.jsonl"))
    assert again.table.equals(corpus.table)
    assert again[0].edits == (Edit("ad", 0, "AD", 0),)


def test_without_cleaning_texts_are_untouched(tmp_path: Path) -> None:
    text = "Storm\r\n\r\nIt  rained \u00a0\ufb01ne.\r\n"
    (tmp_path / "a.txt").write_bytes(text.encode())
    (article,) = read(tmp_path / "a.txt", clean=False)
    assert (article.text, article.title, article.edits) == (text, None, ())


@settings(max_examples=50, deadline=None)
@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1))
def test_any_text_read_with_cleaning_can_be_restored(text: str) -> None:
    try:
        (article,) = read([{"text": text}])
    except ReadError as error:
        assert not text.strip() or "after cleaning" in str(error)  # noqa: PT017
    else:
        assert restore_raw(article.text, article.edits) == text


def test_the_real_specimen() -> None:
    path = Path(__file__).resolve().parents[2].parent / "shared" / "seed" / "article.txt"
    if not path.exists():
        pytest.skip("the specimen is not here")
    (article,) = corpus = read(path)
    assert article.id == "article"
    assert article.lang == "en"
    assert article.title is not None
    assert article.title.endswith("crisis")
    assert not article.text.startswith(article.title)
    assert "READ MORE" not in article.text
    assert restore_raw(article.text, article.edits) == path.read_bytes().decode("utf-8")
    assert corpus.log.dropped == ()
