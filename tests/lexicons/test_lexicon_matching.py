"""Matching: whole words, longest first, no overlap, within a sentence; equal to a slow reading."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from framing.lexicons import EXCLUDE, find_terms, load_lexicon, read_lexicon
from framing.lexicons.lexicon import normalise
from framing.text import read_layers


def find(text, lexicon):
    hits = find_terms(read_layers([text]), lexicon)
    return [text[a:b] for a, b in zip(hits.starts, hits.ends, strict=True)]


@pytest.mark.parametrize(
    ("text", "terms", "wanted"),
    [
        ("A regime, the REGIME's regimes.", ["regime"], ["regime", "REGIME"]),
        ("Terrorism by terrorists, terror!", ["terroris*"], ["Terrorism", "terrorists"]),
        ("He lashed  out\nat it.", ["lash* out"], ["lashed  out"]),
        ("A so‑called deal, so-called.", ["so-called"], ["so‑called", "so-called"]),
        ("It’s not so. Don’t!", ["don't"], ["Don’t"]),
        ("Of course. Of, course.", ["of course"], ["Of course"]),
        ("A matter of\n\ncourse", ["of course"], []),
        ("It fell of. Course!", ["of course"], []),
        ("State media said state.", ["state", "state media"], ["State media", "state"]),
        ("a b c d", ["a b", "b c d"], ["a b"]),
        ("a b x", ["a", "a b c"], ["a"]),
        ("blood on his hands", ["blood on * hands"], ["blood on his hands"]),
        ("weather, any", {"a": ["any", "weather"], "exclude": ["any weather"]}, ["weather", "any"]),
        ("any weather", {"a": ["any", "weather"], "exclude": ["any weather"]}, []),
        ("the U.S. army", ["u.s. army"], ["U.S. army"]),
        ("STRASSE Straße", ["straße"], ["STRASSE", "Straße"]),
        ("", ["a"], []),
        ("a", ["a a"], []),
        ("a a a", ["a a"], ["a a"]),
        ("😀 war 😀 war", ["war"], ["war", "war"]),
    ],
)
def test_what_is_found(text, terms, wanted):
    assert find(text, read_lexicon(terms)) == wanted


def test_of_equally_long_terms_the_exact_one_wins_then_the_longest_stem():
    lexicon = read_lexicon({"any": ["war*"], "stem": ["warr*"], "exact": ["warring"]})
    layers = read_layers(["warring warrior wars"])
    labels = [lexicon.entries[e].classes for e in find_terms(layers, lexicon).entries]
    assert labels == [("exact",), ("stem",), ("any",)]


def test_no_articles_and_no_words():
    lexicon = read_lexicon(["a"])
    assert len(find_terms(read_layers([]), lexicon)) == 0
    assert len(find_terms(read_layers(["", " \n"]), lexicon)) == 0


def fits(entry, words, owner, at):
    n = len(entry.pattern)
    if at + n > len(words) or owner[at] != owner[at + n - 1]:
        return False
    return all(
        re.fullmatch(re.escape(p.removesuffix("*")) + (".*" if p[-1] == "*" else ""), w, re.DOTALL)
        for p, w in zip(entry.pattern, words[at : at + n], strict=True)
    )


def strength(entry):
    wild = sum(p.endswith("*") for p in entry.pattern)
    return len(entry.pattern), -wild, sum(len(p.removesuffix("*")) for p in entry.pattern)


def read_slowly(text, lexicon):
    """One article read word by word, as the conventions say."""
    layers = read_layers([text])
    starts, ends = (rows.tolist() for rows in layers.words.of(0))
    marks = layers.sentences.of(0)[0].tolist()
    words = [normalise(text[a:b]) for a, b in zip(starts, ends, strict=True)]
    owner = [sum(mark <= start for mark in marks) for start in starts]
    out, at = [], 0
    while at < len(words):
        fitting = [entry for entry in lexicon.entries if fits(entry, words, owner, at)]
        if not fitting:
            at += 1
            continue
        best = max(fitting, key=strength)
        if EXCLUDE not in best.classes:
            out.append((starts[at], ends[at + len(best.pattern) - 1], strength(best)))
        at += len(best.pattern)
    return out


WORDS = st.lists(st.sampled_from(["a", "b", "c", "ab", "abc", "A", ".", ",", "\n\n", "b's"]))
TERMS = st.lists(
    st.lists(st.sampled_from(["a", "b", "c", "ab", "a*", "b*", "ab*"]), min_size=1, max_size=4).map(
        " ".join
    ),
    min_size=1,
    max_size=6,
    unique=True,
)


@settings(max_examples=50, deadline=None)
@given(st.lists(WORDS.map(" ".join), max_size=4), TERMS, TERMS)
def test_equals_reading_word_by_word(texts, terms, excluded):
    pairs = {"x": terms, "exclude": [term for term in excluded if term not in terms]}
    lexicon = read_lexicon(pairs)
    hits = find_terms(read_layers(texts), lexicon)
    rows = zip(hits.articles, hits.starts, hits.ends, hits.entries, strict=True)
    got: list[list] = [[] for _ in texts]
    for i, start, end, entry in rows:
        got[i].append((int(start), int(end), strength(lexicon.entries[entry])))
    assert got == [read_slowly(text, lexicon) for text in texts]
    assert hits.articles.tolist() == sorted(hits.articles.tolist())


@pytest.mark.parametrize(
    ("name", "text", "wanted"),
    [
        ("loaded", "The regime sent thugs.", ["regime", "thugs"]),
        ("loaded", "The sanctions regime and extreme weather.", []),
        ("loaded", "A bombshell report by the far-right.", ["bombshell", "far-right"]),
        ("hedges", "He may go, perhaps.", ["may", "perhaps"]),
        ("hedges", "On 5 May, in May 2021 and on May 12.", []),
        ("hedges", "The attorney general could not say.", []),
        ("hedges", "The hall is believed to be large.", ["is believed to"]),
        (
            "boosters",
            "Of course this is clearly so, no doubt.",
            ["Of course", "clearly", "no doubt"],
        ),
        ("boosters", "This is not clear.", []),
    ],
)
def test_shipped_lists_on_sentences(name, text, wanted):
    assert find(text, load_lexicon(name)) == wanted
