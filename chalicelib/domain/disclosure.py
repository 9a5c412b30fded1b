"""What each message to somebody of a case tells of a patient, and whether it may go today.

Whoever speaks for a patient may be told nothing until the patient agrees (S0-7, S2-13). A kind of
message that does not stand here is held back: nobody has thought about it yet.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from enum import StrEnum

from chalicelib.domain.consent import hold_for, may_be_shared
from chalicelib.domain.contributions import contribution_called
from chalicelib.domain.events import Event
from chalicelib.domain.identifiers import PartyId
from chalicelib.domain.messages import Message, MessageKind
from chalicelib.domain.parties import PATIENT
from chalicelib.domain.policy import Terms
from chalicelib.domain.recipients import RecipientKind


class Tells(StrEnum):
    """What a message tells whoever reads it."""

    NOTHING = "nothing"
    """Nothing of a patient, not even that there is one: it goes whatever the patient said."""
    SOMETHING = "something"
    """How the case stands: it waits for consent, or for the decision in the patient's place."""
    OTHERS = "others"
    """To somebody outside the case: as far as it may be shared with other organisations."""
    THEIR_OWN = "their_own"
    """What is the patient's alone: to the patient, and to nobody else ever."""


TELLS: Mapping[MessageKind, Tells] = {
    MessageKind.RECEIPT: Tells.NOTHING,
    MessageKind.ACKNOWLEDGEMENT: Tells.NOTHING,
    MessageKind.APPOINTMENT: Tells.NOTHING,
    MessageKind.SPLIT: Tells.NOTHING,
    MessageKind.CODE: Tells.NOTHING,
    MessageKind.CANNOT_DISCUSS: Tells.NOTHING,
    MessageKind.CONSENT_QUESTION: Tells.THEIR_OWN,
    MessageKind.CONTRIBUTION_QUESTION: Tells.OTHERS,
    MessageKind.CONTRIBUTION_CODE: Tells.OTHERS,
    MessageKind.WRITTEN_TO: Tells.SOMETHING,
    MessageKind.EXTENSION: Tells.SOMETHING,
    MessageKind.RESPONSE: Tells.SOMETHING,
    MessageKind.PLAN: Tells.SOMETHING,
    MessageKind.LATE: Tells.SOMETHING,
    MessageKind.OUTCOME: Tells.SOMETHING,
    MessageKind.DECLINED: Tells.SOMETHING,
    MessageKind.TRANSFERRED: Tells.SOMETHING,
    MessageKind.WITHDRAWN: Tells.NOTHING,
    MessageKind.LIMITED: Tells.SOMETHING,
    MessageKind.DATE_SET: Tells.SOMETHING,
    MessageKind.WRITTEN_RECORD: Tells.SOMETHING,
    MessageKind.NEXT_STAGE: Tells.SOMETHING,
    MessageKind.STAGE_REPLY: Tells.SOMETHING,
    MessageKind.SURVEY: Tells.SOMETHING,
    MessageKind.SURVEY_REMINDER: Tells.SOMETHING,
}
"""One row for every kind that goes to the people of a case."""


def may_go(message: Message, events: Iterable[Event], terms: Terms, day: date) -> bool:
    """Whether a message may go on this day: to staff, to the patient, or to whom the patient allows.

    Source: S2-13, S2-25, domain.md 4.6b (read again at send time).
    """
    if message.to.kind is RecipientKind.CONTRIBUTOR:
        return _may_be_asked(message.to.id, tuple(events), day)
    if message.to.kind is not RecipientKind.PARTY or message.to.id == PATIENT:
        return True
    tells = TELLS.get(message.kind, Tells.SOMETHING)
    if tells is Tells.SOMETHING:
        return hold_for(PartyId(message.to.id), events, terms, day) is None
    return tells is Tells.NOTHING


def _may_be_asked(contribution: str, events: tuple[Event, ...], day: date) -> bool:
    asked = contribution_called(contribution, events)
    return asked is not None and (not asked.is_shared or may_be_shared(events, day))
