"""One command rebuilds a paper's tables and figures, and the same bytes come out again."""

import json
import re
import shutil
from pathlib import Path

import pandas as pd
import pytest

from framing.study import StudyError, read_study, run, verify

SAMPLE = Path(__file__).resolve().parents[2] / "data" / "sample"


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    """A copy of the sample study with its corpus, run once."""
    folder = tmp_path_factory.mktemp("study")
    for name in ("study.toml", "articles.jsonl", "outlets.csv"):
        shutil.copy(SAMPLE / name, folder / name)
    run(folder / "study.toml", folder / "results")
    return folder


def test_every_table_and_figure_is_there(home):
    results = home / "results"
    manifest = json.loads((results / "manifest.json").read_text("utf-8"))
    study = read_study(home / "study.toml")
    names = {part.name for part in (*study.compare, *study.analysis)}
    for table in names | {"read_log", "articles", "attributions", "citations", "features"}:
        frame = pd.read_parquet(results / "tables" / f"{table}.parquet")
        assert len(frame) == manifest["rows"][table]
        assert len(pd.read_csv(results / "tables" / f"{table}.csv")) == len(frame)
    for figure in study.figure:
        for suffix in (".pdf", ".png", ".svg", ".csv", ".md", ".json"):
            assert (results / "figures" / f"{figure.name}{suffix}").stat().st_size > 0
    assert manifest["rows"]["articles"] == 60
    assert manifest["read"]["found"] == 60
    assert manifest["seed"] == 7
    assert set(manifest["versions"]) >= {"python", "numpy", "matplotlib", "framing", "onnxruntime"}
    assert "not installed" not in manifest["versions"].values()
    assert "text" not in pd.read_parquet(results / "tables" / "articles.parquet")


def test_manifest_holds_no_time_and_no_path(home):
    text = (home / "results" / "manifest.json").read_text("utf-8")
    assert str(home) not in text
    assert not re.search(r"\b(time|date|created)\b|\d\d:\d\d|\b20\d\d-\d\d-\d\d", text)


def test_second_run_is_byte_identical_and_verified(home):
    outcome = verify(home / "results")
    assert outcome.passed, str(outcome)
    assert outcome.files > 40
    assert "byte for byte the same" in str(outcome)


def test_verify_finds_what_was_changed(home, tmp_path):
    copy = tmp_path / "results"
    shutil.copytree(home / "results", copy)
    table = copy / "tables" / "cues.csv"
    table.write_text(table.read_text("utf-8").replace("0.", "1.", 1), encoding="utf-8")
    with pytest.raises(FileNotFoundError, match="name it with --study FILE"):
        verify(copy)
    outcome = verify(copy, study=home / "study.toml")
    assert not outcome.passed
    assert outcome.changed == ("tables/cues.csv",)
    assert outcome.differ == ()
    assert "changed since the run: tables/cues.csv" in str(outcome)


def test_verify_finds_one_changed_byte_of_a_figure_and_of_the_manifest(home):
    figure = home / "results" / "figures" / "fig1_distancing.png"
    manifest = home / "results" / "manifest.json"
    whole, stated = figure.read_bytes(), manifest.read_bytes()
    figure.write_bytes(bytes([whole[0] ^ 1]) + whole[1:])
    manifest.write_bytes(stated.replace(b'"found": 60', b'"found": 61'))
    outcome = verify(home / "results")
    figure.write_bytes(whole)
    manifest.write_bytes(stated)
    assert outcome.changed == ("figures/fig1_distancing.png", "manifest.json")
    assert outcome.differ == ()


def test_verify_finds_changed_inputs(home, tmp_path):
    for name in ("study.toml", "articles.jsonl", "outlets.csv"):
        shutil.copy(home / name, tmp_path / name)
    shutil.copytree(home / "results", tmp_path / "results")
    lines = (tmp_path / "articles.jsonl").read_text("utf-8").splitlines(keepends=True)
    (tmp_path / "articles.jsonl").write_text("".join(lines[:-1]), encoding="utf-8")
    outcome = verify(tmp_path / "results")
    assert outcome.inputs == ("articles.jsonl",)
    assert not outcome.passed


def test_run_refuses_a_folder_with_other_things(home, tmp_path):
    (tmp_path / "thesis.txt").write_text("x")
    with pytest.raises(ValueError, match=r"holds other things \(thesis\.txt\)"):
        run(home / "study.toml", tmp_path)
    assert (tmp_path / "thesis.txt").exists()


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("x = [", "is not a TOML file"),
        ("", r"needs a \[corpus\] with a path"),
        ("[corpus]\npth = 'a'", "unknown key 'pth'; allowed are path, clean"),
        ("[corpus]\npath = 5", r"\[corpus\] path must be a text in quotation marks, given 5"),
        ("[corpus]\npath = 'a'\nclean = 'no'", "clean must be true or false, given 'no'"),
        ("[corpus]\npath = 'a'\ncolumns = {text = 1}", "columns must be a table of texts"),
        ("[corpus]\npath = 'a'\n[measure]\nwords = 'w.csv'", "words must be a list of texts"),
        (
            "[corpus]\npath = 'a'\n[[compare]]\nname = 'x'\nfeatures = 'n_words'",
            r"\[\[compare\]\] 1 features must be a list of texts in square brackets",
        ),
        (
            "[corpus]\npath = 'a'\n[[compare]]\nname = 'x'\nfeatures = ['n_words']\ndraws = true",
            "draws must be a whole number, given True",
        ),
        ("[corpus]\nclean = true", "missing 1 required positional argument: 'path'"),
        ("[corpus]\npath = 'a'\nevents = 'maybe'", "'maybe' is not one of given, find"),
        ("[study]\nseed = -1\n[corpus]\npath = 'a'", "seed must be a whole number"),
        ("[corpus]\npath = 'a'\n[figure]\nname = 'x'", "needs double brackets"),
        (
            "[corpus]\npath = 'a'\n[[figure]]\nname = 'x'\nkind = 'pie'",
            "'pie' is not one of forest, contrasts",
        ),
        (
            "[corpus]\npath = 'a'\n[[figure]]\nname = 'x'\nkind = 'forest'\ntable = 'y'",
            "table = 'y'; kind forest draws a table of kind compare or order, here: none",
        ),
        (
            "[corpus]\npath = 'a'\n[[figure]]\nname = 'x'\nkind = 'stances'\ntable = 'y'",
            "kind stances draws the feature table; leave out table",
        ),
        (
            "[corpus]\npath = 'a'\n[[figure]]\nname = 'x'\nkind = 'stances'\nsort = 'y'",
            "figure 'x': kind stances has no option 'sort'; allowed are by",
        ),
        ("[corpus]\npath = 'a'\n[[figure]]\nname = 'x'\nkind = 'bars'", "kind bars needs measure"),
        (
            "[corpus]\npath = 'a'\n[[analysis]]\nname = 'x'\nkind = 'magic'",
            "analysis 'x': kind = 'magic' is not one of words, word_shift",
        ),
        (
            "[corpus]\npath = 'a'\n[[analysis]]\nname = 'x'\nkind = 'words'\nvoices = 'own'",
            "unknown key 'voices'; allowed are by, reference, voice",
        ),
        (
            "[corpus]\npath = 'a'\n[[analysis]]\nname = 'x'\nkind = 'gap'\na = 'b'",
            "kind gap needs b, features",
        ),
        (
            "[corpus]\npath = 'a'\n[[analysis]]\nname = 'features'\nkind = 'words'",
            "'features' is the name of a table that every study has",
        ),
        (
            "[corpus]\npath = 'a'\n[[figure]]\nname = '../x'\nkind = 'stances'",
            "becomes a file name",
        ),
    ],
)
def test_wrong_study_files_say_which_key(text, message, tmp_path):
    file = tmp_path / "s.toml"
    file.write_text(text)
    with pytest.raises(StudyError, match=message):
        read_study(file)


def test_a_study_counts_word_lists_and_stances_of_its_own(tmp_path):
    rows = [
        {"id": f"{o}{i}", "outlet": o, "text": f"The truce held, she {v}. Shells fell on the town."}
        for o, v in (("a", "said"), ("b", "claimed"))
        for i in range(3)
    ]
    (tmp_path / "a.jsonl").write_text("".join(f"{json.dumps(row)}\n" for row in rows))
    (tmp_path / "conflict.csv").write_text("term,class\nshell*,war\ntruce,peace\n")
    (tmp_path / "stances.csv").write_text("lemma,class\nclaim,attack\n")
    (tmp_path / "s.toml").write_text(
        "[corpus]\npath = 'a.jsonl'\n[annotate]\nmethod = 'rules'\nscheme = 'stances.csv'\n"
        "[measure]\nwords = ['conflict.csv']\n"
        "[[compare]]\nname = 'war'\nfeatures = ['rate_conflict_war', 'n_stance_attack']\n"
    )
    manifest = run(tmp_path / "s.toml", tmp_path / "out")
    features = pd.read_parquet(tmp_path / "out" / "tables" / "features.parquet")
    assert features["n_conflict_war"].tolist() == [1] * 6
    assert features["n_conflict_peace"].tolist() == [1] * 6
    assert features["n_stance_attack"].tolist() == [0, 0, 0, 1, 1, 1]
    assert set(manifest["inputs"]) == {"a.jsonl", "conflict.csv", "stances.csv"}
    assert verify(tmp_path / "out").passed
    (tmp_path / "conflict.csv").write_text("term,class\nshell*,war\ntruce,peace\nrain,peace\n")
    assert verify(tmp_path / "out").inputs == ("conflict.csv",)


def test_missing_files_are_named(tmp_path):
    with pytest.raises(FileNotFoundError, match="no study file"):
        read_study(tmp_path / "none.toml")
    file = tmp_path / "s.toml"
    file.write_text("[corpus]\npath = 'articles'\n")
    with pytest.raises(FileNotFoundError, match="articles"):
        run(file, tmp_path / "out")
