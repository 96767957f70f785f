"""Show an article in a notebook: the same marked-up page, as what IPython displays."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from framing.articles import Corpus
from framing.notes import Annotations, annotate
from framing.notes.annotating import Method, Model
from framing.pages.article import article_html, article_page
from framing.types import Article


@dataclass(frozen=True, slots=True)
class Shown:
    """A marked-up article; notebooks display it, ``write`` saves it as a page.

    Attributes
    ----------
    notes : Annotations
        Of one article.
    """

    notes: Annotations

    def _repr_html_(self) -> str:
        return article_html(self.notes)

    def __repr__(self) -> str:
        found = self.notes.attributions.num_rows
        return f"Shown({self.notes.corpus[0].id!r}, {found} attributions; display it in a notebook)"

    def write(self, path: str | Path) -> Path:
        """Write one self-contained HTML page.

        Parameters
        ----------
        path : path

        Returns
        -------
        pathlib.Path
        """
        path = Path(path)
        path.write_bytes(article_page(self.notes).encode("utf-8", "replace"))
        return path


def show(
    article: Article | Corpus | Annotations,
    index: int = 0,
    *,
    method: Method = "model",
    model: Model = "base",
) -> Shown:
    """An article with sources, cues and contents marked.

    Parameters
    ----------
    article : Article, Corpus or Annotations
        An article is annotated first; of a corpus or annotations, ``index`` says which.
    index : int
    method, model
        How an article is annotated, see `framing.annotate`.

    Returns
    -------
    Shown
        A notebook displays it; ``show(article).write("page.html")`` saves it.

    Raises
    ------
    TypeError
        For anything else.
    IndexError
        If there is no such article.
    ValueError
        If the article is in another language than English.

    Examples
    --------
    >>> show(Article(id="a", text="It rained, the mayor said."))
    Shown('a', 1 attributions; display it in a notebook)
    """
    if isinstance(article, Annotations):
        if not -len(article) <= index < len(article):
            raise IndexError(f"article {index} of annotations of {len(article)} articles")
        place = index % len(article)
        return Shown(article.take(place, place + 1))
    one = article[index] if isinstance(article, Corpus) else article
    if not isinstance(one, Article):
        raise TypeError(
            f"show takes an Article, Corpus or Annotations, given {type(article).__name__}"
        )
    if one.lang not in (None, "en"):
        raise ValueError(
            f"article {one.id!r} is not English ({one.lang}), so nothing can be marked in it; "
            "if it is, name a column of languages when reading"
        )
    return Shown(annotate(Corpus.from_articles([one]), method=method, model=model))
