"""How an organisation's documents look: logo, two colours, lines of its own, paper."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from organisations.models import Organisation
from reports.kinds import Paper
from reports.style import ACCENT, PRIMARY, Style


class HouseStyle(models.Model):
    """One organisation's style, written by ``reports.actions.house_styles`` alone; none is the product's own look.

    ``logo`` is a PNG that was written anew from what was uploaded. ``version`` counts the changes.
    """

    organisation = models.OneToOneField(Organisation, on_delete=models.CASCADE, related_name="house_style")
    primary = models.CharField(_("main colour"), max_length=7, default=PRIMARY)
    accent = models.CharField(_("second colour"), max_length=7, default=ACCENT)
    cover_line = models.CharField(_("line on the cover"), max_length=120, blank=True)
    footer = models.CharField(_("line at the foot of each page"), max_length=120, blank=True)
    paper = models.CharField(_("paper"), max_length=10, choices=Paper, default=Paper.A4)
    logo = models.BinaryField(_("logo"), default=b"", editable=False)
    logo_width = models.PositiveIntegerField(default=0, editable=False)
    logo_height = models.PositiveIntegerField(default=0, editable=False)
    version = models.PositiveIntegerField(default=0)
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    changed_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("house style")
        verbose_name_plural = _("house styles")

    def __str__(self) -> str:
        return str(self.organisation)

    def style(self) -> Style:
        """As plain values."""
        return Style(
            primary=self.primary,
            accent=self.accent,
            cover_line=self.cover_line,
            footer=self.footer,
            paper=Paper(self.paper),
            logo=bytes(self.logo),
            logo_width=self.logo_width,
            logo_height=self.logo_height,
        )
