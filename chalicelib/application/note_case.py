"""Staff keep something about a case in writing."""

from __future__ import annotations

from chalicelib.application.casework import Request, act
from chalicelib.application.ports import Ports
from chalicelib.domain.case import CaseFile
from chalicelib.domain.casework import add_note
from chalicelib.domain.policy import Action


def note_case(request: Request, text: str, ports: Ports) -> CaseFile:
    """The case with the note. Source: S2-85. Raises: NotFound, NotAllowed, CaseChanged, Invalid."""
    occasion = ports.occasion(request.by)
    return act(
        request,
        Action.ADD_NOTE,
        lambda file, terms: add_note(file, text, terms=terms, occasion=occasion),
        ports,
    )
