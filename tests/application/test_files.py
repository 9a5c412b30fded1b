"""A file's way from the form to the case, whichever of the two is first, and whatever goes wrong."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import timedelta

import pytest

from chalicelib.application.ask_for_file import Wanted, ask_for_case, ask_for_draft
from chalicelib.application.bring_in_file import bring_in_file
from chalicelib.application.changes import Changed, take_up
from chalicelib.application.check_file import check_file
from chalicelib.application.filing import Known, Quarantined, Verdict
from chalicelib.application.forget_files import forget_files_of, remove_from_draft
from chalicelib.application.open_case import open_case
from chalicelib.application.open_file import download_name, open_file
from chalicelib.application.ports import Ports
from chalicelib.application.settle_file import settle_named
from chalicelib.domain.documents.kinds import DocumentState, Finding, MediaType, Purpose
from chalicelib.domain.documents.reading import Document, documents_of
from chalicelib.domain.documents.uploads import Upload
from chalicelib.domain.errors import Invalid, NotAllowed, NotFound, RuleBroken
from chalicelib.domain.events import PUBLIC, EventType, system
from chalicelib.domain.reference import Reference
from tests.builders import HANDLER, MANAGER, PARTNER, PRACTICE, an_intake
from tests.fakes import FakeWorld
from tests.samples import EICAR, a_jpeg, a_pdf

DRAFT = "draft-of-asha"


def added(world: FakeWorld, content: bytes = b"", *, title: str = "Letter from the clinic") -> Upload:
    """A file of the draft, sent."""
    asked = ask_for_draft(Wanted(title), DRAFT, PRACTICE, world.ports, back="")
    world.bucket.put(asked.upload.id, content or a_pdf())
    return asked.upload


def submitted(world: FakeWorld) -> Reference:
    """The draft, sent with the files that have come."""
    uploads = world.uploads.of_draft(DRAFT)
    came = tuple(each for each in uploads if each.state is not DocumentState.AWAITED)
    intake = replace(an_intake(key=DRAFT), draft=DRAFT, uploads=came)
    return open_case(intake, organisation=PRACTICE, by=PUBLIC, ports=world.ports).reference


def a_case_with(world: FakeWorld, content: bytes = b"") -> tuple[Reference, str]:
    upload = added(world, content)
    check_file(upload.id, world.ports)
    return submitted(world), upload.id


def documents(world: FakeWorld, reference: Reference) -> tuple[Document, ...]:
    return documents_of(world.cases.load(reference.number).events)


def test_a_file_that_is_fine_is_kept_and_may_be_opened(world: FakeWorld):
    upload = added(world)

    assert check_file(upload.id, world.ports) is DocumentState.SAFE
    assert upload.id in world.bucket.kept
    assert upload.id not in world.bucket.quarantine


def test_a_harmful_file_is_blocked_and_its_bytes_go(world: FakeWorld):
    upload = added(world, a_pdf() + EICAR)

    assert check_file(upload.id, world.ports) is DocumentState.BLOCKED
    assert not world.bucket.kept
    assert not world.bucket.quarantine
    (seen,) = world.uploads.of_draft(DRAFT)
    assert seen.judgement.findings == (Finding.MALWARE,)


def test_the_name_of_the_person_on_the_form_holds_a_file_that_says_it_s0_16(world: FakeWorld):
    world.cases.drafts[DRAFT] = {"first_name": "Asha", "last_name": "Verity"}
    upload = added(world, a_pdf("Dear Asha Verity"))

    assert check_file(upload.id, world.ports) is DocumentState.HELD


def test_a_file_that_is_checked_before_the_form_is_sent_is_safe_on_the_new_case(world: FakeWorld):
    reference, _ = a_case_with(world)

    (document,) = documents(world, reference)
    assert document.state is DocumentState.SAFE


def test_a_file_that_is_checked_after_the_form_was_sent_becomes_safe_on_the_case(world: FakeWorld):
    upload = added(world)
    world.uploads.exchange(upload, replace(upload, state=DocumentState.CHECKING))
    reference = submitted(world)
    assert documents(world, reference)[0].state is DocumentState.CHECKING

    check_file(upload.id, world.ports)

    assert documents(world, reference)[0].state is DocumentState.SAFE


def test_a_check_that_ends_while_the_form_is_being_sent_is_found_by_the_stream(world: FakeWorld):
    upload = added(world)
    seen_before = replace(upload, state=DocumentState.CHECKING)
    check_file(upload.id, world.ports)
    intake = replace(an_intake(key=DRAFT), draft=DRAFT, uploads=(seen_before,))
    reference = open_case(intake, organisation=PRACTICE, by=PUBLIC, ports=world.ports).reference
    assert documents(world, reference)[0].state is DocumentState.CHECKING

    record = Changed(reference.number, document=upload.id, happened=EventType.DOCUMENT_RECEIVED)
    for _ in range(2):
        take_up(record, world.ports)

    assert documents(world, reference)[0].state is DocumentState.SAFE
    assert world.uploads.load(upload.id) is None


def test_a_file_that_arrives_after_the_form_was_sent_is_not_lost(world: FakeWorld):
    upload = added(world)
    reference = submitted(world)
    assert documents(world, reference) == ()

    check_file(upload.id, world.ports)

    assert [each.state for each in documents(world, reference)] == [DocumentState.SAFE]


def test_every_step_done_twice_is_done_once(world: FakeWorld):
    reference, document = a_case_with(world)
    for _ in range(2):
        check_file(document, world.ports)  # type: ignore[arg-type]
        settle_named(document, world.ports)  # type: ignore[arg-type]

    types = [event.type for event in world.cases.load(reference.number).events]
    assert types.count(EventType.DOCUMENT_RECEIVED) == 1
    assert types.count(EventType.DOCUMENT_CHECKED) == 1
    assert document in world.bucket.kept


def test_bytes_sent_again_with_the_same_form_never_replace_what_was_checked(world: FakeWorld):
    upload = added(world)
    check_file(upload.id, world.ports)
    kept = world.bucket.kept[upload.id]

    world.bucket.put(upload.id, EICAR)
    check_file(upload.id, world.ports)
    submitted(world)
    settle_named(upload.id, world.ports)
    world.bucket.put(upload.id, EICAR)
    check_file(upload.id, world.ports)

    assert world.bucket.kept[upload.id] == kept
    assert not world.bucket.quarantine


def test_bytes_that_nobody_asked_for_go(world: FakeWorld):
    from chalicelib.domain.identifiers import DocumentId

    stray = DocumentId("01STRAY")
    world.bucket.put(stray, a_pdf())

    assert check_file(stray, world.ports) is None
    assert not world.bucket.quarantine


@dataclass
class SlowScanner:
    """A scanner that says nothing until it is told what to say."""

    says: Verdict = Verdict.PENDING
    seen: list[Quarantined] = field(default_factory=list)

    def verdict(self, file: Quarantined) -> Verdict:
        self.seen.append(file)
        return self.says


def with_scanner(world: FakeWorld, scanner: SlowScanner) -> Ports:
    ports = world.ports
    return replace(ports, filing=replace(ports.filing, malware=scanner))


@pytest.mark.parametrize(
    ("says", "state"),
    [
        (Verdict.CLEAN, DocumentState.SAFE),
        (Verdict.INFECTED, DocumentState.BLOCKED),
        (Verdict.NOT_CHECKED, DocumentState.BLOCKED),
    ],
)
def test_a_file_stays_shut_until_the_scanner_has_spoken(
    world: FakeWorld, says: Verdict, state: DocumentState
):
    scanner = SlowScanner()
    ports, upload = with_scanner(world, scanner), added(world)

    assert check_file(upload.id, ports) is DocumentState.CHECKING
    assert not world.bucket.kept
    scanner.says = says

    assert check_file(upload.id, ports) is state


def test_a_file_too_large_is_refused_without_being_brought_here(world: FakeWorld):
    scanner = SlowScanner(Verdict.CLEAN)
    upload = added(world, bytes(25_000_001))

    assert check_file(upload.id, with_scanner(world, scanner)) is DocumentState.BLOCKED
    assert scanner.seen == []


def test_an_eleventh_file_is_refused_in_words(world: FakeWorld):
    for _ in range(10):
        added(world)

    with pytest.raises(RuleBroken, match="as many files"):
        added(world)


def test_forms_that_nobody_used_take_no_room_once_they_are_no_longer_good(world: FakeWorld):
    for _ in range(10):
        ask_for_draft(Wanted("Letter home"), DRAFT, PRACTICE, world.ports, back="")

    world.clock.forward(timedelta(minutes=31))

    assert added(world)


@pytest.mark.parametrize("title", ["scan001.pdf", "Results for 943 476 5919", "Born on 12/03/1957"])
def test_a_title_that_says_nothing_or_too_much_is_asked_for_again_s0_15_s0_16(
    world: FakeWorld, title: str
):
    with pytest.raises(Invalid) as refused:
        added(world, title=title)

    assert refused.value.faults[0].field == "title"
    assert not world.uploads.held


def test_a_purpose_that_we_do_not_know_is_refused(world: FakeWorld):
    with pytest.raises(Invalid):
        ask_for_draft(Wanted("A letter home", "poem"), DRAFT, PRACTICE, world.ports, back="")


def test_a_file_is_taken_back_by_whoever_added_it_and_by_nobody_else(world: FakeWorld):
    upload = added(world)
    check_file(upload.id, world.ports)

    for stranger in ("", "another-draft"):
        with pytest.raises(NotFound):
            remove_from_draft(upload.id, stranger, world.ports)
    remove_from_draft(upload.id, DRAFT, world.ports)

    assert not world.bucket.kept
    assert not world.uploads.held


def test_the_files_of_an_abandoned_draft_go_with_it(world: FakeWorld):
    upload = added(world)
    check_file(upload.id, world.ports)

    for _ in range(2):
        take_up(Changed(draft_gone=DRAFT), world.ports)

    assert not world.bucket.kept
    assert not world.uploads.held


def test_the_files_of_a_draft_that_was_sent_stay(world: FakeWorld):
    _, document = a_case_with(world)

    forget_files_of(DRAFT, world.ports)

    assert document in world.bucket.kept
    with pytest.raises(NotFound):
        remove_from_draft(document, "another", world.ports)


def test_staff_add_a_file_to_a_case_and_it_bears_their_name(world: FakeWorld):
    reference, _ = a_case_with(world)
    asked = ask_for_case(Wanted("Reply of the nurse"), reference, MANAGER, world.ports, back="")
    world.bucket.put(asked.upload.id, a_pdf())

    check_file(asked.upload.id, world.ports)

    added_last = documents(world, reference)[-1]
    assert (added_last.by.id, added_last.state) == (MANAGER.id, DocumentState.SAFE)
    assert world.uploads.load(asked.upload.id) is None


def test_a_file_that_came_with_a_mail_goes_through_the_same_check(world: FakeWorld):
    reference, _ = a_case_with(world)
    for name, content in (("IMG_2041.jpg", a_jpeg(make="Apple")), ("\u202e", a_pdf())):
        document, by = world.ports.chance.document_id(), system("mail")
        for _ in range(2):
            bring_in_file(
                content, document, name=name, number=reference.number, by=by, ports=world.ports
            )
        check_file(document, world.ports)

    _, photo, letter = documents(world, reference)
    assert (photo.title, photo.state) == ("IMG_2041.jpg", DocumentState.BLOCKED)
    assert (letter.title, letter.state) == ("Attachment without a name", DocumentState.SAFE)


def test_opening_is_recorded_before_the_address_is_given(world: FakeWorld):
    reference, document = a_case_with(world)

    address = open_file(reference, document, PARTNER, world.ports)

    assert document in address
    last = world.cases.load(reference.number).events[-1]
    assert (last.type, last.by.id) == (EventType.DOCUMENT_OPENED, PARTNER.id)


def test_a_held_document_is_seen_only_by_those_who_decide_about_it_s0_16(world: FakeWorld):
    reference, document = a_case_with(world, a_pdf("NHS number 943 476 5919"))

    with pytest.raises(NotAllowed, match="Case handler"):
        open_file(reference, document, PARTNER, world.ports)
    assert open_file(reference, document, HANDLER, world.ports)


@pytest.mark.parametrize("content", [EICAR, a_jpeg(make="Apple")], ids=["harmful", "a photograph"])
def test_nobody_opens_a_blocked_document(world: FakeWorld, content: bytes):
    reference, document = a_case_with(world, content)

    with pytest.raises(RuleBroken, match="blocked"):
        open_file(reference, document, MANAGER, world.ports)


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Letter from the clinic", "Letter from the clinic.pdf"),
        ("Letter.PDF", "Letter.PDF"),
        ("letter.exe", "letter.exe.pdf"),
        ("../../etc/passwd", "-..-etc-passwd.pdf"),
        ('a "b" <c>|d:e?', "a -b- -c--d-e-.pdf"),
        ("ليتر", "ليتر.pdf"),
        ("...", "document.pdf"),
    ],
)
def test_a_saved_file_is_called_by_its_title_and_ends_in_what_it_is(
    world: FakeWorld, title: str, name: str
):
    document = Document(
        id="D1",  # type: ignore[arg-type]
        title=title,
        purpose=Purpose.DOCUMENT,
        by=PUBLIC,
        received_at=world.clock.now(),
        media_type=MediaType.PDF,
    )

    assert download_name(document) == name


def test_s0_17_a_photograph_that_says_where_it_was_taken_is_kept_without_the_place(world: FakeWorld):
    asked = ask_for_draft(
        Wanted("The rash on my arm", Purpose.CLINICAL_PHOTOGRAPH), DRAFT, PRACTICE, world.ports, back=""
    )
    located = a_jpeg(make="Apple", located=True)
    for _ in range(2):
        world.bucket.put(asked.upload.id, located)
        check_file(asked.upload.id, world.ports)
    (document,) = documents(world, submitted(world))

    assert Finding.LOCATION_REMOVED in document.findings
    assert Finding.LOCATION not in document.findings
    kept = world.bucket.kept[asked.upload.id]
    assert kept != located
    assert len(kept) == len(located)
    assert not world.filing.reader.look(kept, title="", known=Known()).located
