"""Two cases belong together: one is noted with the other, on both sides. Source: issue 6.2, C-30."""

from __future__ import annotations

from chalicelib.application.casework import Request, act, act_for_system, permitted_file
from chalicelib.application.ports import Ports
from chalicelib.domain.case import CaseFile
from chalicelib.domain.casework import linking, undoing
from chalicelib.domain.casework.linking import CaseLink
from chalicelib.domain.errors import Fault, Invalid, NotFound
from chalicelib.domain.events import Event, EventType, system
from chalicelib.domain.history import each_of
from chalicelib.domain.links import How
from chalicelib.domain.policy import Action
from chalicelib.domain.reference import CaseNumber, read_reference


def link_case(request: Request, asked: CaseLink, ports: Ports) -> CaseFile:
    """The case with its link. Only a case that the asker may read can be named.

    The other side is noted by the stream, which forgets nothing. Raises: NotFound, NotAllowed,
    CaseChanged, ActionRefused, Invalid.
    """
    occasion = ports.occasion(request.by)
    _require_readable(asked.other, request, ports)
    return act(
        request,
        Action.LINK_CASE,
        lambda file, terms: linking.link_case(file, asked, terms=terms, occasion=occasion),
        ports,
    )


def link_back(number: CaseNumber, linked: Event, ports: Ports) -> None:
    """Note a link on its other side, unless it was undone meanwhile. Safe to run twice: what is noted
    there is not noted again.
    """
    other, file = read_reference(linked.facts["other"]), ports.cases.load(number)
    if linked.seq in {event.seq for event in file.undone}:
        return
    here, occasion = file.case.reference, ports.occasion(system("link"))
    act_for_system(
        other.number,
        lambda file, terms: linking.link_back(
            file, here, How(linked.facts["how"]), terms=terms, occasion=occasion
        ),
        ports,
    )


def unlink_back(number: CaseNumber, undone: Event, ports: Ports) -> None:
    """Take back on the other side each link that was undone here. Safe to run twice."""
    seqs = range(undone.facts["first"], undone.facts["last"] + 1)
    linked = [e for e in ports.cases.load(number).undone if e.seq in seqs]
    occasion = ports.occasion(system("link"))
    for event in each_of(linked, EventType.CASE_LINKED):
        act_for_system(
            read_reference(event.facts["other"]).number,
            lambda file, terms: undoing.unlink_back(file, number, terms=terms, occasion=occasion),
            ports,
        )


def _require_readable(typed: str, request: Request, ports: Ports) -> None:
    try:
        other = read_reference(typed)
    except Invalid:
        return  # the command says so, beside the field
    try:
        permitted_file(
            other, request.staff, Action.READ_CASE, cases=ports.cases, policies=ports.policies
        )
    except NotFound:
        raise Invalid([Fault("other", "There is no such case")]) from None
