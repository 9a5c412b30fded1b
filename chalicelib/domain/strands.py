"""What kind of thing an event is, so that a long history can be read strand by strand."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from chalicelib.domain.events import EventType


class Strand(StrEnum):
    """One strand of a case's history. Every event belongs to one of them."""

    WORK = "work"
    CONTACT = "contact"
    NOTES = "notes"
    DATES = "dates"
    FILES = "files"


_BY_SUBJECT: Mapping[str, Strand] = {
    **dict.fromkeys(("clock", "days", "reminder"), Strand.DATES),
    **dict.fromkeys(("document", "copy"), Strand.FILES),
    **dict.fromkeys(
        ("ack", "appointment", "callback", "contact", "discussion", "identity", "mail", "message"),
        Strand.CONTACT,
    ),
    **dict.fromkeys(("person", "survey"), Strand.CONTACT),
    "note": Strand.NOTES,
}
"""By what an event's name begins with; everything else is work on the case."""

_BY_TYPE: Mapping[EventType, Strand] = {EventType.DOCUMENT_DISPATCHED: Strand.CONTACT}


def strand_of(happened: EventType) -> Strand:
    """The strand that an event belongs to.

    >>> strand_of(EventType.MESSAGE_SENT), strand_of(EventType.CASE_GRADED)
    (<Strand.CONTACT: 'contact'>, <Strand.WORK: 'work'>)
    """
    subject = happened.partition(".")[0]
    return _BY_TYPE.get(happened) or _BY_SUBJECT.get(subject, Strand.WORK)
