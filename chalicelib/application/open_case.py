"""Somebody tells us something: it becomes a case, once, with its clocks and the mails it owes."""

from __future__ import annotations

from datetime import date

from chalicelib.application.casework import tell
from chalicelib.application.ports import NumberTaken, Ports, Received
from chalicelib.domain.alarms import Alarm
from chalicelib.domain.case import Change
from chalicelib.domain.casework import Intake, receive
from chalicelib.domain.dangers import alarm_told
from chalicelib.domain.errors import RepeatedIntake, StoreBusy, StoreContended
from chalicelib.domain.events import Actor
from chalicelib.domain.policy import Terms
from chalicelib.domain.staff import Organisation

DRAWS = 25
"""How many numbers are drawn before giving up: with nine in ten taken, 93 % find a free one."""


def open_case(
    intake: Intake,
    *,
    organisation: Organisation,
    by: Actor,
    ports: Ports,
    terms: Terms | None = None,
) -> Received:
    """The case that this contact becomes, under what is live or these terms; the same one again for a
    resend of it.

    Safe to run twice: the intake's key is written with the case, and a second time finds it.
    Source: T1, S2-43. Raises: Invalid, CalendarExhausted, StoreBusy.
    """
    try:
        live = terms or ports.policies.current(organisation)
        return _saved(_first_free(intake, organisation, by, ports, terms=live))
    except (RepeatedIntake, StoreBusy):
        # Also where no answer came: the case may have been made for all that.
        received = ports.cases.received_as(intake.key)
        if received is None:
            raise
        return received


def _first_free(
    intake: Intake, organisation: Organisation, by: Actor, ports: Ports, *, terms: Terms
) -> Change:
    occasion = ports.occasion(by)
    heard = ports.policies.alarms().heard_in(intake.record.in_their_words().values())
    raised = set() if intake.is_over else {*intake.alarms, *heard, *alarm_told(intake.record)}
    for _ in range(DRAWS):
        change = receive(
            intake,
            case_id=ports.chance.case_id(),
            number=ports.chance.case_number(),
            organisation=organisation,
            terms=terms,
            occasion=occasion,
            alarms=tuple(alarm for alarm in Alarm if alarm in raised),
        )
        try:
            ports.cases.save(change)
        except (NumberTaken, StoreContended):
            continue
        tell(change, ports)
        return change
    raise StoreBusy("No free case number was found this time")


def _saved(change: Change) -> Received:
    return Received(change.file.case.reference, acknowledge_by(change))


def acknowledge_by(change: Change) -> date | None:
    """The date promised to the person; None where nothing is promised by law (S2-1)."""
    return next((clock.due for clock in change.clocks if clock.code == "ACK"), None)
