"""What staff are asked when somebody uses a right over their own details (domain.md 3.6, C-26)."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from chalicelib.application.read_case import OpenFile
from chalicelib.domain.data_rights import (
    SubjectRequest,
    Unclear,
    Wanted,
    open_requests,
    unacknowledged,
    unanswered,
)
from chalicelib.domain.events import Event
from chalicelib.domain.policy import Action
from chalicelib.presentation.forms.form import Field, Form, Kind
from chalicelib.presentation.forms.questions import WHEN, from_case, one_of, text, yes_no

_WANTED = {
    Wanted.COPY: "A copy of what we hold",
    Wanted.CORRECTION: "Something put right",
    Wanted.ERASURE: "Something erased",
    Wanted.RESTRICTION: "Something not used for now",
    Wanted.OBJECTION: "Something not used at all",
}
_UNCLEAR = {
    Unclear.IDENTITY: "Who asks",
    Unclear.MEANING: "What they ask for",
}


def _request(fits: Callable[[SubjectRequest], bool]) -> Field:
    """Which of the open requests that are at this point."""

    def offered(opened: OpenFile) -> Iterable[tuple[str, str]]:
        found = filter(fits, open_requests(opened.file.events))
        return ((each.id, f"Request {each.id}: {_WANTED[each.wants].lower()}") for each in found)

    return Field(
        Kind.LIST,
        "request",
        "Which request?",
        missing="Choose the request",
        choices=from_case(offered),
    )


def _complaint(waits: Callable[[Iterable[Event]], Iterable[str]]) -> Field:
    """Which of the complaints about personal details that are at this point."""

    def offered(opened: OpenFile) -> Iterable[tuple[str, str]]:
        return ((each, f"Complaint {each}") for each in waits(opened.file.events))

    return Field(
        Kind.LIST,
        "complaint",
        "Which complaint?",
        missing="Choose the complaint",
        choices=from_case(offered),
    )


RECEIVE_SUBJECT_REQUEST = Form(
    action=Action.RECEIVE_SUBJECT_REQUEST,
    name="subject-request",
    title="Record a request about personal details",
    why="It needs no form and no reason. The month to answer begins when it reaches anybody here.",
    button="Record the request",
    done="The request is recorded, and its month runs",
    fields=(
        one_of("wants", "What do they ask for?", _WANTED, missing="Choose what they ask for"),
        text("text", "What did they ask, in their words?", "Write what they asked"),
        yes_no(
            "identity_known",
            "Do we know that they are who they say?",
            hint="If not, ask them now. The month stands still until they have shown it.",
        ),
        *WHEN,
    ),
)

ASK_BACK = Form(
    action=Action.ASK_BACK,
    name="subject-request-question",
    title="Ask back about a request",
    why="Only to know who asks or what they mean. The month stands still until they answer.",
    button="They are asked",
    done="The month stands still until they answer",
    fields=(
        _request(lambda each: not each.waits),
        one_of("why", "What is not clear?", _UNCLEAR, missing="Choose what is not clear"),
        text("text", "What did you ask them?", "Write what you asked"),
    ),
)

MAKE_CLEAR = Form(
    action=Action.MAKE_CLEAR,
    name="subject-request-reply",
    title="Record that a request is clear now",
    why="They answered what we asked. The month goes on from that day.",
    button="Record their answer",
    done="The month goes on",
    fields=(
        _request(lambda each: each.waits),
        text("text", "What did they answer?", "Say what they answered", lines=3),
        *WHEN,
    ),
)

TAKE_MORE_TIME = Form(
    action=Action.TAKE_MORE_TIME,
    name="subject-request-extension",
    title="Take more time for a request",
    why="Only for many or difficult requests, once, and only if the person is told why in that month.",
    button="Put the date off",
    done="The request has more time",
    fields=(
        _request(lambda each: not each.is_extended),
        one_of("months", "How much longer?", {"1": "One month", "2": "Two months"}),
        text("text", "Which reason was the person told?", "Write the reason that you gave"),
    ),
)

ANSWER_SUBJECT_REQUEST = Form(
    action=Action.ANSWER_SUBJECT_REQUEST,
    name="subject-request-answer",
    title="Record the answer to a request",
    why="Say what was done. If it was refused, the person must be told why, that they can complain "
    "about it to us and to the Information Commissioner, and that they can go to court.",
    button="Record the answer",
    done="The answer is recorded",
    fields=(
        _request(lambda each: True),
        yes_no("granted", "Was it done as they asked?"),
        text("text", "What were they told?", "Write what they were told"),
        *WHEN,
    ),
)

RECEIVE_DATA_COMPLAINT = Form(
    action=Action.RECEIVE_DATA_COMPLAINT,
    name="data-complaint",
    title="Record a complaint about personal details",
    why="It is answered apart from the complaint about care, with a date of its own.",
    button="Record it",
    done="The complaint about personal details is recorded",
    fields=(text("text", "What do they say is wrong?", "Write what they say is wrong"), *WHEN),
)

ACKNOWLEDGE_DATA_COMPLAINT = Form(
    action=Action.ACKNOWLEDGE_DATA_COMPLAINT,
    name="data-complaint-acknowledgement",
    title="Acknowledge a complaint about personal details",
    why="The law gives 30 days to tell them that we have it.",
    button="Record the acknowledgement",
    done="The acknowledgement is recorded",
    fields=(
        _complaint(unacknowledged),
        text("text", "What were they told?", "Write what they were told"),
        *WHEN,
    ),
)

ANSWER_DATA_COMPLAINT = Form(
    action=Action.ANSWER_DATA_COMPLAINT,
    name="data-complaint-answer",
    title="Record the outcome of a complaint about personal details",
    why="Tell them as soon as it is known: it does not wait for the complaint about care. If they do "
    "not agree, they can complain to the Information Commissioner.",
    button="Record the outcome",
    done="The outcome is recorded",
    fields=(
        _complaint(unanswered),
        yes_no("upheld", "Was something wrong with how their details were used?"),
        text("text", "What were they told?", "Write what they were told"),
        *WHEN,
    ),
)
