"""Which mail that is in no case came from an address of the people of a case?"""

from __future__ import annotations

from chalicelib.application.letterbox import InboxReader
from chalicelib.domain.case import CaseFile
from chalicelib.domain.stray_mail import StrayMail, addresses_of


def find_stray_mail(file: CaseFile, inbox: InboxReader) -> tuple[StrayMail, ...]:
    """The mails, one call for each address. Source: UK GDPR Articles 15 and 17. Raises: StoreBusy."""
    return tuple(
        StrayMail(row.id, row.sender, row.subject, row.received_at, row.state)
        for address in addresses_of(file)
        for row in inbox.in_no_case(file.case.organisation, address)
    )
