"""Columns: recognised in the exports that are met in the wild, or named by the user."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from framing.articles import ReadError, read
from framing.articles.columns import NAMES, recognise

NELA = {
    "id": "n1", "date": "2020-02-03", "source": "courier", "title": "Storm", "author": "A. Bell",
    "content": "It rained @ @ @ @ @ @ @ on the town.", "published": "Mon, 03 Feb 2020 10:00:00 GMT",
    "published_utc": 1580724000, "collection_utc": 1580724999, "url": "https://courier.example/1",
}  # fmt: skip
NEWS_PLEASE = {
    "maintext": "It rained.", "date_publish": "2020-02-03 10:00:00",
    "source_domain": "courier.example",
    "title": "Storm", "authors": ["A. Bell", "C. Dow"], "url": "https://courier.example/1",
    "language": "en",
}  # fmt: skip
TRAFILATURA = {
    "title": "Storm", "author": "A. Bell", "hostname": "courier.example", "date": "2020-02-03",
    "categories": "", "tags": "", "fingerprint": "x", "id": None, "raw_text": "It rained raw.",
    "source": "https://www.courier.example/1", "excerpt": "It", "text": "It rained.",
}  # fmt: skip
PAPERBOY = {
    "url": "https://t.example/1", "expanded_url": "https://courier.example/1",
    "domain": "courier.example",
    "status": 200, "datetime": "2020-02-03T10:00:00", "author": "A. Bell", "headline": "Storm",
    "text": "It rained.", "misc": {"x": [1]},
}  # fmt: skip
NEWSAPI = {
    "source": {"id": None, "name": "courier"}, "author": "A. Bell", "title": "Storm",
    "publishedAt": "2020-02-03T10:00:00Z", "content": "It rained.", "url": "https://courier.example/1",
}  # fmt: skip


@pytest.mark.parametrize(
    ("row", "outlet", "date", "id"),
    [
        (NELA, "courier", "2020-02-03", "n1"),
        (NEWS_PLEASE, "courier.example", "2020-02-03T10:00:00", NEWS_PLEASE["url"]),
        (TRAFILATURA, "courier.example", "2020-02-03", TRAFILATURA["source"]),
        (PAPERBOY, "courier.example", "2020-02-03T10:00:00", PAPERBOY["url"]),
        (NEWSAPI, "courier", "2020-02-03T10:00:00+00:00", NEWSAPI["url"]),
    ],
    ids=["nela", "news-please", "trafilatura", "paperboy", "newsapi"],
)
def test_exports_of_known_tools(row: dict[str, object], outlet: str, date: str, id: str) -> None:
    (article,) = read([row], clean=False)
    assert (article.outlet, article.date, article.id) == (outlet, date, id)
    assert article.title == "Storm"
    assert article.text.startswith("It rained")
    assert article.byline is not None
    assert article.byline.startswith("A. Bell")


def test_what_no_field_claims_stays_in_meta() -> None:
    (article,) = read([{**NELA, "leaning": "left", "label": 1, "n": float("nan")}], clean=False)
    assert article.meta == {
        "published": NELA["published"],
        "published_utc": NELA["published_utc"],
        "collection_utc": NELA["collection_utc"],
        "leaning": "left",
        "label": 1,
    }


def test_nela_gaps_are_noted_once() -> None:
    corpus = read([NELA, {**NELA, "id": "n2"}], clean=False)
    assert [(e.reason, e.detail[:7]) for e in corpus.log.noted] == [("gaps in texts", "2 texts")]


@pytest.mark.parametrize("field", NAMES)
def test_every_name_is_recognised_without_regard_to_case(field: str) -> None:
    for name in NAMES[field]:
        columns = [name.upper().replace("_", " "), "something"]
        expected = "text" if name in NAMES["text"] else field
        assert recognise(columns)[expected] == columns[0]


def test_the_first_name_of_the_list_wins_and_a_column_serves_once() -> None:
    assert recognise(["story", "content"]) == {"text": "content", "event": "story"}
    assert recognise(["story"]) == {"text": "story"}
    assert recognise(["pub", "source", "text"])["outlet"] == "source"


def test_columns_can_be_named() -> None:
    rows = [{"text": "an excerpt", "full": "It rained.", "paper": "courier", "source": "x"}]
    corpus = read(rows, columns={"text": "full", "outlet": "paper"}, clean=False)
    assert (corpus[0].text, corpus[0].outlet) == ("It rained.", "courier")
    assert corpus[0].meta == {"text": "an excerpt", "source": "x"}


def test_a_named_column_must_be_there() -> None:
    with pytest.raises(
        ReadError, match=r"^list has no column 'full' \(named in columns=\); it has 'text', 'x'$"
    ):
        read([{"text": "It rained.", "x": 1}], columns={"text": "full"}, clean=False)
    with pytest.raises(ValueError, match="'txt' is none of text, id, outlet, title, date, byline"):
        read([{"text": "x"}], columns={"txt": "text"})
    with pytest.raises(TypeError, match="columns takes a dict"):
        read([{"text": "x"}], columns=["text"])  # type: ignore[arg-type]


def test_outlet_argument_wins_and_the_column_is_kept() -> None:
    corpus = read([{"text": "x", "source": "y"}, {"text": "z"}], outlet="courier", clean=False)
    assert [a.outlet for a in corpus] == ["courier", "courier"]
    assert corpus[0].meta == {"outlet_raw": "y"}


def test_media_cloud_is_explained(tmp_path: Path) -> None:
    path = tmp_path / "mc.csv"
    path.write_text(
        "id,indexed_date,language,media_name,media_url,publish_date,title,url\n"
        "1,2020-02-03,en,courier,courier.example,2020-02-03,Storm,https://courier.example/1\n"
    )
    with pytest.raises(ReadError) as raised:
        read(path)
    assert str(raised.value) == (
        "mc.csv holds titles and addresses of articles but not their texts (it looks like a Media "
        "Cloud export). Collect the texts, join them on 'url' (pandas: metadata.merge(texts, "
        "on='url')) and read the joined table; or study the headlines with "
        "columns={'text': 'title'}."
    )
    assert read(path, columns={"text": "title"}, clean=False)[0].text == "Storm"


@pytest.mark.parametrize(
    ("header", "cells"),
    [
        ("URL,MobileURL,Date,Title", "https://x.example/1,,2020-02-03,Storm"),
        ("GKGRECORDID,V2DOCUMENTIDENTIFIER,V2TONE", "1,https://x.example/1,2.3"),
        ("GLOBALEVENTID,SQLDATE,SOURCEURL", "1,20200203,https://x.example/1"),
    ],
)
def test_gdelt_is_explained(header: str, cells: str, tmp_path: Path) -> None:
    (tmp_path / "g.csv").write_text(f"{header}\n{cells}\n")
    with pytest.raises(ReadError, match=r"but not their texts \(it looks like a GDELT export\)"):
        read(tmp_path / "g.csv")


@pytest.mark.parametrize(
    "cells",
    [
        ["1102345678", *(str(i) for i in range(59)), "https://x.example/1"],  # events
        ["20200203101500-12", "20200203101500", "1", "x.example", *[""] * 23],  # knowledge graph
        ["1102345678", "20200203101500", "20200203101500", *["1"] * 13],  # mentions
    ],
)
def test_headless_gdelt_is_explained(cells: list[str], tmp_path: Path) -> None:
    line = "\t".join(cells)
    (tmp_path / "20200203.export.CSV").write_text(f"{line}\n")
    with pytest.raises(ReadError, match="has no header and looks like a GDELT export"):
        read(tmp_path / "20200203.export.CSV")


def test_no_text_column_lists_columns_and_names(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("a,b\n1,2\n")
    with pytest.raises(
        ReadError, match=r"a\.csv has no column of article text\. Its columns: 'a', 'b'\. Recogn"
    ):
        read(tmp_path / "a.csv")


def test_rows_of_several_shapes_are_recognised_each() -> None:
    corpus = read([{"text": "a"}, {"Body": "b"}, {"url": "https://x.example"}], clean=False)
    assert corpus.texts() == ["a", "b"]
    assert [(e.row, e.reason) for e in corpus.log.dropped] == [(2, "empty text")]


def test_ids_are_derived_and_stable() -> None:
    rows = [{"text": "It rained.", "outlet": "courier"}, {"text": "It shone."}]
    first, second = read(rows, clean=False), read(pd.DataFrame(rows), clean=False)
    assert [a.id for a in first] == [a.id for a in second]
    assert all(a.id.startswith("sha-") and len(a.id) == 20 for a in first)
    assert read([{"id": 7, "text": "x"}, {"id": 8.0, "text": "y"}], clean=False)[1].id == "8"


def test_a_frame_with_missing_cells() -> None:
    frame = pd.DataFrame(
        {
            "id": [1, 2, 3],
            "text": ["a", None, "c"],
            "outlet": ["x", pd.NA, float("nan")],
            "date": [
                pd.Timestamp("2020-02-03"),
                pd.NaT,
                pd.Timestamp("2020-02-03 10:00", tz="UTC"),
            ],
        }
    )
    corpus = read(frame, clean=False)
    assert [(a.id, a.outlet, a.date) for a in corpus] == [
        ("1", "x", "2020-02-03"),
        ("3", None, "2020-02-03T10:00:00+00:00"),
    ]


def test_a_frame_with_a_column_twice_is_refused() -> None:
    frame = pd.DataFrame([["a", "b"]], columns=["text", "text"])
    with pytest.raises(ReadError, match="has the column 'text' twice"):
        read(frame)
