"""The answers of one browser so far, read once: the intake that they make, or what is still wrong."""

from __future__ import annotations

from dataclasses import dataclass

from chalicelib.application.ports import Ports, Reading
from chalicelib.domain.calendar import london_date
from chalicelib.domain.casework import Intake
from chalicelib.domain.contact import ReceivedVia
from chalicelib.domain.errors import Fault, Invalid
from chalicelib.domain.policy import Subject
from chalicelib.domain.work_addresses import employers_in
from chalicelib.entry.filling_in import first_unanswered
from chalicelib.entry.intake import read_intake
from chalicelib.presentation.asking import Step
from chalicelib.presentation.form_paths import AT_WORK, Answers
from chalicelib.presentation.language import Language
from chalicelib.presentation.questions import COMPLAINT_FORM


@dataclass(frozen=True, slots=True)
class FilledForm:
    """What was answered, and what it comes to. Without an intake there are faults, and the other way
    round.
    """

    answers: Answers
    intake: Intake | None
    faults: tuple[Fault, ...] = ()

    def faults_of(self, step: Step) -> tuple[Fault, ...]:
        """What is wrong on one page."""
        return tuple(fault for fault in self.faults if fault.field in step.fields)

    @property
    def first_unanswered(self) -> Step | None:
        """The first page that was not answered yet, or not rightly; None if all are."""
        return first_unanswered(COMPLAINT_FORM, self.answers, self.faults)


def read_form(answers: Answers, key: str, ports: Ports | Reading, language: Language) -> FilledForm:
    """These answers of the draft of this key, their faults in this language."""
    now = ports.clock.now()
    # Who changed an answer may have left others behind that nobody asks any more.
    asked = [name for step in COMPLAINT_FORM.asked(answers) for name in step.names]
    try:
        intake = read_intake(
            {name: answers.get(name, "") for name in (*asked, AT_WORK)},
            contact_type=None,
            received_via=ReceivedVia.WEB_FORM,
            received_at=now,
            key=key,
            fields=ports.fields,
            subjects=subjects_of(ports),
            today=london_date(now),
            draft=key,
            language=language,
        )
    except Invalid as invalid:
        return FilledForm(answers, None, invalid.faults)
    return FilledForm(answers, intake)


def subjects_of(ports: Ports | Reading) -> tuple[Subject, ...]:
    """What a contact can be about, as the organisation's pack lists it today."""
    return ports.policies.current(ports.policies.default_organisation()).pack.subjects


def employers_of(ports: Ports | Reading) -> tuple[str, ...]:
    """Whose people have their mail where: the organisation itself, and whom its pack names (S0-18)."""
    organisation = ports.policies.default_organisation()
    own = organisation.email.rpartition("@")[2]
    return (own, *employers_in(ports.policies.current(organisation).pack))
