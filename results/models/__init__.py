"""What the results app stores: the links by which a result is shared."""

from results.models.share import ShareLink

__all__ = ["ShareLink"]
