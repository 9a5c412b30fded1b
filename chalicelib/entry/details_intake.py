"""What somebody asks about their own details, from the answers of the form into the domain's `Intake`.

It is no complaint about care, whatever it is about: it starts the clocks of data protection, and none
of the regulations on complaints (C-26).
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from chalicelib.application.ports import FieldReader
from chalicelib.domain.casework import Intake
from chalicelib.domain.contact import ContactRecord, ContactType, ReceivedVia
from chalicelib.domain.data_rights import DataMatter
from chalicelib.entry.answer_sheet import Answers, AnswerSheet
from chalicelib.entry.intake import refuse_faults
from chalicelib.entry.intake_people import read_patient, read_person, read_representation
from chalicelib.presentation.language import Language, marked
from chalicelib.presentation.questions_about_details import DETAILS_FORM

KIND: Mapping[str, str] = {"contact_type": ContactType.QUERY}
"""What the answers say besides: it is answered, so that we ask how we can reach the person."""

_FIELDS = tuple(question.field for question in DETAILS_FORM.questions())

_MISSING = {
    DataMatter.COPY: marked("Tell us what you would like a copy of. You can write: everything"),
    DataMatter.CORRECTION: marked("Tell us which details are wrong"),
    DataMatter.ERASURE: marked("Tell us what we should erase"),
    DataMatter.RESTRICTION: marked("Tell us what we should not use"),
    DataMatter.OBJECTION: marked("Tell us what we should stop using"),
    DataMatter.COMPLAINT: marked("Tell us what happened with your information"),
}


def read_details_intake(
    answers: Answers,
    *,
    received_at: datetime,
    key: str,
    fields: FieldReader,
    today: date,
    language: Language,
) -> Intake:
    """The request or the complaint that these answers are.

    Raises: Invalid, with one fault for each field that is wrong, in the form's order.
    """
    sheet = AnswerSheet({**answers, **KIND}, fields, today, by_themselves=True, language=language)
    matter = sheet.choice(
        "data_matter", DataMatter, missing=marked("Choose what you would like us to do")
    )
    record = _record(sheet, matter, received_at)
    parties = (read_person(sheet), *read_patient(sheet))
    refuse_faults(sheet.faults, _FIELDS)
    return Intake(key=key, record=record, parties=parties, draft=key or None, data_matter=matter)


def _record(sheet: AnswerSheet, matter: DataMatter | None, received_at: datetime) -> ContactRecord:
    standing, basis = read_representation(sheet)
    right = marked("Tell us what is right") if matter is DataMatter.CORRECTION else ""
    return ContactRecord(
        contact_type=ContactType.QUERY,
        received_via=ReceivedVia.WEB_FORM,
        received_at=received_at,
        standing=standing,
        basis=basis,
        subject="",
        what_happened=sheet.text("what_happened", missing=_MISSING[matter] if matter else ""),
        desired_outcome=sheet.text("desired_outcome", missing=right),
    )
