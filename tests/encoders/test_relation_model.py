"""The shipped models: exact offsets, hostile text, and no regard to the texts beside."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from framing.attribution.model import tag_relations
from framing.encoders.mixed import MixedEncoder
from framing.encoders.session import MODELS, load_encoder, model_folder, read_info
from framing.encoders.words import Words, read_words
from framing.types import Attribution

TEXTS = [
    "The mayor said on Monday that the bridge would be closed.",
    '"We will rebuild," said Ann Roe, the governor, "and we will not wait." She added that the '
    "money was there.\n\nAccording to a report by the city, costs have doubled.",
    "",
    "No one spoke.",
    "Critics fear that the plan will fail. The ministry denied the claims. " * 40,
]

HOSTILE = [
    "\x00\x01\x02",
    "\ud800 said \udfff",
    "a" * 20_000,
    "said " * 3_000,
    '"' * 500,
    "''''''``````",
    "“” “ ” « »\n\n\n“",
    "\u200b\u200d\ufeff\u202e He said \u202e so",
    "مرحبا قال العالم。他说：“你好”。",
    "👩‍👩‍👧‍👦 said 👍🏽.",
    "he\u0301\u0301\u0301\u0301 said\tso\r\nand\r\nso",
    "\n" * 1000,
]


def text_of(text: str, found: Attribution) -> tuple[str, str, str]:
    source, cue, content = (
        " ... ".join(text[a:b] for a, b in spans)
        for spans in (found.source, found.cue, found.content)
    )
    return source, cue, content


def check(text: str, found: list[Attribution]) -> None:
    cues = [attribution.cue for attribution in found]
    assert cues == sorted(cues)
    for attribution in found:
        assert attribution.content
        assert attribution.confidence is not None
        assert 0.0 <= attribution.confidence <= 1.0
        for spans in (attribution.source, attribution.cue, attribution.content):
            assert all(0 <= a < b <= len(text) for a, b in spans)
            assert all(text[a:b].strip() == text[a:b] for a, b in spans)


@pytest.mark.parametrize("name", MODELS)
def test_plain_statements_are_found(name: str) -> None:
    found = tag_relations(TEXTS, model="base" if name == "base" else "small")
    assert text_of(TEXTS[0], found[0][0])[:2] == ("The mayor", "said")
    assert "the bridge would be closed" in text_of(TEXTS[0], found[0][0])[2]
    assert [text_of(TEXTS[4], attribution) for attribution in found[4]][:2] == [
        ("Critics", "fear", "that the plan will fail"),
        ("The ministry", "denied", "the claims"),
    ]
    assert found[2] == []
    for text, relations in zip(TEXTS, found, strict=True):
        check(text, relations)


@pytest.mark.parametrize("name", MODELS)
def test_company_does_not_matter(name: str) -> None:
    model = "base" if name == "base" else "small"
    together = tag_relations(TEXTS, model=model)
    backwards = tag_relations(TEXTS[::-1], model=model)[::-1]
    alone = [tag_relations([text], model=model)[0] for text in TEXTS]
    assert together == backwards == alone
    assert tag_relations([], model=model) == []


@pytest.mark.parametrize("name", MODELS)
@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_text_never_raises(name: str, text: str) -> None:
    (found,) = tag_relations([text], model="base" if name == "base" else "small")
    check(text, found)


@settings(max_examples=30, deadline=None)
@given(st.text(max_size=300))
def test_any_text_has_exact_offsets(text: str) -> None:
    check(text, tag_relations([text], model="small")[0])


def test_an_unknown_model_is_refused() -> None:
    with pytest.raises(ValueError, match="choose one of base, small"):
        tag_relations(["x"], model="large")  # type: ignore[arg-type]


def test_a_changed_file_is_noticed(tmp_path: Path) -> None:
    shutil.copytree(model_folder("small"), tmp_path / "small")
    with (tmp_path / "small" / "vocabulary.txt").open("a", encoding="utf-8") as file:
        file.write("word\n")
    with pytest.raises(ValueError, match=r"vocabulary.txt is not the file"):
        read_info(tmp_path / "small")
    with pytest.raises(FileNotFoundError, match=r"model.json is missing"):
        load_encoder(tmp_path)


@pytest.mark.parametrize("name", MODELS)
def test_the_digest_file_names_the_shipped_weights(name: str) -> None:
    info = read_info(model_folder(name))
    listed = (model_folder(name).parent / "SHA256SUMS").read_text(encoding="utf-8")
    for file, digest in info["sha256"].items():
        assert f"{digest}  {name}/{file}\n" in listed
    assert len(json.dumps(info["calibration"])) < 500
    assert sum(f.stat().st_size for f in model_folder(name).parent.rglob("*")) < 30_000_000


class Constant:
    """An encoder that says the same of every word."""

    def __init__(self, value: float, labels: tuple[str, ...] = ("O", "B")) -> None:
        tables = {"transitions": [[value] * 2] * 2, "first": [value] * 2, "last": [value] * 2}
        self.info = {"labels": labels, "chain": tables, "limit": value}
        self.value = value

    def score(self, words: Words) -> NDArray[np.float32]:
        return np.full((len(words), 2), self.value, np.float32)


def test_mixed_scores_and_chains_are_weighted_means() -> None:
    mixed = MixedEncoder(Constant(0.0), Constant(8.0), 0.25)
    assert mixed.score(read_words("One two.")).tolist() == [[2.0, 2.0]] * 3
    assert mixed.info["chain"]["last"] == [2.0, 2.0]
    assert mixed.info["limit"] == 0.0
    with pytest.raises(ValueError, match="different labels cannot be mixed"):
        MixedEncoder(Constant(0.0), Constant(1.0, ("O", "X")), 0.5)


def test_models_read_with_the_companion_they_name(tmp_path: Path) -> None:
    for name in (*MODELS, "second"):
        shutil.copytree(model_folder("base").parent / name, tmp_path / name)
    for name in MODELS:
        assert isinstance(load_encoder(tmp_path / name), MixedEncoder)
    path = tmp_path / "small" / "model.json"
    info = json.loads(path.read_text(encoding="utf-8"))
    info["companion"]["sha256"]["model.onnx"] = "0" * 64
    path.write_text(json.dumps(info), encoding="utf-8")
    load_encoder.cache_clear()
    with pytest.raises(ValueError, match=r"second is not the companion that .*model\.json names"):
        load_encoder(tmp_path / "small")
