"""What somebody told us, from the answers of a form or a program into the domain's `Intake`.

The one place that does it: the public form, the page on which staff record a contact and the API all
come through here, so that no road accepts what another refuses. Texts are kept as they were typed.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date, datetime

from chalicelib.application.ports import FieldReader
from chalicelib.domain.alarms import Alarm
from chalicelib.domain.casework import Intake
from chalicelib.domain.contact import ContactRecord, ContactType, ReceivedVia
from chalicelib.domain.errors import Fault, Invalid
from chalicelib.domain.policy import Subject
from chalicelib.entry.answer_sheet import Answers, AnswerSheet
from chalicelib.entry.intake_people import (
    read_email_kind,
    read_patient,
    read_person,
    read_representation,
)
from chalicelib.entry.typed_dates import Misread, partial_date, typed_date
from chalicelib.presentation.form_paths import has_urgent_need, is_looked_into
from chalicelib.presentation.language import ENGLISH, Language, marked
from chalicelib.presentation.questions import COMPLAINT_FORM
from chalicelib.presentation.questions_about_help import NO, YES

ORDER = (*(question.field for question in COMPLAINT_FORM.questions()), "language")
"""Every field that a fault can name, as the form asks for them; a date is one field. The form knows its
reader's language without asking for it.
"""


def read_intake(
    answers: Answers,
    *,
    contact_type: ContactType | None,
    received_via: ReceivedVia,
    received_at: datetime,
    key: str,
    fields: FieldReader,
    subjects: Collection[Subject],
    today: date,
    draft: str | None = None,
    language: Language = ENGLISH,
) -> Intake:
    """The contact that these answers tell of; with `contact_type` None they say themselves what it is.

    The public form asks for more (date of birth, subject, when, consent) than staff can always learn
    on the telephone: they need a name, what it is about and one way to reach the person (S2-63).
    Raises: Invalid, with one fault for each field that is wrong, in the form's order.
    """
    told = {**answers, **({"contact_type": contact_type} if contact_type else {})}
    sheet = AnswerSheet(told, fields, today, received_via is ReceivedVia.WEB_FORM, language)
    alarms = _alarms(sheet)
    record = _record(sheet, subjects, received_via, received_at)
    parties = (read_person(sheet), *read_patient(sheet))
    refuse_faults(sheet.faults, ORDER)
    return Intake(key=key, record=record, parties=parties, draft=draft, alarms=alarms)


def _alarms(sheet: AnswerSheet) -> tuple[Alarm, ...]:
    """What they say themselves cannot wait (S2-65). Of what staff record, `alarm_told` knows."""
    if not sheet.by_themselves:
        return ()
    if sheet.answer("urgent_need") not in (YES, NO):
        sheet.fault("urgent_need", "Say whether anyone needs medical help now")
    return (Alarm.HEALTH,) if sheet.asks(has_urgent_need) else ()


def refuse_faults(faults: Iterable[Fault], order: Iterable[str]) -> None:
    """Raises: Invalid, with the first fault of each field, in this order; nothing where none is."""
    first: dict[str, Fault] = {}
    for fault in faults:
        first.setdefault(fault.field, fault)
    if first:
        raise Invalid([first[field] for field in dict.fromkeys(order) if field in first])


def _record(
    sheet: AnswerSheet,
    subjects: Collection[Subject],
    received_via: ReceivedVia,
    received_at: datetime,
) -> ContactRecord:
    kind = sheet.choice(
        "contact_type", ContactType, missing=marked("Choose what you would like to tell us")
    )
    standing, basis = read_representation(sheet)
    subject = _subject(sheet, subjects)
    what_happened = sheet.text("what_happened", missing=marked("Tell us what happened"))
    occurred_on, happened_when = _when(sheet)
    return ContactRecord(
        contact_type=kind or ContactType.COMPLAINT,
        received_via=received_via,
        received_at=received_at,
        standing=standing,
        basis=basis,
        subject=subject,
        email_kind=read_email_kind(sheet),
        what_happened=what_happened,
        happened_when=happened_when,
        occurred_on=occurred_on,
        happened_where=sheet.text("happened_where"),
        who_was_involved=sheet.text("who_was_involved"),
        desired_outcome=sheet.text("desired_outcome"),
        handling_preferences=sheet.text("handling_preferences"),
    )


def _subject(sheet: AnswerSheet, subjects: Collection[Subject]) -> str:
    chosen = sheet.answers.get("subject", "")
    if chosen and chosen not in {subject.code for subject in subjects}:
        sheet.fault("subject", "Choose what it is mainly about from the list")
    elif not chosen and sheet.by_themselves:
        sheet.fault("subject", "Choose what it is mainly about")
    return chosen


def _when(sheet: AnswerSheet) -> tuple[date | None, str]:
    """The exact date, where one was given, and everything that was typed about it."""
    typed = typed_date(sheet.answers, "happened_on")
    told = sheet.text("happened_when")
    needed = sheet.by_themselves and sheet.asks(is_looked_into)
    if typed.is_blank and not told and needed:
        sheet.fault("happened_on", "Tell us when it happened, as well as you remember")
    if typed.is_whole:
        return sheet.day("happened_on", marked("The date it happened")), told
    return None, ", ".join(part for part in (_partial(sheet), told) if part)


def _partial(sheet: AnswerSheet) -> str:
    try:
        return partial_date(typed_date(sheet.answers, "happened_on"))
    except Misread as misread:
        called = sheet.language.said("The date it happened")
        sheet.fault("happened_on", misread.why, called=called)
        return ""
