"""Lexicons: shipped lists are complete and distinct, one's own come by the same door."""

import csv
import json
import pickle
from pathlib import Path

import pytest

import framing.lexicons
from framing.lexicons import EXCLUDE, list_lexicons, load_lexicon, read_lexicon

ROOM = Path(framing.lexicons.__file__).parent


@pytest.mark.parametrize("name", list_lexicons())
def test_a_shipped_lexicon_says_what_it_is(name):
    lexicon = load_lexicon(name)
    about = json.loads((ROOM / f"{name}.json").read_text(encoding="utf-8"))
    assert about["name"] == lexicon.name == name
    assert lexicon.licence == "Apache-2.0"
    assert lexicon.description.endswith(".")
    assert lexicon.citation
    assert lexicon.version.count(".") == 2
    assert set(about["classes"]) == {*lexicon.classes, EXCLUDE}
    assert len(lexicon.digest) == 64


@pytest.mark.parametrize("name", list_lexicons())
def test_a_shipped_file_is_sorted_lower_case_and_says_nothing_twice(name):
    rows = list(csv.DictReader((ROOM / f"{name}.csv").read_text(encoding="utf-8").splitlines()))
    pairs = [(row["class"], row["term"]) for row in rows]
    assert pairs == sorted(set(pairs))
    terms = [term for _, term in pairs]
    assert len(terms) == len(set(terms)) == len(load_lexicon(name))
    assert [term.lower().strip() for term in terms] == terms


@pytest.mark.parametrize("name", list_lexicons())
def test_no_term_is_already_covered_by_a_wildcard(name):
    single = [entry for entry in load_lexicon(name).entries if len(entry.pattern) == 1]
    stems = [entry for entry in single if entry.pattern[0].endswith("*")]
    covered = [
        (entry.term, stem.term)
        for entry in single
        for stem in stems
        if entry != stem
        and entry.classes == stem.classes
        and entry.pattern[0].startswith(stem.pattern[0][:-1])
    ]
    assert covered == []


def test_the_lists_are_of_a_useful_size():
    counted = {
        name: sum(EXCLUDE not in entry.classes for entry in load_lexicon(name).entries)
        for name in list_lexicons()
    }
    assert counted["loaded"] >= 250
    assert counted["hedges"] >= 150
    assert counted["boosters"] >= 100


def test_every_door_gives_the_same_lexicon(tmp_path):
    lists = {"army": ["War  machine*", "THUG*"], "label": ["thug*", "regime"]}
    wanted = read_lexicon(lists, "war")
    rows = [(term, label) for label, terms in lists.items() for term in terms]
    table = "Term,Class\n" + "".join(f"{term},{label.upper()}\n" for term, label in rows)
    (tmp_path / "war.csv").write_text("\ufeff" + table, encoding="utf-8")
    (tmp_path / "War.tsv").write_text(table.replace(",", "\t"), encoding="utf-8")
    (tmp_path / "war.json").write_text(json.dumps(lists), encoding="utf-8")
    for name in ("war.csv", "War.tsv", "war.json"):
        assert read_lexicon(tmp_path / name, "war") == wanted, name
        assert read_lexicon(str(tmp_path / name)).digest == wanted.digest
    assert wanted.classes == ("army", "label")
    assert [e.classes for e in wanted.entries if e.term == "thug*"] == [("army", "label")]


def test_lists_without_classes(tmp_path):
    lines = "# comment\n\nfront line*\nshell\nshell\n"
    (tmp_path / "my-list.txt").write_text(lines, encoding="utf-8")
    (tmp_path / "plain.csv").write_text("term\nshell\n\nfront line*\n", encoding="utf-8")
    (tmp_path / "plain.json").write_text('["shell", "front line*"]', encoding="utf-8")
    wanted = read_lexicon(["shell", "Front line*"])
    assert wanted.name == "words"
    assert wanted.classes == ()
    assert read_lexicon(tmp_path / "my-list.txt").name == "my_list"
    for name in ("my-list.txt", "plain.csv", "plain.json"):
        assert read_lexicon(tmp_path / name).entries == wanted.entries


def test_the_order_of_terms_does_not_matter_but_every_term_does():
    one = read_lexicon({"a": ["x", "y"], "b": ["z"]})
    assert read_lexicon({"b": ["z"], "a": ["y", "x"]}) == one
    for other in ({"a": ["x"], "b": ["z"]}, {"a": ["x", "y", "z"]}, {"a": ["x*", "y"], "b": ["z"]}):
        assert read_lexicon(other).digest != one.digest


def test_curly_and_straight_apostrophes_are_one_term():
    assert read_lexicon(["don’t", "don't"]).entries == read_lexicon(["don't"]).entries


def test_what_a_user_says_about_a_list_stays_with_it():
    mine = read_lexicon(["x"], "mine", licence="CC0", citation="Me 2026", version="2")
    assert (mine.licence, mine.citation, mine.version) == ("CC0", "Me 2026", "2")
    assert pickle.loads(pickle.dumps(mine)) == mine
    assert repr(mine).startswith("Lexicon('mine', 1 terms, ")


@pytest.mark.parametrize(
    ("source", "error", "message"),
    [
        ([], ValueError, "the given list: no terms"),
        ({"a": []}, ValueError, "no terms"),
        ({"exclude": ["x"]}, ValueError, "has no terms to count"),
        ([3], TypeError, r"the term 3 \(class ''\) is not a string"),
        ({"a": "word"}, TypeError, "class 'a' needs a list of terms, given 'word'"),
        ({"a": 5}, TypeError, "class 'a' needs a list of terms, given 5"),
        ({"Bad class": ["x"]}, ValueError, "class 'Bad class' of the term 'x' must be lower-case"),
        (["..."], ValueError, r"the term '\.\.\.' has no letter or digit"),
        (["   "], ValueError, "the term '' has no letter or digit"),
        (["a*b"], ValueError, r"the term 'a\*b' has a '\*' that is not at the end"),
        (["* word"], ValueError, r"must not begin with a '\*'"),
        ({"a": ["x"], "exclude": ["X"]}, ValueError, "'x' is excluded and has the class 'a'"),
        ("missing.csv", FileNotFoundError, r"missing\.csv: no such file"),
        ("list.docx", ValueError, r"a lexicon is a file of the kind \.csv, \.tsv, \.txt, \.json"),
        (3, TypeError, "a lexicon is read from a file, a mapping or a list, given int"),
    ],
)
def test_errors(source, error, message):
    with pytest.raises(error, match=message):
        read_lexicon(source)


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("a.csv", b"wort,klasse\nx,y\n", "no column 'term'; it has wort, klasse"),
        ("a.csv", b"", "no column 'term'; it has no columns"),
        ("a.csv", b"term,class\n", "no terms"),
        ("a.txt", "caf\xe9".encode("latin-1"), r"not UTF-8 text \(byte 3\); save it as UTF-8"),
        ("a.json", b"{", "not JSON"),
        ("a.json", b"3", "expected an object of class to terms, or a list of terms"),
        ("1a.txt", b"word\n", "lexicon name '1a' must be lower-case letters"),
    ],
)
def test_files_that_are_not_lexicons(tmp_path, name, content, message):
    (tmp_path / name).write_bytes(content)
    with pytest.raises(ValueError, match=message):
        read_lexicon(tmp_path / name)


def test_an_unknown_name_lists_the_known_ones():
    message = r"no lexicon 'hedge' .*boosters, hedges, loaded.*read_lexicon"
    with pytest.raises(ValueError, match=message):
        load_lexicon("hedge")
