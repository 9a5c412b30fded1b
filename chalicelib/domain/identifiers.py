"""Names for the strings that must not be mixed up."""

from typing import NewType

CaseId = NewType("CaseId", str)
"""A ULID; never shown to a person."""

OrganisationId = NewType("OrganisationId", str)
StaffId = NewType("StaffId", str)
"""A sign-in name of the organisation's directory, such as `complaints.manager`."""

TeamCode = NewType("TeamCode", str)
RoleCode = NewType("RoleCode", str)
"""A role of the policy pack, such as `complaints_manager` (domain.md 4.2)."""

PartyId = NewType("PartyId", str)
"""A person's place in one case: `complainant`, `patient`, …"""

DocumentId = NewType("DocumentId", str)
"""A ULID; the only name that a file has in the store of files."""

MailId = NewType("MailId", str)
"""What a mail is called in the store of raw mails: letters and digits that say nothing of anybody."""
