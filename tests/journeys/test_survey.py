"""The survey on the real road: closed by HTTP, asked by the clock and the stream, a mail with its
bytes, answered by a click, ended for ever by one (issue 4, point 9; S0-25, S0-26).
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import date
from email import message_from_string
from email.message import EmailMessage
from email.policy import default
from typing import Any
from urllib.parse import urlsplit

import pytest

from chalicelib.entry.schedules import tick
from infra.local.pump import schedule_event
from tests.aws import everything_kept
from tests.builders import CHRISTMAS_EVE, london
from tests.journeys.desk import MANAGER, Desk
from tests.journeys.in_process import InProcess, town_in_process
from tests.journeys.town import complain
from tests.raw_mails import ASHA, mail
from tests.visitor import Visitor

ASKED_ON, REMINDED_ON = date(2027, 1, 12), date(2027, 1, 26)
"""Ten working days after Christmas Eve 2026, and ten after that."""
SUBJECT = "How did we handle your complaint?"


@pytest.fixture
def town() -> Iterator[InProcess]:
    with town_in_process(CHRISTMAS_EVE) as made:
        yield made


def at(town: InProcess, day: date) -> None:
    """Let time pass until nine that morning, with one tick at its end."""
    town.clock.move_to(london(day, 9, 5))
    tick(schedule_event(), None)
    town.carry()


def closed(town: InProcess) -> Desk:
    _, _, number = complain(town)
    desk = Desk(town, f"/api/cases/WLP-{number}")
    desk.closed()
    return desk


def surveys(town: InProcess) -> list[tuple[str, str]]:
    """The mails of surveys: the mail service's id of each, and its bytes as text."""
    return [(id_, raw) for id_, raw in town.raw_mails(ASHA) if SUBJECT in raw]


def read(raw: str) -> EmailMessage:
    return message_from_string(raw, policy=default)  # type: ignore[return-value]


def words(raw: str) -> str:
    part = read(raw).get_body(("plain",))
    assert part is not None
    return str(part.get_content())


def outcomes(desk: Desk, kind: str, fact: str = "outcome") -> list[Any]:
    _, timeline = desk.program(MANAGER).get(f"{desk.href}/timeline")
    return [e["facts"][fact] for e in timeline["items"] if e["type"] == kind]


def items(prefix: str = "") -> list[dict[str, Any]]:
    """Everything in partitions that begin like this, as plain text values."""
    return [each for each in everything_kept() if each["pk"].startswith(prefix)]


def test_issue_4_9_a_survey_goes_is_answered_by_a_click_and_leads_back_to_nobody(town: InProcess):
    desk = closed(town)
    at(town, ASKED_ON)
    ((_, raw),) = surveys(town)
    (url,) = re.findall(r"https?://\S+answer=well\S*", words(raw))
    link = urlsplit(url).path.rpartition("/")[2]
    before = items()

    asha = Visitor(town.browser)
    page = asha.get(f"{urlsplit(url).path}?{urlsplit(url).query}")
    assert items() == before, "opening the link changes nothing"
    asha.post(urlsplit(url).path, id=page.value("id"), overall="well")
    asha.post(f"{urlsplit(url).path}/more", id=page.value("id"), listened="yes", comment="Ring sooner.")

    (answer,) = [each for each in items("SURVEYS#") if each["sk"].startswith("ANSWER#")]
    (used,) = [each for each in items("SURVEY#") if each["sk"] == "ANSWERED"]
    assert json.loads(answer["body"]) == {
        "id": page.value("id"),
        "month": "2027-01",
        "overall": "well",
        "others": {"listened": "yes"},
        "comment": "Ring sooner.",
    }
    assert set(used) == {"pk", "sk", "format", "expires_at"}
    of_surveys = json.dumps([*items("SURVEY#"), *items("SURVEYS#")])
    assert desk.href[-6:] not in of_surveys
    assert link not in json.dumps(items())
    elsewhere = [each for each in items() if not each["pk"].startswith("SURVEYS#")]
    assert page.value("id") not in json.dumps(elsewhere)

    at(town, REMINDED_ON)
    assert len(surveys(town)) == 1
    assert outcomes(desk, "survey.reminded") == ["not_needed"]


def test_s0_26_one_click_by_the_mailbox_ends_surveys_for_ever_and_nothing_else(town: InProcess):
    closed(town)
    at(town, ASKED_ON)
    for _, raw in town.raw_mails(ASHA):
        assert ("List-Unsubscribe" in read(raw)) is (SUBJECT in raw), "never on the mail of a case"
    ((_, raw),) = surveys(town)
    assert read(raw)["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    way_out = str(read(raw)["List-Unsubscribe"])
    assert re.fullmatch(r"<http\S+/survey/[0-9a-f]{32}/stop>", way_out)

    answer = town.browser.http.post(
        urlsplit(way_out.strip("<>")).path,
        headers={"Content-Type": "application/x-www-form-urlencoded"},
        body=b"List-Unsubscribe=One-Click",
    )
    later = closed(town)
    at(town, date(2027, 1, 26))

    assert (answer.status_code, "Location" in answer.headers) == (200, False)
    assert outcomes(later, "survey.decided") == ["opted_out"]
    assert len(surveys(town)) == 1
    assert ASHA not in json.dumps(items("NO-SURVEY#"))
    receipts = [raw for _, raw in town.raw_mails(ASHA) if "We have received" in raw]
    assert len(receipts) == 2


def test_s0_26_answering_the_mail_with_one_word_ends_surveys(town: InProcess):
    desk = closed(town)
    at(town, ASKED_ON)
    ((sent, raw),) = surveys(town)

    town.arrives(
        mail(
            f"Re: {read(raw)['Subject']}",
            f"Please STOP!\n\n> {SUBJECT}",
            headers=f"In-Reply-To: <{sent}@eu-west-2.amazonses.com>\n",
        )
    )
    at(town, REMINDED_ON)

    assert items("NO-SURVEY#")
    assert len(surveys(town)) == 1
    assert outcomes(desk, "survey.stopped", "how") == ["reply"]
