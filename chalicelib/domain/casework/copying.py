"""Having a copy of somebody's details put together, and opening it (domain.md 3.6)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from chalicelib.domain.calendar import london_date
from chalicelib.domain.case import CaseFile, Change
from chalicelib.domain.casework.changing import changed
from chalicelib.domain.casework.consenting import require_open, what_may_be_told
from chalicelib.domain.copies import (
    MOST_BYTES,
    NOBODY,
    Contents,
    Extent,
    LeftOut,
    called,
    contents_of,
    files_to_choose,
    others_in,
)
from chalicelib.domain.copy_orders import Copy, Whose, copies_of, copies_with, stands_as
from chalicelib.domain.data_rights import Wanted, open_requests
from chalicelib.domain.errors import ConsentMissing, Fault, Invalid, NotFound, RuleBroken
from chalicelib.domain.events import EventType, Happening, Occasion
from chalicelib.domain.mail_in import MailId
from chalicelib.domain.parties import COMPLAINANT, PATIENT
from chalicelib.domain.policy import Terms
from chalicelib.domain.reference import CaseNumber
from chalicelib.domain.representation import Standing, representation_of
from chalicelib.domain.stray_mail import StrayMail, is_from


@dataclass(frozen=True, slots=True)
class CopyOrder:
    """Which request it answers; whose details go into it (None: there is one person only); which other
    cases of that person go with it; whose details may stay in it besides; which files somebody has read
    and lets go out; and which mail goes with it that is in no case.
    """

    request: str
    whose: Whose | None = None
    cases: tuple[CaseNumber, ...] = ()
    named: tuple[str, ...] = ()
    files: tuple[str, ...] = ()
    mails: tuple[MailId, ...] = ()


def order_copy(
    file: CaseFile,
    order: CopyOrder,
    *,
    others: Sequence[CaseFile] = (),
    strays: Sequence[StrayMail] = (),
    terms: Terms,
    occasion: Occasion,
) -> Change:
    """Have the copy put together. Everybody else's details are taken out unless they may stay.

    `others` are the person's other cases that whoever orders it may read, `strays` the mails in no case
    from an address of theirs. Source: UK GDPR Article 15(3), 15(4); C-17.
    Raises: Invalid; ConsentMissing, where a patient's details would go to somebody
    who may not be told all of them today.
    """
    faults = list(_faults(file, order, others, strays))
    if faults:
        raise Invalid(faults)
    whose = order.whose or Whose.COMPLAINANT
    if whose is Whose.PATIENT_THROUGH_COMPLAINANT:
        _require_all_may_be_told(file, terms, occasion)
    facts = {
        "request": order.request,
        "whose": whose,
        "cases": list(order.cases),
        "named": list(order.named),
        "files": list(order.files),
        "mails": list(order.mails),
    }
    ordered = Happening(EventType.COPY_ORDERED, facts)
    return changed(file, [ordered], terms=terms, occasion=occasion)


def _faults(
    file: CaseFile, order: CopyOrder, others: Sequence[CaseFile], strays: Sequence[StrayMail]
) -> Iterator[Fault]:
    asked = {each.id for each in open_requests(file.events) if each.wants is Wanted.COPY}
    if order.request not in asked:
        yield Fault("request", "Choose a request for a copy")
    if order.whose is None and file.party(PATIENT):
        yield Fault("whose", "Choose whose details go into it")
        return
    whose = order.whose or Whose.COMPLAINANT
    if file.party(whose.person) is None:
        yield Fault("whose", "We hold no details of this person in this case")
        return
    theirs = [each for each in others if stands_as(each, file, whose)]
    if not {each.case.number for each in theirs}.issuperset(order.cases):
        yield Fault("cases", "Choose only cases in which this person stands")
    chosen = [file, *(each for each in theirs if each.case.number in order.cases)]
    if not {name for each in chosen for name in everybody_in(each)}.issuperset(order.named):
        yield Fault("named", "Choose people of the cases that go into it")
    if not {str(each.id) for one in chosen for each in files_to_choose(one)}.issuperset(order.files):
        yield Fault("files", "Choose files of the cases that go into it")
    if not {each.id for each in strays if is_from(each.sender, file, whose)}.issuperset(order.mails):
        yield Fault("mails", "Choose only mail from an address of this person that is in no case")


def everybody_in(file: CaseFile) -> Mapping[str, str]:
    """Everybody of whom a case speaks: their names by what an order calls them."""
    return {called(file.case.number, each.id): each.name for each in others_in(file, NOBODY)}


def _require_all_may_be_told(file: CaseFile, terms: Terms, occasion: Occasion) -> None:
    """Raises: ConsentMissing, unless the patient lets whoever speaks for them be told everything."""
    require_open(file, COMPLAINANT, terms=terms, at=occasion.at)
    limit = what_may_be_told(file, COMPLAINANT, terms=terms, day=london_date(occasion.at))
    if limit:
        raise ConsentMissing(f"{limit}. Their details cannot be given to whoever speaks for them")


def drawn_from(
    file: CaseFile, home: CaseFile, copy: Copy, *, terms: Terms, today: date, room: int = MOST_BYTES
) -> Contents | None:
    """What of a case goes into a copy, as far as it may be told today; None where the person does not
    stand in it any more. Source: S0-7, C-16, C-17.
    """
    person = stands_as(file, home, copy.whose)
    if person is None:
        return None
    is_home = file.case.number == home.case.number
    reader = copy.whose.gets_it if is_home else person
    extent = Extent(
        person=person,
        until=copy.ordered_at,
        only_own=_may_not_be_told(file, terms, today) and reader == COMPLAINANT,
        spoken_for=_speaks_for_another(file) and reader == COMPLAINANT,
        room=room,
    )
    return contents_of(file, copy, extent)


def _speaks_for_another(file: CaseFile) -> bool:
    return representation_of(file.events).standing is Standing.REPRESENTATIVE


def _may_not_be_told(file: CaseFile, terms: Terms, today: date) -> bool:
    """Whether less than all may be told to whoever speaks for the patient."""
    return bool(what_may_be_told(file, COMPLAINANT, terms=terms, day=today))


def refuse_if_shut_since(file: CaseFile, *, terms: Terms, today: date) -> None:
    """Raises: ConsentMissing, where a patient took their consent back after a copy was made that holds
    more than what whoever gets it wrote themselves. Source: S0-7, domain.md 4.6b.
    """
    if _may_not_be_told(file, terms, today):
        raise ConsentMissing(
            "The patient does not agree any more that this is told. Do not hand the copy over. Order "
            "another one, which holds only what may be told"
        )


def note_drawn(
    file: CaseFile, home: CaseFile, copy: Copy, *, terms: Terms, occasion: Occasion
) -> Change | None:
    """Note in another case that a copy holds something of it, so that erasing it finds the copy; None
    where that is noted. Safe to run twice.
    """
    if copy.id in copies_with(file.events):
        return None
    facts = {"copy": copy.id, "home": home.case.number}
    drawn = Happening(EventType.COPY_DRAWN, facts)
    return changed(file, [drawn], terms=terms, occasion=occasion)


def copy_made(
    file: CaseFile,
    copy: Copy,
    contents: Sequence[Contents],
    *,
    mails: int = 0,
    terms: Terms,
    occasion: Occasion,
) -> Change:
    """The copy is there: keep how much is in it, and how much was left out for which reason."""
    left = Counter(why for each in contents for why, _ in each.left_out)
    facts = {
        "order": copy.order,
        "cases": len(contents),
        "texts": sum(len(each.told) for each in contents),
        "files": sum(len(each.files) for each in contents),
        "mails": mails,
        "left_out": {str(why): left[why] for why in LeftOut if left[why]},
        "trusting": [each.file.case.number for each in contents if _is_trusting(each, copy)],
    }
    made = Happening(EventType.COPY_MADE, facts)
    return changed(file, [made], terms=terms, occasion=occasion)


def _is_trusting(contents: Contents, copy: Copy) -> bool:
    """Whether somebody who speaks for a patient gets more of this case than their own words."""
    to_the_patient = contents.person is not None and contents.person.id == PATIENT
    through = copy.whose is Whose.PATIENT_THROUGH_COMPLAINANT
    speaks = _speaks_for_another(contents.file) and (through or not to_the_patient)
    return speaks and not contents.only_own


def copy_to_open(file: CaseFile, copy: str) -> Copy:
    """The copy of this id. Raises: NotFound; RuleBroken while it is not there yet."""
    found = next((e for e in copies_of(file.events, file.case.number) if e.id == copy), None)
    if found is None:
        raise NotFound("There is no such copy")
    if found.made_at is None:
        raise RuleBroken("The copy is still being put together. Try again in a moment")
    return found


def open_copy(file: CaseFile, copy: str, *, terms: Terms, occasion: Occasion) -> Change:
    """Somebody opens it: recorded first. Raises: NotFound; RuleBroken while it is not there yet."""
    opened = Happening(EventType.COPY_OPENED, {"order": copy_to_open(file, copy).order})
    return changed(file, [opened], terms=terms, occasion=occasion)
