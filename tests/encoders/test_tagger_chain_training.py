"""The chain that is trained: log Z and scores against every label sequence written out."""

from __future__ import annotations

from itertools import product

import pytest

torch = pytest.importorskip("torch", reason="training needs PyTorch")


def test_normaliser_and_score_agree_with_enumeration() -> None:
    from training.attribution.crf import Chain

    torch.manual_seed(0)
    chain = Chain()
    for table in (chain.transitions, chain.first, chain.last):
        torch.nn.init.normal_(table)
    emissions = torch.randn(2, 4, 7)
    lengths = torch.tensor([4, 3])
    opens = torch.tensor([[True, False, True, False], [True, False, False, False]])
    found = chain.normaliser(emissions, lengths, opens)
    for row, length in enumerate(lengths.tolist()):
        paths = torch.tensor(list(product(range(7), repeat=length)))
        padded = torch.nn.functional.pad(paths, (0, 4 - length))
        many = len(paths)
        scores = chain.score(
            emissions[row].expand(many, -1, -1),
            padded,
            torch.full((many,), length),
            opens[row].expand(many, -1),
        )
        assert torch.allclose(torch.logsumexp(scores, 0), found[row], atol=1e-3)


def test_opening_a_sequence_splits_the_row() -> None:
    from training.attribution.crf import Chain

    torch.manual_seed(1)
    chain = Chain()
    torch.nn.init.normal_(chain.transitions)
    torch.nn.init.normal_(chain.first)
    emissions = torch.randn(1, 5, 7)
    opens = torch.tensor([[True, False, True, False, False]])
    whole = chain.normaliser(emissions, torch.tensor([5]), opens)
    parts = chain.normaliser(emissions[:, :2], torch.tensor([2])) + chain.normaliser(
        emissions[:, 2:], torch.tensor([3])
    )
    assert torch.allclose(whole, parts, atol=1e-4)
