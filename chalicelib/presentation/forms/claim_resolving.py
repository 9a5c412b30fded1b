"""What staff are asked when a claim is negotiated, settled, defended, and ended (domain.md 4.6)."""

from __future__ import annotations

from collections.abc import Iterable

from chalicelib.application.read_case import OpenFile
from chalicelib.domain.claim_members import members_of
from chalicelib.domain.damages import Route, apportionment_of
from chalicelib.domain.policy import Action
from chalicelib.presentation.claim_labels import (
    CLAIM_OUTCOMES,
    COURTS,
    OFFER_STEPS,
    ROUTE_ANSWERS,
    ROUTES,
)
from chalicelib.presentation.claim_way_words import member_title
from chalicelib.presentation.forms.claim_opening import which_member
from chalicelib.presentation.forms.form import Answers, Field, Form, Kind, offered, rows_filled
from chalicelib.presentation.forms.questions import (
    day,
    from_case,
    one_of,
    remark,
    text,
    yes_no,
)


def _members(opened: OpenFile) -> Iterable[tuple[str, str]]:
    return ((each.id, member_title(each)) for each in members_of(opened.file.events))


def _every_route(opened: OpenFile) -> Answers:
    return rows_filled("routes", [{"route": route} for route in Route])


def _every_member(opened: OpenFile) -> Answers:
    known = apportionment_of(opened.file.events)
    shares = known.shares if known else {}
    return rows_filled(
        "shares",
        [
            {"member": each.id, "share": f"{shares[each.id] / 100:g}" if each.id in shares else ""}
            for each in members_of(opened.file.events)
        ],
    )


_AMOUNT = Field(
    Kind.LINE, "amount", "Amount in pounds", hint="For example 12,500.", missing="Enter the amount"
)

CONSIDER_ROUTES = Form(
    action=Action.CONSIDER_ROUTES,
    name="routes",
    title="Consider the ways to resolve it",
    why="There are seven. No claim goes to court, and no offer is made, before each was considered.",
    button="Record what was considered",
    done="The seven ways are considered",
    fields=(
        Field(
            Kind.ROWS,
            "routes",
            "Way",
            missing="Consider each of the seven ways once",
            rows=(
                Field(Kind.LIST, "route", "Way", missing="Choose the way", choices=offered(ROUTES)),
                Field(
                    Kind.LIST,
                    "answer",
                    "What became of it",
                    missing="Say what became of it",
                    choices=offered(ROUTE_ANSWERS),
                ),
                Field(Kind.TEXT, "reason", "Why", missing="Say why", lines=2),
            ),
            spare=0,
        ),
    ),
    filled=_every_route,
)

RECORD_OFFER = Form(
    action=Action.RECORD_OFFER,
    name="offer",
    title="Record an offer",
    why="Of either side, and what becomes of it. Every member hears that there is news of an offer.",
    button="Record the offer",
    done="The offer is recorded, and the members are told",
    fields=(
        one_of("step", "What happened?", OFFER_STEPS, missing="Say what happened"),
        _AMOUNT,
        yes_no("part36", "Is it under Part 36?"),
        remark("text", "Its terms"),
    ),
)

SETTLE_CLAIM = Form(
    action=Action.SETTLE_CLAIM,
    name="claim-settlement",
    title="Settle the claim",
    why="The damages are final. Who of the members bears how much need not be decided for it. The "
    "dates of the claim end; whoever may authorise admissions hears the amount.",
    button="Settle it",
    done="The claim is settled, and the members are told",
    fields=(
        _AMOUNT,
        yes_no("final", "Is the amount final?"),
        remark("text", "Its terms, and your reasons"),
        remark("member_view", "What does a member think, if something else?"),
    ),
)

APPORTION = Form(
    action=Action.APPORTION,
    name="shares",
    title="Say which member bears how much",
    why="It stays between the members: the claimant’s side never learns it. It never delays "
    "a settlement.",
    button="Record the shares",
    done="The shares are recorded",
    fields=(
        Field(
            Kind.ROWS,
            "shares",
            "Member",
            missing="Give each member its share once",
            rows=(
                Field(
                    Kind.LIST,
                    "member",
                    "Member",
                    missing="Choose the member",
                    choices=from_case(_members),
                ),
                Field(Kind.LINE, "share", "Share in per cent", missing="Enter the share"),
            ),
            spare=0,
        ),
        yes_no("decided", "Is it decided?", hint="A decision is told to every member."),
        text("evidence", "On what evidence?", "Say on what evidence"),
        text("text", "Why is it fair?", "Give the reasons"),
    ),
    filled=_every_member,
)

SIGN_OWN_EXPENSE = Form(
    action=Action.SIGN_OWN_EXPENSE,
    name="own-expense",
    title="Defend the claim at your own expense",
    why="The evidence does not support a defence, and you are advised against it. If you defend it "
    "nevertheless, the scheme may not pay the costs that come from now on. You get this in writing.",
    button="Sign it",
    done="It is signed, and you have it in writing",
    fields=(
        which_member(),
        yes_no("understood", "Have you understood that later costs may be your own?"),
        Field(
            Kind.LINE,
            "signed_as",
            "Sign with your name and office",
            missing="Sign with your name and office",
        ),
    ),
)

DEFEND_CLAIM = Form(
    action=Action.DEFEND_CLAIM,
    name="defence",
    title="Defend the claim in court",
    why="On evidence that supports it, or when each member has signed for the costs. Members and "
    "witnesses hear of it.",
    button="Defend it",
    done="The claim is defended in court, and members and witnesses are told",
    fields=(
        one_of("to", "How far?", COURTS, missing="Say how far"),
        day("due", "The court’s next date", "Enter the court’s next date"),
        text("text", "How is it defended?", "Say how it is defended"),
    ),
)

CONCLUDE_CLAIM = Form(
    action=Action.CONCLUDE_CLAIM,
    name="claim-conclusion",
    title="Conclude the claim",
    why="Nothing more is asked of us. Then the staff concerned are told, and what was learnt is "
    "shared.",
    button="Conclude it",
    done="The claim is concluded",
    fields=(
        one_of("outcome", "How did it end?", CLAIM_OUTCOMES, missing="Say how it ended"),
        text("text", "In a few words", "Say how it ended"),
    ),
)

TELL_STAFF_OUTCOME = Form(
    action=Action.TELL_STAFF_OUTCOME,
    name="staff-outcome",
    title="Tell the staff concerned how it ended",
    why="Everybody whom the claim concerns hears how it ended. Whoever has an account here gets "
    "a mail.",
    button="Tell them",
    done="The staff concerned are told",
    fields=(
        text("text", "Your note to them", "Write the note"),
        Field(
            Kind.YES_NO,
            "others_told",
            "Did you tell those without an account yourself?",
            optional=True,
        ),
    ),
)

SHARE_LEARNING = Form(
    action=Action.SHARE_LEARNING,
    name="learning",
    title="Share what was learnt from the claim",
    why="A claim is closed when the teams know what was learnt from it, and did something about it.",
    button="Record it",
    done="What was learnt is shared",
    fields=(
        text("text", "What was learnt?", "Say what was learnt"),
        text("teams", "Which teams know it?", "Say which teams know it", lines=2),
        text("acted", "What did they do about it?", "Say what they did about it"),
    ),
)

CLOSE_CLAIM = Form(
    action=Action.CLOSE_CLAIM,
    name="claim-closure",
    title="Close the claim",
    why="The staff are told, what was learnt is shared, the legal hold is ended. The case is closed "
    "with it.",
    button="Close the claim",
    done="The claim is closed, and the case with it",
    fields=(remark("text", "Anything to add"),),
)
