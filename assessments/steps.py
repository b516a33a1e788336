"""The steps from state to state as a person meets them: a button, and what happens then."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from assessments.access import may
from assessments.models import Assessment, IndividualSheet
from assessments.workflow import Act

ROUTES = {
    Act.START: "assessments:assessment-start",
    Act.SUBMIT_SHEET: "assessments:sheet-submit",
    Act.CLOSE_ROUND: "assessments:round-close",
    Act.SUBMIT: "assessments:assessment-submit",
    Act.APPROVE: "assessments:assessment-approve",
    Act.RETURN: "assessments:assessment-return",
    Act.REOPEN: "assessments:assessment-reopen",
}


@dataclass(frozen=True)
class Step:
    """One step: the address of its page, the words of its button, and what happens next."""

    act: Act
    route: str
    button: str
    says: str

    @property
    def is_onward(self) -> bool:
        """Whether it is what everybody works towards, and no way out or back."""
        return self.act not in {Act.CLOSE_ROUND, Act.RETURN, Act.REOPEN}


def step_of(assessment: Assessment, act: Act) -> Step:
    """The step that this act is."""
    return Step(act, ROUTES[act], _buttons()[act], _says(assessment)[act])


def steps_of(assessment: Assessment, own_sheet: IndividualSheet | None) -> list[Step]:
    """The steps that the person whom the assessment was read for can take now, the foremost one first."""
    return [step_of(assessment, act) for act in _possible(assessment, own_sheet)]


def _possible(assessment: Assessment, own_sheet: IndividualSheet | None) -> Iterator[Act]:
    for act in ROUTES:
        if act == Act.SUBMIT_SHEET and (own_sheet is None or own_sheet.submitted_at):
            continue
        if act == Act.SUBMIT and not assessment.complete:
            continue
        if may(assessment, act):
            yield act


def _buttons() -> dict[Act, str]:
    return {
        Act.START: _("Start the scoring"),
        Act.SUBMIT_SHEET: _("Submit my sheet"),
        Act.CLOSE_ROUND: _("Close the round early"),
        Act.SUBMIT: _("Submit for review"),
        Act.APPROVE: _("Approve and freeze"),
        Act.RETURN: _("Return with comments"),
        Act.REOPEN: _("Reopen as a new revision"),
    }


def _says(assessment: Assessment) -> dict[Act, str]:
    return {
        Act.START: _says_of_start(assessment),
        Act.SUBMIT_SHEET: _(
            "Your answers are locked then. When the last sheet is in, the round ends, everybody’s sheets can be seen, "
            "and the team agrees on its answers."
        ),
        Act.CLOSE_ROUND: _(
            "The round ends then for everybody: each sheet stays as it is at that moment, finished or not, and the "
            "team agrees on its answers. That it was closed early stays written down, with your reason."
        ),
        Act.SUBMIT: _(
            "Nobody can change an answer then, until a manager approves the result or returns it. The managers are "
            "told."
        ),
        Act.APPROVE: _(
            "From the moment you approve, nobody can change an answer any more, and this result stands as it is, "
            "whatever happens to the framework or to names later. The report loses its “provisional” mark. A manager "
            "can reopen it as a new revision; this one stays as it is even then."
        ),
        Act.RETURN: _says_of_return(assessment),
        Act.REOPEN: _("The team goes on from these answers, as revision %(next)s. What was approved stays to be read.")
        % {"next": assessment.revision + 1},
    }


def _says_of_start(assessment: Assessment) -> str:
    if assessment.is_independent:
        return _(
            "Everybody gets a sheet of their own then, which nobody else sees before the round has ended. How the team "
            "scores, and the tolerance, are fixed from then on."
        )
    return _(
        "Those who are assigned can answer then, all on one sheet. How the team scores is fixed from then on; who "
        "scores what can be changed at any time."
    )


def _says_of_return(assessment: Assessment) -> str:
    if assessment.is_independent:
        return _("The leads can change the agreed answers again then; the individual sheets stay as they were.")
    return _("The team can change its answers again then, and submits it anew when it is done.")
