"""What changed between two versions of a framework: plain functions over plain values."""

from frameworks.difference.compare import difference
from frameworks.difference.out import difference_to_json
from frameworks.difference.values import Difference, Item, Moved, Piece, Reweighted, Reworded

__all__ = ["Difference", "Item", "Moved", "Piece", "Reweighted", "Reworded", "difference", "difference_to_json"]
