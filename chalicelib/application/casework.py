"""How every command on a case goes: permission, load, decide, save once; again if only the system
acted in between.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Protocol, TypeVar

from chalicelib.application.policy_ports import Policies
from chalicelib.application.ports import CaseReader, Ports, Reading
from chalicelib.domain import permission, workflow
from chalicelib.domain.begun import ended_by
from chalicelib.domain.case import Case, CaseFile, Change
from chalicelib.domain.casework import refuse_if_changed
from chalicelib.domain.errors import CaseChanged, NotFound, StoreBusy, StoreContended
from chalicelib.domain.events import Actor, ActorKind, Occasion
from chalicelib.domain.identity.opening import require_checked_for
from chalicelib.domain.policy import Action, Terms
from chalicelib.domain.reads import require_reason_to_act
from chalicelib.domain.reference import CaseNumber, Reference
from chalicelib.domain.staff import Staff

ATTEMPTS = 5
"""How often a decision is made again when something else was saved in between."""

Decision = Callable[[CaseFile, Terms], Change]
PossibleDecision = Callable[[CaseFile, Terms], Change | None]

Asked = TypeVar("Asked")
AskedBy = TypeVar("AskedBy", contravariant=True)


class Decide(Protocol[AskedBy]):
    """A command of the domain: what is asked of a case, and the change that it makes."""

    def __call__(
        self, file: CaseFile, asked: AskedBy, /, *, terms: Terms, occasion: Occasion
    ) -> Change:
        """The change. Raises what the rules refuse."""


@dataclass(frozen=True, slots=True)
class Request:
    """Who asks for something of which case. `seen_version` is the version on the asker's screen."""

    staff: Staff
    reference: Reference
    seen_version: int

    @property
    def by(self) -> Actor:
        """The asker, as the event will name them."""
        return Actor(ActorKind.STAFF, self.staff.id)


UseCase = Callable[[Request, Asked, Ports], CaseFile]
"""A command as a door asks for it."""


def pinned(case: Case, policies: Policies) -> Terms:
    """The terms under which the case was received; what a role may do is what it may do today.

    Limits and clocks were promised to a person and stay; a role is of its holder, who may have lost
    a permission since, or gained one. Raises: PolicyUnknown.
    """
    terms = policies.terms(case.policy, case.calendar_version, case.organisation)
    today = policies.current(policies.organisation(case.organisation))
    return replace(terms, pack=replace(terms.pack, roles=today.pack.roles))


def permitted_file(
    reference: Reference, staff: Staff, action: Action, *, cases: CaseReader, policies: Policies
) -> tuple[CaseFile, Terms]:
    """The case and its terms, if this person may do this to it.

    A case of another organisation, or under initials that it never had, is not found. Whoever it is
    about reads and does nothing of it; a restricted one opens to few (domain.md 4.2, S2-14).
    Raises: NotFound, NotAllowed.
    """
    file = cases.load(reference.number)
    terms = _terms_of_theirs(file, reference, staff, policies)
    permission.require(file, action, staff, terms)
    return file, terms


def file_of_theirs(
    reference: Reference, staff: Staff, action: Action, *, cases: CaseReader, policies: Policies
) -> tuple[CaseFile, Terms]:
    """The same, whoever may know of it: for what tells nothing of the case.

    Raises: NotFound, NotAllowed.
    """
    file = cases.load(reference.number)
    terms = _terms_of_theirs(file, reference, staff, policies)
    terms.pack.require(staff.roles, action)
    return file, terms


def act_on_theirs(
    reference: Reference, staff: Staff, action: Action, decide: PossibleDecision, ports: Ports
) -> tuple[CaseFile, Terms]:
    """Do one thing with what is one's own of a case, whoever may know of the rest; the case after. They
    see no version of it. Raises: NotFound, NotAllowed, and what `decide` raises.
    """

    def change(file: CaseFile) -> Change | None:
        terms = _terms_of_theirs(file, reference, staff, ports.policies)
        terms.pack.require(staff.roles, action)
        return decide(file, terms)

    saved = _saved(reference.number, change, ports)
    file = saved.file if saved else ports.cases.load(reference.number)
    return file, pinned(file.case, ports.policies)


def _terms_of_theirs(file: CaseFile, reference: Reference, staff: Staff, policies: Policies) -> Terms:
    if file.case.organisation != staff.organisation or not file.case.answers_to(reference):
        raise NotFound(f"There is no case {reference}")
    return pinned(file.case, policies)


def deciding(action: Action, decide: Decide[Asked]) -> UseCase[Asked]:
    """The use case of a command that needs nothing of the world but the case and the time."""

    def do(request: Request, asked: Asked, ports: Ports) -> CaseFile:
        occasion = ports.occasion(request.by)
        return act(
            request,
            action,
            lambda file, terms: decide(file, asked, terms=terms, occasion=occasion),
            ports,
        )

    return do


def act(
    request: Request, action: Action, decide: Decision, ports: Ports, *, read: CaseFile | None = None
) -> CaseFile:
    """Do one thing to a case on behalf of a person, if role, state and guards allow; the case after.

    What the system did meanwhile (a mail sent, a reminder) is taken in; what a person did is not:
    the asker is told. `read` is the case where it came with something else a moment ago: it is decided
    upon first, and read again only if it moved. Raises: NotFound, NotAllowed, CheckNeeded,
    ReasonNeeded, CaseChanged, ActionRefused, and what `decide` raises.
    """

    def change(file: CaseFile) -> Change:
        return _decided(file, request, action, decide, ports)

    saved = _saved(request.reference.number, change, ports, read)
    assert saved is not None, "a person's decision is always a change"
    return saved.file


def rehearse(request: Request, action: Action, decide: Decision, reading: Reading) -> Change:
    """What doing it would change, by all the rules of doing it; nothing is saved. One call.

    Raises: what `act` raises but for the store's own refusals.
    """
    file = reading.cases.load(request.reference.number)
    return _decided(file, request, action, decide, reading)


def _decided(
    file: CaseFile, request: Request, action: Action, decide: Decision, world: Ports | Reading
) -> Change:
    staff = request.staff
    terms = _terms_of_theirs(file, request.reference, staff, world.policies)
    permission.require(file, action, staff, terms)
    require_checked_for(action, file, staff, terms.pack, world.clock.now())
    require_reason_to_act(file, request.seen_version, staff.id, terms.pack)
    refuse_if_changed(file, request.seen_version)
    workflow.require(file, action, terms)
    return ended_by(decide(file, terms), staff.id, action)


def act_for_system(number: CaseNumber, decide: PossibleDecision, ports: Ports) -> Change | None:
    """Do one thing to a case on behalf of the system; None where `decide` finds nothing to do."""

    def change(file: CaseFile) -> Change | None:
        return decide(file, pinned(file.case, ports.policies))

    return _saved(number, change, ports)


def _saved(
    number: CaseNumber,
    decide: Callable[[CaseFile], Change | None],
    ports: Ports,
    read: CaseFile | None = None,
) -> Change | None:
    """What was decided on the case as it is now, saved; decided again where it moved meanwhile.

    A refusal may be the echo of our own write whose answer was lost: before anything is decided
    again, the history is asked whether it holds what was decided before.
    """
    tried: list[Change] = []
    for _ in range(ATTEMPTS):
        file, read = read or ports.cases.load(number), None
        if any(file.holds(change) for change in tried):
            return replace(tried[-1], file=file)
        change = decide(file)
        if change is None:
            return None
        tried.append(change)
        if _is_made(change, ports):
            return change
    raise StoreBusy("The case is being changed by others. Try again in a moment")


def _is_made(change: Change, ports: Ports) -> bool:
    """Whether it was saved; False where the case moved. Raises: StoreBusy, if it was not."""
    try:
        ports.cases.save(change)
    except (CaseChanged, StoreContended):
        return False
    except StoreBusy:
        if not ports.cases.load(change.file.case.number).holds(change):
            raise
    tell(change, ports)
    return True


def tell(change: Change, ports: Ports) -> None:
    """Say in the log what was saved, by names that lead to its mails and to no person."""
    kinds, traces = [each.type for each in change.events], [each.trace for each in change.events]
    ports.log.info("case changed", events=kinds, traces=traces)
