"""Editions of the templates: one for each release, and what was kept of it is what a report is set with."""

import pytest

from press.manuscript import Manuscript
from press.press import STYLE_SHEETS
from reports.editions import brought_up, edition_now, engine_now, set_with
from reports.models import TemplateEdition
from tests.reports.issuing import issue_row

KEPT = TemplateEdition(styles={"css/a.css": "a {}", "css/b.css": "b {}", "css/c.css": "c {}"})


def test_a_manuscript_is_set_with_the_kept_styles_that_it_names_in_their_order_before_its_own():
    page = Manuscript("<p>x</p>", ("css/b.css", "css/a.css"), styles="own {}")
    assert set_with(page, KEPT) == Manuscript("<p>x</p>", (), styles="b {}\na {}\nown {}")


def test_a_release_has_one_edition_however_often_it_is_asked_for(db):
    first = edition_now()
    assert edition_now() == first
    assert (first.number, set(first.styles), first.engine) == (1, set(STYLE_SHEETS), engine_now())
    rooms = {name.split("/")[0] for name in first.templates}
    assert rooms == {"reports", "charts", "_components"}


def test_what_changes_makes_the_next_edition_and_what_was_is_found_again(db):
    first = edition_now()
    TemplateEdition.objects.filter(pk=first.pk).update(digest="e" * 64, number=41)
    second = edition_now()
    assert (second.number, second.digest) == (42, first.digest)


@pytest.mark.parametrize("made", [True, False])
def test_an_issue_keeps_its_edition_once_its_file_is_made(made, assessment, manager):
    issue = issue_row(assessment, manager, file_hash="ab" * 32 if made else "")
    older = issue.edition
    assert (brought_up(issue).edition == older) is made
    issue.refresh_from_db()
    assert (issue.edition == older) is made
