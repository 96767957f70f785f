"""Export a trained tagger as a model folder for ``framing.encoders``.

    python -m training.attribution.export base  RUN/epoch6.pt RUN-vocabulary.txt OUT
    python -m training.attribution.export small RUN/epoch10.pt RUN/words.txt OUT

Writes ``model.onnx`` (dynamic 8-bit integers, one scale per output channel), ``vocabulary.txt`` and
``model.json`` (labels, chain, window lengths, sha256 of the other two). Weights are kept to 7 bits
(``reduce_range``), because CPUs without VNNI add pairs of 8-bit products in 16 bits and would
overflow: the same text must give the same relations everywhere.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import shutil
import tempfile
from pathlib import Path
from typing import Any

import torch
from torch import nn

from training.attribution.convolution import SmallTagger
from training.attribution.crf import Chain
from training.attribution.encoder import BaseTagger
from training.attribution.gold import LABELS

WINDOWS = {
    "base": {"limit": 126, "context": 0, "cut_context": 48},
    "small": {"limit": 1024, "context": 80},
}


def build(name: str, checkpoint: Path, size: int) -> nn.Module:
    """Return the trained tagger in evaluation mode."""
    tagger = BaseTagger(size) if name == "base" else SmallTagger(size + 2)
    tagger.load_state_dict(torch.load(checkpoint, map_location="cpu"))
    return tagger.eval()


def write_graph(name: str, tagger: nn.Module, path: Path) -> None:
    """Write the 32-bit graph: one window, any length."""
    looks = torch.zeros(1, 40, dtype=torch.long)
    if name == "base":
        example, first = torch.zeros(1, 40, dtype=torch.long), "pieces"
    else:
        example, first = torch.zeros(1, 40, 3, dtype=torch.long), "forms"
    axes = {first: {1: "length"}, "looks": {1: "length"}, "scores": {1: "length"}}
    torch.onnx.export(
        tagger,
        (example, looks),
        str(path),
        input_names=[first, "looks"],
        output_names=["scores"],
        dynamic_axes=axes,
        opset_version=17,
        dynamo=False,
    )


def quantise(source: Path, target: Path, *, reduce_range: bool) -> None:
    """Write the 8-bit graph."""
    from onnxruntime.quantization import QuantType, quantize_dynamic

    quantize_dynamic(
        source,
        target,
        per_channel=True,
        reduce_range=reduce_range,
        weight_type=QuantType.QInt8,
        op_types_to_quantize=["MatMul", "Gemm", "Gather"],
    )


def chain_tables(chain: Chain) -> dict[str, Any]:
    """Return the chain's scores as lists, rounded to six digits."""
    names = ("transitions", "first", "last")
    with torch.no_grad():
        return {
            name: [
                [round(x, 6) for x in row] if isinstance(row, list) else round(row, 6) for row in t
            ]
            for name, t in zip(names, (table.tolist() for table in chain.tables()), strict=True)
        }


def main() -> None:
    """Export one model."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("name", choices=["base", "small"])
    parser.add_argument("checkpoint", type=Path)
    parser.add_argument("vocabulary", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--scale", type=float, default=1.0, help="of scores against the chain")
    parser.add_argument("--full", action="store_true", help="32-bit weights, for comparison")
    parser.add_argument("--full-range", action="store_true", help="8-bit weights, needs VNNI")
    args = parser.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    tokens = args.vocabulary.read_text(encoding="utf-8").splitlines()
    tagger = build(args.name, args.checkpoint, len(tokens))
    shutil.copyfile(args.vocabulary, args.out / "vocabulary.txt")
    with tempfile.TemporaryDirectory() as folder:
        graph = Path(folder) / "full.onnx"
        write_graph(args.name, tagger, graph)
        if args.full:
            shutil.copyfile(graph, args.out / "model.onnx")
        else:
            quantise(graph, args.out / "model.onnx", reduce_range=not args.full_range)
    chain = tagger.chain
    assert isinstance(chain, Chain)
    info = {
        "name": args.out.name,
        "reads": "pieces" if args.name == "base" else "forms",
        "labels": list(LABELS),
        **WINDOWS[args.name],
        "scale": args.scale,
        "chain": chain_tables(chain),
        "calibration": None,
        "sha256": {
            file: hashlib.sha256((args.out / file).read_bytes()).hexdigest()
            for file in ("model.onnx", "vocabulary.txt")
        },
    }
    (args.out / "model.json").write_text(json.dumps(info, indent=1) + "\n", encoding="utf-8")
    print(f"{(args.out / 'model.onnx').stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
