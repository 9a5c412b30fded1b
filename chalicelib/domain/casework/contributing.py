"""Others' parts of one coordinated response, and those of staff without an account (S2-25, S2-74;
regulation 9): asked for, asked anew, taken back and kept.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from chalicelib.domain.calendar import london_date
from chalicelib.domain.case import CaseFile, Change
from chalicelib.domain.casework.changing import changed, not_past, stated
from chalicelib.domain.casework.consenting import require_sharing
from chalicelib.domain.contributions import (
    Contribution,
    Contributor,
    contribution_called,
    contributions_of,
)
from chalicelib.domain.errors import Fault, Invalid, RuleBroken
from chalicelib.domain.events import EventType, Happening, Occasion
from chalicelib.domain.policy import Terms

_ASK_FIRST = "Ask the person first whether we may share it with them"
MOST_QUESTIONS = 20
"""More than this is no list of questions but an interview. [D]"""


@dataclass(frozen=True, slots=True)
class ContributionRequest:
    """Who is asked for their part, by when, and that the person agreed to share it with others.

    With an `email`, in its normal form, they are asked by mail: each of the `questions`, one on a line,
    has its own answer on a page of ours, where they read `text` and nothing else of the case.
    `language` is the code of the one in which we speak to them; empty where nobody knows.
    """

    organisation: str
    text: str
    due: date
    consented: bool = False
    contributor: Contributor = Contributor.ORGANISATION
    contact: str = ""
    email: str = ""
    questions: str = ""
    language: str = ""


def ask_contribution(
    file: CaseFile, asked: ContributionRequest, *, terms: Terms, occasion: Occasion
) -> Change:
    """Ask for a part, if whoever it is about lets us share it; our own staff need nobody's leave.

    Source: S2-25, S0-7; regulation 9. Raises: Invalid, ConsentMissing.
    """
    if asked.contributor is Contributor.ORGANISATION:
        if not asked.consented:
            raise Invalid([Fault("consented", _ASK_FIRST)])
        require_sharing(file, day=london_date(occasion.at))
    not_of_the_case(file, asked.email)
    facts = {
        "organisation": str(len(contributions_of(file.events)) + 1),
        "contributor": asked.contributor,
        "due": not_past(asked.due, occasion, "due"),
        "linked": bool(asked.email),
        **({"language": asked.language} if asked.language else {}),
    }
    happening = Happening(EventType.CONTRIBUTION_REQUESTED, facts, _words(asked))
    return changed(file, [happening], terms=terms, occasion=occasion)


def _words(asked: ContributionRequest) -> dict[str, object]:
    return {
        "organisation": asked.organisation,
        "text": asked.text,
        "questions": list(_questions(asked)),
        "contact": asked.contact,
        "email": asked.email,
    }


def _questions(asked: ContributionRequest) -> tuple[str, ...]:
    """One on each line. Raises: Invalid, where somebody asked by mail would find none, or too many."""
    questions = tuple(line.strip() for line in asked.questions.splitlines() if line.strip())
    if asked.email and not questions:
        raise Invalid([Fault("questions", "Write the questions, one on each line")])
    if len(questions) > MOST_QUESTIONS:
        raise Invalid([Fault("questions", f"Ask {MOST_QUESTIONS} questions or fewer")])
    return questions


def not_of_the_case(file: CaseFile, email: str) -> None:
    """Raises: Invalid, for the address of somebody of the case: a contributor is somebody else."""
    held = {party.email.casefold() for party in file.parties if party.email}
    if email.casefold() in held:
        message = "This is the address of a person whom the case is about. Enter the contributor’s own"
        raise Invalid([Fault("email", message)])


@dataclass(frozen=True, slots=True)
class ContributionAgain:
    """Who is asked anew, at which address: the one before, or another. The old link opens nothing."""

    organisation: str
    email: str
    contact: str = ""


def renew_contribution(
    file: CaseFile, again: ContributionAgain, *, terms: Terms, occasion: Occasion
) -> Change:
    """The same questions by a new link, on the same date. Source: S2-25, S0-7.

    Raises: Invalid, RuleBroken, ConsentMissing.
    """
    asked = _awaited(file, again.organisation)
    if not asked.questions:
        raise RuleBroken("They were not asked by mail, or their questions were erased. Ask them again")
    if asked.is_shared:
        require_sharing(file, day=london_date(occasion.at))
    not_of_the_case(file, again.email)
    sealed = {"email": again.email, "contact": again.contact}
    renewed = Happening(EventType.CONTRIBUTION_LINK_RENEWED, {"organisation": asked.id}, sealed)
    return changed(file, [renewed], terms=terms, occasion=occasion)


@dataclass(frozen=True, slots=True)
class LinkTakenBack:
    """Whose link opens nothing any more, and why."""

    organisation: str
    text: str


def revoke_contribution(
    file: CaseFile, revoked: LinkTakenBack, *, terms: Terms, occasion: Occasion
) -> Change:
    """The link is taken back at once; the part is still awaited, in another way or by another link.

    Raises: Invalid, RuleBroken.
    """
    asked = _awaited(file, revoked.organisation)
    if not asked.is_linked:
        raise RuleBroken("They have no link that could be taken back")
    facts, sealed = {"organisation": asked.id}, {"text": revoked.text}
    happening = Happening(EventType.CONTRIBUTION_LINK_REVOKED, facts, sealed)
    return changed(file, [happening], terms=terms, occasion=occasion)


@dataclass(frozen=True, slots=True)
class ContributionReceived:
    """What somebody answered who did not answer by a link."""

    organisation: str
    text: str
    happened_at: datetime | None = None


def receive_contribution(
    file: CaseFile, received: ContributionReceived, *, terms: Terms, occasion: Occasion
) -> Change:
    """Keep what they answered. Source: S2-25. Raises: Invalid."""
    facts = {
        "organisation": _awaited(file, received.organisation).id,
        "happened_at": stated(received.happened_at, file, occasion),
    }
    happening = Happening(EventType.CONTRIBUTION_RECEIVED, facts, {"text": received.text})
    return changed(file, [happening], terms=terms, occasion=occasion)


def _awaited(file: CaseFile, name: str) -> Contribution:
    asked = contribution_called(name, file.events)
    if asked is None or not asked.awaited:
        raise Invalid([Fault("organisation", "Choose from the list")])
    return asked
