"""What staff are asked before a copy of somebody's details is put together (UK GDPR Article 15)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from chalicelib.application.read_case import OpenFile
from chalicelib.domain.calendar import london_date
from chalicelib.domain.case import CaseFile
from chalicelib.domain.casework.copying import everybody_in
from chalicelib.domain.copies import files_to_choose
from chalicelib.domain.copy_orders import Whose, stands_as
from chalicelib.domain.data_rights import Wanted, open_requests
from chalicelib.domain.parties import COMPLAINANT, PATIENT, Party
from chalicelib.domain.policy import Action
from chalicelib.domain.stray_mail import StrayMail
from chalicelib.presentation.dates import short_date
from chalicelib.presentation.forms.form import Field, Form, Kind
from chalicelib.presentation.forms.questions import from_case
from chalicelib.presentation.typed import Choice


def _requests(opened: OpenFile) -> Iterable[tuple[str, str]]:
    asked = open_requests(opened.file.events)
    return ((each.id, f"Request {each.id}") for each in asked if each.wants is Wanted.COPY)


def _whose(opened: OpenFile) -> Iterable[tuple[str, str]]:
    """Whoever complained, the patient, or the patient's details for whoever speaks for them."""
    asker, patient = (_name(opened.file.party(each)) for each in (COMPLAINANT, PATIENT))
    return (
        (Whose.COMPLAINANT, f"{asker}: their own details"),
        (Whose.PATIENT, f"{patient}: their own details"),
        (Whose.PATIENT_THROUGH_COMPLAINANT, f"{patient}: given to {asker}, who speaks for them"),
    )


def _name(party: Party | None) -> str:
    return party.full_name if party and party.full_name else "Nobody"


def _somebody_speaks(opened: OpenFile) -> bool:
    return opened.file.party(PATIENT) is not None


def _other_cases(opened: OpenFile) -> Sequence[Choice]:
    return [_as_choice(each, opened.file) for each in opened.theirs]


def _as_choice(other: CaseFile, home: CaseFile) -> Choice:
    """The case with what shows that the person in it is the same."""
    places = {stands_as(other, home, whose) for whose in Whose} - {None}
    people = [each for each in other.parties if each.id in places]
    known = "; ".join(filter(None, (_known(each) for each in people)))
    day = short_date(london_date(other.case.received_at))
    words = f"{other.case.reference}, received on {day}"
    return Choice(other.case.number, words, hint=known)


def _known(party: Party) -> str:
    born = f"born on {short_date(party.born_on)}" if party.born_on else ""
    return ", ".join(filter(None, (party.full_name, born, party.postcode)))


def _others(opened: OpenFile) -> Iterator[tuple[str, str]]:
    for file in (opened.file, *opened.theirs):
        for code, name in everybody_in(file).items():
            yield code, f"{name}{_of(file, opened)}"


def _files(opened: OpenFile) -> Iterator[tuple[str, str]]:
    for file in (opened.file, *opened.theirs):
        for each in files_to_choose(file):
            yield each.id, f"{each.title}{_of(file, opened)}"


def _mails(opened: OpenFile) -> Sequence[Choice]:
    return [_mail_to_choose(each) for each in opened.strays]


def _mail_to_choose(mail: StrayMail) -> Choice:
    day = short_date(london_date(mail.received_at))
    where = "Put away" if mail.is_put_away else "Waits in the inbox"
    return Choice(mail.id, f"{mail.subject or 'No subject'}, received on {day}", hint=where)


def _of(file: CaseFile, opened: OpenFile) -> str:
    """Which case, where there are several."""
    return f" ({file.case.reference})" if opened.theirs else ""


ORDER_COPY = Form(
    action=Action.ORDER_COPY,
    name="copy",
    title="Put a copy of the person’s details together",
    why="It holds who they are, everything written or said in each case, and the files that you "
    "choose. Talks with staff, legal matters and other people’s details are left out and listed. Read "
    "it before you hand it over.",
    button="Put the copy together",
    done="The copy is being put together. It is under “Copies of details” in a moment",
    fields=(
        Field(
            Kind.LIST,
            "request",
            "Which request?",
            missing="Choose the request",
            choices=from_case(_requests),
        ),
        Field(
            Kind.ONE,
            "whose",
            "Whose details?",
            hint="Whoever speaks for a patient gets the patient’s details only while the patient "
            "agrees. Without that, they get what they wrote themselves.",
            missing="Choose whose details go into it",
            choices=from_case(_whose),
            asked_of=_somebody_speaks,
        ),
        Field(
            Kind.SOME,
            "cases",
            "Which of their other cases go with it?",
            hint="Tick each that is the same person’s. Two people can share a name.",
            optional=True,
            choices=_other_cases,
            asked_of=lambda opened: bool(opened.theirs),
        ),
        Field(
            Kind.SOME,
            "named",
            "Whose details may stay in it, besides the person’s own?",
            hint="The details of everybody else are taken out. Tick nobody unless they agreed, or it "
            "is fair to them.",
            optional=True,
            choices=from_case(_others),
            asked_of=lambda opened: any(_others(opened)),
        ),
        Field(
            Kind.SOME,
            "files",
            "Which files go with it?",
            hint="Only those that you have read: nothing is taken out of a file.",
            optional=True,
            choices=from_case(_files),
            asked_of=lambda opened: any(_files(opened)),
        ),
        Field(
            Kind.SOME,
            "mails",
            "Which mails from their address, that are in no case, go with it?",
            hint="Read each in the inbox first: anybody can write another’s address. What is about a "
            "complaint belongs in its case.",
            optional=True,
            choices=_mails,
            asked_of=lambda opened: bool(opened.strays),
        ),
    ),
)
