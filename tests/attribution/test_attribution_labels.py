"""Quotation, stance, source type, parent and resolved sources, on relations from anywhere."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from framing.attribution import (
    SCHEMES,
    attribute,
    find_parents,
    judge_quotation,
    judge_source_types,
    load_scheme,
    resolve_sources,
    source_types,
    stance_of,
)
from framing.text import read_layers
from framing.types import SOURCE_TYPES, STANCES, Attribution, Span


def at(text: str, part: str) -> Span:
    start = text.index(part)
    return start, start + len(part)


def said(text: str, source: str, cue: str, *content: str) -> Attribution:
    return Attribution(
        (at(text, source),) if source else (),
        (at(text, cue),),
        tuple(at(text, part) for part in content),
    )


@pytest.mark.parametrize(
    ("text", "content", "expected"),
    [
        ('"It is late," he said.', '"It is late,"', "direct"),
        ('It was "late", he said.', 'It was "late"', "mixed"),
        ("It was late, he said.", "It was late", "indirect"),
        ('that "it is late", he said.', 'that "it is late"', "direct"),
        ("''It is late,'' he said.", "''It is late,''", "direct"),
        ("«It is late», he said.", "«It is late»", "direct"),
    ],
)
def test_quotation(text: str, content: str, expected: str) -> None:
    item = said(text, "he", "said", content)
    assert judge_quotation(read_layers([text]), 0, [item]) == [expected]


def test_quotation_of_a_reported_report_is_not_direct() -> None:
    text = '"She told me it was late," he said.'
    inner = said(text, "She", "told", "it was late")
    assert judge_quotation(read_layers([text]), 0, [inner]) == ["indirect"]


@pytest.mark.parametrize(
    ("cue", "expected"),
    [
        ("said", "neutral"),
        ("according to", "neutral"),
        ("had announced", "institutional"),
        ("points out", "endorsing"),
        ("noted", "endorsing"),
        ("claims", "distancing"),
        ("allegedly", "distancing"),
        ("what it calls", "distancing"),
        ("acknowledged", "concessive"),
        ("admitted", "concessive"),
        ("flatly denied", "denial"),
        ("slammed", "attack"),
        ("boasted", "emotive"),
        ("called for", "directive"),
        ("fears", "belief"),
        ("predicts", "prediction"),
        ("declined to comment", "no_comment"),
        ("did not respond", "no_comment"),
        ("would not say", "no_comment"),
        ("has yet to say", "no_comment"),
        ("went on to claim", "distancing"),
        ("warnings", "prediction"),
        ("", None),
        ("sang", None),
    ],
)
def test_stance(cue: str, expected: str | None) -> None:
    assert stance_of(cue) == expected


def test_stance_reads_what_follows() -> None:
    assert stance_of("claimed", content="that it was late") == "distancing"
    assert stance_of("claimed", content="responsibility for the attack") is None
    assert stance_of("asked", content="the council to meet") == "directive"
    assert stance_of("asked", content="whether it was late") == "neutral"
    assert stance_of("declined", content="to comment on the vote") == "no_comment"


def test_every_row_of_the_stance_table_is_an_allowed_class() -> None:
    for name in SCHEMES:
        scheme = load_scheme(name)
        assert {stance for _, stance in scheme.words.values()} <= set(STANCES)
        assert len(scheme.digest) == 64
    assert load_scheme("default").digest != load_scheme("floyd2000").digest


def test_published_scheme_judges_only_its_verbs() -> None:
    assert stance_of("argued", scheme="floyd2000") == "neutral"
    assert stance_of("professed", scheme="floyd2000") == "distancing"
    assert stance_of("denied", scheme="floyd2000") is None
    assert stance_of("declined to comment", scheme="floyd2000") is None


def test_objective_and_other_quotatives() -> None:
    assert stance_of("said", scheme="hu2023") == stance_of("told", scheme="hu2023") == "neutral"
    assert stance_of("argued", scheme="hu2023") == stance_of("argued") == "distancing"
    assert stance_of("admitted", scheme="hu2023") == "concessive"
    for cue in ("added", "according to", "declined to comment", "allegation"):
        assert stance_of(cue, scheme="hu2023") is None


def test_user_table_from_file_and_frame(tmp_path: Path) -> None:
    rows = pd.DataFrame({"lemma": ["mumble"], "class": ["emotive"]})
    assert stance_of("mumbled", scheme=rows) == "emotive"
    path = tmp_path / "mine.csv"
    rows.to_csv(path, index=False)
    assert stance_of("mumbles", scheme=path) == "emotive"
    assert stance_of("said", scheme=path) is None
    bad = pd.DataFrame({"lemma": ["mumble"], "class": ["soft"]})
    with pytest.raises(ValueError, match="soft"):
        load_scheme(bad)
    with pytest.raises(ValueError, match="class"):
        load_scheme(pd.DataFrame({"lemma": ["mumble"]}))
    with pytest.raises(FileNotFoundError):
        load_scheme(tmp_path / "none.csv")
    with pytest.raises(ValueError, match="floyd2000"):
        load_scheme("biber")


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("Foreign Minister Lena Brandt", ("official",)),
        ("a spokesman for the ministry", ("official",)),
        ("a police spokesman", ("security",)),
        ("a spokeswoman for the rebels", ("armed_group",)),
        ("Judge Bo Ek", ("judicial",)),
        ("opposition leader Mira Holt", ("party",)),
        ("state television", ("state_media",)),
        ("the news agency Reuters", ("media",)),
        ("the United Nations", ("international",)),
        ("Human Rights Watch", ("ngo",)),
        ("Bo Ek, a professor of law", ("expert",)),
        ("the shipping company", ("business",)),
        ("a leaked report by the ministry", ("document", "official")),
        ("people familiar with the talks", ("anonymous",)),
        ("an official who asked not to be named", ("anonymous", "official")),
        ("a resident of Aldby", ("citizen",)),
        ("critics", ("collective",)),
        ("our correspondent", ("self",)),
        ("she", ()),
        ("Ilse Kroon", ()),
        ("", ("agentless",)),
        ("''", ()),
    ],
)
def test_source_types(source: str, expected: tuple[str, ...]) -> None:
    found = source_types(source)
    assert found == expected
    assert set(found) <= set(SOURCE_TYPES)


def test_types_come_from_the_article() -> None:
    text = "Minister Ilse Kroon spoke. Dovrin said no. In Dovrin, Kroon said yes. She added more."
    items = [
        said(text, "Dovrin", "said", "no"),
        Attribution(((text.rindex("Kroon"), text.rindex("Kroon") + 5),), (), ()),
        said(text, "She", "added", "more"),
    ]
    found = judge_source_types(read_layers([text]), 0, items)
    assert found == ["collective", "official", "official"]


def test_resolve_sources() -> None:
    text = "Ilse Kroon, the minister, said no. Bo Ek agreed. He said yes. Kroon said maybe."
    items = [
        said(text, "Ilse Kroon, the minister", "said no", "no"),
        said(text, "He", "said yes", "yes"),
        said(text, "Kroon said maybe"[:5], "said maybe", "maybe"),
        Attribution((), (at(text, "agreed"),), ()),
    ]
    late = text.rindex("Kroon")
    items[2] = Attribution(((late, late + 5),), items[2].cue, items[2].content)
    found = resolve_sources(text, items)
    assert found == ["Ilse Kroon, the minister", "Bo Ek", "Ilse Kroon", None]


def resolved(text: str, *sources: str) -> list[str | None]:
    """What each source stands for, the sources in the order of the text."""
    items, start = [], 0
    for source in sources:
        start = text.index(source, start)
        items.append(Attribution(((start, start + len(source)),), (), ()))
        start += len(source)
    return resolve_sources(text, items)


@pytest.mark.parametrize(
    ("text", "sources", "expected"),
    [
        (
            "A spokesman, Daniel Frick. He said no. Nobody met him, he said.",
            ("He", "he"),
            ["Daniel Frick", "Daniel Frick"],
        ),
        (
            "Ilse Kroon spoke. It was late, an adviser to Kroon said.",
            ("an adviser to Kroon",),
            ["an adviser to Kroon"],
        ),
        (
            "Ilse Kroon came. Police said no. She said yes.",
            ("Police", "She"),
            ["Police", "Ilse Kroon"],
        ),
        (
            "Her cabinet said no, and Ilse Kroon agreed. She left in Dovrin, she said.",
            ("Her cabinet", "she"),
            ["Her cabinet", "Ilse Kroon"],
        ),
        (
            "Government spokesman Pavel Oresh spoke. It is late, the government said.",
            ("the government",),
            ["the government"],
        ),
        (
            "The National Health Agency met. It is late, the Meridian agency said.",
            ("the Meridian agency",),
            ["the Meridian agency"],
        ),
        (
            "The Central Election Board met. It is late, the Election Board said.",
            ("the Election Board",),
            ["The Central Election Board"],
        ),
        (
            "A captain said no. The board said yes. It said more.",
            ("A captain", "The board", "It"),
            ["A captain", "The board", "The board"],
        ),
    ],
)
def test_short_sources_stand_for_who_they_can(
    text: str, sources: tuple[str, ...], expected: list[str]
) -> None:
    assert resolved(text, *sources) == expected


def test_parents_are_the_smallest_enclosing_content() -> None:
    outer = Attribution(((0, 2),), ((3, 7),), ((8, 90),))
    middle = Attribution(((8, 10),), ((11, 15),), ((16, 90),))
    inner = Attribution(((16, 18),), ((19, 22),), ((23, 40),))
    apart = Attribution(((100, 102),), ((103, 107),), ((108, 120),))
    assert find_parents([outer, middle, inner, apart]) == [None, 0, 1, None]
    assert find_parents([]) == []


def test_a_complete_attribution() -> None:
    text = "The minister claimed that the bridge was “safe”."
    [item] = attribute(read_layers([text]), method="rules")[0]
    assert (item.source_type, item.stance, item.quotation) == ("official", "distancing", "mixed")
    assert item.confidence is None
