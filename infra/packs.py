"""Check every policy pack:  python -m infra.packs [pack …]

Says in plain sentences what is wrong with each; a fault makes the command fail, a warning does not.
"""

from __future__ import annotations

import re
import sys
import tomllib
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from chalicelib.adapters.policy_files import FILES, PolicyFiles, tables_of
from chalicelib.adapters.policy_packs import pack_of
from chalicelib.domain.errors import CandourError
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
    try:
        pack = pack_of(ref, tables_of(files, ref))
    except ValidationError as error:
        return tuple(map(PackFault, dict.fromkeys(_in_words(error))))
    except tomllib.TOMLDecodeError as error:
        return (PackFault(f"A file of the pack says something twice or unreadably: {error}"),)
    except (ValueError, CandourError) as error:
        return (PackFault(str(error)),)
    newest = policies.newest_calendar(NATION)
    calendar = policies.terms(ref, newest, policies.default_organisation().id).calendar
    return faults_of(pack, calendar, today)


def _in_words(error: ValidationError) -> Iterator[str]:
    for each in error.errors():
        if each["type"] not in _OF_THE_OTHER_FORM:
            yield _sentence(each)


_OF_THE_OTHER_FORM = ("model_type", "tuple_type")
"""What is said of a value that could have been written in two ways: the other way says it better."""
_FORMS = re.compile(r"str-enum\[|TriggerFile|tuple\[")


def _sentence(fault: ErrorDetails) -> str:
    where_it_is = [str(part) for part in fault["loc"] if not _FORMS.match(str(part))]
    *path, last = where_it_is or ["the file"]
    where = " ".join(path) or "The file"
    if fault["type"] == "missing":
        return f"{where} has no {last}"
    if fault["type"] == "extra_forbidden":
        return f"{where} has a key {last} that nothing reads"
    if fault["type"] == "enum":
        return f"{where} {last} names {fault['input']!r}, which is none of ours"
    return f"{where} {last}: {fault['msg']}"


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
