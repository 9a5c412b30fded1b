"""What a file is called, whether it may be opened, and what becomes of it on its case."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from chalicelib.domain.case import CaseFile
from chalicelib.domain.documents.deeds import (
    DocumentVerdict,
    Verdict,
    decide_document,
    open_document,
    receive_document,
    require_room,
    settle_document,
)
from chalicelib.domain.documents.judgement import (
    ImagePolicy,
    Judgement,
    Looked,
    Place,
    judge,
    limits_of,
)
from chalicelib.domain.documents.kinds import (
    BLOCKING,
    HOLDING,
    ONLY_SAID,
    DocumentState,
    Finding,
    MediaType,
    Purpose,
)
from chalicelib.domain.documents.reading import Document, documents_of
from chalicelib.domain.documents.titles import (
    LONGEST_TITLE,
    SAY_WHAT_IT_IS,
    SAYS_NOTHING,
    clean_title,
    fault_of_title,
)
from chalicelib.domain.documents.uploads import Owner, Upload, finished
from chalicelib.domain.errors import CannotBeKnown, Invalid, NotFound, RuleBroken
from chalicelib.domain.events import PUBLIC, first_break
from chalicelib.domain.identifiers import DocumentId
from chalicelib.domain.messages import MessageKind
from tests.builders import CHRISTMAS_EVE, PRACTICE, TERMS, a_file, a_receipt, an_intake, an_occasion

LIMITS = limits_of(TERMS.pack)
LETTER = Looked(size=9_000, media_type=MediaType.PDF)


def judged(looked: Looked, purpose: Purpose = Purpose.DOCUMENT, **given: Any) -> Judgement:
    limits = replace(LIMITS, **given.pop("limits", {}))
    return judge(looked, purpose, limits, from_staff=given.pop("from_staff", False))


def an_upload(document: str = "D1", **given: Any) -> Upload:
    default = Upload(
        id=DocumentId(document),
        owner=Owner(draft="draft"),
        organisation=PRACTICE.id,
        title="Letter from the clinic",
        purpose=Purpose.DOCUMENT,
        by=PUBLIC,
        asked_at=CHRISTMAS_EVE,
    )
    return replace(default, **given)


def checked(upload: Upload, looked: Looked = LETTER) -> Upload:
    judgement = judge(looked, upload.purpose, LIMITS, from_staff=False)
    return finished(upload, judgement, version="v1")


def with_document(looked: Looked | None = LETTER) -> CaseFile:
    upload = an_upload()
    file = receive_document(a_file(), upload, terms=TERMS, occasion=an_occasion()).file
    if looked is None:
        return file
    settled = settle_document(file, checked(upload, looked), terms=TERMS, occasion=an_occasion())
    assert settled is not None
    return settled.file


def only_document(file: CaseFile) -> Document:
    (document,) = documents_of(file.events)
    return document


HELD = replace(LETTER, found=(Place(Finding.NHS_NUMBER, 2),))


@pytest.mark.parametrize(
    "title",
    [
        "IMG_1234.jpg", "scan001.pdf", "untitled", "document.docx", "Document (3)", "DSC00017", "image",
        "WhatsApp Image 2026-05-01 at 10.22.33.jpeg", "20260501_102233.heic", "1.pdf", "New Document",
        "CamScanner 05-01-2026", "final copy", "-", "📷", "Scanned page 2", "Letter.pdf",
    ],
)  # fmt: skip
def test_a_title_that_says_nothing_is_asked_for_again_s0_15(title: str):
    assert fault_of_title(clean_title(title)) in (SAY_WHAT_IT_IS, SAYS_NOTHING)


@pytest.mark.parametrize(
    "title",
    [
        "patient response letter", "Letter from Dr Example, 3 May", "Blood test results.pdf",
        "ليتر من الطبيب", "Brief der Praxis", "My notes about the call", "Photo of the rash on day 2",
    ],
)  # fmt: skip
def test_a_title_that_says_what_it_is_is_taken_s0_15(title: str):
    assert fault_of_title(clean_title(title)) == ""


@pytest.mark.parametrize(
    ("typed", "cleaned"),
    [
        ("annual\u202efdp.exe", "annualfdp.exe"),
        ("  a\tletter\r\nfrom\x00 \x07home ", "a letter from home"),
        ("Cafe\u0301 bill", "Café bill"),
        ("x" * 500, "x" * 500),
    ],
)
def test_a_title_keeps_what_can_be_seen_and_nothing_else(typed: str, cleaned: str):
    assert clean_title(typed) == cleaned


def test_a_title_has_an_end():
    assert f"{LONGEST_TITLE} characters" in fault_of_title("long " * 100)
    assert fault_of_title("a" * LONGEST_TITLE) == ""


def test_every_finding_blocks_holds_or_is_only_said():
    assert set(Finding) == BLOCKING | HOLDING | ONLY_SAID
    assert not BLOCKING & HOLDING


@pytest.mark.parametrize("finding", sorted(BLOCKING))
def test_a_file_with_anything_that_blocks_is_never_opened(finding: Finding):
    assert judged(replace(LETTER, problems=frozenset({finding}))).state is DocumentState.BLOCKED


@pytest.mark.parametrize(
    ("size", "finding"), [(0, Finding.EMPTY), (30_000_000, Finding.TOO_LARGE)], ids=["empty", "30 MB"]
)
def test_a_file_of_no_size_or_too_large_is_blocked_and_told_so(size: int, finding: Finding):
    assert judged(Looked(size)).findings[0] is finding


def test_a_file_of_exactly_the_limit_is_taken():
    assert judged(replace(LETTER, size=LIMITS.largest)).state is DocumentState.SAFE
    assert judged(replace(LETTER, size=LIMITS.largest + 1)).state is DocumentState.BLOCKED


def test_a_file_of_no_kind_that_we_know_is_blocked():
    assert judged(Looked(10)).findings == (Finding.TYPE_NOT_TAKEN,)


@pytest.mark.parametrize("kind", [MediaType.JPEG, MediaType.PNG, MediaType.HEIC])
def test_a_picture_of_a_document_is_refused_whoever_sends_it_s0_17(kind: MediaType):
    for from_staff in (True, False):
        outcome = judged(Looked(10, kind), from_staff=from_staff)
        assert outcome.findings == (Finding.IMAGE_OF_DOCUMENT,)


@pytest.mark.parametrize("purpose", [Purpose.CLINICAL_PHOTOGRAPH, Purpose.ADJUSTMENT])
def test_a_picture_that_somebody_needs_to_send_waits_for_a_handlers_word_c_18(purpose: Purpose):
    picture = Looked(10, MediaType.JPEG)

    assert judged(picture, purpose).state is DocumentState.HELD
    assert judged(picture, purpose, from_staff=True).state is DocumentState.SAFE


def test_an_organisation_that_takes_no_pictures_takes_none_for_any_purpose_s0_17():
    outcome = judged(
        Looked(10, MediaType.JPEG), Purpose.ADJUSTMENT, limits={"images": ImagePolicy.DENY}
    )

    assert outcome.state is DocumentState.BLOCKED


def test_a_picture_that_says_where_it_was_taken_waits():
    outcome = judged(
        Looked(10, MediaType.JPEG, located=True), Purpose.CLINICAL_PHOTOGRAPH, from_staff=True
    )

    assert outcome.findings == (Finding.LOCATION,)


def test_a_document_with_an_nhs_number_is_held_and_the_page_is_told_s0_16():
    outcome = judged(HELD)

    assert outcome.state is DocumentState.HELD
    assert outcome.places == (Place(Finding.NHS_NUMBER, 2),)


def test_only_the_identifiers_of_the_pack_hold_a_document():
    found = (Place(Finding.POSTCODE, 1), Place(Finding.PATIENT_NAME, 1))
    only_names = {"identifiers": frozenset({Finding.PATIENT_NAME})}

    assert judged(replace(LETTER, found=found), limits=only_names).findings == (Finding.PATIENT_NAME,)


def test_a_scan_without_text_is_safe_and_says_that_nobody_searched_it():
    outcome = judged(replace(LETTER, problems=frozenset({Finding.NO_TEXT})))

    assert (outcome.state, outcome.findings) == (DocumentState.SAFE, (Finding.NO_TEXT,))


def test_a_pack_that_says_nothing_of_files_takes_none():
    with pytest.raises(CannotBeKnown):
        limits_of(replace(TERMS.pack, settings={}))


def test_a_document_is_being_checked_until_the_check_has_ended():
    assert only_document(with_document(None)).state is DocumentState.CHECKING
    assert only_document(with_document()).state is DocumentState.SAFE


def test_a_file_that_came_with_the_form_is_on_the_case_from_its_first_moment():
    intake = replace(an_intake(), uploads=(checked(an_upload("D1")), an_upload("D2")))

    first, second = documents_of(a_receipt(intake).file.events)

    assert (first.state, second.state) == (DocumentState.SAFE, DocumentState.CHECKING)
    assert first.title == "Letter from the clinic"


def test_what_the_chain_holds_of_a_document_names_nobody():
    file = with_document(HELD)
    facts = str([event.facts for event in file.events[1:]])

    assert "Letter" not in facts
    assert first_break(file.events, file.case.head) is None


def test_a_document_is_received_and_settled_only_once():
    file = with_document()

    assert receive_document(file, an_upload(), terms=TERMS, occasion=an_occasion()) is None
    assert settle_document(file, checked(an_upload()), terms=TERMS, occasion=an_occasion()) is None


def test_a_document_that_was_stopped_is_told_to_whoever_decides_and_a_safe_one_to_nobody():
    stopped, safe = with_document(HELD), with_document()

    assert MessageKind.DOCUMENT_STOPPED in {message.kind for message in stopped.messages}
    assert MessageKind.DOCUMENT_STOPPED not in {message.kind for message in safe.messages}


@pytest.mark.parametrize("looked", [None, Looked(0)], ids=["still checked", "blocked"])
def test_nothing_is_opened_before_it_is_safe(looked: Looked | None):
    with pytest.raises(RuleBroken):
        open_document(with_document(looked), "D1", terms=TERMS, occasion=an_occasion())


def test_each_opening_is_counted_and_makes_nobody_elses_decision_stale():
    file = with_document()
    version = file.case.version

    opened = open_document(file, "D1", terms=TERMS, occasion=an_occasion()).file

    assert only_document(opened).opened == 1
    assert opened.done_by_people_since(version) == ()


def decided(file: CaseFile, verdict: Verdict, why: str = "It is her own letter") -> CaseFile:
    asked = DocumentVerdict("D1", verdict, why)
    return decide_document(file, asked, terms=TERMS, occasion=an_occasion()).file


def test_a_held_document_is_allowed_with_a_reason_that_is_kept_s0_16():
    file = with_document(HELD)

    with pytest.raises(Invalid):
        decided(file, Verdict.ALLOW, why=" ")
    after = decided(file, Verdict.ALLOW)

    assert only_document(after).state is DocumentState.SAFE
    assert only_document(after).released
    sealed = after.events[-1].sealed
    assert sealed is not None
    assert sealed.content["text"] == "It is her own letter"


@pytest.mark.parametrize("looked", [LETTER, Looked(0)], ids=["safe", "blocked"])
def test_only_a_document_that_waits_can_be_allowed(looked: Looked):
    with pytest.raises(RuleBroken):
        decided(with_document(looked), Verdict.ALLOW)


def test_a_blocked_document_is_not_here_to_be_deleted():
    with pytest.raises(RuleBroken, match="not kept it"):
        decided(with_document(Looked(0)), Verdict.DELETE)


def test_a_document_is_not_deleted_while_it_is_being_checked():
    with pytest.raises(RuleBroken, match="still being checked"):
        decided(with_document(None), Verdict.DELETE)


def test_a_deleted_document_leaves_its_record_and_cannot_be_opened_or_deleted_again():
    after = decided(with_document(HELD), Verdict.DELETE)

    assert only_document(after).state is DocumentState.DISCARDED
    with pytest.raises(RuleBroken, match="deleted"):
        open_document(after, "D1", terms=TERMS, occasion=an_occasion())
    with pytest.raises(RuleBroken, match="already"):
        decided(after, Verdict.DELETE)


def test_a_document_of_another_case_is_not_found():
    with pytest.raises(NotFound):
        open_document(with_document(), "D2", terms=TERMS, occasion=an_occasion())


def test_a_case_has_room_for_as_many_files_as_the_pack_says():
    uploads = tuple(an_upload(f"D{number:03}") for number in range(LIMITS.most_in_case))
    full = a_receipt(replace(an_intake(), uploads=uploads)).file

    with pytest.raises(RuleBroken, match="200 files"):
        require_room(full, TERMS)
    require_room(with_document(), TERMS)
