"""What a person reads about an appointment: that it is agreed, moved or off, or that somebody was
not there.

Neutral: a mailbox may be shared, and so may a calendar (domain 4.8).
"""

from __future__ import annotations

from datetime import datetime

from chalicelib.application.ports import Correspondent
from chalicelib.domain.calls import Means, MeetingOutcome
from chalicelib.domain.events import Event, EventType
from chalicelib.presentation.dates import date_and_time
from chalicelib.presentation.language import Language, marked
from chalicelib.presentation.letter import Fact, Letter, Paragraph, Part
from chalicelib.presentation.public_mail import foot, where_to_get_help

_HOW = {
    Means.TELEPHONE: marked("We will call you."),
    Means.IN_PERSON: marked(
        "Please come to us. If you need help to get here or to take part, tell us."
    ),
    Means.VIDEO: marked("We will send you a link to the video call."),
}


def appointment(about: Correspondent, language: Language) -> Letter:
    """The appointment as it stands now."""
    cause = next(event for event in about.file.events if event.seq == about.message.cause)
    words = {
        EventType.APPOINTMENT_BOOKED: _agreed,
        EventType.APPOINTMENT_CANCELLED: _off,
        EventType.APPOINTMENT_ENDED: _not_held,
    }[cause.type]
    subject, parts = words(cause, language)
    _ = language.said
    reference = Fact(_("Your reference"), str(about.file.case.reference))
    other_time = _("If you need another time, reply to this email or call {phone}.")
    reach = Paragraph(other_time.format(phone=about.organisation.phone))
    shown = (*parts, reference, reach, *where_to_get_help(about, language))
    return Letter(subject, shown, foot=foot(about, language))


def _agreed(cause: Event, language: Language) -> tuple[str, tuple[Part, ...]]:
    _ = language.said
    when = date_and_time(datetime.fromisoformat(cause.facts["slot"]), language)
    how = _(_HOW[Means(cause.facts["means"])])
    parts = (
        Paragraph(_("We have agreed a time to talk with you.")),
        Fact(_("When"), when),
        Paragraph(how),
    )
    return _("Our appointment with you"), parts


def _off(_cause: Event, language: Language) -> tuple[str, tuple[Part, ...]]:
    _ = language.said
    off = _("The time that we agreed to talk with you is cancelled.")
    return _("Our appointment is cancelled"), (Paragraph(off),)


def _not_held(cause: Event, language: Language) -> tuple[str, tuple[Part, ...]]:
    if cause.facts["outcome"] == MeetingOutcome.WE_MISSED_IT:
        return _missed(language)
    return _not_met_again(language) if cause.facts.get("in_a_row", 1) > 1 else _not_met(language)


def _not_met(language: Language) -> tuple[str, tuple[Part, ...]]:
    """Nobody is blamed: there can be many reasons, and some are ours."""
    _ = language.said
    tried = _("We could not reach you at the time that we agreed.")
    again = _("If you still want to talk with us, tell us when it suits you.")
    return _("We could not reach you"), (Paragraph(tried), Paragraph(again))


def _not_met_again(language: Language) -> tuple[str, tuple[Part, ...]]:
    _ = language.said
    tried = _("We could not reach you a second time at the time that we agreed.")
    goes_on = _("We go on with our work. You do not need to do anything, and you lose nothing.")
    other = _("Tell us if you want to hear from us in another way, or if something would help you.")
    return _("We could not reach you"), (Paragraph(tried), Paragraph(goes_on), Paragraph(other))


def _missed(language: Language) -> tuple[str, tuple[Part, ...]]:
    _ = language.said
    sorry = _("We are sorry. We missed our appointment with you.")
    again = _("We will contact you to agree another time.")
    return _("We missed our appointment"), (Paragraph(sorry), Paragraph(again))
