"""Framework content for administrators: drafts are edited here, published versions only read."""

from frameworks.admin.category import CategoryAdmin
from frameworks.admin.dimension import DimensionAdmin
from frameworks.admin.element import ElementAdmin
from frameworks.admin.framework import FrameworkAdmin
from frameworks.admin.indicator import IndicatorAdmin
from frameworks.admin.version import FrameworkVersionAdmin

__all__ = [
    "CategoryAdmin",
    "DimensionAdmin",
    "ElementAdmin",
    "FrameworkAdmin",
    "FrameworkVersionAdmin",
    "IndicatorAdmin",
]
