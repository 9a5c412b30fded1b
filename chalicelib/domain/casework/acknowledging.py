"""Saying that we have a complaint, and offering to discuss it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from chalicelib.domain.calendar import london_date
from chalicelib.domain.case import CaseFile, Change
from chalicelib.domain.casework.changing import changed, not_in_the_future, not_too_long
from chalicelib.domain.casework.dispatching import refuse_ways
from chalicelib.domain.casework.record_copying import with_record_copy
from chalicelib.domain.errors import ConsentMissing, Fault, Invalid
from chalicelib.domain.events import EventType, Happening, Occasion
from chalicelib.domain.happy_to_be_contacted import WANTS_NONE, wants_no_contact
from chalicelib.domain.media import Medium, media_for
from chalicelib.domain.organisation_settings import IN_EVERY_LETTER, require_verified
from chalicelib.domain.parties import Channel
from chalicelib.domain.policy import Terms

DISCUSSION_CHANNELS = (Channel.TELEPHONE, Channel.MEETING)
"""How a discussion can be offered (S2-44)."""


@dataclass(frozen=True, slots=True)
class Acknowledgement:
    """What staff did: `how` they acknowledged (None: not now), which discussions they `offered`
    (none: not now), when (None: just now), and for a mail the words of their own that it begins with.

    A mail goes when it is recorded, so `happened_at` then dates only the offer.
    """

    how: Channel | None = None
    offered: tuple[Channel, ...] = ()
    happened_at: datetime | None = None
    words: str = ""


def acknowledge(file: CaseFile, done: Acknowledgement, *, terms: Terms, occasion: Occasion) -> Change:
    """Record the acknowledgement, the offer to discuss, or both. Only both stop the clock.

    Source: S2-19, S2-44, T2; regulation 13. A mail needs the person's consent (regulation 15).
    It names where else to turn, which somebody must have checked (S2-68). Whoever told us by word of
    mouth is owed a copy of what was written down with it (regulation 13(2)).
    Raises: ConsentMissing, ContactStale, Invalid.
    """
    _check_acknowledgement(file, done, occasion)
    if done.how is Channel.EMAIL:
        require_verified(terms.pack.contacts, IN_EVERY_LETTER, london_date(occasion.at))
    happenings = _acknowledging(done, occasion)
    told = with_record_copy(file, happenings, terms=terms, occasion=occasion)
    return changed(file, told, terms=terms, occasion=occasion)


def _check_acknowledgement(file: CaseFile, done: Acknowledgement, occasion: Occasion) -> None:
    if done.how is None and not done.offered:
        message = "Say how you acknowledged it, or which discussion you offered"
        raise Invalid([Fault("how", message)])
    if not set(done.offered) <= set(DISCUSSION_CHANNELS):
        raise Invalid([Fault("offered", "A discussion is offered by telephone or face to face")])
    happened_at = done.happened_at or occasion.at
    not_in_the_future(happened_at, occasion.at, "happened_at")
    if happened_at < file.case.received_at:
        message = "The acknowledgement cannot be before the complaint was received"
        raise Invalid([Fault("happened_at", message)])
    not_too_long("words", done.words)
    refuse_ways(file, "offered", done.offered)
    if done.how is not None:
        refuse_ways(file, "how", [done.how])
        _refuse_what_is_said(file, done.how)
    if done.how in (Channel.EMAIL, Channel.LETTER):
        _refuse_what_they_cannot_read(file)
    if done.how is Channel.EMAIL:
        _require_mailable(file)


def _refuse_what_is_said(file: CaseFile, how: Channel) -> None:
    """Who does not want to be contacted hears from us in writing only, as the law has it (S2-75)."""
    if wants_no_contact(file.complainant) and how not in (Channel.EMAIL, Channel.LETTER):
        raise Invalid([Fault("how", WANTS_NONE)])


def _refuse_what_they_cannot_read(file: CaseFile) -> None:
    """A plain letter is none for whoever needs another version (S2-29)."""
    needed = set(media_for(file.complainant)) if file.complainant else set()
    if needed - {Medium.EMAIL, Medium.LETTER}:
        message = "They need it in another form too: prepare the acknowledgement instead"
        raise Invalid([Fault("how", message)])


def _require_mailable(file: CaseFile) -> None:
    complainant = file.complainant
    if complainant is None or not complainant.can_be_mailed():
        raise ConsentMissing(
            "This person has not agreed to email. Acknowledge by letter, telephone or in person"
        )


def _acknowledging(done: Acknowledgement, occasion: Occasion) -> list[Happening]:
    stated = (done.happened_at or occasion.at).isoformat()
    # A mail is owed from now on, whenever a call or a meeting was: it cannot be dated back.
    sent = occasion.at.isoformat() if done.how is Channel.EMAIL else stated
    happenings = []
    if done.how is not None:
        sealed = {"words": done.words} if done.words else None
        facts = {"how": done.how, "happened_at": sent}
        happenings.append(Happening(EventType.ACK_SENT, facts, sealed))
    if done.offered:
        offer = {"by": sorted(done.offered), "happened_at": stated}
        happenings.append(Happening(EventType.DISCUSSION_OFFERED, offer))
    return happenings
