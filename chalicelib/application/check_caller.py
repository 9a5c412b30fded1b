"""Staff check who is on the telephone, before anything is said."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from chalicelib.application.casework import act_for_system, permitted_file
from chalicelib.application.confirming import (
    Found,
    find_person,
    older_claims,
    printed_claims,
    todays_rules,
)
from chalicelib.application.limits import CHECK_CALLERS, note_failure, require_within
from chalicelib.application.ports import Ports, Reading
from chalicelib.domain.case import CaseFile, Change
from chalicelib.domain.errors import IdentityLocked
from chalicelib.domain.events import Actor, ActorKind, Occasion
from chalicelib.domain.identity.access import Asking, UnplacedCheck
from chalicelib.domain.identity.checks import (
    Check,
    CheckChannel,
    Window,
    locked_until,
    record_check,
    window_of,
)
from chalicelib.domain.identity.engine import Claim, Rules, Verdict, verdict
from chalicelib.domain.investigations import subjects_of
from chalicelib.domain.parties import Party
from chalicelib.domain.policy import Action, Terms
from chalicelib.domain.reference import Reference
from chalicelib.domain.staff import Staff

REFUSED_AFTER = timedelta(milliseconds=600)
"""When a refusal is answered: later than any way to one takes, so that none tells which it was. A pass
is answered at once: it says by itself that it is one. Source: S0-6, constant text and time.
"""


@dataclass(frozen=True, slots=True)
class Called:
    """What somebody on the telephone, or at the desk, says of themselves."""

    channel: CheckChannel
    claims: tuple[Claim, ...]
    reference: Reference | None


@dataclass(frozen=True, slots=True)
class Answer:
    """Passed or not, and what may be asked next; after a pass, which case it is."""

    verdict: Verdict
    reference: Reference | None = None


@dataclass(frozen=True, slots=True)
class OpenWindow:
    """Whom one member of staff may tell about which case, until when."""

    file: CaseFile
    person: Party | None
    window: Window


def check_caller(called: Called, staff: Staff, ports: Ports) -> Answer:
    """Confirm the caller or not. Every check is kept: with the case, or with the organisation where it
    fits no case, so that both are one write. Whatever was wrong, the refusal takes equally long.

    Source: S0-1 to S0-6, S0-11. Raises: IdentityLocked, TooManyTries, PolicyUnknown, StoreBusy.
    """
    begun, passed = ports.identity.pace.begun(), False
    try:
        answer = _checked(called, staff, ports)
        passed = answer.verdict.passed
    finally:
        if not passed:
            ports.identity.pace.wait(begun, REFUSED_AFTER)
    return answer


def _checked(called: Called, staff: Staff, ports: Ports) -> Answer:
    require_within(CHECK_CALLERS, staff.id, ports)
    rules, prints = todays_rules(staff.organisation, ports), ports.identity.prints
    asking = Asking(
        key="",
        organisation=staff.organisation,
        asked_at=ports.clock.now(),
        claims=printed_claims(called.claims, staff.organisation, prints),
        number=called.reference.number if called.reference else None,
        older=older_claims(called.claims, staff.organisation, prints),
    )
    check = Check(called.channel, asking.claims)
    found = _unless_about(staff, find_person(asking, check, rules, ports))
    _keep(found, check, staff, rules, ports)
    passed = found is not None and found.party is not None
    answer = verdict(passed=passed, claims=called.claims, rules=check.rules(rules))
    return Answer(answer, found.file.case.reference if found and passed else None)


def _unless_about(staff: Staff, found: Found | None) -> Found | None:
    """Whoever a case is about confirms nobody for it, and learns of no case (domain.md 4.2): for them
    the check fits none, in the same words as ever.
    """
    about_them = found is not None and staff.id in subjects_of(found.file.events)
    return None if about_them else found


def _keep(found: Found | None, check: Check, staff: Staff, rules: Rules, ports: Ports) -> None:
    if found is None or found.party is None:
        note_failure(ports)
    occasion = ports.occasion(_by(staff))
    if found is None:
        ports.identity.doorkeeper.keep_unplaced(_unplaced(check, staff, occasion))
        return

    def decide(file: CaseFile, terms: Terms) -> Change:
        _refuse_if_locked(file, occasion.at)
        return record_check(file, check, found.party, rules=rules, terms=terms, occasion=occasion)

    act_for_system(found.file.case.number, decide, ports)


def _unplaced(check: Check, staff: Staff, occasion: Occasion) -> UnplacedCheck:
    return UnplacedCheck(
        id=occasion.nonce,
        organisation=staff.organisation,
        by=occasion.by,
        at=occasion.at,
        channel=check.channel,
        items=tuple(sorted({claim.item for claim in check.claims})),
    )


def _refuse_if_locked(file: CaseFile, now: datetime) -> None:
    until = locked_until(file.events, now)
    if until is not None:
        raise IdentityLocked(until)


def _by(staff: Staff) -> Actor:
    return Actor(ActorKind.STAFF, staff.id)


def open_window(reference: Reference, staff: Staff, reading: Reading) -> OpenWindow | None:
    """The window that this member of staff has open on a case; None where there is none.

    Raises: NotFound, NotAllowed.
    """
    file, _ = permitted_file(
        reference, staff, Action.CHECK_CALLER, cases=reading.cases, policies=reading.policies
    )
    window = window_of(file.events, _by(staff), reading.clock.now())
    return OpenWindow(file, file.party(window.party), window) if window else None
