"""A study as a file: corpus, annotation, tables and figures, written down before the results.

A study file is TOML. Paths are relative to it. Unknown keys are refused, with the keys that exist:
a misspelt option that is silently ignored changes a result without anybody noticing.

    [study]
    title = "Six outlets on ten events"
    seed = 7

    [corpus]
    path = "articles.jsonl"      # anything framing.read reads
    clean = true                 # take captions, credits, links out of the running text
    outlets = "outlets.csv"      # optional: one row per outlet (leaning, country, ...)
    events = "given"             # or "find": group articles into events
    duplicates = "keep"          # or "mark", "drop": near-duplicates

    [annotate]
    method = "model"             # or "rules"; with model = "base" or "small"

    [measure]
    words = ["conflict.csv"]     # optional: word lists of one's own, see framing.lexicons

    [[compare]]
    name = "distancing"
    features = ["share_stance_distancing"]
    match = "event"

    [[analysis]]
    name = "words"
    kind = "words"               # see framing.study.analyses
    reference = "meridian"       # options of its function, by their own names

    [[figure]]
    name = "fig1_distancing"
    kind = "forest"              # see framing.study.figures
    table = "distancing"         # the [[compare]] or [[analysis]] that it draws
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any, get_type_hints

from framing.study.analyses import KINDS, options_of, required_of
from framing.study.figures import DRAWINGS, FEATURES, check_kind, check_options
from framing.study.fitting import fits, spell

PARTS = ("study", "corpus", "annotate", "measure", "compare", "analysis", "figure")
EVENTS = ("given", "find")
DUPLICATES = ("keep", "mark", "drop")
OWN_TABLES = ("features", "read_log", "articles", "attributions", "citations", "outlets")


class StudyError(ValueError):
    """A study file cannot be used; the message says which key and what is allowed."""


@dataclass(frozen=True, slots=True)
class CorpusPart:
    """Where the articles come from and what is done to them before anything is counted."""

    path: str
    clean: bool = True
    outlets: str | None = None
    events: str = "given"
    duplicates: str = "keep"
    columns: Mapping[str, str] | None = None


@dataclass(frozen=True, slots=True)
class AnnotatePart:
    """How attributions are found."""

    method: str = "model"
    model: str = "base"
    min_confidence: float | None = None
    scheme: str = "default"


@dataclass(frozen=True, slots=True)
class MeasurePart:
    """What is counted besides the built-in features: files of `framing.lexicons.read_lexicon`."""

    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ComparePart:
    """One comparison table; the options are those of `framing.compare`."""

    name: str
    features: tuple[str, ...]
    by: str = "outlet"
    reference: str | None = None
    match: str | None = None
    scales: tuple[str, ...] = ("difference",)
    interval: str = "t"
    adjust: str = "holm"
    resample: str = "events"
    level: float = 0.95
    draws: int = 2000
    margin: float | None = None


@dataclass(frozen=True, slots=True)
class AnalysisPart:
    """One analysis besides comparisons of features; its options are those of its function."""

    name: str
    kind: str
    options: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class FigurePart:
    """One figure, of a table of results or of the feature table; options are its function's."""

    name: str
    kind: str
    table: str | None = None
    options: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Study:
    """A study file, checked.

    Attributes
    ----------
    path : Path
        The file.
    text : str
        Its content, kept beside the results.
    """

    path: Path
    text: str
    title: str
    seed: int
    corpus: CorpusPart
    annotate: AnnotatePart
    measure: MeasurePart
    compare: tuple[ComparePart, ...]
    analysis: tuple[AnalysisPart, ...]
    figure: tuple[FigurePart, ...]


def read_study(path: str | Path) -> Study:
    """Read and check a study file.

    Parameters
    ----------
    path : path
        A TOML file; see the module for its keys.

    Returns
    -------
    Study

    Raises
    ------
    FileNotFoundError
        If it is not there.
    StudyError
        If it is not TOML, a key is unknown or missing, or a figure names no table.

    Examples
    --------
    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     file = Path(folder) / "s.toml"
    ...     _ = file.write_text('[corpus]\\npath = "a.jsonl"\\n')
    ...     read_study(file).corpus.clean
    True
    """
    path = Path(path)
    if not path.is_file():
        raise FileNotFoundError(f"no study file {path}")
    try:
        text = path.read_text(encoding="utf-8")
        data = tomllib.loads(text)
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise StudyError(f"{path.name} is not a TOML file: {error}") from error
    _known(data, PARTS, path.name)
    head = data.get("study", {})
    _known(head, ("title", "seed"), f"{path.name}: [study]")
    if "corpus" not in data:
        raise StudyError(f'{path.name} needs a [corpus] with a path, for example path = "articles"')
    study = Study(
        path=path,
        text=text,
        title=str(head.get("title", path.stem)),
        seed=_whole(head.get("seed", 0), f"{path.name}: [study] seed"),
        corpus=_part(CorpusPart, data["corpus"], f"{path.name}: [corpus]"),
        annotate=_part(AnnotatePart, data.get("annotate", {}), f"{path.name}: [annotate]"),
        measure=_part(MeasurePart, data.get("measure", {}), f"{path.name}: [measure]"),
        compare=_parts(ComparePart, data.get("compare", []), f"{path.name}: [[compare]]"),
        analysis=_open_parts(AnalysisPart, data.get("analysis", []), f"{path.name}: [[analysis]]"),
        figure=_open_parts(FigurePart, data.get("figure", []), f"{path.name}: [[figure]]"),
    )
    _check(study)
    return study


def _check(study: Study) -> None:
    where = study.path.name
    _among(study.corpus.events, EVENTS, f"{where}: [corpus] events")
    _among(study.corpus.duplicates, DUPLICATES, f"{where}: [corpus] duplicates")
    tables = [*_names(study.compare), *_names(study.analysis)]
    for names, kind in (
        (tables, "[[compare]] or [[analysis]]"),
        (_names(study.figure), "[[figure]]"),
    ):
        twice = sorted({n for n in names if names.count(n) > 1})
        if twice:
            raise StudyError(f"{where}: two {kind} have the name {twice[0]!r}")
        for name in names:
            if not name.replace("_", "").replace("-", "").isalnum():
                raise StudyError(
                    f"{where}: {kind} name {name!r} becomes a file name: use letters, digits, "
                    f"'_' and '-'"
                )
    taken = sorted(set(tables) & set(OWN_TABLES))
    if taken:
        raise StudyError(f"{where}: {taken[0]!r} is the name of a table that every study has")
    for analysis in study.analysis:
        _check_analysis(analysis, f"{where}: analysis {analysis.name!r}")
    for figure in study.figure:
        _check_figure(figure, study, f"{where}: figure {figure.name!r}")


def _check_analysis(part: AnalysisPart, at: str) -> None:
    _among(part.kind, tuple(KINDS), f"{at}: kind")
    _known(part.options, options_of(part.kind), f"{at} (kind {part.kind})")
    missing = [name for name in required_of(part.kind) if name not in part.options]
    if missing:
        raise StudyError(f"{at}: kind {part.kind} needs {', '.join(missing)}")


def _check_figure(part: FigurePart, study: Study, at: str) -> None:
    try:
        check_kind(part.kind)
        check_options(part.kind, part.options)
    except ValueError as error:
        raise StudyError(f"{at}: {error}") from error
    drawn = DRAWINGS[part.kind].of
    if drawn == FEATURES:
        if part.table is not None:
            raise StudyError(f"{at}: kind {part.kind} draws the feature table; leave out table")
        return
    kinds = {each.name: "compare" for each in study.compare}
    kinds |= {each.name: each.kind for each in study.analysis}
    fitting = tuple(name for name, kind in kinds.items() if kind in drawn)
    if part.table not in fitting:
        raise StudyError(
            f"{at}: table = {part.table!r}; kind {part.kind} draws a table of kind "
            f"{' or '.join(drawn)}, here: {', '.join(fitting) or 'none'}"
        )


def _names(parts: tuple[Any, ...]) -> list[str]:
    return [part.name for part in parts]


def _part(kind: type[Any], given: Any, where: str) -> Any:
    """A dataclass from a TOML table, unknown and missing keys refused."""
    if not isinstance(given, dict):
        raise StudyError(f"{where} must be a table of keys, given {given!r}")
    names = tuple(each.name for each in fields(kind))
    _known(given, names, where)
    values = {k: tuple(v) if isinstance(v, list) else v for k, v in given.items()}
    hints = get_type_hints(kind)
    for name, value in values.items():
        if not fits(value, hints[name]):
            raise StudyError(f"{where} {name} must be {spell(hints[name])}, given {given[name]!r}")
    try:
        return kind(**values)
    except TypeError as error:
        raise StudyError(f"{where}: {str(error).replace('__init__() ', '')}") from error


def _parts(kind: type[Any], given: Any, where: str) -> tuple[Any, ...]:
    if not isinstance(given, list):
        raise StudyError(f"{where} needs double brackets: one table per entry")
    return tuple(_part(kind, one, f"{where} {i + 1}") for i, one in enumerate(given))


def _open_parts(kind: type[Any], given: Any, where: str) -> tuple[Any, ...]:
    """Parts whose unnamed keys are the options of a function, checked later."""
    own = {each.name for each in fields(kind)} - {"options"}
    if not isinstance(given, list):
        raise StudyError(f"{where} needs double brackets: one table per entry")
    parts = []
    for number, one in enumerate(given, start=1):
        if not isinstance(one, dict):
            raise StudyError(f"{where} {number} must be a table of keys, given {one!r}")
        options = {key: value for key, value in one.items() if key not in own}
        named = {key: value for key, value in one.items() if key in own}
        parts.append(_part(kind, named | {"options": options}, f"{where} {number}"))
    return tuple(parts)


def _known(given: Mapping[str, Any], allowed: tuple[str, ...], where: str) -> None:
    unknown = sorted(set(given) - set(allowed))
    if unknown:
        raise StudyError(f"{where}: unknown key {unknown[0]!r}; allowed are {', '.join(allowed)}")


def _among(value: Any, allowed: tuple[str, ...], where: str) -> None:
    if value not in allowed:
        names = ", ".join(allowed) or "(none given)"
        raise StudyError(f"{where} = {value!r} is not one of {names}")


def _whole(value: Any, where: str) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        raise StudyError(f"{where} must be a whole number of at least 0, given {value!r}")
    return value
