"""What staff read for the codes of consent: one row for each value."""

from __future__ import annotations

from collections.abc import Mapping

from chalicelib.domain.consent import ConsentState, Purpose, Scope

CONSENT_STATES: Mapping[ConsentState, str] = {
    ConsentState.NOT_REQUIRED: "None is needed",
    ConsentState.REQUESTED: "The patient is asked, and has not answered yet",
    ConsentState.GIVEN: "The patient agrees",
    ConsentState.REFUSED: "The patient does not agree",
    ConsentState.EXPIRED: "No answer in time, or the day until which it held has passed",
    ConsentState.WITHDRAWN: "The patient took it back",
    ConsentState.SUBSTITUTED: "Decided here: this person may speak for the patient",
    ConsentState.NOT_ACCEPTED: "Decided here: not the right person to speak for the patient",
}

PURPOSES: Mapping[Purpose, str] = {
    Purpose.DISCUSS: "To talk about it with the person who complained",
    Purpose.INVESTIGATE: "To look into it, with the health record",
    Purpose.SHARE_WITH_ORG: "To ask other organisations about it",
    Purpose.EMAIL: "To write to the person who complained by email",
    Purpose.SURVEY: "To ask the person who complained later how we did",
}

SCOPES: Mapping[Scope, str] = {
    Scope.EVERYTHING: "Everything about this complaint",
    Scope.RESPONSE_ONLY: "Our response only, nothing from the records",
    Scope.NAMED_PARTS: "Only the parts that they name",
}
