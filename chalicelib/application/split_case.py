"""A part of a complaint becomes a case of its own: made by the stream, once. Source: issue 6.2."""

from __future__ import annotations

from chalicelib.application.casework import pinned
from chalicelib.application.open_case import open_case
from chalicelib.application.ports import Ports
from chalicelib.domain.casework.splitting import intake_of
from chalicelib.domain.events import Event, system
from chalicelib.domain.reference import CaseNumber


def split_off(number: CaseNumber, split: Event, ports: Ports) -> None:
    """Make the case that this event asks for, under the versions that the first one pinned; its link is
    noted on the first by the stream. Safe to run twice: the key of the intake finds what was made.

    Raises: StoreBusy.
    """
    file = ports.cases.load(number)
    # The stream shows the event without its words: those are kept beside it.
    intake = intake_of(file, next(event for event in file.events if event.seq == split.seq))
    if intake is None:
        return
    open_case(
        intake,
        organisation=ports.policies.organisation(file.case.organisation),
        by=system("split"),
        ports=ports,
        terms=pinned(file.case, ports.policies),
    )
