"""What organisations decided: the fake and the real store keep one contract."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from chalicelib.adapters import organisation_table
from chalicelib.adapters.items import change_of
from chalicelib.adapters.organisation_table import OrganisationTable
from chalicelib.adapters.table import Table
from chalicelib.application.organisation_ports import Decided, OrganisationStore
from chalicelib.domain.errors import OrganisationChanged
from chalicelib.domain.identifiers import OrganisationId, StaffId
from chalicelib.domain.looks import Look, LookSoFar, Piece, looked_at
from chalicelib.domain.organisation_history import (
    NOTHING_CHOSEN,
    Chosen,
    Decision,
    after,
    chosen_by,
    contact_facts,
    next_entry,
)
from chalicelib.domain.policy import Contact
from chalicelib.domain.publication import Part, Shown, parts_of
from chalicelib.domain.reference import CaseNumber, Reference
from chalicelib.domain.what_if import (
    Candidate,
    CaseDifference,
    Difference,
    Effect,
    Subject,
)
from tests.builders import CHRISTMAS_EVE, PRACTICE
from tests.fakes import FakeOrganisations

OURS, OTHERS = PRACTICE.id, OrganisationId("kestrel-reports")
OMBUDSMAN = Contact("ombudsman", "The Ombudsman", "01632 960 099", "", "", date(2026, 12, 1), "S2-15")
PART = Part(
    OURS, 1, 1, Candidate(Subject.POLICY, "v8"), (Shown(CaseNumber("100001"), {"ACK": "2027-01-05"}),)
)


@pytest.fixture(params=["in memory", "in the table"])
def store(request: pytest.FixtureRequest) -> OrganisationStore:
    """The fake and the real one."""
    if request.param == "in memory":
        return FakeOrganisations()
    return OrganisationTable(request.getfixturevalue("table"))


def decided(chosen: Chosen, decision: Decision, *parts: Part, **facts: object) -> Decided:
    entry = next_entry(
        chosen, OURS, decision, facts=facts, by=StaffId("complaints.manager"), at=CHRISTMAS_EVE
    )
    return Decided(entry, after(chosen, entry), parts)


def published(chosen: Chosen = NOTHING_CHOSEN, to: str = "v8", *parts: Part) -> Decided:
    return decided(chosen, Decision.POLICY_PUBLISHED, *parts, to=to)


def test_an_organisation_that_decided_nothing_lives_by_its_files(store: OrganisationStore):
    assert store.chosen(OURS) == NOTHING_CHOSEN
    assert (store.history(OURS), store.parts(OURS), dict(store.remembered())) == ((), (), {})


def test_what_was_decided_comes_back_and_concerns_nobody_else(store: OrganisationStore):
    contact = decided(NOTHING_CHOSEN, Decision.CONTACT_VERIFIED, to=contact_facts(OMBUDSMAN))

    store.save(contact)

    assert store.chosen(OURS) == contact.chosen
    assert store.chosen(OURS).contacts["ombudsman"] == OMBUDSMAN
    assert store.history(OURS) == (contact.entry,)
    assert (store.chosen(OTHERS), store.history(OTHERS)) == (NOTHING_CHOSEN, ())
    assert dict(store.remembered()) == {OURS: contact.chosen}


def test_what_holds_is_the_fold_of_the_history(store: OrganisationStore):
    store.save(published())
    store.save(published(store.chosen(OURS), "v1"))
    store.save(decided(store.chosen(OURS), Decision.DETAILS_CHANGED, to={"phone": "01632 960 011"}))

    assert chosen_by(store.history(OURS)) == store.chosen(OURS)
    assert store.chosen(OURS).policy_version == "v1"


def test_of_two_decisions_on_one_version_the_second_is_refused_whole(store: OrganisationStore):
    store.save(published())

    with pytest.raises(OrganisationChanged):
        store.save(published(NOTHING_CHOSEN, "v7", PART))

    assert store.chosen(OURS).policy_version == "v8"
    assert (len(store.history(OURS)), store.parts(OURS)) == (1, ())


def test_a_part_is_kept_with_its_decision_and_then_with_how_it_ended(store: OrganisationStore):
    store.save(published(NOTHING_CHOSEN, "v8", PART))
    assert store.parts(OURS) == (PART,)

    store.finish(replace(PART, done=True, moved=1))

    assert store.parts(OURS) == (replace(PART, done=True, moved=1),)


def test_what_holds_is_asked_of_the_table_once_a_minute(table: Table, monkeypatch: pytest.MonkeyPatch):
    here, elsewhere = OrganisationTable(table), OrganisationTable(table)
    assert dict(here.remembered()) == {}
    elsewhere.save(published())
    assert dict(here.remembered()) == {}

    monkeypatch.setattr(organisation_table, "REMEMBERED_FOR", -1.0)

    assert here.remembered()[OURS].policy_version == "v8"


def test_the_stream_shows_a_part_and_no_other_decision(table: Table):
    OrganisationTable(table).save(published(NOTHING_CHOSEN, "v8", PART))

    images = table.client.scan(TableName=table.name)["Items"]
    shown = [change_of(image) for image in images]

    assert [each.part for each in shown if each.part] == [PART]
    assert [each for each in shown if each.number or each.message] == []


LOOK = Look(OURS, "look-1", Candidate(Subject.POLICY, "v8"), 3, CHRISTMAS_EVE, cases=3, pieces=2)
NUMBERS = (CaseNumber("100001"), CaseNumber("100002"), CaseNumber("100003"))
FIRST, SECOND = (
    Piece(OURS, "look-1", number, LOOK.candidate, CHRISTMAS_EVE, cases)
    for number, cases in ((1, NUMBERS[:2]), (2, NUMBERS[2:]))
)
# As JSON it begins like a date and could come back as one: the case would then be left as it is.
MIDNIGHT = datetime(2026, 12, 25, tzinfo=UTC)
FOUND = CaseDifference(
    Reference("WLP", NUMBERS[0]),
    (
        Difference("ACK", "Acknowledge", date(2026, 12, 31), date(2027, 1, 5), Effect.LATER),
        Difference("FORWARD-24H:1", "Forward", CHRISTMAS_EVE, CHRISTMAS_EVE, Effect.KEPT),
        Difference("ALARM", "Answer", MIDNIGHT, MIDNIGHT + timedelta(days=1), Effect.LATER),
    ),
)


def test_a_look_is_read_with_its_pieces_as_far_as_they_are(store: OrganisationStore):
    done = looked_at(FIRST, [FOUND])

    store.begin(LOOK)
    for piece in (SECOND, FIRST, done, done):
        store.put_piece(piece)

    assert store.look(OURS, "look-1") == LookSoFar(LOOK, (done, SECOND))
    kept = store.look(OURS, "look-1")
    assert kept is not None
    assert parts_of(kept.found, LOOK.candidate, organisation=OURS, publication=1) == parts_of(
        [FOUND], LOOK.candidate, organisation=OURS, publication=1
    )
    assert store.look(OTHERS, "look-1") is None
    assert store.look(OURS, "look-2") is None
    assert store.look(OURS, "look") is None


def test_the_stream_shows_a_piece_and_not_the_look(table: Table):
    store = OrganisationTable(table)

    store.begin(LOOK)
    store.put_piece(FIRST)

    images = table.client.scan(TableName=table.name)["Items"]
    assert {change_of(image).piece for image in images} == {None, FIRST}
