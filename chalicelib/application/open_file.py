"""Somebody opens a document of a case: it is recorded first, then they get an address for a minute."""

from __future__ import annotations

from dataclasses import replace

from chalicelib.application.casework import Request, act
from chalicelib.application.ports import Ports
from chalicelib.domain.case import CaseFile, Change
from chalicelib.domain.documents import deeds
from chalicelib.domain.documents.kinds import EXTENSIONS, DocumentState
from chalicelib.domain.documents.reading import Document, document_of
from chalicelib.domain.errors import NotAllowed
from chalicelib.domain.policy import Action, Terms


def open_file(request: Request, document: str, ports: Ports) -> str:
    """The address that opens it. Nobody opens anything that is not on the case's timeline.

    What others did meanwhile does not matter: to look changes nothing. Source: S4-9 (reading is
    recorded), domain.md 4.6b. Raises: NotFound, NotAllowed, RuleBroken while it is not safe.
    """
    occasion = ports.occasion(request.by)

    def decide(file: CaseFile, terms: Terms) -> Change:
        _require_may_look(file, document, request, terms)
        return deeds.open_document(file, document, terms=terms, occasion=occasion)

    now = ports.cases.load(request.reference.number).case.version
    file = act(replace(request, seen_version=now), Action.OPEN_DOCUMENT, decide, ports)
    opened = document_of(file.events, document)
    assert opened is not None, "it was opened a moment ago"
    return ports.filing.store.link(opened.id, download_name(opened))


def _require_may_look(file: CaseFile, document: str, request: Request, terms: Terms) -> None:
    """A file that is held is seen only by those who decide about it (S0-16)."""
    found = document_of(file.events, document)
    held = found is not None and found.state is DocumentState.HELD
    if held and not terms.pack.permits(request.staff.roles, Action.DECIDE_DOCUMENT):
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
