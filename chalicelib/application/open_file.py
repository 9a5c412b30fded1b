"""Somebody opens a document of a case: it is recorded first, then they get an address for a minute."""

from __future__ import annotations

from chalicelib.application.casework import act_for_system, permitted_file
from chalicelib.application.ports import Ports
from chalicelib.domain.case import CaseFile, Change
from chalicelib.domain.claim_sight import seen_by
from chalicelib.domain.documents import deeds
from chalicelib.domain.documents.kinds import EXTENSIONS, DocumentState
from chalicelib.domain.documents.reading import Document, document_of
from chalicelib.domain.errors import NotAllowed, NotFound
from chalicelib.domain.events import Actor, ActorKind
from chalicelib.domain.identity.opening import require_checked
from chalicelib.domain.policy import Action, Terms
from chalicelib.domain.reads import require_reason
from chalicelib.domain.reference import Reference
from chalicelib.domain.staff import Staff


def open_file(reference: Reference, document: str, reader: Staff, ports: Ports) -> str:
    """The address that opens it. Nobody opens anything that is not on the case's timeline.

    What others do meanwhile does not matter: to look changes nothing. Source: S4-9 (reading is
    recorded), domain.md 4.6b.

    Raises: NotFound, NotAllowed, CheckNeeded, ReasonNeeded, RuleBroken while it is not safe.
    """
    file, terms = permitted_file(
        reference, reader, Action.OPEN_DOCUMENT, cases=ports.cases, policies=ports.policies
    )
    now = ports.clock.now()
    require_checked(file, reader, terms.pack, now)
    require_reason(file, reader.id, terms.pack, now)
    _require_may_look(seen_by(file, reader, terms.pack), document, reader, terms)
    occasion = ports.occasion(Actor(ActorKind.STAFF, reader.id))

    def opened(file: CaseFile, terms: Terms) -> Change:
        return deeds.open_document(file, document, terms=terms, occasion=occasion)

    change = act_for_system(file.case.number, opened, ports)
    assert change is not None, "an opening is always recorded"
    found = document_of(change.file.events, document)
    assert found is not None, "it was opened a moment ago"
    return ports.filing.store.link(found.id, download_name(found))


def _require_may_look(file: CaseFile, document: str, reader: Staff, terms: Terms) -> None:
    """A file that is held is seen only by those who decide about it (S0-16); one that another member
    of a claim handed in, or was sent, is not found (S1-29).
    """
    found = document_of(file.events, document)
    if found is None:
        raise NotFound("There is no such file in this case")
    held = found.state is DocumentState.HELD
    if held and not terms.pack.permits(reader.roles, Action.DECIDE_DOCUMENT):
        who_can = terms.pack.who_can(Action.DECIDE_DOCUMENT)
        message = f"This file waits for a decision. It can be opened by: {', '.join(who_can)}"
        raise NotAllowed(message, who_can=who_can)


def download_name(document: Document) -> str:
    """What the saved file is called: its title, and the ending of what it is, not of what it was
    called. No folder, and nothing that a system forbids in a name.
    """
    extension = EXTENSIONS[document.media_type] if document.media_type else "bin"
    title = "".join(each if each.isalnum() or each in " .,-_()" else "-" for each in document.title)
    stem = title.strip(" .") or "document"
    return stem if stem.casefold().endswith(f".{extension}") else f"{stem}.{extension}"
