"""Find attributions by rules: a cue from the lexicon, the source beside it, the content it frames.

Sentences are read from left to right. At each word that can be a cue the verb group is taken
(:mod:`.groups`), then its place decides:

1. *Postponed*: an utterance or a clause and a comma stand left of the cue's clause, and nothing
   that the verb needs stands right of it (``"It is late," said Kroon``, ``It is late, she said``).
2. *Interrupted*: as 1, and the content goes on behind the cue's clause.
3. *Leading*: the content follows in a frame that the verb takes (clause, marks, infinitive,
   object).

An utterance that fills the next sentence or paragraph in marks goes on with the attribution before
it. Cues inside a content already found are left to :mod:`.nesting`.
"""

from __future__ import annotations

from collections.abc import Sequence

from framing.attribution.contents import (
    end_content,
    left_content,
    skip_adverbials,
)
from framing.attribution.cues import frames_of, load_heads
from framing.attribution.groups import Group, find_group
from framing.attribution.leading import read_leading
from framing.attribution.other_cues import find_other
from framing.attribution.phrases import find_inverted, has_verb
from framing.attribution.postponed import read_postponed
from framing.attribution.relation import Found, Scene
from framing.attribution.sentences import QUOTE, Sentence
from framing.attribution.subjects import find_subject
from framing.attribution.wordclasses import (
    ARTICLES,
    PREPOSITIONS,
    SUBJECTS,
    is_word,
    word_set,
)

RELATIVE = frozenset(["who", "which", "that"])
CLOSING = word_set("said says say told added wrote noted")
FARTHEST_CUE = 45
AS_PASSIVE = word_set(
    """describe portray characterize characterise depict view regard see label brand dub cast"""
)


def find_relations(sentences: Sequence[Sentence]) -> list[Found]:
    """Return the attributions of consecutive sentences, outermost layer only, in order.

    Examples
    --------
    >>> from framing.text import read_layers
    >>> from framing.attribution.sentences import read_sentences
    >>> layers = read_layers(['"We tried," said Ilse Kroon, "and failed."'])
    >>> [found] = find_relations(read_sentences(layers, 0))
    >>> [layers.texts[0][a:b] for a, b in found.content]
    ['"We tried,"', '"and failed."']
    """
    found: list[Found] = []
    last: Found | None = None
    for n, sentence in enumerate(sentences):
        if last is not None and _goes_on(sentences, n, last):
            last.content.append(sentence.span(0, sentence.stop))
            last.open = not sentence.closed[0]
            last.paragraph = sentence.paragraph
            continue
        following = sentences[n + 1] if n + 1 < len(sentences) else None
        here = read_sentence(sentence, following)
        found.extend(here)
        last = next((relation for relation in reversed(here) if relation.at_end), None)
        if here and here[-1].awaits:
            last = here[-1] if following is not None else None
    return [relation for relation in found if relation.content]


def _goes_on(sentences: Sequence[Sentence], n: int, last: Found) -> bool:
    """Whether sentence ``n`` is an utterance in marks that continues the attribution before it."""
    sentence = sentences[n]
    if not sentence.is_quoted():
        return False
    if last.awaits:
        last.awaits = False
        return True
    return last.quoted and (sentence.paragraph == last.paragraph or last.open)


def read_sentence(sentence: Sentence, following: Sentence | None) -> list[Found]:
    """Return the attributions of one sentence."""
    scene = Scene(sentence)
    heads = load_heads()
    low = sentence.low
    closing = _read_closing(scene, following)
    if closing is not None and not closing.late:
        scene.add(closing)
    k = 0
    while k < len(low):
        word = low[k]
        if k < scene.base:
            k += 1
            continue
        relation = None
        if word in heads:
            group = find_group(sentence, k)
            if group is not None:
                relation = _read_group(scene, group, following)
        if relation is None:
            relation = find_other(scene, k)
        if relation is not None:
            scene.add(relation)
        k = max(k + 1, scene.base)
        if closing is not None and closing.late and k >= closing.late:
            scene.found.append(closing)
            break
    return scene.found


def _read_closing(scene: Scene, following: Sentence | None) -> Found | None:
    """Return the attribution whose postponed cue clause ends the sentence.

    It is looked for first, because all before it is its content, other cues included.
    """
    sentence, low, stop = scene.sentence, scene.sentence.low, scene.sentence.stop
    for k in range(stop - 1, max(0, stop - FARTHEST_CUE), -1):
        if not frames_of(low[k]) & {"c", "q"}:
            continue
        if not any(word in (",", QUOTE) for word in low[max(0, k - 25) : k]):
            return None
        group = find_group(sentence, k)
        if group is None or group.passive or group.bare:
            return None
        relation = _read_group(scene, group, following)
        if relation is None or not relation.postponed or relation.reach < stop:
            return None
        begin, end = sentence.find(relation.content[0])
        if low[end - 1] == QUOTE and end - 1 > begin and _speaks(sentence, begin, end - 1):
            relation.content = [sentence.span(end - 1, end)]
            relation.late = end - 1
            return relation
        quotes = [m for m in range(begin, end) if low[m] == QUOTE and sentence.sealed[m]]
        if len(relation.content) > 1 or (
            quotes and any(low[m] in CLOSING for m in range(begin, end))
        ):
            return None
        return relation
    return None


def _speaks(sentence: Sentence, start: int, end: int) -> bool:
    """Whether a subject and a reporting verb stand before the utterance that ends a sentence."""
    for k in range(start + 1, end):
        if sentence.low[k] in CLOSING and find_group(sentence, k) is not None:
            return True
    return False


def _read_group(scene: Scene, group: Group, following: Sentence | None) -> Found | None:
    sentence, low = scene.sentence, scene.sentence.low
    if group.passive:
        return _read_passive(scene, group)
    frames = group.verb.frames
    subject, shared = _find_source(scene, group)
    edge = subject[0] if subject and not shared else group.first
    inverted = None
    left = None
    if frames & {"q", "c"}:
        parenthetical = "c" in frames and low[group.last : group.last + 1] == [","]
        closing = "c" in frames and _ends(low, group.last) and edge - scene.base > 2
        left = left_content(sentence, scene.base, edge, short=parenthetical or closing)
    sealed = left is not None and low[left[1] - 1] == QUOTE
    if sealed and left is not None and not sentence.sealed[left[1] - 1]:
        beyond = skip_adverbials(sentence, group.last)
        if beyond < sentence.stop and low[beyond] in ("that", "whether"):
            left, sealed = None, False
    if (left is not None or group.first == scene.base) and (subject is None or shared):
        turned = find_inverted(sentence, group.last) if not group.bare else None
        if turned is not None and (left is not None) and _may_turn(sentence, group, turned):
            inverted, subject, shared = turned, turned, False
    if inverted is None and "c" in frames and low[group.first - 1 : group.first] == [","]:
        turned = find_inverted(sentence, group.last)
        behind = left_content(sentence, scene.base, group.first)
        if turned is not None and behind is not None and turned[1] >= sentence.stop:
            inverted, subject, shared, left = turned, turned, False, behind
            sealed = False
    after = inverted[1] if inverted else group.last
    if left is not None and (sealed or "c" in frames):
        relation = read_postponed(scene, group, subject, left, after, sealed)
        if relation is not None:
            return relation
    if subject is None and not group.bare:
        return None
    relative = subject is not None and low[subject[0]] in RELATIVE
    if group.bare and subject is not None and subject[1] == group.first - 1:
        relative = True
    content = read_leading(scene, group, following, relative)
    if content is None:
        return None
    return scene.make(group.first, group.last, subject, *content)


def _ends(low: list[str], k: int) -> bool:
    """Whether nothing but marks stands at or after ``k``: the cue closes its sentence."""
    return not any(is_word(word) for word in low[k:])


def _may_turn(sentence: Sentence, group: Group, turned: tuple[int, int]) -> bool:
    """Whether a phrase right of the verb can be its subject."""
    word = sentence.low[turned[0]]
    return (
        word in SUBJECTS
        or word in ARTICLES
        or sentence.is_capital(turned[0])
        or "c" in group.verb.frames
        or "q" in group.verb.frames
    )


def _find_source(scene: Scene, group: Group) -> tuple[tuple[int, int] | None, bool]:
    """Return the source and whether it is shared with an earlier verb of the sentence."""
    sentence, low = scene.sentence, scene.sentence.low
    first = group.first
    before = low[first - 1] if first > scene.base else ""
    if group.bare:
        if before == ",":
            inset = find_subject(sentence, first - 1, scene.base)
            if inset is not None and not has_verb(sentence, scene.base, first - 1):
                return inset, False
        if (
            before
            and is_word(before)
            and before not in ("by", "in", "and", "or", "after", "before")
        ):
            subject = find_subject(sentence, first, scene.base)
            if subject and before not in PREPOSITIONS:
                return subject, False
        return scene.subject(first), True
    if before in ("and", "but", "or", "then"):
        return scene.subject(first), True
    if before == "," and scene.found and _is_relative(scene):
        outer = find_subject(sentence, first, 0)
        if outer is not None:
            return outer, False
    if before == "," and first - 2 >= scene.base and scene.found and first - 1 == scene.base:
        return scene.subject(first), True
    floor = scene.base
    if scene.found and _is_relative(scene):
        outer = find_subject(sentence, first, 0)
        atoms = scene.found[-1].atoms
        if outer is not None and atoms is not None and outer[0] < atoms[0]:
            return outer, False
    while floor < first and low[floor] in (",", "and", "but"):
        floor += 1
    if floor == first:
        return (scene.subject(first), True) if scene.found else (None, False)
    return find_subject(sentence, first, floor), False


def _is_relative(scene: Scene) -> bool:
    """Whether the last relation stands in a relative clause."""
    atoms = scene.found[-1].atoms
    return atoms is not None and scene.sentence.low[atoms[0]] in RELATIVE


def _read_passive(scene: Scene, group: Group) -> Found | None:
    """Return an attribution in the passive: its content is the subject, its source the agent."""
    sentence, low, stop = scene.sentence, scene.sentence.low, scene.sentence.stop
    frames = group.verb.frames
    subject = find_subject(sentence, group.first, scene.base)
    if subject is None or group.last >= stop:
        return None
    word = low[group.last]
    past = "past" in group.verb.tags
    if word == "by" and "o" in frames:
        agent = find_inverted(sentence, group.last + 1)
        if agent is None:
            return None
        return scene.make(group.first, group.last + 1, agent, [subject], agent[1])
    if low[subject[0]] == "it" and word == "that":
        end = end_content(sentence, group.last, phrase=False, past=past)
        return scene.make(group.first, group.last, None, [(group.last, end)], end)
    if word == "to" and (
        frames & {"b", "t", "o"} or group.verb.lemma in ("expect", "say", "think")
    ):
        end = end_content(sentence, group.last, phrase=False, past=past)
        return scene.make(group.first, group.last, None, [subject, (group.last, end)], end)
    if word == "as" and group.verb.lemma in AS_PASSIVE:
        end = end_content(sentence, group.last, phrase=True, past=past)
        return scene.make(group.first, group.last + 1, None, [subject, (group.last + 1, end)], end)
    return None
