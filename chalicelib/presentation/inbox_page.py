"""The inbox of an organisation: what waits for somebody to say where it belongs, and one mail of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from chalicelib.application.letterbox import Box, InboxPage, InboxRow
from chalicelib.domain.inbox import PUT_AWAY, Deed, InboxMail, MailState
from chalicelib.domain.inbox_keeping import InboxTerms, goes_on
from chalicelib.domain.mail_in import AttachedFile, Machine, MailId, Trouble
from chalicelib.domain.reference import Reference
from chalicelib.presentation.dates import date_and_time, full_date
from chalicelib.presentation.labels import Tag
from chalicelib.presentation.letter import Letter, Link, Paragraph
from chalicelib.presentation.people import SENSITIVE, People
from chalicelib.presentation.typed import NOTHING_TYPED, Typed
from chalicelib.presentation.urls import Urls

BOXES: Mapping[Box, str] = {Box.WAITING: "Waiting", Box.DONE: "Done", Box.AWAY: "Put away"}

EMPTY: Mapping[Box, str] = {
    Box.WAITING: "No mail is waiting.",
    Box.DONE: "No mail was put into a case yet.",
    Box.AWAY: "No mail was put away.",
}

STATES: Mapping[MailState, Tag] = {
    MailState.WAITING: Tag("Waiting", "blue"),
    MailState.FILED: Tag("In a case", "green"),
    MailState.MADE_CASE: Tag("Made a case", "green"),
    MailState.SPAM: Tag("Put away", "grey"),
    MailState.LOOP: Tag("Our own mail, back again", "grey"),
}

URGENT = Tag("Read this now", "red")
DANGER = (
    "Words in this mail tell that somebody may be in danger. Read it now, act on it, and put it into a "
    "case or make a case of it: the case asks what was done."
)

DEEDS: Mapping[MailState, str] = {
    MailState.WAITING: "Put back to wait",
    MailState.FILED: "Filed",
    MailState.MADE_CASE: "Made a case of it",
    MailState.SPAM: "Put away: it is nothing for us",
    MailState.LOOP: "Recognised as a mail that we sent ourselves",
}

MACHINES: Mapping[Machine, str] = {
    Machine.ABSENT: "An answering machine wrote this. Nobody needs an answer.",
    Machine.RETURNED: "This is a notice that a mail of ours did not arrive. Find out which one.",
    Machine.LIST: "This was sent to many people at once.",
    Machine.OURS: "This is a mail of ours that came back in a circle.",
}

TROUBLES: Mapping[Trouble, str] = {
    Trouble.UNREADABLE: "Only the head of this mail could be read: its parts are too many or too deep.",
    Trouble.SHORTENED: "This mail is longer than what is shown here.",
    Trouble.TOO_LARGE: "This mail is too large to be read here.",
    Trouble.HARMFUL: "The mail service found harmful software in this mail. Open nothing of it.",
}

NOT_GENUINE = "The mail service could not confirm who sent this. The address may be false."

RESTRICTED = "Restricted: only a few can read this"

DONE: Mapping[str, str] = {
    "filed": "The mail is in the case, and whoever has the case is told",
    "spam": "The mail is put away",
    "returned": "The mail waits again",
}
"""What is said after a change, by the code that the address carries."""


@dataclass(frozen=True, slots=True)
class Tab:
    """One box of the inbox, and where it is."""

    title: str
    path: str
    current: bool


@dataclass(frozen=True, slots=True)
class Line:
    """One mail in the list."""

    path: str
    subject: str
    sender: str
    received: str
    files: str
    tag: Tag
    about: str


@dataclass(frozen=True, slots=True)
class Inbox:
    """Everything that the template of the list repeats."""

    tabs: tuple[Tab, ...]
    lines: tuple[Line, ...]
    empty: str
    next_path: str


def inbox_page(page: InboxPage, box: Box, urls: Urls) -> Inbox:
    """One page of a box."""
    return Inbox(
        tabs=tuple(
            Tab(title, urls.path(INBOX, box=each), each is box) for each, title in BOXES.items()
        ),
        lines=tuple(_line(row, urls) for row in page.rows),
        empty=EMPTY[box],
        next_path=urls.path(INBOX, box=box, after=page.after) if page.after else "",
    )


INBOX = "/staff/inbox"


def mail_path(mail: MailId) -> str:
    """The path of one mail of the inbox."""
    return f"{INBOX}/{mail}"


def inbox_warning(mail: MailId, urls: Urls) -> Letter:
    """What the people on call read of a mail that may not wait (S2-65). It says nothing of the mail."""
    return Letter(
        "Read this now",
        (
            Paragraph(
                "A mail came in, and somebody may be in danger. Open it now, read it, and act on it "
                "at once. Then put it into a case, or make a case of it."
            ),
            Link("Open the mail", urls.full(urls.path(mail_path(mail)))),
        ),
        foot=("You need to sign in to see it.",),
    )


def _line(row: InboxRow, urls: Urls) -> Line:
    return Line(
        path=urls.path(mail_path(row.id)),
        subject=_subject(row),
        sender=_sender(row),
        received=date_and_time(row.received_at),
        files=_count(row.files),
        tag=URGENT if row.urgent else STATES[row.state],
        about=_about(row),
    )


def _subject(row: InboxRow) -> str:
    if row.restricted:
        return RESTRICTED
    return SENSITIVE if row.sensitive else row.subject or "(no subject)"


def _sender(row: InboxRow) -> str:
    hidden = row.restricted or row.sensitive
    return "" if hidden else row.sender_name or row.sender or "Unknown sender"


def _about(row: InboxRow) -> str:
    """The cases that it is in; else those that it may be about, which nobody has confirmed."""
    if row.cases or not row.suggestions:
        return ", ".join(map(str, row.cases))
    return f"Perhaps {' or '.join(map(str, row.suggestions))}"


def _count(files: int) -> str:
    return "" if not files else f"{files} {'file' if files == 1 else 'files'}"


@dataclass(frozen=True, slots=True)
class Named:
    """A case by its reference, and where it is."""

    reference: str
    path: str


@dataclass(frozen=True, slots=True)
class Told:
    """One thing that was done with a mail."""

    title: str
    who: str
    at: str


@dataclass(frozen=True, slots=True)
class MailPage:
    """Everything that the template of one mail repeats. Its texts are somebody else's, and plain."""

    path: str
    subject: str
    sender: str
    address: str
    received: str
    text: str
    files: tuple[str, ...]
    warnings: tuple[str, ...]
    tag: Tag
    cases: tuple[Named, ...]
    suggestions: tuple[str, ...]
    deeds: tuple[Told, ...]
    may_file: bool
    waits: bool
    is_spam: bool
    goes: str
    new_case_path: str
    typed: Typed
    done: str


def mail_page(
    mail: InboxMail,
    people: People,
    terms: InboxTerms,
    urls: Urls,
    *,
    typed: Typed = NOTHING_TYPED,
    done: str = "",
) -> MailPage:
    """One mail, with what can be done with it, and when it goes where it was put away."""
    read, waits = mail.mail, mail.state is MailState.WAITING
    return MailPage(
        path=urls.path(mail_path(read.id)),
        subject=read.subject or "(no subject)",
        sender=read.sender_name or read.sender or "Unknown sender",
        address=read.sender,
        received=date_and_time(read.received_at),
        text=read.text,
        files=tuple(map(_file, read.attachments)),
        warnings=tuple(_warnings(mail)),
        tag=URGENT if mail.is_urgent else STATES[mail.state],
        cases=tuple(_named(reference, urls) for reference in mail.cases),
        suggestions=tuple(map(str, mail.suggestions)),
        deeds=tuple(_told(deed, people) for deed in reversed(mail.deeds)),
        may_file=mail.state in (MailState.WAITING, MailState.FILED, MailState.MADE_CASE),
        waits=waits,
        is_spam=mail.state is MailState.SPAM,
        goes=full_date(goes_on(mail.deeds[-1].at, terms)) if mail.state in PUT_AWAY else "",
        new_case_path=urls.path("/staff/contacts/new", mail=read.id) if waits else "",
        typed=typed,
        done=DONE.get(done, ""),
    )


def _warnings(mail: InboxMail) -> list[str]:
    read = mail.mail
    machine = [MACHINES[read.machine]] if read.machine else []
    danger = [DANGER] if mail.is_urgent else []
    genuine = [] if read.genuine else [NOT_GENUINE]
    return [*danger, *(TROUBLES[trouble] for trouble in read.troubles), *genuine, *machine]


def _file(file: AttachedFile) -> str:
    return f"{file.name} ({_size(file.size)})"


def _size(size: int) -> str:
    """
    >>> _size(300), _size(2_500_000)
    ('1 KB', '2.5 MB')
    """
    return f"{max(1, round(size / 1_000))} KB" if size < 1_000_000 else f"{size / 1_000_000:.1f} MB"


def _named(reference: Reference, urls: Urls) -> Named:
    return Named(str(reference), urls.path(urls.staff_case(reference)))


def _told(deed: Deed, people: People) -> Told:
    where = f" in {deed.case}" if deed.case and deed.state is MailState.FILED else ""
    made = f": {deed.case}" if deed.case and deed.state is MailState.MADE_CASE else ""
    return Told(DEEDS[deed.state] + where + made, people.actor(deed.by), date_and_time(deed.at))
