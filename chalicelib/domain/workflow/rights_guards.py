"""What must be there before something is done about a request, a data complaint or a legal hold."""

from __future__ import annotations

from collections.abc import Callable

from chalicelib.domain.case import CaseFile
from chalicelib.domain.data_rights import (
    SubjectRequest,
    Wanted,
    open_requests,
    unacknowledged,
    unanswered,
)
from chalicelib.domain.holds import WHY_KEPT, is_on_hold
from chalicelib.domain.policy import Action, Terms
from chalicelib.domain.retention import kept_until
from chalicelib.domain.surveys.asking import WayOut, leaves_by
from chalicelib.domain.workflow.rows import Guard


def _needs_a_request(fits: Callable[[SubjectRequest], bool], words: str) -> Guard:
    """A request about personal details must be open, and be at this point."""
    return Guard(lambda file, terms: "" if any(map(fits, open_requests(file.events))) else words)


def _data_complaint_waits(file: CaseFile, terms: Terms) -> str:
    waits = unacknowledged(file.events)
    return "" if waits else "No complaint about personal details waits for an acknowledgement"


def _data_complaint_is_open(file: CaseFile, terms: Terms) -> str:
    acknowledged = set(unanswered(file.events)) - set(unacknowledged(file.events))
    return "" if acknowledged else "No complaint about personal details waits for its outcome"


def _on_hold(file: CaseFile, terms: Terms) -> str:
    return "" if is_on_hold(file.events) else "The case is not on legal hold"


def _not_on_hold(file: CaseFile, terms: Terms) -> str:
    return "The case is on legal hold already" if is_on_hold(file.events) else ""


def _staff_can_stop_surveys(file: CaseFile, terms: Terms) -> str:
    offered = leaves_by(terms.pack, WayOut.STAFF)
    return "" if offered else "People say themselves that they want no surveys"


REQUEST_IS_OPEN = _needs_a_request(lambda each: True, "No request about personal details is open")
REQUEST_IS_CLEAR = _needs_a_request(
    lambda each: not each.waits, "No request about personal details could be asked back about"
)
REQUEST_WAITS = _needs_a_request(
    lambda each: each.waits, "No request about personal details waits for the person’s answer"
)
COPY_IS_ASKED_FOR = _needs_a_request(
    lambda each: each.wants is Wanted.COPY and not each.waits,
    "No request for a copy is open, or it is not clear yet who asks",
)
DATA_COMPLAINT_WAITS = Guard(_data_complaint_waits)
DATA_COMPLAINT_IS_OPEN = Guard(_data_complaint_is_open)


def _is_kept(file: CaseFile, terms: Terms) -> str:
    until = kept_until(file.clocks(terms))
    return "" if until else "Nothing says for how long the file must be kept, or it was erased"


def _may_be_erased(file: CaseFile, terms: Terms) -> str:
    return WHY_KEPT if is_on_hold(file.events) else ""


ON_HOLD = Guard(_on_hold)
IS_KEPT = Guard(_is_kept)
MAY_BE_ERASED = Guard(_may_be_erased, Action.END_HOLD)
NOT_ON_HOLD = Guard(_not_on_hold)
STAFF_CAN_STOP_SURVEYS = Guard(_staff_can_stop_surveys)
