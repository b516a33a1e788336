"""What the reports app stores: orders, issued reports, house styles and the managers' own words."""

from reports.models.house_style import HouseStyle
from reports.models.issue import IssuedReport, TemplateEdition
from reports.models.order import ReportOrder
from reports.models.words import ReportWords

__all__ = ["HouseStyle", "IssuedReport", "ReportOrder", "ReportWords", "TemplateEdition"]
