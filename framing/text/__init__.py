"""The text floor: paragraphs, sentences, words and quotation marks, with exact offsets.

A text is read once (:func:`read_layers`); every extractor shares the result. Layers are flat arrays
over a batch of articles, not objects per word, so that counting stays in numpy.

>>> layers = read_layers(["The U.S. said \\"no\\". It left."])
>>> text = layers.texts[0]
>>> [text[a:b] for a, b in zip(*layers.sentences.of(0))]
['The U.S. said "no".', 'It left.']
"""

from framing.text.layers import Layers, Quotes, Ragged, read_layers
from framing.text.lookup import in_quotes, is_word, quote_runs, sentence_of
from framing.text.quotes import QUOTE_KINDS

__all__ = [
    "QUOTE_KINDS",
    "Layers",
    "Quotes",
    "Ragged",
    "in_quotes",
    "is_word",
    "quote_runs",
    "read_layers",
    "sentence_of",
]
