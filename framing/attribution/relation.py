"""What the rules build up while they read a sentence: relations found, and the sentence's state."""

from __future__ import annotations

from dataclasses import dataclass, field

from framing.attribution.phrases import is_verb
from framing.attribution.sentences import QUOTE, Sentence
from framing.attribution.subjects import find_subject
from framing.types import Span

Phrase = tuple[int, int]


@dataclass(slots=True)
class Found:
    """A relation as it is being read: spans of text, and whether its content may go on.

    ``quoted``: the content ends with an utterance in marks; ``at_end``: nothing of the sentence is
    left that speaks against a continuation; ``open``: the last utterance has no closing mark;
    ``awaits``: the cue ends in a colon and the content is the next sentence; ``postponed``: the cue
    stands behind its content; ``late``: the atom where its content begins, other relations before.
    """

    source: list[Span]
    cue: list[Span]
    content: list[Span]
    atoms: Phrase | None = None
    reach: int = 0
    quoted: bool = False
    at_end: bool = False
    open: bool = False
    awaits: bool = False
    postponed: bool = False
    late: int = 0
    paragraph: int = 0


@dataclass(slots=True)
class Scene:
    """A sentence, the relations found in it, and the atom up to which it is read."""

    sentence: Sentence
    found: list[Found] = field(default_factory=list)
    base: int = 0

    def make(
        self, first: int, last: int, source: Phrase | None, parts: list[Phrase], reach: int
    ) -> Found:
        """Return a relation of atoms: cue ``first`` to ``last``, its source and content parts."""
        sentence = self.sentence
        relation = Found(
            [sentence.span(*source)] if source else [],
            [sentence.span(first, last)],
            [sentence.span(*part) for part in parts],
            source,
            max(reach, last),
            paragraph=sentence.paragraph,
        )
        if not parts:
            relation.awaits = True
        else:
            end = parts[-1][1]
            relation.quoted = sentence.low[end - 1] == QUOTE and sentence.sealed[end - 1]
            relation.at_end = relation.quoted and end >= sentence.stop
            relation.open = relation.quoted and not sentence.closed[end - 1]
        return relation

    def add(self, relation: Found) -> None:
        """Keep a relation and go on behind it."""
        self.found.append(relation)
        self.base = max(self.base, relation.reach)

    def subject(self, before: int) -> Phrase | None:
        """Return the subject that a verb without its own shares: the last speaker's."""
        for relation in reversed(self.found):
            if relation.atoms is not None:
                return relation.atoms
        for k in range(1, before):
            if is_verb(self.sentence, k):
                subject = find_subject(self.sentence, k)
                if subject is not None:
                    return subject
        return None
