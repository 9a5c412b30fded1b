"""Why the files of a pack cannot even be read, in sentences for whoever keeps them."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from chalicelib.adapters.pack_tables import tables_of
from chalicelib.adapters.policy_packs import pack_of
from chalicelib.domain.errors import CandourError
from chalicelib.domain.policy import PolicyRef
from chalicelib.domain.policy_faults import PackFault


def unreadable_because(files: Path, ref: PolicyRef) -> tuple[PackFault, ...]:
    """What keeps one version of a pack from being read at all; empty where it can be."""
    try:
        pack_of(ref, tables_of(files, ref))
    except ValidationError as error:
        return tuple(map(PackFault, dict.fromkeys(_in_words(error))))
    except tomllib.TOMLDecodeError as error:
        return (PackFault(f"A file of the pack says something twice or unreadably: {error}"),)
    except (ValueError, CandourError) as error:
        return (PackFault(str(error)),)
    return ()


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
