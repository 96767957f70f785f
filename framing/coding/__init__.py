"""Validation against people: gold files, agreement, scores."""

from framing.coding.gold import as_relations, predict_gold, read_gold
from framing.coding.scoring import count_article, score_attributions

__all__ = ["as_relations", "count_article", "predict_gold", "read_gold", "score_attributions"]
