"""The copy of what was written down of a complaint by word of mouth (SI 2009/309 regulation 13(2)).

A mail does not repeat it: a mailbox may be shared. It leads to the page of the complaint, where the
person reads it once they are confirmed. On paper it is the copy itself.
"""

from __future__ import annotations

from collections.abc import Iterator

from chalicelib.application.ports import Correspondent
from chalicelib.domain.media import Medium
from chalicelib.domain.written_record import record_for_them
from chalicelib.presentation.language import Language, marked
from chalicelib.presentation.letter import Fact, Heading, InTheirWords, Letter, Paragraph, Part
from chalicelib.presentation.public_mail import (
    foot,
    greeting,
    how_to_reach_us,
    signature,
    where_to_get_help,
)
from chalicelib.presentation.record_words import PARTS


def written_record(about: Correspondent, language: Language) -> Letter:
    """That it was written down, where or what it is, and how to have it put right."""
    _ = language.said
    by_mail = about.message.medium is Medium.EMAIL
    parts = (Paragraph(_(_ON_YOUR_PAGE)),) if by_mail else tuple(_record(about, language))
    return Letter(
        subject=_("What we wrote down for you"),
        parts=(
            Paragraph(greeting(about, language)),
            Fact(_("Your reference"), str(about.file.case.reference)),
            Paragraph(_(_WRITTEN_DOWN)),
            *parts,
            Heading(_("Is anything wrong or missing?")),
            Paragraph(_(_PUT_RIGHT).format(phone=about.organisation.phone)),
            *where_to_get_help(about, language),
            *how_to_reach_us(about, language),
            Paragraph(signature(about, language)),
        ),
        foot=foot(about, language),
    )


def _record(about: Correspondent, language: Language) -> Iterator[Part]:
    for part, words in record_for_them(about.file.events).items():
        yield Heading(language.said(PARTS[part]))
        yield InTheirWords(words)


_WRITTEN_DOWN = marked(
    "You told us about your complaint. We wrote down what you said, and this is your copy of it."
)
_ON_YOUR_PAGE = marked(
    "We do not put it into an email, because others may see it. You can read it on the page of your "
    "complaint."
)
_PUT_RIGHT = marked(
    "Please tell us, and we will put it right. You can write to us or call {phone}. We look into your "
    "complaint in the meantime."
)
