"""The documents of a case at the doors: adding, seeing, opening, deciding, by hand and by program."""

from __future__ import annotations

import html
import json
import re
from dataclasses import replace

import pytest
from chalice.test import Client

from chalicelib.application.ask_for_file import Wanted, ask_for_case
from chalicelib.application.check_file import check_file
from chalicelib.domain.documents.kinds import DocumentState
from chalicelib.domain.documents.reading import Document, documents_of
from chalicelib.domain.events import EventType
from chalicelib.domain.identifiers import OrganisationId
from chalicelib.domain.reference import Reference
from tests.builders import MANAGER, a_member_of_staff
from tests.entry.visitors import Browser, Program, said, version_of
from tests.fakes import FakeWorld
from tests.samples import EICAR, a_jpeg, a_pdf

HELD = a_pdf("NHS number 943 476 5919")


def with_file(world: FakeWorld, reference: Reference, content: bytes) -> str:
    """A file of the case that has arrived and was checked."""
    wanted = Wanted("Letter from the clinic")
    asked = ask_for_case(wanted, reference, MANAGER, world.ports, back="")
    world.bucket.put(asked.upload.id, content)
    check_file(asked.upload.id, world.ports)
    return asked.upload.id


def documents(world: FakeWorld, reference: Reference) -> tuple[Document, ...]:
    return documents_of(world.cases.load(reference.number).events)


def case_of(reference: Reference) -> str:
    return f"/staff/cases/{reference.in_url}"


def test_the_page_asks_what_the_file_is_before_it_asks_for_the_file(
    manager: Browser, reference: Reference
):
    page = manager.get(f"{case_of(reference)}/documents/new")

    assert page.status_code == 200
    assert "What is it?" in said(page)
    assert 'type="file"' not in page.body.decode()


@pytest.mark.parametrize("title", ["IMG_1234.jpg", "scan001.pdf", "untitled", ""])
def test_a_name_that_says_nothing_gets_422_and_a_hint_beside_the_field_s0_15(
    manager: Browser, program: Program, reference: Reference, title: str
):
    page = manager.post(f"{case_of(reference)}/documents/new", title=title, purpose="document")
    answer = program.post(f"/api/cases/{reference.in_url}/documents", {"title": title})

    assert (page.status_code, answer.status_code) == (422, 422)
    assert 'id="title-error"' in page.body.decode()
    assert f'value="{title}"' in page.body.decode()
    assert answer.json_body["errors"][0]["field"] == "title"


def test_the_form_sends_the_file_to_the_store_and_comes_back_to_the_case(
    manager: Browser, reference: Reference
):
    title = "Reply of the nurse"
    page = manager.post(f"{case_of(reference)}/documents/new", title=title, purpose="document")
    body = page.body.decode()

    assert 'action="https://files.test/" enctype="multipart/form-data"' in body
    assert re.search(r'name="key" value="quarantine/01D\d+"', body)
    back = f'name="success_action_redirect" value="http://candour.test{case_of(reference)}?done=file"'
    assert back in body
    for_scripts = json.loads(html.unescape(re.findall(r'data-send="([^"]*)"', body)[0]))
    assert for_scripts["success_action_status"] == "201"
    # What is not in front of the file is not read by the store.
    assert body.index('name="key"') < body.index('type="file"')


def test_pages_may_send_to_the_store_of_files_and_to_nobody_else(
    manager: Browser, reference: Reference
):
    policy = manager.get(case_of(reference)).headers["Content-Security-Policy"]

    assert "form-action 'self' https://files.test;" in policy
    assert "connect-src 'self' https://files.test;" in policy


def test_coming_back_says_that_the_file_is_being_checked(manager: Browser, reference: Reference):
    page = manager.get(f"{case_of(reference)}?done=file&bucket=b&key=quarantine%2F01D&etag=x")

    assert "The file is here. It is being checked" in said(page)


def test_the_case_shows_what_was_found_where_and_who_decides_s0_16(
    manager: Browser, world: FakeWorld, reference: Reference
):
    with_file(world, reference, HELD)

    page = said(manager.get(case_of(reference)))

    assert "Held until somebody has looked" in page
    assert "It shows an NHS number, on page 1." in page
    assert "943" not in page


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (EICAR, "It has a virus in it"),
        (b"", "There is nothing in it"),
        (a_jpeg(make="Apple"), "It is a photo. A photo of a paper is hard to read"),
        (b"MZ" + bytes(50), "We cannot open this kind of file"),
        (bytes(25_000_001), "It is too large"),
    ],
)
def test_a_blocked_file_says_why_and_what_to_do_and_has_no_button(
    manager: Browser, world: FakeWorld, reference: Reference, content: bytes, words: str
):
    document = with_file(world, reference, content)

    page = manager.get(case_of(reference))
    pressed = manager.post(f"{case_of(reference)}/documents/{document}/opening")

    assert words in said(page)
    assert "/opening" not in page.body.decode()
    assert pressed.status_code == 409
    assert "blocked" in said(pressed)


def test_opening_goes_to_the_store_for_a_minute_and_stands_on_the_timeline(
    manager: Browser, world: FakeWorld, reference: Reference
):
    document = with_file(world, reference, a_pdf())

    answer = manager.post(f"{case_of(reference)}/documents/{document}/opening")

    assert answer.status_code == 303
    assert answer.headers["Location"].startswith("https://files.test/kept/")
    assert world.cases.load(reference.number).events[-1].type is EventType.DOCUMENT_OPENED
    page = said(manager.get(case_of(reference)))
    assert "Document opened" in page
    assert "opened once" in page


def test_an_opening_without_the_forms_token_is_refused(
    app_client: Client, world: FakeWorld, reference: Reference
):
    document = with_file(world, reference, a_pdf())
    path = f"{case_of(reference)}/documents/{document}/opening"
    headers = {
        "Content-Type": "application/x-www-form-urlencoded",
        "Cookie": "session=complaints.manager",
    }

    assert app_client.http.post(path, headers=headers, body=b"").status_code == 403
    assert documents(world, reference)[0].opened == 0


def test_a_role_that_does_not_decide_opens_what_is_safe_and_nothing_that_is_held(
    app_client: Client, world: FakeWorld, reference: Reference
):
    partner = Browser(app_client, "partner")
    safe, held = with_file(world, reference, a_pdf()), with_file(world, reference, HELD)

    page = partner.get(case_of(reference)).body.decode()
    opened = partner.post(f"{case_of(reference)}/documents/{safe}/opening")
    refused = partner.post(f"{case_of(reference)}/documents/{held}/opening")

    assert f"{safe}/opening" in page
    assert f"{held}/opening" not in page
    assert (opened.status_code, refused.status_code) == (303, 403)
    assert "Complaints manager" in said(refused)


def test_a_handler_allows_a_held_document_with_a_reason_s0_16(
    manager: Browser, world: FakeWorld, reference: Reference
):
    document = with_file(world, reference, HELD)
    asked = {"document": document, "verdict": "allow", "version": version_of(world, reference)}

    refused = manager.post(f"{case_of(reference)}/do/document-decision", **asked, why="")
    manager.post(f"{case_of(reference)}/do/document-decision", **asked, why="It is her own letter")

    assert refused.status_code == 422
    assert documents(world, reference)[0].state is DocumentState.SAFE
    page = said(manager.get(case_of(reference)))
    assert "A handler allowed it" in page
    assert "It is her own letter" in page


def test_a_deleted_document_has_no_bytes_any_more_and_its_record_stays(
    program: Program, world: FakeWorld, reference: Reference
):
    from chalicelib.application.changes import Changed, take_up

    document = with_file(world, reference, a_pdf())
    answer = program.post(
        f"/api/cases/{reference.in_url}/document-decision",
        {
            "document": document,
            "verdict": "delete",
            "why": "A redacted copy is here",
            "version": version_of(world, reference),
        },
    )
    take_up(
        Changed(document=document, happened=EventType.DOCUMENT_DISCARDED),  # type: ignore[arg-type]
        world.ports,
    )

    assert answer.status_code == 200
    assert document not in world.bucket.kept
    listed = program.get(f"/api/cases/{reference.in_url}/documents").json_body["items"]
    assert [each["state"] for each in listed] == ["discarded"]


def test_a_program_adds_lists_and_opens_a_document(
    program: Program, world: FakeWorld, reference: Reference
):
    path = f"/api/cases/{reference.in_url}/documents"
    added = program.post(path, {"title": "Reply of the nurse"})
    document = added.json_body["document"]
    world.bucket.put(document, a_pdf())
    check_file(document, world.ports)

    (listed,) = program.get(path).json_body["items"]
    opened = program.post(f"{path}/{document}/opening", {})

    assert added.status_code == 201
    assert added.json_body["fields"]["success_action_status"] == "201"
    assert (listed["document"], listed["state"]) == (document, "safe")
    assert listed["title"] == "Reply of the nurse"
    assert opened.json_body["url"].startswith("https://files.test/kept/")


def test_a_document_of_another_case_or_organisation_is_not_there(
    app_client: Client, program: Program, world: FakeWorld, reference: Reference
):
    document = with_file(world, reference, a_pdf())
    stranger = replace(
        a_member_of_staff("Sam Stranger", id="sam"), organisation=OrganisationId("medical-defence")
    )
    world.directory.enrol(stranger)
    world.sign_in.enrol(stranger)
    path = f"/api/cases/{reference.in_url}/documents"

    foreign = Program(app_client, "sam").post(f"{path}/{document}/opening", {})
    missing = program.post(f"{path}/01DNOTHING/opening", {})

    assert foreign.status_code in (403, 404)
    assert missing.status_code == 404


def test_titles_of_any_script_are_shown_as_they_are_and_run_nothing(
    manager: Browser, world: FakeWorld, reference: Reference
):
    for title in ("رسالة من العيادة", "<script>alert(1)</script> home", "x\u202egpj.exe letter home"):
        asked = ask_for_case(Wanted(title), reference, MANAGER, world.ports, back="")
        world.bucket.put(asked.upload.id, a_pdf())
        check_file(asked.upload.id, world.ports)

    page = manager.get(case_of(reference)).body.decode()

    assert "<bdi>رسالة من العيادة</bdi>" in page
    assert "<script>alert" not in page
    assert "\u202e" not in page
