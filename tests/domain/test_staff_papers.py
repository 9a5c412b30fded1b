"""Staff whom a complaint concerns are told in writing, each for themselves (T5, T7; S2-33, S2-86)."""

from __future__ import annotations

from typing import Any

import pytest

from chalicelib.domain.case import CaseFile
from chalicelib.domain.casework.assessing import Triage, answer_triage
from chalicelib.domain.casework.investigating import (
    Account,
    DraftFindings,
    Interview,
    NamedStaff,
    Sharing,
    draft_findings,
    name_staff,
    record_interview,
    share,
)
from chalicelib.domain.casework.own_papers import comment, open_paper
from chalicelib.domain.casework.telling_staff import StaffPaper, show_findings, tell_staff
from chalicelib.domain.errors import Invalid, NotFound, RuleBroken
from chalicelib.domain.investigations import Concerned, involved_in, involved_person
from chalicelib.domain.messages import MessageKind
from chalicelib.domain.staff_papers import PaperOf, papers_for, papers_of
from chalicelib.domain.states import State
from tests.builders import TERMS, a_file, a_member_of_staff
from tests.way import in_every_state, occasion

REMY, ADA = a_member_of_staff("Remy Nurse"), a_member_of_staff("Ada Doctor")
WHEN: dict[str, Any] = {"terms": TERMS, "occasion": occasion()}
THEIRS: dict[str, Any] = {"terms": TERMS, "occasion": occasion(REMY.id)}


def named(file: CaseFile) -> CaseFile:
    """Remy, whom it is about, Ada, who is mentioned, and Jo, who has no account."""
    for each in (
        NamedStaff("Remy Nurse", Concerned.SUBJECT, REMY.id),
        NamedStaff("Ada Doctor", Concerned.MENTIONED, ADA.id),
        NamedStaff("Jo Porter", Concerned.WITNESS),
    ):
        file = name_staff(file, each, **WHEN).file
    return file


def person_called(file: CaseFile, name: str) -> str:
    """The number under which they were named last."""
    return [each.person.id for each in papers_of(file.events) if each.person.name == name][-1]


def opened(file: CaseFile, told: int) -> CaseFile:
    change = open_paper(file, REMY.id, told, **THEIRS)
    assert change is not None
    return change.file


def told(file: CaseFile, words: str = "The nurse Remy Nurse and Ada Doctor forgot it") -> CaseFile:
    return tell_staff(file, StaffPaper("1", words), **WHEN).file


def test_t5_whoever_has_an_account_gets_a_mail_and_whoever_has_none_a_paper_and_no_mail():
    file = told(named(a_file()))
    on_paper = tell_staff(file, StaffPaper("3", "You were there"), **WHEN).file

    mails = [each.to.id for each in on_paper.messages if each.kind is MessageKind.STAFF_PAPER]
    assert mails == [REMY.id]
    assert [each.person.name for each in papers_of(on_paper.events)] == ["Remy Nurse", "Jo Porter"]


def test_c_23_the_words_name_nobody_else_of_the_staff():
    (paper,) = papers_for(told(named(a_file())).events, REMY.id)

    assert paper.words == "The nurse Remy Nurse and [name removed] forgot it"


def test_nobody_opens_what_was_given_to_somebody_else():
    file = told(named(a_file()))
    (paper,) = papers_of(file.events)

    for person in (ADA, a_member_of_staff("Mira Manager")):
        with pytest.raises(NotFound):
            open_paper(file, person.id, paper.told, **WHEN)


def test_s2_33_an_interview_waits_until_they_opened_it_themselves_and_then_it_need_not():
    file = told(named(in_every_state()[State.INVESTIGATING]))
    person = person_called(file, "Remy Nurse")
    (paper,) = papers_for(file.events, REMY.id)
    said = Interview(person, Account.STATEMENT, "I rang twice")
    with pytest.raises(RuleBroken, match="Show them the complaint first"):
        record_interview(file, said, **WHEN)

    after = opened(file, paper.told)

    found = involved_person(after.events, person)
    assert found is not None
    assert (found.was_shown, found.was_offered) == (True, True)
    assert record_interview(after, said, **WHEN).events
    assert open_paper(after, REMY.id, paper.told, **THEIRS) is None, "opened once is opened"


def test_of_a_sensitive_case_nobody_is_warned_without_a_reason():
    fraud = Triage(
        patient_safety=False,
        adult_safeguarding=False,
        child_safeguarding=False,
        counter_fraud=True,
        duty_of_candour=False,
        text="The lead was told",
    )
    file = answer_triage(named(a_file()), fraud, **WHEN).file

    with pytest.raises(Invalid, match="Say why they may know now"):
        told(file)
    agreed = StaffPaper("1", "Words", reason="The lead for fraud agreed")
    assert tell_staff(file, agreed, **WHEN).messages


def test_t7_whoever_opens_the_findings_has_seen_them_and_the_last_one_lets_the_letter_go_on():
    file = in_every_state()[State.FINDINGS_DRAFTED]
    file = name_staff(file, NamedStaff("Remy Nurse", Concerned.SUBJECT, REMY.id), **WHEN).file
    person = file.events[-1].facts["person"]
    file = show_findings(file, StaffPaper(person, "It is upheld"), **WHEN).file
    (paper,) = papers_for(file.events, REMY.id)

    assert paper.what is PaperOf.FINDINGS
    assert str(paper.reply_by) == "2027-01-05", "five working days, by the policy"
    assert opened(file, paper.told).case.state is State.FINDINGS_DRAFTED, "others have not seen them"
    others = tuple(each.id for each in involved_in(file.events) if each.id != person)
    after = opened(share(file, Sharing(others), **WHEN).file, paper.told)
    assert after.case.state is State.SHARED_WITH_STAFF
    commented = comment(after, REMY.id, paper.told, "I did ring", **THEIRS)
    assert papers_for(commented.file.events, REMY.id)[0].comments == ("I did ring",)
    assert [each.kind for each in commented.messages] == [MessageKind.NOTICE]


def test_findings_that_are_put_together_anew_replace_what_nobody_has_opened():
    file = in_every_state()[State.FINDINGS_DRAFTED]
    file = name_staff(file, NamedStaff("Remy Nurse", Concerned.SUBJECT, REMY.id), **WHEN).file
    person = file.events[-1].facts["person"]
    file = show_findings(file, StaffPaper(person, "It is upheld"), **WHEN).file
    anew = draft_findings(file, DraftFindings("It is not"), **WHEN).file

    assert papers_for(file.events, REMY.id)
    assert papers_for(anew.events, REMY.id) == ()


def test_a_comment_is_on_what_was_found_and_opened_and_says_something():
    file = told(named(a_file()))
    (paper,) = papers_for(file.events, REMY.id)
    with pytest.raises(RuleBroken, match="Open what was found first"):
        comment(opened(file, paper.told), REMY.id, paper.told, "No", **THEIRS)

    shown = show_findings(file, StaffPaper("1", "It is upheld"), **WHEN).file
    seen = opened(shown, papers_of(shown.events)[-1].told)
    with pytest.raises(Invalid, match="Write your comment"):
        comment(seen, REMY.id, papers_of(seen.events)[-1].told, " ", **THEIRS)
