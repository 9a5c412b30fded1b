"""Staff whom a complaint concerns are told in writing: about what, and what was found (T5, T7)."""

from __future__ import annotations

from dataclasses import dataclass

from chalicelib.domain.calendar import london_date
from chalicelib.domain.case import CaseFile, Change
from chalicelib.domain.casework.changing import changed, not_too_long
from chalicelib.domain.casework.investigating import require_person
from chalicelib.domain.errors import Fault, Invalid
from chalicelib.domain.events import EventType, Happening, Occasion
from chalicelib.domain.investigations import Involved, involved_in
from chalicelib.domain.letters.kept import without_names
from chalicelib.domain.need_to_know import circle_of
from chalicelib.domain.parties import COMPLAINANT, PATIENT
from chalicelib.domain.policy import Terms
from chalicelib.domain.staff_papers import COMMENT_DAYS, PaperOf


@dataclass(frozen=True, slots=True)
class StaffPaper:
    """Who is told, in which words, and why they may know it now."""

    person: str
    words: str
    reason: str = ""


def tell_staff(file: CaseFile, paper: StaffPaper, *, terms: Terms, occasion: Occasion) -> Change:
    """Give somebody the words about them, and our offer of support. Whoever decides it says why now,
    where a warning could do harm: safeguarding, fraud, a case that is kept to few.

    Source: T5, S2-31, S2-33. Raises: Invalid.
    """
    told = _told(file, paper, {"what": PaperOf.COMPLAINT}, terms)
    return changed(file, [told], terms=terms, occasion=occasion)


def show_findings(file: CaseFile, paper: StaffPaper, *, terms: Terms, occasion: Occasion) -> Change:
    """Give somebody what was found of their part, and a day for their comment.

    Source: T7, S2-86. Raises: Invalid.
    """
    facts: dict[str, object] = {"what": PaperOf.FINDINGS}
    setting = terms.pack.settings.get(COMMENT_DAYS)
    if setting:
        today, days = london_date(occasion.at), int(str(setting.value))
        facts["reply_by"] = terms.calendar.add_working_days(today, days).isoformat()
    told = _told(file, paper, facts, terms)
    return changed(file, [told], terms=terms, occasion=occasion)


def _told(file: CaseFile, paper: StaffPaper, facts: dict[str, object], terms: Terms) -> Happening:
    person = require_person(file, paper.person)
    not_too_long("words", paper.words)
    not_too_long("reason", paper.reason)
    if circle_of(file).sensitivity(terms.pack) and not paper.reason.strip():
        raise Invalid([Fault("reason", "Say why they may know now: this case is sensitive")])
    about = {"person": person.id, "staff": person.staff or "", **facts}
    sealed = {"words": without_names(paper.words, _others(file, person))}
    if paper.reason.strip():
        sealed["why_now"] = paper.reason
    return Happening(EventType.STAFF_TOLD, about, sealed)


def _others(file: CaseFile, person: Involved) -> tuple[str, ...]:
    """Whose names they do not need: all but their own, the patient’s and whoever complained (C-23)."""
    parties = (each.full_name for each in file.parties if each.id not in (COMPLAINANT, PATIENT))
    colleagues = (each.name for each in involved_in(file.events) if each.id != person.id)
    return (*parties, *colleagues)
