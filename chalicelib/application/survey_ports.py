"""What the survey needs of the world, stated as the use cases would say it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Protocol

from chalicelib.domain.identifiers import CaseId, OrganisationId
from chalicelib.domain.parties import Party
from chalicelib.domain.surveys.invitations import Invitation
from chalicelib.domain.surveys.questions import Answer


class SurveyReader(Protocol):
    """Reading. A GET is given nothing more than this."""

    def link_of(self, asking: str) -> str:
        """The secret end of a survey's link: made again whenever needed, kept nowhere."""

    def invitation(self, link: str, now: datetime) -> Invitation | None:
        """What a link stands for; None for one that we did not send, or that has ended."""

    def answers(self, organisation: OrganisationId) -> tuple[Answer, ...]:
        """Every answer that is kept, in no order of time."""

    def asked(self, organisation: OrganisationId) -> Mapping[str, int]:
        """How many were asked in each month."""


class Surveys(SurveyReader, Protocol):
    """Asking, answering, and no more of it."""

    def lot_of(self, case: CaseId) -> int:
        """The case's lot from 0 to 99: the same whenever it is asked, and nobody's to foresee."""

    def marks_of(self, party: Party, organisation: OrganisationId) -> tuple[str, ...]:
        """The fingerprints of everything by which a person is known, by every secret that holds."""

    def invite(self, link: str, invitation: Invitation, month: str) -> None:
        """Let a link open, and count one more asked. Writing it again changes nothing."""

    def record(self, link: str, answer: Answer, invitation: Invitation, *, until: datetime) -> bool:
        """Keep the first answer of a link, until it is forgotten; False where the link was used.

        Nothing that is kept leads from the answer to the link, or back. The same answer again is true.
        """

    def complete(self, organisation: OrganisationId, answer: Answer) -> None:
        """Put what was answered besides in the place of the first answer. Raises: NotFound."""

    def answer(self, organisation: OrganisationId, name: str) -> Answer | None:
        """One answer, for the page on which it was given."""

    def stop(self, marks: Iterable[str], at: datetime) -> None:
        """Never ask this person again. Writing it again changes nothing."""

    def stopped(self, marks: Iterable[str]) -> bool:
        """Whether this person said that they want no survey."""
