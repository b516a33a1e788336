"""Values that must be unique: a second one is refused beside its field, in words of its own."""

from collections import defaultdict
from collections.abc import Collection
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models


class UniqueValues(models.Model):
    """A row some of whose values nobody else may have; ``taken`` says for each what to tell who typed it again.

    Django would say it above the form, and name the fields that the form doesn't show.
    """

    taken: ClassVar[dict[str, Any]] = {}

    class Meta:
        abstract = True

    def unique_error_message(self, model_class: Any, unique_check: Any) -> ValidationError:
        """What to tell, and in ``params`` the field to tell it beside: the last of the constraint's."""
        field = unique_check[-1]
        return ValidationError(self.taken[field], code="taken", params={"beside": field})

    def validate_constraints(self, exclude: Collection[str] | None = None) -> None:
        """Raise ValidationError with each fault beside the field that it is about."""
        try:
            super().validate_constraints(exclude=set(exclude or ()))
        except ValidationError as error:
            raise ValidationError(_beside_their_fields(error)) from error


def _beside_their_fields(error: ValidationError) -> dict[str, list[ValidationError]]:
    placed: dict[str, list[ValidationError]] = defaultdict(list)
    for field, faults in error.error_dict.items():
        for fault in faults:
            placed[(fault.params or {}).get("beside", field)].append(fault)
    return dict(placed)
