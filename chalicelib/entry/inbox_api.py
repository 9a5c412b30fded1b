"""The inbox for programs: what the pages can do, with the same use cases and permission."""

from __future__ import annotations

from chalice.app import Blueprint
from pydantic import AwareDatetime, BaseModel, Field

from chalicelib.application.letterbox import InboxRow
from chalicelib.application.ports import Ports, Reading
from chalicelib.application.triage_mail import (
    file_mail,
    list_inbox,
    mark_as_spam,
    read_mail,
    take_back,
)
from chalicelib.domain.inbox import InboxMail, MailState
from chalicelib.domain.mail_in import Machine, MailId, Trouble
from chalicelib.domain.policy import Action
from chalicelib.domain.reference import read_reference
from chalicelib.entry.api_models import Sent
from chalicelib.entry.asked import asked_box
from chalicelib.entry.doors import Request, resource

doors = Blueprint(__name__)

INBOX = "/api/inbox"
MAIL = f"{INBOX}/{{mail}}"


class FilingIn(Sent):
    """The case that a mail belongs to."""

    reference: str = Field(description="Its reference, such as ABC/123456")


class InboxRowOut(BaseModel):
    """As much of a mail as a list needs."""

    id: str
    href: str
    received_at: AwareDatetime
    sender: str
    sender_name: str
    subject: str
    state: MailState
    files: int
    cases: tuple[str, ...] = Field(description="The cases that it is in")
    suggestions: tuple[str, ...] = Field(description="The cases that it may be about")
    restricted: bool = Field(description="Its case is: who wrote, and what about, is left out")
    sensitive: bool = Field(description="Its case is: the same, until somebody opens it for a reason")


class InboxOut(BaseModel):
    """A page of the inbox. Follow `next` until it is null."""

    items: tuple[InboxRowOut, ...]
    next: str | None


class FileOut(BaseModel):
    """A file that came with a mail, as the mail names it."""

    name: str
    content_type: str
    size: int


class DeedOut(BaseModel):
    """Who did what with a mail."""

    state: MailState
    by: str
    at: AwareDatetime
    case: str | None


class MailOut(BaseModel):
    """One mail. Its texts are plain; what the sender claims is not proved by anything."""

    id: str
    href: str
    received_at: AwareDatetime
    sender: str
    sender_name: str
    genuine: bool = Field(description="False where the sender's domain did not send it")
    subject: str
    text: str
    machine: Machine | None = Field(description="Which machine wrote it, if no person did")
    troubles: tuple[Trouble, ...] = Field(description="What of it is not shown here")
    files: tuple[FileOut, ...]
    state: MailState
    cases: tuple[str, ...]
    suggestions: tuple[str, ...]
    deeds: tuple[DeedOut, ...]


@resource(doors, "GET", INBOX, who=Action.TRIAGE_MAIL, gives=InboxOut)
def inbox(request: Request, reading: Reading) -> InboxOut:
    """The mail that waits (`box=waiting`, the oldest first) or that was dealt with (`box=done`)."""
    box, after = asked_box(request.query), request.query.get("after", "")
    listed = list_inbox(box, request.staff, reading, after=after)
    following = request.urls.path(INBOX, box=box, after=listed.after)
    return InboxOut(items=tuple(map(_row, listed.rows)), next=following if listed.after else None)


@resource(doors, "GET", MAIL, who=Action.TRIAGE_MAIL, gives=MailOut)
def mail(request: Request, reading: Reading, mail: str) -> MailOut:
    """One mail of the inbox."""
    return _mail(read_mail(MailId(mail), request.staff, reading))


@resource(doors, "POST", f"{MAIL}/filing", who=Action.TRIAGE_MAIL, takes=FilingIn, gives=MailOut)
def put_into_case(request: Request, ports: Ports, body: FilingIn, mail: str) -> MailOut:
    """Put a mail into a case, or into one more; whoever has the case is told."""
    reference = read_reference(body.reference)
    return _mail(file_mail(MailId(mail), reference, request.staff, ports))


@resource(doors, "POST", f"{MAIL}/spam", who=Action.TRIAGE_MAIL, gives=MailOut)
def put_away(request: Request, ports: Ports, mail: str) -> MailOut:
    """Mark a mail as spam."""
    return _mail(mark_as_spam(MailId(mail), request.staff, ports))


@resource(doors, "POST", f"{MAIL}/return", who=Action.TRIAGE_MAIL, gives=MailOut)
def put_back(request: Request, ports: Ports, mail: str) -> MailOut:
    """Let a mail that is no spam wait again."""
    return _mail(take_back(MailId(mail), request.staff, ports))


def _row(row: InboxRow) -> InboxRowOut:
    return InboxRowOut(
        id=row.id,
        href=f"{INBOX}/{row.id}",
        received_at=row.received_at,
        sender=row.sender,
        sender_name=row.sender_name,
        subject=row.subject,
        state=row.state,
        files=row.files,
        cases=tuple(map(str, row.cases)),
        suggestions=tuple(map(str, row.suggestions)),
        restricted=row.restricted,
        sensitive=row.sensitive,
    )


def _mail(found: InboxMail) -> MailOut:
    read = found.mail
    return MailOut(
        id=read.id,
        href=f"{INBOX}/{read.id}",
        received_at=read.received_at,
        sender=read.sender,
        sender_name=read.sender_name,
        genuine=read.genuine,
        subject=read.subject,
        text=read.text,
        machine=read.machine,
        troubles=read.troubles,
        files=tuple(
            FileOut(name=each.name, content_type=each.content_type, size=each.size)
            for each in read.attachments
        ),
        state=found.state,
        cases=tuple(map(str, found.cases)),
        suggestions=tuple(map(str, found.suggestions)),
        deeds=tuple(
            DeedOut(
                state=each.state,
                by=str(each.by),
                at=each.at,
                case=str(each.case) if each.case else None,
            )
            for each in found.deeds
        ),
    )
