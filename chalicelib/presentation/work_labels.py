"""What staff read for the codes of a complaint's way: one row for each value."""

from __future__ import annotations

from collections.abc import Mapping

from chalicelib.domain.appeals import DecidedBy
from chalicelib.domain.casework.ending import DeclineReason
from chalicelib.domain.causes import Cause
from chalicelib.domain.claims import DocumentClass, Found, Wanted
from chalicelib.domain.grading import Grade
from chalicelib.domain.investigations import Concerned
from chalicelib.domain.issues import Finding, Outcome, StaffGroup
from chalicelib.domain.plans import PlanAnswer
from chalicelib.domain.stages import StageOutcome
from chalicelib.domain.time_limits import TimeLimit

GRADES: Mapping[Grade, str] = {
    Grade.MINOR: "Level 1, minor",
    Grade.SIGNIFICANT: "Level 2, significant",
    Grade.MAJOR: "Level 3, major",
    Grade.COMPLEX: "Level 4, complex",
}

CAUSES: Mapping[Cause, str] = {
    Cause.COMMUNICATION: "How we spoke or wrote to people, or to each other",
    Cause.PROCESS: "A rule or a way of working was missing or wrong",
    Cause.TRAINING: "Somebody did not know how",
    Cause.STAFFING: "Too few people, or too little time",
    Cause.RECORDS: "Records, letters or results",
    Cause.EQUIPMENT: "Equipment, computers or rooms",
    Cause.SLIP: "A slip, although all was in place",
    Cause.OUTSIDE: "Somebody outside our organisation",
    Cause.NOTHING_FOUND: "Nothing of ours went wrong",
    Cause.NOT_SAID: "Recorded before there was a list",
}
"""What can be behind a complaint. Source: S3-14; the list is ours [D]."""

STAGE_OUTCOMES: Mapping[StageOutcome, str] = {
    StageOutcome.INFORMATION: "They get the information that they asked for",
    StageOutcome.UPHELD: "Upheld",
    StageOutcome.PARTIALLY_UPHELD: "Partly upheld",
    StageOutcome.NOT_UPHELD: "Not upheld",
}

DOCUMENT_CLASSES: Mapping[DocumentClass, str] = {
    DocumentClass.LETTER_OF_CLAIM: "Letter of claim",
    DocumentClass.PART36_OFFER: "Part 36 offer",
    DocumentClass.PROCEEDINGS: "Proceedings",
    DocumentClass.COURT_NOTICE: "Notice of a court",
    DocumentClass.OTHER: "Something else that sets a date",
}

WANTED: Mapping[Wanted, str] = {
    Wanted.MEDICAL_RECORDS: "Medical records, with imaging",
    Wanted.INCIDENT_REPORTS: "Incident reports",
    Wanted.KEY_STAFF: "Details of key staff",
    Wanted.COMPLAINT_FILES: "Complaint files",
    Wanted.PROTOCOLS: "Protocols and policies",
    Wanted.STANDARD_DISCLOSURE: "Standard disclosure: training records, risk assessments, statements",
}

FOUND: Mapping[Found, str] = {
    Found.RECEIVED: "It is a file of this case",
    Found.WITH_LAWYERS: "It went to our lawyers",
    Found.NOT_HELD: "It is not held",
}

DECIDED_BY: Mapping[DecidedBy, str] = {
    DecidedBy.HOLDER: "By whoever holds the rung",
    DecidedBy.MEDIATION: "In mediation",
    DecidedBy.BOTH: "By whoever holds the rung, and in mediation",
}

STAFF_GROUPS: Mapping[StaffGroup, str] = {
    StaffGroup.DOCTOR: "Doctors",
    StaffGroup.NURSE: "Nurses",
    StaffGroup.OTHER_CLINICAL: "Other clinical staff",
    StaffGroup.RECEPTION: "Reception and administration",
    StaffGroup.MANAGEMENT: "Management",
    StaffGroup.NOBODY: "Nobody in particular",
}

FINDINGS: Mapping[Finding, str] = {
    Finding.UPHELD: "Upheld",
    Finding.NOT_UPHELD: "Not upheld",
    Finding.CANNOT_DETERMINE: "Cannot be determined",
}

OUTCOMES: Mapping[Outcome, str] = {
    Outcome.UPHELD: "Upheld",
    Outcome.PARTIALLY_UPHELD: "Partly upheld",
    Outcome.NOT_UPHELD: "Not upheld",
    Outcome.WITHDRAWN: "Withdrawn",
    Outcome.RESOLVED_INFORMALLY: "Settled informally",
    Outcome.DECLINED_OUT_OF_SCOPE: "Not investigated: not ours to look into",
    Outcome.DECLINED_OUT_OF_TIME: "Not investigated: too late",
    Outcome.TRANSFERRED: "Passed to another organisation",
}

PLAN_ANSWERS: Mapping[PlanAnswer, str] = {
    PlanAnswer.ACCEPTED: "They accept it",
    PlanAnswer.REFUSED: "They do not accept it: plan again",
    PlanAnswer.REFUSED_PROCEED: "They do not accept it, and we go on for a reason",
    PlanAnswer.NOT_REACHABLE: "They cannot be reached, and we go on",
}

CONCERNED: Mapping[Concerned, str] = {
    Concerned.SUBJECT: "It is about them",
    Concerned.MENTIONED: "They are mentioned",
    Concerned.WITNESS: "They know something about it",
}

TIME_LIMITS: Mapping[TimeLimit, str] = {
    TimeLimit.IN_TIME_STATUTORY: "In time by law",
    TimeLimit.IN_TIME_LOCAL_ONLY: "Later than the law asks, within our own limit",
    TimeLimit.OUT_OF_TIME: "Out of time",
    TimeLimit.UNKNOWN: "Not known yet",
}

DECLINE_REASONS: Mapping[DeclineReason, str] = {
    DeclineReason.OUT_OF_TIME: "It came too late",
    DeclineReason.ALREADY_INVESTIGATED: "It was investigated already",
    DeclineReason.BY_A_PUBLIC_BODY: "It is from a public body",
    DeclineReason.EMPLOYMENT: "It is about employment",
    DeclineReason.NO_CONSENT: "The patient does not agree to it",
    DeclineReason.OUT_OF_SCOPE: "It is not ours to look into",
}

PROCEDURES: Mapping[str, str] = {
    "patient_safety": "Patient safety",
    "adult_safeguarding": "Safeguarding of an adult",
    "child_safeguarding": "Safeguarding of a child",
    "counter_fraud": "Counter fraud",
    "duty_of_candour": "Duty of candour",
}
"""The other procedures that a complaint can belong to as well (S2-38, C-15)."""
