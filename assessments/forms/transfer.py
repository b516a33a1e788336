"""A file of answers that is sent in, and what is chosen of it."""

import re
from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assessments.items import Place
from frameworks.spreadsheet import FILE_LIMIT

CHOICE = re.compile(r"([^/=\s]{1,20})/([^/=\s]{1,20})=([0-9]{1,9})", re.ASCII)


class UploadForm(forms.Form):
    """One file; what it is, is seen from what it holds."""

    file = forms.FileField(
        label=gettext_lazy("Workbook or assessment document"),
        widget=forms.FileInput(attrs={"accept": ".xlsx,.json"}),
        error_messages={"required": gettext_lazy("Choose a file."), "empty": gettext_lazy("The file is empty.")},
    )

    def clean_file(self) -> Any:
        """Refuse what is bigger than any file that is read."""
        file = self.cleaned_data["file"]
        if file.size > FILE_LIMIT:
            words = _("The file has %(bytes)s bytes; at most %(most)s are read.")
            raise forms.ValidationError(words % {"bytes": file.size, "most": FILE_LIMIT})
        return file


def chosen_places(sent: Iterable[str]) -> dict[Place, int]:
    """The places that were ticked, each with the version that the person saw; what is no place is not looked at."""
    found = (CHOICE.fullmatch(choice) for choice in sent)
    return {(one[1], one[2]): int(one[3]) for one in found if one}
