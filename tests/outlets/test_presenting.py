"""First sources, answers and headlines: counted as defined."""

import numpy as np
import pytest

from framing.articles import Corpus
from framing.notes import annotate
from framing.outlets import compare, compare_measures, measure_headlines, measure_order
from framing.types import Article


def order_of(text, **options):
    corpus = Corpus.from_articles([Article(id="a", text=text, outlet="o", event="e")])
    return measure_order(annotate(corpus, method="rules"), **options).iloc[0]


def test_first_source_and_its_paragraph():
    row = order_of("It rained.\n\nPolice said that two were hurt. The mayor said that it was over.")
    assert (row.n_first, row.n_first_security, row.n_first_official) == (1, 1, 0)
    assert row.sum_first_paragraph / row.n_first_paragraph == 2
    none = order_of("It rained all day.")
    assert (none.n_first, none.n_first_paragraph, none.n_claim) == (0, 0, 0)


def test_claim_and_answer():
    text = (
        "The mayor slammed the ministry. It rained. It was late.\n\n"
        "The ministry denied that it was late."
    )
    row = order_of(text)
    assert (row.n_claim, row.n_claim_answered) == (1, 1)
    assert row.sum_gap_sentences == 3
    assert row.sum_gap_paragraphs == 1
    alone = order_of("The mayor slammed the ministry. It rained.")
    assert (alone.n_claim, alone.n_claim_answered, alone.n_gap_sentences) == (1, 0, 0)


def test_an_answer_must_come_later_and_from_another():
    before = order_of("The ministry denied that it was late. The mayor slammed the ministry.")
    assert before.n_claim_answered == 0
    same = order_of("The mayor slammed the ministry. The mayor denied that it was late.")
    assert same.n_claim_answered == 0


def test_sides_instead_of_cues():
    text = "Vale said that it rained. Vale said more. Holm said that it did not."
    row = order_of(text, sides={"Vale": "x", "Holm": "y"}, contrast=("x", "y"))
    assert (row.n_claim, row.n_claim_answered, row.sum_gap_sentences) == (1, 1, 2)
    turned = order_of(text, sides={"Vale": "x", "Holm": "y"}, contrast=("y", "x"))
    assert (turned.n_claim, turned.n_claim_answered) == (1, 0)
    with pytest.raises(ValueError, match="contrast= names two"):
        order_of(text, sides={"Vale": "x"})
    with pytest.raises(ValueError, match="no source is on the side 'z'"):
        order_of(text, sides={"Vale": "x"}, contrast=("x", "z"))


def test_columns_are_measures(notes):
    table = measure_order(notes)
    assert (table.filter(like="n_first_").drop(columns="n_first_paragraph").sum(axis=1) <= 1).all()
    got = compare(
        table,
        features=["share_first_official", "share_first_citizen", "share_claim_answered"],
        reference="courier",
    )
    pooled = got[got.estimand == "pooled"].set_index(["feature", "kind", "group_a"])["estimate"]
    assert pooled["share_first_official", "contrast", "meridian"] > 0
    assert pooled["share_first_citizen", "contrast", "meridian"] < 0
    means = compare(table, features=["mean_gap_sentences", "mean_first_paragraph"])
    assert means.loc[means.kind == "estimate", "estimate"].min() >= 0


def test_headlines_beside_bodies(notes):
    table = measure_headlines(notes)
    assert len(table) == 60
    assert (table["n_title_words"] > 0).all()
    assert (table["n_title_voice_attributed"] <= table["n_title_voice"]).all()
    got = compare_measures(table, "share_title_voice_attributed", "share_body_voice_attributed")
    inside = got[(got.estimand == "differential") & (got.kind == "estimate")]
    assert (inside["estimate"] < 0).all()


def test_only_articles_with_titles():
    articles = [
        Article(id="a", text="It rained.", title="Mayor says it rained"),
        Article(id="b", text="It rained."),
        Article(id="c", text="It rained.", title=" "),
    ]
    table = measure_headlines(annotate(Corpus.from_articles(articles), method="rules"))
    assert table["article_id"].tolist() == ["a"]
    assert np.issubdtype(table["n_headline_attributed"].dtype, np.integer)
    with pytest.raises(ValueError, match="no article has a title"):
        measure_headlines(annotate(Corpus.from_articles(articles[1:]), method="rules"))


def test_empty_corpus_gives_an_empty_table():
    table = measure_order(Corpus.from_articles([]))
    assert len(table) == 0
    assert "n_first_official" in table


def test_headlines_are_judged_as_bodies_were(tmp_path):
    title, text = "Mayor argued that dam leaks", "The mayor argued that the dam leaks."
    corpus = Corpus.from_articles([Article(id="a", title=title, text=text)])
    for scheme, n in (("default", 1), ("floyd2000", 0)):
        table = measure_headlines(annotate(corpus, method="rules", scheme=scheme))
        assert table["n_title_stance_distancing"].tolist() == [n]
        assert table["n_body_stance_distancing"].tolist() == [n]
    mine = tmp_path / "mine.csv"
    mine.write_text("lemma,class\nargue,attack\n")
    with pytest.raises(ValueError, match=r"follow the stance table 'mine\.csv'.* one of default,"):
        measure_headlines(annotate(corpus, method="rules", scheme=str(mine)))
