"""What a case remembers of the checks of who somebody is: by whom, when, over which channel, with which
kinds of items, passed or not. Never a value, and of a failed check never which item was wrong (S0-6).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from chalicelib.domain.case import Case, CaseFile, Change
from chalicelib.domain.casework import changed
from chalicelib.domain.casework.consenting import require_open, require_within
from chalicelib.domain.errors import Fault, Invalid, NotVerified
from chalicelib.domain.events import Actor, Event, EventType, Happening, Occasion
from chalicelib.domain.identifiers import PartyId
from chalicelib.domain.identity.engine import Claim, Rules, is_confirmed
from chalicelib.domain.identity.forms import Forms
from chalicelib.domain.media import Medium
from chalicelib.domain.policy import Terms
from chalicelib.domain.reference import Reference

NOT_CONFIRMED = "We could not confirm who this is"
"""The one text of every failed check, whatever was wrong (S0-6)."""


class CheckChannel(StrEnum):
    """How the person who is checked speaks with us."""

    THEY_RANG = "they_rang"
    WE_RANG = "we_rang"
    IN_PERSON = "in_person"
    WEB = "web"


@dataclass(frozen=True, slots=True)
class Check:
    """One check. `asking` is set for one made on the web; its key makes the check happen once. `medium`
    is how such a one wants its code; None where the code goes with another case of the same person.
    """

    channel: CheckChannel
    claims: tuple[Claim, ...]
    asking: str = ""
    medium: Medium | None = Medium.EMAIL

    def rules(self, rules: Rules) -> Rules:
        """The rules of this channel: on a call of ours the reference is asked for (S0-11)."""
        ours = self.channel is CheckChannel.WE_RANG
        return rules.for_a_call_of_ours() if ours else rules


@dataclass(frozen=True, slots=True)
class Window:
    """The time in which one member of staff may tell one person about their case, after a pass."""

    party: PartyId
    channel: CheckChannel
    opened_at: datetime
    until: datetime
    check: int


def references_of(case: Case) -> tuple[Reference, ...]:
    """Every reference that the case ever had (S0-3)."""
    return tuple(Reference(initials, case.number) for initials in case.initials)


def confirmed_in(check: Check, held: Mapping[PartyId, Forms], rules: Rules) -> PartyId | None:
    """The one person of a case who is confirmed; None where none is, or where claims fit several."""
    ours = check.rules(rules)
    confirmed = [party for party, forms in held.items() if is_confirmed(check.claims, forms, ours)]
    return confirmed[0] if len(confirmed) == 1 else None


def record_check(
    file: CaseFile,
    check: Check,
    passed: PartyId | None,
    *,
    rules: Rules,
    terms: Terms,
    occasion: Occasion,
) -> Change:
    """Keep that a check was made. A pass opens a window; the last failure allowed locks the case.

    Source: S0-1, S0-6, SC-4.
    """
    facts = {
        "channel": check.channel,
        "items": sorted({claim.item for claim in check.claims}),
        "result": "failed" if passed is None else "passed",
    }
    if check.asking:
        facts["asking"] = check.asking
    if check.medium is not Medium.EMAIL:
        facts["media"] = [check.medium] if check.medium else []
    if passed is None:
        facts |= _lock(file.events, rules, occasion.at)
    else:
        until = occasion.at + timedelta(minutes=rules.window_minutes)
        facts |= {"party": passed, "until": until.isoformat()}
    event = Happening(EventType.IDENTITY_CHECKED, facts)
    return changed(file, [event], terms=terms, occasion=occasion)


def _lock(events: Iterable[Event], rules: Rules, now: datetime) -> dict[str, str]:
    failures = failures_since(events, now - timedelta(hours=rules.lock_hours)) + 1
    if failures < rules.attempts:
        return {}
    return {"locked_until": (now + timedelta(hours=rules.lock_hours)).isoformat()}


def checks_in(events: Iterable[Event]) -> tuple[Event, ...]:
    """Every check of a case, oldest first."""
    return tuple(event for event in events if event.type is EventType.IDENTITY_CHECKED)


def failures_since(events: Iterable[Event], since: datetime) -> int:
    """How many checks failed in a row, after the last pass, the last lock and `since`."""
    failures = 0
    for event in checks_in(events):
        failed = event.facts["result"] == "failed" and "locked_until" not in event.facts
        failures = failures + 1 if failed and event.at > since else 0 if not failed else failures
    return failures


def locked_until(events: Iterable[Event], now: datetime) -> datetime | None:
    """Until when nobody can be confirmed for this case; None where it is not locked."""
    locks = (
        datetime.fromisoformat(event.facts["locked_until"])
        for event in checks_in(events)
        if "locked_until" in event.facts
    )
    return next((until for until in locks if until > now), None)


def passed_on_the_web_since(events: Iterable[Event], since: datetime) -> int:
    """How many codes were owed after `since`."""
    passed = (e for e in checks_in(events) if "asking" in e.facts and e.facts["result"] == "passed")
    return sum(event.at > since for event in passed)


def was_answered(events: Iterable[Event], asking: str) -> bool:
    """Whether the check of this asking was made already."""
    return any(event.facts.get("asking") == asking for event in checks_in(events))


def window_of(events: Iterable[Event], by: Actor, now: datetime) -> Window | None:
    """What is open for this member of staff: their last check, if it passed and still holds."""
    last = next((event for event in reversed(checks_in(events)) if event.by == by), None)
    if last is None or last.facts["result"] != "passed":
        return None
    until = datetime.fromisoformat(last.facts["until"])
    if until <= now:
        return None
    channel = CheckChannel(last.facts["channel"])
    return Window(PartyId(last.facts["party"]), channel, last.at, until, last.seq)


class CallEnd(StrEnum):
    """How a conversation went. A voicemail says whom to ring, and nothing of a case."""

    SPOKE = "spoke"
    VOICEMAIL = "voicemail"


@dataclass(frozen=True, slots=True)
class Told:
    """What a person was told: `text` in a conversation, never on a voicemail (S0-11).

    `within_consent`: it kept to what the patient agreed to, where they agreed to some things only.
    """

    end: CallEnd
    text: str
    within_consent: bool = False


def tell_person(file: CaseFile, told: Told, *, terms: Terms, occasion: Occasion) -> Change:
    """Keep what a person was told, while the window of their check is open.

    Source: S0-1, S0-11. Raises: NotVerified, Invalid.
    """
    window = window_of(file.events, occasion.by, occasion.at)
    if window is None or told.end is CallEnd.VOICEMAIL:
        raise NotVerified(_why_not_told(told))
    if not told.text.strip():
        raise Invalid([Fault("text", "Write what you told them")])
    require_open(file, window.party, terms=terms, at=occasion.at)
    require_within(file, window.party, told.within_consent, terms=terms, at=occasion.at)
    facts = {"party": window.party, "channel": window.channel, "check": window.check}
    event = Happening(EventType.PERSON_TOLD, facts, sealed={"text": told.text})
    return changed(file, [event], terms=terms, occasion=occasion)


def _why_not_told(told: Told) -> str:
    if told.end is CallEnd.VOICEMAIL:
        return "Nothing about a case may be left on a voicemail. Ring again, and confirm who answers"
    return "Confirm first who you are speaking with"
