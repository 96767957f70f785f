"""Tables as files: the suffix says the format, and what is written is read back the same.

CSV comes out as UTF-8 with line feeds, lists of spans as JSON. Python before 3.13 leaves a cell
with a lone carriage return bare, which readers take for the end of the row; where a table holds one
(texts read with ``clean=False`` may), all its texts stand in quotation marks.
"""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from framing.schema import KEY_COLUMNS

if TYPE_CHECKING:
    import pandas as pd

SUFFIXES = (".csv", ".parquet", ".jsonl", ".xlsx")
EXCEL_CELL = 32_767
CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")


def check_target(path: Path, suffixes: Sequence[str] = SUFFIXES) -> Path:
    """Return `path` if a table can be written there: asked before the work, not after it.

    Raises
    ------
    ValueError
        Another suffix, or a folder of that name.
    FileNotFoundError
        Its folder does not exist.

    Examples
    --------
    >>> check_target(Path("results.doc"))
    Traceback (most recent call last):
    ValueError: cannot write results.doc: the suffix must be .csv, .parquet, .jsonl, .xlsx
    """
    if path.suffix not in suffixes:
        raise ValueError(f"cannot write {path.name}: the suffix must be {', '.join(suffixes)}")
    if path.is_dir():
        raise ValueError(f"cannot write {path}: it is a folder; name a file in it")
    if not path.parent.is_dir():
        raise FileNotFoundError(f"cannot write {path.name}: no folder {path.parent}; make it")
    return path


def csv_text(table: pd.DataFrame) -> str:
    """Return a table as the text of a CSV file.

    Examples
    --------
    >>> import pandas as pd
    >>> csv_text(pd.DataFrame({"cue": ["said"], "cue_spans": [[[3, 7]]]}))
    'cue,cue_spans\\nsaid,"[[3, 7]]"\\n'
    """
    flat = table.copy()
    for column in flat.columns:
        if column.endswith("_spans"):
            flat[column] = [json.dumps(_plain(value)) for value in flat[column]]
    text: str = flat.to_csv(index=False, lineterminator="\n")
    if "\r" in text:
        text = flat.to_csv(index=False, lineterminator="\n", quoting=csv.QUOTE_NONNUMERIC)
    return text


def write_table(table: pd.DataFrame, path: Path) -> Path:
    """Write a table in the format of the suffix.

    Parameters
    ----------
    table : DataFrame
    path : path
        Ends in ``.csv``, ``.parquet``, ``.jsonl`` or ``.xlsx``.

    Returns
    -------
    pathlib.Path

    Raises
    ------
    ValueError, FileNotFoundError
        As in `check_target`; and a text that is longer than a cell of Excel.

    Examples
    --------
    >>> import tempfile, pandas as pd
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     path = write_table(pd.DataFrame({"outlet": ["01"]}), Path(folder) / "t.csv")
    ...     read_table(path)["outlet"].tolist()
    ['01']
    """
    check_target(path)
    if path.suffix == ".parquet":
        table.to_parquet(path, index=False, compression="zstd")
    elif path.suffix == ".jsonl":
        table.to_json(path, orient="records", lines=True, force_ascii=False)
    elif path.suffix == ".xlsx":
        table.map(_for_excel).to_excel(path, index=False)
    else:
        path.write_bytes(csv_text(table).encode())
    return path


def read_table(path: Path) -> pd.DataFrame:
    """Read a table that `write_table` wrote, or one like it (a table of outlets).

    Ids, outlets, dates and events stay texts: an outlet ``"01"`` is not 1.

    Raises
    ------
    FileNotFoundError
        There is no such file.
    ValueError
        Another suffix, or a file that is not what its suffix says; it names the file.
    """
    import pandas as pd

    if not path.is_file():
        raise FileNotFoundError(f"no table {path}")
    if path.suffix not in SUFFIXES:
        raise ValueError(f"{path.name}: tables are read from {', '.join(SUFFIXES)}")
    keys = dict.fromkeys(KEY_COLUMNS, str)
    table: pd.DataFrame
    try:
        if path.suffix == ".parquet":
            table = pd.read_parquet(path)
        elif path.suffix == ".jsonl":
            lines = path.read_text("utf-8").split("\n")
            table = pd.DataFrame([json.loads(line) for line in lines if line.strip()])
        elif path.suffix == ".xlsx":
            table = pd.read_excel(path, dtype=keys)
        else:
            table = pd.read_csv(path, dtype=keys)
    except Exception as error:  # each format has errors of its own
        raise ValueError(f"{path.name} is no readable {path.suffix} table: {error}") from error
    return table


def _plain(spans: Any) -> Any:
    """Spans as lists, whether they came from Python or from Parquet."""
    if spans is None:
        return None
    return [[int(start), int(end)] for start, end in spans]


def _for_excel(cell: Any) -> Any:
    """A cell as Excel can hold it: no control characters, lists as text, nothing cut."""
    if isinstance(cell, list):
        return json.dumps(cell)
    if not isinstance(cell, str):
        return cell
    if len(cell) > EXCEL_CELL:
        raise ValueError(
            f"a text of {len(cell)} characters does not fit into a cell of Excel ({EXCEL_CELL}); "
            "write .csv or .parquet"
        )
    return CONTROLS.sub("\ufffd", cell)
