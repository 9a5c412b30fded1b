"""The letter on its way through its readers: who wrote it, who read it again, who approved it.

Only that it was read and approved is kept here; a change of the letter takes every approval back.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from chalicelib.domain.calls import MeetingOutcome
from chalicelib.domain.events import Event, EventType
from chalicelib.domain.history import each_of, last_of, since_last
from chalicelib.domain.identifiers import RoleCode, StaffId
from chalicelib.domain.policy import PolicyPack

REQUIRED = "signoff.required"
SIGNATORIES = "signoff.signatories"
RESPONSIBLE = "responsible_person"


@dataclass(frozen=True, slots=True)
class Submitted:
    """The letter as it was put forward, and in which roles, and by whom, it was approved since."""

    author: StaffId
    second_reader: StaffId
    approved_as: frozenset[RoleCode]
    approved_by: frozenset[StaffId]


def submitted_letter(events: Iterable[Event]) -> Submitted | None:
    """The letter that is waiting to be signed off; None where none is.

    What was approved before a meeting with the person does not count after it: the draft is looked at
    again (S2-88).
    """
    held = tuple(events)
    put = last_of(held, EventType.LETTER_SUBMITTED, EventType.LETTER_VOIDED)
    if put is None or put.type is EventType.LETTER_VOIDED:
        return None
    met = max((event.seq for event in held if _is_meeting(event)), default=0)
    since = [event for event in since_last(held, EventType.LETTER_SUBMITTED) if event.seq > met]
    approvals = each_of(since, EventType.LETTER_APPROVED)
    return Submitted(
        author=StaffId(put.facts["author"]),
        second_reader=StaffId(put.facts["second_reader"]),
        approved_as=frozenset(RoleCode(event.facts["role"]) for event in approvals),
        approved_by=frozenset(StaffId(event.by.id) for event in approvals),
    )


def _is_meeting(event: Event) -> bool:
    ended = event.type is EventType.APPOINTMENT_ENDED
    return ended and event.facts["outcome"] == MeetingOutcome.HELD


def has_part_in_letter(events: Iterable[Event], person: StaffId | None) -> bool:
    """Whether they wrote, read again or approved the letter that waits: nobody judges themselves."""
    letter = submitted_letter(events)
    if letter is None or person is None:
        return False
    return person in {letter.author, letter.second_reader, *letter.approved_by}


def roles_under(pack: PolicyPack, key: str) -> tuple[RoleCode, ...]:
    """The roles that the pack names under this key, in its order; none where it names none."""
    setting = pack.settings.get(key)
    named = setting.value if setting and isinstance(setting.value, tuple) else ()
    return tuple(RoleCode(role) for role in named)


def still_to_approve(events: Iterable[Event], pack: PolicyPack) -> tuple[RoleCode, ...]:
    """The roles whose agreement is still missing (C-7, S2-90)."""
    letter = submitted_letter(events)
    given = letter.approved_as if letter else frozenset()
    return tuple(role for role in roles_under(pack, REQUIRED) if role not in given)
