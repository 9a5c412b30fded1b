"""What the stories ask again and again: what came into a postbox, and what a case says of itself."""

from __future__ import annotations

import uuid
from datetime import date
from typing import Any

from tests.builders import london
from tests.journeys.desk import MANAGER, Desk
from tests.journeys.town import Arrived, Program, Town, complain

GRACE, SUSAN = "complaints.manager@willow-lane.example", "office.manager@willow-lane.example"
DANIEL, HELEN = "case.handler@willow-lane.example", "partner@willow-lane.example"


def by_web(town: Town) -> Desk:
    """Asha complains by the form of the practice."""
    _, _, number = complain(town)
    return Desk(town, f"/api/cases/WLP-{number}")


def recorded(town: Town, by: str, told: dict[str, Any], reader: str = MANAGER) -> Desk:
    """A member of staff records what somebody said."""
    program = Program(town).sign_in(by)
    status, case = program.post("/api/cases", told, **{"Idempotency-Key": uuid.uuid4().hex})
    assert status == 201, case
    return Desk(town, case["href"], reader=reader)


def mail_to(town: Town, address: str, desk: Desk, *words: str) -> Arrived:
    """The last mail to somebody about the case that says all of this, in subject or text."""

    def found() -> list[Arrived]:
        mails = town.mails(address, desk.number, expected=0)
        return [each for each in mails if all(word in each.subject + each.text for word in words)]

    arrived = town.sees(found)
    assert arrived, (address, words, [m.subject for m in town.mails(address, desk.number, expected=0)])
    return arrived[-1]


def mails_to(town: Town, address: str, desk: Desk) -> list[Arrived]:
    """Every mail to somebody about the case, once everything that it owes has gone."""
    desk.settled()
    return town.mails(address, desk.number, expected=0)


def timeline(desk: Desk, kind: str) -> list[dict[str, Any]]:
    """The events of this kind, the newest first."""
    items = desk.program(desk.reader).get(f"{desk.href}/timeline")[1]["items"]
    return [each for each in items if each["type"] == kind]


def on_page(desk: Desk, who: str = "") -> str:
    """The page of the case, as somebody reads it."""
    page = desk.visitor(who or desk.reader).get(desk.page)
    assert page.status == 200, page.text
    return page.text


def minute(moment: str | None) -> str:
    """A moment of the API, to the minute: on the deployment the seconds go on."""
    return str(moment)[:16]


def at(town: Town, day: date, hour: int, minute: int = 0) -> None:
    """Let time pass until then."""
    town.until(london(day, hour, minute))
