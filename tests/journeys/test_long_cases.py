"""S2-55, C-6: a case that lasts is reviewed after six months and then every month, until it ends."""

from __future__ import annotations

from datetime import date

from chalicelib.entry.schedules import tick
from infra.local.pump import schedule_event
from tests.builders import CHRISTMAS_EVE, london
from tests.journeys.desk import MANAGER, Desk
from tests.journeys.in_process import InProcess, town_in_process
from tests.journeys.town import complain

REVIEWS = ("Review a case of six months", "Review it again every month")


def strikes(town: InProcess, day: date) -> None:
    town.clock.move_to(london(day, 9, 1))
    tick(schedule_event(), None)
    town.carry()


def reviews(town: InProcess, number: str) -> list[str]:
    """The days of the reviews of which the manager was reminded."""
    mails = town.mails(f"{MANAGER}@willow-lane", number, expected=0)
    return [
        mail.subject.partition("Reminder: ")[2]
        for mail in mails
        if any(title in mail.text for title in REVIEWS)
    ]


def test_s2_55_after_six_months_the_review_comes_again_every_month_until_the_end():
    with town_in_process(CHRISTMAS_EVE) as town:
        _, _, number = complain(town)
        desk = Desk(town, f"/api/cases/WLP-{number}")
        desk.program(MANAGER)

        for day in (
            date(2027, 6, 23),
            date(2027, 6, 24),
            date(2027, 7, 23),
            date(2027, 7, 26),
            date(2027, 8, 24),
            date(2027, 9, 24),
        ):
            strikes(town, day)
            strikes(town, day)

        assert reviews(town, number) == [
            "due on 24 June 2027",
            "due on 24 July 2027",
            "due on 24 August 2027",
            "due on 24 September 2027",
        ]
        desk.does("withdrawal", in_writing=True, text="No more of it")
        strikes(town, date(2027, 10, 25))
        assert len(reviews(town, number)) == 4
