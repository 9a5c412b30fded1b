"""The local clock goes forward, morning by morning, and never by itself back."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from infra.local.clock import LONDON, LocalClock, OnlyForward

ticks_at = list[datetime]


class Machine:
    """A clock whose ticks are written down as the London times at which they would run."""

    def __init__(self, file: Path) -> None:
        self.file = file
        self.ticks: ticks_at = []
        self.clock = LocalClock(file, self._tick)

    def _tick(self, content: bytes) -> None:
        offset = timedelta(seconds=json.loads(content)["offset_seconds"])
        # Rounded: a test takes some milliseconds of real time.
        moment = (datetime.now(UTC) + offset).astimezone(LONDON)
        self.ticks.append((moment + timedelta(seconds=30)).replace(second=0, microsecond=0))

    def now(self) -> datetime:
        return self.clock.now().astimezone(LONDON)


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    return Machine(tmp_path / "clock.json")


def test_it_starts_at_real_time(machine: Machine):
    assert abs(machine.clock.now() - datetime.now(UTC)) < timedelta(seconds=2)


def test_each_morning_on_the_way_has_its_tick(machine: Machine):
    start = (machine.now() + timedelta(days=1)).replace(hour=12, minute=0, second=0)
    machine.clock.forward_to(start)
    machine.ticks.clear()

    machine.clock.forward_to(start + timedelta(days=2))

    mornings = [(start + timedelta(days=days)).date() for days in (1, 2)]
    assert [tick.date() for tick in machine.ticks[:2]] == mornings
    assert [(tick.hour, tick.minute) for tick in machine.ticks[:2]] == [(9, 5), (9, 5)]
    assert machine.ticks[2].hour == 12


def test_a_working_day_from_christmas_eve_is_the_twenty_ninth(machine: Machine):
    # The 25th is a holiday, the 26th a Saturday with its substitute on Monday the 28th.
    machine.clock.forward_to(datetime(2026, 12, 24, 15, tzinfo=LONDON))

    machine.clock.forward_working_days(1)

    assert f"{machine.now():%Y-%m-%d %H:%M}" == "2026-12-29 09:05"


def test_it_refuses_to_go_back(machine: Machine):
    with pytest.raises(OnlyForward, match="only goes forward"):
        machine.clock.forward_to(datetime.now(UTC) - timedelta(hours=1))


def test_it_can_return_to_real_time(machine: Machine):
    machine.clock.forward_hours(48)

    machine.clock.back_to_real_time()

    assert not machine.clock.is_moved()


def test_a_damaged_file_means_real_time(machine: Machine):
    machine.file.write_text("{half")

    assert not machine.clock.is_moved()
