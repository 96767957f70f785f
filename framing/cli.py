"""The command line: the same verbs as in Python, from file to file.

    framing read articles/ --out corpus.parquet
    framing attribute corpus.parquet --out attributions.csv
    framing run data/sample/study.toml --out results/

Bad input ends with one line on stderr and exit status 2, a failed verification with 1. Long work
shows progress on stderr, on a terminal only.
"""

from __future__ import annotations

import argparse
import sys
import warnings
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pandas as pd

TABLES = (".csv", ".parquet", ".jsonl", ".xlsx")
MOST_LOST = 20


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; returns the exit status.

    Examples
    --------
    >>> main(["read", "no-such-folder", "--out", "x.csv"])
    2
    """
    args = _parser().parse_args(argv)
    action: Callable[[argparse.Namespace], int] = args.action
    try:
        _check(args)
        with warnings.catch_warnings():
            warnings.showwarning = _show_warning
            return action(args)
    except BrokenPipeError:
        return 0
    except KeyboardInterrupt:
        print("framing: stopped", file=sys.stderr)
        return 130
    except Exception as error:
        if args.traceback:
            raise
        kind = "" if isinstance(error, (ValueError, OSError, TypeError)) else type(error).__name__
        text = " ".join(f"{kind}: {error}".removeprefix(": ").split())
        print(f"framing: error: {text}", file=sys.stderr)
        return 2


def _parser() -> argparse.ArgumentParser:
    from framing._version import version

    parser = argparse.ArgumentParser(
        prog="framing",
        description="Who is quoted, with which verbs, in whose voice: tables and figures with "
        "intervals from a folder of articles.",
        epilog="framing VERB --help says more about each. Start with: "
        "framing run data/sample/study.toml --out results",
    )
    parser.add_argument("--traceback", action="store_true", help="show where an error arose")
    parser.add_argument("--version", action="version", version=f"framing {version()}")
    verbs = parser.add_subparsers(title="verbs", metavar="VERB", required=True)

    def verb(name: str, action: Callable[[argparse.Namespace], int], text: str) -> Any:
        sub = verbs.add_parser(name, help=text, description=text[0].upper() + text[1:] + ".")
        sub.set_defaults(action=action)
        return sub

    sub = verb("read", _read, "read articles of any format into one file, and say what was lost")
    _source(sub)
    sub.add_argument("--out", type=Path, help=".parquet, .jsonl or .csv; without it only the log")
    sub.set_defaults(suffixes=(".parquet", ".jsonl", ".csv"))
    sub = verb("attribute", _attribute, "find who says what: a table with one row per attribution")
    _source(sub)
    _how(sub)
    sub.add_argument("--min-confidence", type=float, help="leave out less certain ones, 0 to 1")
    _table_out(sub)
    sub = verb("cite", _cite, "find credits, links, cited media and documents: one row each")
    _source(sub)
    sub.set_defaults(method="rules", model="base")
    _table_out(sub)
    sub = verb("measure", _measure, "count: a table with one row per article")
    _source(sub)
    _how(sub)
    _table_out(sub)
    sub.add_argument("--words", type=Path, action="append", help="a word list of one's own (.csv)")
    sub.add_argument("--jobs", type=int, default=1, help="processes (default 1)")
    sub = verb("compare", _compare, "compare outlets on a feature table, with intervals")
    sub.add_argument("table", type=Path, help="a feature table (framing measure)")
    sub.add_argument("--features", nargs="+", required=True, help="share_stance_distancing ...")
    sub.add_argument("--by", default="outlet", help="grouping column (default outlet)")
    sub.add_argument("--groups", type=Path, help="CSV with one row per outlet (leaning, ...)")
    sub.add_argument("--reference", help="contrast every group with this one")
    sub.add_argument("--match", choices=["event"], help="also compare on shared events only")
    sub.add_argument("--seed", type=int, default=0)
    _table_out(sub, more=(".md", ".tex"))
    sub = verb("draw", _draw, "draw a figure from a table of results or a feature table")
    sub.add_argument("table", type=Path, help="what compare, measure or run wrote")
    sub.add_argument(
        "--kind", required=True, help="forest, contrasts, stances, ...; a wrong one lists all"
    )
    sub.add_argument(
        "--set",
        nargs="+",
        default=[],
        metavar="OPTION=VALUE",
        help="options of the figure, for example feature=share_stance_distancing",
    )
    sub.add_argument("--out", type=Path, required=True, help=".pdf, .png, .svg; no suffix: all")
    sub = verb("run", _run, "build every table and figure of a study file")
    sub.add_argument("study", type=Path, help="a .toml file")
    sub.add_argument("--out", type=Path, required=True, help="folder for the results")
    sub = verb("verify", _verify, "rebuild results elsewhere and compare every file")
    sub.add_argument("results", type=Path)
    sub.add_argument("--study", type=Path, help="the study file, if it was moved")
    sub = verb("show", _show, "write an article with its spans marked as one HTML page")
    _source(sub)
    _how(sub)
    sub.add_argument("--id", help="which article (default the first)")
    sub.add_argument("--out", type=Path, help="default: the article's id with .html")
    sub.set_defaults(suffixes=(".html",))
    sub = verb("score", _score, "score attributions against a gold file")
    sub.add_argument("gold", type=Path, help="JSONL: id, text, attributions")
    sub.add_argument("predicted", type=Path, nargs="?", help="JSONL: id, attributions")
    sub.add_argument(
        "--method", choices=["model", "rules"], help="score this on the gold texts, not a file"
    )
    sub.add_argument("--model", default="base", choices=["base", "small"])
    return parser


def _source(sub: Any) -> None:
    sub.add_argument("source", help="a file, folder, zip or pattern of articles")
    sub.add_argument("--no-clean", action="store_true", help="leave the texts untouched")
    sub.add_argument("--columns", help="name columns: text=body,outlet=paper (others are found)")


def _how(sub: Any) -> None:
    sub.add_argument("--method", default="model", choices=["model", "rules"], help="default: model")
    sub.add_argument(
        "--model", default="base", choices=["base", "small"], help="the better or the faster one"
    )


def _table_out(sub: Any, more: tuple[str, ...] = ()) -> None:
    allowed = ", ".join((*TABLES, *more))
    sub.add_argument("--out", type=Path, help=f"{allowed}; without it CSV to the terminal")
    sub.set_defaults(suffixes=(*TABLES, *more))


def _check(args: argparse.Namespace) -> None:
    """Refuse before the work what cannot be done after it."""
    if getattr(args, "out", None) and hasattr(args, "suffixes"):
        from framing.study.tables import check_target

        check_target(args.out, args.suffixes)
    if getattr(args, "jobs", 1) < 1:
        raise ValueError(f"--jobs must be at least 1, given {args.jobs}")
    if getattr(args, "seed", 0) < 0:
        raise ValueError(f"--seed must be a whole number from 0, given {args.seed}")


def _read(args: argparse.Namespace) -> int:
    corpus = _corpus(args, loud=False)
    if args.out:
        corpus.write(args.out)
        print(f"{len(corpus)} articles written to {args.out}")
    print(corpus.log)
    print(*(f"    {entry}\n" for entry in corpus.log.dropped[:MOST_LOST]), sep="", end="")
    if len(corpus.log.dropped) > MOST_LOST:
        print("    ... (corpus.log in Python has all)")
    print(corpus.describe().to_string(index=False, na_rep=""))
    return 0


def _attribute(args: argparse.Namespace) -> int:
    from framing.notes import find_attributions

    found = find_attributions(
        _corpus(args),
        method=args.method,
        model=args.model,
        min_confidence=args.min_confidence,
        progress=True,
    )
    return _write(found, args.out)


def _cite(args: argparse.Namespace) -> int:
    from framing.notes import annotate, find_citations

    notes = annotate(_corpus(args), method=args.method, progress=True)
    return _write(find_citations(notes), args.out)


def _measure(args: argparse.Namespace) -> int:
    from framing.features import WordList, builtin_extractors, measure
    from framing.lexicons import read_lexicon
    from framing.notes import annotate

    used: list[Any] = list(builtin_extractors())
    used += [WordList(one.name, one) for one in map(read_lexicon, args.words or ())]
    notes = annotate(_corpus(args), method=args.method, model=args.model, progress=True)
    if args.jobs == 1:
        return _write(measure(notes, used), args.out)
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import get_context

    with ProcessPoolExecutor(args.jobs, mp_context=get_context("spawn")) as pool:
        return _write(measure(notes, used, map=pool.map), args.out)


def _compare(args: argparse.Namespace) -> int:
    from framing.outlets import compare, to_latex, to_markdown
    from framing.study.tables import read_table

    groups = read_table(args.groups) if args.groups else None
    result = compare(
        read_table(args.table),
        args.by,
        args.features,
        groups=groups,
        reference=args.reference,
        match=args.match,
        seed=args.seed,
    )
    if args.out and args.out.suffix in (".md", ".tex"):
        text = to_markdown(result) if args.out.suffix == ".md" else to_latex(result)
        args.out.write_bytes(text.encode())
        print(f"{len(result)} rows written to {args.out}")
        return 0
    return _write(result, args.out)


def _draw(args: argparse.Namespace) -> int:
    import matplotlib as mpl

    mpl.use("agg")
    from framing import plots
    from framing.study.arguments import parse_option
    from framing.study.figures import check_kind, check_options, draw
    from framing.study.tables import read_table

    check_kind(args.kind)
    options = dict(map(parse_option, args.set))
    check_options(args.kind, options)
    for path in plots.save(draw(args.kind, read_table(args.table), options), args.out):
        print(path)
    return 0


def _run(args: argparse.Namespace) -> int:
    import matplotlib as mpl

    mpl.use("agg")
    from framing.study import run

    manifest = run(args.study, args.out, say=_say)
    figures = sorted(n for n in manifest["files"] if n.endswith(".png"))
    print(f"{len(manifest['files'])} files in {args.out}; figures:")
    for name in figures:
        print(f"  {args.out / name}")
    print(f"tables: {args.out / 'tables'}   manifest: {args.out / 'manifest.json'}")
    return 0


def _verify(args: argparse.Namespace) -> int:
    import matplotlib as mpl

    mpl.use("agg")
    from framing.study import verify

    outcome = verify(args.results, study=args.study, say=_say)
    print(outcome)
    return 0 if outcome.passed else 1


def _show(args: argparse.Namespace) -> int:
    from framing.pages import show

    corpus = _corpus(args)
    ids = corpus.table.column("id").to_pylist()
    wanted = args.id or ids[0]
    if wanted not in ids:
        raise ValueError(f"no article {wanted!r}; there are {', '.join(ids[:5])} ...")
    safe = "".join(c if c.isalnum() or c in "-_." else "-" for c in wanted)
    shown = show(corpus, ids.index(wanted), method=args.method, model=args.model)
    print(shown.write(args.out or Path(f"{safe}.html")))
    return 0


def _score(args: argparse.Namespace) -> int:
    from framing.coding import predict_gold, read_gold, score_attributions

    gold = read_gold(args.gold)
    if not all("text" in row for row in gold):
        raise ValueError(f"{args.gold.name}: each line of a gold file needs its text")
    if (args.predicted is None) == (args.method is None):
        raise ValueError("give either a file of predictions or --method")
    if args.predicted is not None:
        predicted = {row["id"]: row["attributions"] for row in read_gold(args.predicted)}
    else:
        predicted = predict_gold(gold, method=args.method, model=args.model)
    return _write(score_attributions(gold, predicted).round(3), None)


def _corpus(args: argparse.Namespace, *, loud: bool = True) -> Any:
    from framing.articles import read
    from framing.study.arguments import parse_columns

    named = parse_columns(args.columns) if args.columns else None
    corpus = read(args.source, columns=named, clean=not args.no_clean, progress=True)
    if loud and corpus.log.entries:
        print(corpus.log, file=sys.stderr)
    return corpus


def _write(table: pd.DataFrame, out: Path | None) -> int:
    from framing.study.tables import csv_text, write_table

    if out is None:
        print(csv_text(table), end="")
        return 0
    write_table(table, out)
    print(f"{len(table)} rows written to {out}")
    return 0


def _say(line: str) -> None:
    if sys.stderr.isatty():
        print(line, file=sys.stderr)


def _show_warning(message: Any, *args: Any, **kwargs: Any) -> None:
    print(f"framing: note: {message}", file=sys.stderr)


if __name__ == "__main__":
    sys.exit(main())
