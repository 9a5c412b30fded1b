"""What a person reads of the stages of their complaint: our reply at one, and that it has gone to the
next (domain.md 4.5).
"""

from __future__ import annotations

from dataclasses import replace

from chalicelib.application.ports import Correspondent
from chalicelib.domain.events import Event
from chalicelib.domain.history import words_of
from chalicelib.domain.media import Medium
from chalicelib.domain.stages import is_last
from chalicelib.presentation import signposts
from chalicelib.presentation.dates import full_date
from chalicelib.presentation.follow_mail import written_to
from chalicelib.presentation.language import Language, marked
from chalicelib.presentation.letter import Fact, Heading, InTheirWords, Letter, Paragraph, Part
from chalicelib.presentation.public_mail import (
    foot,
    greeting,
    how_to_reach_us,
    signature,
    where_to_get_help,
)


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
    code = _cause(about).facts["clock"]
    clock = next((each for each in about.clocks if each.code == code and each.running), None)
    if clock is None:
        return ()
    return (Fact(language.said("We will answer by"), full_date(clock.due, language)),)


def stage_reply(about: Correspondent, language: Language) -> Letter:
    """Our reply at a stage: a mail says that it waits behind the code, other forms hold all of it."""
    if about.message.medium is not Medium.EMAIL:
        return stage_reply_on_paper(about, language)
    return replace(written_to(about, language), foot=_foot(about, language))


def stage_reply_on_paper(about: Correspondent, language: Language) -> Letter:
    """All of it, and what they can do next (S3-7 to S3-11)."""
    _, next_words = language.said, _NOBODY_LEFT if _is_final(about) else _NEXT
    words = str(words_of(_cause(about)).get("text", ""))
    parts = (
        Paragraph(greeting(about, language)),
        Fact(_("Your reference"), str(about.file.case.reference)),
        *((InTheirWords(words),) if words else ()),
        Heading(_("If you are not happy with our answer")),
        Paragraph(_(next_words).format(phone=about.organisation.phone)),
        *where_to_get_help(about, language),
        *how_to_reach_us(about, language),
        Paragraph(signature(about, language)),
    )
    return Letter(_("Our answer to your complaint"), parts, foot=_foot(about, language))


_NEXT = marked(
    "Tell us, and somebody more senior looks at it. You can write to us, or call {phone}. You do not "
    "have to give a reason."
)
_NOBODY_LEFT = marked(
    "Everybody here who can look at it has answered you. Others who do not work for us can help you "
    "now."
)


def _foot(about: Correspondent, language: Language) -> tuple[str, ...]:
    """The ombudsman, in other words once nobody here is left to ask (C-14)."""
    words = signposts.ombudsman_now(about.terms.pack.contacts, language) if _is_final(about) else ""
    return (words,) if words else foot(about, language)


def _is_final(about: Correspondent) -> bool:
    return is_last(_cause(about), about.terms.pack)


def _cause(about: Correspondent) -> Event:
    return next(event for event in about.file.events if event.seq == about.message.cause)
