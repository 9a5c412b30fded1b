"""What staff read about who may open a case, and why somebody did."""

from __future__ import annotations

from collections.abc import Mapping

from chalicelib.domain.reads import ReadReason

READ_REASONS: Mapping[ReadReason, str] = {
    ReadReason.WORKS_ON_IT: "I work on this case",
    ReadReason.STANDS_IN: "I stand in for whoever has it",
    ReadReason.SUPERVISES: "I supervise the work, or approve a letter",
    ReadReason.PERSON_ASKED: "The person rang, wrote or came",
    ReadReason.DATA_RIGHTS: "A request about personal details, or an audit",
    ReadReason.SAFETY: "Somebody may be in danger",
    ReadReason.OTHER: "Another reason",
}

SENSITIVE: Mapping[str, str] = {
    "restricted": "access to it is restricted",
    "patient_safety": "it touches patient safety",
    "adult_safeguarding": "it touches the safeguarding of an adult",
    "child_safeguarding": "it touches the safeguarding of a child",
    "counter_fraud": "it touches fraud",
    "duty_of_candour": "it touches the duty of candour",
}
