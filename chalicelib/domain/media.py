"""On what a letter reaches somebody: by mail, on paper, or in the form in which they can read it.

What goes by mail is sent by the system, and so is the text with a code; everything else is a document
that is ready and waits until a person records that it was dispatched. A letter counts as sent when
every version is. Source: S2-28, S2-29.
"""

from __future__ import annotations

from dataclasses import replace
from enum import StrEnum

from chalicelib.domain.parties import Channel, Party


class Medium(StrEnum):
    """One version of a letter. Those beside mail and paper are `needs.Format`, or a translation."""

    EMAIL = "email"
    LETTER = "letter"
    LARGE_PRINT = "large_print"
    EASY_READ = "easy_read"
    BRAILLE = "braille"
    AUDIO = "audio"
    BSL_VIDEO = "bsl_video"
    TRANSLATION = "translation"
    TEXT = "text"
    """A text to a mobile: a code and nothing else ever goes so."""

    @property
    def goes_by_itself(self) -> bool:
        """Whether the system sends it; the others wait for a person."""
        return self in (Medium.EMAIL, Medium.TEXT)


def media_for(person: Party) -> tuple[Medium, ...]:
    """Every version that this person must get; none where nothing may be written to them.

    A mail goes beside the version that they need, if they agreed to mail. Plain paper goes where
    neither a mail nor another version does.

    >>> from chalicelib.domain.parties import COMPLAINANT
    >>> media_for(Party(COMPLAINANT, "Ann", "Other", address="1 Row"))
    (<Medium.LETTER: 'letter'>,)
    """
    special = tuple(Medium(each) for each in person.needs.formats)
    if person.needs.other_language:
        special += (Medium.TRANSLATION,)
    mail = (Medium.EMAIL,) if person.can_be_mailed() else ()
    if mail or special:
        return mail + special
    posted = person.address and Channel.LETTER not in person.never
    return (Medium.LETTER,) if posted else ()


def media_by(person: Party, way: Channel) -> tuple[Medium, ...]:
    """Every version of a letter that staff send in this way: on paper where they chose a letter and it
    can be posted; as mail or in another version, as the person needs it, wherever that way is shut.
    """
    posted = media_for(replace(person, may_email=False)) if way is Channel.LETTER else ()
    return posted or media_for(person)
