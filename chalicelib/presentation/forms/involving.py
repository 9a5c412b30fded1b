"""What staff are asked about other organisations: which, who leads, and the commissioner (S2-25)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from chalicelib.application.read_case import OpenFile
from chalicelib.domain.involvement import (
    US,
    others_of,
    suggested_leads,
)
from chalicelib.domain.issues import issues_of
from chalicelib.domain.policy import Action
from chalicelib.presentation.forms.form import Answers, Field, Form, Kind
from chalicelib.presentation.forms.questions import from_case, one_of, remark, text
from chalicelib.presentation.involvement_words import COMMISSIONER_HAS, KINDS
from chalicelib.presentation.typed import Choice
from chalicelib.presentation.work_labels import GRADES


def _issues(opened: OpenFile) -> Iterable[tuple[str, str]]:
    return ((each.id, f"{each.id}: {each.text}") for each in issues_of(opened.file.events).issues)


INVOLVE_ORGANISATION = Form(
    action=Action.INVOLVE_ORGANISATION,
    name="organisation",
    title="Record another organisation that it concerns",
    why="The person gets one response for all. Nothing is sent to the organisation yet: ask it for its "
    "part once the person agrees.",
    button="Record it",
    done="It is recorded. Once all are there, confirm who leads",
    fields=(
        one_of("kind", "What is it?", KINDS),
        Field(
            Kind.LINE,
            "organisation",
            "Its name",
            hint="Leave it empty for our own part. The same name again replaces what was recorded.",
            optional=True,
        ),
        Field(
            Kind.SOME,
            "issues",
            "Which issues concern it?",
            missing="Choose the issues that concern it",
            choices=from_case(_issues),
        ),
        one_of("grade", "How grave is its part?", GRADES, missing="Choose a level"),
    ),
)


def _leads(opened: OpenFile) -> Sequence[Choice]:
    suggested = {each.id for each in suggested_leads(opened.file.events)}
    own = Choice(US, "We do", hint="Suggested by the rule" if US in suggested else "")
    others = [
        Choice(each.id, each.name, hint="Suggested by the rule" if each.id in suggested else "")
        for each in others_of(opened.file.events)
    ]
    return [own, *others]


def _suggested(opened: OpenFile) -> Answers:
    """What the rule suggests, where it suggests one; people still confirm it."""
    leads = suggested_leads(opened.file.events)
    return {"lead": (leads[0].id,)} if len(leads) == 1 else {}


CONFIRM_LEAD = Form(
    action=Action.CONFIRM_LEAD,
    name="lead",
    title="Confirm who leads",
    why="One organisation answers for all. The rule suggests the one with the most serious part, then "
    "the one with most issues; where they are even, or you agreed otherwise, say why.",
    button="Confirm who leads",
    done="It is recorded who leads",
    fields=(
        Field(Kind.ONE, "lead", "Who leads?", missing="Choose who leads", choices=_leads),
        remark("text", "Why?", hint="Needed where the rule does not suggest it by itself."),
    ),
    filled=_suggested,
)

CHECK_COMMISSIONER = Form(
    action=Action.CHECK_COMMISSIONER,
    name="commissioner-check",
    title="Has the commissioner got it too?",
    why="By law the provider or the commissioner looks into a complaint, never both. Ask the person, "
    "and the commissioner where they say yes.",
    button="Record it",
    done="It is recorded",
    fields=(
        one_of("has", "Has the person complained to the commissioner too?", COMMISSIONER_HAS),
        Field(
            Kind.LINE,
            "reference",
            "The commissioner’s reference",
            hint="Where they have it too.",
            optional=True,
        ),
        text("text", "How do you know?", "Say how you know", lines=3),
    ),
)
