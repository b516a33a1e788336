"""The form of a membership: what the member is."""

from django import forms
from django.utils.translation import gettext_lazy as _

from organisations.models import Membership

ROLES_HELP = _(
    "An assessor scores the assessments that they are assigned to. A manager creates and assigns assessments, "
    "approves them, downloads reports and invites people."
)


class MembershipForm(forms.ModelForm[Membership]):
    """The role of a member."""

    class Meta:
        model = Membership
        fields = ["role"]
        widgets = {"role": forms.RadioSelect}
        help_texts = {"role": ROLES_HELP}
