"""From a study file to a folder of tables and figures, the same bytes every time.

========================  ===================================================================
file                      what
========================  ===================================================================
``study.toml``            the study file as it was
``tables/``               read log, articles (without text), attributions, citations, features
                          and every comparison, each as Parquet and CSV
``figures/``              each as PDF, PNG and SVG, with its numbers (CSV) and its caption
``manifest.json``         versions, seed, digests, row counts; no times
``origin.json``           where the study file lay, seen from here; not in the manifest
========================  ===================================================================
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from framing.articles import Corpus, find_duplicates, find_events, read
from framing.attribution import SCHEMES
from framing.features import WordList, builtin_extractors, measure
from framing.lexicons import read_lexicon
from framing.notes import Annotations, annotate
from framing.outlets import compare, to_latex, to_markdown
from framing.schema import VERSION
from framing.study.analyses import analyse
from framing.study.config import AnalysisPart, FigurePart, Study, StudyError, read_study
from framing.study.figures import close, draw, own_canvas
from framing.study.manifest import digest_of, file_digests, versions, write_manifest
from framing.study.tables import read_table, write_table

if TYPE_CHECKING:
    import pandas as pd

ORIGIN = "origin.json"
TEXT_COLUMNS = ("text", "edits", "meta")
Say = Callable[[str], None]


def run(study: str | Path, out: str | Path, *, say: Say | None = None) -> dict[str, Any]:
    """Build every table and figure of a study.

    Parameters
    ----------
    study : path
        A study file (see `framing.study.config`).
    out : path
        Folder for the results; made if it does not exist. What an earlier run left there is
        replaced; a folder with other things in it is refused.
    say : callable, optional
        Called with one line per step.

    Returns
    -------
    dict
        The manifest.

    Raises
    ------
    StudyError, ValueError, FileNotFoundError
        With what is wrong in the study file, the corpus or the folder.
    """
    plan = read_study(study)
    folder = _emptied(Path(out))
    tell = say or (lambda _: None)
    outlets, words = _outlets(plan), _word_lists(plan)
    tell(f"reading {plan.corpus.path}")
    corpus = _corpus(plan)
    tell(f"annotating {len(corpus)} articles")
    notes = annotate(corpus, **_annotate_options(plan), progress=say is not None)
    tell("counting")
    features = measure(notes, [*builtin_extractors(), *words])
    tables = {"features": features, **_note_tables(notes)}
    if outlets is not None:
        tables["outlets"] = outlets
    results: dict[str, pd.DataFrame] = {}
    for part in plan.compare:
        tell(f"comparing: {part.name}")
        results[part.name] = _compared(features, part, outlets, plan.seed)
    for analysis in plan.analysis:
        tell(f"analysing: {analysis.name}")
        results[analysis.name] = _analysed(analysis, notes, features, outlets, plan.seed)
    (folder / "study.toml").write_bytes(plan.text.encode())
    for name, table in (tables | results).items():
        _write_table(table, folder / "tables" / name)
    for part in plan.compare:
        stem = folder / "tables" / part.name
        stem.with_suffix(".md").write_bytes(to_markdown(results[part.name]).encode())
        stem.with_suffix(".tex").write_bytes(to_latex(results[part.name]).encode())
    for figure in plan.figure:
        tell(f"drawing: {figure.name}")
        path = folder / "figures" / figure.name
        _draw(figure, features, results, path, seed=plan.seed)
    manifest = _manifest(plan, notes, tables | results, folder)
    write_manifest(folder, manifest)
    _write_origin(plan, folder)
    return manifest


def _corpus(plan: Study) -> Corpus:
    part = plan.corpus
    path = plan.path.parent / part.path
    corpus = read(path, clean=part.clean, columns=dict(part.columns) if part.columns else None)
    if part.duplicates != "keep":
        corpus = find_duplicates(corpus)
    if part.duplicates == "drop":
        corpus = corpus.filter([a.duplicate_of is None for a in corpus])
    if part.events == "find":
        corpus = find_events(corpus)
    return corpus


def _annotate_options(plan: Study) -> dict[str, Any]:
    part = plan.annotate
    options = {k: getattr(part, k) for k in ("method", "model", "min_confidence", "scheme")}
    if part.scheme not in SCHEMES and Path(part.scheme).suffix:
        options["scheme"] = str(plan.path.parent / part.scheme)
    return options


def _word_lists(plan: Study) -> list[WordList]:
    """The user's own word lists, counted as those that come with the package."""
    lexicons = [read_lexicon(plan.path.parent / name) for name in plan.measure.words]
    return [WordList(lexicon.name, lexicon) for lexicon in lexicons]


def _outlets(plan: Study) -> pd.DataFrame | None:
    if plan.corpus.outlets is None:
        return None
    path = plan.path.parent / plan.corpus.outlets
    if not path.is_file():
        raise FileNotFoundError(f"[corpus] outlets = {plan.corpus.outlets!r}: no such file")
    frame = read_table(path)
    if "outlet" not in frame:
        raise StudyError(f"{path.name} needs a column 'outlet'; it has {', '.join(frame.columns)}")
    return frame


def _note_tables(notes: Annotations) -> dict[str, pd.DataFrame]:
    from framing.notes import find_attributions, find_citations

    articles = notes.corpus.to_frame().drop(columns=list(TEXT_COLUMNS))
    return {
        "read_log": notes.corpus.log.to_frame(),
        "articles": articles,
        "attributions": find_attributions(notes),
        "citations": find_citations(notes),
    }


def _compared(
    features: pd.DataFrame, part: Any, outlets: pd.DataFrame | None, seed: int
) -> pd.DataFrame:
    groups = None if part.by in features else outlets
    return compare(
        features,
        part.by,
        list(part.features),
        reference=part.reference,
        match=part.match,
        groups=groups,
        scales=part.scales,
        interval=part.interval,
        adjust=part.adjust,
        resample=part.resample,
        level=part.level,
        draws=part.draws,
        margin=part.margin,
        seed=seed,
    )


def _analysed(
    part: AnalysisPart,
    notes: Annotations,
    features: pd.DataFrame,
    outlets: pd.DataFrame | None,
    seed: int,
) -> pd.DataFrame:
    try:
        return analyse(
            part.kind, part.options, notes=notes, features=features, outlets=outlets, seed=seed
        )
    except ValueError as error:
        raise StudyError(f"analysis {part.name!r}: {error}") from error


def _draw(
    figure: FigurePart,
    features: pd.DataFrame,
    results: dict[str, pd.DataFrame],
    path: Path,
    *,
    seed: int,
) -> None:
    from framing import plots

    table = features if figure.table is None else results[figure.table]
    try:
        with own_canvas():
            ax = draw(figure.kind, table, figure.options, seed=seed)
            plots.save(ax, path)
    except ValueError as error:
        raise StudyError(f"figure {figure.name!r}: {error}") from error
    close(ax)


def _write_table(table: pd.DataFrame, stem: Path) -> None:
    """A table as Parquet and as CSV."""
    stem.parent.mkdir(parents=True, exist_ok=True)
    for suffix in (".parquet", ".csv"):
        write_table(table, stem.parent / f"{stem.name}{suffix}")


def _manifest(
    plan: Study, notes: Annotations, tables: dict[str, pd.DataFrame], folder: Path
) -> dict[str, Any]:
    scheme = None if plan.annotate.scheme in SCHEMES else plan.annotate.scheme
    names = [plan.corpus.path, plan.corpus.outlets, scheme, *plan.measure.words]
    files = {name: plan.path.parent / name for name in names if name}
    inputs = {name: digest_of(path) for name, path in files.items() if path.exists()}
    return {
        "title": plan.title,
        "seed": plan.seed,
        "schema_version": VERSION,
        "study_sha256": digest_of(folder / "study.toml"),
        "versions": versions(),
        "inputs": inputs,
        "corpus_digest": notes.corpus.digest,
        "annotations": dict(notes.signature),
        "read": notes.corpus.log.to_dict(),
        "rows": {name: len(table) for name, table in tables.items()},
        "files": file_digests(folder, without=("manifest.json", ORIGIN)),
    }


def _emptied(folder: Path) -> Path:
    """The folder for results, without what an earlier run left in it."""
    if folder.exists() and not folder.is_dir():
        raise ValueError(f"{folder} is a file; --out needs a folder")
    folder.mkdir(parents=True, exist_ok=True)
    present = {p.name for p in folder.iterdir()}
    ours = {"study.toml", "tables", "figures", "manifest.json", ORIGIN}
    if present and not (present <= ours and "study.toml" in present):
        strange = sorted(present - ours) or sorted(present)
        raise ValueError(
            f"{folder} holds other things ({', '.join(strange[:3])}); name an empty folder or one "
            f"made by an earlier run"
        )
    for name in present:
        target = folder / name
        if target.is_dir():
            shutil.rmtree(target)
        else:
            target.unlink()
    return folder


def _write_origin(plan: Study, folder: Path) -> None:
    try:
        where = Path(os.path.relpath(plan.path.resolve(), folder.resolve())).as_posix()
    except ValueError:  # another drive on Windows
        where = plan.path.resolve().as_posix()
    (folder / ORIGIN).write_bytes((json.dumps({"study": where}) + "\n").encode())
