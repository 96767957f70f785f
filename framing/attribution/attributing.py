"""The one entrance: layers in, complete attributions out.

Every method ends in the same steps, each a function of its own that reads only spans: quotation,
stance, source type, parent. So a trained model is compared with the rules on equal terms.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Literal, get_args

from framing.attribution.article_types import judge_source_types
from framing.attribution.nesting import find_nested, find_parents, find_plain_nested
from framing.attribution.quotation import judge_quotation
from framing.attribution.relation import Found
from framing.attribution.rules import find_relations
from framing.attribution.sentences import read_page
from framing.attribution.stance import Scheme, load_scheme, stance_of
from framing.text import Layers
from framing.types import Attribution, Spans

Method = Literal["model", "rules"]
METHODS: tuple[str, ...] = get_args(Method)
Model = Literal["base", "small"]
MODELS: tuple[str, ...] = get_args(Model)


def attribute(
    layers: Layers,
    *,
    method: Method = "model",
    model: Model = "base",
    min_confidence: float | None = None,
    scheme: Scheme | str = "default",
) -> list[list[Attribution]]:
    """Find who says what, through which words, in every article of a batch.

    Parameters
    ----------
    layers : Layers
        From :func:`framing.text.read_layers`.
    method : {"model", "rules"}
        ``"model"``: a tagger trained on hand-annotated news, with calibrated confidence, and rules
        inside its contents for nested attributions. ``"rules"``: a lexicon of cues and the grammar
        around them; many times faster, finds less, gives no confidence.
    model : {"base", "small"}
        ``"base"`` finds more, ``"small"`` is faster; see the model card. Not used by the rules.
    min_confidence : float, optional
        Leave out attributions that the model is less sure of, 0 to 1. Those found by rules inside
        contents have no confidence and stay with the attribution that holds them.
    scheme : Scheme or str
        Of stances: a name in `SCHEMES`, a table of one's own; see `load_scheme`.

    Returns
    -------
    list of list of Attribution
        One list an article, sorted by the first character of the cue. Nested ones name the
        enclosing one as ``parent``. ``confidence`` is ``None`` where rules found it.
        ``stance`` and ``source_type`` are ``None`` where they are not judged.

    Raises
    ------
    ValueError
        If ``method`` or ``model`` is not known, or ``min_confidence`` is no probability.

    References
    ----------
    Newell, E., Margolin, D., & Ruths, D. (2018). An attribution relations corpus for political
    news.

    Examples
    --------
    >>> from framing.text import read_layers
    >>> text = 'The minister denied that the bridge was shut. "It is open," she said.'
    >>> layers = read_layers([text])
    >>> [denied, said] = attribute(layers, method="rules")[0]
    >>> denied.stance, denied.source_type, denied.quotation
    ('denial', 'official', 'indirect')
    >>> said.quotation, said.source_type
    ('direct', 'official')
    """
    if method not in METHODS:
        raise ValueError(f"method {method!r} is not known; allowed: {', '.join(METHODS)}")
    if model not in MODELS:
        raise ValueError(f"model {model!r} is not known; allowed: {', '.join(MODELS)}")
    if min_confidence is not None and not 0 <= min_confidence <= 1:
        raise ValueError(f"min_confidence must lie between 0 and 1, given {min_confidence}")
    if method == "rules":
        bare = [find_bare(layers, i) for i in range(len(layers))]
        return [label(layers, i, one, scheme=scheme) for i, one in enumerate(bare)]
    found = find_tagged(layers, model=model, min_confidence=min_confidence)
    return [label(layers, i, one, scheme=scheme) for i, one in enumerate(found)]


def find_tagged(
    layers: Layers, *, model: Model = "base", min_confidence: float | None = None
) -> list[list[Attribution]]:
    """Attributions by a trained tagger, and by rules inside their contents; spans only."""
    from framing.attribution.model import tag_relations

    out = []
    for i, relations in enumerate(tag_relations(layers.texts, model=model)):
        kept = [
            relation
            for relation in relations
            if min_confidence is None or (relation.confidence or 0.0) >= min_confidence
        ]
        out.append(kept + find_plain_nested(layers, i, kept))
    return out


def find_bare(layers: Layers, i: int) -> list[Attribution]:
    """Return the attributions of article ``i`` by rules, spans only, all layers, unsorted."""
    page = read_page(layers, i)
    found = find_relations(page.split())
    found += find_nested(page, found)
    return [_freeze(relation) for relation in found]


def label(
    layers: Layers,
    i: int,
    attributions: Sequence[Attribution],
    *,
    scheme: Scheme | str = "default",
) -> list[Attribution]:
    """Sort attributions of article ``i`` and fill in quotation, stance, source type and parent.

    Parameters
    ----------
    layers : Layers
    i : int
        Article.
    attributions : sequence of Attribution
        Spans from any method; their confidence is kept.
    scheme : Scheme or str
        Of stances, see :func:`framing.attribution.stance.load_scheme`.

    Returns
    -------
    list of Attribution
    """
    table = load_scheme(scheme)
    text = layers.texts[i]
    ordered = sorted(attributions, key=_position)
    quotations = judge_quotation(layers, i, ordered)
    types = judge_source_types(layers, i, ordered)
    parents = find_parents(ordered)
    return [
        replace(
            attribution,
            quotation=quotations[n],
            source_type=types[n],
            stance=stance_of(
                _join(text, attribution.cue), content=_join(text, attribution.content), scheme=table
            ),
            parent=parents[n],
        )
        for n, attribution in enumerate(ordered)
    ]


def _freeze(relation: Found) -> Attribution:
    return Attribution(
        tuple(sorted(relation.source)), tuple(sorted(relation.cue)), tuple(sorted(relation.content))
    )


def _position(attribution: Attribution) -> tuple[int, Spans, Spans]:
    first = attribution.cue or attribution.content
    return (first[0][0] if first else -1, attribution.content, attribution.source)


def _join(text: str, spans: Spans) -> str:
    return " ".join(text[start:end] for start, end in spans)
