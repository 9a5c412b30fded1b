"""What somebody does who follows their own complaint: writes, wishes, says how to keep in touch.

A wish is no decision: withdrawing and the next stage have their rules, and staff see to them.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum

from chalicelib.domain.alarms import Alarm
from chalicelib.domain.case import CaseFile, Change
from chalicelib.domain.casework.changing import LONGEST_TEXT, changed
from chalicelib.domain.casework.consenting import require_open
from chalicelib.domain.dangers import alarm_raised
from chalicelib.domain.disagreeing import reopened_by_them, require_next_stage
from chalicelib.domain.errors import Fault, Invalid, NotFound, RuleBroken
from chalicelib.domain.events import Event, EventType, Happening, Occasion, standing
from chalicelib.domain.identifiers import PartyId
from chalicelib.domain.parties import COMPLAINANT, Channel, Party, takes_texts
from chalicelib.domain.policy import Terms
from chalicelib.domain.wishes import MAY_SAY_NOTHING as MAY_SAY_NOTHING
from chalicelib.domain.wishes import About as About


class Rhythm(StrEnum):
    """How often a person wants to hear from us while nothing happens (S0-23)."""

    NEWS_ONLY = "news_only"
    WEEKLY = "weekly"
    MONTHLY = "monthly"


@dataclass(frozen=True, slots=True)
class Wrote:
    """What somebody wrote, and about what. `alarms` is what in it may not wait (S2-65)."""

    about: About
    text: str
    alarms: tuple[Alarm, ...] = ()


@dataclass(frozen=True, slots=True)
class KeepInTouch:
    """How contact should be kept: the best channel, whether we may email, how often, and the channels
    that we must never use (S0-23, S2-28), whether we may text a code, and whether they are happy to be
    contacted at all (S2-75); None leaves these as they said before.
    """

    channel: Channel
    may_email: bool
    rhythm: Rhythm
    never: tuple[Channel, ...] | None = None
    may_text: bool | None = None
    may_contact: bool | None = None


def person_writes(
    file: CaseFile, party: PartyId, wrote: Wrote, *, terms: Terms, occasion: Occasion
) -> Change:
    """Keep what they wrote; whoever has the case is told at once, and the people on call of what cannot
    wait. Raises: Invalid, RuleBroken.
    """
    if not wrote.text.strip() and wrote.about not in MAY_SAY_NOTHING:
        raise Invalid([Fault("text", "Write your message")])
    if len(wrote.text) > LONGEST_TEXT:
        over = len(wrote.text) - LONGEST_TEXT
        message = f"Your message must be {LONGEST_TEXT:,} characters or fewer: take out {over:,}"
        raise Invalid([Fault("text", message)])
    if wrote.about is About.PLAN:
        _open_plan(file)
    if wrote.about is About.NEXT_STAGE:
        require_next_stage(file, terms, occasion.at)
    facts = {"party": party, "about": wrote.about}
    event = Happening(EventType.PERSON_WROTE, facts, sealed={"text": wrote.text})
    again = wrote.about is About.NOT_ANSWERED
    reopened = [reopened_by_them(file, terms, occasion.at)] if again else []
    happenings = [*reopened, event, *alarm_raised(wrote.alarms, party)]
    return changed(file, happenings, terms=terms, occasion=occasion)


def person_agrees_plan(file: CaseFile, party: PartyId, *, terms: Terms, occasion: Occasion) -> Change:
    """They agree to the plan that we proposed (S2-47). Raises: RuleBroken, if none is open."""
    require_open(file, party, terms=terms, at=occasion.at)
    facts = {
        "party": party,
        "answer": "accepted",
        "agreed": True,
        "respond_by": _open_plan(file).facts["respond_by"],
        "happened_at": occasion.at.isoformat(),
    }
    event = Happening(EventType.PLAN_ACCEPTED, facts)
    return changed(file, [event], terms=terms, occasion=occasion)


def person_prefers(
    file: CaseFile, party: PartyId, wish: KeepInTouch, *, terms: Terms, occasion: Occasion
) -> Change:
    """From now on we keep in touch as they like; it is theirs to say.

    Source: S0-23, S2-28; SI 2009/309 regulation 15. Raises: Invalid, NotFound.
    """
    person = file.party(party)
    if person is None:
        raise NotFound("This person is no longer part of the case")
    never = person.never if wish.never is None else wish.never
    _require_a_way(person, wish, never)
    others = tuple(each for each in person.channels if each is not wish.channel)
    unwanted = {*never, *(() if wish.may_email else (Channel.EMAIL,))}
    channels = (wish.channel, *(each for each in others if each not in unwanted))
    after = replace(person, channels=channels, may_email=wish.may_email, never=never)
    if wish.may_text is not None:
        after = replace(after, may_text=wish.may_text)
    if wish.may_contact is not None:
        after = replace(after, may_contact=wish.may_contact)
    facts = {
        "party": party,
        "by": wish.channel,
        "may_email": wish.may_email,
        "rhythm": wish.rhythm,
        "never": list(never),
        **({} if wish.may_text is None else {"may_text": wish.may_text}),
        **({} if wish.may_contact is None else {"may_contact": wish.may_contact}),
    }
    event = Happening(EventType.CONTACT_PREFERRED, facts)
    return changed(file, [event], terms=terms, occasion=occasion, parties=[after])


def arrange_contact(file: CaseFile, wish: KeepInTouch, *, terms: Terms, occasion: Occasion) -> Change:
    """Keep what whoever complained told staff about how they want to hear from us.

    Source: S0-23: agreed for the times in which others are awaited. Raises: Invalid, NotFound.
    """
    return person_prefers(file, COMPLAINANT, wish, terms=terms, occasion=occasion)


_NEEDS = {
    Channel.EMAIL: ("email",),
    Channel.TELEPHONE: ("mobile", "landline"),
    Channel.LETTER: ("address",),
}


def _require_a_way(person: Party, wish: KeepInTouch, never: tuple[Channel, ...]) -> None:
    needs = _NEEDS.get(wish.channel, ())
    if needs and not any(getattr(person, name) for name in needs):
        raise Invalid([Fault("channel", "We do not hold what we need for this. Choose another way")])
    if wish.channel is Channel.EMAIL and not wish.may_email:
        raise Invalid([Fault("may_email", "Choose yes, or choose another way than email")])
    if wish.channel in never or (wish.may_email and Channel.EMAIL in never):
        raise Invalid(
            [Fault("never", "You chose this way above. Leave it out here, or change it there")]
        )
    if wish.may_email and not person.email:
        raise Invalid([Fault("may_email", "We hold no email address of yours. Choose no")])
    if wish.may_text and not takes_texts(person.mobile):
        raise Invalid([Fault("may_text", "We hold no UK mobile number of yours. Choose no")])


def open_plan(events: Iterable[Event]) -> Event | None:
    """The plan that was sent and not yet agreed; None where there is none."""
    plans = (EventType.PLAN_SENT, EventType.PLAN_ACCEPTED)
    said = [event for event in standing(events) if event.type in plans]
    return said[-1] if said and said[-1].type is EventType.PLAN_SENT else None


def _open_plan(file: CaseFile) -> Event:
    plan = open_plan(file.events)
    if plan is None:
        raise RuleBroken("There is no plan to agree at the moment")
    return plan


def last_writer(events: Iterable[Event]) -> PartyId:
    """Whoever wrote last from their own page; who complained, where nobody has."""
    wrote = [event for event in events if event.type is EventType.PERSON_WROTE]
    return PartyId(wrote[-1].facts["party"]) if wrote else COMPLAINANT


def waits_for_an_answer(events: Iterable[Event]) -> Event | None:
    """What somebody wrote since we last wrote to them or told them something; None where nothing."""
    answers = (EventType.PERSON_WRITTEN_TO, EventType.PERSON_TOLD, EventType.STAGE_REPLIED)
    said = [e for e in events if e.type in (*answers, EventType.PERSON_WROTE)]
    return said[-1] if said and said[-1].type is EventType.PERSON_WROTE else None


def preferred_contact(events: Iterable[Event], party: PartyId) -> Event | None:
    """What this person said last about how to keep in touch; None where they never did."""
    said = [
        event
        for event in events
        if event.type is EventType.CONTACT_PREFERRED and event.facts["party"] == party
    ]
    return said[-1] if said else None
