"""Tables go to disk and come back: awkward texts, ids like numbers, files that are none."""

import pandas as pd
import pytest

from framing.study.tables import SUFFIXES, check_target, read_table, write_table

TABLE = pd.DataFrame(
    {
        "article_id": ["001", "002"],
        "outlet": ["01", "courier"],
        "date": ["2031-03-05", None],
        "content": ['a\rb, "c"', "line\nline\u2028line"],
        "cue_spans": [[[0, 4], [6, 9]], []],
        "n_words": [3, 4],
        "share_stance": [0.5, None],
    }
)


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_a_table_comes_back(suffix, tmp_path):
    path = write_table(TABLE, tmp_path / f"t{suffix}")
    again = read_table(path)
    plain = [c for c in TABLE.columns if c != "cue_spans"]
    pd.testing.assert_frame_equal(again[plain], TABLE[plain], check_dtype=False)
    assert TABLE["cue_spans"].tolist() == [[[0, 4], [6, 9]], []]
    if suffix in (".csv", ".xlsx"):
        assert again["cue_spans"].tolist() == ["[[0, 4], [6, 9]]", "[]"]


def test_excel_gets_no_control_characters_and_nothing_is_cut(tmp_path):
    frame = pd.DataFrame({"content": ["a\x01b"]})
    assert read_table(write_table(frame, tmp_path / "t.xlsx"))["content"].tolist() == ["a\ufffdb"]
    with pytest.raises(ValueError, match=r"a text of 32768 characters does not fit into a cell"):
        write_table(pd.DataFrame({"content": ["x" * 32768]}), tmp_path / "t.xlsx")


@pytest.mark.parametrize("suffix", SUFFIXES)
@pytest.mark.parametrize("content", [b"", b"\x00\xff\xfe not a table"])
def test_files_that_are_no_table_are_named(content, suffix, tmp_path):
    path = tmp_path / f"t{suffix}"
    path.write_bytes(content)
    if content == b"" and suffix == ".jsonl":
        assert len(read_table(path)) == 0  # no line, no row
        return
    with pytest.raises(ValueError, match=rf"^t\{suffix} is no readable \{suffix} table: "):
        read_table(path)


def test_targets_are_refused_before_the_work(tmp_path):
    (tmp_path / "t.csv").mkdir()
    with pytest.raises(ValueError, match="it is a folder; name a file in it"):
        check_target(tmp_path / "t.csv")
    with pytest.raises(FileNotFoundError, match=r"cannot write x\.csv: no folder .*none; make it"):
        check_target(tmp_path / "none" / "x.csv")
    with pytest.raises(ValueError, match=r"the suffix must be \.csv, \.parquet, \.jsonl, \.xlsx$"):
        check_target(tmp_path / "x.sav")
