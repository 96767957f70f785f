"""The benchmark of leaning runs on a slice of the data, where they are, and drops as it should."""

import json
from pathlib import Path

import pytest

from benchmarks.models.leaning import load_rows, main, run, split_rows, straddling

SHARED = Path(__file__).resolve().parents[2].parent / "shared" / "data"


@pytest.fixture
def data():
    if not (SHARED / "abp" / "articles.jsonl").is_file():
        pytest.skip("no articles of Article-Bias-Prediction in shared/data/abp")
    return SHARED


def test_says_so_without_data(tmp_path, capsys, monkeypatch):
    monkeypatch.setattr("sys.argv", ["leaning", "--data", str(tmp_path)])
    assert main() == 0
    assert "skipped: no abp/articles.jsonl" in capsys.readouterr().out


def test_made_up_outlets_show_the_drop(tmp_path, capsys):
    """Outlets sign their articles and say nothing else: the random score is the signature's."""
    (tmp_path / "abp").mkdir()
    words = ["rain", "sun", "snow", "fog", "wind", "hail", "frost"]
    leanings = ("left", "center", "right")
    rows = []
    for i in range(360):
        outlet = i % 12
        sky = f"{words[i * 5 % 7]} and {words[i * 3 % 7]}"
        rows.append(
            {
                "id": str(i),
                "host": f"paper{outlet}.example",
                "date": "2031-03-03",
                "title": "Weather",
                "text": f"{sky}, desk{chr(97 + outlet)} writes.",
                "labels": {"leaning": leanings[outlet % 3]},
                "split": {
                    "random": "test" if (i // 12) % 3 == 0 else "train",
                    "media": "test" if outlet < 3 else "train",
                },
                "in_task": True,
            }
        )
    lines = "\n".join(json.dumps(row) for row in rows)
    (tmp_path / "abp" / "articles.jsonl").write_text(lines, encoding="utf-8")
    found = run(tmp_path)
    assert found["random"] == 1.0
    assert found["outlets"] < 0.5
    out = capsys.readouterr().out
    assert "the outlet alone tells the label of 100% of them" in out
    assert "no host is in both parts" in out


def test_a_slice_of_the_articles_drops(data, capsys):
    found = run(data, limit=400)
    assert found["random"] > 0.5
    assert found["random"] - found["outlets"] > 0.02
    assert "accuracy, random -> outlets" in capsys.readouterr().out


def test_the_published_media_split_is_refused(data):
    rows = load_rows(data / "abp" / "articles.jsonl")
    assert straddling(*split_rows(rows, "media", None)).startswith(
        "refused: fold 0: group 'cbn.com' straddles: 5 of its articles in training, 100 in test"
    )
    assert straddling(*split_rows(rows, "outlets", None)) == "no host is in both parts"
