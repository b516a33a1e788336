"""Forms of an invitation: who is invited, and the account of whoever accepts without one."""

from typing import Any

from django import forms
from django.contrib.auth.forms import SetPasswordMixin
from django.utils.translation import gettext_lazy as _

from organisations.forms.membership import ROLES_HELP
from organisations.models import Invitation, User


class InvitationForm(forms.ModelForm[Invitation]):
    """Whom to invite, and as what."""

    class Meta:
        model = Invitation
        fields = ["email", "role"]
        widgets = {"email": forms.EmailInput(attrs={"autocomplete": "off"}), "role": forms.RadioSelect}
        help_texts = {"role": ROLES_HELP}


class AccountForm(SetPasswordMixin[User], forms.Form):
    """Name and password of somebody new; the address is the invitation's."""

    full_name = forms.CharField(
        label=_("Full name"), max_length=150, widget=forms.TextInput(attrs={"autocomplete": "name"})
    )
    password1, password2 = SetPasswordMixin.create_password_fields(label2=_("Password again"))

    def __init__(self, *args: Any, email: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = User(email=email)

    def clean(self) -> dict[str, Any]:
        """Hold the password against the rules, knowing whose it will be."""
        cleaned = super().clean() or self.cleaned_data
        self.user.full_name = cleaned.get("full_name", "")
        self.validate_passwords()
        self.validate_password_for_user(self.user)
        return cleaned
