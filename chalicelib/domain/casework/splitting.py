"""One letter, two matters: a part of a complaint becomes a case of its own.

Source: issue 6.2; domain.md 3.3 ("complaints needing separate investigation → counted separately").
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from chalicelib.domain.case import CaseFile, Change
from chalicelib.domain.casework.changing import changed, not_too_long
from chalicelib.domain.casework.opening import Intake
from chalicelib.domain.contact import record_of
from chalicelib.domain.errors import Fault, Invalid
from chalicelib.domain.events import Event, EventType, Happening, Occasion, standing
from chalicelib.domain.history import each_of, last_of, words_of
from chalicelib.domain.holds import is_on_hold
from chalicelib.domain.links import How
from chalicelib.domain.media import Medium, media_for
from chalicelib.domain.need_to_know import circle_of
from chalicelib.domain.parties import COMPLAINANT, PATIENT
from chalicelib.domain.policy import Terms


@dataclass(frozen=True, slots=True)
class Split:
    """What goes to the new case in the words of the person, what that is about, and why it is split."""

    text: str
    subject: str
    why: str


def split_case(file: CaseFile, asked: Split, *, terms: Terms, occasion: Occasion) -> Change:
    """Note what leaves this case. The new one is made by the system, and linked to this one.

    Raises: Invalid, for a category that the policy does not know.
    """
    if asked.subject not in {subject.code for subject in terms.pack.subjects}:
        raise Invalid([Fault("subject", "Choose from the list")])
    not_too_long("text", asked.text)
    sealed = {"text": asked.text, "why": asked.why}
    return changed(
        file,
        [Happening(EventType.CASE_SPLIT, {"subject": asked.subject}, sealed)],
        terms=terms,
        occasion=occasion,
    )


def intake_of(file: CaseFile, split: Event) -> Intake | None:
    """The new case on its way: received when this one was, from the same people. None where what was
    written has been erased since. Its key is the same each time, so that it is made once.
    """
    record, words = record_of(file.events[0]), words_of(split)
    if record is None or not words:
        return None
    return Intake(
        key=f"split.{file.case.number}.{split.seq}",
        record=replace(
            record,
            contact_type=file.case.contact_type,
            subject=split.facts["subject"],
            what_happened=str(words["text"]),
        ),
        parties=tuple(each for each in file.parties if each.id in (COMPLAINANT, PATIENT)),
        split_from=file.case.reference,
        known=tuple(_known(file, str(words["why"]))),
    )


def _known(file: CaseFile, why: str) -> Iterator[Happening]:
    """What holds of the new case from its first moment, because it held of this one: nobody sees it who
    might not see this, nothing is deleted that must be kept, nobody is acknowledged twice. No consent
    goes with it: the patient agreed to something else.
    """
    linked = {"other": str(file.case.reference), "how": How.RELATED, "media": _told_by(file)}
    yield Happening(EventType.CASE_LINKED, linked, {"text": why})
    yield from map(_again, each_of(file.events, EventType.STAFF_NAMED))
    circle = circle_of(file)
    if circle.restricted:
        named = sorted({*circle.named, *((circle.handler,) if circle.handler else ())})
        yield Happening(EventType.ACCESS_RESTRICTED, {"named": named}, {"text": why})
    if is_on_hold(file.events):
        placed = last_of(file.events, EventType.HOLD_PLACED)
        assert placed is not None, "a hold was placed by an event"
        yield _again(placed)
    yield from _acknowledged(file)


def _told_by(file: CaseFile) -> list[Medium]:
    """In which versions the person hears that a part of what they wrote has a number of its own."""
    return list(media_for(file.complainant)) if file.complainant else []


def _acknowledged(file: CaseFile) -> Iterator[Happening]:
    for event in standing(file.events):
        if event.type in (EventType.ACK_SENT, EventType.DISCUSSION_OFFERED):
            happened_at = event.happened_at.isoformat()
            first = {"split_from": str(file.case.reference), "happened_at": happened_at}
            yield Happening(event.type, {**event.facts, **first})


def _again(event: Event) -> Happening:
    return Happening(event.type, event.facts, words_of(event) or None)
