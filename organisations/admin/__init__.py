"""Accounts, organisations, memberships and invitations for administrators; nothing of any assessment."""

from allauth.account.admin import EmailAddressAdmin
from allauth.account.models import EmailAddress
from django.contrib import admin
from django.contrib.auth.admin import GroupAdmin
from django.contrib.auth.models import Group

from organisations.admin.invitation import InvitationAdmin
from organisations.admin.membership import MembershipAdmin
from organisations.admin.organisation import OrganisationAdmin
from organisations.admin.user import UserAdmin

__all__ = ["EmailAddressAdmin", "GroupAdmin", "InvitationAdmin", "MembershipAdmin", "OrganisationAdmin", "UserAdmin"]

# Their modules are imported above so that they have registered before they are taken out again.
admin.site.unregister(EmailAddress)  # an account has one address, changed with the account
admin.site.unregister(Group)  # there is one kind of administrator
