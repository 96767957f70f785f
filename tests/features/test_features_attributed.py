"""Counts over attributions and citations equal the number of rows, and their spans."""

from collections import Counter

from framing.features import Citations, Quotations, Size, Sources, Stances, measure
from framing.types import CITATION_KINDS, QUOTATIONS, SOURCE_TYPES, STANCES, Citation

TEXT = "It rained, the mayor said. It did not, critics claimed. It was alleged that ice fell."


def notes_of(make_notes, mark):
    found = [
        mark(
            TEXT,
            "the mayor",
            "said",
            "It rained",
            quotation="indirect",
            source_type="official",
            stance="neutral",
        ),
        mark(TEXT, "critics", "claimed", "It did not", quotation="indirect", stance="distancing"),
        mark(
            TEXT,
            (),
            "was alleged",
            "ice fell",
            quotation="indirect",
            source_type="agentless",
            stance="distancing",
        ),
    ]
    cited = [
        Citation("media", "Reuters", start=0, end=2),
        Citation("photo_credit", "Photo: AP", raw_start=3, raw_end=9),
    ]
    return make_notes([TEXT, ""], [found, []], [cited, []])


def test_labels_are_counted_and_their_sum_is_the_denominator(make_notes, mark):
    notes = notes_of(make_notes, mark)
    stances, sources, kinds = Stances()(notes), Sources()(notes), Quotations()(notes)
    assert stances["n_stance"].tolist() == [3, 0]
    assert stances["n_stance_distancing"].tolist() == [2, 0]
    assert sources["n_source"].tolist() == [2, 0]  # one source has no type
    assert sources["n_source_agentless"].tolist() == [1, 0]
    assert kinds["n_attributions"].tolist() == [3, 0]
    assert kinds["n_quotation_indirect"].tolist() == [3, 0]
    for counts, name, labels in (
        (stances, "stance", STANCES),
        (sources, "source", SOURCE_TYPES),
        (kinds, "quotation", QUOTATIONS),
    ):
        parts = sum(counts[f"n_{name}_{label}"] for label in labels)
        assert counts[f"n_{name}"].tolist() == parts.tolist()


def test_citations_by_kind_include_those_taken_out_of_the_text(make_notes, mark):
    notes = notes_of(make_notes, mark)
    counts = Citations()(notes)
    assert counts["n_citation"].tolist() == [2, 0]
    assert counts["n_citation_photo_credit"].tolist() == [1, 0]
    assert counts["n_citation"][0] == sum(counts[f"n_citation_{k}"][0] for k in CITATION_KINDS)
    articles, starts, ends, labels = Citations().spans(notes)
    assert (articles.tolist(), starts.tolist(), ends.tolist()) == ([0], [0], [2])
    assert labels.tolist() == ["media"]


def test_counts_are_aggregates_of_spans(make_notes, mark):
    notes = notes_of(make_notes, mark)
    for extractor, name in (
        (Stances(), "stance"),
        (Sources(), "source"),
        (Quotations(), "quotation"),
    ):
        articles, starts, ends, labels = extractor.spans(notes)
        assert all(TEXT[s:e].strip() for s, e in zip(starts, ends, strict=True))
        counts = extractor(notes)
        for label, n in Counter(labels.tolist()).items():
            assert counts[f"n_{name}_{label}"][0] == n
        assert counts[f"n_{name}"].tolist() == [len(articles), 0]


def test_the_span_of_a_stance_is_its_cue_and_of_a_source_the_source(make_notes, mark):
    notes = notes_of(make_notes, mark)
    _, starts, ends, _ = Stances().spans(notes)
    assert [TEXT[s:e] for s, e in zip(starts, ends, strict=True)] == [
        "said",
        "claimed",
        "was alleged",
    ]
    _, starts, ends, _ = Sources().spans(notes)
    assert [TEXT[s:e] for s, e in zip(starts, ends, strict=True)] == ["the mayor", "was alleged"]


def test_size(make_notes):
    counts = Size()(make_notes(["It rained. Then — at 5.30 — it stopped!\n\nSo it goes.", "", "…"]))
    assert counts["n_words"].tolist() == [10, 0, 0]
    assert counts["n_sentences"].tolist() == [3, 0, 1]
    assert counts["n_paragraphs"].tolist() == [2, 0, 1]


def test_shares_are_missing_at_zero_over_zero(make_notes, mark):
    table = measure(notes_of(make_notes, mark), ["stance", "voice"])
    assert table["share_stance_distancing"].tolist()[0] == 2 / 3
    assert table["share_stance_distancing"].isna().tolist() == [False, True]
    assert table["share_voice_own"].isna().tolist() == [False, True]
