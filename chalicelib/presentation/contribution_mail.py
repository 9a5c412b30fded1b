"""What contributors without an account read in a mail: that questions wait, and their code. Nothing of
the case and nobody's name stands in either: a mail can be sent on (S4-10, S0-7).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from chalicelib.application.ports import Correspondent
from chalicelib.domain.contributions import Contribution, answer_until, contribution_called
from chalicelib.domain.events import EventType
from chalicelib.domain.identity.access import CODE_LASTS
from chalicelib.presentation.dates import full_date
from chalicelib.presentation.language import ENGLISH
from chalicelib.presentation.letter import Fact, Heading, Letter, Link, Listing, Paragraph, Part
from chalicelib.presentation.signposts import reach_us
from chalicelib.presentation.urls import Urls


def question(about: Correspondent, urls: Urls) -> Letter:
    """Where the questions wait, and by when they are answered (S2-25)."""
    asked = contribution_called(about.message.to.id, about.file.events)
    own = replace(urls, organisation=about.organisation.id)
    return Letter(
        subject="Questions for you",
        parts=(
            Paragraph(_greeting(about)),
            *((Paragraph(_AGAIN),) if _is_chased(about) else ()),
            Paragraph(_ASKS.format(name=about.organisation.name)),
            *_by_when(about, asked),
            Paragraph(_HOW),
            Link("Open the questions", own.full(own.contribute(about.code))),
            Heading("If you cannot answer"),
            Paragraph(_NOT_YOU),
            Listing(reach_us(about.organisation, ENGLISH)),
        ),
    )


_AGAIN = "We have asked you this before, and have no answer yet."
_ASKS = "{name} needs your help to answer somebody fully. We have some questions for you."
_HOW = (
    "The questions wait on our page. When you open it we send a code to this email address. Without "
    "the code nobody can see them, so it is of no use to send this email on."
)
_NOT_YOU = "If somebody else should answer, or you cannot answer by then, tell us:"


def _greeting(about: Correspondent) -> str:
    names = [to.name for to in about.to if to.name]
    return f"Dear {names[0]}" if names else "Hello"


def _is_chased(about: Correspondent) -> bool:
    cause = next(event for event in about.file.events if event.seq == about.message.cause)
    return cause.type is EventType.REMINDER_SENT


def _by_when(about: Correspondent, asked: Contribution | None) -> Iterator[Part]:
    if asked is not None:
        yield Fact("Please answer by", full_date(answer_until(asked, about.clocks)))


def code(about: Correspondent, urls: Urls) -> Letter:
    """The six digits with which the questions open."""
    own = replace(urls, organisation=about.organisation.id)
    minutes = int(CODE_LASTS.total_seconds() // 60)
    return Letter(
        subject="Your code",
        parts=(
            Paragraph("Use this code to see our questions."),
            Fact("Your code", about.code),
            Paragraph(f"It works once, for {minutes} minutes, on the page where you asked for it."),
            Link("Type the code", own.full("/contribute-code")),
            Paragraph(_NOT_ASKED.format(phone=about.organisation.phone)),
        ),
    )


_NOT_ASKED = (
    "If you did not ask for it, somebody else has our link. They have seen nothing. Do not give the "
    "code to anyone, and call us on {phone}."
)
