"""What a version would do: whatever it says, no promise that stands is shortened."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from chalicelib.domain.casework import give_later_dates
from chalicelib.domain.clocks import ClockKind, due_moment
from chalicelib.domain.policy import Terms
from chalicelib.domain.what_if import (
    Candidate,
    CaseDifference,
    Subject,
    differences_of,
    digest_of,
    later,
    revisions,
)
from tests.builders import CHRISTMAS_EVE, TERMS, a_file, an_occasion

CANDIDATE = Candidate(Subject.POLICY, "v8")


def allowing(allowance: int) -> Terms:
    """The practice's pack with another allowance for everything that is counted."""
    clocks = tuple(
        rule if rule.kind is ClockKind.NEGOTIATED else replace(rule, allowance=allowance)
        for rule in TERMS.pack.clocks
    )
    return replace(TERMS, pack=replace(TERMS.pack, clocks=clocks))


@settings(max_examples=80, deadline=None)
@given(allowance=st.integers(1, 12), waited=st.integers(0, 400))
def test_a_clock_gets_a_later_date_or_keeps_its_own_and_asking_again_finds_none(
    allowance: int, waited: int
):
    file, proposed = a_file(), allowing(allowance)
    now = CHRISTMAS_EVE + timedelta(days=waited)
    found = differences_of(file, pinned=TERMS, proposed=proposed, now=now)
    moves = later(found)

    if not moves:
        return
    after = give_later_dates(
        file, revisions(moves, CANDIDATE), terms=TERMS, occasion=an_occasion(now)
    ).file
    before = {clock.code: clock for clock in file.clocks(TERMS)}

    for clock in after.clocks(TERMS):
        assert due_moment(clock) >= due_moment(before[clock.code])
        if before[clock.code].is_late(now):
            assert clock.due == before[clock.code].due
    given_dates = {clock.code: clock.due_at or clock.due for clock in after.clocks(TERMS)}
    assert {each.clock: given_dates[each.clock] for each in moves} == {
        each.clock: each.after for each in moves
    }
    assert later(differences_of(after, pinned=TERMS, proposed=proposed, now=now)) == ()


def test_the_same_terms_change_nothing():
    assert differences_of(a_file(), pinned=TERMS, proposed=TERMS, now=CHRISTMAS_EVE) == ()


def test_the_digest_stands_for_every_date_every_case_and_the_version_decided_on():
    file = a_file()
    found = differences_of(file, pinned=TERMS, proposed=allowing(5), now=CHRISTMAS_EVE)
    other = differences_of(file, pinned=TERMS, proposed=allowing(6), now=CHRISTMAS_EVE)
    shown = [CaseDifference(file.case.reference, found)]

    digests = {
        digest_of(0, CANDIDATE, shown),
        digest_of(1, CANDIDATE, shown),
        digest_of(0, Candidate(Subject.POLICY, "v9"), shown),
        digest_of(0, CANDIDATE, [CaseDifference(file.case.reference, other)]),
        digest_of(0, CANDIDATE, []),
    }

    assert len(digests) == 5
    assert digest_of(0, CANDIDATE, shown) in digests
