"""Candidates to publish: the policy files with one more version of a pack or a calendar."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

from chalicelib.adapters.policy_files import FILES

SLOWER = "v8"
"""The practice's whole policy, with five working days to acknowledge."""
QUICKER = "v7"
"""The same, with one."""
FAULTY = "v9"
"""The same, with a value that came without its source."""
ONE_MORE_DAY = "england-and-wales/2026-12-28"
"""The calendar with one more holiday, on 30 December 2026."""


def files_with_candidates(folder: Path) -> Path:
    """The policy files and these candidates, in a folder of their own."""
    files = folder / "policies"
    shutil.copytree(FILES, files)
    _candidate(files, SLOWER, allowance=5)
    _candidate(files, QUICKER, allowance=1)
    _candidate(files, FAULTY, allowance=3, source="")
    _calendar_with_one_more_day(files)
    return files


def _candidate(files: Path, version: str, *, allowance: int, source: str = "S2-19") -> None:
    pack = files / "gp-practice"
    shutil.copytree(pack / "v1", pack / version)
    written = (pack / version / "policy.toml").read_text()
    acknowledged = re.compile(r"(\[clocks\.ACK\].*?)allowance = \S+\nsource = \"[^\"]*\"", re.DOTALL)
    changed, found = acknowledged.subn(
        rf'\g<1>allowance = {allowance}\nsource = "{source}"', written, count=1
    )
    assert found == 1, "the pack states the acknowledgement's allowance and its source"
    (pack / version / "policy.toml").write_text(changed)


def _calendar_with_one_more_day(files: Path) -> None:
    calendars = files / "calendars"
    newest = max((calendars / "england-and-wales").glob("*.toml"))
    written = newest.read_text()
    added = written.replace("[holidays]\n", '[holidays]\n2026-12-30 = "A day declared"\n')
    assert added != written
    (calendars / f"{ONE_MORE_DAY}.toml").write_text(added)
