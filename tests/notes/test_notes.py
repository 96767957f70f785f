"""Annotations: one table per layer, exact offsets, corrections that flow, nothing lost silently."""

import pandas as pd
import pytest

import framing as fr
from framing.articles import Corpus
from framing.notes import annotate, read_notes
from framing.types import Article

TEXTS = {
    "a": 'The bridge is closed, the mayor said. "We tried," she added, "and failed."',
    "b": "Critics claimed it was late. Talks have failed, state media reported.",
    "c": "Nobody speaks here.",
}


@pytest.fixture(scope="module")
def notes():
    return annotate(
        Corpus.from_articles([Article(id=k, text=t, outlet=f"o-{k}") for k, t in TEXTS.items()])
    )


def test_offsets_are_the_text(notes):
    said = fr.find_attributions(notes)
    assert len(said) >= 4
    for row in said.to_dict("records"):
        text = TEXTS[row["article_id"]]
        for role in ("source", "cue", "content"):
            joined = " ... ".join(text[s:e] for s, e in row[f"{role}_spans"])
            assert (row[role] or "") == joined
    interrupted = said[said.cue == "added"].iloc[0]
    assert interrupted.content == '"We tried," ... "and failed."'
    assert interrupted.quotation == "direct"


def test_batching_and_order_change_nothing(notes):
    alone = pd.concat(
        [fr.find_attributions(annotate(notes.corpus[i : i + 1])) for i in range(len(notes))],
        ignore_index=True,
    )
    pd.testing.assert_frame_equal(alone, fr.find_attributions(notes), check_dtype=False)


def test_written_and_read_back_it_is_the_same(notes, tmp_path):
    again = read_notes(notes.write(tmp_path / "notes"))
    assert again.digest == notes.digest
    assert again.signature == notes.signature
    (tmp_path / "notes" / "citations.parquet").unlink()
    with pytest.raises(FileNotFoundError, match=r"no citations\.parquet; a folder of annotations"):
        read_notes(tmp_path / "notes")


def test_corrections_flow_into_numbers(notes):
    said = fr.find_attributions(notes)
    before = fr.measure(notes)
    said.loc[said.cue == "claimed", "stance"] = "neutral"
    said = said[said.cue != "added"]
    corrected = notes.replace(attributions=said)
    after = fr.measure(corrected)
    assert after.n_attributions.sum() == before.n_attributions.sum() - 1
    assert before.n_stance_distancing.sum() == 1
    assert after.n_stance_distancing.sum() == 0
    assert "corrected" in corrected.signature
    assert notes.attributions.num_rows == len(said) + 1, "the original is untouched"


def test_corrections_from_a_spreadsheet_are_checked(notes, tmp_path):
    said = fr.find_attributions(notes)
    said.to_csv(tmp_path / "said.csv", index=False)
    back = notes.replace(attributions=pd.read_csv(tmp_path / "said.csv"))
    pd.testing.assert_frame_equal(fr.find_attributions(back), said)
    for column, value, message in (
        ("stance", "nasty", "stance 'nasty' is not one of neutral"),
        ("article_id", "zz", "article 'zz', which is not in the corpus"),
        ("cue_spans", "5-9", r"cue_spans '5-9' is not a list of \[start, end\] pairs"),
        ("cue_spans", "[[5, 9999]]", r"cue span \[5, 9999\] does not lie in its text"),
    ):
        wrong = said.astype(object).copy()
        wrong.loc[0, column] = value
        with pytest.raises(ValueError, match=message):
            notes.replace(attributions=wrong)
    with pytest.raises(ValueError, match="corrected attributions lack cue_spans"):
        notes.replace(attributions=said.drop(columns="cue_spans"))


def test_other_languages_are_named_and_left_out():
    corpus = Corpus.from_articles(
        [Article(id="a", text=TEXTS["a"]), Article(id="b", text="Es regnet, sagt er.", lang="de")]
    )
    with pytest.warns(UserWarning, match=r"1 of 2 articles are not English \(de\)"):
        notes = annotate(corpus)
    assert len(notes) == 1


def test_empty_corpus_and_wrong_arguments(notes):
    empty = annotate(Corpus.from_articles([]))
    assert fr.find_attributions(empty).empty
    assert list(fr.find_attributions(empty).columns) == list(fr.find_attributions(notes).columns)
    assert fr.measure(empty).empty
    with pytest.raises(ValueError, match="method='magic' is not one of model, rules"):
        annotate(notes.corpus, method="magic")
    with pytest.raises(TypeError, match="need a Corpus .* or Annotations .*, given str"):
        fr.find_attributions("text")


def test_top_sources_join_mentions_and_count_articles():
    texts = [
        "It was late, Mayor Peter Haugan said. It will stop, he said. The dam will hold, Haugan "
        "said.",
        "Roads are closed, Mayor Peter Haugan told reporters. Critics said it was late.",
    ]
    corpus = Corpus.from_articles(
        [Article(id=str(i), text=t, outlet="courier") for i, t in enumerate(texts)]
    )
    top = fr.top_sources(corpus)
    assert top.iloc[0].source == "Mayor Peter Haugan"
    assert top.iloc[0].n_attributions == 4
    assert top.iloc[0].n_articles == 2
    assert top["n_attributions"].sum() == fr.find_attributions(corpus)["source"].notna().sum()
    with pytest.raises(ValueError, match="by must be outlet, event or date"):
        fr.top_sources(corpus, by="mood")


def test_sources_are_described_and_placed():
    text = (
        "The bridge is closed, Foreign Minister Lena Brandt said. It will open soon, she said.\n\n"
        "Talks have failed, a source close to the ministry said. Critics said nobody was told."
    )
    corpus = Corpus.from_articles([Article(id="a", text=text)])
    rows = fr.describe_sources(corpus, gazetteer={"brandt": "Varland"}).set_index("source")
    assert rows.loc["she", "source_head"] == "Brandt"
    assert rows.loc["she", "affiliation"] == "Varland"
    assert rows.loc["she", "elite"]
    source = rows.loc["a source close to the ministry"]
    assert source.anonymous
    assert not source.named
    assert "official" in source.source_types
    assert rows.loc["Critics", "collective"]
    with pytest.raises(ValueError, match="is not a regular expression"):
        fr.describe_sources(corpus, gazetteer={"(": "x"})


def test_who_stands_behind_a_document():
    text = (
        "Roads are icy, a report by the Harbour Board said. Prices rose, the ministry's report "
        "said. It will thaw, the mayor's brother said."
    )
    rows = fr.describe_sources(
        fr.annotate(Corpus.from_articles([Article(id="a", text=text)]), method="rules")
    ).set_index("source")
    assert rows.loc["a report by the Harbour Board", "source_author"] == "the Harbour Board"
    assert rows.loc["the ministry's report", "source_author"] == "the ministry"
    assert pd.isna(rows.loc["the mayor's brother", "source_author"])


def test_stances_follow_the_scheme_and_the_signature_says_which(notes, tmp_path):
    table = tmp_path / "mine.csv"
    table.write_text("lemma,class\nclaim,endorsing\n")
    mine = annotate(notes.corpus, scheme=str(table))
    claimed = fr.find_attributions(mine).set_index("cue").loc["claimed", "stance"]
    assert claimed == "endorsing"
    assert mine.signature["scheme_sha256"] != notes.signature["scheme_sha256"]
    frame = pd.DataFrame({"lemma": ["claim"], "class": ["attack"]})
    said = fr.find_attributions(notes.corpus, scheme=frame, method="rules")
    assert said.set_index("cue").loc["claimed", "stance"] == "attack"
    said = fr.find_attributions(notes.corpus, scheme="hu2023", method="rules").set_index("cue")
    assert said.loc["said", "stance"] == "neutral"
    assert said.loc["reported", "stance"] is None
    with pytest.raises(ValueError, match="stance scheme 'x' is not known"):
        annotate(notes.corpus, scheme="x")


def test_distancing_without_a_verb_is_a_table():
    text = "The so-called repairs went on. It is part of what Dovrin calls a peace plan."
    found = fr.find_distancing(Corpus.from_articles([Article(id="a", text=text)]))
    assert {"marker", "ascription"} <= set(found.kind)
    assert all(text[r.start : r.end] == r.text for r in found.itertuples())


def test_examples_show_the_sentence_behind_a_number(notes):
    table = fr.measure(notes)
    shown = fr.find_examples(notes, "n_stance_distancing")
    assert len(shown) == table.n_stance_distancing.sum()
    assert shown.iloc[0].before + shown.iloc[0].hit + shown.iloc[0].after in TEXTS["b"]
    by_cue = fr.find_examples(notes, cue="^(said|added)$")
    assert sorted(by_cue.hit) == ["added", "said"]
    assert fr.find_examples(notes, source="critics").hit.tolist() == ["Critics"]
    assert fr.find_examples(notes, "n_stance", outlet="o-c").empty
    for wrong, message in (
        ({}, "name what to look for"),
        ({"feature": "n_stance_nasty"}, "stance 'nasty' is not one of neutral"),
        ({"feature": "n_words"}, "no spans stand behind 'n_words'"),
        ({"cue": "("}, "is not a regular expression"),
    ):
        with pytest.raises(ValueError, match=message):
            fr.find_examples(notes, **wrong)
