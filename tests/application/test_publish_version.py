"""A version goes live: first what it would do is shown, then that is done and nothing else.

Source: issue 3, points 2 and 5; domain.md 2 and 3.12.
"""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from chalicelib.application.carry_out import carry_on, carry_out
from chalicelib.application.move_clocks import move_clocks
from chalicelib.application.open_case import open_case
from chalicelib.application.preview_version import Preview, preview_version
from chalicelib.application.publish_version import publish_version
from chalicelib.application.refresh_calendar import refresh_calendar
from chalicelib.domain.casework import Acknowledgement, Note, acknowledge, add_note
from chalicelib.domain.clocks import Clock
from chalicelib.domain.errors import (
    Invalid,
    OrganisationChanged,
    PreviewOutdated,
    RuleBroken,
    StoreBusy,
)
from chalicelib.domain.events import PUBLIC, EventType
from chalicelib.domain.organisation_history import Decision
from chalicelib.domain.parties import Channel
from chalicelib.domain.publication import progress_of
from chalicelib.domain.reference import CaseNumber
from chalicelib.domain.staff import Organisation
from chalicelib.domain.what_if import Candidate, Effect, Subject
from tests.builders import (
    CHRISTMAS_EVE,
    MANAGER,
    PRACTICE,
    TERMS,
    an_intake,
    an_occasion,
    by_staff,
    london,
)
from tests.fakes import FakeCases, FakeWorld
from tests.packs import FAULTY, ONE_MORE_DAY, QUICKER, SLOWER, files_with_candidates
from tests.published import published_body

NUMBER, SECOND = CaseNumber("100001"), CaseNumber("100002")
DUE = date(2026, 12, 31)
FIVE_DAYS, ONE_DAY = date(2027, 1, 5), date(2026, 12, 29)
MORNING_AFTER = london(date(2026, 12, 30), 9)


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return files_with_candidates(tmp_path_factory.mktemp("files"))


@pytest.fixture
def received(world: FakeWorld, files: Path) -> FakeWorld:
    """A complaint of Christmas Eve, to be acknowledged by New Year's Eve."""
    world.files = files
    receive(world)
    return world


def receive(world: FakeWorld, key: str = "intake-1", **record: object) -> None:
    open_case(an_intake(key=key, **record), organisation=practice(world), by=PUBLIC, ports=world.ports)


def practice(world: FakeWorld) -> Organisation:
    return world.ports.policies.organisation(PRACTICE.id)


def preview(world: FakeWorld, version: str, subject: Subject = Subject.POLICY) -> Preview:
    return preview_version(Candidate(subject, version), practice(world), world.reading)


def publish(
    world: FakeWorld, version: str, *, moving: bool = True, subject: Subject = Subject.POLICY
) -> Preview:
    """Look, publish what was seen, and let the stream carry it out."""
    seen = preview(world, version, subject)
    publish_version(seen.candidate, seen.digest, MANAGER, move_open_cases=moving, ports=world.ports)
    world.deliver()
    return seen


def ack(world: FakeWorld, number: CaseNumber = NUMBER) -> Clock:
    return next(clock for clock in world.cases.clocks[number] if clock.code == "ACK")


def revisions(world: FakeWorld, number: CaseNumber = NUMBER) -> list[dict[str, object]]:
    events = world.cases.files[number].events
    return [dict(each.facts) for each in events if each.type is EventType.CLOCK_REVISED]


def acknowledge_it(world: FakeWorld, number: CaseNumber = NUMBER) -> None:
    done = Acknowledgement(Channel.TELEPHONE, (Channel.TELEPHONE,), world.clock.now())
    occasion = an_occasion(world.clock.now())
    world.cases.save(acknowledge(world.cases.files[number], done, terms=TERMS, occasion=occasion))


def test_the_preview_names_each_date_that_would_change_and_changes_none(received: FakeWorld):
    before, entries = dict(received.cases.files), dict(received.organisations.entries)

    seen = preview(received, SLOWER)

    [case] = seen.cases
    [difference] = case.differences
    assert (case.reference.number, seen.open_cases) == (NUMBER, 1)
    assert (difference.clock, difference.before, difference.after) == ("ACK", DUE, FIVE_DAYS)
    assert difference.effect is Effect.LATER
    assert (received.cases.files, received.organisations.entries) == (before, entries)


def test_the_preview_says_which_dates_would_already_have_passed(received: FakeWorld):
    received.clock.move_to(MORNING_AFTER)

    seen = preview(received, QUICKER)

    assert seen.count(Effect.KEPT_OR_OVERDUE) == 1
    assert seen.cases[0].differences[0].after == ONE_DAY


def test_old_cases_keep_the_version_they_were_received_under(received: FakeWorld):
    publish(received, SLOWER, moving=False)
    receive(received, "intake-2")

    assert (ack(received).due, revisions(received)) == (DUE, [])
    assert received.cases.files[NUMBER].case.policy.version == "v1"
    assert received.cases.files[SECOND].case.policy.version == SLOWER
    assert ack(received, SECOND).due == FIVE_DAYS


def test_publishing_does_what_the_preview_showed_with_a_revision_for_each_clock(received: FakeWorld):
    seen = publish(received, SLOWER)

    [difference] = seen.cases[0].differences
    assert (ack(received).due_original, ack(received).due) == (difference.before, difference.after)
    assert revisions(received) == [
        {
            "clock": "ACK",
            "cause": "policy",
            "policy_version": SLOWER,
            "due": "2027-01-05",
            "due_before": "2026-12-31",
        }
    ]


@pytest.mark.parametrize("at", [CHRISTMAS_EVE, MORNING_AFTER], ids=["in time", "would be overdue"])
def test_no_promise_is_shortened_though_the_publisher_moves_open_cases(received: FakeWorld, at):
    received.clock.move_to(at)

    publish(received, QUICKER)

    assert (ack(received).due, revisions(received)) == (DUE, [])


def test_a_broken_promise_stays_broken(received: FakeWorld):
    received.clock.move_to(london(date(2027, 1, 4), 9))

    seen = publish(received, SLOWER)

    assert "ACK" not in {each.clock for case in seen.cases for each in case.differences}
    assert ack(received).due == DUE


def test_what_was_published_is_kept_with_who_when_from_to_and_digest(received: FakeWorld):
    seen = publish(received, SLOWER)

    [entry] = received.organisations.history(PRACTICE.id)
    assert (entry.seq, entry.by, entry.at) == (1, MANAGER.id, CHRISTMAS_EVE)
    assert entry.decision is Decision.POLICY_PUBLISHED
    assert (entry.facts["from"], entry.facts["to"]) == ("v1", SLOWER)
    assert entry.facts["digest"] == seen.digest
    assert entry.facts["later"] == 1


def test_publishing_is_refused_when_the_world_is_no_longer_what_was_shown(received: FakeWorld):
    seen = preview(received, SLOWER)
    receive(received, "intake-2")

    with pytest.raises(PreviewOutdated) as refused:
        publish_version(
            seen.candidate, seen.digest, MANAGER, move_open_cases=True, ports=received.ports
        )

    assert refused.value.digest == preview(received, SLOWER).digest
    assert received.organisations.history(PRACTICE.id) == ()
    assert revisions(received) == []


def test_a_note_made_meanwhile_changes_nothing_that_was_shown(received: FakeWorld):
    seen = preview(received, SLOWER)
    file, by = received.cases.files[NUMBER], by_staff()
    received.cases.save(add_note(file, Note("Rang her"), terms=TERMS, occasion=an_occasion(by=by)))

    publish_version(seen.candidate, seen.digest, MANAGER, move_open_cases=True, ports=received.ports)
    received.deliver()

    assert ack(received).due == FIVE_DAYS


def test_pressing_the_button_twice_publishes_once(received: FakeWorld):
    seen = publish(received, SLOWER)

    again = publish_version(
        seen.candidate, seen.digest, MANAGER, move_open_cases=True, ports=received.ports
    )

    assert received.organisations.history(PRACTICE.id) == (again,)
    assert len(revisions(received)) == 1


def test_two_people_cannot_publish_past_each_other(received: FakeWorld):
    seen = preview(received, SLOWER)
    publish(received, QUICKER)

    with pytest.raises((PreviewOutdated, OrganisationChanged)):
        publish_version(
            seen.candidate, seen.digest, MANAGER, move_open_cases=True, ports=received.ports
        )

    assert practice(received).policy_version == QUICKER


def test_a_pack_with_a_fault_is_never_published(received: FakeWorld):
    seen = preview(received, FAULTY)

    assert [fault.message for fault in seen.faults if fault.stops]
    with pytest.raises(RuleBroken):
        publish_version(
            seen.candidate, seen.digest, MANAGER, move_open_cases=False, ports=received.ports
        )
    assert practice(received).policy_version == "v1"


@pytest.mark.parametrize("version", ["v1", "v77", "../v1", ""])
def test_only_a_version_that_is_held_and_not_live_can_be_looked_at(received: FakeWorld, version: str):
    with pytest.raises(Invalid):
        preview(received, version)


def test_a_case_that_changed_after_publishing_is_left_as_it_is(received: FakeWorld):
    receive(received, "intake-2")
    seen = preview(received, SLOWER)
    publish_version(seen.candidate, seen.digest, MANAGER, move_open_cases=True, ports=received.ports)
    acknowledge_it(received)

    received.deliver()

    progress = progress_of(received.organisations.parts(PRACTICE.id))[1]
    assert (progress.moved, progress.left, progress.waiting) == (1, 1, 0)
    assert (revisions(received), ack(received, SECOND).due) == ([], FIVE_DAYS)


def test_a_part_that_was_cut_short_is_carried_on_at_night_and_nothing_is_moved_twice(
    received: FakeWorld, monkeypatch: pytest.MonkeyPatch
):
    receive(received, "intake-2")
    seen = preview(received, SLOWER)
    publish_version(seen.candidate, seen.digest, MANAGER, move_open_cases=True, ports=received.ports)
    save = FakeCases.save

    def away(cases: FakeCases, change) -> None:
        if change.file.case.number == SECOND:
            raise StoreBusy("away")
        save(cases, change)

    with monkeypatch.context() as cut:
        cut.setattr(FakeCases, "save", away)
        with pytest.raises(StoreBusy):
            carry_out(received.organisations.parts(PRACTICE.id)[0], received.ports)
    assert progress_of(received.organisations.parts(PRACTICE.id))[1].waiting == 2
    refresh_calendar(received.holidays, received.ports)

    progress = progress_of(received.organisations.parts(PRACTICE.id))[1]
    assert (progress.moved, progress.left, progress.waiting) == (2, 0, 0)
    assert [len(revisions(received, number)) for number in (NUMBER, SECOND)] == [1, 1]


def test_the_stream_may_show_a_part_twice(received: FakeWorld):
    publish(received, SLOWER)
    [part] = received.organisations.parts(PRACTICE.id)

    carry_out(part, received.ports)

    assert len(revisions(received)) == 1
    assert received.organisations.parts(PRACTICE.id) == (part,)
    assert carry_on(PRACTICE.id, received.ports) == 0


def test_a_calendar_that_came_with_the_code_is_live_only_once_it_is_published(received: FakeWorld):
    assert received.ports.policies.current(practice(received)).calendar.version < ONE_MORE_DAY
    assert move_clocks(practice(received), received.ports).looked_at == 0

    publish(received, ONE_MORE_DAY, subject=Subject.CALENDAR)
    receive(received, "intake-2")

    assert received.cases.files[SECOND].case.calendar_version == ONE_MORE_DAY


def test_publishing_a_calendar_gives_open_cases_their_day_as_the_preview_showed(received: FakeWorld):
    seen = publish(received, ONE_MORE_DAY, moving=False, subject=Subject.CALENDAR)

    shown = {each.clock: each.after for each in seen.cases[0].differences}
    now = {clock.code: clock.due for clock in received.cases.clocks[NUMBER]}
    assert shown["ACK"] == date(2027, 1, 4)
    assert {code: now[code] for code in shown} == shown
    assert move_clocks(practice(received), received.ports).moved == 0


def test_the_published_list_is_added_to_what_is_live_and_not_to_a_candidate(received: FakeWorld):
    received.clock.move_to(london(date(2026, 12, 28), 4))
    received.published.body = published_body(date(2027, 6, 14))

    refresh_calendar(received.holidays, received.ports)

    live = received.ports.policies.current(practice(received)).calendar
    assert date(2027, 6, 14) in live.holidays
    assert date(2026, 12, 30) not in live.holidays


def test_a_publication_of_hundreds_of_cases_is_carried_out_in_parts(received: FakeWorld):
    for n in range(2, 131):
        receive(received, f"intake-{n}")

    publish(received, SLOWER)

    parts = received.organisations.parts(PRACTICE.id)
    assert [len(part.cases) for part in parts] == [100, 30]
    progress = progress_of(parts)[1]
    assert (progress.cases, progress.moved, progress.waiting) == (130, 130, 0)


def test_a_version_can_be_taken_back_for_new_cases(received: FakeWorld):
    publish(received, SLOWER)
    received.clock.forward(timedelta(hours=1))

    publish(received, "v1")
    receive(received, "intake-2")

    assert received.cases.files[SECOND].case.policy.version == "v1"
    assert ack(received).due == FIVE_DAYS
