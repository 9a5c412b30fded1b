"""Nothing personal where it does not belong: logs, addresses of pages, subjects, errors (S4-10)."""

from __future__ import annotations

import json
import logging

import pytest

from tests.builders import CHRISTMAS_EVE
from tests.journeys.in_process import town_in_process
from tests.journeys.overheard import everything_logged, overhearing
from tests.journeys.town import Program, complain, sign_in

PERSONAL = (
    "Asha",
    "Verity",
    "asha@patients.example",
    "7700900123",
    "7700 900123",
    "blood test",
    "The nurse",
    "1957",
    "An explanation",
    "She asks for the date",
    "sorry that nobody rang",
)


def test_the_log_of_a_whole_journey_names_nobody(capfd: pytest.CaptureFixture[str]):
    with town_in_process(CHRISTMAS_EVE) as town, everything_logged() as log:
        visitor, _, number = complain(town)
        visitor.get("/complain/no-such-step")
        town.carry()
        grace = sign_in(town, "complaints.manager")
        path = f"/staff/cases/WLP-{number}"
        version = grace.get(path).value("version")
        grace.send(
            f"{path}/do/acknowledgement",
            {
                "version": version,
                "how": "email",
                "words": "I am sorry that nobody rang you.",
                "offered": "telephone",
                "when": "now",
            },
        )
        version = grace.get(path).value("version")
        grace.post(f"{path}/do/notes", version=version, text="She asks for the date of the test.")
        grace.post(f"{path}/do/notes", version="1", text="She asks for the date again.")
        Program(town).sign_in("complaints.manager").post("/api/cases", {"first_name": "Asha"})
        town.carry()
        subjects = [mail.subject for mail in town.mails("", number, expected=4)]

    lines = log.getvalue().splitlines()
    assert len(lines) > 20
    printed = capfd.readouterr()
    for text in (*lines, printed.out, printed.err, *subjects):
        assert [word for word in PERSONAL if word in text] == []
    assert {"request", "message sent"} <= {
        json.loads(line)["message"] for line in lines if line.startswith("{")
    }


def test_a_name_in_a_log_or_an_address_does_not_go_unheard(monkeypatch: pytest.MonkeyPatch):
    """Every journey is listened to (`conftest`): this one shows that the ear works."""
    with town_in_process(CHRISTMAS_EVE) as town, overhearing(monkeypatch) as heard:
        town.client.http.get("/complain?name=Asha+Verity-Example")
        logging.getLogger("anybody").error("could not write to %s", "asha@patients.example")

    assert [line for line in heard.told() if line.startswith("/complain?")]
    assert [line for line in heard.told() if line.startswith("could not write")]


def test_what_anybody_types_into_any_field_is_listened_for(monkeypatch: pytest.MonkeyPatch):
    """Not only the names that we thought of: whatever a form or a program sends (S4-10)."""
    with town_in_process(CHRISTMAS_EVE) as town, overhearing(monkeypatch) as heard:
        town.client.http.post("/follow", headers={}, body=b"full_name=Quillon&words=Two+teal+cups")
        town.client.http.post("/api/cases", headers={}, body=b'{"parts": [{"said": "Three red hats"}]}')
        for line in ("no such Quillon", "lost: Two teal cups", "lost: Three red hats", "nothing"):
            logging.getLogger("anybody").error(line)

    told = [line for line in heard.told() if "lost" in line or "no such" in line]
    assert told == ["no such Quillon", "lost: Two teal cups", "lost: Three red hats"]
