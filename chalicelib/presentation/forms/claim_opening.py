"""What staff are asked when a claim begins: its members, who speaks for them, cover (domain.md 4.6)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from chalicelib.application.read_case import OpenFile
from chalicelib.domain.claim_members import members_of, schemes_under
from chalicelib.domain.policy import Action
from chalicelib.presentation.claim_labels import COVER_REASONS, HIGH_PROFILE, WHY_CLAIM
from chalicelib.presentation.claim_way_words import member_title
from chalicelib.presentation.forms.form import Field, Form, Kind, offered
from chalicelib.presentation.forms.questions import (
    from_case,
    holders,
    one_of,
    remark,
    text,
    yes_no,
)
from chalicelib.presentation.typed import Choice


def _members(opened: OpenFile) -> Iterable[tuple[str, str]]:
    return ((each.id, member_title(each)) for each in members_of(opened.file.events))


def _schemes(opened: OpenFile) -> Iterable[tuple[str, str]]:
    return ((each, each) for each in schemes_under(opened.terms.pack))


def _who_can_speak(opened: OpenFile) -> Sequence[Choice]:
    """The staff of members: they alone can be given a member's authority."""
    return holders(opened, opened.terms.pack.roles_with(Action.AUTHORISE_ADMISSION))


def which_member() -> Field:
    """One of the members behind the claim."""
    return Field(
        Kind.LIST,
        "member",
        "Which member?",
        missing="Choose the member",
        choices=from_case(_members),
    )


_NAME = Field(Kind.LINE, "member", "Name of the member", missing="Enter the name of the member")
_SCHEME = Field(
    Kind.LIST,
    "scheme",
    "Under which scheme?",
    missing="Choose one of the schemes",
    choices=from_case(_schemes),
)
_CONTACT = Field(
    Kind.LIST,
    "contact",
    "Who speaks for the member?",
    missing="Choose who speaks for the member",
    choices=_who_can_speak,
)
_MAY_AUTHORISE = yes_no(
    "may_authorise",
    "May they authorise admissions in its name?",
    hint="Only if the member has told us so. They hear the amount of the damages, too.",
)

OPEN_CLAIM = Form(
    action=Action.OPEN_CLAIM,
    name="claim",
    title="Open a claim",
    why="A claim is expected, or its letter is here. From now on nothing of the case can be deleted.",
    button="Open the claim",
    done="The claim is open, and everything is kept",
    fields=(
        one_of("why", "Why?", WHY_CLAIM, missing="Say why a claim is expected"),
        _NAME,
        _SCHEME,
        _CONTACT,
        _MAY_AUTHORISE,
        remark("text", "Anything to add"),
    ),
)

JOIN_MEMBER = Form(
    action=Action.JOIN_MEMBER,
    name="claim-member",
    title="Another member joins the claim",
    why="All members hear today that others are involved, and whether it is investigated jointly. They "
    "hear nothing else of each other.",
    button="Add the member",
    done="The member has joined, and all members are told",
    fields=(
        _NAME,
        _SCHEME,
        _CONTACT,
        _MAY_AUTHORISE,
        yes_no("joint", "Is it investigated jointly?"),
    ),
)

NAME_CONTACT = Form(
    action=Action.NAME_CONTACT,
    name="claim-contact",
    title="Record who speaks for a member",
    why="Only whoever may authorise admissions binds the member. What you record last counts.",
    button="Record it",
    done="It is recorded who speaks for the member",
    fields=(which_member(), _CONTACT, _MAY_AUTHORISE),
)

HEAR_MEMBER = Form(
    action=Action.HEAR_MEMBER,
    name="claim-concerns",
    title="Say what concerns a member",
    why="Before a claim is investigated jointly, each member can say what concerns it, or "
    "that nothing does.",
    button="Record it",
    done="It is recorded what the member said",
    fields=(
        which_member(),
        yes_no("has_concerns", "Does anything concern them?"),
        remark("text", "What is it?", hint="Needed where something concerns them."),
    ),
)

MARK_HIGH_PROFILE = Form(
    action=Action.MARK_HIGH_PROFILE,
    name="high-profile",
    title="Mark the claim as high profile",
    why="Many will look at it. The team leader and all members hear at once.",
    button="Mark it",
    done="The claim is high profile, and the team leader is told",
    fields=(
        Field(
            Kind.SOME,
            "reasons",
            "Why?",
            missing="Choose at least one reason",
            choices=offered(HIGH_PROFILE),
        ),
        text("support", "How do we support the members?", "Say how we support the members"),
    ),
)

NOTIFY_CLAIM = Form(
    action=Action.NOTIFY_CLAIM,
    name="claim-notification",
    title="Notify the scheme of the claim",
    why="Every document has gone on with its covering letter, and the list of documents is out.",
    button="Notify the scheme",
    done="The scheme is notified, and every contact has a receipt",
    fields=(remark("text", "Anything to add"),),
)

DECIDE_COVER = Form(
    action=Action.DECIDE_COVER,
    name="cover",
    title="Decide about a member’s cover",
    why="The member reads your reasons. That somebody said sorry or explained what happened is never a "
    "reason: cover does not depend on it.",
    button="Record the decision",
    done="The decision about the cover is recorded, and the member is told",
    fields=(
        which_member(),
        yes_no("covered", "Is the member covered?"),
        one_of("reason", "Why?", COVER_REASONS, missing="Choose the reason"),
        text("text", "Your reasons and advice", "Give your reasons"),
        remark("member_view", "What does the member think, if something else?"),
    ),
)
