"""Contents before their cue: postponed clauses and utterances, and those that go on behind it.

``"It is late," said Kroon``; ``It is late, she said``; ``"We tried," he said, "and failed."``
"""

from __future__ import annotations

from framing.attribution.contents import (
    end_content,
    skip_addressee,
    skip_adverbials,
)
from framing.attribution.cues import load_heads
from framing.attribution.groups import Group
from framing.attribution.phrases import has_verb
from framing.attribution.relation import Found, Scene
from framing.attribution.sentences import QUOTE, Sentence

TRAILING = frozenset(("from", "in", "at", "after", "during", "on"))


def read_postponed(
    scene: Scene,
    group: Group,
    subject: tuple[int, int] | None,
    left: tuple[int, int],
    after: int,
    sealed: bool,
) -> Found | None:
    """Return the attribution whose content stands left of the cue, and perhaps right of it too."""
    sentence, low, stop = scene.sentence, scene.sentence.low, scene.sentence.stop
    if subject is None:
        return None
    k = skip_adverbials(sentence, after)
    if k < stop and "a" in group.verb.frames:
        k = skip_adverbials(sentence, skip_addressee(sentence, after))
    ended = k >= stop
    comma = not ended and low[k] in (",", ":", ";", "—", "–")
    if not sealed and not ended and not comma:
        tail = low[k:stop]
        if tail[0] not in TRAILING or "," in tail or QUOTE in tail or not has_verb(sentence, *left):
            return None
        after, ended = stop, True
    parts = [left]
    reach = after
    if not ended:
        quote = next((m for m in range(k, stop) if low[m] == QUOTE and sentence.sealed[m]), None)
        if sealed and quote is not None and _leads_on(sentence, k, quote):
            parts.append((quote, quote + 1))
            reach = quote + 1
        elif not sealed and comma and k + 1 < stop and _continues(sentence, k + 1):
            end = end_content(sentence, k + 1, phrase=False, past=False)
            parts.append((k + 1, end))
            reach = end
        else:
            reach = after
    relation = scene.make(group.first, group.last, subject, parts, reach)
    relation.quoted = sealed
    relation.postponed = True
    relation.reach = stop if ended else reach
    relation.at_end = True
    relation.open = low[parts[-1][1] - 1] == QUOTE and not sentence.closed[parts[-1][1] - 1]
    return relation


def _leads_on(sentence: Sentence, k: int, quote: int) -> bool:
    """Whether the words between a cue's clause and a later quotation bring no other speaker."""
    between = sentence.low[k:quote]
    if quote and sentence.low[quote - 1] not in (",", ":", ".", "—", "–", "that") and quote > k:
        return False
    return not any(word in load_heads() and not word.endswith("ing") for word in between)


def _continues(sentence: Sentence, k: int) -> bool:
    """Whether the words after a parenthetical cue go on with the content it interrupts."""
    low = sentence.low
    word = low[k]
    if word in (
        "while",
        "but",
        "although",
        "though",
        "when",
        "as",
        "who",
        "adding",
        "after",
        "which",
    ):
        return False
    if word in load_heads() and word.endswith("ing"):
        return False
    return not (word == "and" and k + 1 < len(low) and low[k + 1] in load_heads())
