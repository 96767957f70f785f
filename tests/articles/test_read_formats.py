"""The same three articles, in every format that is read."""

from __future__ import annotations

import csv
import gzip
import json
import sqlite3
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
import zstandard

from framing.articles import Corpus, ReadError, read
from framing.types import Article

ROWS = [
    {"id": "1", "outlet": "courier", "date": "2021-11-03", "text": 'It rained, "again", she said.'},
    {"id": "2", "outlet": "herald", "date": "2021-11-04", "text": "Two\n\nparagraphs, “quoted”."},
    {"id": "3", "outlet": "courier", "date": "2021-11-05", "text": "Sun; and | no\train."},
]


def write_jsonl(path: Path, rows: list[dict[str, Any]] = ROWS) -> None:
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")


def write_csv(path: Path, delimiter: str = ",") -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, ROWS[0], delimiter=delimiter)
        writer.writeheader()
        writer.writerows(ROWS)


def write_sqlite(path: Path, table: str = "newsdata") -> None:
    with sqlite3.connect(path) as database:
        database.execute(f"CREATE TABLE {table} (id TEXT, date TEXT, source TEXT, content TEXT)")
        cells = [(row["id"], row["date"], row["outlet"], row["text"]) for row in ROWS]
        database.executemany(f"INSERT INTO {table} VALUES (?, ?, ?, ?)", cells)
        database.execute("CREATE TABLE other (x TEXT)")
    database.close()


WRITERS: dict[str, Callable[[Path], Any]] = {
    "a.jsonl": write_jsonl,
    "a.ndjson": write_jsonl,
    "lines.json": write_jsonl,
    "array.json": lambda path: path.write_text(json.dumps(ROWS)),
    "pretty.json": lambda path: path.write_text(json.dumps(ROWS, indent=2)),
    "pretty.jsonl": lambda path: path.write_text(json.dumps(ROWS, indent=2)),
    "held.json": lambda path: path.write_text(json.dumps({"n": 3, "articles": ROWS})),
    "held.jsonl": lambda path: path.write_text(json.dumps({"articles": ROWS}, indent=1)),
    "held_deep.json": lambda path: path.write_text(json.dumps({"response": {"results": ROWS}})),
    "by_id.json": lambda path: path.write_text(
        json.dumps({row["id"]: {k: v for k, v in row.items() if k != "id"} for row in ROWS})
    ),
    "a.csv": write_csv,
    "semicolon.csv": lambda path: write_csv(path, ";"),
    "tab.csv": lambda path: write_csv(path, "\t"),
    "a.tsv": lambda path: write_csv(path, "\t"),
    "a.parquet": lambda path: pd.DataFrame(ROWS).to_parquet(path),
    "a.xlsx": lambda path: pd.DataFrame(ROWS).to_excel(path, index=False),
    "a.db": write_sqlite,
    "a.sqlite": write_sqlite,
    "one_table.sqlite3": lambda path: write_sqlite(path, "stories"),
}


def keys(corpus: Corpus) -> list[tuple[Any, ...]]:
    return [(a.id, a.outlet, a.date, a.text) for a in corpus]


EXPECTED = [tuple(row.values()) for row in ROWS]


@pytest.mark.parametrize("name", WRITERS)
def test_every_format_gives_the_same_articles(name: str, tmp_path: Path) -> None:
    WRITERS[name](tmp_path / name)
    corpus = read(tmp_path / name, clean=False)
    assert keys(corpus) == EXPECTED
    assert (corpus.log.source, corpus.log.found, corpus.log.read) == (name, 3, 3)
    assert corpus.log.dropped == ()


@pytest.mark.parametrize("packer", ["gz", "zst"])
@pytest.mark.parametrize("name", ["a.jsonl", "array.json", "a.csv", "a.parquet", "a.xlsx", "a.db"])
def test_compressed_files_are_opened(name: str, packer: str, tmp_path: Path) -> None:
    WRITERS[name](tmp_path / name)
    data = (tmp_path / name).read_bytes()
    packed = gzip.compress(data) if packer == "gz" else zstandard.compress(data)
    (tmp_path / f"{name}.{packer}").write_bytes(packed)
    assert keys(read(tmp_path / f"{name}.{packer}", clean=False)) == EXPECTED


def test_zstandard_of_several_frames(tmp_path: Path) -> None:
    lines = [json.dumps(row).encode() + b"\n" for row in ROWS]
    (tmp_path / "a.jsonl.zst").write_bytes(b"".join(map(zstandard.compress, lines)))
    assert keys(read(tmp_path / "a.jsonl.zst", clean=False)) == EXPECTED


def test_objects_in_memory() -> None:
    frame = pd.DataFrame(ROWS)
    articles = [Article(**row) for row in ROWS]
    for source in (ROWS, frame, articles, tuple(ROWS), iter(ROWS)):
        assert keys(read(source, clean=False)) == EXPECTED


def test_reading_does_not_change_the_frame() -> None:
    frame = pd.DataFrame(ROWS)
    before = frame.copy()
    read(frame, clean=False)
    pd.testing.assert_frame_equal(frame, before)


def make_folder(root: Path) -> None:
    for outlet, name, text in (
        ("courier", "001.txt", "Storm\n\nIt rained."),
        ("courier", "2021/002.txt", "Sun\n\nIt shone."),
        ("herald", "001.txt", "Storm\n\nIt poured."),
    ):
        path = root / outlet / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    (root / "top.txt").write_text("No outlet\n\nText.", encoding="utf-8")
    (root / "notes.docx").write_bytes(b"x")
    (root / ".hidden.txt").write_text("x")


FOLDER = [
    ("courier/001", "courier"),
    ("002", "courier"),
    ("herald/001", "herald"),
    ("top", None),
]


def test_a_folder_gives_outlets_by_subfolder_and_ids_by_name_or_path(tmp_path: Path) -> None:
    make_folder(tmp_path)
    corpus = read(tmp_path, clean=False)
    assert [(a.id, a.outlet) for a in corpus] == FOLDER
    assert corpus[0].text == "Storm\n\nIt rained."
    assert [(e.file, e.reason) for e in corpus.log.noted][:1] == [("notes.docx", "file not read")]
    assert corpus.digest == read(str(tmp_path), clean=False).digest


def test_a_glob(tmp_path: Path) -> None:
    make_folder(tmp_path)
    corpus = read(f"{tmp_path}/**/*.txt", clean=False)
    assert sorted((a.id, a.outlet or "") for a in corpus) == sorted((i, o or "") for i, o in FOLDER)
    assert [a.id for a in read(f"{tmp_path}/cour*/*.txt", clean=False)] == ["001"]
    with pytest.raises(FileNotFoundError, match="matches no file"):
        read(f"{tmp_path}/*.parquet")


@pytest.mark.parametrize("wrapped", [False, True])
def test_a_zip(wrapped: bool, tmp_path: Path) -> None:
    folder = tmp_path / "corpus"
    make_folder(folder)
    (folder / "top.txt").unlink()
    with zipfile.ZipFile(tmp_path / "c.zip", "w") as archive:
        for path in sorted(folder.rglob("*.txt")):
            archive.write(path, path.relative_to(tmp_path if wrapped else folder))
        archive.writestr("__MACOSX/courier/._001.txt", b"\0\1")
    corpus = read(tmp_path / "c.zip", clean=False)
    assert [(a.id, a.outlet) for a in corpus] == FOLDER[:3]


def test_a_folder_of_tables_numbered_independently(tmp_path: Path) -> None:
    for outlet in ("bote", "courier"):
        rows = [{"id": str(i), "text": f"{outlet} {i}"} for i in range(2)]
        (tmp_path / outlet).mkdir()
        write_jsonl(tmp_path / outlet / f"{outlet}.jsonl", rows)
    corpus = read(tmp_path, clean=False)
    assert [(a.id, a.outlet) for a in corpus] == [
        ("0", "bote"),
        ("1", "bote"),
        ("courier/0", "courier"),
        ("courier/1", "courier"),
    ]
    assert [entry.reason for entry in corpus.log.changed] == ["id renamed"] * 2


def test_one_text_file(tmp_path: Path) -> None:
    (tmp_path / "article.txt").write_text("Storm\n\nIt rained.", encoding="utf-8")
    corpus = read(tmp_path / "article.txt", clean=False)
    assert [(a.id, a.outlet, a.text) for a in corpus] == [("article", None, "Storm\n\nIt rained.")]
    assert read(tmp_path / "article.txt", outlet="courier", clean=False)[0].outlet == "courier"


PAGE = """<html lang="en"><head><title>Bridge closed - Courier</title>
<meta property="article:published_time" content="2021-11-03T10:00:00Z">
<meta name="author" content="Ann Bell"><meta property="og:site_name" content="The Courier">
<link rel="canonical" href="https://courier.example/a"></head><body><nav><a href="/">Home</a></nav>
<article><h1>Bridge closed for the winter</h1><p>The <b>ministry</b> said on Monday that the
<a href="https://example.org/report">report</a> was ready, and that the bridge would be closed for
the winter months.</p><h2>What next</h2><p>Residents were angry about it. "We were never asked,"
said Mr. Dow, who has lived there since 1971 and walks to work.</p></article>
<footer>Copyright</footer></body></html>"""


def test_a_web_page(tmp_path: Path) -> None:
    (tmp_path / "herald").mkdir()
    (tmp_path / "herald" / "a.html").write_text(PAGE, encoding="utf-8")
    (tmp_path / "b.htm").write_text(PAGE.replace("winter", "summer"), encoding="utf-8")
    first, second = read(tmp_path, clean=False)
    assert (first.id, first.outlet, second.id, second.outlet) == (
        "b",
        "The Courier",
        "a",
        "herald",
    )
    assert second.title == "Bridge closed for the winter"
    assert second.date == "2021-11-03"
    assert second.byline == "Ann Bell"
    assert second.url == "https://courier.example/a"
    assert second.meta["links"] == [{"text": "report", "href": "https://example.org/report"}]
    assert second.text == (
        "The ministry said on Monday that the report was ready, and that the bridge would be "
        "closed for the winter months.\n\nWhat next\n\nResidents were angry about it. "
        '"We were never asked," said Mr. Dow, who has lived there since 1971 and walks to work.'
    )


@pytest.mark.parametrize(
    ("more", "date"),
    [
        ("<p>The bridge of 4 May 2018 was older.</p>", None),
        ("<footer>Copyright 2019</footer>", None),
        ('<time datetime="2031-03-05T10:00:00Z">5 March</time>', "2031-03-05"),
    ],
)
def test_the_date_of_a_page_is_declared_not_mentioned(
    more: str, date: str | None, tmp_path: Path
) -> None:
    body = "<p>It rained all day on the coast, said the mayor of the town.</p>" * 5
    page = f"<html><head><title>Rain</title></head><body><article>{body}{more}</article></body>"
    (tmp_path / "a.html").write_text(page, encoding="utf-8")
    assert read(tmp_path / "a.html")[0].date == date


NEXIS = """1 of 2 DOCUMENTS

Harbour to close

BYLINE: Anna Bell

SECTION: NEWS; Pg. 4

LENGTH: 312 words

The harbour will close for repairs, the director said. Language: the council uses three.

LOAD-DATE: March 6, 2031

LANGUAGE: ENGLISH
"""


def test_a_document_of_a_press_database_is_cleaned_and_several_are_refused(tmp_path: Path) -> None:
    (tmp_path / "one.txt").write_text(NEXIS, encoding="utf-8")
    article = read(tmp_path)[0]
    assert article.text.endswith("said. Language: the council uses three.")
    assert article.byline == "BYLINE: Anna Bell"
    kinds = [edit.kind for edit in article.edits]
    assert kinds.count("database") == 5
    for end in ("\n", "\r\n"):
        whole = (NEXIS + NEXIS.replace("1 of 2", "2 of 2")).replace("\n", end)
        (tmp_path / "two.txt").write_bytes(whole.encode())
        with pytest.raises(ReadError, match=r"two\.txt holds 2 documents of a press database"):
            read(tmp_path / "two.txt")
    assert [(e.file, e.reason) for e in read(tmp_path).log.dropped] == [
        ("two.txt", "unreadable file")
    ]


def test_excel_notes_other_sheets_and_full_cells(tmp_path: Path) -> None:
    with pd.ExcelWriter(tmp_path / "a.xlsx") as writer:
        pd.DataFrame([{"text": ("It was the rain that they had. " * 1100)[:32767]}]).to_excel(
            writer, sheet_name="one", index=False
        )
        pd.DataFrame([{"text": "y"}]).to_excel(writer, sheet_name="two", index=False)
    corpus = read(tmp_path / "a.xlsx", clean=False)
    assert len(corpus) == 1
    reasons = [(entry.row, entry.reason) for entry in corpus.log.noted]
    assert reasons == [(None, "sheets not read"), (None, "no outlet"), (2, "text may be cut")]


def test_sqlite_with_two_tables_of_texts_asks_which(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    with sqlite3.connect(path) as database:
        database.execute("CREATE TABLE a (text TEXT)")
        database.execute("CREATE TABLE b (body TEXT)")
    database.close()
    with pytest.raises(ReadError, match=r"a\.db has several tables with texts; its tables: a, b\."):
        read(path)


def test_the_demand_of_a_known_source() -> None:
    for source in (3, None, b"x", {"text": "x"}):
        with pytest.raises(TypeError, match="read takes a path, a glob, a DataFrame"):
            read(source)
    with pytest.raises(TypeError, match="give one path, a folder or a glob"):
        read(["a.txt", "b.txt"])
    with pytest.raises(FileNotFoundError, match="there is no file or folder"):
        read("nowhere.jsonl")


def test_rows_of_a_csv_end_as_its_header_ends(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    for end in ("\n", "\r\n"):  # as pandas writes it before Python 3.13: \r without quotes
        rows = ["id,text,outlet", "1,It\rrained.,x", '2,"a\rb\nc",\rx', "3,\r,x", "4,Sun.,x", ""]
        path.write_bytes(end.join(rows).encode())
        corpus = read(path, clean=False)
        assert corpus.texts() == ["It\rrained.", "a\rb\nc", "Sun."]
        assert [str(entry) for entry in corpus.log.entries] == ["a.csv:5: dropped: empty text"]
    path.write_bytes(b"id,text\r1,It rained.\r2,Sun.\r")  # classic Mac
    assert read(path).texts() == ["It rained.", "Sun."]
