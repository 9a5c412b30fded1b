"""A stage's reply on its way: it answers once every version of it has gone (C-5, S2-29)."""

from __future__ import annotations

from typing import Any

from chalicelib.domain.case import CaseFile
from chalicelib.domain.errors import RuleBroken
from chalicelib.domain.events import Event, EventType, Facts, Happening
from chalicelib.domain.media import Medium, media_by, media_for
from chalicelib.domain.messages import Message, MessageKind, MessageState
from chalicelib.domain.parties import COMPLAINANT, Channel
from chalicelib.domain.sending import finished
from chalicelib.domain.stages import reply_on_its_way


def versions_of(file: CaseFile, how: Channel) -> tuple[Medium, ...]:
    """In which versions a reply goes: a mail, a letter, and each form in which they can read it; none
    of what is said by telephone or face to face. Source: S2-29.
    """
    person = file.party(COMPLAINANT)
    if person is None or how not in (Channel.EMAIL, Channel.LETTER):
        return ()
    if how is Channel.EMAIL:
        return media_for(person)
    return media_by(person, Channel.LETTER) or (Medium.LETTER,)


def replied(facts: dict[str, Any], media: tuple[Medium, ...], sealed: Facts) -> Happening:
    """The stage is answered at once by what was said, by what went already, and by a mail alone; any
    other version waits until a person records that it went.
    """
    told = {**facts, "media": list(media)}
    if set(media) <= {Medium.EMAIL}:
        return Happening(EventType.STAGE_REPLIED, told, sealed)
    return Happening(EventType.LETTER_PREPARED, {"kind": MessageKind.STAGE_REPLY, **told}, sealed)


def last_version_of_reply_went(file: CaseFile, by: Event, last: Message, at: str) -> list[Happening]:
    """With the last version the stage is answered; once, and not where another reply took its place."""
    if reply_on_its_way(file.events) != by:
        return []
    kept = {name: fact for name, fact in by.facts.items() if name != "kind"}
    facts = {**kept, "media": [], "happened_at": at, "carried_by": last.key}
    return [Happening(EventType.STAGE_REPLIED, facts, by.sealed.content if by.sealed else None)]


def without_the_waiting(file: CaseFile) -> tuple[Message, ...]:
    """The versions that will not go, because another reply takes their place.

    Raises: RuleBroken, where one of them has gone: the others must say the same.
    """
    versions = _waiting_with(file)
    if any(each.state is not MessageState.TO_SEND for each in versions):
        raise RuleBroken("A version of this reply has gone already. Send the others as they are")
    return tuple(finished(each, MessageState.REPLACED) for each in versions)


def left_behind(file: CaseFile) -> tuple[Message, ...]:
    """The versions that nobody sends any more, because the next stage answers instead."""
    waiting = (each for each in _waiting_with(file) if each.state is MessageState.TO_SEND)
    return tuple(finished(each, MessageState.REPLACED) for each in waiting)


def _waiting_with(file: CaseFile) -> list[Message]:
    by = reply_on_its_way(file.events)
    return [each for each in file.messages if by and each.cause == by.seq]
