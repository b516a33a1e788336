"""What the items of an element are called."""

from django.utils.translation import gettext as _

from assessments.items import Item


def item_title(item: str) -> str:
    """An item as a heading beside its element's code."""
    if item.isdecimal():
        return _("Indicator %(number)s") % {"number": item}
    return {
        Item.OBJECTIVE: _("Statement of objective"),
        Item.CONFIDENCE: _("Support"),
        Item.COMMENT: _("Comment"),
        Item.SCOPE: _("Scope"),
    }[item]
