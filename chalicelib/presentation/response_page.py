"""The page of the response: the letter as it is or was sent, what its checks say, its versions."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from chalicelib.application.read_case import OpenFile
from chalicelib.domain.case import CaseFile
from chalicelib.domain.events import EventType
from chalicelib.domain.identifiers import RoleCode
from chalicelib.domain.letters.checks import remarks_on
from chalicelib.domain.letters.drafts import Draft, drafts_of
from chalicelib.domain.letters.kept import (
    SentLetter,
    copy_without_others,
    kept_response,
    sent_letter,
)
from chalicelib.domain.letters.matter import matter_of
from chalicelib.domain.letters.printed import Printed, printed_in
from chalicelib.domain.letters.remarks import Remark
from chalicelib.domain.messages import Message, MessageKind
from chalicelib.domain.policy import Action
from chalicelib.domain.signing_off import SIGNATORIES, roles_under
from chalicelib.domain.staff import Organisation
from chalicelib.presentation.dates import date_and_time
from chalicelib.presentation.forms import FORMS
from chalicelib.presentation.labels_of_people import MEDIA
from chalicelib.presentation.people import people_of
from chalicelib.presentation.response_letter import response_letter, title_of
from chalicelib.presentation.urls import Urls


@dataclass(frozen=True, slots=True)
class Saved:
    """One version in the list: who saved it and when, and where it is read."""

    number: int
    told: str
    path: str


@dataclass(frozen=True, slots=True)
class OnPaper:
    """The letter as a PDF: what it is called, where it is opened, and what to heed of it."""

    title: str
    path: str
    doubt: str


@dataclass(frozen=True, slots=True)
class Step:
    """What can be done with the letter now."""

    title: str
    path: str


@dataclass(frozen=True, slots=True)
class Wanted:
    """How the letter is to be shown: a version by its number (0: the last), large, or as a copy."""

    version: int = 0
    large: bool = False
    copy: bool = False


@dataclass(frozen=True, slots=True)
class ResponsePage:
    """Everything that the template repeats. `letter` is None while there is none."""

    reference: str
    case_path: str
    path: str
    letter: SentLetter | None
    caption: str
    digest: str
    remarks: tuple[Remark, ...]
    versions: tuple[Saved, ...]
    steps: tuple[Step, ...]
    printed: tuple[OnPaper, ...]
    large: bool


_STEPS = (
    Action.DRAFT_LETTER,
    Action.SUBMIT_LETTER,
    Action.APPROVE_LETTER,
    Action.DELEGATE_SIGNING,
    Action.SEND_RESPONSE,
    Action.RECORD_DISPATCH,
    Action.HAND_COPY,
)


def response_page(
    opened: OpenFile, organisation: Organisation, urls: Urls, wanted: Wanted, *, now: datetime
) -> ResponsePage:
    """The page of this case's letter."""
    file = opened.file
    case_path = urls.path(urls.staff_case(file.case.reference))
    drafts = drafts_of(file.events)
    draft = _wanted(drafts, wanted)
    letter, caption, digest = _shown(opened, organisation, wanted, draft, now)
    matter = matter_of(file, opened.terms.pack, opened.staff)
    return ResponsePage(
        reference=str(file.case.reference),
        case_path=case_path,
        path=f"{case_path}/answer",
        letter=letter,
        caption=caption,
        digest=digest,
        remarks=remarks_on(draft.text, matter) if draft and not digest else (),
        versions=_versions(opened, drafts, f"{case_path}/answer"),
        steps=tuple(
            Step(FORMS[action].title, f"{case_path}/do/{FORMS[action].name}")
            for action in _STEPS
            if opened.may(action)
        ),
        printed=printed_responses(file, case_path),
        large=wanted.large,
    )


DOUBTFUL = "Some characters in it cannot be printed. Look at it before you send it"


def printed_responses(file: CaseFile, case_path: str) -> tuple[OnPaper, ...]:
    """The response as PDF, in every print in which it was set."""
    messages = {each.key: each for each in file.messages}
    return tuple(
        on_paper(each, messages[each.message], case_path)
        for each in printed_in(file.events)
        if messages[each.message].kind is MessageKind.RESPONSE
    )


def on_paper(printed: Printed, message: Message, case_path: str) -> OnPaper:
    """One letter that was set, as a page offers it."""
    return OnPaper(
        title=MEDIA[message.medium],
        path=f"{case_path}/documents/{printed.document}/opening",
        doubt="" if printed.accessible else DOUBTFUL,
    )


def _wanted(drafts: tuple[Draft, ...], wanted: Wanted) -> Draft | None:
    asked = next((draft for draft in drafts if draft.version == wanted.version), None)
    return asked or (drafts[-1] if drafts else None)


def _shown(
    opened: OpenFile, organisation: Organisation, wanted: Wanted, draft: Draft | None, now: datetime
) -> tuple[SentLetter | None, str, str]:
    """The letter, what it is, and its hash where it was sent."""
    events, pack = opened.file.events, opened.terms.pack
    sent, kept = kept_response(events), sent_letter(events)
    if kept and sent and not wanted.version:
        gone = sent.type is EventType.RESPONSE_SENT
        caption = (
            f"Sent on {date_and_time(sent.at)}" if gone else "Ready, and not sent in every form yet"
        )
        shown = copy_without_others(kept, opened.file) if wanted.copy else kept
        return shown, caption, str(sent.facts["letter"])
    if draft is None:
        return None, "Nobody has written it yet", ""
    signed = title_of(next(iter(roles_under(pack, SIGNATORIES)), RoleCode("")), pack)
    letter = response_letter(draft.text, opened.file, organisation, signed=signed, at=now)
    return letter, f"Version {draft.version}, not sent", ""


def _versions(opened: OpenFile, drafts: tuple[Draft, ...], path: str) -> tuple[Saved, ...]:
    people = people_of(opened.staff, opened.terms.pack)
    return tuple(
        Saved(
            each.version,
            f"{people.handler(each.author)}, {date_and_time(each.at)}",
            f"{path}?version={each.version}",
        )
        for each in reversed(drafts)
    )
