"""Pages for readers: the marked-up article as one self-contained HTML file."""

from framing.pages.article import article_html, article_page
from framing.pages.showing import Shown, show

__all__ = ["Shown", "article_html", "article_page", "show"]
