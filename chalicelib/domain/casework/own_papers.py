"""What staff do with what they were given of a complaint that concerns them: open it, and comment."""

from __future__ import annotations

from chalicelib.domain.case import CaseFile, Change
from chalicelib.domain.casework.changing import changed, not_too_long
from chalicelib.domain.errors import Fault, Invalid, NotFound, RuleBroken
from chalicelib.domain.events import EventType, Happening, Occasion
from chalicelib.domain.identifiers import StaffId
from chalicelib.domain.investigations import involved_in
from chalicelib.domain.policy import Terms
from chalicelib.domain.staff_papers import Paper, PaperOf, papers_for
from chalicelib.domain.states import BEFORE_RESPONSE


def open_paper(
    file: CaseFile, reader: StaffId, told: int, *, terms: Terms, occasion: Occasion
) -> Change | None:
    """They open it themselves: they have seen the complaint and our offer of support, or what was
    found. Opened once more it is the same (None).

    Source: S2-33 (before an interview), S2-86. Raises: NotFound, for what is not theirs.
    """
    paper = _theirs(file, reader, told)
    if paper.is_open:
        return None
    facts = {"person": paper.person.id, "happened_at": occasion.at.isoformat(), "told": told}
    if paper.what is PaperOf.COMPLAINT:
        kinds = (EventType.STAFF_LETTER_SHOWN, EventType.STAFF_SUPPORT_OFFERED)
        happenings = [Happening(kind, facts) for kind in kinds]
    else:
        happenings = [_findings_seen(file, paper)]
    return changed(file, happenings, terms=terms, occasion=occasion)


def _findings_seen(file: CaseFile, paper: Paper) -> Happening:
    me = paper.person.id
    left = [each for each in involved_in(file.events) if not each.has_seen and each.id != me]
    return Happening(EventType.DRAFT_SHARED, {"with": [me], "everybody": not left, "told": paper.told})


def comment(
    file: CaseFile, reader: StaffId, told: int, text: str, *, terms: Terms, occasion: Occasion
) -> Change:
    """Keep what they say to what was found; whoever has the case hears of it. Their day may be over:
    what comes before our response is heard all the same.

    Source: S2-86, T7. Raises: NotFound, Invalid, RuleBroken.
    """
    paper = _theirs(file, reader, told)
    if paper.what is not PaperOf.FINDINGS or not paper.is_open:
        raise RuleBroken("Open what was found first, then comment on it")
    if file.case.state not in BEFORE_RESPONSE:
        raise RuleBroken("Our response has gone, or the case is at an end. Speak with its handler")
    if not text.strip():
        raise Invalid([Fault("text", "Write your comment")])
    not_too_long("text", text)
    facts = {"person": paper.person.id, "told": told}
    commented = Happening(EventType.STAFF_COMMENTED, facts, {"text": text})
    return changed(file, [commented], terms=terms, occasion=occasion)


def _theirs(file: CaseFile, reader: StaffId, told: int) -> Paper:
    papers = papers_for(file.events, reader)
    found = next((each for each in papers if each.told == told), None)
    if found is None:
        raise NotFound("There is nothing for you to read here")
    return found
