"""The page of one command: its form, what was typed, what is in the way, and what changed meanwhile."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from chalicelib.application.read_case import OpenFile
from chalicelib.domain.begun import begun_by_others, own_begun
from chalicelib.domain.errors import CaseChanged
from chalicelib.domain.staff import Staff
from chalicelib.domain.theirs import Theirs
from chalicelib.domain.unsaved import Begun
from chalicelib.presentation import case_facts
from chalicelib.presentation.absence_words import absences_ahead
from chalicelib.presentation.case_facts import Fact
from chalicelib.presentation.dates import date_and_time
from chalicelib.presentation.forms.drawing import Drawn, drawn
from chalicelib.presentation.forms.form import Field, Form, Kind
from chalicelib.presentation.heed import heed
from chalicelib.presentation.people import REMOVED, people_of
from chalicelib.presentation.timeline import Entry, entry_of
from chalicelib.presentation.typed import NOTHING_TYPED, Typed
from chalicelib.presentation.urls import Urls

BY_SOMEBODY_ELSE = "Somebody else changed this case while you were working on it"
BY_THEMSELVES = "You changed this case already, in another window or by pressing twice"


@dataclass(frozen=True, slots=True)
class Meanwhile:
    """What somebody else did meanwhile, so that the reader's own was not saved."""

    title: str
    since: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Differs:
    """One question of which somebody else saved another answer meanwhile."""

    label: str
    saved: str
    typed: str


@dataclass(frozen=True, slots=True)
class CommandPage:
    """Everything that the template repeats. `refused` says why the command is not possible now; what
    was typed is then in `lost`, to be copied. `begun` says when the reader typed what stands in the
    form and was not sent, empty where there is nothing such; `others` who else is at it; `keeps`
    whether what is typed is kept for them; `sought` when what stands beside the case was looked for;
    `away` who is on leave, where the form asks for dates.
    """

    form: Form
    path: str
    case_path: str
    reference: str
    person: str
    version: int
    questions: tuple[Drawn, ...]
    typed: Typed
    refused: str
    lost: tuple[str, ...]
    meanwhile: Meanwhile | None
    theirs: tuple[Differs, ...]
    told: tuple[Fact, ...]
    heed: tuple[str, ...]
    is_shut: bool
    keeps: bool
    begun: str
    others: tuple[str, ...]
    sought: str
    away: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Attempt:
    """What somebody tried, and who came between; `begun` where they typed and had not sent it."""

    typed: Typed = NOTHING_TYPED
    changed: CaseChanged | None = None
    begun: Begun | None = None


def begun_attempt(form: Form, opened: OpenFile, reader: Staff) -> Attempt:
    """What the reader began to type and has not saved, with what others have changed since."""
    begun = own_begun(opened.file, reader.id, form.action)
    if begun is None:
        return Attempt()
    since = opened.file.done_by_people_since(begun.version)
    by_others = tuple(event for event in since if event.by.id != reader.id)
    changed = CaseChanged(opened.file.case.reference, by_others) if by_others else None
    return Attempt(Typed(form.name, begun.typed), changed, begun)


def command_page(
    form: Form, opened: OpenFile, reader: Staff, urls: Urls, attempt: Attempt
) -> CommandPage:
    """The page of this command on this case."""
    file, refused = opened.file, opened.refused.get(form.action, "")
    hidden = bool(refused) or opened.is_shut
    case_path = urls.path(urls.staff_case(file.case.reference))
    typed = attempt.typed if attempt.typed.form else Typed(values=form.filled(opened))
    return CommandPage(
        form=form,
        path=f"{case_path}/do/{form.name}",
        case_path=case_path,
        reference=str(file.case.reference),
        person="" if opened.is_shut else file.complainant.full_name if file.complainant else REMOVED,
        version=file.case.version,
        questions=() if refused else drawn(form, opened, typed),
        typed=typed,
        refused=refused,
        lost=_lost(form, attempt.typed) if refused else (),
        meanwhile=meanwhile(attempt.changed, opened, reader),
        theirs=_theirs(form, opened, attempt) if attempt.changed and not hidden else (),
        told=() if opened.is_shut else case_facts.told(file, opened.terms.pack),
        heed=(*heed(file, opened.terms), *_shut(opened)),
        is_shut=opened.is_shut,
        keeps=not hidden and any(_is_long(field) for field in form.fields),
        begun=date_and_time(attempt.begun.at) if attempt.begun else "",
        others=() if hidden else tuple(_others(form, opened, reader)),
        sought="" if hidden or opened.beside is None else _sought(opened.file.theirs),
        away=() if hidden else absences_ahead(opened),
    )


def _sought(theirs: Theirs | None) -> str:
    what = "Other cases of these people, and their mail in no case,"
    if theirs is None:
        return f"{what} were not looked for yet."
    if theirs.looked_at is None:
        return f"{what} are being looked for. Load this page again in a moment."
    return f"{what} were looked for on {date_and_time(theirs.looked_at)}."


def _is_long(field: Field) -> bool:
    """Whether it would hurt to lose what somebody typed there."""
    return field.kind in (Kind.TEXT, Kind.ROWS)


def _others(form: Form, opened: OpenFile, reader: Staff) -> Iterator[str]:
    """Who else is at this form: before two write the same letter (issue 6, point 5)."""
    people = people_of(opened.staff, opened.terms.pack)
    for each in begun_by_others(opened.file, reader.id, form.action):
        yield f"{people.handler(each.by)} typed here on {date_and_time(each.at)} and has not saved it"


def _shut(opened: OpenFile) -> Iterator[str]:
    """Cases of the same people that the reader cannot see from here (S2-14)."""
    for reference in opened.theirs_shut:
        yield (
            f"{reference} may be the same person’s. It opens only to a few, or for a reason: open it "
            "first, or ask who may"
        )


def _lost(form: Form, typed: Typed) -> tuple[str, ...]:
    """What was typed into a form that cannot be sent any more."""
    words = (Kind.TEXT, Kind.LINE)
    texts = (typed.value(field.name) for field in form.fields if field.kind in words)
    return tuple(text for text in texts if text.strip())


def _theirs(form: Form, opened: OpenFile, attempt: Attempt) -> tuple[Differs, ...]:
    """What is saved now beside what was typed, question by question, where the two differ."""
    saved, typed = Typed(values=form.filled(opened)), attempt.typed
    words = [field for field in form.fields if field.kind in (Kind.TEXT, Kind.LINE)]
    pairs = ((field.label, saved.value(field.name), typed.value(field.name)) for field in words)
    return tuple(
        Differs(label, theirs.strip(), own.strip())
        for label, theirs, own in pairs
        if theirs.strip() and _plain(theirs) != _plain(own)
    )


def _plain(text: str) -> str:
    """Browsers send line ends of their own."""
    return "\n".join(text.strip().splitlines())


def meanwhile(changed: CaseChanged | None, opened: OpenFile, reader: Staff) -> Meanwhile | None:
    """What happened to the case after the version that the reader had seen."""
    if changed is None:
        return None
    themselves = all(event.by.id == reader.id for event in changed.since)
    people = people_of(opened.staff, opened.terms.pack)
    since = tuple(entry_of(event, opened.file, people) for event in changed.since)
    return Meanwhile(BY_THEMSELVES if themselves else BY_SOMEBODY_ELSE, since)
