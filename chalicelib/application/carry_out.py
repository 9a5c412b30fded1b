"""A part of a publication: each of its cases gets the dates that were shown."""

from __future__ import annotations

from chalicelib.application.casework import act_for_system
from chalicelib.application.ports import Ports
from chalicelib.application.preview_version import Propose, proposal
from chalicelib.domain import casework
from chalicelib.domain.case import CaseFile, Change
from chalicelib.domain.errors import CandourError, NotFound, StoreBusy
from chalicelib.domain.events import EventType, system
from chalicelib.domain.identifiers import OrganisationId
from chalicelib.domain.policy import Terms
from chalicelib.domain.publication import Part, Shown, as_shown, ended
from chalicelib.domain.what_if import differences_of, revisions

PUBLICATION = system("publish_version")


def carry_out(part: Part, ports: Ports) -> None:
    """Move the cases of a part, and note how it ended.

    A case that changed since it was shown is left as it is: publishing does what the preview showed
    and nothing else. Safe to run twice, at once in two places, or again after it was cut short: a
    moved clock says the same by both versions, and an event is written on one version of a case.
    Raises: StoreBusy, where any case could not be dealt with: the part stays to be done.
    """
    organisation = ports.policies.organisation(part.organisation)
    propose = proposal(part.candidate, organisation, ports)
    outcomes = ports.crew.each(lambda shown: _moved(shown, part, propose, ports), part.cases)
    if None in outcomes:
        raise StoreBusy("Some cases could not be moved yet. It is tried again")
    ports.organisations.finish(ended(part, [each is True for each in outcomes]))


def carry_on(organisation: OrganisationId, ports: Ports) -> int:
    """Carry out what the stream could not; how many parts still could not be."""
    failed = 0
    for part in ports.organisations.parts(organisation):
        try:
            if not part.done:
                carry_out(part, ports)
        except CandourError as error:  # the night has other work to do
            ports.log.error("publication left undone", error=type(error).__name__)
            failed += 1
    return failed


def _moved(shown: Shown, part: Part, propose: Propose, ports: Ports) -> bool | None:
    """Whether the case has its dates; None where it could not be dealt with."""
    occasion = ports.occasion(PUBLICATION)

    def decide(file: CaseFile, terms: Terms) -> Change | None:
        found = differences_of(file, pinned=terms, proposed=propose(terms), now=occasion.at)
        moves = as_shown(found, shown)
        if len(moves) < len(shown.dates):
            return None
        revised = revisions(moves, part.candidate)
        return casework.give_later_dates(file, revised, terms=terms, occasion=occasion)

    try:
        change = act_for_system(shown.number, decide, ports)
        return change is not None or _has_them(ports.cases.load(shown.number), shown)
    except NotFound:
        return False
    except Exception as error:  # whatever one case does, the others must have their dates
        ports.log.error("publication failed", error=type(error).__name__)
        return None


def _has_them(file: CaseFile, shown: Shown) -> bool:
    """Whether a run before this one gave the case its dates."""
    given = {
        (event.facts["clock"], event.facts.get("due"))
        for event in file.events
        if event.type is EventType.CLOCK_REVISED
    }
    return set(shown.dates.items()) <= given
