"""From the domain to the API's shapes. Nothing is decided here."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict
from datetime import date, datetime

from chalicelib.application.list_cases import Worklist
from chalicelib.application.read_case import OpenFile
from chalicelib.application.search_cases import Results
from chalicelib.domain import workflow
from chalicelib.domain.calendar import london_date
from chalicelib.domain.case import CaseFile
from chalicelib.domain.consent import consent_for, hold_for, sharing_answer
from chalicelib.domain.contact import record_of
from chalicelib.domain.events import Event
from chalicelib.domain.first_contact import first_contact_of
from chalicelib.domain.identifiers import StaffId
from chalicelib.domain.letters.mailed import mailed_with
from chalicelib.domain.messages import Message
from chalicelib.domain.parties import COMPLAINANT, PATIENT, Party
from chalicelib.domain.policy import Action, PolicyPack, Terms
from chalicelib.domain.reference import Reference
from chalicelib.domain.representation import representation_of
from chalicelib.domain.strands import Strand
from chalicelib.domain.worklist import Existence, Row, Shown
from chalicelib.entry import api_models as api
from chalicelib.entry import clock_answers
from chalicelib.entry.api_people import ConsentOut, PartyOut, RepresentationOut
from chalicelib.entry.progress import Progress, progress_of
from chalicelib.presentation.due import due_state, due_tag
from chalicelib.presentation.labels import NEXT_STEPS
from chalicelib.presentation.people import People, people_of
from chalicelib.presentation.timeline import entry_of, events_of
from chalicelib.presentation.urls import Urls


def href(reference: Reference) -> str:
    """Where a case is, below the API's base."""
    return f"/api/cases/{reference.in_url}"


def case_list(listed: Worklist, people: People, urls: Urls, today: date) -> api.CaseListOut:
    """A page of a worklist."""
    view, after = listed.view, listed.after
    asked = {"view": view.kind, "due": view.due or "", **view.filters.chosen, "after": after}
    following = urls.path("/api/cases", **asked)
    return api.CaseListOut(
        items=rows(listed.rows, people, today),
        counts={str(kind): count for kind, count in listed.counts.items()},
        next=following if after else None,
    )


def found(search: Results, people: People, today: date) -> api.SearchOut:
    """What a search found."""
    return api.SearchOut(items=rows(search.rows, people, today), is_all=search.is_all)


def rows(shown: Iterable[Shown], people: People, today: date) -> tuple[api.RowOut, ...]:
    """The cases of a list as its reader may know them."""
    return tuple(_row(row, people, today) for row in shown)


def _row(row: Shown, people: People, today: date) -> api.RowOut:
    if isinstance(row, Existence):
        return _existence(row, people)
    return api.RowOut(
        reference=str(row.reference),
        href=href(row.reference),
        sensitive=row.sensitive,
        person=None if row.sensitive else row.person,
        about=None if row.sensitive else _subject(row.subject, people.pack),
        type=row.contact_type,
        state=row.state,
        next_step=row.next_step,
        due=_due(row, today),
        handler=_handler(row.handler, people),
        stage=row.stage or None,
        received_at=row.received_at,
        version=row.version,
    )


def _existence(row: Existence, people: People) -> api.RowOut:
    return api.RowOut(
        reference=str(row.reference),
        href=href(row.reference),
        restricted=True,
        ask=people.pack.who_can(Action.ENTER_RESTRICTED),
        stage=None,
        handler=_handler(row.handler, people),
    )


def _due(row: Row, today: date) -> api.DueOut | None:
    if row.due is None:
        return None
    return api.DueOut(
        clock=row.due_clock,
        date=row.due,
        state=due_state(row.due, today),
        label=due_tag(row.due, today).text,
    )


def _subject(code: str, pack: PolicyPack) -> api.CodeOut:
    return api.CodeOut(code=code, label=pack.subject_title(code))


def _handler(staff: StaffId | None, people: People) -> api.HandlerOut | None:
    return api.HandlerOut(id=staff, name=people.handler(staff)) if staff else None


def case_out(opened: OpenFile, now: datetime) -> api.CaseOut:
    """A case as the reader may see it."""
    file, pack = opened.file, opened.terms.pack
    case = file.case
    progress = progress_of(opened)
    return api.CaseOut(
        reference=str(case.reference),
        href=href(case.reference),
        version=case.version,
        type=case.contact_type,
        state=case.state,
        received_at=case.received_at,
        received_on=london_date(case.received_at),
        team=case.team,
        handler=_handler(case.handler, people_of(opened.staff, pack)),
        next_step=api.CodeOut(code=opened.next_step, label=NEXT_STEPS[opened.next_step]),
        actions=tuple(_actions(opened)),
        deadlines=tuple(clock_answers.deadline(clock, case.policy, now) for clock in opened.clocks),
        party=_party(file.complainant),
        patient=_party(file.party(PATIENT)),
        representation=_representation(file, opened.terms, london_date(now)),
        record=_record(file, pack),
        messages=tuple(_message(message, file) for message in file.messages),
        policy=str(case.policy),
        calendar=case.calendar_version,
        **{name: getattr(progress, name) for name in Progress.model_fields},
    )


def _actions(opened: OpenFile) -> list[api.ActionOut]:
    reasons = {action: opened.refused.get(action, "") for action in workflow.CASE_ACTIONS}
    return [
        api.ActionOut(action=action, allowed=not reason, reason=reason)
        for action, reason in reasons.items()
    ]


def _party(party: Party | None) -> PartyOut | None:
    if party is None:
        return None
    known = asdict(party)
    return PartyOut(**{name: known[name] for name in _SAME_NAMES}, date_of_birth=party.born_on)


def _representation(file: CaseFile, terms: Terms, today: date) -> RepresentationOut:
    known = representation_of(file.events)
    return RepresentationOut(
        standing=known.standing,
        basis=known.basis,
        patient_is_child=known.patient_is_child,
        hold=hold_for(COMPLAINANT, file.events, terms, today),
        consent=_consent(file, today),
        may_share=sharing_answer(file.events, today),
    )


def _consent(file: CaseFile, today: date) -> ConsentOut | None:
    given = consent_for(COMPLAINANT, file.events)
    if given is None:
        return None
    stands = given.on(today)
    return ConsentOut(
        id=stands.id,
        state=stands.state,
        purposes=tuple(sorted(stands.purposes)),
        scope=stands.scope,
        limits=stands.limits,
        until=stands.until,
    )


_SAME_NAMES = tuple(name for name in PartyOut.model_fields if name != "date_of_birth")


def _record(file: CaseFile, pack: PolicyPack) -> api.RecordOut | None:
    record = record_of(file.events[0])
    if record is None:
        return None
    return api.RecordOut(
        received_via=record.received_via,
        subject=_subject(record.subject, pack),
        what_happened=record.what_happened,
        happened_on=record.occurred_on,
        happened_when=record.happened_when,
        happened_where=record.happened_where,
        who_was_involved=record.who_was_involved,
        desired_outcome=record.desired_outcome,
        handling_preferences=record.handling_preferences,
        late_reason=record.late_reason,
        urgent_action=record.urgent_action,
        service=record.service,
        action_taken=record.action_taken,
        taken=_taken(file),
    )


def _taken(file: CaseFile) -> api.TakenOut | None:
    taken = first_contact_of(file.events[0])
    return api.TakenOut.model_validate(taken, from_attributes=True) if taken else None


def _message(message: Message, file: CaseFile) -> api.MessageOut:
    kept = mailed_with(file.events, message.key)
    return api.MessageOut(
        key=message.key,
        kind=message.kind,
        to=str(message.to),
        state=message.state,
        owed_at=message.owed_at,
        attempts=message.attempts,
        needs_a_decision=message.needs_a_person,
        medium=message.medium,
        document=kept.document if kept else "",
        sha256=kept.digest if kept else "",
    )


def timeline_out(opened: OpenFile, strand: Strand | None) -> api.TimelineOut:
    """Everything that happened, newest first, or one strand of it."""
    file = opened.file
    people = people_of(opened.staff, opened.terms.pack)
    return api.TimelineOut(
        reference=str(file.case.reference),
        version=file.case.version,
        items=tuple(_event(event, file, people) for event in reversed(events_of(file, strand))),
    )


def _event(event: Event, file: CaseFile, people: People) -> api.EventOut:
    entry = entry_of(event, file, people)
    return api.EventOut(
        seq=event.seq,
        type=event.type,
        at=event.at,
        happened_at=event.happened_at,
        by=api.ByOut(kind=event.by.kind, id=event.by.id, name=entry.who),
        title=entry.title,
        detail=entry.detail,
        text=entry.words or None,
        facts=dict(event.facts),
        hash=event.hash,
        previous=event.previous,
        undone=entry.undone,
    )
