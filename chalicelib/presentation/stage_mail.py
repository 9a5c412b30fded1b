"""What a person reads when their complaint has gone to the next stage (domain.md 4.5)."""

from __future__ import annotations

from chalicelib.application.ports import Correspondent
from chalicelib.presentation.dates import full_date
from chalicelib.presentation.language import Language
from chalicelib.presentation.letter import Fact, Letter, Paragraph, Part
from chalicelib.presentation.public_mail import foot, where_to_get_help


def next_stage(about: Correspondent, language: Language) -> Letter:
    """That somebody else answers now, and by when."""
    _ = language.said
    call = _("If you would rather talk to us, call {phone}.")
    parts = (
        Paragraph(_("You asked us to look at your complaint again. Somebody else does that now.")),
        *_by_when(about, language),
        Fact(_("Your reference"), str(about.file.case.reference)),
        Paragraph(call.format(phone=about.organisation.phone)),
        *where_to_get_help(about, language),
    )
    return Letter(_("Your complaint is at its next stage"), parts, foot=foot(about, language))


def _by_when(about: Correspondent, language: Language) -> tuple[Part, ...]:
    """The date of the stage that the mail is about; none where it was answered meanwhile."""
    cause = next(event for event in about.file.events if event.seq == about.message.cause)
    code = cause.facts["clock"]
    clock = next((each for each in about.clocks if each.code == code and each.running), None)
    if clock is None:
        return ()
    return (Fact(language.said("We will answer by"), full_date(clock.due, language)),)
