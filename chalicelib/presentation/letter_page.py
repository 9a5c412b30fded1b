"""A letter on paper: whom it goes to, the date, and the words that a mail would have."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from chalicelib.application.ports import Correspondent
from chalicelib.domain.calendar import london_date
from chalicelib.domain.casework.dispatching import NAMES_WHERE_ELSE_TO_TURN
from chalicelib.domain.disclosure import may_go
from chalicelib.domain.identifiers import PartyId
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
    `unchecked` what a letter says whose translation nobody has checked.
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
    letter: Letter
    english: Letter | None
    unchecked: str
    printed: OnPaper | None


def letter_page(about: Correspondent, urls: Urls, today: date) -> LetterPage:
    """The page of this letter, and whether it may go today."""
    person = about.file.party(PartyId(about.message.to.id))
    assert person is not None, "a letter is read only with its person"
    language = language_called(person.language)
    path = urls.path(urls.staff_case(about.file.case.reference))
    waits, stopped = about.message.state is MessageState.TO_SEND, _stopped(about, today)
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
        letter=to_a_person(about, urls, language),
        english=None if language is ENGLISH else to_a_person(about, urls, ENGLISH),
        printed=_on_paper(about, path),
        unchecked="" if language.reviewed else language.said(UNCHECKED),
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


def _on_paper(about: Correspondent, path: str) -> OnPaper | None:
    printed = printed_of(about.file.events, about.message.key)
    return on_paper(printed, about.message, path) if printed else None
