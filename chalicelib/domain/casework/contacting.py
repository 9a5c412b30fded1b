"""Being in touch on the way: contacts, waiting for others, later dates and their reasons."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from chalicelib.domain.calls import CallOutcome, Left, require_left
from chalicelib.domain.case import CaseFile, Change
from chalicelib.domain.casework.changing import changed, not_past, stated
from chalicelib.domain.casework.consenting import (
    require_open,
    require_within,
    told_in_writing,
)
from chalicelib.domain.clocks import Clock
from chalicelib.domain.delays import Delay
from chalicelib.domain.errors import Fault, Invalid
from chalicelib.domain.events import EventType, Happening, Occasion
from chalicelib.domain.following import preferred_contact
from chalicelib.domain.media import media_for
from chalicelib.domain.parties import COMPLAINANT, Channel
from chalicelib.domain.policy import Terms

RESPONSE, RELEVANT_PERIOD = "RESP", "6M"
"""The clocks of the agreed date and of the six months (domain.md 4.7)."""


@dataclass(frozen=True, slots=True)
class ContactMade:
    """A word to or from the person. `substantive`: it says how the matter stands. `within_consent`: it
    told them no more than the patient lets them be told. A telephone call may have `reached` nobody, or
    a voicemail on which no more than a name and a number may be `left` (S0-11).
    """

    how: Channel
    substantive: bool
    text: str = ""
    within_consent: bool = False
    happened_at: datetime | None = None
    reached: CallOutcome = CallOutcome.SPOKEN
    left: Left | None = None


def record_contact(file: CaseFile, made: ContactMade, *, terms: Terms, occasion: Occasion) -> Change:
    """Keep what was said to the person or by them. Who may be told nothing can be heard, not told.

    Source: S2-48, S2-54, S2-85, S2-13, S0-11. Raises: Invalid.
    """
    _require_plausible(made)
    if made.substantive:
        require_within(file, COMPLAINANT, made.within_consent, terms=terms, at=occasion.at)
    facts = {
        "how": made.how,
        "substantive": made.substantive,
        "happened_at": stated(made.happened_at, file, occasion),
    }
    if made.reached is not CallOutcome.SPOKEN:
        facts |= {"reached": made.reached, **({"left": made.left} if made.left else {})}
    contact = Happening(EventType.CONTACT_MADE, facts, {"text": made.text})
    return changed(file, [contact], terms=terms, occasion=occasion)


def _require_plausible(made: ContactMade) -> None:
    """Raises: Invalid, where nobody was reached and yet something was said."""
    require_left(made.reached, made.left, made.text, field="text")
    spoken, faults = made.reached is CallOutcome.SPOKEN, []
    if spoken and not made.text.strip():
        faults.append(Fault("text", "Say what was said"))
    if not spoken and made.how is not Channel.TELEPHONE:
        faults.append(Fault("reached", "Only somebody who is rung can be out"))
    if not spoken and made.substantive:
        faults.append(Fault("substantive", "You spoke with nobody: choose no"))
    if faults:
        raise Invalid(faults)


@dataclass(frozen=True, slots=True)
class Awaiting:
    """What we wait for, in a code that the person is told, and in words of staff's own (S0-24)."""

    text: str
    delay: Delay = Delay.THIRD_PARTY
    happened_at: datetime | None = None


def await_third_party(
    file: CaseFile, awaiting: Awaiting, *, terms: Terms, occasion: Occasion
) -> Change:
    """Say that others are awaited: the person hears from us at least every so many days meanwhile, and
    in the way that they like; where they were not asked, somebody is reminded to ask.

    No clock stands still for it. Source: S0-22 to S0-24.
    """
    facts = {
        "happened_at": stated(awaiting.happened_at, file, occasion),
        "delay": awaiting.delay,
        "arranged": preferred_contact(file.events, COMPLAINANT) is not None,
    }
    awaited = Happening(EventType.THIRD_PARTY_AWAITED, facts, {"text": awaiting.text})
    return changed(file, [awaited], terms=terms, occasion=occasion)


@dataclass(frozen=True, slots=True)
class Heard:
    """Who answered, and what."""

    text: str
    happened_at: datetime | None = None


def hear_third_party(file: CaseFile, answer: Heard, *, terms: Terms, occasion: Occasion) -> Change:
    """Say that they answered. Source: S0-22."""
    facts = {"happened_at": stated(answer.happened_at, file, occasion)}
    answered = Happening(EventType.THIRD_PARTY_ANSWERED, facts, {"text": answer.text})
    return changed(file, [answered], terms=terms, occasion=occasion)


@dataclass(frozen=True, slots=True)
class ExtensionRequest:
    """A later date for the response, why, and whether the person agreed to it and with whom."""

    due: date
    reason: str
    agreed: bool
    agreed_with: str = ""
    delay: Delay = Delay.OTHER
    happened_at: datetime | None = None


def extend(file: CaseFile, asked: ExtensionRequest, *, terms: Terms, occasion: Occasion) -> Change:
    """Move the date of the response, and the six months too where the person agreed before they ended.

    What comes after the date had passed is kept as late and moves nothing (S2-52). Either way one
    letter about it is owed, in every version that the person needs.

    Source: T13, S2-52; SI 2009/309 regulation 14(4); S2-13. Raises: Invalid, ConsentMissing.
    """
    due = not_past(asked.due, occasion, "due")
    if asked.agreed:
        # Nobody can agree to a date who may not be told that there is anything to answer.
        require_open(file, COMPLAINANT, terms=terms, at=occasion.at)
        if not asked.agreed_with.strip():
            raise Invalid([Fault("agreed_with", "Say who agreed")])
    running = {clock.code: clock for clock in file.clocks(terms) if clock.running}
    if RESPONSE in running and asked.due <= running[RESPONSE].due:
        raise Invalid([Fault("due", "Give a date after the one that stands now")])
    facts = {
        "due": due,
        "agreed": asked.agreed,
        "delay": asked.delay,
        "happened_at": stated(asked.happened_at, file, occasion),
    }
    sealed = {"text": asked.reason, "agreed_with": asked.agreed_with}
    codes = [code for code in (RESPONSE, RELEVANT_PERIOD) if _is_moved(running.get(code), asked)]
    if not codes:
        raise Invalid([Fault("due", "No date of the response is running that could be moved to this")])
    told = media_for(file.complainant) if file.complainant else ()
    # The first of them owes the letter, which speaks of both dates.
    media = [list(told), *([] for _ in codes[1:])]
    moved = [
        Happening(EventType.CLOCK_EXTENDED, {"clock": code, "media": each, **facts}, sealed)
        for code, each in zip(codes, media, strict=True)
    ]
    return changed(file, moved, terms=terms, occasion=occasion)


def _is_moved(clock: Clock | None, asked: ExtensionRequest) -> bool:
    """Whether the new date touches this clock: the agreed one always, the six months if it is later."""
    return clock is not None and (clock.code == RESPONSE or asked.due > clock.last_day)


@dataclass(frozen=True, slots=True)
class BreachReason:
    """Why no response came within six months, as it is written to the person, and how it went out.

    `within_consent`: it tells them no more than the patient lets them be told.
    """

    text: str
    sent_by: Channel
    within_consent: bool = False


def explain_breach(file: CaseFile, reason: BreachReason, *, terms: Terms, occasion: Occasion) -> Change:
    """Send the person the written reason that the law asks for when six months have passed.

    Source: T14, C-6; SI 2009/309 regulation 14(4). Raises: Invalid, for a spoken one.
    """
    if reason.sent_by not in (Channel.LETTER, Channel.EMAIL):
        raise Invalid([Fault("sent_by", "The law asks for it in writing")])
    require_within(file, COMPLAINANT, reason.within_consent, terms=terms, at=occasion.at)
    media = told_in_writing(file, reason.sent_by, terms=terms, at=occasion.at)
    facts = {"how": reason.sent_by, "media": list(media)}
    explained = Happening(EventType.BREACH_EXPLAINED, facts, {"text": reason.text})
    return changed(file, [explained], terms=terms, occasion=occasion)


@dataclass(frozen=True, slots=True)
class Review:
    """What a review of a long case found, and what happens now."""

    text: str


def review(file: CaseFile, found: Review, *, terms: Terms, occasion: Occasion) -> Change:
    """Keep the review of a case that has lasted long. Source: S2-55, C-6."""
    reviewed = Happening(EventType.CASE_REVIEWED, sealed={"text": found.text})
    return changed(file, [reviewed], terms=terms, occasion=occasion)
