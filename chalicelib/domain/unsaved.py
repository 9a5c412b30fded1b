"""A form of a case as somebody left it before saving."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from chalicelib.domain.identifiers import StaffId
from chalicelib.domain.policy import Action


@dataclass(frozen=True, slots=True)
class Begun:
    """What one of the staff typed into the form of one action, `at` the last word, by the names that
    the fields have on the page. `version` is that of the case which they saw.
    """

    by: StaffId
    action: Action
    at: datetime
    version: int
    typed: Mapping[str, tuple[str, ...]]
