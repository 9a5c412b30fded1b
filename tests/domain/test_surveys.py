"""Who is asked how we handled a complaint, and what may be told of the answers (issue 4, point 9)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from chalicelib.domain.alarms import Alarm
from chalicelib.domain.case import CaseFile
from chalicelib.domain.casework.changing import changed
from chalicelib.domain.errors import Invalid
from chalicelib.domain.events import EventType, Happening
from chalicelib.domain.parties import Channel
from chalicelib.domain.policy import Setting
from chalicelib.domain.surveys.asking import (
    ASKED,
    Drawn,
    WayOut,
    WhyNot,
    known_by,
    leaves_by,
    why_left_alone,
    why_not_ask,
)
from chalicelib.domain.surveys.questions import (
    Answer,
    Degree,
    Overall,
    Question,
    read_comment,
    read_others,
    read_overall,
)
from chalicelib.domain.surveys.replies import wants_no_more
from chalicelib.domain.surveys.results import results
from tests.builders import TERMS, a_file, a_party, a_receipt, an_intake, an_occasion

DAY = date(2027, 5, 18)
FIRST_LOT = Drawn(lot=0, opted_out=False)
HALF = replace(
    TERMS,
    pack=replace(
        TERMS.pack, settings={**TERMS.pack.settings, "survey.sample_percent": Setting(50, "a test")}
    ),
)


def with_event(file: CaseFile, type: EventType, **facts: Any) -> CaseFile:
    happened = [Happening(type, facts)]
    return changed(file, happened, terms=TERMS, occasion=an_occasion()).file


def why(file: CaseFile, drawn: Drawn = FIRST_LOT) -> WhyNot | None:
    return why_not_ask(file, drawn, TERMS, DAY)


def test_s0_25_whoever_complained_and_agreed_to_email_is_asked():
    assert why(a_file()) is None


def test_s0_26_who_opted_out_is_not_asked():
    assert why(a_file(), Drawn(lot=0, opted_out=True)) is WhyNot.OPTED_OUT


def test_issue_4_9_nobody_is_asked_after_a_death():
    file = a_file(standing="representative", basis="died")

    assert why(file) is WhyNot.BEREAVED


def test_issue_4_9_nobody_is_asked_whose_answer_gave_condolences():
    file = with_event(a_file(), EventType.LETTER_DRAFTED, bereaved=True, left_out=[])

    assert why(file) is WhyNot.BEREAVED


@pytest.mark.parametrize("procedure", ["adult_safeguarding", "child_safeguarding"])
def test_issue_4_9_nobody_is_asked_where_safeguarding_was_opened(procedure: str):
    file = with_event(a_file(), EventType.TRIAGE_ANSWERED, answers={}, linked=[procedure])

    assert why(file) is WhyNot.SAFEGUARDING


def test_issue_4_9_another_linked_procedure_is_no_reason():
    file = with_event(a_file(), EventType.TRIAGE_ANSWERED, answers={}, linked=["counter_fraud"])

    assert why(file) is None


def test_issue_4_9_nobody_is_asked_who_wrote_of_danger():
    file = a_receipt(alarms=(Alarm.OWN_LIFE,)).file

    assert why(file) is WhyNot.SAFEGUARDING


@pytest.mark.parametrize(
    ("step", "facts"),
    [
        pytest.param(EventType.RESTRICTION_PROPOSED, {}, id="proposed"),
        pytest.param(EventType.RESTRICTION_APPLIED, {"review_on": "2027-09-01"}, id="in force"),
    ],
)
def test_issue_4_9_nobody_is_asked_whose_contact_is_limited(step: EventType, facts: dict[str, str]):
    assert why(with_event(a_file(), step, **facts)) is WhyNot.RESTRICTED


def test_a_limit_that_ended_is_no_reason():
    limited = with_event(a_file(), EventType.RESTRICTION_APPLIED, review_on="2027-09-01")

    assert why(with_event(limited, EventType.RESTRICTION_LIFTED)) is None


def test_issue_4_9_who_can_be_written_to_in_no_way_is_not_asked():
    silent = a_party(may_email=False, never=(Channel.LETTER,))

    assert why(a_receipt(an_intake(party=silent)).file) is WhyNot.NO_WAY


def test_who_wants_letters_only_is_asked_on_paper():
    on_paper = a_party(may_email=False, channels=(Channel.LETTER,))

    assert why(a_receipt(an_intake(party=on_paper)).file) is None


def test_issue_4_9_a_representative_whom_the_patient_did_not_allow_is_not_asked():
    file = a_file(standing="representative", basis="asked")

    assert why(file) is WhyNot.NO_CONSENT


def consented(*purposes: str) -> CaseFile:
    file = a_file(standing="representative", basis="asked")
    people = {"consent": "1", "subject": "patient", "grantee": "complainant"}
    return with_event(file, EventType.CONSENT_GIVEN, **people, purposes=list(purposes))


def test_a_representative_is_asked_where_the_consent_names_surveys():
    assert why(consented("discuss", "survey")) is None
    assert why(consented("discuss")) is WhyNot.NO_CONSENT


@pytest.mark.parametrize(("lot", "asked"), [(0, True), (49, True), (50, False), (99, False)])
def test_issue_4_9_the_pack_says_how_many_of_a_hundred_are_asked(lot: int, asked: bool):
    found = why_not_ask(a_file(), Drawn(lot, opted_out=False), HALF, DAY)

    assert found is (None if asked else WhyNot.NOT_SAMPLED)


def test_issue_4_9_a_person_is_asked_once_for_a_case_and_never_again():
    asked = with_event(a_file(), EventType.SURVEY_DECIDED, outcome=ASKED, media=[])

    assert why(asked) is WhyNot.ASKED_BEFORE


def test_who_was_asked_is_reminded_unless_something_speaks_against_it():
    asked = with_event(a_file(), EventType.SURVEY_DECIDED, outcome=ASKED, media=[])

    assert why_left_alone(asked, Drawn(99, opted_out=False), TERMS, DAY) is None
    assert why_left_alone(asked, Drawn(0, opted_out=True), TERMS, DAY) is WhyNot.OPTED_OUT


def test_s0_26_a_person_is_known_again_by_email_or_by_name_with_the_birth_date():
    before, moved = known_by(a_party()), known_by(a_party(email="new@patients.example", mobile=""))
    stranger = known_by(a_party(first_name="Ben", email="ben@patients.example", mobile=""))

    assert set(before) & set(moved)
    assert not set(before) & set(stranger)


def test_a_name_alone_makes_nobody_the_same_person():
    bare = a_party(email="", mobile="", address="", postcode="", born_on=None)

    assert known_by(bare) == ()


def test_c_29_the_pack_says_how_people_can_opt_out():
    assert all(leaves_by(TERMS.pack, way) for way in WayOut)
    assert not leaves_by(replace(TERMS.pack, settings={}), WayOut.LINK)


def test_the_first_question_needs_one_of_its_answers():
    assert read_overall("well") is Overall.WELL
    with pytest.raises(Invalid, match="Choose how well"):
        read_overall("best")


def test_other_questions_may_be_left_out_and_strange_answers_are_none():
    typed = {"listened": "yes", "clear_answer": "", "easy_to_tell": "perhaps", "name": "yes"}

    assert read_others(typed) == {Question.LISTENED: Degree.YES}


def test_a_comment_is_short():
    assert read_comment("  Ring back sooner.\r\n") == "Ring back sooner."
    with pytest.raises(Invalid, match="500 characters"):
        read_comment("x" * 501)


def answers(month: str, count: int, overall: Overall = Overall.WELL, **more: Any) -> list[Answer]:
    return [Answer(f"{month}-{overall}-{n:04}", month, overall, **more) for n in range(count)]


def told(given: list[Answer], this_month: str = "2027-09", **asked: int):  # type: ignore[no-untyped-def]
    return results(given, asked, this_month=this_month, pack=TERMS.pack)


def test_issue_4_9_seven_answers_are_not_told_and_eight_are():
    assert told(answers("2027-05", 7)).groups == ()
    assert told(answers("2027-05", 7)).waiting_since == "2027-05"
    (group,) = told(answers("2027-05", 8)).groups
    assert (group.answered, group.overall[Overall.WELL]) == (10, 10)


def test_issue_4_9_small_months_are_told_together():
    given = [*answers("2027-05", 3), *answers("2027-06", 4), *answers("2027-07", 2)]

    (group,) = told(given).groups

    assert (group.first, group.last, group.answered) == ("2027-05", "2027-07", 10)


def test_issue_4_9_the_month_that_runs_is_never_told():
    assert told(answers("2027-09", 50)).groups == ()
    assert len(told(answers("2027-09", 50), this_month="2027-10").groups) == 1


def test_issue_4_9_a_group_once_told_never_changes_when_answers_come_later():
    before = told(answers("2027-05", 8)).groups
    later = told([*answers("2027-05", 8), *answers("2027-06", 3)]).groups

    assert before == later


def test_domain_3_13_inside_a_group_small_numbers_are_kept_back():
    given = [*answers("2027-05", 20), *answers("2027-05", 2, Overall.VERY_BADLY)]

    (group,) = told(given).groups

    assert group.overall[Overall.WELL] == 20
    assert group.overall[Overall.VERY_BADLY] is None


def test_comments_come_with_their_group_and_in_no_order_of_time():
    given = [
        replace(answers("2027-05", 8)[7], id="a", comment="last"),
        replace(answers("2027-05", 8)[0], id="b", comment="first"),
        *answers("2027-05", 6, Overall.BADLY),
    ]

    (group,) = told(given).groups

    assert group.comments == ("last", "first")
    assert told(given[:2]).groups == ()


@pytest.mark.parametrize(
    ("text", "stops"),
    [
        pytest.param("STOP", True, id="one word"),
        pytest.param(
            "\n\nPlease stop!\n\nOn 12 January you wrote:\n> Dear Ann", True, id="above a quote"
        ),
        pytest.param("Rezygnuję.", True, id="in Polish"),
        pytest.param("Dad-danysgrifio", True, id="in Welsh"),
        pytest.param("> STOP", False, id="only quoted"),
        pytest.param("It did not stop until I rang.", False, id="a story with the word in it"),
        pytest.param("Thank you, it was very good.", False, id="an answer in words"),
        pytest.param("", False, id="nothing"),
    ],
)
def test_s0_26_only_a_reply_that_says_nothing_else_asks_for_no_more(text: str, stops: bool):
    assert wants_no_more("Re: How did we handle your complaint?", text) is stops
