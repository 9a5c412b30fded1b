"""The files of a mail that was put into a case become documents of it, once each."""

from __future__ import annotations

from chalicelib.application.bring_in_file import bring_in_file
from chalicelib.application.ports import Ports
from chalicelib.domain.documents.attached import document_attached
from chalicelib.domain.events import system
from chalicelib.domain.mail_in import ReceivedMail, Trouble
from chalicelib.domain.reference import CaseNumber

POST_ROOM = system("post_room")


def bring_in_attachments(mail: ReceivedMail, number: CaseNumber, ports: Ports) -> None:
    """Take the mail's files out of the raw mail, and each through the check that uploads go through.

    They come from outside, whoever put the mail into the case. What the mail service found harmful is
    left where it is: the raw mail is kept whole. Safe to run twice. Source: S0-12, S0-16, S0-17.
    Raises: NotFound, StoreBusy.
    """
    if not mail.attachments or Trouble.HARMFUL in mail.troubles:
        return
    raw = ports.letterbox.raw.read(mail.id)
    for file, content in ports.letterbox.reader.files(raw, mail.attachments):
        document = document_attached(mail, file, number)
        bring_in_file(content, document, name=file.name, number=number, by=POST_ROOM, ports=ports)
