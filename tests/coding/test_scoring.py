"""Scores of attributions: by hand on a sentence, and equal to the project's scorer on real ones."""

import importlib.util
import json
import random
from pathlib import Path

import pytest

from framing.coding import as_relations, count_article, read_gold, score_attributions
from framing.types import Attribution

SHARED = Path(__file__).resolve().parents[2].parent / "shared"
TEXT = "It rained, the mayor said. Critics claim that nobody came."
GOLD = {
    "id": "a",
    "text": TEXT,
    "attributions": [
        {"source": [[11, 20]], "cue": [[21, 25]], "content": [[0, 9]], "stance": "neutral"},
        {"source": [[27, 34]], "cue": [[35, 40]], "content": [[41, 57]], "stance": "distancing"},
    ],
}


def test_by_hand():
    predicted = [
        {"source": [[15, 20]], "cue": [[21, 25]], "content": [[0, 9]], "stance": "neutral"},
        {"source": [], "cue": [[35, 40]], "content": [[46, 57]], "stance": "neutral"},
    ]
    table = score_attributions([GOLD], {"a": predicted}).set_index("measure")
    assert table.loc["relation", "f1"] == 1.0  # 2 of 3 content words of the second: Jaccard .67
    assert table.loc["full relation", "n_both"] == 1  # "mayor" of "the mayor": .5; second has none
    assert table.loc["exact content", "n_both"] == 1
    assert table.loc["source token", "recall"] == pytest.approx(1 / 3)
    assert table.loc["content exact span", "n_both"] == 1
    assert table.loc["stance accuracy", "f1"] == 0.5


def test_layers_and_resolved_sources():
    text = "Ann Roe, the mayor, spoke. Bo Ek hopes that it rains, she said. He left, Ek said."
    outer = {"source": [[55, 58]], "cue": [[59, 63]], "content": [[27, 53]], "parent": None}
    inner = {"source": [[27, 32]], "cue": [[33, 38]], "content": [[39, 53]], "parent": 0}
    last = {"source": [[74, 76]], "cue": [[77, 81]], "content": [[65, 72]], "parent": None}
    gold = [
        outer | {"who": "Ann Roe, the mayor"},
        inner | {"who": None},
        last | {"who": "Bo Ek"},
    ]
    article = {"id": "a", "text": text, "attributions": gold}
    found = [outer | {"who": "Ann Roe"}, inner | {"who": None}, last | {"who": "Ann Roe"}]
    table = score_attributions([article], {"a": found}).set_index("measure")
    assert table.loc["nested relation", ["n_gold", "n_predicted", "n_both"]].tolist() == [1, 1, 1]
    assert table.loc["parent accuracy", "f1"] == 1.0
    row = table.loc["resolved source"]
    assert (row.n_gold, row.n_predicted, row.n_both) == (2, 2, 1)
    wrong = [outer | {"who": None}, inner | {"who": None, "parent": 2}, last | {"who": None}]
    table = score_attributions([article], {"a": wrong}).set_index("measure")
    assert table.loc["parent accuracy", "n_both"] == 0
    assert (
        table.loc["resolved source", "n_predicted"],
        table.loc["nested relation", "n_both"],
    ) == (
        0,
        1,
    )
    flat = [{k: v for k, v in row.items() if k not in ("parent", "who")} for row in gold]
    table = score_attributions([article | {"attributions": flat}], {"a": found})
    assert not set(table.measure) & {"nested relation", "parent accuracy", "resolved source"}


def test_attributions_in_the_form_of_a_gold_file_name_the_resolved_source():
    text = "Ann Roe spoke. It rained, she said. The dam holds, Roe said. The dam holds, Roe said."
    said = [
        Attribution(((26, 29),), ((30, 34),), ((15, 24),)),
        Attribution(((51, 54),), ((55, 59),), ((36, 49),)),
        Attribution((), ((80, 84),), ((61, 74),)),
    ]
    assert [row["who"] for row in as_relations(said, text=text)] == ["Ann Roe", "Ann Roe", None]
    assert "who" not in as_relations(said)[0]


def test_missing_articles_count_as_empty_and_secondary_ones_not_at_all():
    table = score_attributions([GOLD, GOLD | {"id": "b", "primary": False}], {})
    row = table.set_index("measure").loc["relation"]
    assert (row.n_gold, row.n_predicted, row.f1) == (2, 0, 0.0)


def test_gold_file_names_the_bad_line(tmp_path):
    file = tmp_path / "gold.jsonl"
    file.write_text('{"id": "a", "attributions": []}\n{"id": "b"}\n')
    with pytest.raises(ValueError, match=r"gold\.jsonl:2: lacks attributions"):
        read_gold(file)
    file.write_text("{\n")
    with pytest.raises(ValueError, match=r"gold\.jsonl:1: not JSON"):
        read_gold(file)
    for spans in ("[[0, 9]]", "[[3, 1]]", "[0, 1]", '"x"', "[[0, 1.5]]"):
        file.write_text(f'{{"id": "a", "text": "Rain", "attributions": [{{"cue": {spans}}}]}}')
        with pytest.raises(ValueError, match=r"gold\.jsonl:1: attribution 0: cue must be a l"):
            read_gold(file)
    file.write_text('{"id": "a", "text": "one\u2028two", "attributions": []}', encoding="utf-8")
    assert len(read_gold(file)) == 1
    file.write_text("\n")
    with pytest.raises(ValueError, match=r"gold\.jsonl holds no articles"):
        read_gold(file)
    with pytest.raises(FileNotFoundError, match="no gold file"):
        read_gold(tmp_path / "none.jsonl")


@pytest.mark.skipif(not SHARED.is_dir(), reason="the gold corpora of ../shared are not here")
def test_equals_the_scorer_of_the_corpus():
    spec = importlib.util.spec_from_file_location(
        "reference_scorer", SHARED / "bench" / "score_attribution.py"
    )
    scorer = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(scorer)
    rng = random.Random(0)
    with (SHARED / "data" / "polnear" / "dev.jsonl").open(encoding="utf-8") as lines:
        articles = [json.loads(line) for line in lines][:20]
    for article in articles:
        predicted = [
            {
                role: [
                    [max(0, s - rng.randint(0, 9)), e] for s, e in row[role] if rng.random() < 0.8
                ]
                for role in ("source", "cue", "content")
            }
            for row in article["attributions"]
            if rng.random() < 0.8
        ]
        theirs, ours = scorer.count(article, predicted), count_article(article, predicted)
        for name, key in (
            ("relation", "relation@0.5"),
            ("full relation", "full relation@0.5"),
            ("exact content", "exact content"),
            ("content token", "content"),
            ("cue exact span", "cue span"),
        ):
            for mine, other in (("both", "tp"), ("gold", "gold"), ("predicted", "pred")):
                assert ours[name, mine] == theirs[key, other]
