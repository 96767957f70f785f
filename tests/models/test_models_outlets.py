"""The benchmark of outlets keeps days and events whole and shows what masking takes away."""

import json
from datetime import date, timedelta
from pathlib import Path

import numpy as np
import pytest

from benchmarks.models.outlets import load, main, run
from framing.models import groups_of

ARTICLES = Path(__file__).resolve().parents[2].parent / "shared" / "data" / "polnear" / "dev.jsonl"
SKIES = ["rain", "sun", "snow", "fog", "wind", "hail", "frost"]


def made_up(tmp_path):
    """Two outlets, a day a week: one puts speech in quotation marks, both name themselves."""
    lines = []
    for i in range(40):
        outlet = ("Breitbart", "Politico")[i % 2]
        said = '"It is wet," the mayor said.' if i % 2 else "It is wet, the mayor said."
        day = date(2031, 3, 3) + timedelta(weeks=i // 2)
        sky = f"The {SKIES[i * 3 % 7]} and {SKIES[i * 5 % 7]} stay, day {i}."
        text = f"{sky} {outlet} has more. {said}"
        row = {"id": str(i), "outlet": outlet, "date": day.isoformat()}
        lines.append(json.dumps({**row, "title": f"Sky {i}", "text": text}))
    path = tmp_path / "articles.jsonl"
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def test_names_give_outlets_away_until_they_are_masked(tmp_path, capsys):
    found = run([made_up(tmp_path)], method="rules", baselines=False, importance=False)
    assert found["words"].score("accuracy") == 1.0
    assert found["masked words"].score("accuracy") < 0.75
    assert found["features"].score("accuracy") == 1.0
    assert found["features"].signature["n_groups"] == 20
    out = capsys.readouterr().out
    assert "40 articles of 2 outlets in 20 groups" in out
    assert "macro-F1, masked words -> words: +" in out


def test_no_day_is_parted():
    if not ARTICLES.is_file():
        pytest.skip("no articles of PolNeAR in shared/data/polnear")
    corpus = load([ARTICLES])
    groups = groups_of(corpus, by=("event", "duplicate_of", "text", "day"))
    days = np.array([str(article.date) for article in corpus])
    assert len(set(days)) > 20
    for day in set(days):
        assert len(set(groups[days == day])) == 1


def test_says_so_without_data(tmp_path, capsys, monkeypatch):
    monkeypatch.setattr("sys.argv", ["outlets", str(tmp_path / "none.jsonl")])
    with pytest.raises(SystemExit):
        main()
    assert "none.jsonl; give the articles of PolNeAR" in capsys.readouterr().err
