"""What a manager agrees to in the organisation's name; with every change of a sentence the number goes up by one."""

from typing import Final

from django.utils.translation import gettext_lazy as _

NUMBER: Final = 2
SENTENCES: Final = (
    _("Once a quarter, the percentages of your newest approved assessment of the whole organisation go into figures."),
    _("Only figures about groups are kept and shown: how all, a sector, a region or a size stand. Never yours alone."),
    _("A group has at least five organisations, and so has whatever is left by taking one group from another."),
    _("Nobody outside your organisation learns that you take part, what you scored, or what you answered."),
    _("Members of your organisation see the figures as soon as your own are among them; whoever gives none gets none."),
    _("You can leave whenever you like. Your data is not read again; figures already published stay as they are."),
)
