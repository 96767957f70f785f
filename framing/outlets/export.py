"""A comparison table as a reader of a paper sees it: Markdown or LaTeX, words instead of codes.

One row per estimate or contrast, the interval in brackets behind the number, p-values as journals
print them, and a note that says what was resampled. Shares are printed as percentages and their
differences in percentage points.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pandas as pd

HEAD = (
    "Measure",
    "Of",
    "Estimand",
    "Estimate",
    "Interval",
    "p",
    "p (adjusted)",
    "Articles",
    "Events",
)
LATEX = {
    "\\": r"\textbackslash{}",
    "&": r"\&",
    "%": r"\%",
    "$": r"\$",
    "#": r"\#",
    "_": r"\_",
    "{": r"\{",
    "}": r"\}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
}


def to_markdown(result: pd.DataFrame) -> str:
    """A comparison table as a Markdown table with a note on the method.

    Parameters
    ----------
    result : DataFrame
        What `framing.compare` returned, or some of its rows.

    Returns
    -------
    str

    Examples
    --------
    >>> import pandas as pd
    >>> from framing.outlets import compare
    >>> table = pd.DataFrame({"outlet": ["a", "b"] * 4, "event": list("11223344"),
    ...     "n_stance": [10] * 8, "n_stance_distancing": [1, 5, 2, 6, 1, 4, 2, 5]})
    >>> print(to_markdown(compare(table, features="share_stance_distancing")).splitlines()[0])
    | Measure | Of | Estimand | Estimate | 95% interval | p | p (adjusted) | Articles | Events |
    """
    head, rows, note = _printed(result)
    lines = [head, ["---"] * len(head), *rows]
    cells = [[c.replace("|", r"\|") for c in line] for line in lines]
    return "\n".join("| " + " | ".join(line) + " |" for line in cells) + f"\n\n{note}\n"


def to_latex(result: pd.DataFrame) -> str:
    """A comparison table as a LaTeX ``tabular`` (rules of the booktabs package) and a note.

    Parameters
    ----------
    result : DataFrame
        What `framing.compare` returned, or some of its rows.

    Returns
    -------
    str

    Examples
    --------
    >>> import pandas as pd
    >>> from framing.outlets import compare
    >>> table = pd.DataFrame({"outlet": ["a", "b"] * 4, "n_words": [100, 200] * 4})
    >>> print(to_latex(compare(table, features="n_words")).splitlines()[0])
    \\begin{tabular}{lllrrrrrr}
    """
    head, rows, note = _printed(result)
    lines = [
        r"\begin{tabular}{lllrrrrrr}",
        r"\toprule",
        " & ".join(map(_tex, head)) + r" \\",
        r"\midrule",
        *(" & ".join(map(_tex, row)) + r" \\" for row in rows),
        r"\bottomrule",
        r"\end{tabular}",
        "",
        rf"\par\footnotesize {_tex(note)}",
    ]
    return "\n".join(lines) + "\n"


def _printed(result: pd.DataFrame) -> tuple[list[str], list[list[str]], str]:
    missing = {"feature", "kind", "estimate", "ci_low", "method"} - set(result.columns)
    if missing:
        raise ValueError(
            f"this is not a comparison table: it lacks {', '.join(sorted(missing))}; "
            f"pass what framing.compare returned"
        )
    levels = sorted({float(x) for x in result["level"].dropna()} if "level" in result else ())
    stated = ", ".join(f"{100 * level:g}%" for level in levels)
    head = [f"{stated} interval" if name == "Interval" and stated else name for name in HEAD]
    rows = [_row(r) for r in result.to_dict("records")]
    methods = "; ".join(sorted({str(m) for m in result["method"].dropna()}))
    seeds = ", ".join(sorted({str(s) for s in result["seed"].dropna()}))
    return head, rows, f"Intervals and p-values: {methods}. Seed {seeds}."


def _row(row: Mapping[Any, Any]) -> list[str]:
    share = row["feature"].startswith("share_") and row["scale"] in ("share", "difference")
    who = row["group_a"] if _null(row["group_b"]) else f"{row['group_a']} - {row['group_b']}"
    if row["scale"] in ("ratio", "log_odds"):
        who = who.replace(" - ", " / ") + (" (log-odds)" if row["scale"] == "log_odds" else "")
    articles = _count(row["n_a"]) + ("" if _null(row["n_b"]) else f" / {_count(row['n_b'])}")
    return [
        row["feature"],
        who + (" (equivalence)" if row["kind"] == "equivalence" else ""),
        row["estimand"],
        _number(row["estimate"], share),
        f"[{_number(row['ci_low'], share)}, {_number(row['ci_high'], share)}]",
        _p(row["p_value"]),
        _p(row["p_adjusted"]),
        articles,
        _count(row["n_clusters"]),
    ]


def _null(value: Any) -> bool:
    return value is None or value != value or str(value) == "<NA>"


def _number(value: Any, share: bool) -> str:
    if _null(value):
        return "n/a"
    return f"{100 * value:.1f}%" if share else f"{value:.3g}"


def _p(value: Any) -> str:
    if _null(value):
        return ""
    return "< .001" if value < 0.001 else f"{value:.3f}".replace("0.", ".", 1)


def _count(value: Any) -> str:
    return "n/a" if _null(value) else str(int(value))


def _tex(text: str) -> str:
    return "".join(LATEX.get(c, c) for c in text)
