"""What the use cases need where files are concerned, stated as they would say it. Adapters answer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Protocol

from chalicelib.domain.alarms import NO_WORDS, Alarms
from chalicelib.domain.documents.judgement import Looked
from chalicelib.domain.documents.uploads import Upload
from chalicelib.domain.identifiers import DocumentId


@dataclass(frozen=True, slots=True)
class UploadForm:
    """A form with which one file can be sent straight to the store: its address, its hidden fields, and
    the name of the field that holds the file (it comes last).
    """

    url: str
    fields: Mapping[str, str]
    file_field: str = "file"


@dataclass(frozen=True, slots=True)
class Arrived:
    """What stands in quarantine. `version` names these very bytes: others that come later in their
    place have another.
    """

    size: int
    version: str


class FileStore(Protocol):
    """Where the bytes are: in quarantine, where nobody can open them, then where they are kept."""

    def form(self, document: DocumentId, *, ceiling: int, back: str) -> UploadForm:
        """A form for exactly this file of at most `ceiling` bytes, good for half an hour. `back` is the
        page that the browser goes to afterwards; empty for a program.
        """

    def put(self, document: DocumentId, content: bytes) -> None:
        """Into quarantine, on behalf of somebody who sent it in another way."""

    def arrived(self, document: DocumentId) -> Arrived | None:
        """What stands in quarantine; None where there is nothing."""

    def read(self, document: DocumentId, arrived: Arrived) -> Quarantined:
        """The file with its bytes."""

    def keep(self, document: DocumentId, version: str) -> None:
        """This version of the bytes out of quarantine, to where it can be opened. Safe to run twice."""

    def keep_instead(self, document: DocumentId, content: bytes) -> None:
        """These bytes to where it can be opened, in place of those in quarantine. Safe to run twice."""

    def empty_quarantine(self, document: DocumentId) -> None:
        """Away with what stands in quarantine. Safe to run twice."""

    def discard(self, document: DocumentId) -> None:
        """Away, wherever it is. Safe to run twice."""

    def erase(self, document: DocumentId) -> None:
        """Away for good, with every version that ever was. Safe to run twice."""

    def file(self, document: DocumentId, content: bytes) -> None:
        """Straight to where it can be opened: what we made ourselves. Safe to run twice."""

    def link(self, document: DocumentId, name: str) -> str:
        """An address that opens it for one minute, as a download called `name`."""


class UploadReader(Protocol):
    """The files that are on their way."""

    def load(self, document: DocumentId) -> Upload | None:
        """One of them; None where there is none, or none any more."""

    def of_draft(self, draft: str) -> tuple[Upload, ...]:
        """Those of a draft, in the order in which they were asked for."""


class UploadStore(UploadReader, Protocol):
    """Reading and changing them."""

    def expect(self, upload: Upload) -> None:
        """Remember that this file may come. One that never does is forgotten within a day."""

    def exchange(self, seen: Upload, after: Upload) -> bool:
        """Put `after` in the place of `seen`; False where it has moved on since."""

    def forget(self, upload: Upload) -> None:
        """It is no longer on its way: the case knows all of it, or it is not wanted."""


class Verdict(StrEnum):
    """What a malware check says. `PENDING`: it has not looked yet, and will tell."""

    CLEAN = "clean"
    INFECTED = "infected"
    PENDING = "pending"
    NOT_CHECKED = "not_checked"


@dataclass(frozen=True, slots=True)
class Quarantined:
    """A file in quarantine with its bytes, for those who must look at it."""

    document: DocumentId
    arrived: Arrived
    content: bytes = field(repr=False)


class MalwareCheck(Protocol):
    """Something that knows harmful files."""

    def verdict(self, file: Quarantined) -> Verdict:
        """What it says of these bytes. Raises: Unavailable."""


@dataclass(frozen=True, slots=True)
class Known:
    """What would identify the patient if it stood in a file (S0-16). `ours` are the organisation's own
    postcodes, which stand on every letter that it writes. `alarms` knows words of danger (S2-65).
    """

    names: tuple[str, ...] = field(repr=False, default=())
    born_on: date | None = field(repr=False, default=None)
    ours: frozenset[str] = frozenset()
    alarms: Alarms = NO_WORDS


class FileReader(Protocol):
    """Looking into a file without running anything of it."""

    def look(self, content: bytes, *, title: str, known: Known) -> Looked:
        """What it is, what is wrong with it, and which identifiers stand in it and in its title. Never
        raises: what cannot be read is a problem of the file.
        """

    def without_place(self, content: bytes) -> bytes | None:
        """The same picture without the place where it was taken, the same each time; None where that
        cannot be done for certain.
        """


@dataclass(frozen=True, slots=True)
class Filing:
    """Everything that has to do with files, as one port."""

    store: FileStore
    uploads: UploadStore
    malware: MalwareCheck
    reader: FileReader
