"""A letter on paper: whom it goes to, the date, and the words that a mail would have."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from chalicelib.application.ports import Correspondent
from chalicelib.domain.calendar import london_date
from chalicelib.domain.casework.dispatching import NAMES_WHERE_ELSE_TO_TURN
from chalicelib.domain.disclosure import may_go
from chalicelib.domain.identifiers import PartyId
from chalicelib.domain.letters.mailed import mailed_with
from chalicelib.domain.letters.printed import printed_of
from chalicelib.domain.media import Medium
from chalicelib.domain.messages import MessageState
from chalicelib.domain.policy import Action
from chalicelib.presentation import signposts
from chalicelib.presentation.case_actions import command_path
from chalicelib.presentation.correspondence import to_a_person
from chalicelib.presentation.dates import short_date
from chalicelib.presentation.heed import heed
from chalicelib.presentation.labels_of_people import MEDIA
from chalicelib.presentation.language import ENGLISH, Language, language_called
from chalicelib.presentation.letter import Letter
from chalicelib.presentation.printed import UNCHECKED
from chalicelib.presentation.response_page import OnPaper, on_paper
from chalicelib.presentation.urls import Urls


@dataclass(frozen=True, slots=True)
class LetterPage:
    """Everything that the template repeats. `english` is the same letter for whoever cannot read it;
    `unchecked` what a letter says whose translation nobody has checked. What went is not written anew:
    `kept` is the file of it, `digest` its SHA-256, and `letter` is None.
    """

    title: str
    reference: str
    case_path: str
    record_path: str
    heed: tuple[str, ...]
    language: Language
    large: bool
    name: str
    address: str
    day: str
    letter: Letter | None
    english: Letter | None
    unchecked: str
    printed: OnPaper | None
    kept: OnPaper | None
    digest: str


def letter_page(about: Correspondent, urls: Urls, today: date) -> LetterPage:
    """The page of this letter, and whether it may go today."""
    person = about.file.party(PartyId(about.message.to.id))
    assert person is not None, "a letter is read only with its person"
    language = language_called(person.language)
    path = urls.path(urls.staff_case(about.file.case.reference))
    waits, stopped = about.message.state is MessageState.TO_SEND, _stopped(about, today)
    kept, digest = _as_it_went(about, path)
    return LetterPage(
        title=MEDIA[about.message.medium],
        reference=str(about.file.case.reference),
        case_path=path,
        record_path=command_path(path, Action.RECORD_DISPATCH) if waits and not stopped else "",
        heed=(*stopped, *heed(about.file, about.terms)),
        language=language,
        large=about.message.medium is Medium.LARGE_PRINT,
        name=" ".join(part for part in (person.title, person.full_name) if part),
        address="\n".join(part for part in (person.address, person.postcode) if part),
        day=short_date(london_date(about.message.owed_at), language),
        letter=None if kept else to_a_person(about, urls, language),
        english=None if kept or language is ENGLISH else to_a_person(about, urls, ENGLISH),
        printed=_on_paper(about, path),
        unchecked="" if kept or language.reviewed else language.said(UNCHECKED),
        kept=kept,
        digest=digest,
    )


def _stopped(about: Correspondent, today: date) -> tuple[str, ...]:
    """Why this letter must not go today: what it names is in doubt, or its reader may not be told."""
    doubt = signposts.in_doubt(about.terms.pack.contacts, today, invented_too=False)
    named = about.message.kind in NAMES_WHERE_ELSE_TO_TURN
    held = not may_go(about.message, about.file.events, about.terms, today)
    return (
        *((f"Do not send this letter yet. {doubt}",) if doubt and named else ()),
        *(("Do not send this letter: the patient has not agreed to it",) if held else ()),
    )


def _as_it_went(about: Correspondent, path: str) -> tuple[OnPaper | None, str]:
    """What went, as a file with its hash: the mail, or the PDF of what a person sent."""
    events, message = about.file.events, about.message
    mailed, printed = mailed_with(events, message.key), printed_of(events, message.key)
    if mailed:
        return _file(MAILED, mailed.document, path), mailed.digest
    if printed and message.state not in (MessageState.TO_SEND, MessageState.OWED, MessageState.SENDING):
        return on_paper(printed, message, path), printed.digest
    return None, ""


MAILED = "The email, just as it went"


def _file(title: str, document: str, path: str) -> OnPaper:
    return OnPaper(title, f"{path}/documents/{document}/opening", "")


def _on_paper(about: Correspondent, path: str) -> OnPaper | None:
    printed = printed_of(about.file.events, about.message.key)
    return on_paper(printed, about.message, path) if printed else None
