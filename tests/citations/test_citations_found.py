"""Citations: whom records name, which media and documents a text rests on, and which not."""

from __future__ import annotations

import pytest

from framing.citations import cite
from framing.citations.links import find_links, registered_domain
from framing.citations.records import is_own, read_record
from framing.text import read_layers
from framing.types import CITATION_KINDS, Article, Citation, Edit


def found(text: str, **fields: object) -> list[Citation]:
    """Citations of one article."""
    article = Article(id="a", text=text, **fields)  # type: ignore[arg-type]
    return cite([article], read_layers([text]))[0]


def spans(text: str, kind: str, **fields: object) -> list[tuple[str, str | None]]:
    return [(c.text, c.name) for c in found(text, **fields) if c.kind == kind]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It rained, state media reported.", [("state media", "state media")]),
        ("State television said he had left.", [("State television", "state media")]),
        ("He told Reuters it was over.", [("Reuters", "Reuters")]),
        ("According to the BBC, the dam held.", [("BBC", "BBC")]),
        ("The New York Times reported the sale.", [("New York Times", "New York Times")]),
        ("In an interview with Le Monde, she denied it.", [("Le Monde", "Le Monde")]),
        ("The Merrow Gazette reported the sale.", [("Merrow Gazette", "Merrow Gazette")]),
        ("He left, state news agency KNA reported.", [("state news agency KNA", "KNA")]),
        ("Local media said that two died.", [("Local media", "local media")]),
        ("He told foreign media it was over.", [("foreign media", "foreign media")]),
        ("A draft seen by PBN was withdrawn.", [("PBN", "PBN")]),
        ("KNA, naming no source, alleged a plot.", [("KNA", "KNA")]),
        ("Meridian quoted a relative as saying no.", [("Meridian", "Meridian")]),
        ("She wrote on Twitter that she would go.", [("Twitter", "Twitter")]),
        ("Images circulated on social media, police said.", [("social media", "social media")]),
        ('He called it "odd" on CNN on Sunday, she said.', [("CNN", "CNN")]),
    ],
)
def test_media_that_are_sources_are_found(text, expected):
    assert spans(text, "media") == expected


@pytest.mark.parametrize(
    "text",
    [
        "The BBC has moved its offices to Leeds.",
        "He was not authorised to speak to the media.",
        "He told a press conference that it was over.",
        "The press secretary told reporters it was over.",
        "Facebook said it would close the office.",
        "NATO reported that the exercise was over.",
        "He told MPs that it was over.",
        "Police quoted the law to the driver.",
        "The Times Square crowd cheered and sang.",
        "She stood at the post office near the mirror.",
    ],
)
def test_media_that_are_only_spoken_of_are_not(text):
    assert spans(text, "media") == []


def test_an_article_does_not_cite_its_own_outlet():
    text = "He told PBN it was over. He told Reuters so too."
    assert spans(text, "media", outlet="pbn") == [("Reuters", "Reuters")]
    assert spans(text, "media", outlet="flare") == [("PBN", "PBN"), ("Reuters", "Reuters")]


def test_a_name_introduced_as_a_medium_is_known_after_it():
    text = "He left, state news agency KNA reported.\n\nTwo died, according to KNA."
    assert [name for _, name in spans(text, "media")] == ["KNA", "KNA"]
    assert spans("Two died, according to KNA.", "media") == []
    edit = Edit("source_line", 28, "Source: KNA", 28)
    named = spans("Two died, according to KNA.", "media", edits=(edit,))
    assert named == [("KNA", "KNA")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A report by the Harbour Board found faults.", "A report by the Harbour Board"),
        ("A leaked memo dated 3 May orders it.", "A leaked memo"),
        ("Court documents show he was warned.", "Court documents"),
        ("The ministry said in a statement that it was.", "a statement"),
        ("In a joint statement, they asked for calm.", "a joint statement"),
        ("A maintenance log seen by us records four.", "A maintenance log"),
        ("It fell by half, according to federal data.", "federal data"),
        ("The guard's internal log puts it at ten.", "The guard's internal log"),
        ("Two died, a study published in May says.", "a study"),
        ("Photographs of the wreck released by the army show it.", "Photographs of the wreck"),
        ("Order 114 of the ministry, signed in May, says so.", "Order 114 of the ministry"),
    ],
)
def test_documents_that_inform_are_found(text, expected):
    assert [c for c, _ in spans(text, "document")] == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "Officials report to the president on Monday.",
        "Neither side published a list.",
        "He said the deal was a poll winner.",
        '"I will write a report that shows it all," he said.',
        "Their letter box was full.",
        "He studies at the Records Office of Merrow.",
    ],
)
def test_documents_that_do_not_are_not(text):
    assert spans(text, "document") == []


def test_a_document_is_cited_where_it_is_first_spoken_of():
    text = "A report by the board found faults. The report says more. The report was read out."
    assert spans(text, "document") == [("A report by the board", "report")]


@pytest.mark.parametrize(
    ("line", "kind", "names"),
    [
        ("(Reporting by A. Lund; Editing by B. Moe)", "wire_credit", [None]),
        ("With inputs from PTI, ANI", "wire_credit", ["Press Trust of India", "ANI"]),
        ("Additional material: Meridian", "wire_credit", ["Meridian"]),
        ("Photo: A. Lund/AFP", "photo_credit", ["AFP"]),
        ("REUTERS/A. Lund", "photo_credit", ["Reuters"]),
        ("Photo: KNA / R. Sobel", "photo_credit", ["KNA"]),
        (" (Reuters)\n\n", "photo_credit", ["Reuters"]),
        ("Lorries wait. (AP Photo/A. Lund)", "caption", ["AP"]),
        ("Lorries wait at the gate.", "caption", []),
        ("Source: Post and agencies", "source_line", ["Post", "news agencies"]),
        ("Source: Mail & Guardian", "source_line", ["Mail & Guardian"]),
        ("MERROW, March 3 (Reuters) - ", "dateline", ["Reuters"]),
        ("MERROW, March 3 - ", "dateline", []),
        ("By A. Lund, Associated Press", "byline", ["AP"]),
        ("By A. Lund and agencies", "byline", ["news agencies"]),
        ("By Meridian", "byline", ["Meridian"]),
        ("Reuters Staff", "byline", ["Reuters"]),
        ("By Anna Lund", "byline", []),
        ("", "source_line", []),
    ],
)
def test_a_record_names_its_agencies(line, kind, names):
    got = read_record(line, kind)
    assert [name for _, _, name in got] == names
    assert all(0 <= a < b <= len(line) and line[a:b].strip() == line[a:b] for a, b, _ in got)


def test_several_agencies_are_several_citations_in_the_raw_text():
    edit = Edit("source_line", raw_start=40, raw_text="Source: TRTWorld and agencies\n\n", start=39)
    got = found("It rained.", edits=(edit,))
    assert [(c.text, c.raw_start, c.raw_end, c.name) for c in got] == [
        ("TRTWorld", 48, 56, "TRT"),
        ("agencies", 61, 69, "news agencies"),
    ]
    assert all(c.start is None and c.end is None for c in got)


def test_a_byline_counts_once_and_only_when_it_names_an_agency():
    edit = Edit("byline", raw_start=6, raw_text="By Meridian\n\n", start=0)
    both = found("It rained.", byline="By Meridian", edits=(edit,))
    assert [(c.kind, c.raw_start, c.name) for c in both] == [("byline_agency", 6, "Meridian")]
    column = found("It rained.", byline="Associated Press")
    assert [(c.text, c.raw_start, c.name) for c in column] == [("Associated Press", None, "AP")]
    assert found("It rained.", byline="By Courier staff", outlet="courier") == []


def test_records_that_cleaning_left_are_found_in_the_text():
    text = (
        "MERROW, March 3 (AP) - It rained.\n\nIt rained on. (Reuters)\n\n"
        "Photo: A. Lund/AFP\n\nSource: Post and agencies"
    )
    assert [(c.kind, c.text, c.name) for c in found(text)] == [
        ("byline_agency", "AP", "AP"),
        ("wire_credit", "Reuters", "Reuters"),
        ("photo_credit", "Photo: A. Lund/AFP", "AFP"),
        ("source_line", "Post", "Post"),
        ("source_line", "agencies", "news agencies"),
    ]


def test_links_have_their_registered_domain():
    text = "See https://news.bbc.co.uk/a_(b), www.example.org/x. (http://127.0.0.1/y)"
    got = [(c.text, c.domain) for c in found(text) if c.kind == "link"]
    assert got == [
        ("https://news.bbc.co.uk/a_(b)", "bbc.co.uk"),
        ("www.example.org/x", "example.org"),
        ("http://127.0.0.1/y", None),
    ]
    assert registered_domain("https://") is None


def test_links_of_the_page_count_once():
    links = [
        {"text": "a", "href": "https://a.example.org/1"},
        {"text": "b", "href": "https://a.example.org/1"},
        {"text": "c", "href": "/local"},
        {"href": None},
        "nothing",
        7,
    ]
    article = Article(id="a", text="It rained.", meta={"links": links})
    assert [(c.text, c.start) for c in find_links(article)] == [("https://a.example.org/1", None)]
    assert list(find_links(Article(id="a", text="", meta={"links": "https://x.org"}))) == []


def test_own_names_are_told_from_others():
    assert is_own("Courier", "The Lowmoor Courier")
    assert is_own("PBN News", "pbn")
    assert not is_own("New York Times", "New York Post")
    assert not is_own(None, "pbn")
    assert not is_own("AP", None)


def test_kinds_are_those_of_the_package_and_order_is_that_of_the_text():
    text = "A report by the UN found it, the BBC reported. See https://example.org/a now."
    got = found(text)
    assert {c.kind for c in got} == {"document", "media", "link"} <= set(CITATION_KINDS)
    assert [c.start for c in got] == sorted(c.start for c in got if c.start is not None)


def test_layers_of_other_articles_are_refused():
    with pytest.raises(ValueError, match="needs the layers of the same articles: 1 articles"):
        cite([Article(id="a", text="x")], read_layers([]))
    with pytest.raises(ValueError, match="layers at 0 are not of the text of article 'a'"):
        cite([Article(id="a", text="x")], read_layers(["y"]))
