"""What the package holds of the policy files is what they say."""

from pathlib import Path

import pytest

from chalicelib.adapters.compiling import read_policies
from chalicelib.adapters.policy_files import FILES, PolicyFiles, everything_in
from chalicelib.adapters.read_ahead import READ_AHEAD
from chalicelib.domain.errors import PolicyUnknown
from chalicelib.domain.policy import PolicyRef


def test_what_was_read_ahead_is_what_the_files_say_without_a_look_at_them(tmp_path: Path):
    read_policies(tmp_path / READ_AHEAD)

    held, filed = PolicyFiles(tmp_path / "policies"), PolicyFiles()

    assert not (tmp_path / "policies").exists()
    assert held.organisations() == filed.organisations()
    assert held.alarms() == filed.alarms()
    assert [held.pack(ref) for ref in filed.packs()] == [filed.pack(ref) for ref in filed.packs()]
    for each in filed.organisations():
        assert held.contacts(each.id) == filed.contacts(each.id)
        assert held.calendar(each.calendar_version) == filed.calendar(each.calendar_version)


def test_every_pack_and_every_calendar_is_read_ahead():
    names = {name for name, _ in everything_in(FILES)}

    assert len(names) == 2 + len([*FILES.glob("*/*/policy.toml"), *FILES.glob("calendars/*/*.toml")])


def test_what_was_not_read_ahead_is_looked_for_in_the_files(tmp_path: Path):
    read_policies(tmp_path / READ_AHEAD)

    with pytest.raises(PolicyUnknown):
        PolicyFiles(tmp_path / "policies").pack(PolicyRef("gp-practice", "v99"))
