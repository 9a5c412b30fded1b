"""What people ask about their own details, through the packaged deployment: a copy of two cases is put
together, opened, and goes with the case that is erased; each function has its own rights and no more.
"""

import io
import smtplib
import zipfile
from typing import Any

import pytest
import requests

from infra.local.place import HOST
from tests.packaged.rig import PackagedStack, eventually
from tests.packaged.test_files import Grace
from tests.packaged.test_letters import ON_PAPER

HERS = "quilla@patients.example"
ASKER = ON_PAPER | {"first_name": "Quilla", "date_of_birth": "1961-05-04", "email": HERS}


@pytest.fixture
def grace(packaged_stack: PackagedStack) -> Grace:
    return Grace(packaged_stack)


class AtWork:
    """One case, and each command on it sent with the version that stands."""

    def __init__(self, grace: Grace, told: str) -> None:
        self._grace = grace
        self.case: dict[str, Any] = grace.ask("POST", "/api/cases", ASKER | {"what_happened": told})

    @property
    def number(self) -> str:
        return str(self.case["reference"]).partition("/")[2]

    def does(self, command: str, **asked: Any) -> None:
        version = self.see("")["version"]
        answer = self._grace.answer(
            "POST", f"{self.case['href']}/{command}", {"version": version, **asked}
        )
        assert answer.status == 200, (command, answer.text)

    def see(self, part: str) -> Any:
        return self._grace.ask("GET", f"{self.case['href']}{part}")


def sent_in(stack: PackagedStack, grace: Grace, subject: str) -> str:
    """A mail of hers that names no case, by its id, once it waits in the inbox."""
    raw = f"From: {HERS}\nTo: complaints@willow-lane.example\nSubject: {subject}\n\nWords of May."
    with smtplib.SMTP(HOST, stack.place.mail_port) as sender:
        sender.sendmail(HERS, ["complaints@willow-lane.example"], raw)

    def waiting() -> str:
        rows = grace.ask("GET", "/api/inbox?box=waiting")["items"]
        return next((str(row["id"]) for row in rows if row["subject"] == subject), "")

    return eventually(waiting, seconds=40)


def test_a_copy_of_two_cases_is_made_opened_and_erased_with_the_rights_that_functions_have(
    packaged_stack: PackagedStack, grace: Grace
):
    mail = sent_in(packaged_stack, grace, "When do you open?")
    first, second = AtWork(grace, "Nobody rang me in May."), AtWork(grace, "Nor did they in June.")
    first.does("no-surveys", text="She wants none.")
    first.does("subject-request", wants="copy", identity_known=True, text="Everything, please.")
    first.does("copy", request="1", cases=[second.number], mails=[mail])

    def made() -> dict[str, Any] | None:
        (copy,) = first.see("/copies")["items"]
        return copy if copy["made_at"] else None

    copy = eventually(made, seconds=40)
    assert copy is not None
    path = f"{first.case['href']}/copies/{copy['copy_id']}/opening"
    opened = requests.get(grace.ask("POST", path, {})["url"], timeout=20)
    page = zipfile.ZipFile(io.BytesIO(opened.content)).read("index.html").decode()
    assert "Nobody rang me in May." in page
    assert "Nor did they in June." in page
    assert "When do you open?" in page

    second.does("withdrawal", in_writing=True, text="She does not want it any more.")
    assert grace.answer("POST", f"/api/inbox/{mail}/spam", {}).status == 200
    second.does("erasure", ground="not_needed", sure=True)
    counts = eventually(lambda: second.see("/erasures")["items"][0]["counts"], seconds=40)

    # The copy, and the receipt as it went to her.
    assert (counts["people"], counts["files"]) == (1, 2)
    assert (counts["mails_put_away"], counts["mails_waiting"]) == (1, 0)
    assert requests.get(grace.ask("POST", path, {})["url"], timeout=20).status_code in (403, 404)
