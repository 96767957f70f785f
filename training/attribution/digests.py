"""List the digests of the shipped model files.

python -m training.attribution.digests framing/encoders/weights
"""

from __future__ import annotations

import argparse
import hashlib
from pathlib import Path

FILES = ("model.onnx", "vocabulary.txt", "model.json")


def main() -> None:
    """Write ``SHA256SUMS``, one line per file, as ``sha256sum`` does."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("weights", type=Path)
    args = parser.parse_args()
    lines = [
        f"{hashlib.sha256((args.weights / name / file).read_bytes()).hexdigest()}  {name}/{file}\n"
        for name in ("base", "second", "small")
        for file in FILES
    ]
    (args.weights / "SHA256SUMS").write_text("".join(lines), encoding="utf-8")


if __name__ == "__main__":
    main()
