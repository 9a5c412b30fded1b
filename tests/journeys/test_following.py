"""Finding one's complaint without its reference, on a real table: an AWS in memory."""

from __future__ import annotations

import re

from tests.builders import CHRISTMAS_EVE
from tests.journeys.in_process import town_in_process
from tests.journeys.town import complain
from tests.visitor import ANSWERS

ASHA = ANSWERS["contact"]["email"]


def test_two_things_that_we_hold_find_the_case_without_its_reference():
    with town_in_process(CHRISTMAS_EVE) as town:
        visitor, _, number = complain(town)
        born = {"date_of_birth-day": "27", "date_of_birth-month": "3", "date_of_birth-year": "1957"}
        visitor.send("/follow", {"way": "items", "email": ASHA, **born})
        code = town.mails(ASHA, number, expected=2)[-1]
        digits = re.search(r"\b\d{6}\b", code.text.partition("Your code")[2])
        assert digits
        seen = visitor.send("/follow/code", {"code": digits[0]})

        assert number in seen.text
