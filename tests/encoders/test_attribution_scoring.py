"""The scorer of relations: small cases by hand, and the corpus's own scorer where it is there."""

from __future__ import annotations

import importlib.util
import json
import random
from collections import Counter
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from benchmarks.quality.attribution import below_floor, load_gold, main
from benchmarks.quality.scoring import (
    ERRORS,
    MEASURES,
    bootstrap_f1,
    count,
    errors,
    f1,
    in_tokens,
    overlap,
)

SHARED = Path(__file__).resolve().parents[2].parent / "shared"
TEXT = "The mayor said it rained, and the clerk added that it snowed."
GOLD = [
    {"source": [[0, 9]], "cue": [[10, 14]], "content": [[15, 24]]},
    {"source": [[30, 39]], "cue": [[40, 45]], "content": [[46, 60]]},
]


def figures(found: list[dict[str, Any]]) -> dict[str, float]:
    return dict(zip(MEASURES, f1(count(TEXT, GOLD, found)).tolist(), strict=True))


def test_gold_against_itself_is_perfect() -> None:
    assert set(figures(GOLD).values()) == {1.0}
    assert sum(errors(TEXT, GOLD, GOLD).values()) == 0


def test_nothing_found_is_zero() -> None:
    assert set(figures([]).values()) == {0.0}
    assert errors(TEXT, GOLD, [])["cue not found"] == 2


def test_a_wrong_source_costs_the_full_relation_only() -> None:
    wrong = [{**GOLD[0], "source": [[30, 39]]}, GOLD[1]]
    got = figures(wrong)
    assert (got["relation"], got["exact content"], got["full relation"]) == (1.0, 1.0, 0.5)
    assert errors(TEXT, GOLD, wrong)["source missed or wrong"] == 1


def test_edges_that_hold_no_word_do_not_matter() -> None:
    assert figures([{**GOLD[0], "content": [[14, 26]]}, GOLD[1]])["content span"] == 1.0


def test_one_found_relation_matches_one_gold_relation() -> None:
    merged = [{"source": [[0, 9]], "cue": [[10, 14]], "content": [[15, 60]]}]
    got = count(TEXT, GOLD, merged)[MEASURES.index("relation")]
    assert got.tolist() == [0, 2, 1]
    assert errors(TEXT, GOLD, merged)["content merged or split"] >= 1
    assert set(errors(TEXT, GOLD, merged)) == set(ERRORS)


def test_overlap_of_nothing_is_whole() -> None:
    assert overlap(frozenset(), frozenset()) == 1.0
    assert overlap(frozenset({1}), frozenset()) == 0.0
    assert in_tokens("a, b", [{"content": [[1, 2]], "cue": [], "source": []}]) == []


def test_the_bootstrap_holds_the_estimate() -> None:
    counts = np.stack([count(TEXT, GOLD, GOLD[:1]), count(TEXT, GOLD, GOLD)])
    intervals = bootstrap_f1(counts, rng=np.random.default_rng(0), draws=200)
    point = f1(counts.sum(axis=0))
    assert ((intervals[:, 0] <= point) & (point <= intervals[:, 1])).all()


def test_a_floor_is_a_floor() -> None:
    assert below_floor({"relation": 0.7}, {"relation": 0.6}) == [
        "relation is 0.6000, its floor is 0.7000"
    ]
    assert below_floor({"relation": 0.7}, {"relation": 0.699}) == []


def test_another_gold_file_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    gold = tmp_path / "gold.jsonl"
    rows = [{"id": "a", "outlet": "x", "text": TEXT, "attributions": GOLD}]
    rows.append({**rows[0], "id": "b", "primary": False})
    gold.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    assert [row["id"] for row in load_gold(gold, None)] == ["a"]
    assert main([str(gold), "--method", "small", "--check"]) == 2
    assert "not the pinned gold file" in capsys.readouterr().err


@pytest.mark.skipif(not SHARED.is_dir(), reason="the corpus is not here")
def test_counts_equal_the_corpus_scorer() -> None:
    spec = importlib.util.spec_from_file_location(
        "score_attribution", SHARED / "bench" / "score_attribution.py"
    )
    assert spec is not None
    assert spec.loader is not None
    scorer = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(scorer)
    rng = random.Random(0)
    theirs: Counter[Any] = Counter()
    ours = np.zeros((len(MEASURES), 3), dtype=np.int64)
    for row in load_gold(SHARED / "data" / "polnear" / "dev.jsonl", 12):
        found = []
        for relation in row["attributions"]:
            moved = {}
            for role in ("content", "cue", "source"):
                moved[role] = [
                    [max(0, a + rng.choice([-9, 0, 0, 3])), max(a + 1, b + rng.choice([-5, 0, 7]))]
                    for a, b in relation[role]
                ]
            if rng.random() < 0.9:
                found.append({role: [s for s in moved[role] if s[0] < s[1]] for role in moved})
        theirs.update(scorer.count(row, found))
        ours += count(row["text"], row["attributions"], found)
    expected = [v["f1"] for v in scorer.report(theirs).values() if isinstance(v, dict)]
    assert f1(ours).tolist() == pytest.approx(expected)
