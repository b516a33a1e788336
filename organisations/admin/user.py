"""Accounts in the administration."""

from typing import Any, ClassVar, cast

from django import forms
from django.contrib import admin
from django.contrib.admin.options import InlineModelAdmin
from django.contrib.auth.admin import UserAdmin as DjangoUserAdmin
from django.contrib.auth.forms import AdminUserCreationForm, UserChangeForm
from django.db.models import QuerySet
from django.forms import ModelForm
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from organisations.actions.accounts import is_content_editor, save_account
from organisations.admin.membership import TellsOfRemoved, UserMembershipInline
from organisations.models import User

ACCESS = ("is_active", "is_staff", "edits_content")


class AccessForm(forms.Form):
    """What an account may do in the administration: all of it, frameworks alone, or nothing."""

    is_staff = forms.BooleanField(
        label=_("Administrator"), required=False, help_text=_("May do everything in the administration.")
    )
    edits_content = forms.BooleanField(
        label=_("Content editor"),
        required=False,
        help_text=_("May edit and publish frameworks in the administration, and sees nothing else there."),
    )


class AccountForm(AccessForm, UserChangeForm[User]):
    """An account that is there."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        own = {"is_staff": self.instance.is_superuser, "edits_content": is_content_editor(self.instance)}
        self.initial = {**self.initial, **own}


class NewAccountForm(AccessForm, AdminUserCreationForm[User]):
    """A new account."""


class PartFilter(admin.SimpleListFilter):
    """Administrators, content editors, or all others."""

    title = _("part")
    parameter_name = "part"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        """The parts that people have."""
        return [("administrator", _("Administrator")), ("editor", _("Content editor")), ("none", _("Neither"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """The people with that part."""
        parts: dict[str | None, dict[str, bool]] = {
            "administrator": {"is_superuser": True},
            "editor": {"is_staff": True, "is_superuser": False},
            "none": {"is_staff": False},
        }
        return queryset.filter(**parts.get(self.value(), {}))


@admin.register(User)
class UserAdmin(TellsOfRemoved, DjangoUserAdmin[User]):
    """Accounts are switched off, never deleted: answers keep the names of those who gave them."""

    form = AccountForm
    add_form = NewAccountForm
    list_display = ("full_name", "email", "is_active", "part", "last_login")
    list_filter = ("is_active", PartFilter)
    search_fields = ("full_name", "email")
    ordering = ("full_name", "email")
    filter_horizontal = ()
    readonly_fields: ClassVar[tuple[str, ...]] = ("last_login", "date_joined")
    fieldsets = (
        (None, {"fields": ("email", "full_name", "password")}),
        (_("Access"), {"fields": ACCESS}),
        (_("Dates"), {"fields": ("last_login", "date_joined")}),
    )
    add_fieldsets = (
        (None, {"fields": ("email", "full_name", "usable_password", "password1", "password2")}),
        (_("Access"), {"fields": ("is_staff", "edits_content")}),
    )

    def get_inlines(self, request: HttpRequest, obj: User | None) -> list[type[InlineModelAdmin[Any, Any]]]:
        """Memberships, once the account exists."""
        return [UserMembershipInline] if obj else []

    def get_fieldsets(self, request: HttpRequest, obj: User | None = None) -> Any:
        """Nobody changes their own access, and so nobody locks themselves out."""
        sets = super().get_fieldsets(request, obj)
        return [one for one in sets if one[0] != _("Access")] if obj == request.user else sets

    def has_delete_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        """Never; see the class."""
        return False

    def save_model(self, request: HttpRequest, obj: User, form: ModelForm[User], change: Any) -> None:
        """Through the action, which keeps the address to sign in with in step."""
        edits_content = form.cleaned_data.get("edits_content", False)
        save_account(user=obj, by=cast("User", request.user), edits_content=edits_content)

    @admin.display(description=_("part"), ordering="is_superuser")
    def part(self, user: User) -> Any:
        """What the person may do in the administration, if anything."""
        if user.is_superuser:
            return _("Administrator")
        return _("Content editor") if user.is_staff else ""
