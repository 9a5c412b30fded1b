"""What a row says of a case besides its receipt, as the domain reads it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time

from chalicelib.application.ports import Ports
from chalicelib.domain.calendar import london_instant
from chalicelib.domain.casework.bringing_in import AcknowledgedThere, EndedThere, Former
from chalicelib.domain.errors import Fault, Invalid, RuleBroken
from chalicelib.domain.identifiers import StaffId
from chalicelib.domain.issues import Outcome
from chalicelib.domain.parties import Channel
from chalicelib.domain.staff import Organisation, Staff

NOON = time(12)


def former_of(answers: Mapping[str, str], organisation: Organisation, ports: Ports) -> Former:
    """What the former system says. Raises: Invalid, RuleBroken."""
    return Former(_acknowledged(answers), _handler(answers, organisation, ports), _ended(answers))


def at_noon(day: str) -> datetime:
    """The middle of a London day: of the former system only the day is known."""
    return london_instant(date.fromisoformat(day), NOON)


def _acknowledged(answers: Mapping[str, str]) -> AcknowledgedThere | None:
    day, how = answers.get("acknowledged_at", ""), answers.get("acknowledged_how", "")
    if not day:
        return None
    if how not in set(Channel):
        raise Invalid([Fault("how", "Say in the mapping how it was acknowledged")])
    offered = [each for each in answers.get("offered", "").split(",") if each]
    if not set(offered) <= set(Channel):
        raise Invalid([Fault("offered", "Say in the mapping how a discussion was offered")])
    return AcknowledgedThere(at_noon(day), Channel(how), tuple(map(Channel, offered)))


def _handler(answers: Mapping[str, str], organisation: Organisation, ports: Ports) -> Staff | None:
    """Who has it, by sign-in name; nobody where the mapping makes a name empty: they may have left."""
    name = answers.get("handler", "")
    if not name:
        return None
    person = ports.directory.find(organisation.id, StaffId(name))
    if person is None:
        raise Invalid(
            [Fault("handler", "The handler is not among the staff: name them in the mapping")]
        )
    if not person.holds_any(ports.policies.current(organisation).pack.handler_roles()):
        raise RuleBroken(f"{person.name} has no role that handles cases")
    return person


def _ended(answers: Mapping[str, str]) -> EndedThere | None:
    day, outcome = answers.get("closed_at", ""), answers.get("outcome", "")
    if not day and not outcome:
        return None
    if not day:
        raise Invalid([Fault("closed_at", "It has an outcome and no date of its end")])
    if outcome not in set(Outcome):
        raise Invalid([Fault("outcome", "Say in the mapping which of our outcomes it had")])
    return EndedThere(at_noon(day), Outcome(outcome))
