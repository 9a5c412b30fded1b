"""What a file can be, what it is sent for, and what can be found in it."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum


class MediaType(StrEnum):
    """The kinds of file. Of those that come, told by what is in the file, never by its name."""

    PDF = "application/pdf"
    WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    OPEN_TEXT = "application/vnd.oasis.opendocument.text"
    TEXT = "text/plain"
    JPEG = "image/jpeg"
    PNG = "image/png"
    HEIC = "image/heic"
    MAIL = "message/rfc822"


EXTENSIONS: Mapping[MediaType, str] = {
    MediaType.PDF: "pdf",
    MediaType.WORD: "docx",
    MediaType.OPEN_TEXT: "odt",
    MediaType.TEXT: "txt",
    MediaType.JPEG: "jpg",
    MediaType.PNG: "png",
    MediaType.HEIC: "heic",
    MediaType.MAIL: "eml",
}
"""How a file of this kind is called when somebody opens it."""

TAKEN = tuple(kind for kind in MediaType if kind is not MediaType.MAIL)
"""What people can send us. A mail as a file is one of ours, kept as it went."""

IMAGES = frozenset({MediaType.JPEG, MediaType.PNG, MediaType.HEIC})


class Purpose(StrEnum):
    """What a file is sent for: a picture of a paper is hard to read, one of a wound is not (S0-17)."""

    DOCUMENT = "document"
    CLINICAL_PHOTOGRAPH = "clinical_photograph"
    ADJUSTMENT = "adjustment"


class Finding(StrEnum):
    """What the check found."""

    # It is never opened.
    MALWARE = "malware"
    NOT_CHECKED = "not_checked"
    EMPTY = "empty"
    TOO_LARGE = "too_large"
    TYPE_NOT_TAKEN = "type_not_taken"
    TWO_IN_ONE = "two_in_one"
    UNPACKS_TOO_LARGE = "unpacks_too_large"
    PASSWORD = "password"  # noqa: S105 - a word for what was found, no password
    ACTIVE_CONTENT = "active_content"
    DAMAGED = "damaged"
    IMAGE_OF_DOCUMENT = "image_of_document"
    # A handler looks at it first.
    NHS_NUMBER = "nhs_number"
    DATE_OF_BIRTH = "date_of_birth"
    POSTCODE = "postcode"
    PATIENT_NAME = "patient_name"
    IMAGE_TO_ALLOW = "image_to_allow"
    LOCATION = "location"
    UNREAD = "unread"
    # It is only said.
    LOCATION_REMOVED = "location_removed"
    NO_TEXT = "no_text"


IDENTIFIERS = frozenset(
    {Finding.NHS_NUMBER, Finding.DATE_OF_BIRTH, Finding.POSTCODE, Finding.PATIENT_NAME}
)
"""What identifies a patient (S0-16)."""

HOLDING = IDENTIFIERS | {Finding.IMAGE_TO_ALLOW, Finding.LOCATION, Finding.UNREAD}
"""What makes a handler look first."""

ONLY_SAID = frozenset({Finding.NO_TEXT, Finding.LOCATION_REMOVED})
"""What stops nobody: the text of a scan cannot be searched, the place of a photograph is gone."""

BLOCKING = frozenset(Finding) - HOLDING - ONLY_SAID
"""What means that the file is never opened. Whatever is not named elsewhere blocks."""


class DocumentState(StrEnum):
    """Where a file is on its way."""

    AWAITED = "awaited"
    CHECKING = "checking"
    SAFE = "safe"
    HELD = "held"
    BLOCKED = "blocked"
    DISCARDED = "discarded"


CHECKED = frozenset({DocumentState.SAFE, DocumentState.HELD, DocumentState.BLOCKED})
"""The states in which the check has ended."""
