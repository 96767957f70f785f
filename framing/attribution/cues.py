"""The cue lexicon: which words can attribute, and in which frames.

``cues.csv`` lists reporting verbs with the frames they take, one letter each:

======  ================================================  =======================================
letter  frame                                             example
======  ================================================  =======================================
``t``   clause opened by *that*, *whether*, *how* ...     She noted that it was late.
``b``   clause without an opener                          She said it was late.
``q``   words in marks beside the verb                    "It is late," she replied.
``c``   comment clause after or within its content        It was late, she noted.
``i``   infinitive                                        She vowed to leave.
``o``   object                                            She condemned the delay.
``n``   object with *at* and a number               Insurers put the damage at 90 million.
``a``   addressee before the content                      She told him it was late.
``w``   the verb alone is no evidence: frame needed       They found that it was late.
======  ================================================  =======================================

``prepositions`` are those that may stand between verb and content (*warned of*). Frames follow the
verb patterns of learners' dictionaries; verbs that attribute in fewer than about a third of their
uses in political news were left out, by counting in a training corpus.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from framing.attribution.inflection import inflect
from framing.attribution.wordclasses import word_set


@dataclass(frozen=True, slots=True)
class Verb:
    """One form of a reporting verb: lemma, tags of the form, frames and prepositions."""

    lemma: str
    tags: frozenset[str]
    frames: frozenset[str]
    prepositions: frozenset[str]


@cache
def load_verbs() -> dict[str, Verb]:
    """Return the reporting verbs by lower-case form; those with a particle as ``"point out"``.

    Examples
    --------
    >>> verb = load_verbs()["said"]
    >>> verb.lemma, "t" in verb.frames
    ('say', True)
    >>> load_verbs()["pointed out"].lemma
    'point out'
    """
    forms: dict[str, Verb] = {}
    with (files("framing.attribution") / "cues.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            tail = f" {row['particle']}" if row["particle"] else ""
            for tag, head in inflect(row["lemma"], row["past"], row["participle"]).items():
                form = head + tail
                before = forms.get(form)
                tags = {tag} | (set(before.tags) if before else set())
                forms[form] = Verb(
                    row["lemma"] + tail,
                    frozenset(tags),
                    frozenset(row["frames"]),
                    frozenset(row["prepositions"].split("|")) - {""},
                )
    return forms


def frames_of(form: str) -> frozenset[str]:
    """Return the frames of a verb form, none for any other word.

    Examples
    --------
    >>> "t" in frames_of("said"), frames_of("table")
    (True, frozenset())
    """
    verb = load_verbs().get(form)
    return verb.frames if verb is not None else frozenset()


@cache
def load_heads() -> frozenset[str]:
    """Return first words of the forms of reporting verbs, particles left off."""
    return frozenset(form.split(" ")[0] for form in load_verbs())


NOUNS = word_set(
    """claim claims allegation allegations assertion assertions accusation accusations suggestion
    suggestions warning warnings statement argument arguments belief notion idea view
    contention insistence hope hopes fear fears concern concerns worries speculation rumor
    rumors rumour rumours complaint complaints confidence promise prediction predictions
    conviction impression insinuation admission acknowledgment acknowledgement denial
    evidence indication indications indications announcement reports assurance assurances
    doubts doubt expectation expectations conclusion perception sense suspicion suspicions
    theory charge charges"""
)
ADVERBIAL_CUES = word_set("reportedly allegedly purportedly supposedly seemingly")
