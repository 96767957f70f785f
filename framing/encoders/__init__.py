"""Shipped encoders and the small runtime that reads a text for them.

An encoder turns every word of a text into a row of label scores. Here are the parts it needs at run
time: the words it was trained on (:mod:`~framing.encoders.words`), their pieces or forms, the
windows that long texts are read in, and the session that runs the weights on a CPU. What the
scores mean is the business of the rooms above.
"""

from framing.encoders.forms import WordForms
from framing.encoders.pieces import WordPieces
from framing.encoders.windows import Window, pack_windows
from framing.encoders.words import Words, read_words

__all__ = ["Window", "WordForms", "WordPieces", "Words", "pack_windows", "read_words"]
