"""The copy of the written record that goes by itself, once a complaint is taken up (reg. 13(2))."""

from __future__ import annotations

from collections.abc import Sequence

from chalicelib.domain.calendar import london_date
from chalicelib.domain.case import CaseFile
from chalicelib.domain.casework.changing import changed
from chalicelib.domain.consent import hold_for
from chalicelib.domain.events import EventType, Happening, Occasion
from chalicelib.domain.history import each_of
from chalicelib.domain.media import Medium, media_for
from chalicelib.domain.need_to_know import circle_of
from chalicelib.domain.parties import COMPLAINANT
from chalicelib.domain.policy import Terms
from chalicelib.domain.written_record import CopyWay, is_told_by_mouth, settled_copy


def with_record_copy(
    file: CaseFile, happenings: Sequence[Happening], *, terms: Terms, occasion: Occasion
) -> list[Happening]:
    """These happenings, and the copy that is owed because of them: where they take up a complaint that
    was told to us, or open the way to somebody who waited for the patient's word.

    A person decides instead where the case is sensitive or somebody may be in danger (whoever lives
    with them may open their post) and where nothing reaches them.

    Source: SI 2009/309 regulation 13(2); T2, SC-2(b).
    """
    if not is_told_by_mouth(file) or settled_copy(file.events):
        return list(happenings)
    after = changed(file, happenings, terms=terms, occasion=occasion).file
    media = _goes_by_itself(after, terms, occasion)
    facts = {"way": CopyWay.SENT, "media": list(media)}
    copied = [Happening(EventType.RECORD_COPY_SETTLED, facts)] if media else []
    return [*happenings, *copied]


def _goes_by_itself(file: CaseFile, terms: Terms, occasion: Occasion) -> tuple[Medium, ...]:
    """Every version in which it goes; none where it does not."""
    person = file.complainant
    shut = hold_for(COMPLAINANT, file.events, terms, london_date(occasion.at))
    in_danger = each_of(file.events, EventType.ALARM_RAISED)
    decided_by_people = in_danger or circle_of(file).sensitivity(terms.pack)
    if person is None or shut or decided_by_people or file.case.acknowledged_at is None:
        return ()
    return media_for(person)
