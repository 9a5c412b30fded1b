"""Issue 3, point 5: however many cases are open, what a version would do is shown and then done."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from chalicelib.application.look_ahead import begin_look, look_at, look_so_far, preview_of
from chalicelib.application.open_case import open_case
from chalicelib.application.preview_version import preview_version
from chalicelib.application.publish_version import publish_version
from chalicelib.domain import looks
from chalicelib.domain.casework import Acknowledgement, acknowledge
from chalicelib.domain.errors import Invalid, NotFound, PreviewOutdated, RuleBroken
from chalicelib.domain.events import PUBLIC, EventType
from chalicelib.domain.looks import Look, LookSoFar
from chalicelib.domain.parties import Channel
from chalicelib.domain.publication import progress_of
from chalicelib.domain.reference import CaseNumber
from chalicelib.domain.staff import Organisation
from chalicelib.domain.what_if import Candidate, Subject
from tests.builders import MANAGER, PRACTICE, TERMS, an_intake, an_occasion
from tests.fakes import FakeWorld
from tests.packs import FAULTY, ONE_MORE_DAY, SLOWER, files_with_candidates

POLICY = Candidate(Subject.POLICY, SLOWER)
FIVE_DAYS = date(2027, 1, 5)


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return files_with_candidates(tmp_path_factory.mktemp("files"))


@pytest.fixture
def three(world: FakeWorld, files: Path, monkeypatch: pytest.MonkeyPatch) -> FakeWorld:
    """Three complaints, too many for one answer, and pieces of two."""
    monkeypatch.setattr("chalicelib.application.preview_version.MOST_CASES", 2)
    monkeypatch.setattr(looks, "CASES_OF_A_PIECE", 2)
    world.files = files
    for key in ("intake-1", "intake-2", "intake-3"):
        open_case(an_intake(key=key), organisation=practice(world), by=PUBLIC, ports=world.ports)
    return world


def practice(world: FakeWorld) -> Organisation:
    return world.ports.policies.organisation(PRACTICE.id)


def begun(world: FakeWorld, candidate: Candidate = POLICY) -> Look:
    return begin_look(candidate, MANAGER, world.ports)


def so_far(world: FakeWorld, look: Look) -> LookSoFar:
    return look_so_far(look.id, practice(world), world.reading)


def test_a_look_in_pieces_shows_what_one_answer_would(
    three: FakeWorld, monkeypatch: pytest.MonkeyPatch
):
    look = begun(three)
    three.deliver()
    shown = preview_of(look.id, practice(three), three.reading)

    monkeypatch.setattr("chalicelib.application.preview_version.MOST_CASES", 2_000)
    at_once = preview_version(POLICY, practice(three), three.reading)
    assert shown == at_once
    assert shown.digest == at_once.digest


def test_the_look_says_how_far_it_is_and_shows_nothing_before_all_is_seen(three: FakeWorld):
    look = begun(three)
    first = three.organisations.pieces[look.id, 1]

    look_at(first, three.ports)

    assert (so_far(three, look).cases_done, look.cases, look.pieces) == (2, 3, 2)
    with pytest.raises(RuleBroken, match="Not every case was looked at yet"):
        preview_of(look.id, practice(three), three.reading)


def test_a_piece_that_is_looked_at_twice_says_the_same(three: FakeWorld):
    look = begun(three)
    piece = three.organisations.pieces[look.id, 1]
    look_at(piece, three.ports)
    done = three.organisations.pieces[look.id, 1]

    look_at(piece, three.ports)
    look_at(done, three.ports)

    assert three.organisations.pieces[look.id, 1] == done


def test_a_look_changes_no_case(three: FakeWorld):
    before = dict(three.cases.files)

    begun(three)
    for piece in list(three.organisations.pieces.values()):
        look_at(piece, three.ports)

    assert three.cases.files == before


def test_publishing_a_look_gives_the_dates_that_it_showed_to_every_case(three: FakeWorld):
    look = begun(three)
    three.deliver()
    shown = preview_of(look.id, practice(three), three.reading)

    entry = publish_version(
        POLICY, shown.digest, MANAGER, move_open_cases=True, look=look.id, ports=three.ports
    )
    three.deliver()

    progress = progress_of(three.organisations.parts(PRACTICE.id))[entry.seq]
    assert (progress.cases, progress.moved, progress.left) == (3, 3, 0)
    for clocks in three.cases.clocks.values():
        assert next(c for c in clocks if c.code == "ACK").due == FIVE_DAYS


def test_a_case_that_changed_after_the_look_keeps_its_date_and_is_counted(three: FakeWorld):
    look = begun(three)
    three.deliver()
    shown = preview_of(look.id, practice(three), three.reading)
    number = CaseNumber("100002")
    done = Acknowledgement(Channel.TELEPHONE, (Channel.TELEPHONE,), three.clock.now())
    occasion = an_occasion(three.clock.now())
    three.cases.save(acknowledge(three.cases.files[number], done, terms=TERMS, occasion=occasion))

    entry = publish_version(
        POLICY, shown.digest, MANAGER, move_open_cases=True, look=look.id, ports=three.ports
    )
    three.deliver()

    progress = progress_of(three.organisations.parts(PRACTICE.id))[entry.seq]
    assert (progress.moved, progress.left) == (2, 1)
    kinds = [event.type for event in three.cases.files[number].events]
    assert EventType.CLOCK_REVISED not in kinds


def test_a_look_that_was_overtaken_by_another_decision_publishes_nothing(three: FakeWorld):
    look = begun(three)
    three.deliver()
    shown = preview_of(look.id, practice(three), three.reading)
    calendar = begin_look(Candidate(Subject.CALENDAR, ONE_MORE_DAY), MANAGER, three.ports)
    three.deliver()
    other = preview_of(calendar.id, practice(three), three.reading)
    publish_version(
        other.candidate,
        other.digest,
        MANAGER,
        move_open_cases=True,
        look=calendar.id,
        ports=three.ports,
    )

    with pytest.raises(PreviewOutdated):
        publish_version(
            POLICY, shown.digest, MANAGER, move_open_cases=True, look=look.id, ports=three.ports
        )


def test_a_version_with_faults_or_one_that_is_not_held_is_not_looked_at(three: FakeWorld):
    with pytest.raises(RuleBroken):
        begun(three, Candidate(Subject.POLICY, FAULTY))
    with pytest.raises(Invalid):
        begun(three, Candidate(Subject.POLICY, "v99"))


def test_nobody_sees_the_look_of_another_organisation(three: FakeWorld):
    look = begun(three)
    elsewhere = replace(practice(three), id=type(PRACTICE.id)("kestrel-reports"))

    with pytest.raises(NotFound):
        look_so_far(look.id, elsewhere, three.reading)
