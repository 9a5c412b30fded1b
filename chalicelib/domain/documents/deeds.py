"""What is done with the documents of a case. Each function decides from the file and returns the
`Change`; none of them touches the bytes.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from chalicelib.domain.case import CaseFile, Change
from chalicelib.domain.casework.changing import changed
from chalicelib.domain.dangers import NOBODY_KNOWN, alarm_raised, alarms_of, open_alarms
from chalicelib.domain.documents.happenings import checked, received
from chalicelib.domain.documents.judgement import limits_of
from chalicelib.domain.documents.kinds import DocumentState
from chalicelib.domain.documents.reading import Document, document_of, documents_that_came
from chalicelib.domain.documents.uploads import Upload
from chalicelib.domain.errors import ActionRefused, Fault, Invalid, NotFound, RuleBroken
from chalicelib.domain.events import ActorKind, EventType, Happening, Occasion
from chalicelib.domain.holds import WHY_KEPT, is_on_hold
from chalicelib.domain.policy import Terms


class Verdict(StrEnum):
    """What becomes of a document that somebody looked at."""

    ALLOW = "allow"
    DELETE = "delete"


@dataclass(frozen=True, slots=True)
class DocumentVerdict:
    """What somebody decided about a document of the case, and why: the reason is kept."""

    document: str
    verdict: Verdict
    why: str


def receive_document(
    file: CaseFile, upload: Upload, *, terms: Terms, occasion: Occasion
) -> Change | None:
    """A file has arrived; None where the case knows of it already."""
    if document_of(file.events, upload.id) is not None:
        return None
    return changed(file, [received(upload)], terms=terms, occasion=occasion)


def settle_document(
    file: CaseFile, upload: Upload, *, terms: Terms, occasion: Occasion
) -> Change | None:
    """The check has ended; None where the case knows that, or does not know the file.

    Words of danger in what the public sent, by the form or in a mail, call the people on call, unless
    the case waits for the answer to the same alarm already (S2-65).
    """
    document = document_of(file.events, upload.id)
    waiting = document is not None and document.state is DocumentState.CHECKING
    if not waiting or not upload.is_checked:
        return None
    happenings = [checked(upload), *_alarm_in(upload, file)]
    return changed(file, happenings, terms=terms, occasion=occasion)


def _alarm_in(upload: Upload, file: CaseFile) -> list[Happening]:
    if upload.by.kind is ActorKind.STAFF:
        return []
    known = {alarm for raised in open_alarms(file.events) for alarm in alarms_of(raised)}
    heard = [alarm for alarm in upload.judgement.alarms if alarm not in known]
    return alarm_raised(heard, NOBODY_KNOWN)


def open_document(file: CaseFile, document: str, *, terms: Terms, occasion: Occasion) -> Change:
    """Somebody looks into a file. One that is held may be looked at by whoever decides about it.

    Raises: NotFound, RuleBroken with the reason why it stays shut.
    """
    wanted = _wanted(file, document)
    if wanted.state not in (DocumentState.SAFE, DocumentState.HELD):
        raise RuleBroken(WHY_SHUT[wanted.state])
    opened = Happening(EventType.DOCUMENT_OPENED, {"document": wanted.id})
    return changed(file, [opened], terms=terms, occasion=occasion)


WHY_SHUT = {
    DocumentState.CHECKING: "This file is still being checked. It can be opened when it is safe",
    DocumentState.BLOCKED: "This file is blocked. It cannot be opened by anybody",
    DocumentState.DISCARDED: "This file was deleted",
}
"""Why a file is not opened, in words for the page."""


def decide_document(
    file: CaseFile, asked: DocumentVerdict, *, terms: Terms, occasion: Occasion
) -> Change:
    """Allow a document that is held ("otherwise advised", S0-16, S0-17), or delete one, because a
    redacted copy is here or it should never have come.

    That a deleted document was here, who deleted it and why, stays.
    Raises: NotFound, RuleBroken, ActionRefused on legal hold (S1-42), Invalid without a reason.
    """
    if asked.verdict is Verdict.DELETE and is_on_hold(file.events):
        raise ActionRefused(WHY_KEPT)
    wanted = _wanted(file, asked.document)
    if not asked.why.strip():
        raise Invalid([Fault("why", "Say why: the reason is kept with the case")])
    refused = _REFUSALS[asked.verdict](wanted)
    if refused:
        raise RuleBroken(refused)
    decided = Happening(_EVENTS[asked.verdict], {"document": wanted.id}, {"text": asked.why})
    return changed(file, [decided], terms=terms, occasion=occasion)


_EVENTS = {
    Verdict.ALLOW: EventType.DOCUMENT_RELEASED,
    Verdict.DELETE: EventType.DOCUMENT_DISCARDED,
}


def _why_not_allow(document: Document) -> str:
    return "" if document.waits else "This file does not wait for a decision"


def _why_not_delete(document: Document) -> str:
    if document.ours:
        return "This is a letter of ours. It is kept as it was sent"
    if document.state is DocumentState.CHECKING:
        return "This file is still being checked. Delete it when the check has ended"
    if document.state is DocumentState.BLOCKED:
        return "This file was blocked: we have not kept it"
    return "This file was deleted already" if document.state is DocumentState.DISCARDED else ""


_REFUSALS = {Verdict.ALLOW: _why_not_allow, Verdict.DELETE: _why_not_delete}


def require_room(file: CaseFile, terms: Terms) -> None:
    """Raises: RuleBroken, where the case has as many files as it may have."""
    most = limits_of(terms.pack).most_in_case
    if len(documents_that_came(file.events)) >= most:
        raise RuleBroken(f"This case has {most} files, which is the most that one can have")


def _wanted(file: CaseFile, document: str) -> Document:
    found = document_of(file.events, document)
    if found is None:
        raise NotFound("This case has no such file")
    return found
