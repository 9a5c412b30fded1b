"""Erasing a case for good: a word that stands in every field, file and mail of it is nowhere after
that, and its history still holds (domain.md 3.5, UK GDPR Article 17, S1-42).
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import boto3
import pytest

from chalicelib import wiring
from chalicelib.adapters.file_bucket import KEPT, QUARANTINE
from chalicelib.domain.events import first_break
from chalicelib.domain.reference import CaseNumber
from chalicelib.entry.schedules import verify_chains
from infra.local.pump import schedule_event
from tests.aws import BUCKET as FILES
from tests.aws import everything_kept
from tests.builders import CHRISTMAS_EVE
from tests.journeys.desk import CONSIDERATIONS, HANDLER, OFFICE, PARTNER, PLAN, Desk, letter_for
from tests.journeys.in_process import BUCKET as MAILS
from tests.journeys.in_process import InProcess, town_in_process
from tests.journeys.stories.told import at, by_web
from tests.journeys.test_files import add, send
from tests.journeys.test_privacy import PERSONAL, everything_logged
from tests.journeys.town import Program, sign_in
from tests.raw_mails import file, mail, multipart, part
from tests.samples import a_pdf
from tests.visitor import ANSWERS, Visitor

CANARY = "Zephyrine"
"""A word that stands nowhere else."""
WORDS = (CANARY, "1957-03-27", *(word for word in PERSONAL if not word.isdigit()))


def with_canary(value: Any) -> Any:
    """The same, with the word in every text that people write; codes have no blanks in them."""
    if isinstance(value, str):
        return f"{value} {CANARY}" if " " in value else value
    if isinstance(value, Mapping):
        return {name: with_canary(each) for name, each in value.items()}
    return [with_canary(each) for each in value] if isinstance(value, list) else value


@dataclass
class WritingDesk(Desk):
    """A desk at which everything that is written holds the word."""

    def tries(self, command: str, by: str = "complaints.manager", **asked: Any) -> Any:
        return super().tries(command, by, **with_canary(asked))


def complaint_with_canary(town: InProcess) -> tuple[Visitor, str]:
    """A complaint whose every field holds the word."""
    own = {
        "name": {"title": CANARY, "first_name": CANARY, "last_name": f"{CANARY}-Example"},
        "contact": ANSWERS["contact"]
        | {"email": f"{CANARY}@patients.example", "address": f"1 {CANARY} Road"},
        "support": {"interpreter": CANARY, "other_language": "", "support": CANARY},
        "how": {"handling_preferences": f"With {CANARY}"},
    }
    visitor = Visitor(town.browser)
    visitor.answer(with_canary(ANSWERS) | own)
    seen = visitor.post("/complain/check")
    return visitor, seen.path.split("/")[2].partition("-")[2]


@pytest.fixture
def town() -> Iterator[InProcess]:
    with town_in_process(CHRISTMAS_EVE) as made:
        yield made


def withdrawn_case(town: InProcess) -> WritingDesk:
    """A complaint that ended early."""
    _, number = complaint_with_canary(town)
    desk = WritingDesk(town, f"/api/cases/WLP-{number}")
    desk.does("withdrawal", in_writing=True, text="She does not want it any more")
    town.carry()
    return desk


def closed_case(town: InProcess) -> tuple[WritingDesk, str]:
    """A complaint from its receipt to its end, with files and mails, all full of the word."""
    _, number = complaint_with_canary(town)
    desk = WritingDesk(town, f"/api/cases/WLP-{number}")
    desk.does("acknowledgement", how="email", offered=["telephone"], words="We are sorry for that")
    grace = sign_in(town, "complaints.manager")
    add(town, grace, f"/staff/cases/WLP-{number}", a_pdf(f"The clinic writes to {CANARY}"))
    about, one = f"{CANARY} WLP/{number}", file(a_pdf(f"About {CANARY}"), f"{CANARY} one.pdf")
    town.arrives(multipart(part(f"I am {CANARY}"), one, subject=about))
    town.arrives(mail(subject=about, body=f"{CANARY} again"))
    for key in waiting_files():
        send(town, key, body_of(FILES, key))
    desk.version = 0
    desk.does("notes", text=f"She is called {CANARY}, she says")
    desk.assessed(3, "The result was lost")
    desk.does("plan", **PLAN, investigate_by="2027-01-22", respond_by="2027-02-04", partner=PARTNER)
    desk.does("plan-answer", answer="accepted")
    desk.does("commissioner-check", has="not", text="They were asked")
    desk.does("investigation", text="We begin with the record")
    desk.does("staff-concerned", name="Dr A", concerned="staff_subject")
    desk.does("fair-treatment", person="1", done=["letter_shown", "support_offered"])
    desk.does("interview", person="1", kind="interview", text="I had not seen it")
    desk.does("finding", issue="1", finding="upheld", reasons="The record shows it")
    desk.does("considerations", **CONSIDERATIONS, text="Nothing more is needed")
    desk.does("findings", text="It is upheld")
    desk.does("sharing", people=["1"], text="They agree")
    at(town, date(2027, 2, 3), 10)
    desk.does("letter-draft", **letter_for(desk.case["issues"]))
    desk.does("letter", second_reader=OFFICE)
    desk.does("approval", role="complaints_manager")
    desk.does("approval", PARTNER, role="partner")
    desk.does("response", sent_by="email", signed_as="partner")
    at(town, date(2027, 2, 9), 12)
    desk.does("minutes", minute="2027-02/4")
    desk.does("assignment", handler=HANDLER)
    assert desk.does("closure")["state"] == "closed"
    town.carry()
    return desk, number


def test_a_word_in_every_field_file_and_mail_is_nowhere_after_the_case_is_erased(town: InProcess):
    with everything_logged() as log:
        desk, number = closed_case(town)
        assert CANARY.casefold() in whole_table()
        kept = len([key for key in objects(FILES) if key.startswith(KEPT)])
        assert kept >= 2
        assert len(objects(MAILS)) == 2

        desk.version = 0
        asked = {"wants": "copy", "identity_known": True, "text": "All of it, please"}
        desk.does("subject-request", **asked)
        desk.does("copy", request="1")
        town.carry()
        desk.version = 0
        desk.does("erasure", ground="not_needed", sure=True)
        town.carry()

    assert [word for word in WORDS if word.casefold() in whole_table()] == []
    assert (objects(FILES), objects(MAILS)) == ([], [])
    assert CANARY.casefold() not in log.getvalue().casefold()
    (done,) = [e for e in timeline(desk) if e["type"] == "erasure.done"]
    counts = done["facts"]
    assert (counts["people"], counts["files"]) == (1, kept + 1)
    assert (counts["mails"], counts["mails_of_others"]) == (2, 0)
    assert counts["texts"] > 20
    stored = wiring.world().ports.cases.load(CaseNumber(number))
    assert first_break(stored.events, stored.case.head) is None


def test_a_case_that_was_erased_by_law_is_neither_gone_nor_broken_for_the_verification(town: InProcess):
    desk = withdrawn_case(town)
    assert verify_chains(schedule_event(), None) == {"checked": 1, "broken": 0, "gone": 0}
    town.clock.forward(timedelta(days=1))

    desk.does("erasure", ground="unlawful", sure=True)
    town.carry()

    assert verify_chains(schedule_event(), None) == {"checked": 1, "broken": 0, "gone": 0}


def test_everything_that_reads_a_case_still_reads_one_that_was_erased(town: InProcess):
    desk = withdrawn_case(town)
    desk.does("erasure", ground="unlawful", sure=True)
    town.carry()
    grace = sign_in(town, "complaints.manager")

    page = grace.get(desk.href.replace("/api", "/staff"))
    assert page.status == 200
    assert "Removed, as the person asked or the law requires" in page.text
    assert "Everything personal was erased" in page.text
    for more in ("/timeline", "/documents", "/erasures"):
        status, _ = desk.program("complaints.manager").get(desk.href + more)
        assert status == 200, more
    certificate = grace.get(desk.href.replace("/api", "/staff") + "/erasures").text
    assert "We should not have it" in certificate
    assert "Gone from the backups Thursday 28 January 2027" in certificate
    assert desk.case["state"] == "withdrawn"
    assert desk.deadline("RETENTION")["stopped_at"] is not None


def test_mail_in_no_case_from_their_address_goes_too_and_what_waits_is_decided_about_first(
    town: InProcess,
):
    """UK GDPR Article 17; what waits may be a new complaint (docs/decisions/0089)."""
    desk = withdrawn_case(town)
    asked = {"ground": "not_needed", "sure": True}
    theirs = f"{CANARY}@patients.example"
    about = town.arrives(mail("One more thing", f"I am {CANARY}", sender=theirs))
    assert "waits in the inbox. Say where it belongs first" in str(desk.refused("erasure", **asked))
    assert desk.program("complaints.manager").post(f"/api/inbox/{about}/spam", {})[0] == 200

    desk.does("erasure", **asked)
    town.carry()

    assert CANARY.casefold() not in whole_table()
    assert objects(MAILS) == []
    (done,) = [e for e in timeline(desk) if e["type"] == "erasure.done"]
    assert (done["facts"]["mails_put_away"], done["facts"]["mails_waiting"]) == (1, 0)
    grace = sign_in(town, "complaints.manager")
    certificate = grace.get(desk.href.replace("/api", "/staff") + "/erasures").text
    assert "Mails from their addresses that were in no case and put away" in certificate


def test_the_case_of_somebody_else_loses_nothing(town: InProcess):
    desk = withdrawn_case(town)
    other = by_web(town)
    town.carry()
    before = other.case

    desk.does("erasure", ground="objection", sure=True)
    town.carry()

    assert other.case == before
    assert "verity-example" in whole_table()


def test_the_erased_person_is_found_by_nothing(town: InProcess):
    desk = withdrawn_case(town)
    program = Program(town).sign_in("complaints.manager")
    asked = {"sought": f"{CANARY} Example"}
    assert found(program, asked)

    desk.does("erasure", ground="not_needed", sure=True)
    town.carry()

    assert not found(program, asked)


def test_a_case_on_legal_hold_is_not_erased_even_if_the_hold_comes_after_the_order_s1_42(
    town: InProcess,
):
    desk = withdrawn_case(town)
    desk.does("legal-hold", text="A claim was announced")
    assert "legal hold" in desk.refused("erasure", ground="not_needed", sure=True)
    desk.does("legal-hold-end", text="It was settled now")

    # The stream has not come to the order yet when somebody places the case on hold.
    desk.does("erasure", ground="not_needed", sure=True)
    desk.does("legal-hold", text="Another claim was announced")
    town.carry()

    assert CANARY.casefold() in whole_table()
    assert "erasure.done" not in [each["type"] for each in timeline(desk)]


def test_an_order_that_was_cut_short_is_carried_out_again_and_certified_once(
    town: InProcess,
):
    """Some of it is gone already, and the stream tells of the order twice."""
    desk = withdrawn_case(town)
    desk.does("erasure", ground="not_needed", sure=True)
    number = CaseNumber(desk.href.rpartition("-")[2])
    wiring.world().ports.cases.erase_texts(number, [1])

    town.carry()

    assert CANARY.casefold() not in whole_table()
    assert [e["type"] for e in timeline(desk)].count("erasure.done") == 1


def timeline(desk: Desk) -> list[dict[str, Any]]:
    return list(desk.program("complaints.manager").get(f"{desk.href}/timeline")[1]["items"])


def found(program: Program, asked: dict[str, str]) -> list[Any]:
    status, answer = program.post("/api/cases/search", asked)
    assert status == 200, answer
    return list(answer["items"])


def whole_table() -> str:
    """Every item of the table, as text in small letters."""
    return json.dumps(everything_kept(), default=str).casefold()


def objects(bucket: str) -> list[str]:
    """The key of everything that a bucket holds in any version, deleted or not."""
    answer = boto3.client("s3").list_object_versions(Bucket=bucket)
    return sorted({each["Key"] for each in answer.get("Versions", ())})


def waiting_files() -> list[str]:
    """The files of mails, which wait in quarantine for somebody to tell of them."""
    answer = boto3.client("s3").list_objects_v2(Bucket=FILES, Prefix=QUARANTINE)
    return [each["Key"] for each in answer.get("Contents", ())]


def body_of(bucket: str, key: str) -> bytes:
    content: bytes = boto3.client("s3").get_object(Bucket=bucket, Key=key)["Body"].read()
    return content
