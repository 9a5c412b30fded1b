"""The stream shows that somebody asked to follow a complaint: they are confirmed, or they are not."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta

from chalicelib.application.casework import act_for_system
from chalicelib.application.confirming import Found, find_person, todays_rules
from chalicelib.application.limits import note_failure
from chalicelib.application.ports import Ports
from chalicelib.domain.case import CaseFile, Change
from chalicelib.domain.events import system
from chalicelib.domain.identity.access import CODES_AN_HOUR, Asking, Grant, Place
from chalicelib.domain.identity.checks import (
    Check,
    CheckChannel,
    locked_until,
    passed_on_the_web_since,
    record_check,
    was_answered,
)
from chalicelib.domain.identity.engine import Rules
from chalicelib.domain.policy import Terms

FOLLOWING = system("following")
"""The check is the system's: it surprises nobody who works on the case meanwhile (decision 0003)."""


def answer_asking(asking: Asking, ports: Ports) -> None:
    """Let the asking's code open the cases of whoever is confirmed; the latest owes them the code.

    Safe to run twice: the case keeps which asking it answered. While a case is locked, or was
    sent codes enough, nothing is answered and nothing is kept.
    Source: S0-5, S0-6; issue 4, point 7.
    """
    if asking.ends_at <= ports.clock.now():
        return
    rules = todays_rules(asking.organisation, ports)
    check = Check(CheckChannel.WEB, asking.claims, asking.key, asking.medium)
    found = find_person(asking, check, rules, ports)
    if found is None or found.party is None:
        note_failure(ports)
    opened = _that_are_open(found, ports.clock.now())
    _open(asking, opened, ports)
    for each in opened[:1]:
        _keep(asking, check, each, rules, ports)
    for each in opened[1:]:
        _keep(asking, replace(check, medium=None), each, rules, ports)


def _that_are_open(found: Found | None, now: datetime) -> list[Found]:
    every = [] if found is None else [found, *found.others]
    return [each for each in every if not _is_shut(each.file, now)]


def _is_shut(file: CaseFile, now: datetime) -> bool:
    """Whether the case is locked, or was sent as many codes as anybody could want."""
    codes = passed_on_the_web_since(file.events, now - timedelta(hours=1))
    return codes >= CODES_AN_HOUR or locked_until(file.events, now) is not None


def _open(asking: Asking, found: Iterable[Found], ports: Ports) -> None:
    """Before the code is owed: a code that opens nothing yet would be one that never does."""
    places = [Place(each.file.case.number, each.party) for each in found if each.party is not None]
    if places:
        ports.identity.doorkeeper.grant(asking, Grant(places[0], tuple(places[1:])))


def _keep(asking: Asking, check: Check, found: Found, rules: Rules, ports: Ports) -> None:
    occasion, number = ports.occasion(FOLLOWING), found.file.case.number

    def decide(file: CaseFile, terms: Terms) -> Change | None:
        if was_answered(file.events, asking.key) or _is_shut(file, occasion.at):
            return None
        return record_check(file, check, found.party, rules=rules, terms=terms, occasion=occasion)

    act_for_system(number, decide, ports)
