"""The real table of the survey and the one in memory keep the same promises."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from chalicelib.adapters.fingerprints import KeyedFingerprints
from chalicelib.adapters.survey_table import SurveyTable
from chalicelib.adapters.table import Table
from chalicelib.application.survey_ports import Surveys
from chalicelib.domain.errors import NotFound
from chalicelib.domain.identifiers import CaseId, OrganisationId
from chalicelib.domain.surveys.invitations import Invitation
from chalicelib.domain.surveys.questions import Answer, Degree, Overall, Question
from tests.adapters.test_identity_tables import Secret
from tests.builders import CHRISTMAS_EVE, a_party
from tests.fake_surveys import FakeSurveys

WILLOW, KESTREL = OrganisationId("willow-lane"), OrganisationId("kestrel-reports")
LATER = CHRISTMAS_EVE + timedelta(days=60)
INVITED = Invitation(WILLOW, ("mark-1", "mark-2"), LATER, LATER + timedelta(days=365))
WELL = Answer("a" * 43, "2026-12", Overall.WELL)


def prints(words: str = "new old") -> KeyedFingerprints:
    return KeyedFingerprints(Secret(words))  # type: ignore[arg-type]


@pytest.fixture(params=["real", "fake"])
def surveys(request: pytest.FixtureRequest, table: Table) -> Surveys:
    return SurveyTable(table, prints()) if request.param == "real" else FakeSurveys(prints())


def test_a_link_opens_once_it_was_sent_and_until_its_end(surveys: Surveys):
    assert surveys.invitation("link", CHRISTMAS_EVE) is None

    surveys.invite("link", INVITED, "2026-12")

    assert surveys.invitation("link", CHRISTMAS_EVE) == INVITED
    assert surveys.invitation("link", INVITED.ends_at) is None


def test_one_who_was_asked_twice_by_one_link_counts_once(surveys: Surveys):
    for _ in range(2):
        surveys.invite("link", INVITED, "2026-12")
    surveys.invite("other", INVITED, "2026-12")

    assert surveys.asked(WILLOW) == {"2026-12": 2}
    assert surveys.asked(KESTREL) == {}


def test_a_link_takes_one_answer_and_the_same_one_again(surveys: Surveys):
    surveys.invite("link", INVITED, "2026-12")

    assert surveys.record("link", WELL, INVITED, until=LATER)
    assert surveys.record("link", WELL, INVITED, until=LATER)
    assert not surveys.record("link", replace(WELL, id="b" * 43), INVITED, until=LATER)

    assert surveys.answers(WILLOW) == (WELL,)
    found = surveys.invitation("link", CHRISTMAS_EVE)
    assert found
    assert found.answered


def test_what_is_answered_besides_takes_the_place_of_the_first_answer(surveys: Surveys):
    surveys.record("link", WELL, INVITED, until=LATER)
    more = replace(WELL, others={Question.LISTENED: Degree.NO}, comment="Ring back.")

    surveys.complete(WILLOW, more)

    assert surveys.answer(WILLOW, WELL.id) == more
    assert surveys.answers(WILLOW) == (more,)


def test_an_answer_that_was_never_given_cannot_be_completed(surveys: Surveys):
    with pytest.raises(NotFound):
        surveys.complete(WILLOW, WELL)
    assert surveys.answer(KESTREL, WELL.id) is None


def test_s0_26_one_mark_of_a_person_is_enough_to_stop(surveys: Surveys):
    surveys.stop(("mark-1", "mark-2"), CHRISTMAS_EVE)
    surveys.stop(("mark-1",), LATER)

    assert surveys.stopped(("mark-0", "mark-2"))
    assert not surveys.stopped(("mark-3",))
    assert not surveys.stopped(())


def test_issue_4_9_a_case_has_one_lot_for_ever_and_a_new_secret_draws_no_other(table: Table):
    old, both = SurveyTable(table, prints("old")), SurveyTable(table, prints("new old"))
    cases = [CaseId(f"01K{number:023}") for number in range(300)]

    assert [old.lot_of(case) for case in cases] == [both.lot_of(case) for case in cases]
    assert len({old.lot_of(case) for case in cases}) > 80
    assert all(0 <= old.lot_of(case) < 100 for case in cases)


def test_s0_26_who_said_no_under_an_old_secret_is_known_under_a_new_one(table: Table):
    before, after = SurveyTable(table, prints("old")), SurveyTable(table, prints("new old"))
    before.stop(before.marks_of(a_party(), WILLOW), CHRISTMAS_EVE)

    assert after.stopped(after.marks_of(a_party(), WILLOW))
    assert not after.stopped(after.marks_of(a_party(), KESTREL))


def test_no_key_of_the_survey_shows_a_link_or_a_person(table: Table):
    surveys = SurveyTable(table, prints())
    surveys.invite(surveys.link_of("nonce-1"), INVITED, "2026-12")
    surveys.stop(surveys.marks_of(a_party(), WILLOW), CHRISTMAS_EVE)

    kept = str(table.client.scan(TableName=table.name)["Items"])

    assert surveys.link_of("nonce-1") not in kept
    assert "asha" not in kept.lower()
