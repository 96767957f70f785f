"""Bad input ends in one clear error or in a logged result, never in another exception."""

from __future__ import annotations

import gzip
import json
import random
import sqlite3
import zipfile
from collections.abc import Callable
from itertools import product
from pathlib import Path

import pandas as pd
import pytest
import zstandard
from hypothesis import given, settings
from hypothesis import strategies as st

from framing.articles import Corpus, ReadError, files, read

SUFFIXES = (
    *(".jsonl", ".json", ".ndjson", ".csv", ".tsv", ".xlsx", ".parquet", ".sqlite", ".db", ".txt"),
    *(".html", ".zip", ".jsonl.gz", ".csv.zst", ".parquet.gz", ".db.gz", ".txt.gz"),
)
BOM = b"\xef\xbb\xbf"
GOOD = b'{"id": "1", "outlet": "x", "text": "It rained."}\n'


def attempt(source: object) -> Corpus | None:
    """The corpus, None after a ReadError; any other exception fails the test."""
    try:
        corpus = read(source, clean=False)
    except ReadError:
        return None
    assert corpus.log.found == len(corpus) + len(corpus.log.dropped)
    assert corpus.digest
    return corpus


def noise(size: int, seed: int = 0) -> bytes:
    return random.Random(seed).randbytes(size)


@pytest.mark.parametrize("suffix", SUFFIXES)
@pytest.mark.parametrize("content", [b"", b"\n \n", b"\0" * 5000, BOM, b"\xff\xfe"])
def test_files_without_content(content: bytes, suffix: str, tmp_path: Path) -> None:
    path = tmp_path / f"a{suffix}"
    path.write_bytes(content)
    with pytest.raises(ReadError, match=r"^a\."):
        read(path, clean=False)


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_binary_files(suffix: str, tmp_path: Path) -> None:
    path = tmp_path / f"a{suffix}"
    path.write_bytes(noise(5000))
    with pytest.raises(ReadError, match=r"^a\."):
        read(path, clean=False)


def real_files(folder: Path) -> dict[str, bytes]:
    """One valid file of each kind."""
    frame = pd.DataFrame([{"id": "1", "outlet": "x", "text": "It rained."}])
    frame.to_parquet(folder / "f.parquet")
    frame.to_excel(folder / "f.xlsx", index=False)
    with sqlite3.connect(folder / "f.db") as database:
        database.execute("CREATE TABLE newsdata (id TEXT, content TEXT)")
        database.execute("INSERT INTO newsdata VALUES ('1', 'It rained.')")
    database.close()
    with zipfile.ZipFile(folder / "f.zip", "w") as archive:
        archive.writestr("x/a.txt", "Storm\n\nIt rained.")
    made = {path.suffix: path.read_bytes() for path in folder.glob("f.*")}
    return {**made, ".jsonl": GOOD, ".html": b"<html><body><p>It rained.</p></body></html>",
            ".csv": b"id,outlet,text\n1,x,It rained.\n", ".gz": gzip.compress(GOOD)}  # fmt: skip


CLAIMED = (".jsonl", ".json", ".csv", ".xlsx", ".parquet", ".db", ".zip", ".jsonl.gz", ".jsonl.zst")


REAL = (".jsonl", ".html", ".csv", ".xlsx", ".parquet", ".db", ".zip", ".gz")
TRUE = {(suffix, suffix) for suffix in REAL} | {(".jsonl.gz", ".gz"), (".json", ".jsonl")}


@pytest.mark.parametrize(
    ("claimed", "real"), [pair for pair in product(CLAIMED, REAL) if pair not in TRUE]
)
def test_a_file_that_is_not_what_its_suffix_says(claimed: str, real: str, tmp_path: Path) -> None:
    path = tmp_path / f"a{claimed}"
    path.write_bytes(real_files(tmp_path)[real])
    with pytest.raises(ReadError, match=r"^a\.") as raised:
        read(path, clean=False)
    assert "\n" not in str(raised.value)


def test_the_messages_name_what_the_file_is(tmp_path: Path) -> None:
    made = real_files(tmp_path)
    for claimed, real, message in [
        (".jsonl", ".parquet", "a.jsonl is a Parquet file, not JSON; give it its right suffix"),
        (".csv", ".db", "a.csv is an SQLite database, not a table of text"),
        (".parquet", ".csv", "a.parquet is text, not a Parquet file; give it its right suffix"),
        (".csv", ".jsonl", "a.csv is JSON, not a table; give it its right suffix"),
        (".csv", ".html", "a.csv is HTML or XML, not a table; give it its right suffix"),
        (".xlsx", ".csv", "a.xlsx is text, not an Excel file (.xlsx)"),
        (".db", ".csv", "a.db is text, not an SQLite database"),
        (".jsonl", ".html", "a.jsonl is not JSON: it begins with '<html>"),
    ]:
        (tmp_path / f"a{claimed}").write_bytes(made[real])
        with pytest.raises(ReadError) as raised:
            read(tmp_path / f"a{claimed}", clean=False)
        assert str(raised.value).startswith(message)


def test_unknown_suffixes_list_what_is_read(tmp_path: Path) -> None:
    for name in ("a.docx", "a", "a.xls"):
        (tmp_path / name).write_bytes(b"x")
        with pytest.raises(ReadError, match=r"unknown suffix .*Readable: \.jsonl \.ndjson"):
            read(tmp_path / name)


@pytest.mark.parametrize("pack", [gzip.compress, zstandard.compress], ids=["gz", "zst"])
def test_truncated_compression(pack: Callable[[bytes], bytes], tmp_path: Path) -> None:
    rows = [{"id": str(i), "outlet": "x", "text": noise(400, i).hex()} for i in range(2000)]
    data = pack("".join(json.dumps(row) + "\n" for row in rows).encode())
    path = tmp_path / ("a.jsonl.gz" if pack is gzip.compress else "a.jsonl.zst")
    path.write_bytes(data[: len(data) // 2])
    corpus = read(path, clean=False)
    assert 100 < len(corpus) < 2000
    assert corpus[0].text == rows[0]["text"]
    (entry,) = corpus.log.dropped
    assert entry.row == len(corpus) + 1
    assert entry.reason == "unreadable row"
    assert "truncated (it ends early)" in entry.detail
    path.write_bytes(data[:12])
    with pytest.raises(ReadError, match=r"^a\.jsonl\..*truncated"):
        read(path)


@pytest.mark.parametrize("suffix", [".csv.gz", ".parquet.gz", ".db.gz", ".txt.gz"])
def test_truncated_compression_of_what_is_read_whole(suffix: str, tmp_path: Path) -> None:
    (tmp_path / f"a{suffix}").write_bytes(gzip.compress(noise(9999))[:5000])
    with pytest.raises(ReadError, match="truncated"):
        read(tmp_path / f"a{suffix}")


@pytest.mark.parametrize("suffix", [".parquet", ".xlsx", ".db", ".zip"])
@pytest.mark.parametrize("kept", [0.1, 0.5, 0.9])
def test_cut_containers(suffix: str, kept: float, tmp_path: Path) -> None:
    data = real_files(tmp_path)[suffix]
    (tmp_path / f"a{suffix}").write_bytes(data[: int(kept * len(data))])
    corpus = attempt(tmp_path / f"a{suffix}")
    assert corpus is None or corpus.texts() == ["It rained."]


@pytest.mark.parametrize("suffix", [".parquet", ".xlsx", ".db", ".zip", ".gz"])
def test_flipped_bytes(suffix: str, tmp_path: Path) -> None:
    data = bytearray(real_files(tmp_path)[suffix])
    for seed in range(15):
        rng = random.Random(seed)
        broken = bytearray(data)
        for _ in range(8):
            broken[rng.randrange(len(broken))] = rng.randrange(256)
        path = tmp_path / (f"a{suffix}" if suffix != ".gz" else "a.jsonl.gz")
        path.write_bytes(bytes(broken))
        attempt(path)


@pytest.mark.parametrize("name", ["a.jsonl", "a.csv", "a.txt"])
def test_one_line_of_five_megabytes(name: str, tmp_path: Path) -> None:
    text = "It rained and the mayor said so again. " * 130_000
    content = {
        "a.jsonl": json.dumps({"text": text}),
        "a.csv": f"id,text\n1,{text}\n",
        "a.txt": text,
    }[name]
    (tmp_path / name).write_text(content)
    corpus = read(tmp_path / name, clean=False)
    assert len(corpus[0].text) >= len(text.strip()) > 5_000_000
    assert corpus[0].lang == "en"


def test_ten_thousand_quotation_marks(tmp_path: Path) -> None:
    text = '"' * 10_000
    (tmp_path / "a.jsonl").write_text(json.dumps({"text": text}))
    (tmp_path / "b.txt").write_text(text)
    pd.DataFrame([{"id": "c", "text": text}]).to_csv(tmp_path / "c.csv", index=False)
    assert read(tmp_path, clean=False).texts() == [text] * 3
    (tmp_path / "d.csv").write_text(f"id,text\n1,{text[1:]}\n2,ok\n")
    assert "ok" in read(tmp_path / "d.csv", clean=False).texts()


def test_lone_surrogates_and_nul_are_replaced_everywhere_and_logged(tmp_path: Path) -> None:
    row = {"id": "a\0", "text": "x \ud83d\ude00 \udfff \0", "title": "\ud800", "section": "\ud800"}
    (tmp_path / "a.json").write_text(json.dumps([row]))
    for source in ([row], pd.DataFrame([row], dtype=object), tmp_path / "a.json"):
        (article,) = corpus = read(source, clean=False)
        assert article.text == "x 😀 \ufffd \ufffd"
        assert (article.id, article.title) == ("a\ufffd", "\ufffd")
        assert article.meta == {"section": "\ufffd"}
        assert [e.reason for e in corpus.log.changed] == ["characters replaced"]
        assert corpus.log.changed[0].detail == "4 broken characters"


def test_nul_bytes_in_text_files(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes(b"id,outlet,text\n1,x,a\0b and some more text\n2,x,c\n")
    (tmp_path / "b.jsonl").write_bytes(GOOD + b'{"id": "2", "text": "a\0b"}\n' + GOOD[:-1])
    (tmp_path / "c.txt").write_bytes(b"It rained\0 and the mayor said so again.")
    assert read(tmp_path / "a.csv", clean=False).texts() == ["a\ufffdb and some more text", "c"]
    assert read(tmp_path / "b.jsonl", clean=False).log.dropped[0].row == 2
    assert "rained\ufffd" in read(tmp_path / "c.txt", clean=False)[0].text


@pytest.mark.parametrize("pack", ["gz", "zst", "zip", "xlsx"])
def test_decompression_bombs_are_refused(
    pack: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(files, "BOMB_BYTES", 1_000_000)
    data = b" " * 3_000_000
    path = tmp_path / {"gz": "a.txt.gz", "zst": "a.txt.zst"}.get(pack, f"a.{pack}")
    if pack in ("zip", "xlsx"):
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("a.txt", data)
    else:
        path.write_bytes(gzip.compress(data) if pack == "gz" else zstandard.compress(data))
    with pytest.raises(ReadError, match="more than 100 times"):
        read(path)


def test_names_inside_a_zip_are_only_names(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    with zipfile.ZipFile(tmp_path / "in" / "a.zip", "w") as archive:
        archive.writestr("../../evil.txt", "Storm\n\nIt rained.")
        archive.writestr("/etc/evil2.txt", "Storm\n\nIt poured.")
        archive.writestr("C:\\evil3.txt", "Storm\n\nIt shone.")
    before = sorted(tmp_path.rglob("*"))
    assert len(read(tmp_path / "in" / "a.zip", clean=False)) == 3
    assert sorted(tmp_path.rglob("*")) == before
    assert not Path("/etc/evil2.txt").exists()


def test_encrypted_and_nested_members_are_named(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr("x/a.txt", "Storm\n\nIt rained.")
        archive.writestr("x/inner.zip", b"PK")
        archive.writestr("y/b.txt", "Storm\n\nIt poured.")
    data = bytearray((tmp_path / "a.zip").read_bytes())
    place = data.rindex(b"PK\x01\x02")
    data[place + 8] |= 1  # the flag of encryption in the directory entry of y/b.txt
    (tmp_path / "a.zip").write_bytes(bytes(data))
    corpus = read(tmp_path / "a.zip", clean=False)
    assert [a.id for a in corpus] == ["a"]
    assert [(e.file, e.reason) for e in corpus.log.dropped] == [("y/b.txt", "unreadable file")]
    assert [e.file for e in corpus.log.noted] == ["x/inner.zip"]


def test_json_that_breaks_parsers(tmp_path: Path) -> None:
    deep = "[" * 100_000
    for content in (deep, '{"articles":' + deep, "{}", "[]", "[1, 2]", '{"a": 1}', "null", '"x"'):
        (tmp_path / "a.json").write_text(content)
        with pytest.raises(ReadError):
            read(tmp_path / "a.json", clean=False)
    lines = ['{"text": "ok"}', '{"text": "ok", "n": ' + "9" * 9999 + "}", '{"text": ' + deep, "NaN"]
    (tmp_path / "b.jsonl").write_text("\n".join(lines))
    corpus = read(tmp_path / "b.jsonl", clean=False)
    assert corpus.texts() == ["ok"]
    assert [e.row for e in corpus.log.dropped] == [2, 3, 4]


def test_foreign_columns_with_our_names(tmp_path: Path) -> None:
    rows = [
        {"text": "a", "edits": 5, "meta": "x", "duplicate_of": None},
        {"text": "b", "edits": [{"kind": "x"}], "meta": [1], "duplicate_of": None},
        {"text": "c", "edits": "[", "meta": {}, "duplicate_of": None},
        {"text": "d", "edits": [], "meta": 3, "duplicate_of": None},
    ]
    corpus = read(rows, clean=False)
    assert corpus.texts() == ["a", "b", "c", "d"]
    assert corpus[0].meta == {"edits": 5, "meta": "x"}


def test_odd_paths(tmp_path: Path) -> None:
    for path in ("", "\0", "a\0.jsonl", "x" * 5000, str(tmp_path / "none" / "*.txt")):
        with pytest.raises((ReadError, FileNotFoundError)):
            read(path)
    with pytest.raises(ReadError, match="holds no file to read"):
        read(tmp_path)
    with pytest.raises(ReadError, match="neither a file nor a folder"):
        read("/dev/null")


@pytest.mark.parametrize("suffix", [".jsonl", ".json", ".csv", ".tsv", ".txt", ".html"])
@settings(max_examples=40, deadline=None)
@given(data=st.binary(max_size=300) | st.text(max_size=200).map(lambda t: t.encode("utf-8")))
def test_any_bytes_end_in_a_corpus_or_a_read_error(
    suffix: str, data: bytes, tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = tmp_path_factory.mktemp("any") / f"a{suffix}"
    path.write_bytes(data)
    attempt(path)


CELL = st.none() | st.text(max_size=20) | st.floats() | st.integers() | st.binary(max_size=5)
VALUE = st.recursive(CELL, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(
    st.text(max_size=5), inner, max_size=3), max_leaves=5)  # fmt: skip
FIELDS = st.sampled_from(["id", "text", "date", "url", "source", "language", "edits", "meta", "x"])


@settings(max_examples=50, deadline=None)
@given(rows=st.lists(st.dictionaries(FIELDS, VALUE, max_size=8), max_size=5))
def test_any_rows_end_in_a_corpus_or_a_read_error(rows: list[dict[str, object]]) -> None:
    corpus = attempt(rows)
    assert corpus is None or corpus.log.found == len(rows)


def test_dates_in_five_formats_in_one_column(tmp_path: Path) -> None:
    written = ["2020-02-25", "25/02/2020", "Feb. 25th, 2020", "1582588800", "Tue, 25 Feb 2020", "?"]
    rows = [f'{i},text {i},"{day}"\n' for i, day in enumerate(written)]
    (tmp_path / "a.csv").write_text("id,text,date\n" + "".join(rows))
    corpus = read(tmp_path / "a.csv", clean=False)
    assert [(a.date or "null")[:10] for a in corpus] == ["2020-02-25"] * 5 + ["null"]
    assert [(e.row, e.reason) for e in corpus.log.changed] == [(7, "date not understood")]
    assert corpus[5].meta == {"date_raw": "?"}
