"""The same line on real news: a page as it comes off the web, and 84 articles of seven outlets.

Neither is part of the repository; the tests skip where ``../shared`` is not there.
"""

import json
import shutil
from pathlib import Path

import pandas as pd
import pytest

import framing as fr
from framing.articles import restore_raw
from framing.study import run

ROOT = Path(__file__).resolve().parents[2]
SHARED = ROOT.parent / "shared"
SEED = SHARED / "seed" / "article.txt"
POLNEAR = SHARED / "data" / "polnear" / "dev.jsonl"
pytestmark = pytest.mark.skipif(not SEED.is_file(), reason="the articles of ../shared are not here")


@pytest.fixture(scope="module")
def seed():
    return fr.annotate(fr.read(SEED))


def test_seed_offsets_index_the_text_exactly(seed):
    article = seed.corpus[0]
    said = fr.find_attributions(seed)
    assert len(said) >= 10
    for row in said.to_dict("records"):
        for role in ("source", "cue", "content"):
            parts = [article.text[s:e] for s, e in row[f"{role}_spans"]]
            assert (row[role] or "") == " ... ".join(parts)
    for row in fr.find_citations(seed).to_dict("records"):
        if pd.notna(row["start"]):
            assert article.text[row["start"] : row["end"]] == row["text"]


def test_seed_noise_is_out_of_the_text_and_kept(seed):
    article = seed.corpus[0]
    for noise in ("READ MORE", "Reuters", "Source:", "Post a Comment", "0 Comments"):
        assert noise not in article.text
    raw = SEED.read_text(encoding="utf-8")
    assert article.text.count(raw.splitlines()[0]) == 0, "the heading is the title"
    assert article.title == raw.splitlines()[0]
    removed = " ".join(edit.raw_text for edit in article.edits)
    assert removed.count("READ MORE") == raw.count("READ MORE") == 4
    for noise in ("Reuters", "Source:", "Post a Comment"):
        assert noise in removed
    assert restore_raw(article.text, article.edits) == raw.replace("\r\n", "\n")


def test_seed_sources_are_found(seed):
    said = fr.find_attributions(seed).set_index("attribution")
    by_source = said.reset_index().set_index("source")
    assert by_source.loc["an adviser to Macron", "cue"] == "told"
    assert by_source.loc["the report", "cue"] == "said"
    promised = said[said.cue == "promised"].iloc[0]
    assert promised["source"] == "Putin"
    assert said.loc[promised["parent"], "source"] == "the Elysee"
    cited = fr.find_citations(seed)
    assert {"state media"} <= set(cited[cited.kind == "media"].name)
    assert "Reuters" in set(cited[cited.kind == "photo_credit"].name)
    assert (cited.kind == "source_line").any()


def test_seed_attributions_of_every_kind_have_the_right_source(seed):
    said = fr.find_attributions(seed)
    for source, cue, resolved in (
        ("Macron’s office", "said", "Macron’s office"),
        ("the Elysee palace", "said", "the Elysee palace"),
        ("Putin", "promised", "Russian President Vladimir Putin"),
        ("an adviser to Macron", "told", "an adviser to Macron"),
        ("it", "says", "The West"),
    ):
        rows = said[(said.source == source) & said.cue.str.startswith(cue)]
        assert rows.source_resolved.tolist() == [resolved], source
    post = fr.describe_sources(seed).set_index("source")
    post = post[post.index.str.startswith("a social media post")].iloc[0]
    assert post.source_author == "reporters for Belarus state media"
    assert {"document", "social_media", "state_media"} <= set(post.source_types)
    assert "what it says is" in set(fr.find_distancing(seed).text)


def test_no_noise_is_an_attribution(seed):
    said = fr.find_attributions(seed)
    spans = " ".join(said[["source", "cue", "content"]].fillna("").sum())
    for noise in ("READ MORE", "Comment", "TRTWorld", "Reuters"):
        assert noise not in spans
    assert (said.source == "The European Union").sum() == 0, "a caption, printed twice"


def test_links_and_credits_are_no_attributions_without_cleaning():
    notes = fr.annotate(fr.read(SEED, clean=False))
    text = notes.corpus[0].text
    for row in fr.find_attributions(notes).itertuples():
        for start, end in [*row.source_spans, *row.cue_spans, *row.content_spans]:
            line = text[text.rfind("\n", 0, start) + 1 : end]
            assert not line.startswith(("READ MORE", "Source:", "Post a Comment", "0 Comments"))


@pytest.mark.skipif(not POLNEAR.is_file(), reason="the PolNeAR corpus of ../shared is not here")
def test_study_of_seven_outlets_runs_and_draws(tmp_path):
    here = tmp_path / "main" / "benchmarks" / "studies"
    here.mkdir(parents=True)
    shutil.copy(ROOT / "benchmarks" / "studies" / "polnear.toml", here / "polnear.toml")
    (tmp_path / "shared").symlink_to(SHARED)
    manifest = run(here / "polnear.toml", tmp_path / "out")
    assert manifest["rows"]["articles"] == 84
    result = pd.read_parquet(tmp_path / "out" / "tables" / "cues.parquet")
    outlets = result[(result.kind == "estimate") & (result.estimand == "pooled")]
    assert outlets.groupby("feature").size().eq(7).all()
    drawn = pd.read_csv(tmp_path / "out" / "figures" / "polnear_distancing.csv")
    assert drawn.estimate.is_monotonic_decreasing


@pytest.mark.skipif(not POLNEAR.is_file(), reason="the PolNeAR corpus of ../shared is not here")
def test_cleaning_removes_no_gold_span():
    rows = [json.loads(line) for line in POLNEAR.read_text("utf-8").splitlines()]
    corpus = fr.read([{k: row[k] for k in ("id", "outlet", "text")} for row in rows])
    lost = 0
    for row, article in zip(rows, corpus, strict=True):
        gone = [
            (e.raw_start, e.raw_start + len(e.raw_text))
            for e in article.edits
            if any(c.isalnum() for c in e.raw_text) and not e.new_text.strip()
        ]
        for attribution in row["attributions"]:
            for role in ("source", "cue", "content"):
                for start, end in attribution[role]:
                    lost += any(a < end and start < b for a, b in gone)
    assert lost == 0
