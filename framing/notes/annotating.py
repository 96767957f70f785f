"""Read the text once: layers, attributions and citations of a whole corpus.

Articles in another language than English are left out and named in a warning and in the log: rules
and models here know English only, and a silent zero would look like a finding.
"""

from __future__ import annotations

import sys
import warnings
from typing import TYPE_CHECKING, Any, Literal

from framing.articles import Corpus
from framing.attribution import METHODS, MODELS, Scheme, attribute, load_scheme
from framing.citations import cite
from framing.notes.annotations import Annotations
from framing.notes.tables import attribution_table, citation_table
from framing.schema import VERSION
from framing.text import read_layers

if TYPE_CHECKING:
    import pandas as pd

Method = Literal["model", "rules"]
Model = Literal["base", "small"]
BATCH = 256


def annotate(
    corpus: Corpus,
    *,
    method: Method = "model",
    model: Model = "base",
    min_confidence: float | None = None,
    scheme: Scheme | pd.DataFrame | str = "default",
    progress: bool = False,
) -> Annotations:
    """Find attributions and citations in every article; each text is read once.

    Parameters
    ----------
    corpus : Corpus
        Articles that are not English (``lang`` known and not ``"en"``) are left out, with a warning
        that says how many and which languages.
    method : {"model", "rules"}
        How attributions are found: by a trained model (the default), or by rules, which are many
        times faster and find less; see `framing.attribution.attribute`.
    model : {"base", "small"}
        The better or the faster model.
    min_confidence : float, optional
        Leave out attributions that the model is less sure of, 0 to 1.
    scheme : str or DataFrame
        Of stances: ``"default"``, ``"floyd2000"``, ``"hu2023"``, the path of a table of one's own
        or a DataFrame with the columns ``lemma`` and ``class``; see
        `framing.attribution.load_scheme`.
    progress : bool
        Show a progress bar on a terminal.

    Returns
    -------
    Annotations
        The same for any order or batching of the articles.

    Raises
    ------
    ValueError
        If the method is not one of those allowed.
    TypeError
        If `corpus` is not a `Corpus`.

    Examples
    --------
    >>> from framing.types import Article
    >>> corpus = Corpus.from_articles([Article(id="a", text="It rained, the mayor said.")])
    >>> annotate(corpus).attributions.column("source").to_pylist()
    ['the mayor']
    """
    if not isinstance(corpus, Corpus):
        raise TypeError(
            f"annotate takes a Corpus, given {type(corpus).__name__}; framing.read makes one of "
            "files, tables and lists of dicts"
        )
    if method not in METHODS:
        raise ValueError(f"method={method!r} is not one of {', '.join(METHODS)}")
    if model not in MODELS:
        raise ValueError(f"model={model!r} is not one of {', '.join(MODELS)}")
    options: dict[str, Any] = {"method": method, "model": model, "min_confidence": min_confidence}
    table = load_scheme(scheme)
    kept = _english(corpus)
    attributions, citations = [], []
    for batch in _with_progress(kept, progress):
        articles = list(batch)
        layers = read_layers([article.text for article in articles])
        found = attribute(layers, scheme=table, **options)
        attributions.append(attribution_table(articles, layers, found))
        citations.append(citation_table(articles, layers, cite(articles, layers)))
    return Annotations(
        kept,
        _joined(attributions, "attributions"),
        _joined(citations, "citations"),
        _sign(options | {"scheme": table.name, "scheme_sha256": table.digest}),
    )


def find_attributions(
    corpus_or_notes: Corpus | Annotations,
    *,
    method: Method = "model",
    model: Model = "base",
    min_confidence: float | None = None,
    scheme: Scheme | pd.DataFrame | str = "default",
    progress: bool = False,
) -> pd.DataFrame:
    """Attributions as a DataFrame: one row each, text and offsets side by side.

    Parameters
    ----------
    corpus_or_notes : Corpus or Annotations
        A corpus is annotated first.
    method, model, min_confidence, scheme, progress
        See `annotate`; used for a corpus only.

    Returns
    -------
    DataFrame
        ``article_id, outlet, attribution, sentence, source, source_resolved`` (the fullest earlier
        mention: "she" to "Foreign Minister Lena Brandt"), ``cue, content`` (text; the parts of an
        interrupted span joined by ``" ... "``), ``source_spans, cue_spans, content_spans`` (lists
        of ``[start, end]`` into the corpus text), ``quotation, source_type, stance, parent,
        confidence``. Null means not there, or not judged.

    Examples
    --------
    >>> from framing.types import Article
    >>> corpus = Corpus.from_articles([Article(id="a", text="It rained, the mayor said.")])
    >>> find_attributions(corpus)[["source", "cue", "content"]].to_dict("records")
    [{'source': 'the mayor', 'cue': 'said', 'content': 'It rained'}]
    """
    notes = as_notes(
        corpus_or_notes,
        method=method,
        model=model,
        min_confidence=min_confidence,
        scheme=scheme,
        progress=progress,
    )
    return _frame(notes.attributions)


def find_citations(
    corpus_or_notes: Corpus | Annotations, *, progress: bool = False
) -> pd.DataFrame:
    """Citations as a DataFrame: credits, links, cited media and documents, one row each.

    Parameters
    ----------
    corpus_or_notes : Corpus or Annotations
        Of a corpus only the citations are found; no model is run.
    progress : bool

    Returns
    -------
    DataFrame
        ``article_id, outlet, kind, name, text, start, end, raw_start, raw_end, sentence, domain``.
        ``start`` and ``end`` are null for records that cleaning took out of the running text (a
        photo credit, a "Source:" line): ``raw_start`` and ``raw_end`` then index the raw text.

    Examples
    --------
    >>> from framing.types import Article
    >>> text = "The bridge is closed, state television reported."
    >>> corpus = Corpus.from_articles([Article(id="a", text=text)])
    >>> find_citations(corpus)[["kind", "text"]].to_dict("records")
    [{'kind': 'media', 'text': 'state television'}]
    """
    return _frame(as_notes(corpus_or_notes, method="rules", progress=progress).citations)


def as_notes(
    corpus_or_notes: Corpus | Annotations,
    *,
    method: Method = "model",
    model: Model = "base",
    min_confidence: float | None = None,
    scheme: Scheme | pd.DataFrame | str = "default",
    progress: bool = False,
) -> Annotations:
    """Annotations as they are; a corpus is annotated.

    Raises
    ------
    TypeError
        If it is neither.
    """
    if isinstance(corpus_or_notes, Annotations):
        return corpus_or_notes
    if isinstance(corpus_or_notes, Corpus):
        return annotate(
            corpus_or_notes,
            method=method,
            model=model,
            min_confidence=min_confidence,
            scheme=scheme,
            progress=progress,
        )
    raise TypeError(
        f"need a Corpus (framing.read) or Annotations (framing.annotate), given "
        f"{type(corpus_or_notes).__name__}"
    )


def _english(corpus: Corpus) -> Corpus:
    kept = corpus.english()
    lost = len(corpus) - len(kept)
    if lost:
        languages = [lang for lang in corpus.table.column("lang").to_pylist() if lang]
        others = sorted({lang for lang in languages if lang != "en"})
        warnings.warn(
            f"{lost} of {len(corpus)} articles are not English ({', '.join(others)}) and were not "
            f"analysed; corpus.log names them",
            stacklevel=3,
        )
    return kept


def _with_progress(corpus: Corpus, progress: bool) -> Any:
    batches = corpus.batches(BATCH)
    if not (progress and sys.stderr.isatty()):
        return batches
    from tqdm import tqdm

    total = -(-len(corpus) // BATCH)
    return tqdm(batches, total=total, desc="annotate", unit="batch", file=sys.stderr)


def _joined(tables: list[Any], name: str) -> Any:
    import pyarrow as pa

    from framing.schema import attributions_schema, citations_schema

    schema = attributions_schema() if name == "attributions" else citations_schema()
    return pa.concat_tables(tables).combine_chunks() if tables else schema.empty_table()


def _sign(options: dict[str, Any]) -> dict[str, Any]:
    """What the annotations depend on, for the manifest: options, versions, the model's digest."""
    from framing._version import version

    sign = {"framing": version(), "schema_version": VERSION, "method": options["method"]}
    sign |= {k: options[k] for k in ("scheme", "scheme_sha256")}
    if options["method"] == "model":
        from framing.encoders.session import model_digest

        sign |= {k: options[k] for k in ("model", "min_confidence")}
        sign["model_sha256"] = model_digest(options["model"])
    return sign


def _frame(table: Any) -> pd.DataFrame:
    """pandas with plain lists for spans, and nullable integers where a count may be missing."""
    frame: pd.DataFrame = table.to_pandas()
    for name in frame.columns:
        if name.endswith("_spans"):
            frame[name] = table.column(name).to_pylist()
        elif str(table.schema.field(name).type).startswith("int"):
            frame[name] = frame[name].astype("Int64")
        elif str(table.schema.field(name).type) == "string":
            frame[name] = frame[name].astype(object).where(frame[name].notna(), None)
    return frame
