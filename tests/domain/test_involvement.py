"""Which organisations a complaint concerns, who leads, and the commissioner (S2-25, S2-74, C-30)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from chalicelib.domain.case import CaseFile
from chalicelib.domain.casework.assessing import Grading, Issues, ListedIssue, grade, list_issues
from chalicelib.domain.casework.contributing import (
    ContributionReceived,
    ContributionRequest,
    ask_contribution,
    receive_contribution,
)
from chalicelib.domain.casework.involving import (
    CommissionerCheck,
    Involvement,
    Lead,
    check_commissioner,
    confirm_lead,
    involve_organisation,
)
from chalicelib.domain.errors import Invalid
from chalicelib.domain.grading import Grade
from chalicelib.domain.involvement import (
    US,
    CommissionerHas,
    OrganisationKind,
    commissioner_has,
    lead_of,
    organisations_of,
    own_part,
    suggested_leads,
)
from chalicelib.domain.letters.beginning import first_draft
from chalicelib.domain.letters.matter import matter_of
from chalicelib.domain.policy import Action
from chalicelib.domain.states import State
from chalicelib.domain.workflow import why_not
from tests import way
from tests.builders import TERMS, a_receipt

WHEN = {"terms": TERMS, "occasion": way.occasion()}
TRUST = Involvement(OrganisationKind.PROVIDER, Grade.MAJOR, ("1",), "The trust")
COUNCIL = Involvement(OrganisationKind.LOCAL_AUTHORITY, Grade.MAJOR, ("2", "3"), "The council")


@pytest.fixture
def file() -> CaseFile:
    """A complaint of level 2 with four issues."""
    listed = Issues(tuple(ListedIssue(f"Issue {n}", "communications") for n in range(1, 5)))
    issues = list_issues(a_receipt().file, listed, **WHEN).file
    return grade(issues, Grading(Grade.SIGNIFICANT, "By its consequences"), **WHEN).file


def involving(file: CaseFile, *each: Involvement) -> CaseFile:
    for involved in each:
        file = involve_organisation(file, involved, **WHEN).file
    return file


def leads(file: CaseFile) -> list[str]:
    return [each.name or each.id for each in suggested_leads(file.events)]


def test_s2_25_the_most_serious_complaint_leads_however_many_issues_others_have(file: CaseFile):
    grave = replace(TRUST, grade=Grade.COMPLEX)

    assert leads(involving(file, grave, COUNCIL)) == ["The trust"]


def test_s2_25_of_the_equally_serious_the_one_with_most_issues_leads(file: CaseFile):
    assert leads(involving(file, TRUST, COUNCIL)) == ["The council"]


def test_s2_25_a_tie_is_told_and_not_decided(file: CaseFile):
    even = involving(file, TRUST, replace(COUNCIL, issues=("2",)))

    assert leads(even) == ["The trust", "The council"]
    with pytest.raises(Invalid, match="Say why"):
        confirm_lead(even, Lead("1"), **WHEN)


def test_s2_25_what_concerns_nobody_else_is_our_own_part_as_grave_as_the_case(file: CaseFile):
    ours = own_part(involving(file, TRUST, COUNCIL).events)

    assert (ours.issues, ours.grade) == (("4",), Grade.SIGNIFICANT)
    minor = involving(file, replace(TRUST, grade=Grade.MINOR))
    assert leads(minor) == [US]


def test_our_own_part_can_be_said_where_an_issue_concerns_several(file: CaseFile):
    own = Involvement(OrganisationKind.OURSELVES, Grade.COMPLEX, ("1", "2"))

    assert leads(involving(file, TRUST, own)) == [US]


def test_the_ombudsman_leads_no_response(file: CaseFile):
    ombudsman = Involvement(OrganisationKind.OMBUDSMAN, Grade.COMPLEX, ("1",), "The ombudsman")

    assert leads(involving(file, ombudsman)) == []


def test_nobody_is_suggested_while_no_other_organisation_is_involved(file: CaseFile):
    assert leads(file) == []


def test_the_same_name_again_replaces_what_was_recorded(file: CaseFile):
    twice = involving(file, TRUST, replace(TRUST, organisation="the TRUST ", issues=("1", "2")))

    (only,) = organisations_of(twice.events)
    assert (only.id, only.issues) == ("1", ("1", "2"))


def test_s2_25_a_person_confirms_who_leads_and_says_why_against_the_rule(file: CaseFile):
    two = involving(file, TRUST, COUNCIL)

    assert lead_of(two.events) == ""
    with pytest.raises(Invalid, match="Say why"):
        confirm_lead(two, Lead("1"), **WHEN)
    assert lead_of(confirm_lead(two, Lead("1", "They agreed so"), **WHEN).file.events) == "1"
    assert lead_of(confirm_lead(two, Lead("2"), **WHEN).file.events) == "2"


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        (replace(TRUST, organisation=" "), "organisation"),
        (replace(TRUST, issues=()), "issues"),
        (replace(TRUST, issues=("9",)), "issues"),
    ],
)
def test_what_is_wrong_with_an_organisation_is_named(file: CaseFile, wrong: Involvement, field: str):
    with pytest.raises(Invalid) as refused:
        involve_organisation(file, wrong, **WHEN)

    assert [fault.field for fault in refused.value.faults] == [field]


def test_c_30_an_investigation_begins_once_it_is_known_that_the_commissioner_has_not_got_it():
    agreed = way.in_every_state()[State.PLAN_AGREED]

    assert "whether the commissioner has it too" in why_not(agreed, Action.BEGIN_INVESTIGATION, TERMS)
    asked = check_commissioner(agreed, CommissionerCheck(CommissionerHas.NOT, "She says so"), **WHEN)
    assert why_not(asked.file, Action.BEGIN_INVESTIGATION, TERMS) == ""


def test_c_30_what_the_commissioner_investigates_is_linked_and_not_investigated_a_second_time():
    agreed = way.in_every_state()[State.PLAN_AGREED]
    theirs = CommissionerCheck(CommissionerHas.INVESTIGATES, "They wrote", "ICB-0001")

    with pytest.raises(Invalid, match="reference"):
        check_commissioner(agreed, replace(theirs, reference=""), **WHEN)
    checked = check_commissioner(agreed, theirs, **WHEN).file

    assert "not looked into a second time" in why_not(checked, Action.BEGIN_INVESTIGATION, TERMS)
    assert why_not(checked, Action.DECLINE, TERMS) == ""
    assert commissioner_has(checked.events) is CommissionerHas.INVESTIGATES


def test_c_30_what_the_commissioner_leaves_to_us_is_ours_to_investigate():
    agreed = way.in_every_state()[State.PLAN_AGREED]
    left = CommissionerCheck(CommissionerHas.LEFT_TO_US, "They wrote", "ICB-0001")

    checked = check_commissioner(agreed, left, **WHEN).file
    assert why_not(checked, Action.BEGIN_INVESTIGATION, TERMS) == ""


def test_s2_25_the_one_response_holds_what_each_organisation_answered(file: CaseFile):
    two = involving(file, TRUST, COUNCIL)
    request = ContributionRequest("The Trust", "Their part", date(2027, 1, 20), True)
    asked = ask_contribution(two, request, **WHEN).file
    received = ContributionReceived("1", "The blood was late, and we are sorry.")
    told = receive_contribution(asked, received, **WHEN).file

    draft = first_draft(told.events, matter_of(told, TERMS.pack), ombudsman="")

    assert "The trust answers for issue 1: The blood was late, and we are sorry." in draft.explanation
    assert "The council answers for issue 2 and issue 3: [WHAT THEY SAY]" in draft.explanation


def test_s2_25_the_one_response_begins_with_a_part_for_each_organisation(file: CaseFile):
    two = involving(file, TRUST, COUNCIL)

    draft = first_draft(two.events, matter_of(two, TERMS.pack), ombudsman="")

    assert "The trust answers for issue 1: [WHAT THEY SAY]" in draft.explanation
    assert "The council answers for issue 2 and issue 3: [WHAT THEY SAY]" in draft.explanation
