"""The benchmark of leaning runs on a slice of the data, where they are, and drops as it should."""

import json
from pathlib import Path

import pytest

from benchmarks.models.leaning import (
    choose_strength,
    load_rows,
    main,
    run,
    score_split,
    split_rows,
    straddling,
    unrelated_hosts,
)
from framing.models import score_change, score_part

ARTICLES = Path(__file__).resolve().parents[2].parent / "shared" / "data" / "abp" / "articles.jsonl"


@pytest.fixture(scope="module")
def rows():
    if not ARTICLES.is_file():
        pytest.skip("no articles of Article-Bias-Prediction in shared/data/abp")
    return load_rows(ARTICLES)


def test_says_so_without_data(tmp_path, capsys, monkeypatch):
    monkeypatch.setattr("sys.argv", ["leaning", str(tmp_path / "none.jsonl")])
    with pytest.raises(SystemExit):
        main()
    assert "none.jsonl; give the articles of Article-Bias-Prediction" in capsys.readouterr().err


def made_up(tmp_path):
    """Outlets sign their articles and say nothing else: the random score is the signature's."""
    words = ["rain", "sun", "snow", "fog", "wind", "hail", "frost"]
    leanings = ("left", "center", "right")
    lines = []
    for i in range(360):
        outlet = i % 12
        sky = f"{words[i * 5 % 7]} and {words[i * 3 % 7]}"
        row = {
            "id": str(i),
            "host": f"paper{outlet}.example",
            "date": "2031-03-03",
            "title": "Weather",
            "text": f"{sky}, desk{chr(97 + outlet)} writes.",
            "labels": {"leaning": leanings[outlet % 3]},
            "split": {
                "random": "test" if outlet < 3 and (i // 12) % 3 == 0 else "train",
                "media": "test" if outlet < 3 and (i // 12) % 3 == 0 else "train",
            },
            "in_task": True,
            "sibling_outlet_in_media_train": outlet == 0,
        }
        if outlet < 3 and row["split"]["media"] == "train":
            row["split"]["media"] = None
        lines.append(json.dumps(row))
    path = tmp_path / "articles.jsonl"
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def test_made_up_outlets_show_the_drop(tmp_path, capsys):
    found = run(made_up(tmp_path))
    assert found["random"].score("accuracy") == 1.0
    assert found["outlets"].score("accuracy") < 0.5
    change = found["change by host"].set_index(["model", "metric"]).loc["model", "accuracy"]
    assert change["n_articles"] == 20
    assert change["n_groups"] == 2
    assert change["before"] == 1.0
    assert change["after"] <= 0.5
    out = capsys.readouterr().out
    assert "the outlet alone tells the label of 100% of them" in out
    assert "no host is in both parts" in out
    assert "sibling    10 articles" in out


def test_recognising_outlets_is_lost_when_they_are_held_out(rows):
    """On 800 training articles; all 1,100 test articles without siblings, the same both times."""
    scored = {
        split: score_split(split_rows(rows, split, 800), c=10.0, masked=False, baselines=False)
        for split in ("random", "outlets")
    }
    alone, hosts = unrelated_hosts(split_rows(rows, "outlets").test)
    change = score_change(scored["random"][0], scored["outlets"][0], alone, groups=hosts)
    found = change.set_index(["model", "metric"]).loc["model", "accuracy"]
    assert found["n_articles"] == 1100
    assert found["n_groups"] == 11
    assert found["before"] > 0.55
    assert found["change"] < -0.05
    assert found["ci_high"] < 0
    by_article, by_host = (
        score_part(scored["outlets"][0], alone, groups=groups).iloc[0] for groups in (None, hosts)
    )
    assert by_host["ci_high"] - by_host["ci_low"] > 2 * (
        by_article["ci_high"] - by_article["ci_low"]
    )
    assert any("1300 of 1300 test articles are of outlets" in w for w in scored["random"][1])
    assert not any("the outlet alone" in w for w in scored["outlets"][1])


def test_the_same_articles_are_tested_in_both_splits(rows):
    random, outlets = (split_rows(rows, split).test for split in ("random", "outlets"))
    assert {row["id"] for row in random} == {row["id"] for row in outlets}
    alone, hosts = unrelated_hosts(outlets)
    assert (len(alone), len(hosts)) == (1100, 1300)


def test_a_limit_cuts_training_only(rows):
    whole, part = split_rows(rows, "random"), split_rows(rows, "random", 50)
    assert len(part.train) == 50
    assert (len(part.valid), len(part.test)) == (len(whole.valid), len(whole.test))


def test_the_published_media_split_is_refused(rows):
    assert straddling(split_rows(rows, "outlets")).startswith(
        "refused: fold 0: group 'cbn.com' straddles: 5 of its articles in training, 100 in test"
    )


def test_strength_is_chosen_on_validation(tmp_path):
    parts = split_rows(load_rows(made_up(tmp_path)), "random")
    assert choose_strength(parts) == 10.0
    cut = type(parts)(parts.train[:120], parts.train[120:150], [])
    assert choose_strength(cut) == 1.0
