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
from chalicelib.presentation.language import ENGLISH, LANGUAGE_ASKED, Language, marked
from chalicelib.presentation.letter import Fact, Heading, Letter, Link, Listing, Paragraph, Part
from chalicelib.presentation.signposts import reach_us
from chalicelib.presentation.urls import Urls


def question(about: Correspondent, urls: Urls, language: Language) -> Letter:
    """Where the questions wait, and by when they are answered (S2-25)."""
    _ = language.said
    asked = contribution_called(about.message.to.id, about.file.events)
    own = replace(urls, organisation=about.organisation.id)
    return Letter(
        subject=_("Questions for you"),
        parts=(
            Paragraph(_greeting(about, language)),
            *((Paragraph(_(_AGAIN)),) if _is_chased(about) else ()),
            Paragraph(_(_ASKS).format(name=about.organisation.name)),
            *_by_when(about, asked, language),
            Paragraph(_(_HOW)),
            Link(_("Open the questions"), own.full(own.contribute(about.code), **_in(language))),
            Heading(_("If you cannot answer")),
            Paragraph(_(_NOT_YOU)),
            Listing(reach_us(about.organisation, language)),
        ),
    )


_AGAIN = marked("We have asked you this before, and have no answer yet.")
_ASKS = marked("{name} needs your help to answer somebody fully. We have some questions for you.")
_HOW = marked(
    "The questions wait on our page. When you open it we send a code to this email address. Without "
    "the code nobody can see them, so it is of no use to send this email on."
)
_NOT_YOU = marked("If somebody else should answer, or you cannot answer by then, tell us:")


def _in(language: Language) -> dict[str, str]:
    """What makes our page speak this language; nothing for English, which it speaks by itself."""
    return {} if language is ENGLISH else {LANGUAGE_ASKED: language.code}


def _greeting(about: Correspondent, language: Language) -> str:
    _, names = language.said, [to.name for to in about.to if to.name]
    return _("Dear {name}").format(name=names[0]) if names else _("Hello")


def _is_chased(about: Correspondent) -> bool:
    cause = next(event for event in about.file.events if event.seq == about.message.cause)
    return cause.type is EventType.REMINDER_SENT


def _by_when(about: Correspondent, asked: Contribution | None, language: Language) -> Iterator[Part]:
    if asked is not None:
        until = full_date(answer_until(asked, about.clocks), language)
        yield Fact(language.said("Please answer by"), until)


def code(about: Correspondent, urls: Urls, language: Language) -> Letter:
    """The six digits with which the questions open."""
    _ = language.said
    own = replace(urls, organisation=about.organisation.id)
    minutes = int(CODE_LASTS.total_seconds() // 60)
    return Letter(
        subject=_("Your code"),
        parts=(
            Paragraph(_("Use this code to see our questions.")),
            Fact(_("Your code"), about.code),
            Paragraph(_(_ONCE).format(minutes=minutes)),
            Link(_("Type the code"), own.full("/contribute-code", **_in(language))),
            Paragraph(_(_NOT_ASKED).format(phone=about.organisation.phone)),
        ),
    )


_ONCE = marked("It works once, for {minutes} minutes, on the page where you asked for it.")
_NOT_ASKED = marked(
    "If you did not ask for it, somebody else has our link. They have seen nothing. Do not give the "
    "code to anyone, and call us on {phone}."
)
