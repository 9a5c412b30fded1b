"""A contact becomes a case."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from chalicelib.domain.alarms import Alarm
from chalicelib.domain.case import CaseFile, Change
from chalicelib.domain.casework.changing import audience_of, not_in_the_future
from chalicelib.domain.contact import BROUGHT_IN, ContactRecord, represented
from chalicelib.domain.dangers import alarm_raised, held_for_help
from chalicelib.domain.data_rights import DataMatter, first_of_case
from chalicelib.domain.documents.happenings import happenings_of
from chalicelib.domain.documents.uploads import Upload
from chalicelib.domain.events import NO_EVENTS, EventType, Happening, Occasion, link
from chalicelib.domain.first_contact import TAKEN, FirstContact, passed_on_at_once
from chalicelib.domain.folding import fold
from chalicelib.domain.identifiers import CaseId
from chalicelib.domain.owing import messages_owed
from chalicelib.domain.parties import COMPLAINANT, Party
from chalicelib.domain.policy import Terms
from chalicelib.domain.reference import CaseNumber, Reference
from chalicelib.domain.staff import Organisation
from chalicelib.domain.stages import FIRST, stage_in


@dataclass(frozen=True, slots=True)
class Intake:
    """A contact on its way to becoming a case. `key` is the same for every resend of it; `alarms` is
    what the person says themselves cannot wait. `data_matter` is what it is about, where somebody turns
    to us about their own details; `taken` is what whoever recorded it did there and then. One that is
    `brought_in` from a former system was received there: nobody is told of it once more. `split_from`
    is the case of which it was a part, and `known` what holds of it because it held there.
    """

    key: str
    record: ContactRecord
    parties: tuple[Party, ...]
    draft: str | None = None
    uploads: tuple[Upload, ...] = ()
    alarms: tuple[Alarm, ...] = ()
    data_matter: DataMatter | None = None
    taken: FirstContact | None = None
    brought_in: bool = False
    split_from: Reference | None = None
    known: tuple[Happening, ...] = ()

    @property
    def is_over(self) -> bool:
        """Whether it had ended before it came to us: what it says calls nobody any more."""
        return any(each.type is EventType.CASE_CLOSED for each in self.known)


def receive(
    intake: Intake,
    *,
    case_id: CaseId,
    number: CaseNumber,
    organisation: Organisation,
    terms: Terms,
    occasion: Occasion,
    alarms: Sequence[Alarm] = (),
) -> Change:
    """A new case from what somebody told us; its clocks start and its messages are owed.

    Source: S2-43 (date stamp and alert), T1.
    Raises: CalendarExhausted, if its dates cannot be known.
    """
    not_in_the_future(intake.record.received_at, occasion.at, "received_at")
    received = _received(intake, number, organisation, terms)
    events = link(case_id, NO_EVENTS, occasion, [received, *_at_once(intake, alarms)])
    case = fold(events)
    messages = messages_owed(case, events, audience_of(intake.parties, terms.pack))
    file = CaseFile(case, events, intake.parties, messages)
    clocks = file.clocks(terms)
    return Change(
        before=NO_EVENTS,
        file=file,
        events=events,
        clocks=clocks,
        clocks_moved=clocks,
        messages=messages,
        parties=intake.parties,
        intake_key=intake.key,
        draft=intake.draft,
    )


def _at_once(intake: Intake, alarms: Sequence[Alarm]) -> list[Happening]:
    """What happens with the receipt itself."""
    return [
        *_asked(intake),
        *passed_on_at_once(intake.taken, intake.record.contact_type),
        *held_for_help(intake.record),
        *alarm_raised(alarms, COMPLAINANT),
        *happenings_of(intake.uploads),
        *intake.known,
    ]


def _asked(intake: Intake) -> list[Happening]:
    """A request about personal details, or a complaint about their use (domain.md 3.6, C-26)."""
    matter, at = intake.data_matter, intake.record.received_at.isoformat()
    return [first_of_case(matter, at)] if matter else []


def _received(
    intake: Intake, number: CaseNumber, organisation: Organisation, terms: Terms
) -> Happening:
    record = intake.record
    facts = {
        "number": number,
        "organisation": organisation.id,
        "team": organisation.intake_team,
        "initials": organisation.intake_initials,
        "contact_type": record.contact_type,
        "received_via": record.received_via,
        "subject": record.subject,
        "policy": terms.pack.ref.code,
        "policy_version": terms.pack.ref.version,
        "calendar_version": terms.calendar.version,
        "happened_at": record.received_at.isoformat(),
        **represented(record, intake.parties),
        **({"email_kind": record.email_kind} if record.email_kind else {}),
        **({TAKEN: intake.taken.facts} if intake.taken else {}),
        **({"data_matter": intake.data_matter} if intake.data_matter else {}),
        **({BROUGHT_IN: True} if intake.brought_in else {}),
        **({"split_from": str(intake.split_from)} if intake.split_from else {}),
        **_at_first_stage(record.subject, terms),
    }
    return Happening(EventType.CASE_RECEIVED, facts, sealed=record.in_their_words())


def _at_first_stage(subject: str, terms: Terms) -> dict[str, object]:
    """Where the policy knows stages, the first begins with the receipt; some categories have people
    of their own (domain.md 4.5, S3-7).
    """
    stage = stage_in(terms.pack, FIRST)
    if stage is None:
        return {}
    routed = stage.by_subject.get(subject)
    return {"stage": FIRST} | ({"routed_to": routed} if routed else {})
