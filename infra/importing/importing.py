"""A row of a former system becomes a case, once, with every date counted from the day it came."""

from __future__ import annotations

from dataclasses import dataclass, replace

from chalicelib.application.casework import act_for_system
from chalicelib.application.open_case import open_case
from chalicelib.application.ports import Ports
from chalicelib.domain.calendar import london_date
from chalicelib.domain.case import CaseFile, Change
from chalicelib.domain.casework import Intake, changed
from chalicelib.domain.casework.bringing_in import Former, carried_over, refuse_impossible
from chalicelib.domain.errors import CandourError, Fault, Invalid
from chalicelib.domain.events import Actor, ActorKind
from chalicelib.domain.identifiers import OrganisationId, StaffId
from chalicelib.domain.policy import Action, Terms
from chalicelib.domain.reference import Reference
from chalicelib.domain.staff import Organisation, Staff
from chalicelib.entry.recorded import Sheet, read_sheet
from infra.importing.former import at_noon, former_of
from infra.importing.mapping import FieldMapping, Row
from infra.steps import Refusal

NEEDED = (Action.OPEN_CASE, Action.ACKNOWLEDGE)
UNASKED = {"urgent_need": "no", "callback_offered": "no", "meeting_offered": "no"}
"""What our sheet asks of a call that is taken now, and nobody can be asked of one years ago."""


@dataclass(frozen=True, slots=True)
class Importer:
    """In whose name, for which organisation."""

    organisation: Organisation
    staff: Staff

    @property
    def actor(self) -> Actor:
        """As the history names them."""
        return Actor(ActorKind.STAFF, self.staff.id)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a row: a case, made now or before; or the reasons why not, a sentence each.
    `overdue` is whether its acknowledgement is late today, `ended` whether it had ended there.
    """

    row: Row
    reference: Reference | None = None
    made: bool = False
    overdue: bool = False
    ended: bool = False
    reasons: tuple[str, ...] = ()


def importer_of(mapping: FieldMapping, ports: Ports) -> Importer:
    """Raises: Refusal, where there is no such organisation or person, or they may not open cases."""
    try:
        organisation = ports.policies.organisation(OrganisationId(mapping.organisation))
    except CandourError as unknown:
        raise Refusal(f"There is no organisation {mapping.organisation}.") from unknown
    staff = ports.directory.find(organisation.id, StaffId(mapping.staff))
    may = ports.policies.current(organisation).pack.permits
    if staff is None or not all(may(staff.roles, each) for each in NEEDED):
        raise Refusal(f"{mapping.staff} is not among the staff, or may not open cases.")
    return Importer(organisation, staff)


def previewed(row: Row, importer: Importer, ports: Ports) -> Outcome:
    """What would become of a row; nothing is written."""
    try:
        intake, former = _read(row, importer, ports)
    except CandourError as refused:
        return Outcome(row, reasons=_reasons(refused))
    received = ports.cases.received_as(intake.key)
    return Outcome(row, received.reference if received else None, ended=former.ended is not None)


def imported(row: Row, importer: Importer, ports: Ports) -> Outcome:
    """Make the case of a row. Safe to run again: the number there makes one case, and an
    acknowledgement that an earlier file did not know yet is added to it.
    """
    try:
        intake, former = _read(row, importer, ports)
        before = ports.cases.received_as(intake.key)
        received = before or open_case(
            intake, organisation=importer.organisation, by=importer.actor, ports=ports
        )
        if before:
            _acknowledge_late(received.reference, former, importer, ports)
    except CandourError as refused:
        return Outcome(row, reasons=_reasons(refused))
    today = london_date(ports.clock.now())
    settled = former.acknowledged or former.ended
    late = bool(received.acknowledge_by and received.acknowledge_by < today) and not settled
    return Outcome(
        row, received.reference, made=before is None, overdue=late, ended=former.ended is not None
    )


def _read(row: Row, importer: Importer, ports: Ports) -> tuple[Intake, Former]:
    """Raises: Invalid, with every fault of the row; RuleBroken, for a handler who handles no cases."""
    faults = [Fault(name, f"{name} is not a date as the mapping says") for name in row.misread]
    if not row.number:
        faults.append(Fault("number", "It has no number of the former system"))
    if not row.answers.get("received_at"):
        faults.append(Fault("received_at", "It has no date of receipt"))
    if faults:
        raise Invalid(faults)
    answers = {
        **UNASKED,
        "late_reason": f"Brought in from the former system, where it is {row.number}",
        **row.answers,
    }
    sheet = Sheet(answers, f"import:{row.number}", True, at_noon(row.answers["received_at"]))
    intake = read_sheet(sheet, importer.staff, ports)
    former = former_of(row.answers, importer.organisation, ports)
    refuse_impossible(former, intake.record.received_at, ports.clock.now())
    key = f"import:{importer.organisation.id}:{row.number}"
    return replace(intake, key=key, brought_in=True, known=carried_over(former)), former


def _acknowledge_late(reference: Reference, former: Former, importer: Importer, ports: Ports) -> None:
    """Of a case that came in before: what the file has learnt since."""
    occasion = ports.occasion(importer.actor)
    learnt = carried_over(Former(former.acknowledged))

    def decide(file: CaseFile, terms: Terms) -> Change | None:
        if not learnt or file.case.acknowledged_at is not None or not file.case.is_open:
            return None
        return changed(file, learnt, terms=terms, occasion=occasion)

    act_for_system(reference.number, decide, ports)


def _reasons(refused: CandourError) -> tuple[str, ...]:
    if isinstance(refused, Invalid):
        return tuple(fault.message for fault in refused.faults)
    return (str(refused),)
