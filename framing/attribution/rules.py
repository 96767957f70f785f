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
    OPENING,
    end_content,
    left_content,
    skip_addressee,
    skip_adverbials,
)
from framing.attribution.cues import frames_of, load_heads
from framing.attribution.groups import Group, find_group
from framing.attribution.other_cues import find_other
from framing.attribution.phrases import find_inverted, find_subject, is_verb
from framing.attribution.relation import Found, Scene
from framing.attribution.sentences import QUOTE, Sentence
from framing.attribution.wordclasses import (
    ARTICLES,
    BE,
    CONTRACTED,
    PREPOSITIONS,
    SOLO,
    SUBJECTS,
    SUBORDINATORS,
    is_word,
    word_set,
)

RELATIVE = frozenset(["who", "which", "that"])
TRAILING = frozenset(("from", "in", "at", "after", "during", "on"))
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
        relation = _read_postponed(scene, group, subject, left, after, sealed)
        if relation is not None:
            return relation
    if subject is None and not group.bare:
        return None
    relative = subject is not None and low[subject[0]] in RELATIVE
    if group.bare and subject is not None and subject[1] == group.first - 1:
        relative = True
    content = _read_leading(scene, group, following, relative)
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
            if inset is not None and not _has_verb(sentence, scene.base, first - 1):
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


def _has_verb(sentence: Sentence, start: int, end: int) -> bool:
    return any(is_verb(sentence, k) for k in range(start, end))


def _is_relative(scene: Scene) -> bool:
    """Whether the last relation stands in a relative clause."""
    atoms = scene.found[-1].atoms
    return atoms is not None and scene.sentence.low[atoms[0]] in RELATIVE


def _read_postponed(
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
        if (
            tail[0] not in TRAILING
            or "," in tail
            or QUOTE in tail
            or not _has_verb(sentence, *left)
        ):
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


def _read_leading(
    scene: Scene, group: Group, following: Sentence | None, relative: bool
) -> tuple[list[tuple[int, int]], int] | None:
    """Return the parts of a content right of the cue and the atom where reading goes on."""
    sentence, low, stop = scene.sentence, scene.sentence.low, scene.sentence.stop
    frames, past = group.verb.frames, "past" in group.verb.tags
    start = skip_adverbials(sentence, group.last)
    if "n" in frames:
        return _read_figure(sentence, start)
    if "a" in frames and start < stop and low[start] not in (*OPENING, QUOTE, ":", ",", "to"):
        told = skip_addressee(sentence, start)
        if told + 1 < stop and low[told] == "to" and low[told + 1] not in ARTICLES:
            return _until(sentence, told, False, past, relative)
        beyond = skip_adverbials(sentence, skip_addressee(sentence, start))
        if beyond < stop and (
            low[beyond] in OPENING or low[beyond] in (QUOTE, ":", ",") or "o" not in frames
        ):
            start = beyond
    if start < stop and low[start] in group.verb.prepositions:
        start += 1
        return _until(sentence, start, True, past, relative)
    if start >= stop:
        if "q" in frames and following is not None and following.is_quoted() and low[-1:] == [":"]:
            return [], stop
        return None
    word = low[start]
    if word == ":" and "q" in frames:
        if start + 1 >= stop:
            return [], stop
        return [(start + 1, stop)], stop
    if word in (",", ":") and "q" in frames:
        at = skip_adverbials(sentence, start + 1)
        if word == ",":
            at = _skip_inset(sentence, at)
        at = at + 1 if at < stop and low[at] == "," else at
        if at < stop and low[at] == QUOTE:
            return [(at, _end_quote(sentence, at))], _end_quote(sentence, at)
        if word == "," and "t" in frames and at < stop and low[at] == "that":
            return _until(sentence, at, False, past, relative)
        return None
    if word == QUOTE and "q" in frames:
        if sentence.sealed[start]:
            return [(start, _end_quote(sentence, start))], _end_quote(sentence, start)
        return _until(sentence, start, False, past, relative)
    if word in OPENING and frames & {"t", "b", "w"}:
        return _until(sentence, start, False, past, relative)
    if word == "to" and "i" in frames:
        return _until(sentence, start, False, past, relative)
    if "w" in frames and not ("o" in frames and _opens_object(sentence, start)):
        return None
    if "t" in frames and word in SUBJECTS and start + 1 < stop and is_verb(sentence, start + 1):
        return _until(sentence, start, False, past, relative)
    if "b" in frames and (word[:1].isdigit() or _opens_clause(sentence, start)):
        return _until(sentence, start, False, past, relative)
    if "o" in frames and _opens_object(sentence, start):
        return _until(sentence, start, True, past, relative)
    return None


def _skip_inset(sentence: Sentence, k: int) -> int:
    """Return the atom after a short inset between commas (``said, among other things, that``)."""
    low = sentence.low
    for m in range(k, min(k + 7, sentence.stop - 1)):
        if low[m] == QUOTE or low[m] == "that":
            return k
        if low[m] == "," and (low[m + 1] == "that" or low[m + 1] == QUOTE):
            return m + 1
    return k


def _read_figure(sentence: Sentence, start: int) -> tuple[list[tuple[int, int]], int] | None:
    """Return the content of "put the damage at 90 million": an object, *at* and a number."""
    low, stop = sentence.low, sentence.stop
    for k in range(start + 1, min(start + 12, stop - 1)):
        if low[k] == "at" and low[k + 1][:1].isdigit():
            return _until(sentence, start, True, False, False)
    return None


def _end_quote(sentence: Sentence, k: int) -> int:
    """Return the end of a content that begins with the utterance at ``k``."""
    low, stop = sentence.low, sentence.stop
    if k + 1 >= stop or low[k + 1] in load_heads():
        return k + 1
    if low[k + 1] not in (",", "and", "but", "before", "while", "—"):
        if low[k + 1] in ("in", "on", "at", "during", "after", "when", "as"):
            return k + 1
        return end_content(sentence, k, phrase=False, past=True)
    return k + 1


def _until(
    sentence: Sentence, start: int, phrase: bool, past: bool, relative: bool
) -> tuple[list[tuple[int, int]], int] | None:
    if start >= sentence.stop:
        return None
    end = end_content(sentence, start, phrase=phrase, past=past, relative=relative)
    return [(start, end)], end


def _opens_clause(sentence: Sentence, k: int) -> bool:
    """Whether a clause without *that* can begin at ``k``."""
    low, stop = sentence.low, sentence.stop
    word = low[k]
    if (
        word in SUBJECTS
        or word in SOLO
        or word in CONTRACTED
        or word in ("there", "yes", "no", "not", "if")
    ):
        return True
    if not is_word(word) and word not in ("$", QUOTE, "“", '"', "'", "‘", "“", "["):
        return False
    if word in BE or (word in SUBORDINATORS and word not in ("when", "while", "if")):
        return False
    horizon = range(k + 1, min(stop, k + 25))
    return any(is_verb(sentence, m) or low[m] in BE for m in horizon)


def _opens_object(sentence: Sentence, k: int) -> bool:
    """Whether a noun phrase can begin at ``k``."""
    word = sentence.low[k]
    if word in PREPOSITIONS or word in ("and", "or", "but", "to", "that") or word in SUBORDINATORS:
        return word in ("what", "how", "that", "who", "about", "against")
    return is_word(word) or word in (QUOTE, "$", "“", "[", '"')


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
