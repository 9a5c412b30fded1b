"""What staff are asked about calls back and appointments (S0-8 to S0-11, S2-71)."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from chalicelib.application.read_case import OpenFile
from chalicelib.domain.calls import APPOINTMENT, CALLBACK, CallOutcome, Means, MeetingOutcome, open_ones
from chalicelib.domain.diary import LENGTHS
from chalicelib.domain.policy import Action
from chalicelib.domain.reachable import why_not_meet
from chalicelib.presentation.dates import date_and_time
from chalicelib.presentation.forms.form import Answers, Field, Form, Kind, offered
from chalicelib.presentation.forms.moments import EARLIER_OR_NOW, happened_at
from chalicelib.presentation.forms.questions import what_was_left
from chalicelib.presentation.labels import CALL_OUTCOMES, MEANS, MEETING_OUTCOMES
from chalicelib.presentation.typed import Choice


def _everybody(opened: OpenFile) -> Sequence[Choice]:
    return [Choice(person.id, person.name) for person in opened.staff]


def _by_the_handler(opened: OpenFile) -> Answers:
    handler = opened.file.case.handler
    return {"person": (handler,)} if handler else {}


def _open(kind: str) -> Callable[[OpenFile], Sequence[Choice]]:
    def choices(opened: OpenFile) -> Sequence[Choice]:
        names = {person.id: person.name for person in opened.staff}
        return [
            Choice(each.id, f"{date_and_time(each.slot)}, {names.get(each.staff, each.staff)}")
            for each in open_ones(opened.file.events, kind)
        ]

    return choices


def _the_only_one(kind: str, name: str) -> Callable[[OpenFile], Answers]:
    def filled(opened: OpenFile) -> Answers:
        found = open_ones(opened.file.events, kind)
        return {name: (found[0].id,)} if len(found) == 1 else {}

    return filled


def _which_appointment() -> Field:
    return Field(
        Kind.LIST,
        "appointment",
        "Which appointment?",
        missing="Choose the appointment",
        choices=_open(APPOINTMENT),
    )


def _slot(hint: str = "", *, optional: bool = False) -> Field:
    missing = "" if optional else "Enter the date and time"
    return Field(Kind.MOMENT, "slot", "Date and time", hint, missing, optional)


def _asked_for_it(*, means: tuple[Means, ...]) -> Field:
    """Why it is agreed in a way that the person said never to use, or cannot take part in."""
    return Field(
        Kind.TEXT,
        "asked_for_it",
        "If they asked for this themselves, what did they say?",
        hint="They said never to use this way, or cannot take part in it.",
        optional=True,
        lines=2,
        asked_of=lambda opened: any(_is_unwanted(opened, each) for each in means),
    )


def _is_unwanted(opened: OpenFile, means: Means) -> bool:
    person = opened.file.complainant
    return person is not None and bool(why_not_meet(person, means))


CALL_BACK = Form(
    action=Action.AGREE_CALLBACK,
    name="callback",
    title="Agree to call back",
    why="Whoever calls gets it into their calendar, a reminder half an hour before, and a notice if "
    "nobody called.",
    button="Agree the call",
    done="The call back is agreed",
    fields=(
        Field(
            Kind.LIST,
            "person",
            "Who will call?",
            missing="Choose who will call",
            choices=_everybody,
        ),
        _slot("Leave it empty for today, if the person agreed no other time.", optional=True),
        Field(
            Kind.TEXT,
            "question",
            "What do they want to know?",
            missing="Write what they want to know",
        ),
        Field(
            Kind.LIST,
            "instead_of",
            "Does it take the place of a call that was promised?",
            "Leave it empty for a new promise.",
            optional=True,
            choices=_open(CALLBACK),
        ),
        _asked_for_it(means=(Means.TELEPHONE,)),
    ),
    filled=_by_the_handler,
)

CALL_MADE = Form(
    action=Action.END_CALLBACK,
    name="callback-end",
    title="Record a call back",
    why="Only having spoken keeps the promise. To a machine, leave your name and number, and say "
    "nothing about the case.",
    button="Record the call",
    done="The call is recorded",
    fields=(
        Field(
            Kind.LIST,
            "callback",
            "Which call?",
            missing="Choose the call",
            choices=_open(CALLBACK),
        ),
        Field(
            Kind.ONE,
            "outcome",
            "How did it end?",
            missing="Say how it ended",
            choices=offered({each: CALL_OUTCOMES[each] for each in CallOutcome}),
        ),
        what_was_left(shown_if=("outcome", CallOutcome.VOICEMAIL)),
        EARLIER_OR_NOW,
        happened_at(),
        Field(
            Kind.TEXT,
            "note",
            "What was said",
            "Only after you confirmed who you were speaking with.",
            optional=True,
        ),
    ),
    filled=_the_only_one(CALLBACK, "callback"),
)

BOOK = Form(
    action=Action.BOOK_APPOINTMENT,
    name="appointment",
    title="Agree an appointment",
    why="Both sides get an invitation: the person by email, if they agreed to email.",
    button="Agree the appointment",
    done="The appointment is agreed",
    fields=(
        Field(
            Kind.LIST,
            "person",
            "With whom?",
            missing="Choose with whom",
            choices=_everybody,
        ),
        _slot("On the quarter of an hour, such as 10:15."),
        Field(
            Kind.ONE,
            "minutes",
            "How long?",
            missing="Choose how long it will take",
            choices=offered({str(each): f"{each} minutes" for each in LENGTHS}),
        ),
        Field(
            Kind.ONE,
            "means",
            "How?",
            missing="Choose how you will meet",
            choices=offered({each: MEANS[each] for each in Means}),
        ),
        _asked_for_it(means=tuple(Means)),
    ),
    filled=_by_the_handler,
)

MOVE = Form(
    action=Action.MOVE_APPOINTMENT,
    name="appointment-move",
    title="Move an appointment",
    why="Everybody who was invited gets the new time.",
    button="Move it",
    done="The appointment is moved",
    fields=(_which_appointment(), _slot("On the quarter of an hour, such as 10:15.")),
    filled=_the_only_one(APPOINTMENT, "appointment"),
)

CANCEL = Form(
    action=Action.CANCEL_APPOINTMENT,
    name="appointment-cancel",
    title="Cancel an appointment",
    why="Everybody who was invited is told that it is off. They are not told why.",
    button="Cancel the appointment",
    done="The appointment is cancelled",
    fields=(
        _which_appointment(),
        Field(Kind.TEXT, "reason", "Why?", "For our records.", missing="Write why"),
    ),
    filled=_the_only_one(APPOINTMENT, "appointment"),
)

END = Form(
    action=Action.END_APPOINTMENT,
    name="appointment-end",
    title="Record an appointment",
    why="If we missed it, the person gets our apology, and it stays owed until you agree another time. "
    "If they did not come, we write that we could not reach them; after the second time in a row, ask "
    "in which way they want to hear from us.",
    button="Record it",
    done="The appointment is recorded",
    fields=(
        _which_appointment(),
        Field(
            Kind.ONE,
            "outcome",
            "How did it end?",
            missing="Say how it ended",
            choices=offered({each: MEETING_OUTCOMES[each] for each in MeetingOutcome}),
        ),
        Field(Kind.TEXT, "note", "What was said", optional=True),
    ),
    filled=_the_only_one(APPOINTMENT, "appointment"),
)
