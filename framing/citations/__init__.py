"""Citations: what an article rests on - credits, cited media, documents and links.

`cite` finds them all; each is one `framing.types.Citation` of one of seven kinds. Records that
cleaning took out of the running text (a photo credit, a "Source:" line) are evidence of sourcing
and count like those that stand in it.
"""

from framing.citations.citing import cite

__all__ = ["cite"]
