"""Languages: what is not English is flagged, kept and never measured by accident."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from framing.articles import read
from framing.articles.language import detect_language, normalise_code

ENGLISH = (
    "The council closed the bridge on Monday after engineers found cracks in two of its pillars. "
    "Residents were told that they would have to walk around the harbour until the spring."
)
GERMAN = (
    "Der Rat hat die Brücke am Montag gesperrt, nachdem Ingenieure Risse in zwei Pfeilern gefunden "
    "hatten. Die Bewohner müssen bis zum Frühjahr um den Hafen herumgehen, sagte die Stadt."
)
RUSSIAN = (
    "Совет закрыл мост в понедельник после того, как инженеры нашли трещины в двух опорах. Жителям "
    "придётся обходить гавань до весны, сообщили в городе, и многие этим недовольны."
)
FRENCH = (
    "Le conseil a fermé le pont lundi après que des ingénieurs ont trouvé des fissures dans deux "
    "de ses piliers. Les habitants devront contourner le port jusqu'au printemps, dit la ville."
)
CHINESE = (
    "工程师在两根桥墩上发现裂缝后，市议会于周一关闭了这座桥。"
    "居民们必须绕过港口，直到春天才能恢复通行，市政府表示。"
)


@pytest.mark.parametrize(
    ("text", "lang"),
    [(ENGLISH, "en"), (GERMAN, "de"), (RUSSIAN, "ru"), (FRENCH, "fr"), (CHINESE, "zh")],
)
def test_languages_are_told_apart(text: str, lang: str) -> None:
    assert detect_language(text) == lang


@pytest.mark.parametrize("text", ["", "Bridge closed", "12 13 14 " * 200, "!" * 500, "桥关闭"])
def test_too_little_text_is_null_and_not_english(text: str) -> None:
    assert detect_language(text) is None


def test_foreign_articles_stay_flagged_and_logged() -> None:
    rows = [{"text": ENGLISH}, {"text": GERMAN}, {"text": RUSSIAN}, {"text": "Kurz."}]
    corpus = read(rows, outlet="courier", clean=False)
    assert [a.lang for a in corpus] == ["en", "de", "ru", None]
    noted = [(e.row, e.reason, e.detail) for e in corpus.log.noted]
    assert noted == [(1, "not English", "de"), (2, "not English", "ru")]
    assert [a.lang for a in corpus.english()] == ["en", None]


def test_a_given_language_decides_only_where_the_text_is_short() -> None:
    rows = [
        {"text": GERMAN, "language": "en"},
        {"text": "Kurz.", "language": "German"},
        {"text": "Knapp.", "language": "??"},
    ]
    corpus = read(rows, clean=False)
    assert [a.lang for a in corpus] == ["de", "de", None]
    assert [a.meta.get("language_raw") for a in corpus] == ["en", "German", "??"]
    named = read(rows, columns={"lang": "language"}, clean=False)
    assert [a.lang for a in named] == ["en", "de", None]


def test_codes() -> None:
    assert [normalise_code(c) for c in ("EN", "en_GB", "deu", "Klingon", None)] == [
        *("en", "en", "de", None, None)
    ]


def test_english_news_is_english() -> None:
    shared = (
        Path(__file__).resolve().parents[2].parent / "shared" / "data" / "polnear" / "dev.jsonl"
    )
    if not shared.exists():
        pytest.skip("the PolNeAR articles are not here")
    texts = [json.loads(line)["text"] for line in shared.read_text("utf-8").splitlines()]
    assert {detect_language(text) for text in texts} == {"en"}
