"""A file on its way to us, from the form that it is sent with to the end of its check.

It is kept apart from the case, because it begins before there is one: somebody adds a letter to a
complaint that they are still writing.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from chalicelib.domain.documents.judgement import NOT_JUDGED, Judgement
from chalicelib.domain.documents.kinds import CHECKED, DocumentState, Purpose
from chalicelib.domain.events import Actor, Facts
from chalicelib.domain.identifiers import DocumentId, OrganisationId
from chalicelib.domain.reference import CaseNumber

FORM_LASTS = timedelta(minutes=30)
"""How long a file can be sent with the form that was given for it."""


@dataclass(frozen=True, slots=True)
class Owner:
    """What the file belongs to: a draft by its key, or a case by its number. One of the two."""

    draft: str = ""
    number: CaseNumber | None = None


@dataclass(frozen=True, slots=True)
class Upload:
    """One file on its way. `judgement` is empty until the check has ended; `version` then names the
    bytes that it is about.
    """

    id: DocumentId
    owner: Owner
    organisation: OrganisationId
    title: str
    purpose: Purpose
    by: Actor
    asked_at: datetime
    state: DocumentState = DocumentState.AWAITED
    judgement: Judgement = NOT_JUDGED
    version: str = ""

    @property
    def is_checked(self) -> bool:
        """Whether the check has ended, one way or another."""
        return self.state in CHECKED

    def takes_room(self, now: datetime) -> bool:
        """Whether it counts among the files of its form: it has come, or may still come."""
        may_come = now < self.asked_at + FORM_LASTS
        return self.state is not DocumentState.AWAITED or may_come

    @property
    def facts(self) -> Facts:
        """What the case's chain may hold of it: codes only."""
        return {"document": self.id, "purpose": self.purpose}


def arrived(upload: Upload) -> Upload:
    """The bytes are here, and nobody has looked at them yet."""
    return replace(upload, state=DocumentState.CHECKING)


def finished(upload: Upload, judgement: Judgement, *, version: str) -> Upload:
    """The check of this version of its bytes has ended."""
    return replace(upload, state=judgement.state, judgement=judgement, version=version)
