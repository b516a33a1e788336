"""The form of one's notices: which of them come by e-mail."""

from django import forms
from django.utils.translation import gettext_lazy as _

from organisations.models import User


class NoticeForm(forms.Form):
    """The choice between each, one message a day, and none."""

    notices_by_email = forms.TypedChoiceField(
        label=_("Notices by e-mail"),
        choices=User.Notices.choices,
        coerce=User.Notices,
        widget=forms.RadioSelect,
        help_text=_("Whatever you choose, every notice stands on this site, on the page of your notices."),
    )
