"""What would identify the patient if it stood in a file (S0-16)."""

from __future__ import annotations

import re
from dataclasses import replace

from chalicelib.application.filing import Known
from chalicelib.application.ports import Ports
from chalicelib.domain.documents.uploads import Upload
from chalicelib.domain.parties import COMPLAINANT, PATIENT, Party
from chalicelib.domain.reference import CaseNumber

_POSTCODE = re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}\b")
_NAMES_IN_DRAFTS = (("first_name", "last_name"), ("patient_first_name", "patient_last_name"))


def known_to(upload: Upload, ports: Ports) -> Known:
    """The patient's name and birthday, as far as the case or the draft knows them, and the words of
    danger. Our own postcodes stand on every letter that we write and identify nobody.
    """
    return replace(_known(upload, ports), alarms=ports.policies.alarms())


def _known(upload: Upload, ports: Ports) -> Known:
    organisation = ports.policies.organisation(upload.organisation)
    ours = frozenset(each.replace(" ", "") for each in _POSTCODE.findall(organisation.address.upper()))
    if upload.owner.number is None:
        return Known(names=_names_in_draft(upload.owner.draft, ports), ours=ours)
    patient = _patient(upload.owner.number, ports)
    if patient is None:
        return Known(ours=ours)
    return Known(names=(patient.full_name,), born_on=patient.born_on, ours=ours)


def _patient(number: CaseNumber, ports: Ports) -> Party | None:
    """Whoever was treated: where nobody else is named, whoever complains."""
    file = ports.cases.load(number)
    return file.party(PATIENT) or file.party(COMPLAINANT)


def _names_in_draft(draft: str, ports: Ports) -> tuple[str, ...]:
    answers = ports.drafts.load(draft)
    full = (" ".join(answers.get(part, "") for part in parts).strip() for parts in _NAMES_IN_DRAFTS)
    return tuple(name for name in full if name)
