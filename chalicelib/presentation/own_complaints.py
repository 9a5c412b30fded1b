"""Several complaints of one person, each by what they will know it by."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from chalicelib.application.follow_case import Followed
from chalicelib.domain.calendar import london_date
from chalicelib.presentation.dates import full_date
from chalicelib.presentation.language import Language, marked


@dataclass(frozen=True, slots=True)
class OwnComplaint:
    """One of them: its number, what it is called and when it came."""

    number: str
    reference: str
    came: str


def own_complaints(cases: Iterable[Followed], language: Language) -> tuple[OwnComplaint, ...]:
    """Their complaints, in the order in which they are given."""
    return tuple(_own_complaint(each, language) for each in cases)


def _own_complaint(followed: Followed, language: Language) -> OwnComplaint:
    case = followed.file.case
    came = language.said("We got it on {day}").format(
        day=full_date(london_date(case.received_at), language)
    )
    return OwnComplaint(str(case.number), str(case.reference), came)


REFUSED = marked("Choose the one that you want to see")
"""What the use case answers, for the catalogues."""
