"""What must be there before a claim takes a step (domain.md 4.6): each guard says what is missing."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence

from chalicelib.domain import claims
from chalicelib.domain.admissions import to_authorise, who_can_revoke
from chalicelib.domain.case import CaseFile
from chalicelib.domain.claim_evidence import (
    is_defensible,
    may_be_defended,
    nominations_of,
    reports_of,
    without_own_expense,
)
from chalicelib.domain.claim_members import members_of
from chalicelib.domain.claim_staff import without_outcome
from chalicelib.domain.claim_standing import (
    IN_COURT,
    LIABILITY,
    OVER,
    UNDER_WAY,
    ClaimState,
    claim_state_of,
)
from chalicelib.domain.damages import damages_of, is_apportioned, routes_of
from chalicelib.domain.events import Event, EventType
from chalicelib.domain.history import last_of
from chalicelib.domain.holds import is_on_hold
from chalicelib.domain.policy import Action, Terms
from chalicelib.domain.policy_scope import has_claims
from chalicelib.domain.workflow.rows import Guard


def _asks(missing: Callable[[Sequence[Event]], str], by: Action | None = None) -> Guard:
    """A guard that reads the events of the case, where its policy knows claims at all."""
    return Guard(
        lambda file, terms: missing(file.events) if has_claims(terms.pack) else "",
        by,
    )


def _no_claim_here(file: CaseFile, terms: Terms) -> str:
    return "This case carries a claim already" if claim_state_of(file.events) else ""


def _a_claim_is_here(events: Sequence[Event]) -> str:
    return "" if claim_state_of(events) else "Open the claim first"


def _no_claim_is_open(events: Sequence[Event]) -> str:
    is_open = claim_state_of(events) not in (None, ClaimState.CLOSED)
    return (
        "It carries a claim that is open: close the claim, and the case is closed with it"
        if is_open
        else ""
    )


def _while_at(states: Collection[ClaimState], words: str, by: Action | None = None) -> Guard:
    """Nothing while the claim stands at one of these."""
    return _asks(lambda events: words if claim_state_of(events) in states else "", by)


def _everything_went_on(events: Sequence[Event]) -> str:
    left = [each.id for each in claims.to_forward(events)]
    return f"Document {' and '.join(left)} has not gone on yet with its covering letter" if left else ""


def _list_was_issued(events: Sequence[Event]) -> str:
    issued = last_of(events, EventType.CHECKLIST_ISSUED)
    return "" if issued else "The list of documents is not out yet"


def _everybody_is_covered(events: Sequence[Event]) -> str:
    left = [each.id for each in members_of(events) if each.covered is None]
    return f"Decide first about the cover of {_members(left)}" if left else ""


def _somebody_is_nominated(events: Sequence[Event]) -> str:
    return "" if nominations_of(events) else "Nominate a firm of the panel or an expert first"


def _everybody_was_heard(events: Sequence[Event]) -> str:
    members = members_of(events)
    left = [each.id for each in members if not each.was_heard] if len(members) > 1 else []
    return f"Not said yet what concerns them, or that nothing does: {_members(left)}" if left else ""


def _members(numbers: Sequence[str]) -> str:
    return ", ".join(f"member {number}" for number in numbers)


def _an_expert_reported(events: Sequence[Event]) -> str:
    return "" if reports_of(events) else "No expert has reported yet"


def _is_supported(events: Sequence[Event]) -> str:
    return (
        ""
        if is_defensible(events)
        else "No evidence supports it, or an expert’s report speaks against it"
    )


def _may_go_to_court(events: Sequence[Event]) -> str:
    if may_be_defended(events):
        return ""
    return (
        "The evidence does not support a defence. It can go to court only when each member has signed "
        f"that it may bear the costs. Not signed: {_members(without_own_expense(events))}"
    )


def _evidence_is_against_it(events: Sequence[Event]) -> str:
    against = "The evidence supports the defence: nobody has to sign for the costs"
    return against if is_defensible(events) else ""


def _routes_are_considered(events: Sequence[Event]) -> str:
    return "" if routes_of(events) else "Consider the seven ways to resolve it first"


def _something_to_authorise(events: Sequence[Event]) -> str:
    return "" if to_authorise(events) else "No admission is recommended that is not authorised"


def _something_to_revoke(events: Sequence[Event]) -> str:
    return "" if who_can_revoke(events) else "There is no authority that could be taken back"


def _something_is_authorised(events: Sequence[Event]) -> str:
    given = last_of(events, EventType.ADMISSION_AUTHORISED)
    return "" if given else "No member has authorised an admission. Silence is no authority"


def _several_members(events: Sequence[Event]) -> str:
    several = len(members_of(events)) > 1
    return "" if several else "There is one member: it bears all"


def _staff_know(events: Sequence[Event]) -> str:
    left = len(without_outcome(events))
    return f"{left} of the staff concerned have not been told how it ended" if left else ""


def _some_staff_wait(events: Sequence[Event]) -> str:
    return "" if without_outcome(events) else "Everybody of the staff concerned was told"


def _learning_is_shared(events: Sequence[Event]) -> str:
    shared = last_of(events, EventType.CLAIM_LEARNT)
    return "" if shared else "Share first what was learnt, and what the teams did about it"


def _hold_is_released(events: Sequence[Event]) -> str:
    return "The case is on legal hold: decide first to end it" if is_on_hold(events) else ""


def _shares_are_decided(events: Sequence[Event]) -> str:
    open_ = bool(damages_of(events)) and not is_apportioned(events)
    return "Decide first which member bears how much" if open_ else ""


NO_CLAIM_HERE = Guard(_no_claim_here)
A_CLAIM_IS_HERE = _asks(_a_claim_is_here, Action.OPEN_CLAIM)
NO_CLAIM_IS_OPEN = _asks(_no_claim_is_open, Action.CLOSE_CLAIM)
EVERYTHING_WENT_ON = _asks(_everything_went_on, Action.FORWARD_DOCUMENT)
LIST_WAS_ISSUED = _asks(_list_was_issued, Action.ISSUE_CHECKLIST)
EVERYBODY_IS_COVERED = _asks(_everybody_is_covered, Action.DECIDE_COVER)
SOMEBODY_IS_NOMINATED = _asks(_somebody_is_nominated, Action.NOMINATE)
EVERYBODY_WAS_HEARD = _asks(_everybody_was_heard, Action.HEAR_MEMBER)
AN_EXPERT_REPORTED = _asks(_an_expert_reported, Action.RECORD_EVIDENCE)
IS_SUPPORTED = _asks(_is_supported, Action.RECORD_EVIDENCE)
MAY_GO_TO_COURT = _asks(_may_go_to_court, Action.SIGN_OWN_EXPENSE)
EVIDENCE_IS_AGAINST_IT = _asks(_evidence_is_against_it)
ROUTES_ARE_CONSIDERED = _asks(_routes_are_considered, Action.CONSIDER_ROUTES)
SOMETHING_TO_AUTHORISE = _asks(_something_to_authorise, Action.RECOMMEND_ADMISSION)
SOMETHING_TO_REVOKE = _asks(_something_to_revoke)
SOMETHING_IS_AUTHORISED = _asks(_something_is_authorised, Action.AUTHORISE_ADMISSION)
SEVERAL_MEMBERS = _asks(_several_members)
STAFF_KNOW = _asks(_staff_know, Action.TELL_STAFF_OUTCOME)
SOME_STAFF_WAIT = _asks(_some_staff_wait)
LEARNING_IS_SHARED = _asks(_learning_is_shared, Action.SHARE_LEARNING)
HOLD_IS_RELEASED = _asks(_hold_is_released, Action.END_HOLD)
SHARES_ARE_DECIDED = _asks(_shares_are_decided, Action.APPORTION)

_EVERYWHERE = frozenset(ClaimState)
_UNCOVERED = frozenset({ClaimState.POTENTIAL, ClaimState.NOTIFIED})
_UNTOUCHED = _UNCOVERED | {ClaimState.COVER_CONFIRMED}

IS_NOTIFIED = _while_at({ClaimState.POTENTIAL}, "The scheme is not notified yet", Action.NOTIFY_CLAIM)
NOT_NOTIFIED = _while_at(_EVERYWHERE - {ClaimState.POTENTIAL}, "The scheme was notified already")
IS_COVERED = _while_at(_UNCOVERED, "No cover is confirmed yet", Action.DECIDE_COVER)
IS_BEGUN = _while_at(_UNTOUCHED, "It is not being looked into yet", Action.INVESTIGATE_CLAIM)
NOT_BEGUN = _while_at(_EVERYWHERE - _UNTOUCHED, "The claim is being looked into already")
IS_ASSESSED = _while_at(
    _UNTOUCHED | {ClaimState.INVESTIGATING},
    "The liability is not assessed yet",
    Action.ASSESS_LIABILITY,
)
IS_ABOUT_LIABILITY = _while_at(
    IN_COURT | {ClaimState.NEGOTIATING}, "It is negotiated, or in court, already"
)
IS_NEGOTIATED = _while_at(
    _UNTOUCHED | LIABILITY - {ClaimState.ADMISSION_SERVED},
    "There is no offer, and nothing is admitted yet",
    Action.RECORD_OFFER,
)
IS_UNDER_WAY = _while_at(OVER, "The claim is settled, or over")
IS_AT_ITS_END = _while_at(
    UNDER_WAY, "The claim is not settled, and not concluded yet", Action.CONCLUDE_CLAIM
)
IS_CONCLUDED = _while_at(
    UNDER_WAY | {ClaimState.SETTLED}, "The claim is not concluded yet", Action.CONCLUDE_CLAIM
)
NOT_CONCLUDED = _while_at({ClaimState.CONCLUDED, ClaimState.CLOSED}, "The claim is concluded already")
NOT_CLOSED = _while_at({ClaimState.CLOSED}, "The claim is closed")
