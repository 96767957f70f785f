"""English verb forms from a lemma: what a reader of a word list would otherwise have to type.

Regular verbs follow five spelling rules (*deny, denied*; *plan, planned*); irregular pasts and
participles are given by the table.
"""

from __future__ import annotations

import re

_SHORT = re.compile(r"[^aeiou]+[aeiou][^aeiouwxy]$")
VOWELS = frozenset("aeiou")


def inflect(lemma: str, past: str = "", participle: str = "") -> dict[str, str]:
    """Return the forms of a verb by their tags.

    Parameters
    ----------
    lemma : str
    past, participle : str
        Irregular forms; the regular ones if empty.

    Returns
    -------
    dict
        Tag to form: ``"base"``, ``"s"`` (third person), ``"past"``, ``"part"`` (past participle),
        ``"ing"``.

    Examples
    --------
    >>> inflect("deny")
    {'base': 'deny', 's': 'denies', 'past': 'denied', 'part': 'denied', 'ing': 'denying'}
    >>> inflect("write", "wrote", "written")["ing"]
    'writing'
    """
    doubled = past.endswith(lemma[-1] + "ed") and len(past) == len(lemma) + 3
    doubled = doubled or (not past and _SHORT.match(lemma) is not None)
    stem = lemma + lemma[-1] if doubled else lemma
    if lemma.endswith("y") and lemma[-2:-1] not in VOWELS:
        third, regular = lemma[:-1] + "ies", lemma[:-1] + "ied"
    elif lemma.endswith(("s", "x", "z", "ch", "sh", "o")):
        third, regular = lemma + "es", lemma + "ed"
    elif lemma.endswith("e"):
        third, regular = lemma + "s", lemma + "d"
    else:
        third, regular = lemma + "s", stem + "ed"
    silent = lemma.endswith("e") and not lemma.endswith(("ee", "oe", "ye"))
    ing = (stem[:-1] if silent else stem) + "ing"
    return {
        "base": lemma,
        "s": third,
        "past": past or regular,
        "part": participle or past or regular,
        "ing": ing,
    }
