"""What staff are asked when others are asked for their part: organisations, and our own staff who have
no account (S2-25, T4).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from chalicelib.application.read_case import OpenFile
from chalicelib.domain.contributions import Contribution, Contributor, contributions_of
from chalicelib.domain.policy import Action
from chalicelib.presentation.forms.form import Answers, Field, Form, Kind, offered
from chalicelib.presentation.forms.questions import WHEN, day, from_case, one_of, text, yes_no
from chalicelib.presentation.forms.sharing import lawful_bases
from chalicelib.presentation.language import LANGUAGES

CONTRIBUTORS = {
    Contributor.ORGANISATION: "Another organisation",
    Contributor.OWN_STAFF: "Somebody who works for us and has no account",
}

_AT = Field(
    Kind.LINE,
    "email",
    "Their email address",
    hint="With it they get a link to a page with your questions. The link works only with a code that "
    "we send to the same address. Without it, ask them yourself.",
    optional=True,
)
_CONTACT = Field(
    Kind.LINE, "contact", "Who there answers?", hint="The name in the mail to them.", optional=True
)

_LANGUAGE = Field(
    Kind.ONE,
    "language",
    "Which language do they read?",
    hint="Our mails and the page with your questions speak it. What you write is not translated.",
    optional=True,
    choices=offered({each.code: each.in_english for each in LANGUAGES}),
)

ASK_CONTRIBUTION = Form(
    action=Action.ASK_CONTRIBUTION,
    name="contribution-request",
    title="Ask somebody for their part",
    why="The person gets one response for all. Each organisation is asked for its part, by a date; so "
    "is anybody of our own staff who has no account.",
    button="Ask them",
    done="They are asked. If they have not answered they are reminded, three working days before the "
    "date and on it",
    fields=(
        one_of("contributor", "Who is asked?", CONTRIBUTORS),
        Field(
            Kind.LINE,
            "organisation",
            "Which organisation, or which person?",
            missing="Name the organisation or the person",
        ),
        _CONTACT,
        _AT,
        _LANGUAGE,
        text(
            "text",
            "What do they need to know?",
            "Say what they need to know",
            hint="They read this above your questions, and nothing else of the case. Name nobody whom "
            "they need not know.",
        ),
        Field(
            Kind.TEXT,
            "questions",
            "What are they asked?",
            hint="One question on each line; each has its own box for the answer. Needed where they "
            "get a link.",
            optional=True,
            lines=6,
        ),
        day("due", "By when?", "Enter the date by which they answer"),
        Field(
            Kind.YES_NO,
            "consented",
            "Has the person agreed that we share it with them?",
            missing="Choose yes or no",
            optional=True,
            shown_if=("contributor", Contributor.ORGANISATION),
        ),
    ),
)


FORWARD_COMPLAINT = Form(
    action=Action.FORWARD_COMPLAINT,
    name="sending-on",
    title="Send the complaint to whom it is for",
    why="To another organisation, or to the commissioner. They say whether they take it over. Until "
    "then it is ours; after that pass it on, or confirm who leads.",
    button="Send it to them",
    done="It is on its way to them, and in the register of sharings. They are reminded if they do not "
    "answer",
    fields=(
        Field(Kind.LINE, "organisation", "Which organisation?", missing="Name the organisation"),
        _CONTACT,
        Field(
            Kind.LINE,
            "email",
            "Their email address",
            hint="The mail says nothing of the complaint. It opens with a code to the same address.",
            missing="Enter their email address",
        ),
        _LANGUAGE,
        text(
            "text",
            "What do you write to them?",
            "Write to them why it is theirs",
            hint="Below it they read the complaint as the person wrote it, and how to reach them.",
        ),
        day("due", "By when should they say whether they take it over?", "Enter a date"),
        Field(
            Kind.LIST,
            "lawful_basis",
            "What is the basis in data protection law?",
            missing="Choose the basis",
            choices=from_case(lawful_bases),
        ),
        yes_no("consented", "Has the person agreed that it is sent to them?"),
    ),
)


def _those(which: Callable[[Contribution], bool]) -> Callable[[OpenFile], Iterable[tuple[str, str]]]:
    return lambda opened: (
        (each.id, each.name) for each in contributions_of(opened.file.events) if which(each)
    )


def _who(which: Callable[[Contribution], bool]) -> Field:
    return Field(
        Kind.LIST,
        "organisation",
        "Who?",
        missing="Choose who it is",
        choices=from_case(_those(which)),
    )


def _filled(opened: OpenFile) -> Answers:
    """The address of the only one whom it can be about."""
    awaited = [each for each in contributions_of(opened.file.events) if each.awaited and each.questions]
    if len(awaited) != 1:
        return {}
    (only,) = awaited
    return {"organisation": (only.id,), "email": (only.email,), "contact": (only.contact,)}


RENEW_CONTRIBUTION = Form(
    action=Action.RENEW_CONTRIBUTION,
    name="contribution-link",
    title="Send a contributor a new link",
    why="The same questions, by the same date. The link that they had opens nothing any more.",
    button="Send a new link",
    done="The new link is on its way",
    fields=(
        _who(lambda each: each.awaited and bool(each.questions)),
        Field(Kind.LINE, "email", "Their email address", missing="Enter their email address"),
        _CONTACT,
    ),
    filled=_filled,
)

REVOKE_CONTRIBUTION = Form(
    action=Action.REVOKE_CONTRIBUTION,
    name="contribution-link-end",
    title="Take back a contributor’s link",
    why="It opens nothing from now on, and they are reminded no more. You can send them another.",
    button="Take the link back",
    done="The link opens nothing any more",
    fields=(
        _who(lambda each: each.is_linked),
        text("text", "Why?", "Say why the link is taken back", lines=3),
    ),
)

RECEIVE_CONTRIBUTION = Form(
    action=Action.RECEIVE_CONTRIBUTION,
    name="contribution",
    title="Record a contributor’s answer",
    why="Their part goes into the one response. Who answers by a link records it themselves.",
    button="Record their answer",
    done="Their answer is recorded",
    fields=(
        _who(lambda each: each.awaited),
        text("text", "What did they answer?", "Say what they answered"),
        *WHEN,
    ),
)
