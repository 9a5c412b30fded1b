"""What each event makes of a case: the fold of a history."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import replace
from functools import reduce

from chalicelib.domain.case import Case
from chalicelib.domain.contact import ContactType
from chalicelib.domain.events import Event, EventType, Head
from chalicelib.domain.identifiers import OrganisationId, StaffId, TeamCode
from chalicelib.domain.policy import PolicyRef
from chalicelib.domain.reference import CaseNumber
from chalicelib.domain.states import BEFORE_RESPONSE, State


def first_state(contact_type: ContactType) -> State:
    """Where a new case begins: only a complaint is acknowledged by law (S2-1)."""
    return State.RECEIVED if contact_type is ContactType.COMPLAINT else State.LOGGED


def begun(event: Event) -> Case:
    """The case that a `case.received` event begins."""
    facts = event.facts
    contact_type = ContactType(facts["contact_type"])
    return Case(
        id=event.case_id,
        number=CaseNumber(facts["number"]),
        organisation=OrganisationId(facts["organisation"]),
        team=TeamCode(facts["team"]),
        contact_type=contact_type,
        subject=facts["subject"],
        state=first_state(contact_type),
        received_at=event.happened_at,
        policy=PolicyRef(facts["policy"], facts["policy_version"]),
        calendar_version=facts["calendar_version"],
        initials=(facts["initials"],),
    )


def _ack_sent(case: Case, event: Event) -> Case:
    return _acknowledged_if_whole(replace(case, acknowledged_at=event.happened_at))


def _discussion_offered(case: Case, event: Event) -> Case:
    return _acknowledged_if_whole(replace(case, discussion_offered_at=event.happened_at))


def _ack_undelivered(case: Case, event: Event) -> Case:
    # A bounce may come when the work is far ahead: the duty stands again, the work stays done.
    before = State.RECEIVED if case.state is State.ACKNOWLEDGED else case.state
    return replace(case, acknowledged_at=None, state=before)


def _acknowledged_if_whole(case: Case) -> Case:
    # S2-19: an acknowledgement without the offer to discuss leaves the duty standing.
    return _from(case, {State.RECEIVED}, State.ACKNOWLEDGED) if case.is_acknowledged else case


def _from(case: Case, states: Collection[State], to: State) -> Case:
    """The case in another state, if it is in one of these; as it is, if it is not."""
    return replace(case, state=to) if case.state in states else case


def _promoted(case: Case, event: Event) -> Case:
    # The clock promotes too, and asks nobody: a medical need still comes first (S2-65).
    urgent = case.state is State.URGENT_HOLD
    state = State.URGENT_HOLD if urgent else State.RECEIVED
    return replace(case, contact_type=ContactType.COMPLAINT, state=state)


def _urgent_met(case: Case, event: Event) -> Case:
    complaint = case.contact_type is ContactType.COMPLAINT
    return replace(case, state=State.RECEIVED if complaint else State.LOGGED)


def _callback_agreed(case: Case, event: Event) -> Case:
    return _from(case, {State.LOGGED, State.WITH_OFFICE_MANAGER}, State.CALLBACK_AGREED)


def _plan_accepted(case: Case, event: Event) -> Case:
    # A new version of the plan, agreed while the investigation runs, does not begin it anew.
    return _from(case, {State.ASSESSED}, State.PLAN_AGREED)


def _draft_shared(case: Case, event: Event) -> Case:
    everybody = event.facts["everybody"]
    return _from(case, {State.FINDINGS_DRAFTED}, State.SHARED_WITH_STAFF) if everybody else case


def _response_sent(case: Case, event: Event) -> Case:
    return replace(case, state=State.ACTIONS_OPEN if event.facts.get("actions") else State.RESPONDED)


def _stage_replied(case: Case, event: Event) -> Case:
    # A concern that was answered stays one until somebody settles it.
    answers = event.facts["answers"]
    return _from(case, BEFORE_RESPONSE, State.RESPONDED) if answers else case


def _action_set(case: Case, event: Event) -> Case:
    return _from(case, {State.RESPONDED}, State.ACTIONS_OPEN)


def _handler_assigned(case: Case, event: Event) -> Case:
    initials = event.facts["initials"]
    known = tuple(old for old in case.initials if old != initials)
    return replace(
        case,
        handler=StaffId(event.facts["handler"]),
        team=TeamCode(event.facts["team"]),
        initials=(*known, initials),
    )


def _deed_undone(case: Case, event: Event) -> Case:
    # What was undone is no part of the fold. Somebody may have written down the initials of a moment.
    return replace(case, initials=(*event.facts["initials"], *case.initials))


_EFFECTS: Mapping[EventType, Callable[[Case, Event], Case]] = {
    EventType.ACK_SENT: _ack_sent,
    EventType.ACK_UNDELIVERED: _ack_undelivered,
    EventType.DISCUSSION_OFFERED: _discussion_offered,
    EventType.HANDLER_ASSIGNED: _handler_assigned,
    EventType.DEED_UNDONE: _deed_undone,
    EventType.CONCERN_PROMOTED: _promoted,
    EventType.URGENT_MET: _urgent_met,
    EventType.CALLBACK_AGREED: _callback_agreed,
    EventType.PLAN_ACCEPTED: _plan_accepted,
    EventType.DRAFT_SHARED: _draft_shared,
    EventType.RESPONSE_SENT: _response_sent,
    EventType.STAGE_REPLIED: _stage_replied,
    EventType.ACTION_SET: _action_set,
}
"""What an event changes of the case itself; any other only lengthens its history."""

_LEADS_TO: Mapping[EventType, State] = {
    EventType.URGENT_RAISED: State.URGENT_HOLD,
    EventType.CONTACT_PASSED_ON: State.WITH_OFFICE_MANAGER,
    EventType.CONCERN_RESOLVED: State.RESOLVED_INFORMALLY,
    EventType.CASE_ASSESSED: State.ASSESSED,
    EventType.INVESTIGATION_BEGUN: State.INVESTIGATING,
    EventType.FINDINGS_DRAFTED: State.FINDINGS_DRAFTED,
    EventType.LETTER_SUBMITTED: State.AWAITING_SIGNOFF,
    EventType.LETTER_VOIDED: State.SHARED_WITH_STAFF,
    EventType.CASE_CLOSED: State.CLOSED,
    EventType.CASE_REOPENED: State.REOPENED,
    EventType.OMBUDSMAN_INVOLVED: State.ON_OMBUDSMAN,
    EventType.CASE_DECLINED: State.DECLINED,
    EventType.CASE_WITHDRAWN: State.WITHDRAWN,
    EventType.CASE_TRANSFERRED: State.TRANSFERRED,
}
"""The events after which a case is in another state, whatever it was in (4.3, 4.4)."""


def evolve(case: Case | None, event: Event) -> Case:
    """The case after one more event."""
    after = begun(event) if case is None else _EFFECTS.get(event.type, _led_on)(case, event)
    return replace(after, head=Head(event.seq, event.hash))


def _led_on(case: Case, event: Event) -> Case:
    return replace(case, state=_LEADS_TO.get(event.type, case.state))


def fold(events: Iterable[Event]) -> Case:
    """The case that a whole history makes."""
    case = reduce(evolve, events, None)
    assert case is not None, "a case has at least the event that began it"
    return case
