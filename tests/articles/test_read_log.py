"""The row-loss log: found = read + dropped, each with file, row and reason."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from framing.articles import Entry, ReadError, ReadLog, read

LINES = [
    b'{"id": "1", "text": "a", "outlet": "x"}',
    b'{"id": "2", "text": ""}',
    b'{"id": "1", "text": "a"}',
    b"{broken",
    b'"a string"',
    b'{"id": "3", "text": "\x81\xff"}',
    b'{"id": "4", "text": "caf\xe9", "outlet": "x"}',
    b"",
    b'{"id": "5", "text": ["a"]}',
    b'{"id": "1", "text": "b"}',
    b'{"id": "6", "text": "nul \\u0000 and \\ud800", "outlet": "x"}',
]


def test_every_lost_row_has_its_reason_and_line(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_bytes(b"\n".join(LINES))
    corpus = read(tmp_path / "a.jsonl", clean=False)
    assert [(a.id, a.text) for a in corpus] == [
        ("1", "a"),
        ("4", "café"),
        ("6", "nul \ufffd and \ufffd"),
    ]
    log = corpus.log
    assert [(e.row, e.reason) for e in log.dropped] == [
        (2, "empty text"),
        (3, "duplicate id"),
        (4, "unreadable row"),
        (5, "unreadable row"),
        (6, "wrong encoding"),
        (9, "unreadable row"),
        (10, "duplicate id"),
    ]
    assert log.found == log.read + len(log.dropped) == 10
    assert {e.file for e in log.entries} == {"a.jsonl"}
    assert [e.detail for e in log.dropped if e.reason == "duplicate id"] == [
        "'1', same text as a.jsonl:1",
        "'1', another text as a.jsonl:1",
    ]
    assert [(e.row, e.reason, e.detail) for e in log.changed] == [
        (7, "not UTF-8", "read as cp1252"),
        (11, "characters replaced", "2 broken characters"),
    ]


def test_the_log_as_table_dict_and_text(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_bytes(b"\n".join(LINES))
    log = read(tmp_path / "a.jsonl", clean=False).log
    frame = log.to_frame()
    assert list(frame.columns) == ["file", "row", "action", "reason", "detail"]
    assert len(frame) == len(log.entries) == 9
    assert str(frame["row"].dtype) == "Int64"
    assert log.to_dict() == {
        "source": "a.jsonl",
        "found": 10,
        "read": 3,
        "dropped": {"duplicate id": 2, "empty text": 1, "unreadable row": 3, "wrong encoding": 1},
        "changed": {"characters replaced": 1, "not UTF-8": 1},
        "noted": {},
    }
    assert json.dumps(log.to_dict())
    assert str(log).splitlines()[:2] == [
        "a.jsonl: 10 found, 3 read, 7 dropped",
        "  dropped: duplicate id: 2 (first: a.jsonl:3)",
    ]
    assert str(log) == str(read(tmp_path / "a.jsonl", clean=False).log)


def test_an_empty_log() -> None:
    assert len(ReadLog().to_frame()) == 0
    assert str(ReadLog()) == "articles: 0 found, 0 read, 0 dropped"
    assert str(Entry("a.txt", None, "noted", "x", "y")) == "a.txt: noted: x (y)"


def test_csv_rows_of_another_width_are_dropped_with_their_line(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text(
        'id,outlet,text\n1,x,a\n2,x,b,extra\n3,x\n\n4,x,"two\nlines"\n5,x,c\n', encoding="utf-8"
    )
    corpus = read(tmp_path / "a.csv", clean=False)
    assert [(a.id, a.text) for a in corpus] == [("1", "a"), ("4", "two\nlines"), ("5", "c")]
    assert [(e.row, e.detail) for e in corpus.log.dropped] == [
        (3, "4 cells where the header has 3"),
        (4, "2 cells where the header has 3"),
    ]


def test_an_unclosed_quotation_mark_costs_one_row(tmp_path: Path) -> None:
    rows = "".join(f"{i},x,text {i}\n" for i in range(3, 50))
    (tmp_path / "a.csv").write_text(f'id,outlet,text\n1,x,a\n2,x,"never closed\n{rows}')
    corpus = read(tmp_path / "a.csv", clean=False)
    assert [a.id for a in corpus] == ["1", *map(str, range(3, 50))]
    (entry,) = corpus.log.dropped
    assert (entry.row, entry.reason) == (3, "unreadable row")


def test_csv_with_backslashes_before_quotation_marks(tmp_path: Path) -> None:
    rows = 'id,outlet,text\n1,x,"She said \\"no\\", twice"\n2,x,"C:\\\\"\n'
    (tmp_path / "mysql.csv").write_text(rows)
    assert read(tmp_path / "mysql.csv", clean=False).texts() == ['She said "no", twice', "C:\\"]
    (tmp_path / "plain.csv").write_text('id,outlet,text\n1,x,"C:\\"\n2,x,"{""a"": ""\\""""}"\n')
    assert read(tmp_path / "plain.csv", clean=False).texts() == ["C:\\", '{"a": "\\""}']


def test_csv_of_windows_1252_keeps_its_quotation_marks(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes(
        "id,outlet,text\n1,x,plain\n2,x,“quoted”\n".encode("cp1252") + "3,x,“utf8”\n".encode()
    )
    corpus = read(tmp_path / "a.csv", clean=False)
    assert corpus.texts() == ["plain", "“quoted”", "“utf8”"]
    assert [(e.row, e.detail) for e in corpus.log.changed] == [(3, "read as cp1252")]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
@pytest.mark.parametrize("suffix", ["csv", "jsonl", "json", "txt"])
def test_unicode_encodings(encoding: str, suffix: str, tmp_path: Path) -> None:
    row = {"id": "1", "outlet": "courier", "text": "It rained, “again”, she said."}
    content = {
        "csv": 'id,outlet,text\n1,courier,"It rained, “again”, she said."\n',
        "jsonl": json.dumps(row, ensure_ascii=False) + "\n",
        "json": json.dumps([row], ensure_ascii=False),
        "txt": "It rained, “again”, she said.",
    }[suffix]
    (tmp_path / f"a.{suffix}").write_bytes(content.encode(encoding))
    assert read(tmp_path / f"a.{suffix}", clean=False).texts() == [row["text"]]


def test_a_broken_array_gives_what_was_before_the_break(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text('[{"id": "1", "text": "a"}, {"id": "2", "te')
    corpus = read(tmp_path / "a.json", clean=False)
    assert corpus.texts() == ["a"]
    (entry,) = corpus.log.dropped
    assert (entry.row, entry.reason) == (1, "unreadable row")
    assert entry.detail.endswith("the rest of the file is lost")


def test_one_bad_file_of_a_folder_costs_no_other(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Storm\n\nIt rained.")
    (tmp_path / "b.txt").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)))
    (tmp_path / "c.jsonl").write_bytes(b"PAR1")
    (tmp_path / "d.txt").write_bytes(b" \n")
    corpus = read(tmp_path, clean=False)
    assert [a.id for a in corpus] == ["a"]
    assert [(e.file, e.reason) for e in corpus.log.dropped] == [
        ("b.txt", "unreadable file"),
        ("c.jsonl", "unreadable file"),
        ("d.txt", "empty text"),
    ]
    assert corpus.log.found == 4


def test_nothing_read_is_an_error_that_says_why() -> None:
    with pytest.raises(ReadError) as raised:
        read([{"id": "1", "text": ""}, {"id": "2", "text": None}])
    assert str(raised.value) == (
        "list: none of 2 rows can be read: list:0: dropped: empty text; list:1: dropped: empty text"
    )
    with pytest.raises(ReadError, match=r"^list holds no rows$"):
        read([])


def test_progress_is_silent_without_a_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    read([{"text": "a"}], clean=False, progress=True)
    assert capsys.readouterr() == ("", "")
