"""Cleaning: what is mended, what is taken out, and what must stay."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from framing.articles.clean_lines import clean_lines
from framing.articles.cleaning import Cleaned, clean_text, restore_raw, to_clean_offset
from framing.articles.noise import find_noise_kind
from framing.types import Edit

SHARED = Path(__file__).resolve().parents[2].parent / "shared"
SAMPLE = Path(__file__).resolve().parents[2] / "data" / "sample"
SPECIMEN = SHARED / "seed" / "article.txt"
POLNEAR = SHARED / "data" / "polnear" / "dev.jsonl"
CHARACTERS = ("line_end", "nbsp", "space", "invisible", "ligature", "mojibake", "blank")


def read_lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").split("\n") if line]


def kinds(edits: tuple[Edit, ...]) -> list[str]:
    return [edit.kind for edit in edits if edit.kind not in (*CHARACTERS, "line_join")]


def clean(raw: str, *, heading: bool = False) -> Cleaned:
    cleaned = clean_text(raw, heading=heading)
    assert restore_raw(cleaned.text, cleaned.edits) == raw
    return cleaned


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("READ MORE: Why the bridge is shut", "read_more"),
        ("READ MORE Why the bridge is shut", "read_more"),
        ("Also read | Five facts about the river", "read_more"),
        ("Related: The flood in pictures", "read_more"),
        ("» Read more: Gas transit", "read_more"),
        ("[Watch: The mayor's answer]", "read_more"),
        ("Photo: Hege Dal/PBN", "photo_credit"),
        ("(AP Photo/A. Lund)", "photo_credit"),
        ("Meridian/Ilka Brandvold", "photo_credit"),
        ("A. Lund via Getty Images", "photo_credit"),
        ("FILE PHOTO: Lorries wait at the bridge on Monday.", "caption"),
        ("Image caption The bridge was shut in the night", "caption"),
        ("(Reporting by A. Lund; Editing by B. Moe)", "wire_credit"),
        ("With additional reporting by A. Lund in Dovrin", "wire_credit"),
        ("The Associated Press contributed to this report.", "wire_credit"),
        ("(AP)", "wire_credit"),
        ("With agencies", "wire_credit"),
        ("Source: KNA, press service of the City Court", "source_line"),
        ("Source: Broadcaster and agencies", "source_line"),
        ("Sign up for our daily newsletter.", "newsletter"),
        ("Lowmoor in your inbox every morning: sign up free.", "newsletter"),
        ("Follow A. Lund on Twitter @alund", "newsletter"),
        ("0 Comments", "comments"),
        ("Post a comment", "comments"),
        ("Comments are closed on this story.", "comments"),
        ("© Meridian 2031. All rights reserved.", "copyright"),
        ("(c) Meridian 2031.", "copyright"),
        ("Advertisement", "advert"),
        ("Story continues below advertisement", "advert"),
        ("Garden centre: seed potatoes, 3 for 2 this week.", "advert"),
        ("Share this story", "share"),
        ("Facebook Twitter WhatsApp", "share"),
        ("Last updated 3 March 2031, 10:04 GMT", "timestamp"),
    ],
)
def test_noise_is_told_by_its_words(line: str, kind: str) -> None:
    assert find_noise_kind(line) == kind
    cleaned = clean(f"It rained in Merrow, the mayor said.\n\n{line}\n\nThen the sun came out.")
    assert cleaned.text == "It rained in Merrow, the mayor said.\n\nThen the sun came out."
    assert kinds(cleaned.edits) == [kind]


@pytest.mark.parametrize(
    "line",
    [
        "Read the report, he said, and then judge.",
        "Watch what they do, not what they say, the analyst said.",
        "Sources: the bridge will open on Friday, two officials said.",
        "The source of the leak is not known.",
        "Reporting by The Post showed that the memo was older.",
        "Copyright law is a matter for parliament, the minister said.",
        "Photos showed lorries at the bridge.",
        "He urged readers to sign up for the flood alert by e-mail, she said.",
        "Share prices fell by 3% on Monday.",
        "No comment.",
        "Related industries lost 2 million crowns.",
        "By Wednesday the queue was 9 km long.",
        "(c) the third point of the plan was dropped.",
        "Follow the money, investigators were told.",
        "Support for the Reform Party rose, according to its newsletter.",
        "Comments by the minister angered Dovrin.",
        "Published figures show a rise of 6 per cent.",
        "Advertising spending fell.",
        "She contributed to this success more than anybody.",
        "Yes/No",
    ],
)
def test_news_that_looks_like_noise_stays(line: str) -> None:
    raw = f"It rained in Merrow, the mayor said.\n\n{line}\n\nThen the sun came out."
    assert clean(raw).text == raw


@pytest.mark.parametrize(
    "head",
    [
        "MERROW, March 3 (Meridian) — ",
        "LOWMOOR, Varland/DOVRIN, April 23 (Meridian) - ",
        "WASHINGTON (AP) — ",
        "NEW YORK, Sept. 12 (Reuters) - ",
        "MERROW - ",
        "Mexico City (AFP) – ",
        "TOLMEN, 23 April (KNA) - ",
    ],
)
def test_a_dateline_leaves_its_paragraph(head: str) -> None:
    cleaned = clean(f"{head}It rained, the mayor said.\n\nThe sun came out - at last.")
    assert cleaned.text == "It rained, the mayor said.\n\nThe sun came out - at last."
    assert [(e.kind, e.raw_text) for e in cleaned.edits] == [("dateline", head)]


@pytest.mark.parametrize(
    "head", ["EXCLUSIVE — ", "The West - ", "Brandt — who said so — ", "K-7 - ", "BREAKING NEWS - "]
)
def test_other_dashes_are_no_dateline(head: str) -> None:
    assert clean(f"{head}It rained.\n\nIt snowed.").text == f"{head}It rained.\n\nIt snowed."


def test_title_byline_and_repeated_title() -> None:
    raw = (
        "Rain in Merrow\n\nBy A. Lund, weather desk\n\nIt rained.\n\nRain in Merrow\nSource: KNA\n"
    )
    cleaned = clean(raw, heading=True)
    assert (cleaned.text, cleaned.title, cleaned.byline) == (
        "It rained.",
        "Rain in Merrow",
        "By A. Lund, weather desk",
    )
    assert kinds(cleaned.edits) == ["title", "byline", "title_repeat", "source_line"]
    assert clean("Only one line", heading=True).text == "Only one line"
    assert clean(raw).title is None


def test_marked_and_repeated_captions_go_others_stay() -> None:
    marked = "Lorries wait at the bridge on Monday. Photo: A. Lund/PBN"
    assert kinds(clean(f"It rained.\n\n{marked}\n\nIt snowed.").edits) == [
        "caption",
        "photo_credit",
    ]
    twice = "Lorries wait at the bridge on Monday."
    cleaned = clean(f"It rained.\n\n{twice}\n{twice} (Reuters)\n\nIt snowed.")
    assert cleaned.text == "It rained.\n\nIt snowed."
    assert kinds(cleaned.edits) == ["caption", "caption_repeat", "photo_credit"]
    once = f"It rained.\n\n{twice}\n\nIt snowed."
    assert clean(once).text == once


def test_repeated_news_is_never_lost_and_refrains_stay() -> None:
    said = "The bridge is shut, the minister said on Monday."
    assert clean(f"It rained.\n\n{said}\n\n{said}").text == f"It rained.\n\n{said}"
    refrain = "We shall not be moved, they sang again."
    apart = f"It rained.\n\n{refrain}\n\nIt snowed.\n\n{refrain}\n\nIt ended."
    assert clean(apart).text == apart


def test_a_credit_after_news_goes_alone() -> None:
    cleaned = clean("It rained.\n\nThe bridge is shut, the minister said. (Reuters)")
    assert cleaned.text == "It rained.\n\nThe bridge is shut, the minister said."
    assert kinds(cleaned.edits) == ["wire_credit"]
    tail = " (Reporting by A. Lund; Editing by B. Moe)"
    assert clean(f"It rained. It snowed.{tail}").text == "It rained. It snowed."
    kept = "He led the Alliance Party (AP)."
    assert clean(kept).text == kept
    assert clean("Thank you. \n\n(Applause)").text.endswith("(Applause)")
    assert kinds(clean("It rained.\n\nIt snowed.\n\n(Meridian)").edits) == ["wire_credit"]


WRAPPED = """The leaders discussed the crisis at the border, ways to help
people there, and what might be done to stop it from growing.
Brandt said the talks would go on for as long as they had to
and that no one should expect an answer before the weekend.

READ MORE: Why the border is shut

Next day they met again.
"""


def test_wrapped_lines_are_joined_and_one_paragraph_a_line_is_kept() -> None:
    cleaned = clean(WRAPPED)
    first, second = cleaned.text.split("\n\n")
    assert "\n" not in first
    assert "help people" in first
    assert "growing. Brandt" in first
    assert second == "Next day they met again."
    plain = "It rained, the mayor said, and nobody was surprised.\nThen it snowed.\nThe end."
    assert clean(plain).text == plain
    poem = "roses are red\nviolets are blue\nsugar is sweet"
    assert clean(poem).text == poem


def test_a_word_divided_at_a_line_end_is_made_whole() -> None:
    raw = "Those who speak for the govern-\nment say that the government will stay."
    assert "for the government say" in clean_lines(raw)[0]
    raw = "Those who have to wait at the well-\nknown bridge say that they will stay."
    assert "the well-known bridge" in clean_lines(raw)[0]


def test_characters() -> None:
    cleaned = clean("The o\ufb03ce\u00a0closed.\r\nDon\u2019t\u200b go,\u2003he\u00adsaid.\t")
    assert cleaned.text == "The office closed.\nDon’t go, hesaid."
    assert {e.kind for e in cleaned.edits} == {
        "ligature",
        "nbsp",
        "line_end",
        "invisible",
        "space",
        "blank",
    }
    right = "naïve café — “É…” São Tomé, Łódź, e\u0301"
    assert clean(right).text == right
    assert clean("donâ€™t go, heÂ\u00a0said: â€œNoâ€\u009d").text == "don’t go, he said: “No”"


@pytest.mark.parametrize("raw", ["", " ", "\n\n", "\r\n", "\u00a0", "\ufeff"])
def test_nothing_comes_of_nothing(raw: str) -> None:
    assert clean(raw).text == ""


def test_only_noise_leaves_nothing_and_bad_types_are_refused() -> None:
    assert clean("READ MORE: Sun\n\nShare this story").text == ""
    with pytest.raises(TypeError, match="got int"):
        clean_text(3)  # type: ignore[arg-type]


def test_long_and_hostile_texts_take_no_time() -> None:
    for raw in ("A" * 500_000, "'" * 20_000, "A. " * 50_000, "By " * 9_000, "A/B " * 20_000):
        clean(raw, heading=True)
    clean("\n".join(["word word word"] * 20_000))
    clean("\u00a0\n" * 20_000)


@pytest.mark.skipif(not SPECIMEN.exists(), reason="the shared specimen is not here")
def test_the_specimen_is_news_only_and_its_noise_is_kept_as_records() -> None:
    raw = SPECIMEN.read_text(encoding="utf-8")
    cleaned = clean(raw, heading=True)
    for sign in ("READ MORE", "(Reuters)", "Source:", "Comment", "\u00a0"):
        assert sign in raw
        assert sign not in cleaned.text
    paragraphs = cleaned.text.split("\n\n")
    assert len(paragraphs) == len(set(paragraphs)) == 13
    assert all("\n" not in paragraph for paragraph in paragraphs)
    found = kinds(cleaned.edits)
    assert {kind: found.count(kind) for kind in set(found)} == {
        "title": 1,
        "title_repeat": 1,
        "caption": 1,
        "caption_repeat": 1,
        "photo_credit": 1,
        "read_more": 4,
        "source_line": 2,
        "comments": 2,
    }
    assert cleaned.title == raw.split("\n", 1)[0]


@pytest.mark.skipif(not POLNEAR.exists(), reason="the shared PolNeAR articles are not here")
def test_no_gold_span_of_real_articles_loses_a_character() -> None:
    total = left = 0
    for row in read_lines(POLNEAR):
        raw, cleaned = row["text"], clean(row["text"])
        total, left = total + len(raw), left + len(cleaned.text)
        for attribution in row["attributions"]:
            for role in ("source", "cue", "content"):
                for start, end in attribution[role]:
                    a = int(to_clean_offset(cleaned.edits, start))
                    b = int(to_clean_offset(cleaned.edits, end, side="end"))
                    visible = raw[start:end].replace("\u200b", "")
                    assert cleaned.text[a:b].split() == visible.split()
    assert left > 0.998 * total


RAW_SAMPLE = sorted((SAMPLE / "raw").glob("*/*.txt"))


@pytest.mark.skipif(not RAW_SAMPLE, reason="the sample corpus is not built")
def test_the_raw_sample_becomes_the_text_its_authors_wrote() -> None:
    written = {row["id"]: row for row in read_lines(SAMPLE / "articles.jsonl")}
    noise = {row["id"]: row["noise"] for row in read_lines(SAMPLE / "gold_citations.jsonl")}
    lost: list[str] = []
    left: list[str] = []
    lines = 0
    for path in RAW_SAMPLE:
        cleaned = clean(path.read_text(encoding="utf-8"), heading=True)
        row = written[path.stem]
        assert cleaned.title == row["title"]
        assert cleaned.byline == row.get("byline")
        got, wanted = cleaned.text.split("\n\n"), row["text"].split("\n\n")
        lost += [paragraph for paragraph in wanted if paragraph not in got]
        left += [paragraph for paragraph in got if paragraph not in wanted]
        lines += len(noise[path.stem])
    assert lost == []
    assert len(left) < 0.05 * lines


@pytest.mark.skipif(not RAW_SAMPLE, reason="the sample corpus is not built")
def test_cleaning_what_is_clean_changes_nothing() -> None:
    for row in read_lines(SAMPLE / "articles.jsonl"):
        assert clean(row["text"]).edits == ()
