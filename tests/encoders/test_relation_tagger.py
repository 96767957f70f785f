"""Decoding: against enumeration, by paragraph, and without regard to neighbours."""

from __future__ import annotations

from itertools import pairwise, product

import numpy as np
import pytest

from framing.attribution.tagger import Chain, decode, decode_paragraphs


def make_chain(rng: np.random.Generator, n: int = 3) -> Chain:
    return Chain(
        rng.normal(size=(n, n)).astype("f4"),
        rng.normal(size=n).astype("f4"),
        rng.normal(size=n).astype("f4"),
    )


def enumerate_paths(scores: np.ndarray, chain: Chain) -> dict[tuple[int, ...], float]:
    n_words, n_labels = scores.shape
    found = {}
    for path in product(range(n_labels), repeat=n_words):
        total = chain.first[path[0]] + chain.last[path[-1]]
        total += sum(scores[t, label] for t, label in enumerate(path))
        total += sum(chain.transitions[a, b] for a, b in pairwise(path))
        found[path] = float(total)
    return found


@pytest.mark.parametrize("seed", range(5))
def test_best_path_and_marginals_agree_with_enumeration(seed: int) -> None:
    rng = np.random.default_rng(seed)
    chain = make_chain(rng)
    texts = [rng.normal(size=(n, 3)).astype("f4") for n in (4, 1, 6)]
    labels, marginals = decode(texts, chain)
    for scores, best, sure in zip(texts, labels, marginals, strict=True):
        paths = enumerate_paths(scores, chain)
        assert tuple(best.tolist()) == max(paths, key=paths.__getitem__)
        weights = {path: np.exp(total) for path, total in paths.items()}
        total = sum(weights.values())
        for t, row in enumerate(sure):
            for label, value in enumerate(row):
                share = sum(w for path, w in weights.items() if path[t] == label) / total
                assert value == pytest.approx(share, abs=1e-4)


def test_a_text_is_decoded_alike_in_any_company() -> None:
    rng = np.random.default_rng(0)
    chain = make_chain(rng, 7)
    texts = [rng.normal(size=(n, 7)).astype("f4") * 3 for n in rng.integers(0, 60, 40)]
    labels, marginals = decode(texts, chain)
    for text, best, sure in zip(texts, labels, marginals, strict=True):
        (alone,), (alone_sure,) = decode([text], chain)
        assert (alone == best).all()
        assert (alone_sure == sure).all()
        assert len(best) == len(text)


def test_paragraphs_are_decoded_one_by_one() -> None:
    rng = np.random.default_rng(3)
    chain = make_chain(rng, 7)
    scores = rng.normal(size=(9, 7)).astype("f4")
    numbers = np.array([0, 0, 0, 1, 1, 1, 1, 4, 4], dtype=np.int32)
    (labels,), (marginals,) = decode_paragraphs([scores], [numbers], chain)
    parts, sure = decode([scores[:3], scores[3:7], scores[7:]], chain)
    assert (labels == np.concatenate(parts)).all()
    assert (marginals == np.concatenate(sure)).all()
    empty = np.zeros((0, 7), "f4")
    assert len(decode_paragraphs([empty], [np.zeros(0, np.int32)], chain)[0][0]) == 0
    assert decode_paragraphs([], [], chain) == ([], [])


def test_extreme_scores_stay_finite() -> None:
    chain = make_chain(np.random.default_rng(1), 7)
    scores = np.full((50, 7), -300.0, "f4")
    scores[:, 2] = 300.0
    (labels,), (marginals,) = decode([scores], chain)
    assert set(labels.tolist()) == {2}
    assert np.isfinite(marginals).all()
    assert np.allclose(marginals.sum(axis=1), 1.0, atol=1e-4)
