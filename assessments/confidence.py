"""How well answers are supported: the grades of evidence confidence, and how many points rest on each."""

from django.utils.translation import gettext as _


def grade_titles() -> dict[str, str]:
    """The grades by their stored value with what they are called, the weakest first; ``""`` for none."""
    return {"": _("None"), "stated": _("Stated"), "documented": _("Documented"), "verified": _("Verified")}
