"""What staff are asked before somebody whom a complaint concerns is told in writing (T5, T7)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from chalicelib.application.read_case import OpenFile
from chalicelib.domain.events import EventType
from chalicelib.domain.history import last_of, words_of
from chalicelib.domain.investigations import involved_in
from chalicelib.domain.issues import findings_of, issues_of
from chalicelib.domain.letters.drafts import draft_of
from chalicelib.domain.policy import Action
from chalicelib.domain.written_record import record_for_them
from chalicelib.presentation.forms.form import Answers, Field, Form, Kind
from chalicelib.presentation.forms.questions import from_case, remark, text
from chalicelib.presentation.people import REMOVED
from chalicelib.presentation.record_words import PARTS_OF_STAFF
from chalicelib.presentation.work_labels import FINDINGS

_NO_ACCOUNT = " (no account: print it and hand it over)"


def _people(opened: OpenFile) -> Iterable[tuple[str, str]]:
    for each in involved_in(opened.file.events):
        yield each.id, (each.name or REMOVED) + ("" if each.staff else _NO_ACCOUNT)


def _complaint(opened: OpenFile) -> Answers:
    """The complaint as it was told; whoever sends it takes out what does not concern the reader."""
    told = record_for_them(opened.file.events)
    parts = (f"{PARTS_OF_STAFF[part]}:\n{told[part]}" for part in PARTS_OF_STAFF if part in told)
    return {"words": ("\n\n".join(parts),)}


def _found(opened: OpenFile) -> Answers:
    """What was found of each issue, and what the draft says of it."""
    return {"words": ("\n\n".join(_findings(opened)),)}


def _findings(opened: OpenFile) -> Iterator[str]:
    events = opened.file.events
    found = findings_of(events)
    for issue in issues_of(events).issues:
        if issue.id in found:
            yield f"{issue.id}. {issue.text or REMOVED}\n{FINDINGS[found[issue.id]]}"
    summary = last_of(events, EventType.FINDINGS_DRAFTED)
    if summary and (words := str(words_of(summary).get("text", ""))):
        yield words
    draft = draft_of(events)
    if draft:
        yield from filter(None, (draft.text.explanation, draft.text.conclusions))


_PERSON = Field(Kind.LIST, "person", "Who?", missing="Choose the person", choices=from_case(_people))
_WHY_NOW = remark(
    "reason",
    "Why may they know now?",
    hint="Needed where the case is sensitive, as with safeguarding or fraud: a warning could do harm.",
)
_TAKE_OUT = "Take out what does not concern them. Names of colleagues and others go out by themselves."

TELL_STAFF = Form(
    action=Action.TELL_STAFF,
    name="staff-told",
    title="Tell somebody what the complaint says about them",
    why="They get an email that says nothing of it, and read these words, with an offer of support, on "
    "a page of their own. When they open it, that counts as shown and offered. Nobody is told before "
    "you decide it here.",
    button="Tell them now",
    done="They are told. Who has no account gets it on paper: print it below “Staff concerned”",
    fields=(
        _PERSON,
        text("words", "What they will read", "Write what they will read", hint=_TAKE_OUT, lines=12),
        _WHY_NOW,
    ),
    filled=_complaint,
)

SHOW_FINDINGS = Form(
    action=Action.SHOW_FINDINGS,
    name="findings-shown",
    title="Send somebody what was found",
    why="They get an email that says nothing of it, read these words on a page of their own, and can "
    "comment. When they open it, they have seen the findings.",
    button="Send it to them",
    done="It is sent. Who has no account gets it on paper: print it below “Staff concerned”",
    fields=(
        _PERSON,
        text("words", "What they will read", "Write what they will read", hint=_TAKE_OUT, lines=12),
        _WHY_NOW,
    ),
    filled=_found,
)
