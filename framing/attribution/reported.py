"""Plain reports inside a content: which layers found by rules are speech or thought of somebody.

Rules that read a content by itself take much for an attribution that is none: a plan or a condition
("if they pledged"), a duty ("would assert his rights"), a silence ("has never told them"), an act
("defended a man accused of murder"), a participle ("a policy urging employees to ..."). A layer is
kept where a finite verb reports what somebody did say, order, think or want.
"""

from __future__ import annotations

import re

from framing.attribution.cues import NOUNS, Verb, load_verbs
from framing.attribution.relation import Found
from framing.attribution.source_types import source_types
from framing.attribution.wordclasses import BE, MODALS, NEGATIONS, word_set
from framing.types import Span

ACTS = word_set(
    """attack blast call cite criticize defend detail dismiss document embrace endorse favor favour
    invoke mention oppose promote prove reference refuse reject slam support tout"""
)
SHOWING = word_set("show suggest indicate demonstrate")  # also said of what is no source
NOBODY = word_set("anyone anybody nobody no none few little neither")
UNREAL = word_set("if whether unless until lest before")
RELATING = word_set("that which whom what how as")  # "the tax that they say will rise"
_WORD = re.compile(r"[\w’'-]+")


def is_reported(text: str, found: Found, content: Span) -> bool:
    """Whether a relation found inside ``content`` is plainly a report of what somebody said.

    Examples
    --------
    >>> text = "Kroon said the minister had promised to resign."
    >>> is_reported(text, Found([(11, 23)], [(24, 36)], [(37, 46)]), (11, 46))
    True
    >>> text = "Kroon said the minister would promise to resign."
    >>> is_reported(text, Found([(11, 23)], [(24, 37)], [(38, 47)]), (11, 47))
    False
    """
    cue = _words(text, found.cue[0])
    if any(word in MODALS or word in NEGATIONS or word.endswith(("n't", "n’t")) for word in cue):
        return False
    first = min(found.source + found.cue + found.content)[0]
    before = _words(text, (content[0], first))
    if is_ascribed(text, found):
        return True
    if UNREAL.intersection(before[-3:]) or _is_relative(before):
        return False
    verb = _verb_of(cue)
    if verb is None:
        return bool(NOUNS.intersection(cue)) and not found.source
    if verb.lemma in ACTS or (not verb.tags - {"ing"} and cue[0] != "as"):
        return False
    return not found.source or _may_speak(text, found, verb)


def is_ascribed(text: str, found: Found) -> bool:
    """Whether a relation is *what it says is ...*: the writer leaves a name to somebody else.

    Examples
    --------
    >>> is_ascribed("end what it says is waste", Found([(9, 11)], [(12, 16)], [(20, 25)]))
    True
    """
    if not found.source or not found.content:
        return False
    between = text[found.cue[0][1] : found.content[0][0]].split()
    opening = text[max(0, found.source[0][0] - 5) : found.source[0][0]].lower()
    return opening == "what " and len(between) == 1 and between[0] in BE


def _is_relative(before: list[str]) -> bool:
    """Whether the words before a report make it a relative clause, not a content's next clause."""
    return bool(RELATING.intersection(before[1:][-1:])) and before[-2] not in ("and", "but", "or")


def _may_speak(text: str, found: Found, verb: Verb) -> bool:
    """Whether the source of a relation can be somebody who speaks, and stands before the verb."""
    start, end = found.source[0]
    source = _words(text, (start, end))
    if not source or source[0] in NOBODY or end > found.cue[0][0]:
        return False
    if source[0].endswith("ing") or source[-1].endswith(("'s", "’s")) or source[-1] == "only":
        return False
    return verb.lemma not in SHOWING or bool(source_types(text[start:end]))


def _verb_of(cue: list[str]) -> Verb | None:
    """Return the reporting verb among the words of a cue, the last one."""
    verbs = load_verbs()
    for k in range(len(cue) - 1, -1, -1):
        verb = verbs.get(" ".join(cue[k : k + 2])) or verbs.get(cue[k])
        if verb is not None:
            return verb
    return None


def _words(text: str, span: Span) -> list[str]:
    return [word.lower() for word in _WORD.findall(text[span[0] : span[1]])]
