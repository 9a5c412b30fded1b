"""What staff are asked while a complaint is looked into (T5 to T7)."""

from __future__ import annotations

from collections.abc import Iterable

from chalicelib.application.read_case import OpenFile
from chalicelib.domain.casework.investigating import Account, Fairness
from chalicelib.domain.causes import Cause
from chalicelib.domain.investigations import involved_in
from chalicelib.domain.issues import issues_of
from chalicelib.domain.policy import Action
from chalicelib.presentation.forms.form import Field, Form, Kind, offered
from chalicelib.presentation.forms.questions import (
    WHEN,
    everybody,
    from_case,
    one_of,
    remark,
    text,
    yes_no,
)
from chalicelib.presentation.people import REMOVED
from chalicelib.presentation.work_labels import CAUSES, CONCERNED, FINDINGS


def _people(opened: OpenFile) -> Iterable[tuple[str, str]]:
    return ((each.id, each.name or REMOVED) for each in involved_in(opened.file.events))


def _issues(opened: OpenFile) -> Iterable[tuple[str, str]]:
    listed = issues_of(opened.file.events).issues
    return ((issue.id, f"{issue.id}. {issue.text or REMOVED}") for issue in listed)


_PERSON = Field(Kind.LIST, "person", "Who?", missing="Choose the person", choices=from_case(_people))

BEGIN_INVESTIGATION = Form(
    action=Action.BEGIN_INVESTIGATION,
    name="investigation",
    title="Begin the investigation",
    why="The plan stands. From now on people are asked and papers are read.",
    button="Begin",
    done="The investigation has begun",
    fields=(text("text", "Who looks into it, and where do they begin?", "Say who, and how"),),
)

NAME_STAFF = Form(
    action=Action.NAME_STAFF,
    name="staff-concerned",
    title="Name staff whom it concerns",
    why="They see the complaint before they are asked anything, they are offered support, and whoever "
    "the response mentions gets a copy of it. Nobody else does.",
    button="Name them",
    done="The person is named",
    fields=(
        Field(Kind.LINE, "name", "Name", missing="Enter the name"),
        one_of("concerned", "How does it concern them?", CONCERNED),
        Field(
            Kind.LIST,
            "staff",
            "Their account here",
            hint="If they have one. Whom it is about cannot approve the letter.",
            optional=True,
            choices=everybody,
        ),
    ),
)

TREAT_FAIRLY = Form(
    action=Action.TREAT_FAIRLY,
    name="fair-treatment",
    title="Show the complaint, offer support",
    why="Both come before an interview: nobody is asked about what they have not seen.",
    button="Record it",
    done="It is recorded",
    fields=(
        _PERSON,
        Field(
            Kind.SOME,
            "done",
            "What did you do?",
            missing="Say what you did for them",
            choices=offered(
                {
                    Fairness.LETTER_SHOWN: "Showed them the complaint about them",
                    Fairness.SUPPORT_OFFERED: "Offered them support",
                }
            ),
        ),
        *WHEN,
    ),
)

REFER_TO_MANAGEMENT = Form(
    action=Action.REFER_TO_MANAGEMENT,
    name="referral-to-management",
    title="Pass a wish for discipline to management",
    why="A complaint finds out why something went wrong and puts it right. Discipline is apart: "
    "tell management yourself. The case says only that you did, not about whom or what became of it.",
    button="Management is told",
    done="It is recorded that management was told",
    fields=(*WHEN,),
)

RECORD_INTERVIEW = Form(
    action=Action.RECORD_INTERVIEW,
    name="interview",
    title="Record an interview or a statement",
    why="What they said, as they said it. The purpose is to find out why, never to blame.",
    button="Keep it",
    done="What they said is recorded",
    fields=(
        _PERSON,
        one_of(
            "kind",
            "What is it?",
            {Account.INTERVIEW: "An interview", Account.STATEMENT: "A written statement"},
        ),
        text("text", "What did they say?", "Say what they said", lines=8),
        *WHEN,
    ),
)

CONSIDER = Form(
    action=Action.CONSIDER,
    name="considerations",
    title="Nine questions of the investigation",
    why="Nothing should be forgotten before the findings are put together.",
    button="Record the answers",
    done="The nine questions are answered",
    fields=(
        yes_no("statements_taken", "Has everybody been heard who should be?"),
        yes_no("documents_read", "Have the policies and documents been read?"),
        yes_no("root_cause", "Is a root cause analysis needed?"),
        yes_no("independent_view", "Is an independent clinical view needed?"),
        yes_no("positive_outcome", "Can something good come of it?"),
        yes_no("put_right", "Is there something to put right?"),
        yes_no("remedy", "Is a remedy owed?", hint="Treatment, travel costs, an apology in person."),
        yes_no("mediation", "Would mediation help?"),
        yes_no("explained_if_unjustified", "If it is not justified, do you know how to say so kindly?"),
        text("text", "What follows from this?", "Say what follows from your answers"),
    ),
)

ROOT_CAUSE = Form(
    action=Action.RECORD_ROOT_CAUSE,
    name="root-cause",
    title="Record the root cause",
    why="Ask why, and then why that, until the answer is something that can be changed.",
    button="Keep it",
    done="The root cause is recorded",
    fields=(
        text("text", "What happened, and why?", "Say what happened, and why", lines=8),
        one_of(
            "cause",
            "What kind of cause is it?",
            {each: words for each, words in CAUSES.items() if each is not Cause.NOT_SAID},
        ),
        yes_no("systemic", "Could it happen to other people too?"),
    ),
)

FIND = Form(
    action=Action.FIND,
    name="finding",
    title="Record a finding",
    why="Each issue gets an honest answer. The outcome of the case follows from them by itself.",
    button="Record the finding",
    done="The finding is recorded",
    fields=(
        Field(
            Kind.LIST, "issue", "Which issue?", missing="Choose the issue", choices=from_case(_issues)
        ),
        one_of("finding", "What did you find?", FINDINGS),
        text("reasons", "What does that rest on?", "Give the reasons", lines=6),
    ),
)

DRAFT_FINDINGS = Form(
    action=Action.DRAFT_FINDINGS,
    name="findings",
    title="Put the findings together",
    why="Every issue has its finding. Now they are shared with the staff concerned.",
    button="The findings are complete",
    done="The findings are put together",
    fields=(text("text", "In a few sentences", "Sum up the findings", lines=6),),
)

SHARE_FINDINGS = Form(
    action=Action.SHARE_FINDINGS,
    name="sharing",
    title="Share the findings with the staff concerned",
    why="Everybody concerned sees the findings and the draft before the letter goes to be signed off.",
    button="They have seen them",
    done="The findings are shared",
    fields=(
        Field(
            Kind.SOME,
            "people",
            "Who has seen them?",
            optional=True,
            choices=from_case(_people),
        ),
        remark("text", "What did they say?"),
    ),
)
