"""The functions of an organisation under the names that people know them by."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Function(TextChoices):
    """Who can own an action; the codes are those of content files (``frameworks.definition.FUNCTIONS``)."""

    CUSTOMER_SERVICES = "customer-services", _("Customer Services")
    SALES = "sales", _("Sales")
    MARKETING = "marketing", _("Marketing")
    OPERATIONS = "operations", _("Operations")
    PRODUCT = "product", _("Product")
    HUMAN_RESOURCES = "human-resources", _("Human Resources")
    INFORMATION_TECHNOLOGY = "information-technology", _("Information Technology")
    FINANCE = "finance", _("Finance")
    QUALITY = "quality", _("Quality")
    LEGAL = "legal", _("Legal and Compliance")
    EXECUTIVE = "executive", _("Executive")
