"""What staff are asked while it is found out who is liable, and about admissions (domain.md 4.6)."""

from __future__ import annotations

from collections.abc import Iterable

from chalicelib.application.read_case import OpenFile
from chalicelib.domain.admissions import to_authorise, who_can_revoke
from chalicelib.domain.claim_evidence import Nominee, experts_of, reports_of
from chalicelib.domain.claim_members import members_of
from chalicelib.domain.documents.reading import documents_here
from chalicelib.domain.policy import Action
from chalicelib.presentation.claim_labels import ELEMENTS, NOMINEES, SERVED_IN
from chalicelib.presentation.claim_way_words import elements_title, member_title
from chalicelib.presentation.forms.claim_opening import which_member
from chalicelib.presentation.forms.form import Field, Form, Kind, offered
from chalicelib.presentation.forms.questions import (
    day,
    from_case,
    one_of,
    remark,
    text,
    yes_no,
)
from chalicelib.presentation.people import REMOVED


def _experts(opened: OpenFile) -> Iterable[tuple[str, str]]:
    return ((each.id, each.name or REMOVED) for each in experts_of(opened.file.events))


def _supportive(opened: OpenFile) -> Iterable[tuple[str, str]]:
    supportive = {each.nominee for each in reports_of(opened.file.events) if each.supportive}
    return (choice for choice in _experts(opened) if choice[0] in supportive)


def _files(opened: OpenFile) -> Iterable[tuple[str, str]]:
    return ((each.id, each.title or REMOVED) for each in documents_here(opened.file.events))


def _recommendations(opened: OpenFile) -> Iterable[tuple[str, str]]:
    known = {each.id: member_title(each) for each in members_of(opened.file.events)}
    for each in to_authorise(opened.file.events):
        yield each.id, f"{known[each.member]}: {elements_title(each.elements)}"


def _who_can_revoke(opened: OpenFile) -> Iterable[tuple[str, str]]:
    able = who_can_revoke(opened.file.events)
    return ((each.id, member_title(each)) for each in members_of(opened.file.events) if each.id in able)


def _elements(label: str, hint: str = "") -> Field:
    return Field(
        Kind.SOME,
        "elements",
        label,
        hint=hint,
        missing="Choose what is admitted, each element by itself",
        choices=offered(ELEMENTS),
    )


_TO_THEM = "Do not write who of our members bears how much: the claimant’s side never learns it."

NOMINATE = Form(
    action=Action.NOMINATE,
    name="nomination",
    title="Nominate a lawyer or an expert",
    why="The members hear of it. Without an independent expert a claim cannot be assessed.",
    button="Nominate them",
    done="They are nominated, and the members are told",
    fields=(
        one_of("kind", "As what?", NOMINEES, missing="Say as what"),
        Field(Kind.LINE, "name", "Name, and discipline of an expert", missing="Enter the name"),
        Field(
            Kind.YES_NO,
            "accepts_proceedings",
            "May they accept proceedings at the court’s portal?",
            optional=True,
            shown_if=("kind", Nominee.PANEL_FIRM),
        ),
    ),
)

INVESTIGATE_CLAIM = Form(
    action=Action.INVESTIGATE_CLAIM,
    name="claim-investigation",
    title="Begin to look into the claim",
    why="Every member is covered or not, each was heard where there are several, and somebody is "
    "nominated. All members and the lawyers hear of it.",
    button="Begin",
    done="The claim is being looked into, and members and lawyers are told",
    fields=(text("text", "Who looks into it, and where do they begin?", "Say who, and how"),),
)

RECORD_EVIDENCE = Form(
    action=Action.RECORD_EVIDENCE,
    name="expert-report",
    title="Record the report of an expert",
    why="We are guided by independent experts. The last report of each counts. Add the file to the "
    "case first.",
    button="Record the report",
    done="The report is recorded, and the members are told",
    fields=(
        Field(Kind.LIST, "expert", "Whose?", missing="Choose the expert", choices=from_case(_experts)),
        yes_no("supportive", "Does it support a defence?"),
        Field(
            Kind.LIST,
            "file",
            "Which file?",
            missing="Choose the file. Add it to the case first",
            choices=from_case(_files),
        ),
        text("text", "What does it say, in short?", "Say what it says, in short"),
    ),
)

ASSESS_LIABILITY = Form(
    action=Action.ASSESS_LIABILITY,
    name="liability",
    title="Assess the liability",
    why="What the evidence shows, with your reasons: the members read them. It admits nothing.",
    button="Record the analysis",
    done="The liability is assessed, and the members are told",
    fields=(
        yes_no("breach", "Does the evidence show a breach of duty?"),
        yes_no("causation", "Did it cause harm?"),
        text("text", "Your reasons, and what you recommend", "Give your reasons", lines=6),
        remark("member_view", "What does a member think, if something else?"),
    ),
)

REPUDIATE = Form(
    action=Action.REPUDIATE,
    name="repudiation",
    title="Repudiate the claim",
    why="Only on evidence that supports it. The letter of claim is answered with it.",
    button="Repudiate it",
    done="The claim is repudiated, and the letter of claim is answered",
    fields=(
        Field(
            Kind.LIST,
            "expert",
            "On whose report does it rest?",
            missing="Choose an expert whose report supports it",
            choices=from_case(_supportive),
        ),
        text("text", "The letter to the claimant’s side", "Write the letter", hint=_TO_THEM, lines=10),
    ),
)

RECOMMEND_ADMISSION = Form(
    action=Action.RECOMMEND_ADMISSION,
    name="admission-advice",
    title="Recommend an admission to a member",
    why="Whoever may authorise it is asked, and reminded. Silence is no authority, however long "
    "it lasts.",
    button="Recommend it",
    done="The admission is recommended, and the member is asked",
    fields=(
        which_member(),
        _elements("What should be admitted?"),
        text("text", "Your reasons", "Give your reasons", lines=6),
        day("due", "By when do you need the answer?", "Enter the day by which it is needed"),
        remark("member_view", "What does the member think, if something else?"),
    ),
)

AUTHORISE_ADMISSION = Form(
    action=Action.AUTHORISE_ADMISSION,
    name="admission-authority",
    title="Authorise an admission",
    why="Only what you choose is authorised, for your own organisation. Until it is used you can "
    "take it back.",
    button="Authorise it",
    done="The admission is authorised, exactly as you chose",
    fields=(
        Field(
            Kind.LIST,
            "recommendation",
            "Which recommendation?",
            missing="Choose from the list",
            choices=from_case(_recommendations),
        ),
        _elements("What do you authorise us to admit?", "What you do not choose is not admitted."),
        remark("text", "Anything to add"),
    ),
)

REVOKE_ADMISSION = Form(
    action=Action.REVOKE_ADMISSION,
    name="admission-revocation",
    title="Take back an authority",
    why="What was not served yet is not served any more. The handlers and the lawyers hear at once.",
    button="Take it back",
    done="The authority is taken back, and handlers and lawyers are told",
    fields=(
        Field(
            Kind.LIST,
            "member",
            "Which member?",
            missing="Choose the member",
            choices=from_case(_who_can_revoke),
        ),
        _elements("What do you authorise no longer?"),
        text("text", "Why?", "Say why", lines=3),
    ),
)

SERVE_ADMISSION = Form(
    action=Action.SERVE_ADMISSION,
    name="admission",
    title="Serve an admission",
    why="It goes only if every member has authorised every element of it. Then the letter of claim is "
    "answered.",
    button="Serve it",
    done="The admission is served, and the members are told",
    fields=(
        _elements("What is admitted?"),
        one_of("served_in", "In what?", SERVED_IN, missing="Say in what it is served"),
        text("text", "The words to the claimant’s side", "Write the words", hint=_TO_THEM, lines=10),
    ),
)
