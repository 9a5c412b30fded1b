"""A version that says only what it changes: everything else is that of the version it is based on."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from chalicelib.adapters.policy_files import FILES, PolicyFiles
from chalicelib.domain.clocks import ClockRule
from chalicelib.domain.policy import PolicyRef
from infra.packs import faults_in
from tests.builders import CHRISTMAS_EVE

CODE = "gp-practice"


@pytest.fixture
def files(tmp_path: Path) -> Path:
    shutil.copytree(FILES, tmp_path / "policies")
    return tmp_path / "policies"


def write(files: Path, version: str, policy: str) -> PolicyRef:
    folder = files / CODE / version
    folder.mkdir(exist_ok=True)
    (folder / "policy.toml").write_text(policy)
    return PolicyRef(CODE, version)


def ack(files: Path, version: str) -> ClockRule:
    rule = PolicyFiles(files).pack(PolicyRef(CODE, version)).clock("ACK")
    assert rule is not None
    return rule


def test_only_what_it_says_is_different(files: Path):
    ref = write(files, "v5", 'based_on = "v1"\n[clocks.ACK]\nallowance = 2\nsource = "S2-19"\n')

    ours, base = PolicyFiles(files).pack(ref), PolicyFiles(files).pack(PolicyRef(CODE, "v1"))

    assert (ack(files, "v5").allowance, ack(files, "v5").source) == (2, "S2-19")
    assert ack(files, "v5").milestones == ack(files, "v1").milestones
    assert (ours.roles, ours.subjects, ours.settings) == (base.roles, base.subjects, base.settings)


@pytest.mark.parametrize("base", ["v5", "v6", "../v1", "newest"])
def test_a_version_is_based_on_an_older_one_or_is_refused_in_words(files: Path, base: str):
    ref = write(files, "v5", f'based_on = "{base}"\n')

    [fault] = faults_in(files, ref, CHRISTMAS_EVE.date())

    assert fault.message == f"A version is based on an older one, which {base} is not"


def test_a_base_that_is_not_held_is_named(files: Path):
    ref = write(files, "v5", 'based_on = "v4"\n')

    assert "There is no v4/policy.toml here" in faults_in(files, ref, CHRISTMAS_EVE.date())[0].message
