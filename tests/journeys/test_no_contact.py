"""S2-75: whoever is not happy to be contacted is asked at intake and left alone, on a real table."""

from __future__ import annotations

from tests.builders import CHRISTMAS_EVE
from tests.journeys.desk import RECEPTION, Desk
from tests.journeys.in_process import town_in_process
from tests.journeys.stories.told import recorded
from tests.journeys.test_written_record import BY_MAIL, PETRA
from tests.visitor import ANSWERS, Visitor

ASHA = ANSWERS["contact"]["email"]
NOT_HAPPY = {**ANSWERS, "keep-in-touch": {**ANSWERS["keep-in-touch"], "may_contact": "no"}}


def test_s2_75_who_said_no_on_the_form_or_to_staff_gets_what_the_law_gives_in_writing_and_no_more():
    with town_in_process(CHRISTMAS_EVE) as town:
        visitor = Visitor(town.browser)
        visitor.answer(NOT_HAPPY)
        received = visitor.post("/complain/check")
        desk = Desk(town, f"/api/cases/WLP-{received.path.split('/')[2].partition('-')[2]}")
        desk.settled()
        assert town.mails(ASHA, "", expected=0) == []
        assert (
            "No: only what the law gives them in writing" in desk.visitor(RECEPTION).get(desk.page).text
        )
        assert "not happy" in desk.refused("acknowledgement", how="telephone", offered=["telephone"])
        desk.does("acknowledgement", how="email", offered=["telephone"])
        assert len(town.mails(ASHA, "", expected=1)) == 1
        assert "not happy" in desk.refused("writing", text="News")

        by_staff = recorded(town, RECEPTION, {**BY_MAIL, "may_contact": False})
        by_staff.settled()
        assert town.mails(PETRA, "", expected=0) == []
        by_staff.does(
            "contact-arrangement", channel="email", may_email=True, may_contact=True, rhythm="weekly"
        )
        by_staff.does("writing", text="News")
        assert len(town.mails(PETRA, "", expected=1)) == 1
