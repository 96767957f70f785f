"""The stance of a cue: how the writer stands to the words that are reported.

*Claim* withholds support where *point out* lends it; *admit* says that the content costs the
speaker. Published lists disagree on single verbs, so a stance is always one under a named scheme:

- ``"default"``: the classes of :data:`framing.types.STANCES`, in ``stances.csv`` beside this file;
- ``"floyd2000"``: only the verbs that Floyd (2000) places (negative as ``distancing``, positive as
  ``endorsing``, context-dependent as ``neutral``); every other verb is not judged;
- ``"hu2023"``: the two groups of Hu et al. (2023): *say* and *tell* are objective (``neutral``);
  verbs that colour what is said are not, and have their class of the default table, so the share
  that is not ``neutral`` is their outcome, as near as the verbs that they name allow; other neutral
  verbs (*add, write, ask*) are not judged, nor are nouns and *according to*;
- a table of the user's: a path to a CSV file or a DataFrame with the columns ``lemma`` and
  ``class``, and if wanted ``particle, kind, past, participle, needs_frame, blockers``.

The class is that of the last verb of the cue that the table knows (*went on to claim*: *claim*). A
refusal or negated verb of saying (*declined to comment*, *did not say*) is ``no_comment``; *did not
deny* is left to the verb. A verb blocked by what follows it (*claimed responsibility*) has none.

References
----------
Floyd, A. (2000). The reporting verbs and bias in the press. Revista Alicantina de Estudios Ingleses
13. Hu, T., Horta Ribeiro, M., West, R., & Spitz, A. (2023). Quotatives indicate decline in
objectivity in U.S. political news. ICWSM 17. Thompson, G., & Ye, Y. (1991). Evaluation in the
reporting verbs used in academic papers. Applied Linguistics 12(4).
"""

from __future__ import annotations

import csv
import hashlib
import io
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING

from framing.attribution.inflection import inflect
from framing.attribution.wordclasses import word_set
from framing.types import STANCES

if TYPE_CHECKING:
    import pandas as pd

PUBLISHED = ("floyd2000", "hu2023")
SCHEMES = ("default", *PUBLISHED)
SAYING = word_set(
    """say comment respond answer reply elaborate specify disclose explain give provide return
    discuss address reveal tell confirm speak detail offer identify name clarify release
    make"""
)
REFUSING = word_set("decline declines declined declining refuse refuses refused refusing")
NEGATIVE = word_set("not never n't n’t cannot without unavailable unreachable")
BELIEVED = word_set("said believed thought understood rumored rumoured reported")
ASKING = word_set("ask asks asked asking")
QUESTIONS = word_set("if whether how why what who where when which")
_BE = word_set("is are was were be been being")
_WORD = re.compile(r"[\w’'-]+|:")


@dataclass(frozen=True, eq=False, slots=True)
class Scheme:
    """A table of stances ready for use: its name, its digest, and classes by form and by phrase."""

    name: str
    digest: str
    words: Mapping[str, tuple[str, str]]  # form -> (lemma, class)
    particles: Mapping[tuple[str, str], str]  # form, particle -> class
    phrases: tuple[tuple[str, str], ...]
    blockers: Mapping[str, frozenset[str]]
    framed: frozenset[str]


def load_scheme(scheme: str | PathLike[str] | pd.DataFrame | Scheme = "default") -> Scheme:
    """Return a stance scheme by its name, from a CSV file or from a DataFrame.

    Parameters
    ----------
    scheme : {"default", "floyd2000", "hu2023"}, path or DataFrame
        A table needs the columns ``lemma`` and ``class``.

    Returns
    -------
    Scheme

    Raises
    ------
    ValueError
        If a column is missing, a class is not one of ``STANCES`` or a name is not known.
    FileNotFoundError
        If a path leads nowhere.

    Examples
    --------
    >>> load_scheme("default").name
    'default'
    """
    if isinstance(scheme, Scheme):
        return scheme
    if isinstance(scheme, str) and scheme in SCHEMES:
        return _load_named(scheme)
    if isinstance(scheme, (str, PathLike)):
        path = Path(scheme)
        if not path.suffix:
            raise ValueError(
                f"stance scheme {scheme!r} is not known: allowed are {', '.join(SCHEMES)}, "
                "the path of a CSV file, or a DataFrame"
            )
        if not path.is_file():
            raise FileNotFoundError(f"stance table {str(path)!r} does not exist")
        return _build(path.name, list(csv.DictReader(io.StringIO(path.read_text("utf-8-sig")))))
    rows = [
        {str(k): "" if v is None or v != v else str(v) for k, v in row.items()}
        for row in scheme.to_dict("records")
    ]
    return _build("table", rows)


def _shipped_rows() -> list[dict[str, str]]:
    text = (files("framing.attribution") / "stances.csv").read_text(encoding="utf-8")
    return list(csv.DictReader(io.StringIO(text)))


@cache
def _irregular_forms() -> dict[str, tuple[str, str]]:
    """Past and participle of irregular verbs, so that a table of one's own need not list them."""
    return {
        row["lemma"]: (row["past"], row["participle"]) for row in _shipped_rows() if row["past"]
    }


@cache
def _load_named(name: str) -> Scheme:
    rows = _shipped_rows()
    if name != "default":
        rows = [{**row, "class": row[name]} for row in rows if row[name]]
    return _build(name, rows)


def _build(name: str, rows: Iterable[Mapping[str, str]]) -> Scheme:
    words: dict[str, tuple[str, str]] = {}
    particles: dict[tuple[str, str], str] = {}
    phrases: list[tuple[str, str]] = []
    blockers: dict[str, frozenset[str]] = {}
    framed: set[str] = set()
    digest = hashlib.sha256()
    for number, row in enumerate(rows, start=2):
        missing = {"lemma", "class"} - set(row)
        if missing:
            raise ValueError(f"stance table {name!r} lacks the column(s) {sorted(missing)}")
        lemma, stance = row["lemma"].strip().lower(), row["class"].strip()
        if stance not in STANCES:
            raise ValueError(
                f"stance table {name!r}, row {number}: class {stance!r} is not one of "
                f"{', '.join(STANCES)}"
            )
        digest.update(repr(sorted(row.items())).encode("utf-8", "replace"))
        kind = row.get("kind") or "verb"
        particle = row.get("particle") or ""
        if kind == "phrase" or " " in lemma:
            phrases.append((lemma, stance))
            continue
        if kind == "noun":
            forms = [lemma, lemma[:-1] + "ies" if lemma.endswith("y") else lemma + "s"]
        else:
            past, participle = row.get("past") or "", row.get("participle") or ""
            if not past:
                past, participle = _irregular_forms().get(lemma, ("", participle))
            forms = list(inflect(lemma, past, participle).values())
        for form in forms:
            if particle:
                particles[form, particle.lower()] = stance
            elif kind == "verb" or form not in words:
                words[form] = (lemma, stance)
        if row.get("blockers"):
            blockers[lemma] = frozenset(row["blockers"].split("|"))
        if row.get("needs_frame"):
            framed.add(lemma)
    phrases.sort(key=lambda item: (-len(item[0]), item[0]))
    return Scheme(
        name, digest.hexdigest(), words, particles, tuple(phrases), blockers, frozenset(framed)
    )


def stance_of(
    cue: str, *, content: str = "", scheme: str | PathLike[str] | pd.DataFrame | Scheme = "default"
) -> str | None:
    """Judge the stance of a cue towards its content.

    Parameters
    ----------
    cue : str
        The cue as written, with auxiliaries and negation.
    content : str
        The content; tells *claimed responsibility* from *claimed that*.
    scheme : Scheme, {"default", "floyd2000"}, path or DataFrame
        See :func:`load_scheme`.

    Returns
    -------
    str or None
        One of :data:`framing.types.STANCES`; ``None`` where the scheme does not judge the cue.

    Examples
    --------
    >>> stance_of("has repeatedly denied"), stance_of("pointed out")
    ('denial', 'endorsing')
    >>> stance_of("declined to comment")
    'no_comment'
    >>> stance_of("claimed", content="responsibility for the attack") is None
    True
    >>> stance_of("argued", scheme="floyd2000"), stance_of("slammed", scheme="floyd2000")
    ('neutral', None)
    >>> stance_of("told", scheme="hu2023"), stance_of("insisted", scheme="hu2023")
    ('neutral', 'distancing')
    """
    table = load_scheme(scheme)
    words = _WORD.findall(cue.lower())
    if not words:
        return None
    opening = _WORD.findall(content[:60].lower())
    if table.name not in PUBLISHED:
        if _refuses(words, opening, table):
            return "no_comment"
        if _asks_for_action(words, content):
            return "directive"
    joined = " ".join(words)
    if table.name == "default" and (joined.startswith("what ") or " what " in joined):
        return "distancing"
    for phrase, stance in table.phrases:
        if joined == phrase or (" " in phrase and phrase in joined) or phrase in words:
            return stance
    return _judge_word(words, content, table)


def _refuses(words: list[str], opening: list[str], table: Scheme) -> bool:
    """Whether the cue says that nothing was said."""
    if ("yet" in words and words[-1] in SAYING) or " ".join(words[-2:]) == "be drawn":
        return True
    lemmas = {table.words[word][0] for word in words if word in table.words}
    if REFUSING.intersection(words):
        if words[-1] in REFUSING:
            return len(opening) > 1 and opening[0] == "to" and opening[1] in SAYING
        return bool(SAYING & lemmas) or "comment" in words
    negated = NEGATIVE.intersection(words) or any(word.endswith(("n't", "n’t")) for word in words)
    return bool(negated) and bool(SAYING.intersection([*lemmas, words[-1]]))


def _asks_for_action(words: list[str], content: str) -> bool:
    """Whether somebody is asked or told to do something, not asked a question or told a fact."""
    if words[-1] in ASKING:
        opening = _WORD.findall(content[:60].lower())
        return (
            bool(opening) and opening[0] not in QUESTIONS and " to " in f" {content[:90].lower()} "
        )
    return words[-1] == "told" and content.lower().startswith("to ")


def _judge_word(words: list[str], content: str, table: Scheme) -> str | None:
    opening = _WORD.findall(content[:40].lower())
    for k in range(len(words) - 1, -1, -1):
        for particle in (" ".join(words[k + 1 : k + 3]), *words[k + 1 : k + 3]):
            if (words[k], particle) in table.particles:
                return table.particles[words[k], particle]
        entry = table.words.get(words[k]) or _without_prefix(words[k], table)
        if entry is None:
            continue
        lemma, stance = entry
        if table.blockers.get(lemma, frozenset()).intersection(opening[:2]):
            return None
        if lemma in table.framed and content and len(opening) < 2:
            return None
        if (
            table.name == "default"
            and words[k] in BELIEVED
            and k
            and _BE.intersection(words[max(0, k - 2) : k])
            and opening[:1] == ["to"]
        ):
            return "distancing"
        return stance
    return None


def _without_prefix(word: str, table: Scheme) -> tuple[str, str] | None:
    return table.words.get(word[2:]) if word.startswith("re") and len(word) > 5 else None
