"""Who outside was asked for their part, with which link, and who has not answered.

Another organisation, or somebody of our own staff who has no account. Whoever is asked by mail answers
on a page of ours: the link opens nothing without a code that goes to the same address.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum

from chalicelib.domain.clocks import Clock
from chalicelib.domain.consent import may_be_shared
from chalicelib.domain.events import Actor, ActorKind, Event, EventType
from chalicelib.domain.history import each_of, words_of
from chalicelib.domain.identifiers import PartyId
from chalicelib.domain.states import BEFORE_RESPONSE, State

CLOCK = "CONTRIB"
"""The clock of a part that is awaited; there is one for each (domain.md 4.7)."""
LINK_STANDS = timedelta(days=14)
"""How long after the agreed date a link still opens: a late answer is better than none. [D]"""


class Contributor(StrEnum):
    """Who is asked, seen from the organisation: only the first is a sharing with others."""

    ORGANISATION = "organisation"
    OWN_STAFF = "own_staff"


@dataclass(frozen=True, slots=True)
class Contribution:
    """What one of them was asked for. `link` is the number of the event that made the link which stands
    now; 0 where none does. `contact`, `email`, `text` and `questions` are empty once they were erased.
    `language` is the code of the one that they read, where we know it.
    """

    id: str
    name: str
    due: date
    awaited: bool
    contributor: Contributor = Contributor.ORGANISATION
    contact: str = ""
    email: str = ""
    text: str = ""
    questions: tuple[str, ...] = ()
    link: int = 0
    language: str = ""

    @property
    def is_linked(self) -> bool:
        """Whether they can still answer by a link."""
        return self.awaited and self.link > 0

    @property
    def is_shared(self) -> bool:
        """Whether it leaves the organisation, so that it needs leave to be shared (S0-7)."""
        return self.contributor is Contributor.ORGANISATION

    @property
    def named(self) -> str:
        """What its link is about: another one for every time that they were asked anew."""
        return f"part.{self.id}.{self.link}"


_TOLD = (
    EventType.CONTRIBUTION_REQUESTED,
    EventType.CONTRIBUTION_LINK_RENEWED,
    EventType.CONTRIBUTION_LINK_REVOKED,
    EventType.CONTRIBUTION_RECEIVED,
)


def contributions_of(events: Iterable[Event]) -> tuple[Contribution, ...]:
    """Everybody who was asked, in order."""
    found: dict[str, Contribution] = {}
    for event in each_of(events, *_TOLD):
        name = event.facts["organisation"]
        found[name] = _after(event, found.get(name))
    return tuple(found.values())


def _after(event: Event, before: Contribution | None) -> Contribution:
    if before is None:
        return _asked(event)
    if event.type is EventType.CONTRIBUTION_LINK_RENEWED:
        words = words_of(event)
        contact, email = str(words.get("contact", "")), str(words.get("email", ""))
        return replace(before, contact=contact, email=email, link=event.seq)
    answered = event.type is EventType.CONTRIBUTION_RECEIVED
    return replace(before, awaited=before.awaited and not answered, link=0)


def _asked(event: Event) -> Contribution:
    facts, words = event.facts, words_of(event)
    return Contribution(
        id=facts["organisation"],
        name=str(words.get("organisation", "")),
        due=date.fromisoformat(facts["due"]),
        awaited=True,
        contributor=Contributor(facts.get("contributor", Contributor.ORGANISATION)),
        contact=str(words.get("contact", "")),
        email=str(words.get("email", "")),
        text=str(words.get("text", "")),
        questions=tuple(words.get("questions", ())),
        link=event.seq if facts.get("linked") else 0,
        language=str(facts.get("language", "")),
    )


def contribution_called(name: str, events: Iterable[Event]) -> Contribution | None:
    """The one of this id; None where nobody was asked under it."""
    return next((each for each in contributions_of(events) if each.id == name), None)


def linked_of(events: Iterable[Event]) -> frozenset[str]:
    """The ids of those who can still answer by a link."""
    return frozenset(each.id for each in contributions_of(events) if each.is_linked)


def answer_until(asked: Contribution, clocks: Sequence[Clock]) -> date:
    """The date for the answer, as it was moved; the agreed one where no clock counts to it."""
    counted = (each.due for each in clocks if each.code == f"{CLOCK}:{asked.id}")
    return next(counted, asked.due)


def is_open(
    asked: Contribution,
    events: Sequence[Event],
    *,
    state: State,
    clocks: Sequence[Clock],
    day: date,
) -> bool:
    """Whether it can be answered by its link on this day.

    It is shut once it was answered or taken back, two weeks after its date, when the case was answered,
    and as soon as nothing may be shared with others any more. Source: S2-25, S0-7.
    """
    if not asked.is_linked or state not in BEFORE_RESPONSE:
        return False
    if asked.is_shared and not may_be_shared(events, day):
        return False
    return day <= answer_until(asked, clocks) + LINK_STANDS


def codes_since(events: Iterable[Event], asked: Contribution, since: datetime) -> int:
    """How many codes went to them since then."""
    codes = each_of(events, EventType.CONTRIBUTION_CODE_ASKED)
    return sum(1 for each in codes if each.facts["organisation"] == asked.id and each.at >= since)


_AS_PARTY = "contributor."


def let_in_as(asked: Contribution) -> PartyId:
    """As whom they are let in: nobody of the case, so that it opens no page but their own.

    A link that was made anew lets in nobody who came by the one before.
    """
    return PartyId(f"{_AS_PARTY}{asked.named}")


def contributor(asked: Contribution) -> Actor:
    """Who adds a file or answers: not whoever complained, and nobody of ours."""
    return Actor(ActorKind.PUBLIC, f"part.{asked.id}")


def ever_let_in(events: Iterable[Event]) -> frozenset[PartyId]:
    """As whom anybody was ever let in to answer, by a link that stands or by one before it."""
    asked = each_of(events, *_TOLD)
    so_far = (contributions_of(asked[: place + 1]) for place in range(len(asked)))
    return frozenset(let_in_as(each) for contributions in so_far for each in contributions)


def let_in_by(party: PartyId, events: Iterable[Event]) -> Contribution | None:
    """Whose page is open to whoever was let in so; None where it is nobody's, any more or ever."""
    return next((each for each in contributions_of(events) if let_in_as(each) == party), None)


def parts_received(events: Iterable[Event]) -> Mapping[str, str]:
    """What each contributor answered, in their words, by their name in small letters."""
    held = tuple(events)
    names = {each.id: each.name.casefold() for each in contributions_of(held)}
    received = each_of(held, EventType.CONTRIBUTION_RECEIVED)
    return {names[event.facts["organisation"]]: _answered(event) for event in received}


def _answered(event: Event) -> str:
    return str(words_of(event).get("text", "")) or " ".join(answers_of(event).values())


def answers_of(event: Event) -> Mapping[str, str]:
    """Each question with its answer, of a part that came by a link; empty where staff recorded it."""
    answers = words_of(event).get("answers", ())
    return {str(each["question"]): str(each["answer"]) for each in answers}
