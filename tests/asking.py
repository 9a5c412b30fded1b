"""Commands as tests ask for them: by their use case, without a door."""

from __future__ import annotations

from chalicelib.application.casework import Request, deciding
from chalicelib.application.ports import Ports
from chalicelib.domain import casework
from chalicelib.domain.case import CaseFile
from chalicelib.domain.casework import Acknowledgement, MessageVerdict, Note
from chalicelib.domain.policy import Action


def acknowledge_case(request: Request, done: Acknowledgement, ports: Ports) -> CaseFile:
    """Acknowledge, offer to discuss, or both."""
    return deciding(Action.ACKNOWLEDGE, casework.acknowledge)(request, done, ports)


def note_case(request: Request, text: str, ports: Ports) -> CaseFile:
    """Keep a note."""
    return deciding(Action.ADD_NOTE, casework.add_note)(request, Note(text), ports)


def settle_message(request: Request, verdict: MessageVerdict, ports: Ports) -> CaseFile:
    """Decide about a message."""
    return deciding(Action.SETTLE_MESSAGE, casework.settle_message)(request, verdict, ports)
