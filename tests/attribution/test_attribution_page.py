"""A page as it comes off the web: every layer is found, and no link, caption or credit speaks."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

import framing as fr

TITLE = "Kestria and Varland signal readiness to end the ferry dispute"
CAPTION = "The Harbour Union vowed to go on with the strike at the port of Merrow."
PARAGRAPHS = (
    TITLE,
    "Ministers of both countries discussed ways to reopen the crossing and to calm the quarrel.",
    f"{CAPTION}\n{CAPTION} (Reuters)",
    "Foreign Minister Lena Brandt and President Aldo Verin agreed that the crossing had to be "
    "reopened, Brandt’s office said on Monday.",
    "Verin promised Brandt that “he will speak to the union” about the strike, the palace said.",
    "“The aim of this call was to end the quarrel,” an adviser to Brandt told reporters after the "
    "talks.",
    "READ MORE: Bread supply at risk as ferry dispute goes on",
    "READ MORE: Explained: how the crossing was closed",
    "On the same day, the mayor and the union talked by phone, according to a social media post "
    "by reporters for Kestria state media.",
    "They have agreed to meet again, the report said.",
    "The government wants to end what it says is a campaign by the union to push up prices.",
    "Source: Lowmoor Courier and agencies",
    "Post a Comment",
    "0 Comments",
)
PAGE = "\n\n".join(PARAGRAPHS)


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path: Path = tmp_path_factory.mktemp("page") / "article.txt"
    path.write_text(PAGE, encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def page(file: Path) -> fr.Annotations:
    return fr.annotate(fr.read(file))


@pytest.fixture(scope="module")
def said(page: fr.Annotations) -> pd.DataFrame:
    return fr.find_attributions(page)


@pytest.mark.parametrize(
    ("source", "cue", "opening"),
    [
        ("Brandt’s office", "said", "Foreign Minister Lena Brandt and President"),
        ("Verin", "promised", "that “he will speak"),
        ("the palace", "said", "Verin promised Brandt"),
        ("an adviser to Brandt", "told", "“The aim of this call"),
        ("the report", "said", "They have agreed"),
        ("it", "says", "a campaign by the union"),
    ],
)
def test_every_layer_has_its_source(
    said: pd.DataFrame, source: str, cue: str, opening: str
) -> None:
    rows = said[(said.source == source) & (said.cue == cue)]
    assert any(content.startswith(opening) for content in rows.content)


def test_both_layers_of_a_reported_promise(said: pd.DataFrame) -> None:
    rows = said.set_index("attribution")
    promised = rows[rows.cue == "promised"].iloc[0]
    assert rows.loc[promised.parent, "source"] == "the palace"
    agreed = rows[rows.cue == "agreed"].iloc[0]
    assert rows.loc[agreed.parent, "source"] == "Brandt’s office"


def test_who_stands_behind_a_post(page: fr.Annotations) -> None:
    rows = fr.describe_sources(page)
    post = rows[rows.source.str.startswith("a social media post")].iloc[0]
    assert post.source_author == "reporters for Kestria state media"
    assert "state_media" in post.source_types


def test_short_sources_are_resolved(said: pd.DataFrame) -> None:
    resolved = said.set_index("source").source_resolved
    assert resolved["an adviser to Brandt"] == "an adviser to Brandt"
    assert resolved["Verin"] == "President Aldo Verin"


def test_noise_says_nothing(said: pd.DataFrame) -> None:
    spoken = " ".join(said[["source", "cue", "content"]].fillna("").sum())
    for noise in ("READ MORE", "Harbour Union", "Reuters", "Courier", "Comment"):
        assert noise not in spoken


def test_links_and_credits_say_nothing_without_cleaning(file: Path) -> None:
    notes = fr.annotate(fr.read(file, clean=False))
    text = notes.corpus[0].text
    assert text == PAGE
    for row in fr.find_attributions(notes).itertuples():
        for start, end in [*row.source_spans, *row.cue_spans, *row.content_spans]:
            line = text[text.rfind("\n", 0, start) + 1 : end]
            assert not line.startswith(("READ MORE", "Source:", "Post a", "0 Comm"))


def test_distancing_without_a_verb(page: fr.Annotations) -> None:
    assert "what it says is" in set(fr.find_distancing(page).text)
