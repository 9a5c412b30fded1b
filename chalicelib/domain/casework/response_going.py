"""The response on its way: kept as it goes, sent once every version of it has gone (S2-29)."""

from __future__ import annotations

from typing import Any

from chalicelib.domain.case import CaseFile
from chalicelib.domain.errors import RuleBroken
from chalicelib.domain.events import Event, EventType, Facts, Happening
from chalicelib.domain.investigations import Concerned, Involved, involved_in
from chalicelib.domain.issues import findings_of, outcome_from
from chalicelib.domain.learning import open_actions
from chalicelib.domain.letters.kept import response_on_its_way
from chalicelib.domain.messages import Message, MessageKind, MessageState
from chalicelib.domain.sending import finished

_COPIED = (Concerned.SUBJECT, Concerned.MENTIONED)


def prepared(facts: Facts, sealed: Facts) -> Happening:
    """The response is ready in every version that is owed, and none of it is changed any more."""
    return Happening(EventType.LETTER_PREPARED, {"kind": MessageKind.RESPONSE, **facts}, sealed)


def went(file: CaseFile, facts: dict[str, Any], sealed: Facts | None) -> list[Happening]:
    """The response was sent, with the outcome of the findings; whoever of the staff is mentioned gets a
    copy, and nobody else. Source: S2-15, S2-34; SI 2009/309 regulation 14(2).
    """
    copied = tuple(each for each in involved_in(file.events) if each.concerned in _COPIED)
    settled = {
        "outcome": outcome_from(findings_of(file.events).values()),
        "copies": [each.id for each in copied],
        "actions": len(open_actions(file.events)),
    }
    response = Happening(EventType.RESPONSE_SENT, {**facts, **settled}, sealed)
    return [response, *(Happening(EventType.LETTER_COPIED, _copy(each)) for each in copied)]


def last_version_went(file: CaseFile, by: Event, last: Message, at: str) -> list[Happening]:
    """With the last version the response that `by` prepared is sent; once, however often it is told."""
    if response_on_its_way(file.events) != by:
        return []
    kept = {name: by.facts[name] for name in ("how", "signed_as", "letter", "delegation")}
    facts = {**kept, "media": [], "happened_at": at, "carried_by": last.key}
    return went(file, facts, by.sealed.content if by.sealed else None)


def _copy(person: Involved) -> dict[str, str]:
    """Whose copy it is. Without an account nobody is mailed: they are handed the printed copy."""
    return {"person": person.id, "staff": person.staff or ""}


def taken_back(file: CaseFile) -> tuple[Message, ...]:
    """The versions that will not go, because the letter is changed once more.

    Raises: RuleBroken, where one of them has gone: the others must say the same.
    """
    by = response_on_its_way(file.events)
    versions = [each for each in file.messages if by and each.cause == by.seq]
    if any(each.state is not MessageState.TO_SEND for each in versions):
        raise RuleBroken("A version of this letter has gone already. Send the others as they are")
    return tuple(finished(each, MessageState.REPLACED) for each in versions)
