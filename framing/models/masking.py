"""Hide what gives an outlet away: its name, its bylines, its addresses, its boilerplate.

A classifier of leaning that may read "CNN" or "By Marit Solberg" learns who wrote, not how.
`MaskedText` takes out, in this order:

1. records: datelines, captions, photo and wire credits, "READ MORE", sign-up lines
   (`framing.articles.clean_text`; texts that were cleaned while reading have none left);
2. URLs, bare domains, e-mail addresses, ``@handles``, "(Reuters)" and other agencies in brackets;
3. names: those given, the outlets of the training articles, the article's own outlet and byline.

Names are matched as whole words, as written or in capitals. "CNN (Web News)" also gives "CNN", and
"The Northern Herald" gives "Northern Herald". Masking never finds everything (in the AllSides
articles "CNN" remains in 2,406 of 2,905 CNN articles although the corpus was masked): only holding
out outlets shows what is left, see `framing.models.LeaveOutletsOut`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sklearn.base import BaseEstimator, TransformerMixin
from sklearn.utils.validation import check_is_fitted

from framing.articles import clean_text
from framing.articles.noise import AGENCY
from framing.models.inputs import as_articles
from framing.models.matrix import as_text_tags
from framing.types import Article

ADDRESS = re.compile(
    r"https?://\S+|www\.\S+"
    r"|[\w.+-]+@[\w-]+(?:\.[\w-]+)+"
    r"|(?<!\w)@\w{2,30}"
    r"|\b(?:[a-zA-Z0-9-]{2,40}\.){1,3}(?:com|org|net|info|news|tv|gov|edu|eu|uk|example)\b(?:/\S*)?"
    rf"|\({AGENCY}(?:/[\w .]+)?\)"
)
SHORTEST = 2
GENERIC = re.compile(
    r"\s*(?:\([^()]*\)|-\s*(?:News|Opinion|Editorial)|Online News|Online|\.com)\s*$", re.IGNORECASE
)
BY = re.compile(r"^\s*(?:by:?|from)\s+", re.IGNORECASE)
BETWEEN_NAMES = re.compile(r"\s*(?:,|;|/|&|\band\b|\bwith\b)\s*")


class MaskedText(TransformerMixin, BaseEstimator):  # type: ignore[misc]
    """Texts without the names, addresses and boilerplate that tell who printed them.

    Parameters
    ----------
    names : sequence of str
        Further names to hide: mastheads, sister titles, columnists.

    Attributes
    ----------
    names_ : tuple of str
        Names given and outlets of the training articles, sorted.

    Examples
    --------
    >>> article = Article(id="a", outlet="Courier", byline="By Ida Berg",
    ...                   text="It rained, the mayor told the Courier. Write: ida@a.example.")
    >>> MaskedText().fit_transform([article]).tolist()
    ['It rained, the mayor told the . Write: .']
    """

    def __init__(self, names: Sequence[str] = ()) -> None:
        self.names = names

    def fit(self, X: Any, y: Any = None) -> MaskedText:  # noqa: N803
        """Learn the outlets of the training articles.

        Parameters
        ----------
        X : Corpus, Annotations, or sequence of Article or str
        y : ignored
        """
        if isinstance(self.names, str):
            raise TypeError(f"names must be a sequence of names, given the one str {self.names!r}")
        outlets = {article.outlet for article in as_articles(X)} - {None}
        self.names_ = tuple(sorted({*self.names, *(str(outlet) for outlet in outlets)}))
        return self

    def transform(self, X: Any) -> NDArray[np.object_]:  # noqa: N803
        """Masked texts, an object array of ``str``."""
        check_is_fitted(self)
        shared = name_pattern(variants(self.names_))
        masked = [mask(article, shared) for article in as_articles(X)]
        out = np.empty(len(masked), dtype=object)
        out[:] = masked
        return out

    def __sklearn_tags__(self) -> Any:
        return as_text_tags(super().__sklearn_tags__())


def mask(article: Article, names: re.Pattern[str]) -> str:
    """The text of an article without records, addresses and names.

    Examples
    --------
    >>> article = Article(id="a", text="See www.courier.example, says the Courier.")
    >>> mask(article, name_pattern(["Courier"]))
    'See  says the .'
    """
    text = names.sub("", ADDRESS.sub("", clean_text(article.text).text))
    return name_pattern(own_names(article)).sub("", text)


def hidden(article: Article, names: re.Pattern[str]) -> list[str]:
    """What masking takes out of an article, and what cleaning took out while it was read.

    Examples
    --------
    >>> article = Article(id="a", text="See www.courier.example, says the Courier.")
    >>> hidden(article, name_pattern(["Courier"]))
    ['www.courier.example,', 'Courier']
    """
    cleaned = clean_text(article.text)
    records = [edit.raw_text for edit in (*article.edits, *cleaned.edits) if not edit.new_text]
    addresses = [found[0] for found in ADDRESS.finditer(cleaned.text)]
    text = ADDRESS.sub("", cleaned.text)
    shared = names.findall(text)
    own = name_pattern(own_names(article)).findall(names.sub("", text))
    return [part.strip() for part in (*records, *addresses, *shared, *own) if part.strip()]


def own_names(article: Article) -> set[str]:
    """Names of the article's own outlet and authors.

    Examples
    --------
    >>> article = Article(id="a", text="", outlet="The Herald", byline="By A. Lund and B. Moe")
    >>> sorted(own_names(article))
    ['A. Lund', 'B. Moe', 'Herald', 'The Herald']
    """
    authors = BETWEEN_NAMES.split(BY.sub("", article.byline or ""))
    whole = [author for author in authors if " " in author.strip()]
    return set(variants([article.outlet or "", *whole]))


def variants(names: Iterable[str]) -> Iterator[str]:
    """Each name, also without "The" and without what only tells editions apart."""
    for name in names:
        short = GENERIC.sub("", name).strip()
        bare = re.sub(r"^The\s+", "", short)
        yield from (form for form in (name.strip(), short, bare) if len(form) >= SHORTEST)


def name_pattern(names: Iterable[str]) -> re.Pattern[str]:
    """Whole names, longest first, as written or in capitals; matches nothing without names."""
    forms = {form for name in names for form in (name, name.upper())}
    parts = [r"\s+".join(map(re.escape, form.split())) for form in sorted(forms, key=_longest)]
    return re.compile(rf"(?<!\w)(?:{'|'.join(parts)})(?!\w)" if parts else r"(?!)")


def _longest(form: str) -> tuple[int, str]:
    return -len(form), form
