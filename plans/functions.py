"""The functions of an organisation that can own an action."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Function(TextChoices):
    """Who of the organisation sees to it; the codes are those that the frameworks' guides suggest."""

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
