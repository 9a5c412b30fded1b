"""Words of danger in mail that comes in raise the same alarm as on the form (S2-65, SC-13)."""

from __future__ import annotations

from datetime import timedelta

import pytest
from chalice.test import Client

from chalicelib.application.check_file import check_file
from chalicelib.domain.dangers import open_alarms
from chalicelib.domain.errors import MailRefused, MailUnavailable
from chalicelib.domain.mail_in import MailId
from chalicelib.domain.reference import Reference
from chalicelib.entry.mail_in import on_mail
from chalicelib.presentation.correspondence import Correspondence
from chalicelib.presentation.urls import Urls
from infra.local.mail_door import object_created
from tests.entry.test_documents import with_file
from tests.entry.visitors import Browser, Program, said
from tests.fakes import FakeWorld
from tests.raw_mails import file, mail, multipart, part

DANGER = "Nobody rings me back. I will end my life."


@pytest.fixture
def world() -> FakeWorld:
    return FakeWorld(words=Correspondence(Urls("http://candour.test"), demonstration=True))


def arrives(world: FakeWorld, raw: bytes, name: str = "01M") -> MailId:
    """A mail comes in, is told twice, and the stream shows it twice."""
    found = world.letterbox.raw.put(name, raw)
    for _ in range(2):
        on_mail(object_created("mails", f"mail/{found}"), None)
        world.deliver()
    return found


def warnings(world: FakeWorld) -> list[str]:
    return [each.text for each in world.mail.sent if "Read this now" in each.subject]


def test_s2_65_a_mail_that_names_its_case_raises_the_alarm_there_once(
    app_client: Client, world: FakeWorld, reference: Reference
):
    arrives(world, mail(f"RE: {reference}", DANGER))
    file = world.cases.load(reference.number)

    (raised,) = open_alarms(file.events)
    assert (raised.facts["kinds"], raised.facts["party"]) == (["own_life"], "complainant")
    assert [clock.code for clock in world.cases.clocks[reference.number] if clock.code == "ALARM"]
    (warning,) = warnings(world)
    assert "/staff/cases/" in warning
    assert "end my life" not in warning


def test_s2_65_a_mail_that_waits_stands_first_and_the_people_on_call_hear_once(
    app_client: Client, world: FakeWorld, reference: Reference
):
    arrives(world, mail("An old question", "When are you open?"), "01A")
    urgent = arrives(world, mail("Please", DANGER), "01B")
    (warning,) = warnings(world)
    manager = Browser(app_client, "complaints.manager")
    listed = said(manager.get("/staff/inbox"))

    assert f"http://candour.test/staff/inbox/{urgent}" in warning
    assert "end my life" not in warning
    assert listed.index("Please") < listed.index("An old question")
    assert "Read this now" in listed
    assert "somebody may be in danger" in said(manager.get(f"/staff/inbox/{urgent}"))


def test_s2_65_put_into_a_case_the_case_asks_what_was_done(
    app_client: Client, world: FakeWorld, reference: Reference
):
    waiting = arrives(world, mail("Please", DANGER, sender="Sam <sam@elsewhere.example>"))
    program = Program(app_client, "complaints.manager")
    filed = program.post(f"/api/inbox/{waiting}/filing", {"reference": str(reference)})
    world.deliver()

    assert filed.status_code == 200
    (raised,) = open_alarms(world.cases.load(reference.number).events)
    assert raised.facts["party"] == ""
    assert "Read this now" not in said(Browser(app_client, "complaints.manager").get("/staff/inbox"))


def test_s2_65_the_hour_of_an_alarm_begins_when_its_mail_arrives_not_when_it_is_filed(
    app_client: Client, world: FakeWorld, reference: Reference
):
    world.letterbox.raw.received_at = arrived = world.clock.now()
    waiting = arrives(world, mail("Please", DANGER))
    world.clock.forward(timedelta(minutes=50))
    program = Program(app_client, "complaints.manager")
    program.post(f"/api/inbox/{waiting}/filing", {"reference": str(reference)})
    world.deliver()

    (alarm,) = [each for each in world.cases.clocks[reference.number] if each.code == "ALARM"]
    assert alarm.started_at == arrived


def test_s2_65_an_alarm_that_is_filed_late_is_not_ended_by_what_ended_the_one_before(
    app_client: Client, world: FakeWorld, reference: Reference
):
    """It arrived before the first was settled, and nobody had read it then."""
    program = Program(app_client, "complaints.manager")
    arrives(world, mail(f"RE: {reference}", DANGER), "01A")
    waiting = arrives(world, mail("Please", DANGER), "01B")
    world.clock.forward(timedelta(minutes=10))
    version = world.cases.load(reference.number).case.version
    settled = {"version": version, "outcome": "they_are_safe", "text": "I rang them"}
    assert program.post(f"/api/cases/{reference.in_url}/alarm-answer", settled).status_code == 200
    world.clock.forward(timedelta(minutes=10))

    program.post(f"/api/inbox/{waiting}/filing", {"reference": str(reference)})

    file = world.cases.load(reference.number)
    assert len(open_alarms(file.events)) == 1
    (alarm,) = [each for each in world.cases.clocks[reference.number] if each.code == "ALARM"]
    assert alarm.running


def test_s2_65_words_of_danger_in_a_file_of_a_mail_call_the_people_on_call_once_it_was_checked(
    app_client: Client, world: FakeWorld, reference: Reference
):
    letters = (file(DANGER.encode(), f"{n}.txt", kind="text/plain") for n in range(2))
    arrives(world, multipart(part("My letter is attached"), *letters, subject=f"Re: {reference}"))
    assert warnings(world) == []

    for document in list(world.bucket.quarantine):
        check_file(document, world.ports)
    world.deliver()

    (raised,) = open_alarms(world.cases.load(reference.number).events)
    assert (raised.facts["kinds"], raised.facts["party"]) == (["own_life"], "")
    (warning,) = warnings(world)
    assert "end my life" not in warning


def test_s2_65_a_file_that_staff_add_calls_nobody(
    app_client: Client, world: FakeWorld, reference: Reference
):
    with_file(world, reference, DANGER.encode())

    assert open_alarms(world.cases.load(reference.number).events) == ()


@pytest.mark.parametrize(
    "raw",
    [
        mail("Thank you", "You saved my life. I was dying to tell you."),
        mail("Out of office", DANGER, headers="Auto-Submitted: auto-replied\n"),
        mail("News", DANGER, headers="List-Id: <news.elsewhere.example>\nPrecedence: list\n"),
    ],
    ids=["no danger", "an answering machine", "a mailing list"],
)
def test_nobody_is_called_by_what_is_no_persons_danger(
    app_client: Client, world: FakeWorld, raw: bytes
):
    arrives(world, raw)

    assert warnings(world) == []


def test_a_warning_waits_for_a_mail_service_that_is_away(app_client: Client, world: FakeWorld):
    world.mail.failing = [MailUnavailable("away")]
    found = world.letterbox.raw.put("01M", mail("Please", DANGER))
    on_mail(object_created("mails", f"mail/{found}"), None)
    with pytest.raises(MailUnavailable):
        world.deliver()
    world.deliver()

    assert len(warnings(world)) == 1


def test_a_warning_that_is_refused_is_an_error_line_and_the_mail_still_stands_first(
    app_client: Client, world: FakeWorld
):
    world.mail.failing = [MailRefused("no")]
    world.clock.forward(timedelta(hours=1))
    arrives(world, mail("Please", DANGER))

    assert "warning unproven" in str(world.log.lines)
    assert "Read this now" in said(Browser(app_client, "complaints.manager").get("/staff/inbox"))
