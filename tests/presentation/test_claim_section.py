"""The claim on the page of its case, and what is said of each step of it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from chalicelib.application.read_case import as_it_stands
from chalicelib.domain.case import CaseFile
from chalicelib.domain.claim_members import Development
from chalicelib.domain.claim_standing import ClaimState, claim_state_of
from chalicelib.domain.events import EventType
from chalicelib.presentation.claim_labels import CLAIM_STATES
from chalicelib.presentation.claim_mail import NEWS
from chalicelib.presentation.claim_section import ClaimSection, claim_section
from chalicelib.presentation.claim_steps import CLAIM_STEPS
from chalicelib.presentation.people import people_of
from chalicelib.presentation.timeline import timeline
from tests.builders import MANAGER, SCHEME
from tests.claim_way import claims_on_their_way
from tests.fakes import FakeWorld

PEOPLE = people_of((), SCHEME.pack)
SETTLED = claims_on_their_way()[-1]


def section(file: CaseFile) -> ClaimSection:
    world = FakeWorld()
    world.cases.files[file.case.number], world.cases.clocks[file.case.number] = file, ()
    opened = replace(as_it_stands(file, MANAGER, world.ports), terms=SCHEME)
    shown = claim_section(opened, PEOPLE)
    assert shown is not None
    return shown


def test_s1_59_at_every_station_the_page_says_what_comes_next_and_from_whom():
    assert set(CLAIM_STEPS) == set(CLAIM_STATES) == set(ClaimState)
    for file in claims_on_their_way():
        shown = section(file)
        over = claim_state_of(file.events) is ClaimState.CLOSED
        assert shown.next_step
        assert bool(shown.next_owner) is not over


def test_the_page_shows_each_member_with_its_cover_its_contact_and_what_it_authorised():
    first, second = section(SETTLED).members

    assert (first.title, second.title) == ("The practice (CNSGP)", "The trust (ELSGP)")
    for member in (first, second):
        said = {fact.label: fact.text for fact in member.facts}
        assert said["Authorised"] == said["Admitted"] == "Breach of duty"
        assert member.cover.text == "Covered"


def test_the_page_shows_the_damages_and_who_bears_them():
    said = {fact.label: fact.text for fact in section(SETTLED).facts}

    assert said["Damages"] == "£12,500, final"
    assert "The practice (CNSGP): 60%" in said["Who bears how much"]
    assert said["Evidence"] == "It does not support a defence"


def test_s1_25_every_development_has_its_words():
    assert set(NEWS) == set(Development)


@pytest.mark.parametrize("file", claims_on_their_way()[-1:], ids=["settled"])
def test_every_step_of_a_claim_stands_in_words_in_the_history(file: CaseFile):
    said = {entry.seq: entry for entry in timeline(file, PEOPLE)}

    silent = {EventType.CLAIM_NOTIFIED, EventType.CLAIM_INVESTIGATED, EventType.CLAIM_LEARNT}
    for event in file.events:
        if event.type.startswith(("claim.", "admission.")) and event.type is not EventType.CLAIM_CLOSED:
            assert said[event.seq].detail or event.type in silent
