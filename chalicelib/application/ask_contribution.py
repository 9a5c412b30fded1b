"""Staff ask for a part, or ask anew; the address is read here, once."""

from __future__ import annotations

from dataclasses import replace

from chalicelib.application.casework import Request, act
from chalicelib.application.ports import Ports
from chalicelib.domain.case import CaseFile, Change
from chalicelib.domain.casework import forwarding
from chalicelib.domain.casework.contributing import ContributionAgain, ContributionRequest
from chalicelib.domain.casework.contributing import ask_contribution as decide
from chalicelib.domain.casework.contributing import renew_contribution as decide_again
from chalicelib.domain.casework.forwarding import SendingOn
from chalicelib.domain.contributions import Contributor, contribution_called
from chalicelib.domain.errors import Fault, Invalid
from chalicelib.domain.policy import Action, Terms

_WRONG = "Enter an email address in the right format, like name@example.com"
_NOT_OURS = "This is not an address at our organisation. If it is somebody outside, say so above"


def ask_contribution(request: Request, asked: ContributionRequest, ports: Ports) -> CaseFile:
    """The case with its questions on their way. Raises: NotFound, NotAllowed, CaseChanged, Invalid."""
    occasion = ports.occasion(request.by)
    normal = replace(asked, email=_read(asked.email, ports)) if asked.email else asked

    def ask(file: CaseFile, terms: Terms) -> Change:
        if normal.contributor is Contributor.OWN_STAFF:
            _require_ours(file, normal.email, ports)
        return decide(file, normal, terms=terms, occasion=occasion)

    return act(request, Action.ASK_CONTRIBUTION, ask, ports)


def forward_complaint(request: Request, asked: SendingOn, ports: Ports) -> CaseFile:
    """The case with its complaint on its way to whom it is for. Raises: as above, ConsentMissing."""
    occasion, normal = ports.occasion(request.by), replace(asked, email=_read(asked.email, ports))

    def forward(file: CaseFile, terms: Terms) -> Change:
        return forwarding.forward_complaint(file, normal, terms=terms, occasion=occasion)

    return act(request, Action.FORWARD_COMPLAINT, forward, ports)


def renew_contribution(request: Request, again: ContributionAgain, ports: Ports) -> CaseFile:
    """The case with its questions on their way once more. Raises: as above."""
    occasion, normal = ports.occasion(request.by), replace(again, email=_read(again.email, ports))

    def renew(file: CaseFile, terms: Terms) -> Change:
        asked = contribution_called(normal.organisation, file.events)
        if asked is not None and not asked.is_shared:
            _require_ours(file, normal.email, ports)
        return decide_again(file, normal, terms=terms, occasion=occasion)

    return act(request, Action.RENEW_CONTRIBUTION, renew, ports)


def _read(email: str, ports: Ports) -> str:
    try:
        return ports.fields.email(email)
    except ValueError:
        raise Invalid([Fault("email", _WRONG)]) from None


def _require_ours(file: CaseFile, email: str, ports: Ports) -> None:
    """Raises: Invalid, for an address that is not where our organisation or its staff have theirs: what
    goes to our own staff needs nobody's leave, so that it must be they whom it reaches (S0-7).
    """
    organisation = file.case.organisation
    ours = {_domain(ports.policies.organisation(organisation).email)}
    ours |= {_domain(each.email) for each in ports.directory.staff(organisation)}
    if email and _domain(email) not in ours:
        raise Invalid([Fault("email", _NOT_OURS)])


def _domain(email: str) -> str:
    return email.rpartition("@")[2].casefold()
