"""Drafts, the directory, the files of policies, fields, the clock."""

from __future__ import annotations

import json
import shutil
from datetime import timedelta
from pathlib import Path

import pytest
from pydantic import ValidationError

from chalicelib.adapters import keys
from chalicelib.adapters.directory_table import DirectoryTable
from chalicelib.adapters.draft_table import KEPT_FOR, DraftTable
from chalicelib.adapters.field_reader import LibraryFieldReader
from chalicelib.adapters.policy_files import FILES, PolicyFiles
from chalicelib.adapters.pulse_table import PulseTable
from chalicelib.adapters.table import Table
from chalicelib.adapters.wall_clock import MovedClock, SystemClock
from chalicelib.domain.errors import PolicyUnknown
from chalicelib.domain.health import Beat, Job, Sign
from chalicelib.domain.identifiers import OrganisationId
from chalicelib.domain.policy import Action, PolicyRef
from chalicelib.domain.staff import Organisation
from chalicelib.domain.workflow.claim_way_rows import CLAIM_WAY_ROWS
from tests.builders import EVERYBODY, HANDLER, MANAGER, POLICIES, PRACTICE, TERMS
from tests.fakes import FakeClock

ANSWERS = {"what_happened": "Line\nline 🌻", "first_name": "שלום"}


def test_a_draft_is_kept_as_it_was_typed(table: Table):
    drafts = DraftTable(table, FakeClock())

    drafts.save("secret", ANSWERS)

    assert drafts.load("secret") == ANSWERS
    assert drafts.load("another") == {}


def test_an_expired_draft_is_gone_even_before_it_is_deleted(table: Table):
    clock = FakeClock()
    drafts = DraftTable(table, clock)
    drafts.save("secret", ANSWERS)

    clock.forward(KEPT_FOR)

    assert drafts.load("secret") == {}


def test_issue_4_3_the_table_erases_an_abandoned_draft_by_itself_on_day_14(table: Table):
    clock = FakeClock()
    drafts = DraftTable(table, clock)
    drafts.save("secret", ANSWERS)
    clock.forward(timedelta(days=3))
    drafts.save("secret", ANSWERS)

    stored = table.get(keys.draft_key("secret"), keys.DRAFT)
    template = (Path(__file__).parents[2] / "infra" / "resources.yaml").read_text()
    assert stored is not None
    assert stored["expires_at"] == (clock.now() + timedelta(days=14)).timestamp()
    assert "TimeToLiveSpecification: {AttributeName: expires_at, Enabled: true}" in template


def test_the_directory_finds_people_and_the_holders_of_a_role(table: Table):
    directory = DirectoryTable(table)
    for person in EVERYBODY:
        directory.enrol(person)

    assert directory.find(PRACTICE.id, HANDLER.id) == HANDLER
    assert directory.holders(PRACTICE.id, TERMS.pack.alerted_on_receipt) == (MANAGER,)
    assert [person.name for person in directory.staff(PRACTICE.id)] == sorted(
        person.name for person in EVERYBODY
    )


def test_the_practice_is_held_to_its_pack_and_the_newest_calendar():
    policies = PolicyFiles()

    terms = policies.current(policies.default_organisation())

    assert terms.pack.ref == PolicyRef("gp-practice", "v1")
    assert terms.calendar.nation == "england-and-wales"


def test_a_version_that_is_not_held_is_refused():
    with pytest.raises(PolicyUnknown):
        POLICIES.terms(PolicyRef("gp-practice", "v99"), TERMS.calendar.version, PRACTICE.id)


def test_a_value_without_a_source_does_not_load(tmp_path: Path):
    files = tmp_path / "policies"
    shutil.copytree(FILES, files)
    policy = files / "gp-practice" / "v1" / "policy.toml"
    policy.write_text(policy.read_text().replace('source = "S2-43"', ""))

    with pytest.raises(ValidationError, match="source"):
        PolicyFiles(files).current(PRACTICE)


DOCUMENTS = {
    Action.RECEIVE_DEADLINE_DOCUMENT,
    Action.FORWARD_DOCUMENT,
    Action.ACKNOWLEDGE_DOCUMENT,
    Action.ANSWER_DOCUMENT,
    Action.ISSUE_CHECKLIST,
    Action.ANSWER_CHECKLIST,
    Action.REQUEST_INSTRUCTION,
    Action.GIVE_INSTRUCTION,
    *CLAIM_WAY_ROWS,
}
STAGES = {Action.REPLY_AT_STAGE, Action.EXPLAIN_DELAY, Action.ESCALATE}
REGULATOR = {Action.RECEIVE_REGULATOR_QUESTION, Action.GIVE_REGULATOR_SUMMARY}
REPORTS = {Action.RECORD_REPORT}
HAS_NOT = {
    "claims-scheme": STAGES | REGULATOR | REPORTS,
    "commissioner": STAGES | REGULATOR | DOCUMENTS,
    "gp-practice": STAGES | DOCUMENTS,
    "medical-defence": STAGES | REGULATOR | DOCUMENTS | REPORTS,
    "three-stage": REGULATOR | DOCUMENTS | REPORTS,
}
"""Work that a kind of organisation has nothing to do with."""


def test_every_action_is_somebodys_in_every_pack_that_has_such_work():
    for ref in POLICIES.packs():
        pack = POLICIES.pack(ref)
        given = {action for role in pack.roles.values() for action in role.may}

        assert given == set(Action) - HAS_NOT[ref.code], ref


def test_there_is_a_pack_for_each_kind_of_organisation_and_an_organisation_for_each_pack():
    held = {"claims-scheme", "commissioner", "gp-practice", "medical-defence", "three-stage"}

    assert {ref.code for ref in POLICIES.packs()} == held
    assert {each.policy for each in POLICIES.organisations()} == held


@pytest.mark.parametrize("organisation", POLICIES.organisations(), ids=lambda each: each.id)
def test_every_organisation_has_its_terms(organisation: Organisation):
    terms = POLICIES.current(organisation)

    assert terms.pack.ref == PolicyRef(organisation.policy, organisation.policy_version)
    assert terms.calendar.nation == organisation.calendar_nation


def test_an_organisations_own_contact_stands_in_place_of_its_packs():
    board = POLICIES.organisation(OrganisationId("exampleshire-board"))
    contacts = POLICIES.current(board).pack.contacts

    assert contacts["advocacy"].name == "Exampleshire Voices"
    assert (
        POLICIES.pack(PolicyRef("commissioner", "v1")).contacts["advocacy"].name
        != "Exampleshire Voices"
    )
    assert "ombudsman" in contacts


@pytest.mark.parametrize(
    "ref", [PolicyRef("../calendars", "v1"), PolicyRef("gp-practice", "..")], ids=["code", "version"]
)
def test_a_name_that_is_a_path_is_no_pack(ref: PolicyRef):
    with pytest.raises(PolicyUnknown, match="named like"):
        POLICIES.pack(ref)


def test_version_ten_is_newer_than_version_nine(tmp_path: Path):
    files = tmp_path / "policies"
    shutil.copytree(FILES, files)
    for version in ("v9", "v10"):
        shutil.copytree(files / "gp-practice" / "v1", files / "gp-practice" / version)

    assert PolicyFiles(files).newest("gp-practice").version == "v10"


FIELDS = LibraryFieldReader()


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("07700 900123", "+447700900123"),
        ("(01632) 960 010", "+441632960010"),
        ("+44 7700 900123", "+447700900123"),
        ("0044 7700 900123", "+447700900123"),
        ("+48 22 123 45 67", "+48221234567"),
    ],
)
def test_a_telephone_number_is_read_however_it_is_typed(typed: str, read: str):
    assert FIELDS.phone(typed) == read


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("sw1a1aa", "SW1A 1AA"),
        (" m1 1ae ", "M1 1AE"),
        ("ZZ99 3VZ", "ZZ99 3VZ"),
        ("ec1a  1bb", "EC1A 1BB"),
    ],
)
def test_a_postcode_is_read_however_it_is_typed(typed: str, read: str):
    assert FIELDS.postcode(typed) == read


def test_an_address_keeps_its_local_part_and_loses_its_spaces():
    assert FIELDS.email(" Asha.V@Example.ORG ") == "Asha.V@example.org"


@pytest.mark.parametrize(
    ("read", "typed"),
    [
        (FIELDS.email, "asha at example"),
        (FIELDS.email, "asha@example..org"),
        (FIELDS.phone, "12"),
        (FIELDS.phone, "call me"),
        (FIELDS.postcode, "12345"),
        (FIELDS.postcode, "SW1A"),
        (FIELDS.postcode, "QQ1 1AA"),
    ],
)
def test_what_cannot_be_is_refused_without_being_repeated(read, typed: str):
    with pytest.raises(ValueError, match=r"^not a") as refusal:
        read(typed)

    assert typed not in str(refusal.value)


def test_a_laptops_clock_is_as_far_from_the_truth_as_its_file_says(tmp_path: Path):
    file = tmp_path / "clock.json"
    moved = MovedClock(str(file))
    assert abs(moved.now() - SystemClock().now()) < timedelta(seconds=5)

    file.write_text(json.dumps({"offset_seconds": 259_200}))

    assert abs(moved.now() - SystemClock().now() - timedelta(days=3)) < timedelta(seconds=5)


def test_the_last_word_of_each_job_is_kept_and_no_other(table: Table):
    pulse, at = PulseTable(table), FakeClock().now()
    assert pulse.beats() == ()

    pulse.keep(Beat(Job.TICK, at, {Sign.DUE_FAILED: 1}))
    pulse.keep(Beat(Job.TICK, at + timedelta(minutes=1), {Sign.DUE_FAILED: 0}))
    pulse.keep(Beat(Job.SWEEP, at))

    sweep, tick = sorted(pulse.beats(), key=lambda beat: beat.job)
    assert sweep == Beat(Job.SWEEP, at)
    assert tick == Beat(Job.TICK, at + timedelta(minutes=1), {Sign.DUE_FAILED: 0})
