"""SC-2: a concern of Christmas Eve at the desk, and what may become of it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

from tests.builders import london
from tests.journeys.desk import A_CALL, OFFICE, RECEPTION
from tests.journeys.stories.told import GRACE, SUSAN, by_web, mail_to, mails_to, recorded, timeline
from tests.journeys.town import Town

AT_THE_DESK = london(date(2026, 12, 24), 10, 5)
PETRA = "petra@patients.example"
WITH_MAIL = {**A_CALL, "email": PETRA, "may_email": True, "channels": ["email"]}


def settled_on_the_next_working_day(town: Town) -> Iterator[datetime]:
    """(a): exempt, and nothing more is owed; our own 24 hours were over."""
    yield AT_THE_DESK
    desk = recorded(town, RECEPTION, A_CALL)
    assert desk.deadline("ORAL")["due"] == "2026-12-29"
    assert "ACK" not in [each["clock"] for each in desk.case["deadlines"]]

    yield london(date(2026, 12, 29), 9, 40)
    assert "only when the person says so" in desk.refused(
        "informal-resolution", OFFICE, satisfied=False, text="We explained the wait"
    )
    settled = desk.does(
        "informal-resolution", OFFICE, satisfied=True, text="We explained the wait, and said sorry"
    )

    assert (settled["state"], settled["outcome"]) == ("resolved_informally", "resolved_informally")
    desk.settled()
    to_them = [each for each in desk.case["messages"] if each["to"] == "complainant"]
    assert to_them == [], "there is no letter"
    (resolved,) = timeline(desk, "concern.resolved")
    assert resolved["facts"]["within_target"] is False


def made_a_complaint(town: Town) -> Iterator[datetime]:
    """(b): not satisfied, it is a complaint of the day on which it was said."""
    yield AT_THE_DESK
    desk = recorded(town, RECEPTION, WITH_MAIL)
    yield london(date(2026, 12, 29), 9, 40)

    promoted = desk.does("promotion", OFFICE, text="Not satisfied: the wait was not explained")

    assert (promoted["state"], promoted["received_on"]) == ("received", "2026-12-24")
    assert desk.deadline("ACK")["due"] == "2026-12-31"
    assert desk.deadline("6M")["last_day"] == "2027-06-23"
    mail_to(town, GRACE, desk, "A case needs you")

    desk.does("acknowledgement", how="telephone", offered=["telephone"])
    mail_to(town, PETRA, desk, "What we wrote down for you")


def settled_a_day_too_late(town: Town) -> Iterator[datetime]:
    """(c): the exemption is lost."""
    yield AT_THE_DESK
    desk = recorded(town, RECEPTION, A_CALL)
    yield london(date(2026, 12, 30), 9, 40)

    refusal = desk.refused("informal-resolution", OFFICE, satisfied=True, text="All is well now")

    assert "not settled in time" in refusal
    assert desk.does("promotion", OFFICE, text="Too late to be exempt")["state"] == "received"


def the_same_words_in_writing(town: Town) -> Iterator[datetime]:
    """(d): never exempt."""
    yield AT_THE_DESK
    by_form = by_web(town)
    by_letter = recorded(town, RECEPTION, {**A_CALL, "received_via": "letter"})

    for desk in (by_form, by_letter):
        status, refused = desk.tries("informal-resolution", OFFICE, satisfied=True, text="All is well")
        assert status == 409, refused
    assert "in writing is answered formally" in refused["detail"]


def nobody_settles_it(town: Town) -> Iterator[datetime]:
    """(b) by itself: proposed in the morning, a complaint at four, told once."""
    yield AT_THE_DESK
    desk = recorded(town, RECEPTION, A_CALL)
    yield london(date(2026, 12, 29), 9, 5)
    yield london(date(2026, 12, 30), 9, 5)
    assert "make it a complaint" in mail_to(town, SUSAN, desk, "Late: was due on 29 December").text
    assert desk.case["state"] == "logged"

    yield london(date(2026, 12, 30), 16)
    after = desk.case
    assert (after["state"], after["received_on"]) == ("received", "2026-12-24")
    assert desk.deadline("ACK")["due"] == "2026-12-31"
    assert desk.deadline("6M")["last_day"] == "2027-06-23"
    mail_to(town, GRACE, desk, "A case needs you")

    yield london(date(2026, 12, 30), 16, 1)
    mail_to(town, GRACE, desk, "Reminder: due on 31 December")
    assert "It is a complaint" in desk.refused("informal-resolution", OFFICE, satisfied=True, text="So")
    assert len(timeline(desk, "concern.promoted")) == 1
    alerts = [m for m in mails_to(town, GRACE, desk) if "A case needs you" in m.subject]
    assert len(alerts) == 1


def an_outage_over_the_expiry(town: Town) -> Iterator[datetime]:
    """S2-18: a complaint all the same, and late."""
    yield AT_THE_DESK
    desk = recorded(town, RECEPTION, A_CALL)
    yield london(date(2027, 1, 6), 9)

    assert (desk.case["state"], desk.case["received_on"]) == ("received", "2026-12-24")
    assert desk.deadline("ACK")["late"] is True


def while_somebody_needs_help(town: Town) -> Iterator[datetime]:
    """S2-65: what becomes a complaint meanwhile stays with the help."""
    yield AT_THE_DESK
    desk = recorded(town, RECEPTION, A_CALL)
    desk.does("urgent-need", RECEPTION, text="Chest pain. The duty doctor is called")
    yield london(date(2026, 12, 30), 16)

    assert desk.case["state"] == "urgent_hold"
    assert desk.deadline("URGENT")["stopped_at"] is None
    assert desk.deadline("ACK")["due"] == "2026-12-31"
    met = desk.does("urgent-need-met", OFFICE, text="The doctor saw her")
    assert met["state"] == "received"


STORIES = (
    settled_on_the_next_working_day,
    made_a_complaint,
    settled_a_day_too_late,
    the_same_words_in_writing,
    nobody_settles_it,
    an_outage_over_the_expiry,
    while_somebody_needs_help,
)
