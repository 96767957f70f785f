"""An article with its spans marked, as one HTML page that needs nothing else.

Sources, cues and contents are marked in the running text, numbered by attribution; under it stands
a table of the attributions with their labels, and what cleaning took out. No script, no font and no
style comes from elsewhere, so that the page can be sent to a co-author and still opens in ten
years. Roles are told apart by underline and weight as well as by colour.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from typing import Any

from framing.notes import Annotations
from framing.pages.markup import Mark, Piece, cut
from framing.types import Article

STYLE = """
:root { color-scheme: light; }
.framing { font: 17px/1.6 Georgia, 'Times New Roman', serif; color: #1a1a1a; background: #fff;
  max-width: 46rem; margin: 1.5rem auto; padding: 0 1rem; }
.framing h1 { font-size: 1.5rem; line-height: 1.25; margin: 0 0 .3rem; }
.framing h2 { font: bold 1rem/1.4 system-ui, sans-serif; margin: 2rem 0 .5rem; }
.framing .meta, .framing .key, .framing table { font: 14px/1.45 system-ui, sans-serif; }
.framing .meta { color: #555; margin: 0 0 1rem; }
.framing .key { margin: 0 0 1.2rem; }
.framing .key span { margin-right: 1rem; }
.framing p.text { margin: 0 0 1rem; white-space: pre-wrap; overflow-wrap: anywhere; }
.framing .content { background: #fdf1d0; }
.framing .content.nested { background: #f9dc97; }
.framing .source { border-bottom: 3px solid #0072B2; }
.framing .cue { font-weight: bold; color: #9a3c00; }
.framing .citation { text-decoration: underline 2px dotted #00644a; text-underline-offset: 3px; }
.framing sup { font: 11px system-ui, sans-serif; color: #555; margin-left: 1px; }
.framing table { border-collapse: collapse; width: 100%; }
.framing th, .framing td { text-align: left !important; vertical-align: top;
  padding: .3rem .5rem .3rem 0;
  border-bottom: 1px solid #ddd; }
.framing .wide { overflow-x: auto; }
@media print { .framing { max-width: none; } }
"""
KEY = (
    '<p class="key"><span><span class="source">source</span></span> '
    '<span><span class="cue">cue</span></span> <span><span class="content">content</span></span> '
    '<span><span class="citation">citation</span></span></p>'
)


def article_html(notes: Annotations, index: int = 0) -> str:
    """One annotated article as an HTML fragment with its own style.

    Parameters
    ----------
    notes : Annotations
    index : int
        Which article.

    Returns
    -------
    str
        A ``<style>`` and a ``<div class="framing">``; safe whatever the text contains.

    Raises
    ------
    IndexError
        If there is no such article.

    Examples
    --------
    >>> from framing.articles import Corpus
    >>> from framing.notes import annotate
    >>> corpus = Corpus.from_articles([Article(id="a", text="It rained, the mayor said.")])
    >>> 'class="source"' in article_html(annotate(corpus))
    True
    """
    article = notes.corpus[index]
    place = index if index >= 0 else index + len(notes)
    one = notes.take(place, place + 1)
    attributions, citations = one.attributions.to_pylist(), one.citations.to_pylist()
    marks = [
        Mark(start, end, role, row["attribution"] + 1)
        for row in attributions
        for role in ("content", "source", "cue")
        for start, end in row[f"{role}_spans"] or ()
    ] + [
        Mark(row["start"], row["end"], "citation", 0)
        for row in citations
        if row["start"] is not None
    ]
    parts = [
        f"<style>{STYLE}</style>",
        '<div class="framing">',
        f"<h1>{escape(article.title or article.id)}</h1>",
        f'<p class="meta">{escape(_meta(article))}</p>',
        KEY,
        *_paragraphs(article.text, marks),
        _attribution_table(attributions),
        _citation_table(citations),
        _removed(article),
        "</div>",
    ]
    return "\n".join(part for part in parts if part)


def article_page(notes: Annotations, index: int = 0) -> str:
    """One annotated article as a complete, self-contained HTML page.

    Parameters
    ----------
    notes : Annotations
    index : int

    Returns
    -------
    str

    Examples
    --------
    >>> from framing.articles import Corpus
    >>> from framing.notes import annotate
    >>> corpus = Corpus.from_articles([Article(id="a", text="It rained, the mayor said.")])
    >>> article_page(annotate(corpus)).startswith("<!DOCTYPE html>")
    True
    """
    title = escape(notes.corpus[index].title or notes.corpus[index].id)
    return (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{title}</title>\n</head>\n<body>\n{article_html(notes, index)}\n</body>\n</html>\n"
    )


def _meta(article: Article) -> str:
    parts = (article.outlet, article.date, article.byline, article.id)
    return " \u00b7 ".join(part for part in parts if part)


def _paragraphs(text: str, marks: Sequence[Mark]) -> list[str]:
    """The text with its marks; a piece never runs over a paragraph break."""
    out: list[str] = []
    line: list[str] = []
    last_end: dict[int, int] = {}
    for mark in marks:
        if mark.number:
            last_end[mark.number] = max(mark.end, last_end.get(mark.number, 0))
    ending: dict[int, list[int]] = {}
    for number, end in sorted(last_end.items()):
        ending.setdefault(end, []).append(number)
    for piece in cut(text, marks):
        chunks = piece.text.split("\n")
        for i, chunk in enumerate(chunks):
            if i:
                out.append("".join(line))
                line = []
            if chunk:
                line.append(_span(chunk, piece))
        end = piece.start + len(piece.text)
        if end in ending:
            line.append(f"<sup>{','.join(map(str, ending[end]))}</sup>")
    out.append("".join(line))
    return [f'<p class="text">{p}</p>' for p in out if p]


def _span(text: str, piece: Piece) -> str:
    if not piece.marks:
        return escape(text)
    kinds = [mark.kind for mark in piece.marks]
    classes = list(dict.fromkeys(kinds)) + (["nested"] if kinds.count("content") > 1 else [])
    numbers = sorted({mark.number for mark in piece.marks if mark.number})
    title = f' title="attribution {", ".join(map(str, numbers))}"' if numbers else ""
    return f'<span class="{" ".join(classes)}"{title}>{escape(text)}</span>'


def _attribution_table(rows: Sequence[Mapping[str, Any]]) -> str:
    if not rows:
        return "<h2>Attributions</h2><p>None found.</p>"
    head = ("", "Source", "Cue", "Type of source", "Stance", "Quotation", "Inside")
    body = [
        (
            row["attribution"] + 1,
            row["source"] or "(none)",
            row["cue"] or "(none)",
            _words(row["source_type"]),
            _words(row["stance"]),
            _words(row["quotation"]),
            "" if row["parent"] is None else row["parent"] + 1,
        )
        for row in rows
    ]
    return f"<h2>Attributions</h2>{_table(head, body)}"


def _citation_table(rows: Sequence[Mapping[str, Any]]) -> str:
    if not rows:
        return ""
    body = [(_words(row["kind"]), row["text"], row["name"] or row["domain"] or "") for row in rows]
    return f"<h2>Citations</h2>{_table(('Kind', 'As written', 'Name'), body)}"


def _removed(article: Article) -> str:
    body = [
        (_words(edit.kind), " ".join(edit.raw_text.split()))
        for edit in article.edits
        if not edit.new_text.strip() and len(edit.raw_text.strip()) > 2
    ]
    return f"<h2>Taken out of the text</h2>{_table(('Kind', 'Text'), body)}" if body else ""


def _table(head: Sequence[str], body: Sequence[Sequence[Any]]) -> str:
    top = "".join(f"<th>{escape(name)}</th>" for name in head)
    rows = "".join(
        "<tr>" + "".join(f"<td>{escape(str(cell))}</td>" for cell in row) + "</tr>" for row in body
    )
    return (
        f'<div class="wide"><table><thead><tr>{top}</tr></thead><tbody>{rows}</tbody></table></div>'
    )


def _words(label: Any) -> str:
    return "" if label is None else str(label).replace("_", " ")
