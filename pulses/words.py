"""What staff say of something, in words, for pages and files."""

from django.utils.translation import gettext as _

from pulses.perception import Leaning, Perceived


def leaning_words(leaning: Leaning) -> str:
    """The leaning in words; empty where there is nothing to compare."""
    return {
        "": "",
        "higher": _("Staff see it higher"),
        "alike": _("Much the same"),
        "lower": _("Staff see it lower"),
    }[leaning]


def drawing_words(said: Perceived) -> str:
    """What the drawing of a question shows, for who can't see it."""
    figures = {"title": said.title, "staff": said.percent, "assessed": said.assessed}
    if said.percent is None:
        return _("%(title)s: too few answers to show") % figures
    if said.assessed is None:
        return _("%(title)s: staff %(staff)s %%") % figures
    return _("%(title)s: staff %(staff)s %%, assessed %(assessed)s %%") % figures
