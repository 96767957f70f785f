"""A column of the feature table says what it counts, in which unit, and after whom.

Extractors emit counts (``n_...``) and sums (``sum_...``) only; see `framing.grammar` for what is
derived from them. A column therefore has one of two types, and a definition that a reader of a
paper can check against the annotated text.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

ColumnType = Literal["int64", "double"]


@dataclass(frozen=True, slots=True)
class Column:
    """Declaration of one column of an extractor.

    Parameters
    ----------
    name : str
        Starts with ``n_`` (a count, never negative) or ``sum_``.
    definition : str
        One sentence.
    type : {"int64", "double"}
        ``"int64"`` for counts; ``"double"`` for sums, which may be missing (NaN).
    unit : str
        What is counted: ``"words"``, ``"attributions"``, ``"sentences"``, ...
    reference : str
        Where the definition comes from, if from the literature.
    rate : bool
        Also give it per 1,000 words, as ``rate_...``.

    Raises
    ------
    ValueError
        If the name does not say what it is.

    Examples
    --------
    >>> Column("n_words", "Words, without punctuation marks.", unit="words").type
    'int64'
    """

    name: str
    definition: str
    type: ColumnType = "int64"
    unit: str = ""
    reference: str = ""
    rate: bool = False

    def __post_init__(self) -> None:
        if not self.name.startswith(("n_", "sum_")):
            raise ValueError(
                f"column {self.name!r} must start with 'n_' (count) or 'sum_'; shares, rates and "
                f"means are derived from these (see framing.grammar)"
            )
        if self.name.startswith("n_") and self.type != "int64":
            raise ValueError(f"column {self.name!r} is a count and needs the type 'int64'")
        if self.type not in ("int64", "double"):
            raise ValueError(f"column {self.name!r}: type {self.type!r} is not int64 or double")
