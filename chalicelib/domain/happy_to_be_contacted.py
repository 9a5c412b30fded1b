"""Whether somebody is happy to be contacted about a complaint, and what goes to them all the same.

Source: S2-75: everything but the written notices that they are owed is held back.
"""

from __future__ import annotations

from chalicelib.domain.messages import MessageKind
from chalicelib.domain.parties import Party

OWED_IN_WRITING = frozenset(
    {
        MessageKind.ACKNOWLEDGEMENT,  # SI 2009/309 regulation 13(3)
        MessageKind.WRITTEN_RECORD,  # 13(2)
        MessageKind.DATE_SET,  # 13(8)
        *(MessageKind.RESPONSE, MessageKind.LATE, MessageKind.EXTENSION),  # 14(2) to 14(4)
        *(MessageKind.DECLINED, MessageKind.TRANSFERRED),  # 8(2), 6(5)
        MessageKind.CANNOT_DISCUSS,  # 5(5)
        # What was decided about them, or what we promised: they must be able to answer it.
        *(MessageKind.PLAN, MessageKind.LIMITED, MessageKind.WITHDRAWN, MessageKind.OUTCOME),
        *(MessageKind.SPLIT, MessageKind.NEXT_STAGE, MessageKind.STAGE_REPLY),
        MessageKind.CODE,  # asked for by themselves, a moment ago
        MessageKind.CONSENT_QUESTION,  # asks a patient, for whom somebody else complains
    }
)
"""What goes to whoever complained although they do not want to be contacted."""

WANTS_NONE = (
    "They are not happy to be contacted about this. Only what the law gives them in writing goes"
)


def wants_no_contact(person: Party | None) -> bool:
    """Whether they said that we should not contact them; nobody who was not asked has said so."""
    return person is not None and person.may_contact is False


def may_be_sent(kind: MessageKind, person: Party | None) -> bool:
    """Whether a message of this kind may go to this person of a case.

    >>> from chalicelib.domain.parties import COMPLAINANT
    >>> may_be_sent(MessageKind.SURVEY, Party(COMPLAINANT, "Ann", "Other", may_contact=False))
    False
    """
    return kind in OWED_IN_WRITING or not wants_no_contact(person)
