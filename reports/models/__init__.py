"""What the reports app stores: the links by which a result is shared."""

from reports.models.share import ShareLink

__all__ = ["ShareLink"]
