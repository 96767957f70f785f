"""The marked-up article: every character there once, safe, self-contained."""

import re
from html import unescape
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from framing.articles import Corpus
from framing.notes import annotate
from framing.pages import article_page, show
from framing.pages.markup import Mark, cut
from framing.types import Article

TEXT = (
    'It rained, the mayor said. "We tried," she added, "and failed."\n\n'
    "Critics claimed it was late."
)


@st.composite
def marked(draw):
    text = draw(st.text(max_size=60))
    edge = st.integers(0, len(text))
    marks = [
        Mark(*sorted((draw(edge), draw(edge))), kind, number)
        for number in range(draw(st.integers(0, 6)))
        for kind in ("source", "content")
    ]
    return text, marks


@settings(max_examples=50, deadline=None)
@given(marked())
def test_pieces_joined_are_the_text_and_carry_exactly_their_marks(case):
    text, marks = case
    pieces = cut(text, marks)
    assert "".join(piece.text for piece in pieces) == text
    for piece in pieces:
        for position in range(piece.start, piece.start + len(piece.text)):
            covering = {m for m in marks if m.start <= position < m.end}
            assert set(piece.marks) == covering


def test_a_mark_outside_the_text_is_refused():
    with pytest.raises(ValueError, match=r"mark \[0, 9\] lies outside the text of 3 characters"):
        cut("abc", [Mark(0, 9, "cue", 1)])


class Tags(HTMLParser):
    """Checks that tags close in order."""

    def __init__(self):
        super().__init__()
        self.open, self.bad = [], []

    def handle_starttag(self, tag, attrs):
        if tag not in ("meta", "br"):
            self.open.append(tag)

    def handle_endtag(self, tag):
        if not self.open or self.open.pop() != tag:
            self.bad.append(tag)


def page_of(text, **fields):
    return article_page(annotate(Corpus.from_articles([Article(id="a", text=text, **fields)])))


def running_text(page):
    paragraphs = re.findall(r'<p class="text">(.*?)</p>', page, re.DOTALL)
    bare = [re.sub(r"<sup>.*?</sup>", "", p) for p in paragraphs]
    return [unescape(re.sub(r"<[^>]+>", "", p)) for p in bare]


def test_page_is_well_formed_self_contained_and_shows_the_whole_text():
    page = page_of(TEXT, title="Rain & <storm>", outlet="courier")
    tags = Tags()
    tags.feed(page)
    assert tags.open == []
    assert tags.bad == []
    assert running_text(page) == [p for p in TEXT.split("\n") if p]
    assert "Rain &amp; &lt;storm&gt;" in page
    assert "http" not in page
    assert "<script" not in page
    assert 'class="cue"' in page
    assert "distancing" in page


def test_hostile_text_is_escaped():
    page = page_of('<script>alert(1)</script> & "quotes" \' said <b>Kroon</b>. ' + "x" * 300)
    assert "<script" not in page
    assert "&lt;script&gt;" in page


def test_show_takes_articles_corpora_and_notes():
    article = Article(id="a", text=TEXT)
    corpus = Corpus.from_articles([Article(id="z", text="Nothing."), article])
    assert show(article)._repr_html_() == show(corpus, 1)._repr_html_()
    assert show(annotate(corpus), -1)._repr_html_() == show(article)._repr_html_()
    with pytest.raises(TypeError, match="show takes an Article, Corpus or Annotations, given str"):
        show("text")
    with pytest.raises(IndexError):
        show(corpus, 2)


def test_show_writes_a_page(tmp_path):
    path = show(Article(id="a", text=TEXT)).write(tmp_path / "a.html")
    assert path.read_text("utf-8").startswith("<!DOCTYPE html>")
