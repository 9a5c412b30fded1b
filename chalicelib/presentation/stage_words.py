"""What staff read of the stages of a complaint: its page, its timeline, lists (domain.md 4.5)."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from chalicelib.domain.case import CaseFile
from chalicelib.domain.events import Event, EventType
from chalicelib.domain.identifiers import RoleCode
from chalicelib.domain.parties import Channel
from chalicelib.domain.policy import PolicyPack
from chalicelib.domain.stages import (
    StageOutcome,
    StageReached,
    exhausted_on,
    is_the_last,
    stage_of,
    standings_under,
)
from chalicelib.presentation import signposts
from chalicelib.presentation.dates import full_date
from chalicelib.presentation.labels import CHANNELS
from chalicelib.presentation.language import ENGLISH
from chalicelib.presentation.people import People
from chalicelib.presentation.work_labels import STAGE_OUTCOMES


def _replied(event: Event, file: CaseFile, people: People) -> str:
    outcome = STAGE_OUTCOMES[StageOutcome(event.facts["outcome"])]
    by = CHANNELS[Channel(event.facts["how"])].lower()
    counts = "" if event.facts["answers"] else ". It must be in writing: the date goes on"
    return f"Stage {event.facts['stage']}: {outcome.lower()}. By {by}{counts}"


def _escalated(event: Event, file: CaseFile, people: People) -> str:
    role = people.pack.roles.get(RoleCode(event.facts["owner"]))
    owner = role.title.lower() if role else event.facts["owner"]
    return f"Stage {event.facts['stage']}, answered by the {owner}"


SENTENCES: Mapping[EventType, Callable[[Event, CaseFile, People], str]] = {
    EventType.STAGE_REPLIED: _replied,
    EventType.STAGE_ESCALATED: _escalated,
}
"""One row for each event that says more than its title."""


def stages_under(pack: PolicyPack) -> dict[str, str]:
    """Every way in which a case can stand on the ladder of this pack, by its code."""
    return {each.code: _called(each, pack) for each in standings_under(pack)}


def _called(reached: StageReached, pack: PolicyPack) -> str:
    if not reached.answered:
        return f"Stage {reached.number}"
    exhausted = is_the_last(reached.number, pack)
    return "Exhausted: every stage has answered" if exhausted else f"Stage {reached.number} answered"


def stage_standing(events: Sequence[Event], pack: PolicyPack) -> str:
    """Where the case stands on the ladder, with the day on which it came to its end; empty where its
    policy knows no stages (SC-6).
    """
    reached, on = stage_of(events), exhausted_on(events, pack)
    if reached is None:
        return ""
    if on:
        return f"Exhausted: every stage has answered, the last on {full_date(on)}"
    answered = "answered" if reached.answered else "not answered yet"
    return f"Stage {reached.number} of {len(pack.stages)}, {answered}"


def turns_to(events: Sequence[Event], pack: PolicyPack) -> str:
    """Who else can help once every stage has answered; empty before (C-14, S3-16)."""
    if exhausted_on(events, pack) is None:
        return ""
    now = (signposts.ombudsman_now, signposts.advocacy, signposts.care_regulator)
    return "\n".join(filter(None, (named(pack.contacts, ENGLISH) for named in now)))
