"""Looking people up, letting them in, counting knocks: what the real table keeps and what it shows."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, timedelta

import pytest

from chalicelib.adapters.case_table import CaseTable
from chalicelib.adapters.door_table import CountTable, DoorTable
from chalicelib.adapters.fingerprints import KeyedFingerprints
from chalicelib.adapters.lookup_table import LookupTable
from chalicelib.adapters.table import Table
from chalicelib.application.identity_ports import Counts, Doorkeeper
from chalicelib.domain.case import Change
from chalicelib.domain.casework import changed
from chalicelib.domain.errors import RepeatedIntake
from chalicelib.domain.events import EventType, Happening
from chalicelib.domain.identifiers import OrganisationId
from chalicelib.domain.identity.access import Asking, Following, Grant, Place
from chalicelib.domain.identity.forms import Item, held_of
from chalicelib.domain.parties import COMPLAINANT, Party
from chalicelib.domain.reference import CaseNumber
from tests.builders import CHRISTMAS_EVE, TERMS, a_party, a_receipt, an_intake, an_occasion
from tests.fakes import FakeCounts, FakeDoorkeeper, FixedSecret

WILLOW, KESTREL = OrganisationId("willow-lane"), OrganisationId("kestrel-reports")
ASHA = a_party(nhs_number="943 476 5919", landline="+441632960001")
HERE = Place(CaseNumber("123456"), COMPLAINANT)
THERE = Place(CaseNumber("123457"), COMPLAINANT)
THEIRS = Grant(HERE, (THERE,))
SOON = CHRISTMAS_EVE + timedelta(minutes=10)
LATER = CHRISTMAS_EVE + timedelta(hours=2)


class Secret(FixedSecret):
    def __init__(self, value: str) -> None:
        self.words = tuple(value.split())


def prints_of(secret: str = "first") -> KeyedFingerprints:
    return KeyedFingerprints(Secret(secret))  # type: ignore[arg-type]


PRINTS = prints_of()


@pytest.fixture
def lookups(table: Table) -> LookupTable:
    return LookupTable(table, PRINTS)


@pytest.fixture
def cases(table: Table, lookups: LookupTable) -> CaseTable:
    return CaseTable(table, lookups)


def received(party: Party = ASHA, number: str = "123456") -> Change:
    return a_receipt(an_intake(key=number, party=party), number=number)


def everything_held(party: Party) -> set[str]:
    held = held_of(party, ())
    return {PRINTS.of(WILLOW, item, form) for item, forms in held.items() for form in forms}


def change_of(file, party: Party) -> Change:
    event = Happening(EventType.CONTACT_PREFERRED, {"party": party.id})
    occasion = an_occasion(SOON)
    return changed(file, [event], terms=TERMS, occasion=occasion, parties=[party])


@pytest.mark.parametrize(
    ("item", "form"),
    [
        (Item.DATE_OF_BIRTH, "1957-03-27"),
        (Item.EMAIL, "asha@patients.example"),
        (Item.TELEPHONE, "447700900123"),
        (Item.TELEPHONE, "441632960001"),
        (Item.NHS_NUMBER, "9434765919"),
        (Item.ADDRESS, "2 testing row|ZZ993VZ"),
    ],
)
def test_a_person_is_found_by_each_thing_that_is_held(cases, lookups, item: Item, form: str):
    cases.save(received())

    assert lookups.known_by(PRINTS.of(WILLOW, item, form)) == {HERE}


def test_nobody_is_found_by_name_or_by_another_organisation(cases, lookups):
    cases.save(received())

    assert lookups.known_by(PRINTS.of(WILLOW, Item.FULL_NAME, "ashaverityexample")) == frozenset()
    elsewhere = PRINTS.of(KESTREL, Item.EMAIL, "asha@patients.example")
    assert lookups.known_by(elsewhere) == frozenset()


def test_a_person_who_moved_is_found_by_the_new_number_and_not_by_the_old(cases, lookups):
    file = received().file
    cases.save(received())
    cases.save(change_of(file, replace(ASHA, mobile="+447700900999")))

    assert lookups.known_by(PRINTS.of(WILLOW, Item.TELEPHONE, "447700900123")) == frozenset()
    assert lookups.known_by(PRINTS.of(WILLOW, Item.TELEPHONE, "447700900999")) == {HERE}
    assert lookups.known_by(PRINTS.of(WILLOW, Item.EMAIL, "asha@patients.example")) == {HERE}


def test_a_person_whose_details_are_erased_is_found_by_nothing(cases, lookups, table):
    cases.save(received())
    cases.save(change_of(received().file, Party(COMPLAINANT, "", "")))

    found = {place for each in everything_held(ASHA) for place in lookups.known_by(each)}
    assert found == set()


def test_a_person_who_goes_from_the_case_is_found_by_nothing(cases, lookups, table):
    cases.save(received())
    change = change_of(received().file, ASHA)
    cases.save(replace(change, parties=(), parties_before=(), parties_gone=(ASHA,)))

    found = {place for each in everything_held(ASHA) for place in lookups.known_by(each)}
    assert found == set()
    assert cases.load(received().file.case.number).parties == ()


def test_a_lookup_and_its_case_are_written_together_or_not_at_all(cases, lookups):
    cases.save(received())
    stale = received(replace(ASHA, email="other@patients.example"))

    with pytest.raises(RepeatedIntake):
        cases.save(stale)

    other = PRINTS.of(WILLOW, Item.EMAIL, "other@patients.example")
    assert lookups.known_by(other) == frozenset()


def test_no_key_of_the_table_shows_what_is_held(cases, table):
    cases.save(received())
    kept = table.client.scan(TableName=table.name)["Items"]
    keys = json.dumps([[item["pk"], item["sk"]] for item in kept])

    for value in ("1957", "asha", "0900123", "943", "testing", "ZZ99"):
        assert value not in keys.replace("123456", "")


def test_where_nothing_moved_by_which_people_are_found_no_secret_is_read(table):
    class NoSecret:
        @property
        def value(self) -> str:
            raise AssertionError("read")

    unread = LookupTable(table, KeyedFingerprints(NoSecret()))  # type: ignore[arg-type]
    change = change_of(received().file, replace(ASHA, may_email=False))

    assert list(unread.writes(change)) == []


def test_a_new_secret_finds_what_the_old_one_wrote_and_removes_it(cases, table):
    cases.save(received())
    both = prints_of("second first")
    email = both.every(WILLOW, Item.EMAIL, "asha@patients.example")
    renewed = LookupTable(table, both)

    assert [renewed.known_by(each) for each in email] == [frozenset(), {HERE}]
    moved = change_of(received().file, replace(ASHA, email="new@patients.example"))
    CaseTable(table, renewed).save(moved)
    assert [renewed.known_by(each) for each in email] == [frozenset(), frozenset()]


def test_a_fingerprint_depends_on_the_secret_the_organisation_and_the_kind_of_item():
    day = "1957-03-27"
    prints = {
        PRINTS.of(WILLOW, Item.DATE_OF_BIRTH, day),
        prints_of("other").of(WILLOW, Item.DATE_OF_BIRTH, day),
        PRINTS.of(KESTREL, Item.DATE_OF_BIRTH, day),
        PRINTS.of(WILLOW, Item.MEMBERSHIP_NUMBER, day),
    }

    assert len(prints) == 4
    assert PRINTS.of(WILLOW, Item.EMAIL, "") == ""


def test_the_codes_of_different_askings_are_six_digits_and_differ():
    codes = {PRINTS.code_of(f"asking-{n}") for n in range(200)}

    assert all(len(code) == 6 and code.isdigit() for code in codes)
    assert len(codes) > 190


@pytest.fixture(params=["table", "fake"])
def doorkeeper(request: pytest.FixtureRequest) -> Doorkeeper:
    if request.param == "fake":
        return FakeDoorkeeper()
    return DoorTable(request.getfixturevalue("table"))


ASKING = Asking("key", WILLOW, CHRISTMAS_EVE, ())


def test_an_asking_opens_nothing_before_it_is_granted(doorkeeper: Doorkeeper):
    doorkeeper.ask(ASKING)

    assert doorkeeper.granted("key", SOON) is None
    assert doorkeeper.take("key", SOON) is None


def test_what_was_granted_is_taken_once(doorkeeper: Doorkeeper):
    doorkeeper.grant(ASKING, THEIRS)

    assert doorkeeper.granted("key", SOON) == THEIRS
    assert doorkeeper.take("key", SOON) == THEIRS
    assert doorkeeper.take("key", SOON) is None


def test_what_was_granted_ends_with_its_asking(doorkeeper: Doorkeeper):
    doorkeeper.grant(ASKING, THEIRS)

    assert doorkeeper.granted("key", CHRISTMAS_EVE + timedelta(minutes=15)) is None


def test_codes_typed_are_counted_for_each_asking(doorkeeper: Doorkeeper):
    assert [doorkeeper.tried("key", LATER) for _ in range(3)] == [1, 2, 3]
    assert doorkeeper.tried("another", LATER) == 1


def test_somebody_is_let_in_until_they_leave_or_the_time_ends(doorkeeper: Doorkeeper):
    following = Following(HERE, LATER, others=(THERE,))
    doorkeeper.begin("key", following)

    assert doorkeeper.following("key", SOON) == following
    assert doorkeeper.following("key", LATER) is None
    doorkeeper.end("key")
    assert doorkeeper.following("key", SOON) is None


@pytest.fixture(params=["table", "fake"])
def counts(request: pytest.FixtureRequest) -> Counts:
    if request.param == "fake":
        return FakeCounts()
    return CountTable(request.getfixturevalue("table"), PRINTS)


def test_knocks_are_counted_by_source_purpose_and_window(counts: Counts):
    hour = timedelta(hours=1)

    def knock(purpose: str = "follow", source: str = "192.0.2.1", at=CHRISTMAS_EVE) -> int:
        return counts.count(purpose, source, at=at, within=hour)

    assert [knock(), knock(), knock()] == [1, 2, 3]
    assert knock(source="192.0.2.2") == 1
    assert knock(purpose="code") == 1
    assert knock(at=LATER) == 1


def test_a_counter_names_no_source_and_expires(table: Table):
    CountTable(table, PRINTS).count("follow", "192.0.2.1", at=CHRISTMAS_EVE, within=timedelta(hours=1))
    (kept,) = table.client.scan(TableName=table.name)["Items"]

    assert "192.0.2.1" not in json.dumps(kept)
    assert int(kept["expires_at"]["N"]) > CHRISTMAS_EVE.timestamp()


def test_the_same_source_cannot_be_followed_from_one_hour_to_the_next(table: Table):
    for at in (CHRISTMAS_EVE, LATER):
        CountTable(table, PRINTS).count("follow", "192.0.2.1", at=at, within=timedelta(hours=1))
    kept = table.client.scan(TableName=table.name)["Items"]

    assert len({item["pk"]["S"].split("#")[2] for item in kept}) == 2


def test_a_date_of_birth_is_found_whoever_was_born_that_day(cases, lookups):
    cases.save(received())
    cases.save(received(a_party(first_name="Twin", born_on=date(1957, 3, 27)), "123457"))

    found = lookups.known_by(PRINTS.of(WILLOW, Item.DATE_OF_BIRTH, "1957-03-27"))
    assert {place.number for place in found} == {"123456", "123457"}
