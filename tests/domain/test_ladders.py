"""Ladders: who hears next of a promise that nobody keeps (issue 3.6, S0-22, S2-72, S1-54)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chalicelib.domain.arrangements import Absence, Arrangements
from chalicelib.domain.calendar import LONDON
from chalicelib.domain.clocks import Clock, ClockKind, ClockRule, read_clock
from chalicelib.domain.errors import RuleBroken
from chalicelib.domain.events import EventType
from chalicelib.domain.identifiers import RoleCode, StaffId
from chalicelib.domain.ladders import rung_to_decide
from chalicelib.domain.policy import PolicyPack, Rung
from chalicelib.domain.policy_faults import faults_of
from chalicelib.domain.reaching import Office, Reached, reach
from chalicelib.domain.recipients import to_roles
from chalicelib.domain.staff import Staff
from tests.builders import ENGLAND, a_member_of_staff
from tests.clockwork import (
    PACKS,
    RECEIVED,
    Told,
    happened,
    history,
    milestones,
    on,
    pack,
    read,
    read_all,
    rule_of,
    rungs,
)

ACK = rule_of("gp-practice", "ACK")
TWENTY_PAST_TEN = happened(RECEIVED, on("2026-12-24", 10))
ASSIGNED, BREACHED = EventType.HANDLER_ASSIGNED, EventType.CLOCK_BREACHED


def given_to_a_handler(on_day: str) -> Told:
    return happened(ASSIGNED, on(on_day), handler="case.handler", initials="HAL", team="complaints")


def test_with_a_handler_each_rung_above_the_handlers_hears_in_turn():
    clock = read(ACK, TWENTY_PAST_TEN, given_to_a_handler("2026-12-29"))

    # Late on Friday 1 January, told on Monday 4; then one, two and three working days apart.
    assert milestones(clock)[-1] == ("breach", on("2027-01-04", 9))
    assert rungs(clock) == [
        (2, on("2027-01-05", 9)),
        (3, on("2027-01-07", 9)),
        (4, on("2027-01-12", 9)),
    ]


def test_without_a_handler_the_owner_heard_the_reminders_so_the_rung_above_hears_next():
    clock = read(ACK, TWENTY_PAST_TEN)

    assert rungs(clock) == [(4, on("2027-01-07", 9))]


def test_a_handler_who_comes_after_the_owners_turn_does_not_bring_it_back():
    clock = read(ACK, TWENTY_PAST_TEN, given_to_a_handler("2027-01-08"))

    assert [rung for rung, _ in rungs(clock)] == [4]


def test_a_rung_waits_over_easter_as_everybody_does():
    # Due Wednesday 24 March 2027: told on Thursday; Good Friday and Easter Monday do not count.
    clock = read(ACK, happened(RECEIVED, on("2027-03-19")), given_to_a_handler("2027-03-19"))

    assert rungs(clock)[:2] == [(2, on("2027-03-30", 9)), (3, on("2027-04-01", 9))]


def test_nobody_is_told_once_the_promise_was_kept():
    kept = (
        happened(EventType.ACK_SENT, on("2027-01-05")),
        happened(EventType.DISCUSSION_OFFERED, on("2027-01-05")),
    )

    assert read(ACK, TWENTY_PAST_TEN, *kept).pending == ()


def test_a_document_with_24_hours_climbs_by_the_hour_through_the_weekend():
    # SC-12: Friday 18 December 2026, 4:40pm.
    received = happened(EventType.DEADLINE_DOCUMENT_RECEIVED, on("2026-12-18", 16, 40), document="1")

    (clock,) = read_all(rule_of("claims-scheme", "FORWARD-24H"), received).values()

    assert rungs(clock) == [(2, on("2026-12-19", 18, 40)), (3, on("2026-12-19", 22, 40))]


def test_after_an_outage_the_rungs_passed_over_hear_in_one_notice_with_the_latest():
    clock = read(ACK, TWENTY_PAST_TEN, given_to_a_handler("2026-12-29"))

    latest = clock.reached(on("2027-02-01"))

    assert latest is not None
    assert (latest.rung, clock.rungs_by(latest)) == (4, (2, 3, 4))
    assert clock.owner_unheard(latest)


def test_who_heard_already_does_not_hear_with_the_next_rung():
    told = [
        happened(BREACHED, on("2027-01-04", 9), clock="ACK", milestone="breach", due="2026-12-31"),
        happened(
            EventType.CLOCK_ESCALATED, on("2027-01-06", 9), clock="ACK", milestone="rung_3",
            due="2026-12-31", rungs=[3],
        ),
    ]  # fmt: skip
    clock = read(ACK, TWENTY_PAST_TEN, given_to_a_handler("2026-12-29"), *told)

    latest = clock.reached(on("2027-02-01"))

    assert latest is not None
    assert clock.rungs_by(latest) == (4,)
    assert not clock.owner_unheard(latest)


def test_silence_while_others_are_awaited_climbs_after_its_second_reminder():
    # S0-22: reminder to the handler, then escalation.
    awaited = happened(EventType.THIRD_PARTY_AWAITED, on("2026-12-01"))

    clock = read(rule_of("medical-defence", "INACTIVITY"), awaited)

    assert milestones(clock) == [
        ("due", on("2026-12-29", 9)),
        ("week_after", on("2027-01-05", 9)),
    ]
    assert [rung for rung, _ in rungs(clock)] == [3]


def test_keeping_a_file_is_no_promise_that_can_be_broken():
    for code in PACKS:
        assert rule_of(code, "RETENTION").climbs == ()


# -- who is on call --------------------------------------------------------------------------------

ON_CALL = to_roles([RoleCode("member_contact"), RoleCode("claims_handler")])
MEMBER, TWO_HANDLERS, LEADER = (
    a_member_of_staff("Mo Member", roles=("member_contact",)),
    tuple(a_member_of_staff(f"{name} Handler", roles=("claims_handler",)) for name in ("Al", "Bo")),
    a_member_of_staff("Lou Leader", roles=("team_leader",)),
)
EVERYBODY = (MEMBER, *TWO_HANDLERS, LEADER)
TODAY = date(2026, 12, 19)


def on_call(people: tuple[Staff, ...], *absent: Staff) -> Reached:
    away = {each.id: Arrangements(each.id, None, (Absence(TODAY, TODAY),)) for each in absent}
    rungs = pack("claims-scheme").reminders()
    return reach(ON_CALL, RoleCode("member_contact"), rungs=rungs, office=Office(people, away, TODAY))


def test_s1_36_everybody_of_every_role_on_call_hears_once():
    assert on_call(EVERYBODY).people == (MEMBER, *TWO_HANDLERS)


def test_s1_36_a_role_on_call_whose_people_are_all_away_goes_to_the_rung_over_it():
    assert on_call(EVERYBODY, *TWO_HANDLERS).people == (MEMBER, LEADER)


def test_s1_36_a_vacant_role_on_call_is_an_alarm_and_the_other_hears():
    reached = on_call((*TWO_HANDLERS, LEADER))

    assert reached.vacant == ("member_contact",)
    assert set(TWO_HANDLERS) <= set(reached.people)


# -- for every promise of every pack ---------------------------------------------------------------

CLIMBING = [(p, rule) for p in PACKS for rule in pack(p).clocks if rule.climbs]
days = st.dates(min_value=date(2024, 6, 1), max_value=date(2027, 6, 1))


def started(rule: ClockRule, day: date, *, handled: bool) -> Clock | None:
    due = (day + timedelta(days=30)).isoformat()
    begun = rule.starts_on[0]
    facts = {fact: values[0] for fact, values in begun.where.items()}
    named = {rule.each: "1"} if rule.each else {}
    dated = {rule.due_fact: due, rule.counts_from or rule.due_fact: due}
    start = happened(begun.type, on(day.isoformat()), **facts, **named, **dated)
    given = [given_to_a_handler(day.isoformat())] if handled else []
    return read_clock(rule, history(start, *given), ENGLAND)


def ends_with_a_handler(rule: ClockRule) -> bool:
    """Whether it is kept as soon as somebody has the case: nobody climbs from there."""
    return any(way.type == "handler.assigned" for way in rule.ends_when_any)


@pytest.mark.parametrize(("code", "rule"), CLIMBING, ids=lambda each: getattr(each, "code", each))
@given(day=days, handled=st.booleans())
@settings(max_examples=15, deadline=None)
def test_every_ladder_is_climbed_upwards_at_nine_on_working_days_after_its_own_notices(
    code: str, rule: ClockRule, day: date, handled: bool
):
    handled = handled and not ends_with_a_handler(rule)
    clock = started(rule, day, handled=handled)
    assert clock is not None

    climbed = rungs(clock)

    numbers, moments = [rung for rung, _ in climbed], [at for _, at in climbed]
    assert numbers == sorted(set(numbers))
    assert all(a < b for a, b in pairwise(moments))
    own = [at for _, at in milestones(clock)]
    assert not own or not moments or moments[0] > own[-1]
    if rule.kind != "elapsed_hours":
        assert {at.astimezone(LONDON).time() for at in moments} <= {time(9)}
        assert all(ENGLAND.is_working(at.astimezone(LONDON).date()) for at in moments)
    held = [rung.number for rung in pack(code).reminders() if rung.number > 1]
    assert set(numbers) <= set(held)
    assert numbers == (held if handled else held[len(held) - len(numbers) :])


# -- the linter ------------------------------------------------------------------------------------

PRACTICE, CLAIMS = pack("gp-practice"), pack("claims-scheme")


def faults_with(number: int, code: str = "gp-practice", **changed: object) -> list[str]:
    return faults_in(pack(code), number, **changed)


def faults_in(found: PolicyPack, number: int, **changed: object) -> list[str]:
    rungs = tuple(
        replace(rung, **changed) if rung.number == number else rung  # type: ignore[arg-type]
        for rung in found.reminders()
    )
    planted = replace(found, ladders={**found.ladders, "reminders": rungs})
    faults = faults_of(planted, ENGLAND, date(2026, 12, 24))
    return [fault.message for fault in faults if fault.stops]


def test_a_rung_that_does_not_say_how_long_it_waits_is_refused():
    expected = [
        "Rung 3 of the ladder of reminders does not say after how many working days it hears, "
        "and at what time"
    ]

    assert faults_with(3, after_working_days=0) == expected
    assert faults_with(3, at=None) == expected


def test_a_rung_without_hours_is_refused_where_a_clock_counts_hours():
    assert faults_with(2, "claims-scheme", after_hours=0) == [
        "Rung 2 of the ladder of reminders does not say after how many hours it hears"
    ]
    without = tuple(rule for rule in PRACTICE.clocks if rule.kind is not ClockKind.ELAPSED_HOURS)
    assert faults_in(replace(PRACTICE, clocks=without), 2, after_hours=0) == []


def test_a_first_rung_that_waits_and_a_rung_without_source_are_refused():
    assert faults_with(1, after_working_days=1) == [
        "Rung 1 of the ladder of reminders waits, but it hears the reminders themselves"
    ]
    assert faults_with(2, source=" ") == ["Rung 2 of the ladder of reminders has no source"]


# -- appeals ---------------------------------------------------------------------------------------


def decides(rung: int, by: str, role: str, *decided: tuple[int, str]) -> Rung:
    so_far = [(number, StaffId(person)) for number, person in decided]
    return rung_to_decide(rung, StaffId(by), [RoleCode(role)], decided=so_far, pack=CLAIMS)


def test_an_appeal_straight_to_a_director_is_refused_and_told_whose_turn_it_is():
    # S1-54
    with pytest.raises(RuleBroken, match="Rung 2 decides next: Operational team leader"):
        decides(3, "dora", "director_claims", (1, "hal"))


def test_either_director_decides_the_third_rung_but_nobody_of_another_role():
    lower = ((1, "hal"), (2, "lea"))

    assert decides(3, "dora", "technical_claims_director", *lower).number == 3
    with pytest.raises(RuleBroken, match="Rung 3 is decided by"):
        decides(3, "lea2", "team_leader", *lower)


def test_who_decided_a_lower_rung_decides_no_higher_one():
    with pytest.raises(RuleBroken, match="decided a lower rung"):
        decides(3, "lea", "director_claims", (1, "hal"), (2, "lea"))


def test_the_ladder_of_appeals_ends():
    every = ((1, "a"), (2, "b"), (3, "c"), (4, "d"))

    with pytest.raises(RuleBroken, match="no such rung"):
        decides(5, "e", "chief_executive", *every)


def test_instants_are_in_utc():
    assert isinstance(rungs(read(ACK, TWENTY_PAST_TEN))[0][1], datetime)
