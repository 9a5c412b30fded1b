"""What is known of a case, in the order in which staff need it: only what there is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from chalicelib.domain.calendar import london_date
from chalicelib.domain.case import CaseFile
from chalicelib.domain.consent import Consent, ConsentState, Purpose, consent_for
from chalicelib.domain.contact import ContactRecord, record_of
from chalicelib.domain.data_rights import begun_with
from chalicelib.domain.first_contact import FirstContact, first_contact_of, passed_on_at
from chalicelib.domain.parties import COMPLAINANT, PATIENT, Channel, Party
from chalicelib.domain.policy import PolicyPack
from chalicelib.domain.representation import Standing, representation_of
from chalicelib.presentation.consent_labels import CONSENT_STATES, PURPOSES, SCOPES
from chalicelib.presentation.dates import clock_time, date_and_time, full_date, short_date
from chalicelib.presentation.details_asked import CALLED
from chalicelib.presentation.labels import CHANNELS, CONTACT_TYPES, RECEIVED_VIA
from chalicelib.presentation.labels_of_people import BASES
from chalicelib.presentation.work_labels import GRADES


@dataclass(frozen=True, slots=True)
class Fact:
    """A label and its value. `typed` marks somebody's own words: their direction, their line breaks."""

    label: str
    text: str
    typed: bool = False


ERASED = "Removed, as the person asked or the law requires"


def told(file: CaseFile, pack: PolicyPack) -> tuple[Fact, ...]:
    """What they told us, in their own words."""
    record = record_of(file.events[0])
    if record is None:
        return (Fact("What happened", ERASED),)
    return _present(
        Fact("What happened", record.what_happened, typed=True),
        Fact("When", _when(record), typed=True),
        Fact("Where", record.happened_where, typed=True),
        Fact("Who was involved", record.who_was_involved, typed=True),
        Fact("What they would like to happen", record.desired_outcome, typed=True),
        Fact("How they would like it handled", record.handling_preferences, typed=True),
        Fact("Mainly about", pack.subject_title(record.subject)),
        Fact("Service", record.service, typed=True),
        Fact("They ask for", CALLED[matter] if (matter := begun_with(file.events)) else ""),
    )


def receipt(file: CaseFile) -> tuple[Fact, ...]:
    """How and when it reached us."""
    case, first = file.case, file.events[0]
    record, received_on = record_of(first), london_date(case.received_at)
    return _present(
        Fact("Kind of contact", CONTACT_TYPES[case.contact_type]),
        Fact("Received", f"{full_date(received_on)} at {clock_time(case.received_at)}"),
        Fact("Came in", RECEIVED_VIA[record.received_via] if record else ""),
        Fact("Why it is dated earlier", record.late_reason if record else "", typed=True),
        Fact("What was done at once", record.action_taken if record else "", typed=True),
        *at_first_contact(file),
        Fact(
            "Urgent medical need, and what was done", record.urgent_action if record else "", typed=True
        ),
    )


def at_first_contact(file: CaseFile) -> tuple[Fact, ...]:
    """What whoever took it did there and then (S2-62 to S2-67); nothing where nobody took it."""
    taken = first_contact_of(file.events[0])
    if taken is None:
        return ()
    passed = passed_on_at(file.events)
    return _present(
        Fact("First view of the level", GRADES[taken.level] if taken.level else ""),
        Fact("At the first contact", _said(taken)),
        Fact("Passed to the office manager", date_and_time(passed) if passed else ""),
    )


def _said(taken: FirstContact) -> str:
    done = {
        "read back": taken.read_back,
        "said sorry": taken.said_sorry,
        "offered to ring back": taken.callback_offered,
        "offered to meet": taken.meeting_offered,
    }
    return ", ".join(words for words, is_done in done.items() if is_done).capitalize()


def _when(record: ContactRecord) -> str:
    exact = full_date(record.occurred_on) if record.occurred_on else ""
    return "\n".join(part for part in (exact, record.happened_when) if part)


_MAY_CONTACT: Mapping[bool | None, str] = {
    True: "Yes",
    False: "No: only what the law gives them in writing",
}
"""S2-75; nothing where nobody asked."""


def person(party: Party | None) -> tuple[Fact, ...]:
    """Who they are and how to reach them, and whether they may be emailed (regulation 15)."""
    if party is None:
        return (Fact("Name", ERASED),)
    return _present(
        Fact("Name", " ".join(part for part in (party.title, party.full_name) if part), typed=True),
        Fact("Born", short_date(party.born_on) if party.born_on else ""),
        Fact("How they know the patient", party.relationship, typed=True),
        Fact("What shows that they may speak", party.authority, typed=True),
        Fact("Happy to be contacted", _MAY_CONTACT.get(party.may_contact, "")),
        Fact("Preferred ways", _ways(party.channels)),
        Fact("Email", party.email),
        Fact("Agreed to email", _consent(party)),
        Fact("Mobile", phone(party.mobile)),
        Fact("Agreed to a code by text", "Yes" if party.may_text else ""),
        Fact("Landline", phone(party.landline)),
        Fact("Address", _address(party), typed=True),
        Fact("NHS number", party.nhs_number),
    )


def patient(file: CaseFile) -> tuple[Fact, ...]:
    """The patient, where somebody speaks for them, and what lets them; nothing for anybody else."""
    representation = representation_of(file.events)
    if representation.standing is not Standing.REPRESENTATIVE:
        return ()
    known = file.party(PATIENT)
    basis = BASES[representation.basis] if representation.basis else "Not known yet"
    child = "Under 18 when we received it" if representation.patient_is_child else ""
    about = person(known) if known else (Fact("Name", ERASED),)
    return _present(
        *about,
        Fact("Age", child),
        Fact("Why they may speak for them", basis),
        *_agreed_to(consent_for(COMPLAINANT, file.events)),
    )


def _agreed_to(consent: Consent | None) -> tuple[Fact, ...]:
    """What the patient said last about whoever speaks for them."""
    if consent is None:
        return (Fact("Consent", "Nobody has asked them yet"),)
    given = consent.state is ConsentState.GIVEN
    return (
        Fact("Consent", CONSENT_STATES[consent.state]),
        Fact("How much may be told", SCOPES[consent.scope] if given else ""),
        Fact("In their words", consent.limits, typed=True),
        Fact("What for", "\n".join(PURPOSES[each] for each in Purpose if each in consent.purposes)),
        Fact("Until", full_date(consent.until) if consent.until else ""),
    )


def _ways(channels: Iterable[Channel]) -> str:
    names = [CHANNELS[channel] for channel in channels]
    first, rest = names[:1], names[1:]
    return ", then ".join([*first, *(name.lower() for name in rest)])


def _consent(party: Party) -> str:
    if party.may_email:
        return "Yes"
    return "No: write, telephone or meet instead" if party.email else ""


def _address(party: Party) -> str:
    return "\n".join(part for part in (party.address, party.postcode) if part)


def phone(number: str) -> str:
    """A number of the United Kingdom as people there write it; any other as it is.

    >>> phone("+447700900123")
    '07700 900123'
    """
    if not number.startswith("+44"):
        return number
    national = f"0{number[3:]}"
    return f"{national[:5]} {national[5:]}"


def _present(*facts: Fact) -> tuple[Fact, ...]:
    return tuple(fact for fact in facts if fact.text)
