"""What every store of files and every list of files on their way promises: the real ones, and those of
the tests.
"""

from __future__ import annotations

import json
from base64 import b64decode
from dataclasses import replace
from typing import Any
from urllib.parse import parse_qs, urlsplit

import boto3
import pytest

from chalicelib.adapters.file_bucket import KEPT, QUARANTINE, FileBucket, disposition
from chalicelib.adapters.malware import EICAR, SCAN_TAG, LaptopCheck, ScannerTag
from chalicelib.adapters.table import Table
from chalicelib.adapters.upload_table import UploadTable
from chalicelib.application.filing import Arrived, FileStore, Quarantined, UploadStore, Verdict
from chalicelib.domain.documents.uploads import Owner, Upload, arrived
from chalicelib.domain.errors import Unavailable
from chalicelib.domain.identifiers import DocumentId
from chalicelib.domain.reference import CaseNumber
from tests.aws import BUCKET, ENDPOINT, make_bucket
from tests.domain.test_documents import an_upload, checked
from tests.fake_files import FakeFiles, FakeUploads
from tests.fakes import FakeClock
from tests.samples import EICAR as TEST_FILE

ONE, TWO = DocumentId("01D1"), DocumentId("01D2")


@pytest.fixture(params=["bucket", "fake"])
def files(request: pytest.FixtureRequest) -> FileStore:
    if request.param == "fake":
        return FakeFiles()
    request.getfixturevalue("aws")
    make_bucket()
    return FileBucket(BUCKET, ENDPOINT)


@pytest.fixture(params=["table", "fake"])
def uploads(request: pytest.FixtureRequest) -> UploadStore:
    if request.param == "fake":
        return FakeUploads()
    store: Table = request.getfixturevalue("table")
    return UploadTable(store, FakeClock())


def bytes_at(files: FileStore, document: DocumentId) -> bytes | None:
    """What somebody with an address would get; None where there is nothing."""
    if isinstance(files, FakeFiles):
        return files.kept.get(document)
    s3: Any = boto3.client("s3")
    listed = s3.list_objects_v2(Bucket=BUCKET, Prefix=KEPT + document).get("Contents", [])
    if not listed:
        return None
    content: bytes = s3.get_object(Bucket=BUCKET, Key=KEPT + document)["Body"].read()
    return content


def test_nothing_has_arrived_before_it_was_sent(files: FileStore):
    assert files.arrived(ONE) is None


def test_what_arrived_is_read_as_it_was_sent(files: FileStore):
    files.put(ONE, b"a letter")

    here = files.arrived(ONE)

    assert here is not None
    assert here.size == 8
    assert files.read(ONE, here).content == b"a letter"


def test_what_is_in_quarantine_has_no_address_and_what_is_kept_has(files: FileStore):
    files.put(ONE, b"a letter")
    here = files.arrived(ONE)
    assert here is not None
    assert bytes_at(files, ONE) is None

    for _ in range(2):
        files.keep(ONE, here.version)

    assert bytes_at(files, ONE) == b"a letter"
    assert files.arrived(ONE) is None


def test_other_bytes_are_kept_instead_and_what_came_can_still_be_read_by_its_version(files: FileStore):
    files.put(ONE, b"a photo and its place")
    here = files.arrived(ONE)
    assert here is not None

    for _ in range(2):
        came = files.read(ONE, here).content
        files.keep_instead(ONE, came.replace(b"place", b"-----"))

    assert bytes_at(files, ONE) == b"a photo and its -----"
    assert files.arrived(ONE) is None


def test_bytes_sent_in_the_place_of_checked_ones_are_not_what_is_kept(files: FileStore):
    files.put(ONE, b"harmless")
    here = files.arrived(ONE)
    assert here is not None
    files.put(ONE, b"harmful!")

    assert files.read(ONE, here).content == b"harmless"
    files.keep(ONE, here.version)

    assert bytes_at(files, ONE) == b"harmless"
    assert files.arrived(ONE) is None


def test_what_is_erased_leaves_no_version_behind_and_erasing_twice_is_nothing(files: FileStore):
    for document in (ONE, TWO):
        files.put(document, b"a letter")
        here = files.arrived(document)
        assert here is not None
        files.keep(document, here.version)
    files.put(ONE, b"another")

    for _ in range(2):
        files.erase(ONE)

    assert bytes_at(files, ONE) is None
    assert files.arrived(ONE) is None
    assert bytes_at(files, TWO) == b"a letter"
    if isinstance(files, FileBucket):
        s3: Any = boto3.client("s3")
        listed = s3.list_object_versions(Bucket=BUCKET)
        marks = [*listed.get("Versions", []), *listed.get("DeleteMarkers", [])]
        assert not [each for each in marks if each["Key"].endswith(ONE)]


def test_what_is_discarded_is_nowhere_and_discarding_twice_is_nothing(files: FileStore):
    files.put(ONE, b"a letter")
    here = files.arrived(ONE)
    assert here is not None
    files.keep(ONE, here.version)
    files.put(ONE, b"another")

    for _ in range(2):
        files.discard(ONE)

    assert bytes_at(files, ONE) is None
    assert files.arrived(ONE) is None


def test_a_form_is_for_one_file_of_one_size_and_one_way_back(aws: None):
    form = FileBucket(BUCKET, ENDPOINT).form(
        ONE, ceiling=50, back="https://candour.test/complain/files"
    )

    policy = json.loads(b64decode(form.fields["policy"]))
    assert {"key": QUARANTINE + ONE} in policy["conditions"]
    assert ["content-length-range", 0, 50] in policy["conditions"]
    assert form.fields["success_action_redirect"] == "https://candour.test/complain/files"
    assert "Letter" not in str(form)


def test_an_address_lasts_a_minute_and_saves_the_file_without_showing_it(aws: None):
    address = FileBucket(BUCKET, ENDPOINT).link(ONE, "Brief für Zoë.pdf")

    asked = parse_qs(urlsplit(address).query)
    assert asked["X-Amz-Expires"] == ["60"]
    assert asked["response-content-type"] == ["application/octet-stream"]
    assert asked["response-content-disposition"][0].startswith("attachment;")


def test_no_name_breaks_out_of_its_header():
    assert '"' not in disposition('a"; filename=evil.exe\r\nX: y').removeprefix("attachment; ")
    assert "\n" not in disposition("a\r\nX: y")


def test_a_file_on_its_way_is_found_by_its_name_and_with_its_draft(uploads: UploadStore):
    first, second = an_upload(ONE), an_upload(TWO)
    for each in (second, first, replace(an_upload("01D3"), owner=Owner(draft="another"))):
        uploads.expect(each)

    assert uploads.load(ONE) == first
    assert uploads.of_draft("draft") == (first, second)
    assert uploads.of_draft("nobody's") == ()
    assert uploads.load(DocumentId("none")) is None


def test_a_file_of_a_case_on_its_way_belongs_to_no_draft(uploads: UploadStore):
    uploads.expect(replace(an_upload(ONE), owner=Owner(number=CaseNumber("123456"))))

    assert uploads.of_draft("") == ()


def test_whoever_has_seen_an_earlier_moment_of_a_file_changes_nothing(uploads: UploadStore):
    upload: Upload = an_upload(ONE)
    uploads.expect(upload)

    assert uploads.exchange(upload, arrived(upload))
    assert not uploads.exchange(upload, checked(upload))

    assert uploads.load(ONE) == arrived(upload)
    assert uploads.of_draft("draft") == (arrived(upload),)


def test_every_finding_of_a_file_survives_the_store(uploads: UploadStore):
    upload = an_upload(ONE)
    uploads.expect(upload)

    uploads.exchange(upload, checked(upload))

    assert uploads.load(ONE) == checked(upload)


def test_a_forgotten_file_is_no_longer_on_its_way(uploads: UploadStore):
    upload = an_upload(ONE)
    uploads.expect(upload)

    for _ in range(2):
        uploads.forget(upload)

    assert uploads.load(ONE) is None
    assert uploads.of_draft("draft") == ()


def test_a_file_that_never_comes_is_forgotten_within_a_day_and_one_that_came_is_not(table: Table):
    store, upload = UploadTable(table, FakeClock()), an_upload(ONE)

    store.expect(upload)
    before = table.get("FILE#01D1", "FILE")
    store.exchange(upload, arrived(upload))
    after = table.get("FILE#01D1", "FILE")

    assert before is not None
    assert after is not None
    assert before["expires_at"] - FakeClock().now().timestamp() == 24 * 3600
    assert "expires_at" not in after


def quarantined(content: bytes) -> Quarantined:
    return Quarantined(ONE, Arrived(len(content), "v1"), content)


def test_the_test_file_of_all_scanners_is_harmful_wherever_it_stands():
    assert TEST_FILE == EICAR
    for content in (EICAR, b"%PDF-1.4 " + EICAR):
        assert LaptopCheck(program="").verdict(quarantined(content)) is Verdict.INFECTED
    assert LaptopCheck(program="").verdict(quarantined(b"a letter")) is Verdict.CLEAN


@pytest.mark.parametrize(("code", "verdict"), [(0, Verdict.CLEAN), (1, Verdict.INFECTED)])
def test_clamscan_answers_with_its_exit_code(tmp_path: Any, code: int, verdict: Verdict):
    assert LaptopCheck(program=a_scanner(tmp_path, code)).verdict(quarantined(b"x")) is verdict


def test_a_scanner_that_breaks_down_has_not_said_that_a_file_is_clean(tmp_path: Any):
    with pytest.raises(Unavailable):
        LaptopCheck(program=a_scanner(tmp_path, 2)).verdict(quarantined(b"x"))


def a_scanner(folder: Any, code: int) -> str:
    program = folder / "clamscan"
    program.write_text(f"#!/bin/sh\ncat > /dev/null\nexit {code}\n")
    program.chmod(0o755)
    return str(program)


@pytest.mark.parametrize(
    ("tag", "verdict"),
    [
        ("", Verdict.PENDING),
        ("NO_THREATS_FOUND", Verdict.CLEAN),
        ("THREATS_FOUND", Verdict.INFECTED),
        ("UNSUPPORTED", Verdict.NOT_CHECKED),
        ("FAILED", Verdict.NOT_CHECKED),
        ("a word of next year", Verdict.NOT_CHECKED),
    ],
)
def test_the_scanners_tag_is_read_and_a_word_that_we_do_not_know_is_no_yes(
    aws: None, tag: str, verdict: Verdict
):
    make_bucket()
    bucket, s3 = FileBucket(BUCKET, ENDPOINT), boto3.client("s3")
    bucket.put(ONE, b"x")
    if tag:
        tags = {"TagSet": [{"Key": SCAN_TAG, "Value": tag}]}
        s3.put_object_tagging(Bucket=BUCKET, Key=QUARANTINE + ONE, Tagging=tags)
    here = bucket.arrived(ONE)
    assert here is not None

    assert ScannerTag(bucket).verdict(bucket.read(ONE, here)) is verdict
