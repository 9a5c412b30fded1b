"""The documents of a case for programs: the list, a form to send one with, an address to open one."""

from __future__ import annotations

from chalice.app import Blueprint
from pydantic import AwareDatetime, BaseModel, Field

from chalicelib.application.ask_for_file import Wanted, ask_for_case
from chalicelib.application.open_file import open_file
from chalicelib.application.ports import Ports, Reading
from chalicelib.application.read_case import read_case
from chalicelib.domain.documents.kinds import DocumentState, Finding, MediaType, Purpose
from chalicelib.domain.documents.reading import Document, documents_of
from chalicelib.domain.policy import Action
from chalicelib.entry.api_models import Sent
from chalicelib.entry.asked import asked_reference
from chalicelib.entry.doors import Request, resource

doors = Blueprint(__name__)

DOCUMENTS = "/api/cases/{reference}/documents"


class DocumentIn(Sent):
    """A file that is to be added."""

    title: str = Field(description="What it is; a name such as scan001.pdf is refused (S0-15)")
    purpose: Purpose = Field(Purpose.DOCUMENT, description="What it is for (S0-17)")


class OpeningIn(Sent):
    """Nothing is asked: to open is to open."""


class SendingOut(BaseModel):
    """How to send the bytes: POST `fields`, then the file as `file`, as multipart/form-data to `url`
    within half an hour. The store answers 201.
    """

    document: str
    url: str
    fields: dict[str, str]


class PlaceOut(BaseModel):
    """On which page something was found; 0 is the title."""

    finding: Finding
    page: int


class DocumentOut(BaseModel):
    """One document. `state` says whether it can be opened: what is safe by everybody who may open
    documents, what is held by those who decide about it.
    """

    document: str
    title: str
    purpose: Purpose
    state: DocumentState
    findings: tuple[Finding, ...]
    places: tuple[PlaceOut, ...]
    media_type: MediaType | None
    size: int
    received_at: AwareDatetime
    by: str
    released: bool
    opened: int


class DocumentsOut(BaseModel):
    """Every document of a case, in the order in which they came."""

    items: tuple[DocumentOut, ...]


class OpeningOut(BaseModel):
    """An address that gives the file for a minute, without a token."""

    url: str


@resource(doors, "GET", DOCUMENTS, who=Action.READ_CASE, gives=DocumentsOut)
def documents(request: Request, reading: Reading, reference: str) -> DocumentsOut:
    """The documents of a case, each with where it is and what was found in it."""
    opened = read_case(asked_reference(reference), request.staff, reading)
    return DocumentsOut(items=tuple(map(_document, documents_of(opened.file.events))))


@resource(
    doors,
    "POST",
    DOCUMENTS,
    who=Action.ADD_DOCUMENT,
    takes=DocumentIn,
    gives=SendingOut,
    status=201,
)
def add_document(request: Request, ports: Ports, body: DocumentIn, reference: str) -> SendingOut:
    """A form to send a file with; the file is on the case once it has arrived."""
    wanted = Wanted(body.title, body.purpose)
    asked = ask_for_case(wanted, asked_reference(reference), request.staff, ports, back="")
    form = asked.by_script
    return SendingOut(document=asked.upload.id, url=form.url, fields=dict(form.fields))


@resource(
    doors,
    "POST",
    f"{DOCUMENTS}/{{document}}/opening",
    who=Action.OPEN_DOCUMENT,
    takes=OpeningIn,
    gives=OpeningOut,
)
def open_document(
    request: Request, ports: Ports, body: OpeningIn, reference: str, document: str
) -> OpeningOut:
    """Open a document: recorded, then an address for a minute."""
    url = open_file(asked_reference(reference), document, request.staff, ports)
    return OpeningOut(url=url)


def _document(document: Document) -> DocumentOut:
    return DocumentOut(
        document=document.id,
        title=document.title,
        purpose=document.purpose,
        state=document.state,
        findings=document.findings,
        places=tuple(PlaceOut(finding=each.finding, page=each.page) for each in document.places),
        media_type=document.media_type,
        size=document.size,
        received_at=document.received_at,
        by=str(document.by),
        released=document.released,
        opened=document.opened,
    )
