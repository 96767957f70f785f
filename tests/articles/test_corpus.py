"""The corpus: immutable, sliceable, written and read back without loss."""

from __future__ import annotations

import dataclasses
import pickle
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from framing.articles import Corpus, ReadLog, read
from framing.types import Article, Edit

ARTICLES = [
    Article(
        id="a1",
        text="It rained, the mayor said.",
        outlet="courier",
        date="2021-11-03",
        title="Storm",
        url="https://courier.example/a1",
        byline="Ann Bell",
        lang="en",
        event="storm",
        meta={"section": "weather", "n": 3, "tags": ["a", None]},
        edits=(Edit("nbsp", 2, "\u00a0", 2, " "), Edit("read_more", 26, "\nREAD MORE: x", 26)),
    ),
    Article(id="a2", text="Es regnete.", outlet="bote", lang="de", date="2021-11-04T10:00:00"),
    Article(id="a3", text="Line one.\n\nLine “two”, \r\nthree 😀", outlet="courier", event="storm"),
    Article(id="a4", text="Wire copy.", duplicate_of="a1"),
]


@pytest.fixture
def corpus() -> Corpus:
    return Corpus.from_articles(ARTICLES)


def test_articles_come_out_as_they_went_in(corpus: Corpus) -> None:
    assert list(corpus) == ARTICLES
    assert [corpus[i] for i in range(4)] == ARTICLES
    assert corpus[-1] == ARTICLES[-1]
    assert corpus.texts() == [article.text for article in ARTICLES]
    assert corpus.log == ReadLog("articles", 4, 4)


def test_slices_and_parts_keep_order_and_log(corpus: Corpus) -> None:
    assert list(corpus[1:3]) == ARTICLES[1:3]
    assert list(corpus[::-1]) == ARTICLES[::-1]
    assert list(corpus[3:1]) == []
    assert [len(part) for part in corpus.batches(3)] == [3, 1]
    assert [article for part in corpus.batches(3) for article in part] == ARTICLES
    assert corpus[1:3].log == corpus.log


def test_filter_by_function_and_mask(corpus: Corpus) -> None:
    assert [a.id for a in corpus.filter(lambda a: a.outlet == "courier")] == ["a1", "a3"]
    assert [a.id for a in corpus.filter([False, True, False, True])] == ["a2", "a4"]
    with pytest.raises(ValueError, match=r"^the mask has 1 values for 4 articles$"):
        corpus.filter([True])


def test_english_keeps_what_is_not_known_to_be_foreign(corpus: Corpus) -> None:
    assert [a.id for a in corpus.english()] == ["a1", "a3", "a4"]


def test_sample_is_seeded_and_in_order(corpus: Corpus) -> None:
    drawn = corpus.sample(2, seed=5)
    assert list(drawn) == list(corpus.sample(2, seed=5))
    ids = [article.id for article in drawn]
    assert ids == sorted(ids)
    assert len({corpus.sample(1, seed=seed)[0].id for seed in range(20)}) > 1
    with pytest.raises(ValueError, match="cannot draw 5 of 4 articles"):
        corpus.sample(5, seed=1)


def test_with_columns_makes_a_new_corpus(corpus: Corpus) -> None:
    changed = corpus.with_columns(event=["x", None, "y", "y"], duplicate_of=[None] * 4)
    assert [a.event for a in changed] == ["x", None, "y", "y"]
    assert corpus[0].event == "storm"
    assert changed.texts() == corpus.texts()
    with pytest.raises(ValueError, match="cannot replace 'text'; allowed: outlet, date"):
        corpus.with_columns(text=["x"] * 4)
    with pytest.raises(ValueError, match="event has 1 values for 4 articles"):
        corpus.with_columns(event=["x"])


def test_nothing_can_be_assigned(corpus: Corpus) -> None:
    with pytest.raises(dataclasses.FrozenInstanceError):
        corpus.table = None  # type: ignore[misc]


def test_digest_follows_text_and_keys_and_order(corpus: Corpus) -> None:
    assert corpus.digest == Corpus.from_articles(ARTICLES).digest
    assert len(corpus.digest) == 64
    others = [
        corpus[::-1],
        corpus[:3],
        corpus.with_columns(event=["x"] * 4),
        corpus.with_columns(outlet=["x"] * 4),
        Corpus.from_articles([dataclasses.replace(ARTICLES[0], text="x"), *ARTICLES[1:]]),
    ]
    assert len({corpus.digest, *(other.digest for other in others)}) == 6
    assert corpus.with_columns(title=["x"] * 4).digest == corpus.digest


def test_digest_tells_null_from_empty_and_neighbours_apart() -> None:
    def digest(outlet: str | None, date: str | None) -> str:
        return Corpus.from_articles([Article("a", "x", outlet=outlet, date=date)]).digest

    assert len({digest(None, "b"), digest("", "b"), digest("b", None), digest("b", "")}) == 4


def test_describe_counts_by_outlet_with_the_nameless_last(corpus: Corpus) -> None:
    table = corpus.describe()
    assert table["outlet"].iloc[:2].tolist() == ["bote", "courier"]
    assert table["outlet"].isna().tolist() == [False, False, True]
    courier = table.iloc[1].to_dict()
    assert courier["articles"] == 2
    assert courier["words"] == 11
    assert (courier["first_date"], courier["last_date"]) == ("2021-11-03", "2021-11-03")
    assert (courier["events"], courier["duplicates"], courier["not_english"]) == (1, 0, 0)
    assert table["not_english"].tolist() == [1, 0, 0]
    assert table["duplicates"].tolist() == [0, 0, 1]
    assert table["last_date"].iloc[0] == "2021-11-04"
    assert table["articles"].sum() == len(corpus)


@pytest.mark.parametrize("suffix", [".parquet", ".jsonl", ".csv"])
@pytest.mark.parametrize("clean", [True, False])
def test_written_corpora_are_read_back_as_they_were(
    corpus: Corpus, tmp_path: Path, suffix: str, clean: bool
) -> None:
    path = corpus.write(tmp_path / f"corpus{suffix}")
    again = read(path, clean=clean)
    assert again.table.equals(corpus.table)
    assert again.digest == corpus.digest
    assert again.log.dropped == ()
    first = path.read_bytes()
    assert again.write(path).read_bytes() == first


def test_a_frame_and_a_table_of_a_corpus_are_read_back(corpus: Corpus) -> None:
    assert read(corpus.to_frame()).table.equals(corpus.table)
    assert read(corpus.table).table.equals(corpus.table)
    assert read(corpus).table.equals(corpus.table)


TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1)


@settings(max_examples=40, deadline=None)
@given(
    texts=st.lists(TEXT.filter(str.strip), min_size=1, max_size=5),
    suffix=st.sampled_from([".parquet", ".jsonl", ".csv"]),
)
def test_any_text_survives_writing(
    texts: list[str], suffix: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    edits = (Edit("x", 0, texts[0], 0, texts[-1]),)
    corpus = Corpus.from_articles(
        Article(id=str(i), text=text, edits=edits) for i, text in enumerate(texts)
    )
    path = corpus.write(tmp_path_factory.mktemp("any") / f"c{suffix}")
    assert read(path).table.equals(corpus.table)


@pytest.mark.parametrize("suffix", [".parquet", ".jsonl", ".csv"])
@pytest.mark.parametrize("text", ["0\r", "a\rb", "a\r\nb", "a\n\rb", '"\r"', "\r,x\r\r"])
def test_carriage_returns_survive_writing(text: str, suffix: str, tmp_path: Path) -> None:
    corpus = Corpus.from_articles([Article("1", text), Article("2", f"\r{text}", outlet="x\ry")])
    assert read(corpus.write(tmp_path / f"c{suffix}")).table.equals(corpus.table)


def test_writing_refuses_other_suffixes_and_missing_folders(corpus: Corpus, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=r"cannot write a\.doc: the suffix must be \.parquet"):
        corpus.write(tmp_path / "a.doc")
    with pytest.raises(FileNotFoundError, match=r"cannot write a\.csv: no folder"):
        corpus.write(tmp_path / "none" / "a.csv")


def test_from_articles_refuses_what_it_cannot_hold() -> None:
    with pytest.raises(ValueError, match="ids of a corpus must be unique: 'a' is not"):
        Corpus.from_articles([Article("a", "x"), Article("a", "y")])
    with pytest.raises(TypeError, match=r"takes framing\.types\.Article, got dict"):
        Corpus.from_articles([{"id": "a"}])  # type: ignore[list-item]
    with pytest.raises(ValueError, match="article 'a': text has a lone surrogate"):
        Corpus.from_articles([Article("a", "\ud800")])
    with pytest.raises(ValueError, match="article 'a': text must be a string, got None"):
        Corpus.from_articles([Article("a", None)])  # type: ignore[arg-type]


def test_a_corpus_of_another_table_is_refused(corpus: Corpus) -> None:
    with pytest.raises(ValueError, match="a corpus needs the columns"):
        Corpus(corpus.table.select(["id", "text"]))


def test_an_empty_corpus_is_a_corpus() -> None:
    empty = Corpus.from_articles([])
    assert len(empty) == 0
    assert list(empty) == []
    assert list(empty.batches()) == []
    assert len(empty.describe()) == 0
    assert len(empty.to_frame()) == 0


def test_index_out_of_range_says_how_many(corpus: Corpus) -> None:
    with pytest.raises(IndexError, match="article 4 of a corpus of 4 articles"):
        corpus[4]


def test_corpora_travel_between_processes(corpus: Corpus) -> None:
    again = pickle.loads(pickle.dumps(corpus))
    assert again.table.equals(corpus.table)
    assert again.log == corpus.log
    assert "4 articles, 2 outlets" in repr(again)
