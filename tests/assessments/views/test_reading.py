"""Opening a page writes nothing, whoever opens it and whatever it shows."""

import pytest
from django.urls import reverse

from tests.assessments.views.conftest import everything_stored

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("person", ["assessor", "manager", "stranger"])
def test_reading_leaves_everything_as_it_is(signed_in, answered, organisation, request, person):
    client = signed_in(request.getfixturevalue(person))
    before = everything_stored()
    pages = [
        reverse(f"assessments:{name}", args=[answered.uuid])
        for name in ("assessment-detail", "assignment-edit", "assessment-approve")
    ]
    pages += [reverse("assessments:element-score", args=[answered.uuid, code]) for code in ("D1.1", "D3.1", "E1")]
    pages += [reverse("assessments:assessment-create", args=[organisation.slug])]
    outcomes = {client.get(page).status_code for page in pages} | {client.head(page).status_code for page in pages}
    assert outcomes == {"assessor": {200, 403}, "manager": {200}, "stranger": {404}}[person]
    assert everything_stored() == before
