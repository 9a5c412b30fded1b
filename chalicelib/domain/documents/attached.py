"""What a file that came with a mail is called in the store of files."""

from __future__ import annotations

from chalicelib.domain.documents.naming import named_after
from chalicelib.domain.identifiers import DocumentId
from chalicelib.domain.mail_in import AttachedFile, ReceivedMail
from chalicelib.domain.reference import CaseNumber


def document_attached(mail: ReceivedMail, file: AttachedFile, number: CaseNumber) -> DocumentId:
    """The name of one file of a mail in one case: the same each time, so that a mail that is told twice
    brings it once. A ULID in form: it sorts by when the mail came, and says nothing else.
    """
    return named_after("\n".join((mail.id, number, str(file.place))), mail.received_at)
