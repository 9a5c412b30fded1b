"""Check every policy pack:  python -m infra.packs [pack …]

Says in plain sentences what is wrong with each; a fault makes the command fail, a warning does not.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable
from datetime import date
from pathlib import Path

from chalicelib.adapters.pack_faults import unreadable_because
from chalicelib.adapters.policy_files import FILES, PolicyFiles
from chalicelib.domain.policy import PolicyRef
from chalicelib.domain.policy_faults import PackFault, faults_of

NATION = "england-and-wales"


def main(wanted: list[str]) -> int:
    """Print what is wrong; 1 if anything must be mended."""
    faults = {ref: faults_in(FILES, ref, date.today()) for ref in _refs(wanted)}
    for ref, found in faults.items():
        print(f"{ref}: {_verdict(found)}")
        for fault in found:
            print(f"  {'' if fault.stops else 'warning: '}{fault.message}.")
    return int(any(fault.stops for found in faults.values() for fault in found))


def _refs(wanted: list[str]) -> list[PolicyRef]:
    return [ref for ref in PolicyFiles().packs() if not wanted or ref.code in wanted]


def _verdict(found: Iterable[PackFault]) -> str:
    stopping = sum(fault.stops for fault in found)
    return f"{stopping} to mend" if stopping else "good"


def faults_in(files: Path, ref: PolicyRef, today: date) -> tuple[PackFault, ...]:
    """What is wrong with one version of a pack, from its files as they stand."""
    policies = PolicyFiles(files)
    return unreadable_because(files, ref) or faults_of(
        policies.pack(ref), policies.calendar(policies.newest_calendar(NATION)), today
    )


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
