"""The sample corpus, read and measured once for all tests of this room."""

from pathlib import Path

import pytest

SAMPLE = Path(__file__).resolve().parents[2] / "data" / "sample" / "articles.jsonl"


@pytest.fixture(scope="session")
def notes():
    """The 60 articles of the sample corpus, annotated by the default model."""
    from framing.articles import read
    from framing.notes import annotate

    return annotate(read(SAMPLE))


@pytest.fixture(scope="session")
def table(notes):
    """Their feature table."""
    from framing.features import measure

    return measure(notes)


@pytest.fixture(scope="session")
def gazetteer():
    """Who in the sample corpus is on which side of the river."""
    kestria = "Verin Volkova-Dane Oresh Simic Dovrin Kestria Kestrian KNA Hale"
    west = "Brandt Aasen Ekdal Fjell Varland Merrow Western Kadlec Petrov Ferrante Council"
    sides = dict.fromkeys(kestria.split(), "kestria") | dict.fromkeys(west.split(), "west")
    names = ("the West", "Civic Union", "Sarn Watch", "Kestrian opposition", "opposition leader")
    return sides | dict.fromkeys(names, "west")
