"""Who is away while a plan is carried out, in words for whoever sets its dates (S2-47)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import partial

from chalicelib.application.read_case import OpenFile
from chalicelib.domain.arrangements import Absence, Arrangements
from chalicelib.domain.identifiers import StaffId
from chalicelib.domain.investigations import involved_in
from chalicelib.domain.plans import plan_of
from chalicelib.domain.signing_off import REQUIRED, RESPONSIBLE, roles_under
from chalicelib.domain.staff import Staff
from chalicelib.presentation.dates import short_date
from chalicelib.presentation.people import people_of


def absences_ahead(opened: OpenFile) -> tuple[str, ...]:
    """Everybody whom the plan needs and who is away before its end: when, and who acts for them. Before
    there is a plan, as far as is known. Why somebody is away, nobody is told.
    """
    return tuple(_told(opened, opened.arranged))


def _told(opened: OpenFile, arranged: Mapping[StaffId, Arrangements]) -> Iterator[str]:
    plan, people = plan_of(opened.file.events), people_of(opened.staff, opened.terms.pack)
    for person in filter(partial(_is_needed, opened), opened.staff):
        ahead = arranged[person.id].absences if person.id in arranged else ()
        away = [each for each in ahead if plan is None or each.first <= plan.respond_by]
        if away:
            deputy = arranged[person.id].deputy
            acts = f"{people.handler(deputy)} acts for them" if deputy else "nobody acts for them"
            yield f"{person.name} is away {_days(away)}; {acts}"


def _is_needed(opened: OpenFile, person: Staff) -> bool:
    """Whether they have the case, or can sit on the plan or sign, or it concerns them."""
    signing = (*roles_under(opened.terms.pack, RESPONSIBLE), *roles_under(opened.terms.pack, REQUIRED))
    concerned = {each.staff for each in involved_in(opened.file.events)}
    has_it = person.id == opened.file.case.handler
    return has_it or person.id in concerned or person.holds_any(signing)


def _days(away: Iterable[Absence]) -> str:
    return " and ".join(f"from {short_date(each.first)} to {short_date(each.last)}" for each in away)
