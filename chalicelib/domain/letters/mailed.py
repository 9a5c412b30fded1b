"""The mails of a case that are kept just as they went, each with the hash of its bytes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from chalicelib.domain.documents.naming import named_after
from chalicelib.domain.events import Event, EventType, Facts
from chalicelib.domain.history import each_of, words_of
from chalicelib.domain.identifiers import DocumentId
from chalicelib.domain.media import Medium
from chalicelib.domain.messages import OPTIONAL, Message, MessageKind
from chalicelib.domain.recipients import RecipientKind
from chalicelib.domain.reference import CaseNumber

OPENS_SOMETHING = OPTIONAL | {MessageKind.CODE, MessageKind.CONSENT_QUESTION}
"""What has a code, or a link that is its reader's alone: it is kept nowhere."""


@dataclass(frozen=True, slots=True)
class Mailed:
    """One mail as it went: which file of the store it is, its SHA-256, its size in bytes, and its
    subject, which names nobody.
    """

    document: DocumentId
    digest: str
    size: int
    subject: str

    @property
    def facts(self) -> Facts:
        """What the event of its sending says of it."""
        return {"document": self.document, "digest": self.digest, "size": self.size}


def is_kept(message: Message) -> bool:
    """Whether the mail is kept: whatever tells a person of the case something of substance.

    Source: S2-92 (kept exactly as sent); issue 6, point 5.
    """
    by_mail = message.medium is Medium.EMAIL and message.to.kind is RecipientKind.PARTY
    return by_mail and message.kind not in OPENS_SOMETHING


def document_mailed(message: Message, number: CaseNumber) -> DocumentId:
    """What the mail is called in the store of files: the same each time that it is tried."""
    return named_after(f"{number}\n{message.key}\nmail", message.owed_at)


def mailed_with(events: Iterable[Event], message: str) -> Mailed | None:
    """The mail that went last with this message; None where none is kept."""
    sent = each_of(tuple(events), EventType.MESSAGE_SENT)
    went = [_mailed(e) for e in sent if e.facts["message"] == message and "document" in e.facts]
    return went[-1] if went else None


def _mailed(event: Event) -> Mailed:
    facts = event.facts
    subject = str(words_of(event).get("title", ""))
    return Mailed(DocumentId(facts["document"]), facts["digest"], facts["size"], subject)
