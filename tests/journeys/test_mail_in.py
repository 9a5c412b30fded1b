"""Mail that comes in, from the bucket of raw mails to the case, its people and the inbox."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import boto3
import pytest

from chalicelib import wiring
from chalicelib.domain.mail_in import MailId
from chalicelib.entry.files import on_file
from chalicelib.entry.mail_in import on_mail
from chalicelib.entry.schedules import sweep, tick
from infra.local.mail_door import MailDoor, object_created
from infra.local.pump import schedule_event
from tests.aws import BUCKET as FILES
from tests.builders import CHRISTMAS_EVE
from tests.journeys.in_process import BUCKET as MAILS
from tests.journeys.in_process import InProcess, town_in_process
from tests.journeys.town import Program, complain, sign_in
from tests.packaged.rig import eventually
from tests.raw_mails import ASHA, corpus, file, mail, multipart, part, spelling, spelt
from tests.samples import a_pdf

DANIEL = "case.handler@willow-lane.example"
GRACE = "complaints.manager@willow-lane.example"


class Practice:
    """A practice with two cases, one of which has changed hands, and a secretary at the inbox."""

    def __init__(self, town: InProcess) -> None:
        self.town = town
        _, _, self.number = complain(town)
        _, _, self.other = complain(town)
        town.carry()
        self.grace = Program(town).sign_in("complaints.manager")
        case = self.grace.get(f"/api/cases/WLP-{self.number}")[1]
        asked = {"version": case["version"], "handler": "case.handler"}
        self.reference = self.grace.post(f"/api/cases/WLP-{self.number}/assignment", asked)[1][
            "reference"
        ]
        (self.sent,) = (
            each["facts"]["provider_id"]
            for each in self.timeline(self.number)
            if each["type"] == "message.sent" and each["facts"]["kind"] == "receipt"
        )

    def timeline(self, number: str) -> list[Any]:
        items: list[Any] = self.grace.get(f"/api/cases/WLP-{number}/timeline")[1]["items"]
        return items

    def received(self, mail: str) -> list[Any]:
        """The events of the first case about this mail."""
        return [each for each in self.timeline(self.number) if each["facts"].get("mail") == mail]

    def read(self, mail: str) -> Any:
        return self.grace.get(f"/api/inbox/{mail}")[1]


@pytest.fixture(scope="module")
def practice() -> Iterator[Practice]:
    with town_in_process(CHRISTMAS_EVE) as town:
        yield Practice(town)


def test_a_mail_is_filed_once_and_whoever_has_the_case_is_told(practice: Practice):
    """S0-13, through S3, the function, DynamoDB, its stream and SES."""
    filed = practice.town.arrives(mail(f"RE: [{practice.reference}] Our reply"))

    assert practice.read(filed)["state"] == "filed"
    (event,) = practice.received(filed)
    assert event["text"] == "Thank you for your letter."
    (alert,) = practice.town.mails(DANIEL, "A mail came in", expected=1)
    assert "Thank you for your letter" not in alert.text


@pytest.mark.packaged
def test_a_mail_comes_in_on_the_packaged_deployment_with_the_rights_of_its_function(
    packaged_town: Any,
):
    """SMTP, S3, EventBridge, the function as its role, DynamoDB, its stream and the alert; and its
    file, through quarantine.
    """
    _, _, number = complain(packaged_town)
    grace = Program(packaged_town).sign_in("complaints.manager")

    subject, letter = (
        f"RE: [WLP/{number}] Our reply",
        file(a_pdf("Dear Dr Example"), "letter of May.pdf"),
    )
    packaged_town.arrives(multipart(part("Thank you"), letter, subject=subject))

    def received() -> list[Any]:
        items = grace.get(f"/api/cases/WLP-{number}/timeline")[1]["items"]
        return [each for each in items if each["type"] == "mail.received"]

    (event,) = eventually(received)
    assert event["facts"]["from_party"] == "complainant"
    assert packaged_town.mails(GRACE, number, expected=2)[-1].subject.endswith("A mail came in")
    (found,) = [each for each in grace.get("/api/inbox?box=done")[1]["items"]
                if number in str(each["cases"])]  # fmt: skip
    assert found["state"] == "filed"

    def documents() -> list[Any]:
        items: list[Any] = grace.get(f"/api/cases/WLP-{number}/documents")[1]["items"]
        theirs = (each for each in items if each["title"].startswith("letter of May"))
        return [each["state"] for each in theirs if each["state"] != "checking"]

    assert eventually(documents) == ["safe"]


def test_a_stranger_with_the_right_reference_is_filed_as_not_known(practice: Practice):
    """S0-14: no disclosure, no answer, and the handler is warned."""
    before = len(practice.town.mails("elsewhere.example", "", expected=0))
    filed = practice.town.arrives(mail(practice.reference, sender="x@elsewhere.example"))

    assert practice.received(filed)[0]["facts"]["from_party"] == ""
    alert = practice.town.mails(DANIEL, "A mail came in", expected=1)[-1]
    assert "an address that we do not know for it" in alert.text
    assert len(practice.town.mails("elsewhere.example", "", expected=0)) == before


def test_an_answer_to_our_own_mail_is_suggested_by_its_thread(practice: Practice):
    answered = f"In-Reply-To: <{practice.sent}@eu-west-2.amazonses.com>\n"
    waiting = practice.town.arrives(mail("Hello", headers=answered))

    found = practice.read(waiting)
    assert (found["state"], found["suggestions"]) == ("waiting", [practice.reference])


def test_a_secretary_puts_a_mail_where_it_belongs_and_the_handler_is_told(practice: Practice):
    town = practice.town
    waiting = town.arrives(
        mail("My complaint", f"It is about WLP/{practice.other}.", sender="x@y.example")
    )
    zara = sign_in(town, "secretary")
    assert waiting in zara.get("/staff/inbox").html
    page = zara.get(f"/staff/inbox/{waiting}")
    assert f"It belongs to WLP/{practice.other}" in page.text

    done = zara.post(f"/staff/inbox/{waiting}/filing", reference=f"WLP/{practice.other}")

    assert "The mail is in the case" in done.text
    assert [each["type"] for each in practice.timeline(practice.other)].count("mail.received") == 1
    alert = town.mails(GRACE, practice.other, expected=1)[-1]
    assert "an address that we do not know for it" in alert.text
    assert waiting not in zara.get("/staff/inbox").html
    assert waiting in zara.get("/staff/inbox?box=done").html


def test_the_files_of_a_mail_come_into_the_case_with_the_secretary_who_files_it(practice: Practice):
    """S0-12, S0-16: out of the bucket of mails, into the bucket of files, shut until checked."""
    letter = a_pdf("Dear Dr Example")
    raw = multipart(part("Attached"), file(letter, "letter of 3 May.pdf"), subject="My complaint")
    waiting = practice.town.arrives(raw)
    zara = sign_in(practice.town, "secretary")

    for _ in range(2):
        zara.post(f"/staff/inbox/{waiting}/filing", reference=f"WLP/{practice.other}")

    (key,) = [
        each["Key"] for each in boto3.client("s3").list_objects_v2(Bucket=FILES)["Contents"]
        if boto3.client("s3").get_object(Bucket=FILES, Key=each["Key"])["Body"].read() == letter
    ]  # fmt: skip
    assert key.startswith("quarantine/")
    on_file(object_created(FILES, key), None)
    (document,) = practice.grace.get(f"/api/cases/WLP-{practice.other}/documents")[1]["items"]
    assert (document["title"], document["state"]) == ("letter of 3 May.pdf", "checking")


def test_a_mail_about_two_cases_is_put_into_both_by_a_person(practice: Practice):
    waiting = practice.town.arrives(mail(f"{practice.reference} & WLP/{practice.other}"))

    for reference in (practice.reference, f"WLP/{practice.other}"):
        practice.grace.post(f"/api/inbox/{waiting}/filing", {"reference": reference})

    assert practice.read(waiting)["cases"] == [practice.reference, f"WLP/{practice.other}"]
    assert len(practice.received(waiting)) == 1


def test_a_wrong_reference_loses_nothing_and_is_said_beside_the_field(practice: Practice):
    waiting = practice.town.arrives(mail("My complaint", "Hello"))
    zara = sign_in(practice.town, "secretary")

    for typed in ("WLP/00000", "QQQ/999999"):
        refused = zara.post(f"/staff/inbox/{waiting}/filing", reference=typed)
        assert f'value="{typed}"' in refused.html
        assert 'id="reference-error"' in refused.html


def test_spam_goes_away_and_comes_back_if_that_was_wrong(practice: Practice):
    waiting = practice.town.arrives(mail("Buy now", "Hello"))

    status, put_away = practice.grace.post(f"/api/inbox/{waiting}/spam", {})
    assert (status, put_away["state"]) == (200, "spam")
    status, _ = practice.grace.post(f"/api/inbox/{waiting}/filing", {"reference": practice.reference})
    assert status == 409
    _, again = practice.grace.post(f"/api/inbox/{waiting}/return", {})
    assert again["state"] == "waiting"
    assert [each["by"] for each in again["deeds"]] == ["staff:complaints.manager"] * 2


def test_a_mail_becomes_a_case_once_whoever_presses_the_button(practice: Practice):
    town = practice.town
    waiting = town.arrives(
        mail("Complaint", "Nobody rang me for three weeks.", sender=f"Asha Example <{ASHA}>")
    )
    zara = sign_in(town, "secretary")
    sheet = zara.get(f"/staff/contacts/new?mail={waiting}")
    assert "Nobody rang me for three weeks." in sheet.text
    assert f'value="{ASHA}"' in sheet.html

    filled = {
        "key": sheet.value("key"), "mail": waiting, "urgent_need": "no", "contact_type": "complaint",
        "received_via": "email", "when": "now", "subject": "communications", "first_name": "Asha",
        "last_name": "Example", "email": ASHA, "may_email": "no", "best_channel": "telephone",
        "mobile": "07700 900123", "what_happened": "Nobody rang me for three weeks.",
    }  # fmt: skip
    first = zara.post("/staff/contacts/new", **filled)
    second = zara.post("/staff/contacts/new", **filled)

    assert first.path == second.path
    made = practice.read(waiting)
    assert made["state"] == "made_case"
    number = made["cases"][0].partition("/")[2]
    assert [each["type"] for each in practice.timeline(number)].count("mail.received") == 1


def test_the_inbox_is_closed_to_whoever_does_not_look_after_it(practice: Practice):
    waiting = practice.town.arrives(mail("Private", "Hello"))
    rex = Program(practice.town).sign_in("call.handler")

    assert rex.get("/api/inbox")[0] == 403
    assert rex.get(f"/api/inbox/{waiting}")[0] == 403
    assert "/staff/inbox" not in sign_in(practice.town, "call.handler").get("/staff/cases").html


def test_s2_65_words_of_danger_in_a_mail_without_a_case_call_people_by_the_stream(practice: Practice):
    waiting = practice.town.arrives(mail("Please", "Nobody answers. I will end my life."))
    practice.town.carry()

    (warning,) = practice.town.mails(GRACE, "Read this now", expected=1)
    assert f"/staff/inbox/{waiting}" in warning.text
    assert "end my life" not in warning.text
    assert practice.grace.get("/api/inbox")[1]["items"][0]["id"] == waiting


def test_the_whole_corpus_through_the_folder_of_this_machine_s3_and_dynamodb(
    practice: Practice, tmp_path: Path
):
    """S0-12 to S0-14, SC-4: none is lost, none is answered, each becomes what it must."""
    town, bucket = practice.town, boto3.client("s3")
    spell = spelling(
        present=practice.reference, old=f"WLP/{practice.number}", other=f"WLP/{practice.other}",
        sent=practice.sent,
    )  # fmt: skip
    door = MailDoor(0, tmp_path, s3=bucket, bucket=MAILS)
    known = set(_keys(bucket))
    differing = {}
    for sent in corpus():
        (tmp_path / "one.eml").write_bytes(spelt(sent, spell))
        door.empty_folder()
        (key,) = set(_keys(bucket)) - known
        known.add(key)
        state = on_mail(object_created(MAILS, key), None)["state"]
        found = wiring.world().ports.letterbox.inbox.load(MailId(key.removeprefix("mail/")))
        if not found or not state == found.state == sent.expected.state:
            differing[sent.id] = (state, sent.expected.state)
    town.carry()

    assert len(corpus()) > 60
    assert differing == {}
    outside = {mail.subject for mail in town.mails("elsewhere.example", "", expected=0)}
    assert outside == set(), "nobody is answered by itself"


def _keys(bucket: Any) -> Iterator[str]:
    return (each["Key"] for each in bucket.list_objects_v2(Bucket=MAILS).get("Contents", ()))


def test_mail_that_was_put_away_goes_from_the_table_and_the_bucket_with_every_version(
    practice: Practice,
):
    """Its end: UK GDPR Article 5(1)(e). What waits is told of, and stays. The last of this file."""
    town, grace = practice.town, practice.grace
    away, waits = (town.arrives(mail(subject, "Cheap pills")) for subject in ("Buy now", "Help"))
    grace.post(f"/api/inbox/{away}/spam", {})
    assert away in [each["id"] for each in grace.get("/api/inbox?box=away")[1]["items"]]
    tick(schedule_event(), None)
    (notice,) = town.mails("office.manager@", "The inbox", expected=1)
    assert "waiting for somebody to say where it belongs" in notice.text
    assert "pills" not in notice.text + notice.subject

    town.clock.forward(timedelta(days=31))
    assert sweep(schedule_event(), None)["failed"] == 0

    assert practice.read(away)["status"] == 404
    kept = {each["Key"] for each in boto3.client("s3").list_object_versions(Bucket=MAILS)["Versions"]}
    assert f"mail/{away}" not in kept
    assert f"mail/{waits}" in kept
