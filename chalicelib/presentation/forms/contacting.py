"""What staff are asked about being in touch, and about later dates."""

from __future__ import annotations

from chalicelib.application.read_case import OpenFile
from chalicelib.domain.calls import CallOutcome
from chalicelib.domain.parties import Channel
from chalicelib.domain.policy import Action
from chalicelib.presentation.delay_words import DELAYS
from chalicelib.presentation.forms.form import Answers, Field, Form, Kind, offered
from chalicelib.presentation.forms.questions import (
    WHEN,
    by_any_channel,
    day,
    in_writing,
    one_of,
    remark,
    text,
    what_was_left,
    within_consent,
    yes_no,
)
from chalicelib.presentation.labels import CALL_OUTCOMES, CHANNELS, RHYTHMS

RECORD_CONTACT = Form(
    action=Action.RECORD_CONTACT,
    name="contact",
    title="Record a contact",
    why="Every word to the person and from them is kept. One that says how the matter stands begins "
    "the time to the next update anew.",
    button="Keep it",
    done="The contact is recorded",
    fields=(
        by_any_channel("how", "How were you in touch?"),
        Field(
            Kind.ONE,
            "reached",
            "If you rang them, whom did you reach?",
            optional=True,
            choices=offered(CALL_OUTCOMES),
            shown_if=("how", Channel.TELEPHONE),
        ),
        what_was_left(shown_if=("reached", CallOutcome.VOICEMAIL)),
        yes_no(
            "substantive",
            "Did they learn how the matter stands?",
            hint="On the telephone only after you confirmed who they are.",
        ),
        remark("text", "What was said?", hint="Leave it empty if you spoke with nobody."),
        within_consent(),
        *WHEN,
    ),
    filled=lambda opened: {"reached": (CallOutcome.SPOKEN,)},
)


def _ruled_out(opened: OpenFile) -> Answers:
    """What they said before never to use: an arrangement must not take it back unseen (S2-28)."""
    person = opened.file.complainant
    return {"never": tuple(person.never)} if person else {}


ARRANGE_CONTACT = Form(
    action=Action.ARRANGE_CONTACT,
    name="contact-arrangement",
    title="Agree how to keep in touch",
    why="Ask the person how they want to hear from us while others are awaited, and how often.",
    button="Keep in touch like this",
    done="It is recorded how they want to hear from us",
    fields=(
        by_any_channel("channel", "How do they like to be reached?"),
        yes_no("may_email", "May we email them?"),
        Field(
            Kind.YES_NO,
            "may_text",
            "May we text them a code?",
            hint="To UK mobiles only. If you leave it out, it stays as they said before.",
            optional=True,
        ),
        Field(
            Kind.YES_NO,
            "may_contact",
            "Are they happy to be contacted about this?",
            hint="If not, only what the law gives them in writing goes. Left out, it stays as it was.",
            optional=True,
        ),
        one_of("rhythm", "How often do they want to hear from us?", RHYTHMS),
        Field(
            Kind.SOME,
            "never",
            "Which ways must we never use?",
            hint="What they ruled out before is ticked, and stays if you tick none.",
            optional=True,
            choices=offered(CHANNELS),
        ),
    ),
    filled=_ruled_out,
)

TOLD = "The person reads this, in their own language."

AWAIT_THIRD_PARTY = Form(
    action=Action.AWAIT_THIRD_PARTY,
    name="third-party-wait",
    title="Others are awaited",
    why="No date moves for it, but the person must hear from us meanwhile: you are reminded.",
    button="We are waiting",
    done="It is recorded that others are awaited",
    fields=(
        one_of("delay", "What do we wait for?", DELAYS, hint=TOLD),
        text("text", "For whom do we wait, and why?", "Say for whom, and why"),
        *WHEN,
    ),
)

HEAR_THIRD_PARTY = Form(
    action=Action.HEAR_THIRD_PARTY,
    name="third-party-answer",
    title="They answered",
    why="The waiting is over.",
    button="They answered",
    done="Their answer is recorded",
    fields=(text("text", "Who answered what?", "Say who answered what"), *WHEN),
)

EXTEND = Form(
    action=Action.EXTEND,
    name="extension",
    title="Move the date of the response",
    why="Before the date has passed, with the reason, and if possible with the person’s yes. Six "
    "months become longer only if they agree before the six months are over.",
    button="Move the date",
    done="The new date is recorded. If this page shows no letter about it, tell the person yourself",
    fields=(
        day("due", "New date", "Enter the new date"),
        one_of("delay", "What keeps us?", DELAYS, hint=TOLD),
        text("reason", "Why?", "Give the reason", hint="It stands in the letter to the person."),
        yes_no("agreed", "Does the person agree?"),
        Field(
            Kind.LINE,
            "agreed_with",
            "Who agreed?",
            missing="Say who agreed",
            shown_if=("agreed", "yes"),
        ),
        *WHEN,
    ),
)

EXPLAIN_BREACH = Form(
    action=Action.EXPLAIN_BREACH,
    name="breach-notice",
    title="Explain why there is no response yet",
    why="Six months are over. The law asks for the reason in writing, and for the response as soon as "
    "possible after.",
    button="Send the letter",
    done="The letter is on its way, or waits for the post",
    fields=(
        text("text", "The reason, as they read it", "Write the reason", lines=6),
        in_writing(),
        within_consent(),
    ),
)

REVIEW = Form(
    action=Action.REVIEW,
    name="review",
    title="Review a long case",
    why="What has lasted long is looked at afresh: why, and what will end it.",
    button="Reviewed",
    done="The review is recorded",
    fields=(text("text", "What did you find, and what happens now?", "Say what you found"),),
)
