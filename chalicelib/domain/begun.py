"""What staff began to type into a form of a case and have not saved: kept beside the case, for whoever
types it, until it was saved, thrown away or grown old. It is no event: nothing has happened yet.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta

from chalicelib.domain.case import CaseFile, Change
from chalicelib.domain.errors import Fault, Invalid
from chalicelib.domain.identifiers import StaffId
from chalicelib.domain.policy import Action
from chalicelib.domain.unsaved import Begun

KEPT_FOR = timedelta(days=14)
"""After the last word: as long as a form of the public. Source: issue 4, point 3."""
MOST_TYPED = 300_000
"""Bytes of one form as it is stored. An item of the table holds 400 KB; the longest letter that can be
saved needs less.
"""


def begin(
    typed: Mapping[str, tuple[str, ...]],
    *,
    by: StaffId,
    action: Action,
    seen_version: int,
    at: datetime,
) -> Begun:
    """What somebody typed so far, right or wrong. Source: issue 6, point 5. Raises: Invalid, if it is
    too much.
    """
    held = sum(len(text.encode("utf-8", "replace")) for texts in typed.values() for text in texts)
    if held > MOST_TYPED:
        raise Invalid([Fault("", "This is too long to be kept. Save it, or take something out")])
    return Begun(by=by, action=action, at=at, version=seen_version, typed=typed)


def own_begun(file: CaseFile, by: StaffId, action: Action) -> Begun | None:
    """What this person typed into this form and has not saved; None where there is nothing."""
    return next((each for each in file.begun if (each.by, each.action) == (by, action)), None)


def begun_by_others(file: CaseFile, by: StaffId, action: Action) -> tuple[Begun, ...]:
    """Who else is at the same form, the latest first: two would answer the same."""
    others = (each for each in file.begun if each.action is action and each.by != by)
    return tuple(sorted(others, key=lambda each: each.at, reverse=True))


def without_old(file: CaseFile, now: datetime) -> CaseFile:
    """The case without what is kept no longer, whenever the database gets round to deleting it."""
    return replace(file, begun=tuple(each for each in file.begun if now < each.at + KEPT_FOR))


def ended_by(change: Change, by: StaffId, action: Action) -> Change:
    """The change with what it makes of no use: whoever does it has saved what they began."""
    ended = tuple(each for each in change.file.begun if (each.by, each.action) == (by, action))
    if not ended:
        return change
    left = tuple(each for each in change.file.begun if each not in ended)
    return replace(change, file=replace(change.file, begun=left), begun_ended=ended)
