"""SC-12: the deadlines of a claim, with the exact hours of domain.md; and the regulator’s 28 days."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from typing import Any

from chalicelib.entry.schedules import tick
from infra.local.pump import schedule_event
from tests.builders import london
from tests.journeys.desk import A_CALL, MANAGER, Desk
from tests.journeys.in_process import InProcess, town_in_process
from tests.journeys.test_files import add
from tests.journeys.town import Program, complain, sign_in
from tests.samples import a_pdf

SCHEME, MEMBER, LEADER = "claims.handler", "member.contact", "claims.leader"
SECRETARY_OF_THE_MEMBER = "member.contact@beacon-indemnity"
ON_THE_PANEL, DEPUTY = "claims.handler@beacon-indemnity", "claims.leader@beacon-indemnity"
LETTER = {"kind": "letter_of_claim", "text": "From the solicitors, about the heel"}


@contextmanager
def a_claim(at: datetime, **told: Any) -> Iterator[tuple[InProcess, Desk]]:
    """A claim that was opened at this moment."""
    with town_in_process(at) as town:
        asked = {**A_CALL, "contact_type": "complaint", "received_via": "letter", "subject": "claim"}
        asked |= told
        program = Program(town).sign_in(SCHEME)
        status, case = program.post("/api/cases", asked, **{"Idempotency-Key": "SC-12"})
        assert status == 201, case
        yield town, Desk(town, case["href"], reader=SCHEME)


def strikes(town: InProcess, moment: datetime) -> None:
    """The clock shows this moment, and the tick ran."""
    town.clock.move_to(moment)
    tick(schedule_event(), None)
    town.carry()


def subjects(town: InProcess, address: str = SECRETARY_OF_THE_MEMBER) -> list[str]:
    return [mail.subject for mail in town.mails(address, "", expected=0)]


def told_of_document(town: InProcess, address: str) -> list[str]:
    """The first word or two of every mail about its 24 hours."""
    about = ("A case needs you", "Reminder", "Late", "Still late")
    said = (subject.split("] ")[1].split(":")[0] for subject in subjects(town, address))
    return [each for each in said if each in about]


def staff_page(desk: Desk) -> str:
    return f"/staff/cases/{desk.case['href'].rpartition('/')[2]}"


def reminded(town: InProcess) -> int:
    return sum("Reminder" in subject for subject in subjects(town))


def due(desk: Desk, clock: str) -> str:
    return str(desk.deadline(clock)["due"])


def due_at(desk: Desk, clock: str) -> datetime:
    return datetime.fromisoformat(desk.deadline(clock)["due_at"])


def test_sc_12_a_letter_of_claim_is_forwarded_within_24_hours_over_a_weekend():
    with a_claim(london(date(2026, 12, 18), 16, 40)) as (town, desk):
        desk.does("deadline-document", MEMBER, **LETTER)
        desk.does("deadline-document", MEMBER, kind="part36_offer", text="In the same envelope")

        assert due_at(desk, "FORWARD-24H:1") == london(date(2026, 12, 19), 16, 40)
        assert (due(desk, "PAP-ACK:1"), due(desk, "PAP-RESPONSE:1")) == ("2026-12-31", "2027-04-16")
        assert due(desk, "PART36:2") == "2027-01-08"
        assert any("A case needs you" in subject for subject in subjects(town))
        desk.does("forwarding", MEMBER, document="2", covering_letter=True, text="To the scheme")

        strikes(town, london(date(2026, 12, 18), 17, 41))
        assert reminded(town) == 1
        strikes(town, london(date(2026, 12, 19), 4, 41))
        assert reminded(town) == 2
        town.clock.move_to(london(date(2026, 12, 19), 11, 5))
        desk.does("forwarding", MEMBER, document="1", covering_letter=True, text="To the scheme")
        strikes(town, london(date(2026, 12, 19), 12, 41))
        assert reminded(town) == 2
        assert desk.deadline("FORWARD-24H:1")["late"] is False


def test_s1_36_all_who_are_on_call_hear_at_once_and_are_reminded_whoever_has_the_case():
    with a_claim(london(date(2026, 12, 18), 16, 40)) as (town, desk):
        desk.does("assignment", LEADER, handler=SCHEME)
        away = {"deputy": LEADER, "absences": [{"first": "2026-12-18", "last": "2026-12-20"}]}
        status, answer = desk.program(MEMBER).post("/api/arrangements", away)
        assert status == 200, answer
        desk.does("deadline-document", MEMBER, **LETTER)

        for day, hour in ((18, 17), (19, 4), (19, 12), (19, 16)):
            strikes(town, london(date(2026, 12, day), hour, 41))

        hours = ["A case needs you", "Reminder", "Reminder", "Reminder", "Late"]
        assert told_of_document(town, ON_THE_PANEL) == hours
        assert told_of_document(town, DEPUTY) == hours
        assert told_of_document(town, SECRETARY_OF_THE_MEMBER) == []
        desk.does("forwarding", MEMBER, document="1", covering_letter=True, text="To the scheme")
        strikes(town, london(date(2026, 12, 21), 9, 5))
        assert told_of_document(town, ON_THE_PANEL) == hours


def test_s1_36_after_an_outage_those_on_call_hear_with_the_rung_over_them():
    with a_claim(london(date(2026, 12, 18), 16, 40)) as (town, desk):
        desk.does("assignment", LEADER, handler=SCHEME)
        desk.does("deadline-document", MEMBER, **LETTER)

        strikes(town, london(date(2026, 12, 19), 18, 41))

        missed = ["A case needs you", "Still late"]
        assert told_of_document(town, SECRETARY_OF_THE_MEMBER) == missed
        assert told_of_document(town, ON_THE_PANEL) == missed
        assert told_of_document(town, DEPUTY) == ["Still late"]


def test_s1_36_without_its_covering_letter_the_hours_go_on_and_the_breach_is_told():
    with a_claim(london(date(2027, 3, 27), 10)) as (town, desk):
        desk.does("deadline-document", MEMBER, **LETTER)
        assert due_at(desk, "FORWARD-24H:1") == london(date(2027, 3, 28), 11)

        desk.does("forwarding", MEMBER, document="1", covering_letter=False, text="To the scheme")
        strikes(town, london(date(2027, 3, 28), 11, 1))

        assert desk.deadline("FORWARD-24H:1")["late"] is True
        assert any("Late" in subject for subject in subjects(town))


def test_the_letter_is_acknowledged_and_what_sets_a_date_itself_is_answered_by_it():
    with a_claim(london(date(2026, 12, 18), 16)) as (_, desk):
        desk.does("deadline-document", MEMBER, **LETTER)
        undated = {"kind": "court_notice", "text": "A hearing"}
        status, refused = desk.tries("deadline-document", MEMBER, **undated)
        desk.does("deadline-document", MEMBER, **undated, due="2027-02-10")

        assert (status, refused["errors"][0]["field"]) == (422, "due")
        assert due(desk, "OWN-DATE:2") == "2027-02-10"
        desk.does("document-acknowledgement", SCHEME, document="1", text="We have it")
        for document in ("1", "2"):
            desk.does("document-answer", SCHEME, document=document, text="Answered")
        for clock in ("PAP-ACK:1", "PAP-RESPONSE:1", "OWN-DATE:2"):
            assert desk.deadline(clock)["stopped_at"]


def test_s1_37_six_kinds_of_documents_are_asked_for_and_what_is_missing_is_chased():
    with a_claim(london(date(2026, 12, 18), 16)) as (town, desk):
        issued = {"due": "2027-01-15", "more": [{"text": "The rota of that week"}]}
        desk.does("checklist", SCHEME, **issued)
        assert "A list is out already" in desk.refused("checklist", SCHEME, **issued)
        file = add(town, sign_in(town, MEMBER), staff_page(desk), a_pdf("The report of the ward"))
        kinds = ("incident_reports", "key_staff", "complaint_files", "protocols", "more-1")
        for item in kinds:
            desk.does("checklist-answer", MEMBER, item=item, found="received", file=file)
        copies = {"item": "standard_disclosure", "found": "with_lawyers"}
        desk.does("checklist-answer", MEMBER, **copies, text="With the panel firm since Monday")

        strikes(town, london(date(2027, 1, 18), 9, 5))
        assert any("Late: was due on 15 January" in subject for subject in subjects(town))
        missing = {"item": "medical_records", "found": "not_held"}
        status, refused = desk.tries("checklist-answer", MEMBER, **missing)
        assert (status, refused["errors"][0]["field"]) == (422, "text")
        desk.does("checklist-answer", MEMBER, **missing, text="The hospital keeps the images")
        assert desk.deadline("CHECKLIST:1")["stopped_at"]


def test_s1_37_received_is_only_what_is_a_file_of_the_case_and_still_there():
    with a_claim(london(date(2026, 12, 18), 16)) as (town, desk):
        desk.does("checklist", SCHEME, due="2027-01-15")
        row = {"item": "key_staff", "found": "received"}
        member, form = sign_in(town, MEMBER), f"{staff_page(desk)}/do/checklist-answer"

        unseen = desk.tries("checklist-answer", MEMBER, **row, file="01K00000000000000000000009")
        unfounded = {**row, "version": desk.version, "text": "The names are on the ward"}
        typed = member.send(form, unfounded)
        file = add(town, member, staff_page(desk), a_pdf("Who was there"))
        recorded = member.send(form, {**row, "file": file, "version": desk.case["version"]})

        for page in (typed.text, unseen[1]["errors"][0]["message"]):
            assert "Choose the file. Add it to the case first" in page
        assert "The names are on the ward" in typed.html
        assert "The row is ticked off" in recorded.text
        assert "it is a file of this case, Letter from the clinic" in member.get(staff_page(desk)).text
        assert "Details of key staff" not in member.get(form).text
        again = desk.tries("checklist-answer", MEMBER, **row, file=file, version=desk.case["version"])
        assert again[1]["errors"][0]["field"] == "item"
        deleted = {"verdict": "delete", "document": file, "why": "It is another claim’s"}
        desk.does("document-decision", SCHEME, version=desk.case["version"], **deleted)
        assert "Details of key staff" in member.get(form).text


def test_s1_43_an_instruction_is_asked_for_and_reminded_until_it_is_given():
    with a_claim(london(date(2026, 12, 18), 16)) as (town, desk):
        asked = {"text": "Whether breach is admitted", "due": "2027-01-15"}
        desk.does("instruction-request", SCHEME, **asked)
        assert any("A case needs you" in subject for subject in subjects(town))
        assert "A case needs you" not in told_of_document(town, ON_THE_PANEL)
        strikes(town, london(date(2027, 1, 15), 9, 5))
        assert any("Reminder: due on 15 January" in subject for subject in subjects(town))

        refusal = desk.refused("instruction", LEADER, instruction="1", text="Yes")
        desk.does("instruction", MEMBER, instruction="1", text="Breach is admitted, causation is not")

        assert "Member’s contact" in refusal
        assert desk.deadline("INSTRUCTION:1")["stopped_at"]


def test_the_regulator_has_its_summary_within_28_days_of_the_day_after_its_request():
    with town_in_process(london(date(2026, 12, 7), 10)) as town:
        _, _, number = complain(town)
        desk = Desk(town, f"/api/cases/WLP-{number}")
        desk.does("regulator-question", text="The complaint, the response, every letter since")
        assert due(desk, "CQC28:1") == "2027-01-04"

        strikes(town, london(date(2027, 1, 4), 9, 5))
        mails = town.mails(f"{MANAGER}@willow-lane", number, expected=0)
        assert any("Reminder: due on 4 January" in mail.subject for mail in mails)
        strikes(town, london(date(2027, 1, 5), 9, 5))
        mails = town.mails(f"{MANAGER}@willow-lane", number, expected=0)
        assert any("Late: was due on 4 January" in mail.subject for mail in mails)
        desk.does("regulator-summary", request="1", text="Sent by secure mail")
        assert desk.deadline("CQC28:1")["stopped_at"]


def refused_elsewhere(desk: Desk, **asked: Any) -> str:
    return desk.refused("deadline-document", **asked)


def test_a_practice_has_no_claims_and_says_so():
    with town_in_process(london(date(2026, 12, 7), 10)) as town:
        _, _, number = complain(town)
        desk = Desk(town, f"/api/cases/WLP-{number}")

        assert "Your role does not allow this" in refused_elsewhere(desk, **LETTER)
