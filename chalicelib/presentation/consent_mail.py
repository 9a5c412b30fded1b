"""What a patient is asked when somebody speaks for them, and what somebody reads with whom we cannot
talk about anybody else.

The mail says nothing but that a question waits: a mailbox may be shared. On paper the whole question
stands, with boxes to tick. Source: S2-13, S2-46, SC-3; domain.md 4.8.
"""

from __future__ import annotations

from collections.abc import Iterator

from chalicelib.application.ports import Correspondent
from chalicelib.domain.casework.own_consents import answer_by
from chalicelib.domain.consent import Consent, Purpose, question_of
from chalicelib.domain.events import EventType
from chalicelib.domain.media import Medium
from chalicelib.domain.parties import PATIENT
from chalicelib.presentation import signposts
from chalicelib.presentation.consent_words import ANSWERS, NO_IS_FINE, OTHERS_TOO, what_we_ask
from chalicelib.presentation.dates import full_date
from chalicelib.presentation.language import Language, marked
from chalicelib.presentation.letter import Fact, Heading, Letter, Listing, Paragraph, Part
from chalicelib.presentation.public_mail import (
    foot,
    greeting,
    how_to_reach_us,
    signature,
    where_to_get_help,
)


def consent_question(about: Correspondent, language: Language) -> Letter:
    """The question to the patient: where it waits, or all of it on paper."""
    _ = language.said
    opening = (
        Paragraph(_dear(about, language)),
        *((Paragraph(_(_AGAIN)),) if _is_chased(about) else ()),
        Paragraph(_(_SOMEBODY_ASKED).format(name=about.organisation.name)),
    )
    by_mail = about.message.medium is Medium.EMAIL
    parts = _by_mail(about, language) if by_mail else _on_paper(about, language)
    return Letter(
        subject=_("We have a question for you"),
        parts=(*opening, *parts, *how_to_reach_us(about, language)),
    )


_AGAIN = marked("We have asked you this before, and have not heard from you.")
_SOMEBODY_ASKED = marked(
    "Somebody has contacted {name} and wants to speak for you. We tell nobody anything about you "
    "unless you agree. So we are asking you yourself."
)


def _dear(about: Correspondent, language: Language) -> str:
    person = about.file.party(PATIENT)
    name = person.full_name if person else ""
    if person and person.title and person.last_name:
        name = f"{person.title} {person.last_name}"
    return language.said("Dear {name}").format(name=name)


def _is_chased(about: Correspondent) -> bool:
    cause = next(event for event in about.file.events if event.seq == about.message.cause)
    return cause.type is EventType.REMINDER_SENT


def _by_mail(about: Correspondent, language: Language) -> Iterator[Part]:
    _ = language.said
    yield Paragraph(
        _(
            "Our page says who it is, and what they would be told. You need your date of birth to see "
            "it. Only you may answer. Do not send this email on to anybody."
        )
    )
    yield from _by_when(about, language)


def _by_when(about: Correspondent, language: Language) -> Iterator[Part]:
    _ = language.said
    question = question_of(about.file.events)
    until = answer_by(question, about.clocks) if question else None
    if until:
        yield Fact(_("Please answer by"), full_date(until, language))
    yield Paragraph(_(NO_IS_FINE))


def _on_paper(about: Correspondent, language: Language) -> Iterator[Part]:
    _ = language.said
    question, asks = question_of(about.file.events), about.file.complainant
    if asks:
        yield Fact(_("Who wants to speak for you"), asks.full_name)
    yield Paragraph(_("If you agree, we may:"))
    yield Listing(what_we_ask(question.purposes if question else (), language))
    yield from _by_when(about, language)
    yield Heading(_("Your answer"))
    yield Paragraph(_("Tick what is right for you, sign it, and send this page back to us."))
    yield Listing(tuple(f"☐ {_(each)}" for each in _boxes(question)))
    yield Fact(_("What you may tell them"), _LINE)
    yield Fact(_("Your signature and the date"), _LINE)


_LINE = "." * 60


def _boxes(question: Consent | None) -> Iterator[str]:
    yield from ANSWERS.values()
    if question is not None and Purpose.SHARE_WITH_ORG in question.purposes:
        yield OTHERS_TOO


def cannot_discuss(about: Correspondent, language: Language) -> Letter:
    """We end it here: in words that say nothing of anybody else, not even whether we know them.

    Source: SC-3 B, S2-3; SI 2009/309 regulation 5(4).
    """
    _ = language.said
    return Letter(
        subject=_("Our reply to your message"),
        parts=(
            Paragraph(greeting(about, language)),
            Paragraph(_(_THANKS)),
            Fact(_("Your reference"), str(about.file.case.reference)),
            Paragraph(_(_CANNOT)),
            Paragraph(_(_SAYS_NOTHING)),
            Paragraph(_(_SAFE)),
            *where_to_get_help(about, language),
            *how_to_reach_us(about, language),
            Paragraph(signature(about, language)),
        ),
        foot=_ombudsman(about, language),
    )


_THANKS = marked("Thank you for writing to us. We are sorry that you had cause to.")
_CANNOT = marked(
    "We cannot look into this with you. The law lets us talk about somebody’s care only with that "
    "person, or with somebody whom they have asked, or who is right to speak for them where they "
    "cannot ask. We do not have what we need for that."
)
_SAYS_NOTHING = marked(
    "This letter does not say whether anybody is a patient of ours, or what they have said to us."
)
_SAFE = marked(
    "We have read what you told us. If it shows that care could be safer, we look at that ourselves."
)


def _ombudsman(about: Correspondent, language: Language) -> tuple[str, ...]:
    """The final words: this is where our way ends (C-14)."""
    words = signposts.ombudsman_now(about.terms.pack.contacts, language)
    return (words,) if words else foot(about, language)
