"""From a person's click to the mail that it caused, in the log, without a name on the way."""

from __future__ import annotations

import json
from typing import Any

from tests.builders import CHRISTMAS_EVE
from tests.journeys.in_process import town_in_process
from tests.journeys.test_privacy import everything_logged
from tests.journeys.town import complain


def lines_of(text: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in text.splitlines() if line.startswith("{")]


def test_the_log_leads_from_the_form_that_was_sent_to_the_receipt():
    with town_in_process(CHRISTMAS_EVE) as town, everything_logged() as log:
        complain(town)
        town.carry()
        lines = lines_of(log.getvalue())

    sent = next(line for line in lines if line.get("kind") == "receipt")
    saved = next(line for line in lines if sent["cause"] in line.get("traces", ()))
    (request,) = (
        line for line in lines if line["message"] == "request" and line["request"] == saved["request"]
    )
    assert saved["events"] == ["case.received"]
    assert (request["method"], request["route"]) == ("POST", "/complain/check")
    assert sent["mail"], "the name by which the mail service knows it"


def test_two_requests_have_two_names_and_each_browser_is_told_its_own():
    with town_in_process(CHRISTMAS_EVE) as town, everything_logged() as log:
        names = [town.browser.http.get("/").headers["X-Request-Id"] for _ in range(2)]
        lines = lines_of(log.getvalue())

    assert len(set(names)) == 2
    assert set(names) <= {line.get("request") for line in lines if line["message"] == "request"}
