"""Staff put the letter forward to be signed off."""

from __future__ import annotations

from chalicelib.application.casework import Request, act
from chalicelib.application.ports import Ports
from chalicelib.domain.case import CaseFile
from chalicelib.domain.casework import responding
from chalicelib.domain.casework.responding import LetterSubmission
from chalicelib.domain.policy import Action


def submit_letter(request: Request, letter: LetterSubmission, ports: Ports) -> CaseFile:
    """The case with its letter put forward. The letter may name staff, whom only the directory knows.

    Source: S2-91, T8. Raises: NotFound, NotAllowed, CaseChanged, ActionRefused, RuleBroken, Invalid.
    """
    occasion = ports.occasion(request.by)
    staff = ports.directory.staff(request.staff.organisation)
    return act(
        request,
        Action.SUBMIT_LETTER,
        lambda file, terms: responding.submit_letter(
            file, letter, staff, terms=terms, occasion=occasion
        ),
        ports,
    )
