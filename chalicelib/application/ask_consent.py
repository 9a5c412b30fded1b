"""Staff ask the patient."""

from __future__ import annotations

from dataclasses import replace

from chalicelib.application.casework import Request, act
from chalicelib.application.ports import FieldReader, Ports
from chalicelib.domain.case import CaseFile
from chalicelib.domain.casework.asking_consent import ConsentRequest
from chalicelib.domain.casework.asking_consent import ask_consent as decide
from chalicelib.domain.errors import Fault, Invalid
from chalicelib.domain.policy import Action

_WRONG = "Enter an email address in the right format, like name@example.com"


def ask_consent(request: Request, asked: ConsentRequest, ports: Ports) -> CaseFile:
    """The case with its question to the patient. Raises: NotFound, NotAllowed, CaseChanged, Invalid."""
    occasion, normal = ports.occasion(request.by), _read(asked, ports.fields)
    return act(
        request,
        Action.ASK_CONSENT,
        lambda file, terms: decide(file, normal, terms=terms, occasion=occasion),
        ports,
    )


def _read(asked: ConsentRequest, fields: FieldReader) -> ConsentRequest:
    try:
        return replace(asked, email=fields.email(asked.email)) if asked.email else asked
    except ValueError:
        raise Invalid([Fault("email", _WRONG)]) from None
