"""Build the sample corpus from its marked-up sources.

The articles are written, with their gold annotations inline, in ``data/sample/marked/*.txt``
(the marks are described in ``data/sample/codebook.md``). This script takes the marks out and
writes, byte for byte the same on every run:

- ``articles.jsonl``       the running text as a careful reader would clean it, one article a line
- ``gold_attributions.jsonl``  ``{"id", "outlet", "text", "primary", "attributions": [...]}``
- ``gold_citations.jsonl`` credits, datelines, cited media and documents, links, distancing marks
- ``raw/<outlet>/<id>.txt``  the article as it comes off the web: noise lines, hard wraps, NBSP

A file is refused, with its name and the reason, when marks cross, a span is not numbered in the
table, a table row has no span, or a class is not in the codebook.

Run: ``python data/build_sample.py`` (``--check FILE ...`` only validates).
"""

from __future__ import annotations

import argparse
import json
import re
import shlex
import sys
import textwrap
from pathlib import Path
from typing import Any

from framing.types import QUOTATIONS, SOURCE_TYPES, STANCES

SAMPLE = Path(__file__).parent / "sample"
OPEN = re.compile(r"\{((?:\d+(?:,\d+)*)[SCT]|@[a-z_]+) ")
ROLES = {"S": "source", "C": "cue", "T": "content"}
NOISE = frozenset(
    [
        "dateline",
        "readmore",
        "caption",
        "caption_repeat",
        "photo_credit",
        "wire_credit",
        "source_line",
        "newsletter",
        "comments",
        "copyright",
        "advert",
        "share",
    ]
)
CITATIONS = frozenset(
    [
        "media",
        "document",
        "link",
        "wire_credit",
        "photo_credit",
        "byline_agency",
        "source_line",
        "distancing",
        "scare",
        "verification",
    ]
)


def unmark(marked: str) -> tuple[str, list[tuple[str, int, int]]]:
    """Text without its marks, and the marks as (label, start, end) in that text."""
    out: list[str] = []
    length, i = 0, 0
    stack: list[tuple[str, int]] = []
    spans: list[tuple[str, int, int]] = []
    while i < len(marked):
        opened = OPEN.match(marked, i)
        if opened:
            stack.append((opened[1], length))
            i = opened.end()
        elif marked[i] == "}":
            if not stack:
                raise ValueError(
                    f"closing brace without a mark near {marked[max(0, i - 40) : i + 5]!r}"
                )
            label, start = stack.pop()
            spans.append((label, start, length))
            i += 1
        elif marked[i] == "{":
            raise ValueError(f"not a mark: {marked[i : i + 30]!r}")
        else:
            out.append(marked[i])
            length += 1
            i += 1
    if stack:
        raise ValueError(f"mark {stack[-1][0]!r} is never closed")
    return "".join(out), spans


def parse_table(lines: list[str]) -> dict[int, dict[str, Any]]:
    """Rows ``number types quotation stance [parent=N] [who="..."]``."""
    rows: dict[int, dict[str, Any]] = {}
    for line in lines:
        fields = shlex.split(line)
        if len(fields) < 4:
            raise ValueError(f"table row {line!r} needs: number, source types, quotation, stance")
        number, types, quotation, stance = (
            int(fields[0]),
            fields[1].split("+"),
            fields[2],
            fields[3],
        )
        extra = dict(f.split("=", 1) for f in fields[4:])
        if number in rows:
            raise ValueError(f"attribution {number} stands twice in the table")
        for given, allowed in (
            (set(types), set(SOURCE_TYPES)),
            ({quotation}, set(QUOTATIONS)),
            ({stance}, set(STANCES)),
        ):
            if given - allowed:
                raise ValueError(
                    f"table row {line!r}: {sorted(given - allowed)} is not in the codebook"
                )
        if set(extra) - {"parent", "who"}:
            raise ValueError(f"table row {line!r}: only parent= and who= may follow")
        rows[number] = {
            "source_type": types[0],
            "source_types": types,
            "quotation": quotation,
            "stance": stance,
            "parent": int(extra["parent"]) if "parent" in extra else None,
            "who": extra.get("who"),
        }
    return rows


def paragraphs_of(body: str) -> list[tuple[str | None, str, str]]:
    """Blocks of the body as (noise kind or None, noise text, running text)."""
    blocks: list[tuple[str | None, str, str]] = []
    for block in re.split(r"\n\s*\n", body.strip("\n")):
        line = " ".join(block.split("\n"))
        if not line.startswith("%"):
            blocks.append((None, "", line))
            continue
        kind, _, rest = line[1:].partition(" ")
        if kind not in NOISE:
            raise ValueError(f"noise kind {kind!r} is not one of {sorted(NOISE)}")
        if kind == "dateline":
            place, dash, text = rest.partition(" - ")
            if not dash or not text:
                raise ValueError("a %dateline ends in ' - ' and is followed by its paragraph")
            blocks.append((kind, place + " - ", text))
        else:
            blocks.append((kind, rest, ""))
    return blocks


def wrapped(text: str, width: int) -> str:
    return "\n".join(textwrap.wrap(text, width, break_long_words=False, break_on_hyphens=False))


def assemble(
    blocks: list[tuple[str | None, str, str]], wrap: int
) -> tuple[str, str, list[tuple[str, int, int]], list[dict[str, Any]]]:
    """Clean text, raw text, spans in the clean text and citations in noise lines."""
    clean, raw = "", []
    spans: list[tuple[str, int, int]] = []
    noise: list[dict[str, Any]] = []
    for kind, noisy, running in blocks:
        noisy_text, noisy_marks = unmark(noisy)
        text, marks = unmark(running)
        if kind:
            noise.append({"kind": kind, "text": noisy_text.strip()})
            noise += [{"kind": m[1:], "text": noisy_text[a:b]} for m, a, b in noisy_marks]
        if text:
            start = len(clean) + 2 if clean else 0
            clean = f"{clean}\n\n{text}" if clean else text
            spans += [(m, a + start, b + start) for m, a, b in marks]
        whole = noisy_text + text
        raw.append(wrapped(whole, wrap) if wrap and text else whole)
    return clean, "\n\n".join(raw) + "\n", spans, noise


def attributions_of(
    spans: list[tuple[str, int, int]], table: dict[int, dict[str, Any]]
) -> list[dict[str, Any]]:
    rows: dict[int, dict[str, Any]] = {n: {"source": [], "cue": [], "content": []} for n in table}
    for label, start, end in sorted(spans, key=lambda s: s[1:]):
        if label.startswith("@"):
            continue
        for number in map(int, label[:-1].split(",")):
            if number not in rows:
                raise ValueError(f"span {label!r} is not in the table")
            rows[number][ROLES[label[-1]]].append([start, end])
    for number, row in rows.items():
        parent = table[number]["parent"]
        if not row["content"] or not row["cue"]:
            raise ValueError(f"attribution {number} has no content or no cue")
        if parent is not None and parent not in table:
            raise ValueError(
                f"attribution {number} names parent {parent}, which is not in the table"
            )
        if not row["source"] and table[number]["source_type"] != "agentless":
            raise ValueError(f"attribution {number} has no source span and is not agentless")
    order = {n: i for i, n in enumerate(sorted(rows))}
    return [
        {
            **rows[n],
            **table[n],
            "parent": None if table[n]["parent"] is None else order[table[n]["parent"]],
        }
        for n in sorted(rows)
    ]


def read_marked(path: Path) -> dict[str, Any]:
    """One marked file as a record with article, gold and raw text; ValueError names the fault."""
    parts = re.split(r"^---$", path.read_text(encoding="utf-8"), flags=re.M)
    if len(parts) != 3:
        raise ValueError("a marked file has a header, a body and a table with '---' between them")
    header = dict(re.split(r":\s*", line, maxsplit=1) for line in parts[0].strip().splitlines())
    missing = {"id", "outlet", "event", "date", "title"} - set(header)
    if missing or header["id"] != path.stem:
        raise ValueError(f"header lacks {sorted(missing)} or its id is not {path.stem!r}")
    table = parse_table([line for line in parts[2].strip().splitlines() if line.strip()])
    clean, raw, spans, noise = assemble(paragraphs_of(parts[1]), int(header.get("wrap", 0)))
    unknown = {m[1:] for m, _, _ in spans if m.startswith("@")} - CITATIONS
    if unknown:
        raise ValueError(f"marks {sorted(unknown)} are not in the codebook")
    return {
        "header": header,
        "text": clean,
        "raw": f"{header['title']}\n\n"
        + (f"{header['byline']}\n\n" if "byline" in header else "")
        + raw,
        "attributions": attributions_of(spans, table),
        "citations": [
            {"kind": m[1:], "start": a, "end": b, "text": clean[a:b]}
            for m, a, b in sorted(spans, key=lambda s: s[1:])
            if m.startswith("@")
        ],
        "noise": noise,
    }


def with_noise(raw: str, outlet: str) -> str:
    """Typographic noise as each outlet's site has it (fixed by outlet, so it can be undone)."""
    if outlet == "flare":
        return raw.replace(" READ", "\u00a0READ").replace("ffi", "\ufb03")
    if outlet == "kestria-today":
        return re.sub(r"(?<=\d) (?=\w)", "\u00a0", raw)
    return raw


def dump(path: Path, rows: list[dict[str, Any]]) -> None:
    lines = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    path.write_text(lines, encoding="utf-8")


def write(records: list[dict[str, Any]], out: Path) -> None:
    heads = [r["header"] for r in records]
    keys = ("id", "outlet", "event", "date", "title", "byline", "url")
    dump(
        out / "articles.jsonl",
        [
            {k: h[k] for k in keys if k in h} | {"text": r["text"]}
            for h, r in zip(heads, records, strict=True)
        ],
    )
    dump(
        out / "gold_attributions.jsonl",
        [
            {
                "id": h["id"],
                "outlet": h["outlet"],
                "primary": True,
                "text": r["text"],
                "attributions": r["attributions"],
            }
            for h, r in zip(heads, records, strict=True)
        ],
    )
    dump(
        out / "gold_citations.jsonl",
        [
            {"id": h["id"], "citations": r["citations"], "noise": r["noise"]}
            for h, r in zip(heads, records, strict=True)
        ],
    )
    dump(
        out / "gold_groups.jsonl",
        [
            {"id": h["id"], "event": h["event"], "duplicate_of": h.get("duplicate_of")}
            for h in heads
        ],
    )
    for head, record in zip(heads, records, strict=True):
        outlet_id = head["id"].rsplit("-", 1)[0]
        folder = out / "raw" / outlet_id
        folder.mkdir(parents=True, exist_ok=True)
        (folder / f"{head['id']}.txt").write_text(
            with_noise(record["raw"], outlet_id), encoding="utf-8"
        )


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--check", nargs="*", type=Path, help="only validate these marked files")
    args = parser.parse_args()
    paths = args.check or sorted((SAMPLE / "marked").glob("*.txt"))
    records, bad = [], 0
    for path in paths:
        try:
            records.append(read_marked(path))
        except (ValueError, IndexError) as error:
            bad += 1
            print(f"{path}: {error}", file=sys.stderr)
    if bad:
        return 1
    if args.check:
        for path, record in zip(paths, records, strict=True):
            print(
                f"{path.name}: {len(record['text'].split())} words, "
                f"{len(record['attributions'])} attributions"
            )
        return 0
    write(records, SAMPLE)
    print(f"{len(records)} articles, {sum(len(r['attributions']) for r in records)} attributions")
    return 0


if __name__ == "__main__":
    sys.exit(main())
