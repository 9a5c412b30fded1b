"""Rules of a complaint's way, each by the id that domain.md gives it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from chalicelib.domain.case import CaseFile
from chalicelib.domain.casework import (
    assessing,
    contacting,
    ending,
    improving,
    investigating,
    involving,
    planning,
    responding,
    restricting,
)
from chalicelib.domain.casework.telling import tell_milestone
from chalicelib.domain.clocks import Clock, Notice
from chalicelib.domain.concerns import exempt_until
from chalicelib.domain.contact import ContactType, ReceivedVia
from chalicelib.domain.endings import ending_of
from chalicelib.domain.errors import Invalid, RuleBroken
from chalicelib.domain.events import EventType
from chalicelib.domain.grading import Grade, grade_of
from chalicelib.domain.identifiers import RoleCode
from chalicelib.domain.involvement import OrganisationKind
from chalicelib.domain.issues import Finding, Outcome, issues_of, outcome_from, outcome_of
from chalicelib.domain.learning import AuditResult
from chalicelib.domain.messages import MessageKind
from chalicelib.domain.parties import Channel
from chalicelib.domain.plans import PlanAnswer, plan_of
from chalicelib.domain.policy import Action, Setting, Terms
from chalicelib.domain.states import State
from chalicelib.domain.time_limits import TimeLimit, classify, time_limit_of
from chalicelib.domain.workflow import NextStep, next_step, why_not
from tests.builders import (
    CHRISTMAS_EVE,
    MANAGER,
    OFFICE,
    PARTNER,
    TERMS,
    a_file,
    an_occasion,
    by_staff,
    london,
)
from tests.way import ACKNOWLEDGE, FIND, PLAN, after, in_every_state, occasion, post, send, submit

WHEN = {"terms": TERMS, "occasion": occasion()}


def at(instant: datetime) -> dict[str, object]:
    """Decided then, by the complaints manager."""
    return {"terms": TERMS, "occasion": an_occasion(instant, by_staff(MANAGER.id))}


def state(which: State) -> CaseFile:
    return in_every_state()[which]


def clock(file: CaseFile, code: str) -> Clock:
    return next(each for each in file.clocks(TERMS) if each.code == code)


@pytest.mark.parametrize(
    ("received", "occurred", "noticed", "found"),
    [
        pytest.param(date(2026, 11, 23), date(2025, 11, 23), None, "in_time_statutory", id="last day"),
        pytest.param(
            date(2026, 11, 23), date(2025, 11, 22), None, "in_time_local_only", id="a day late"
        ),
        pytest.param(date(2025, 2, 28), date(2024, 2, 29), None, "in_time_statutory", id="leap day"),
        pytest.param(
            date(2026, 11, 23),
            date(2020, 1, 1),
            date(2026, 1, 1),
            "in_time_statutory",
            id="noticed later",
        ),
        pytest.param(date(2026, 11, 23), date(2023, 11, 22), None, "out_of_time", id="three years"),
    ],
)
def test_c_1_a_complaint_is_in_time_by_law_by_our_own_limit_or_late(
    received: date, occurred: date, noticed: date | None, found: str
):
    assert classify(received, occurred, noticed, TERMS.pack) == found


def test_c_1_a_late_complaint_is_not_turned_away_but_decided_about_with_reasons():
    late = after(a_file(occurred_on=date(2024, 1, 1)), *ACKNOWLEDGE)
    decision = assessing.TimeLimitDecision(date(2024, 1, 1))

    assert time_limit_of(late, TERMS) is TimeLimit.IN_TIME_LOCAL_ONLY
    with pytest.raises(Invalid) as refusal:
        assessing.decide_time_limit(late, decision, **WHEN)
    assert [f.field for f in refusal.value.faults] == ["good_reason", "still_investigable", "reason"]
    reasoned = replace(
        decision, good_reason=True, still_investigable=True, reason="She was in hospital"
    )
    assert assessing.decide_time_limit(late, reasoned, **WHEN).file.case.state is State.ACKNOWLEDGED


@pytest.mark.parametrize(
    ("mode", "until"),
    [
        ("next_working_day", london(date(2026, 12, 30), 0)),
        ("elapsed_24h", CHRISTMAS_EVE + timedelta(hours=24)),
        ("stricter", CHRISTMAS_EVE + timedelta(hours=24)),
    ],
)
def test_c_2_how_long_an_oral_concern_is_exempt_is_what_the_pack_says(mode: str, until: datetime):
    settings = {**TERMS.pack.settings, "oral_exemption.mode": Setting(mode, "C-2")}
    terms = Terms(replace(TERMS.pack, settings=settings), TERMS.calendar)
    concern = a_file(contact_type=ContactType.CONCERN, received_via=ReceivedVia.PHONE)

    assert exempt_until(concern, terms) == until


def test_s2_76_a_new_level_keeps_the_old_one_in_the_history_and_every_clock_its_start():
    file = state(State.ASSESSED)
    before = {each.code: each.started_at for each in file.clocks(TERMS)}

    again = assessing.grade(file, assessing.Grading(Grade.COMPLEX, "A trust too"), **WHEN).file

    assert grade_of(again.events) is Grade.COMPLEX
    assert [e.facts["grade"] for e in again.events if e.type is EventType.CASE_GRADED] == [3, 4]
    assert {each.code: each.started_at for each in again.clocks(TERMS)} == before


def test_s2_38_a_linked_procedure_needs_to_be_told_to_somebody():
    with pytest.raises(Invalid, match="who was told"):
        assessing.answer_triage(a_file(), assessing.Triage(True, False, False, False, False), **WHEN)


def a_plan(**given: object) -> planning.PlanProposal:
    _, _, plan = PLAN[0]
    return replace(plan, **given)


def test_s2_73_from_level_three_a_partner_sits_on_the_plan():
    with pytest.raises(RuleBroken, match="Name the partner"):
        planning.send_plan(state(State.ASSESSED), a_plan(partner=None), **WHEN)


def test_s2_74_on_level_four_another_organisation_takes_part():
    complex_ = assessing.grade(
        state(State.ASSESSED), assessing.Grading(Grade.COMPLEX, "A trust too"), **WHEN
    ).file

    assert "record it first" in why_not(complex_, Action.SEND_PLAN, TERMS)
    trust = involving.Involvement(OrganisationKind.PROVIDER, Grade.MAJOR, ("1",), "The trust")
    with_trust = involving.involve_organisation(complex_, trust, **WHEN).file
    assert "who leads" in why_not(with_trust, Action.SEND_PLAN, TERMS)
    led = involving.confirm_lead(with_trust, involving.Lead("1"), **WHEN).file
    assert why_not(led, Action.SEND_PLAN, TERMS) == ""
    assert plan_of(planning.send_plan(led, a_plan(), **WHEN).file.events).external


def test_s2_83_a_plan_that_was_refused_is_made_again_before_anything_is_investigated():
    sent = after(state(State.ASSESSED), PLAN[0])
    refused = planning.answer_plan(
        sent, planning.PlanReply(PlanAnswer.REFUSED, "Too long"), **WHEN
    ).file

    assert refused.case.state is State.ASSESSED
    assert next_step(refused) is NextStep.SEND_PLAN
    assert why_not(refused, Action.BEGIN_INVESTIGATION, TERMS) == "Agree on the plan first"


def test_s2_47_a_date_that_we_set_without_their_yes_is_marked_so_and_needs_a_reason():
    sent = after(state(State.ASSESSED), PLAN[0])

    with pytest.raises(Invalid, match="Say why"):
        planning.answer_plan(sent, planning.PlanReply(PlanAnswer.NOT_REACHABLE), **WHEN)
    reply = planning.PlanReply(PlanAnswer.NOT_REACHABLE, "Rang five times")
    answered = planning.answer_plan(sent, reply, **WHEN).file.events[-1]
    assert answered.facts["agreed"] is False


def test_s2_101_an_issue_added_after_the_plan_needs_a_new_version_of_it():
    planned = state(State.INVESTIGATING)
    first = assessing.ListedIssue("Nobody rang", "communications")
    added = assessing.ListedIssue("The record is wrong", "communications")

    with pytest.raises(Invalid, match="stay as they were agreed"):
        assessing.list_issues(planned, assessing.Issues((added,)), **WHEN)
    grown = assessing.list_issues(planned, assessing.Issues((first, added)), **WHEN).file

    assert issues_of(grown.events).version == 2
    assert "send the plan again" in why_not(grown, Action.DRAFT_FINDINGS, TERMS)
    again = after(grown, *PLAN)
    assert (again.case.state, plan_of(again.events).version) == (State.INVESTIGATING, 2)
    assert clock(again, "RESP").due == date(2027, 2, 4)


def test_s2_33_staff_see_the_complaint_and_are_offered_support_before_an_interview():
    named = after(state(State.INVESTIGATING), FIND[0])
    _, record, interview = FIND[3]

    with pytest.raises(RuleBroken, match="Show them the complaint first"):
        record(named, interview, **WHEN)
    shown = investigating.FairTreatment("1", (investigating.Fairness.LETTER_SHOWN,))
    with pytest.raises(RuleBroken, match="Offer them support first"):
        record(investigating.treat_fairly(named, shown, **WHEN).file, interview, **WHEN)


def test_s2_86_findings_go_on_only_when_everybody_concerned_has_seen_them():
    second = investigating.NamedStaff("Nurse B", investigating.Concerned.MENTIONED)
    two = investigating.name_staff(state(State.FINDINGS_DRAFTED), second, **WHEN).file

    one_saw = investigating.share(two, investigating.Sharing(("1",)), **WHEN).file
    both_saw = investigating.share(one_saw, investigating.Sharing(("2",)), **WHEN).file

    assert one_saw.case.state is State.FINDINGS_DRAFTED
    assert both_saw.case.state is State.SHARED_WITH_STAFF


@pytest.mark.parametrize(
    ("findings", "outcome"),
    [
        ((Finding.UPHELD,), Outcome.UPHELD),
        ((Finding.UPHELD, Finding.NOT_UPHELD), Outcome.PARTIALLY_UPHELD),
        ((Finding.CANNOT_DETERMINE, Finding.NOT_UPHELD), Outcome.NOT_UPHELD),
    ],
    ids=["all", "some of several", "none"],
)
def test_4_1_the_outcome_follows_from_the_findings(findings: tuple[Finding, ...], outcome: Outcome):
    assert outcome_from(findings) is outcome


def test_s2_91_the_author_does_not_read_the_letter_again():
    with pytest.raises(RuleBroken, match="other than the author"):
        submit(state(State.SHARED_WITH_STAFF), responding.LetterSubmission(MANAGER.id), **WHEN)


def test_s2_90_only_a_role_that_one_holds_approves_and_nobody_a_complaint_about_themselves():
    submitted, partner = state(State.AWAITING_SIGNOFF), responding.Approval(RoleCode("partner"))
    about_pia = investigating.NamedStaff("Pia", investigating.Concerned.SUBJECT, PARTNER.id)

    with pytest.raises(RuleBroken, match="role that is yours"):
        responding.approve_letter(submitted, partner, MANAGER, **WHEN)
    about_her = investigating.name_staff(submitted, about_pia, **WHEN).file
    with pytest.raises(RuleBroken, match="about you"):
        responding.approve_letter(about_her, partner, PARTNER, **WHEN)


def test_s2_88_a_change_of_the_letter_voids_every_approval():
    approved = responding.approve_letter(
        state(State.AWAITING_SIGNOFF), responding.Approval(RoleCode("partner")), PARTNER, **WHEN
    ).file

    changed = responding.change_letter(approved, responding.LetterChange("A wrong date"), **WHEN).file
    again = submit(changed, responding.LetterSubmission(OFFICE.id), **WHEN).file

    assert changed.case.state is State.SHARED_WITH_STAFF
    assert "complaints manager and the partner" in why_not(again, Action.SEND_RESPONSE, TERMS)


def test_s2_34_everybody_mentioned_gets_a_copy_of_the_response_and_nobody_else():
    witness = investigating.NamedStaff("Dr C", investigating.Concerned.WITNESS)
    with_witness = investigating.name_staff(state(State.INVESTIGATING), witness, **WHEN).file
    named = investigating.name_staff(
        with_witness, investigating.NamedStaff("B", investigating.Concerned.MENTIONED), **WHEN
    ).file
    sent = responding.ResponseSent(Channel.LETTER, RoleCode("partner"))

    ready = send(named, sent, **WHEN).file
    answered = post(ready, Channel.LETTER, **WHEN).file

    assert ending_of(ready.events).resolved_at is None
    assert ending_of(answered.events).copied == ("2",)


EXTENDED = contacting.ExtensionRequest(date(2027, 2, 18), "A doctor is away", False)


def test_t13_the_agreed_date_moves_before_it_has_passed_and_both_dates_are_kept():
    moved = contacting.extend(state(State.INVESTIGATING), EXTENDED, **WHEN).file

    assert clock(moved, "RESP").due == date(2027, 2, 18)
    assert clock(moved, "RESP").due_original == date(2027, 2, 4)
    assert clock(moved, "6M").due == clock(state(State.INVESTIGATING), "6M").due


@pytest.mark.parametrize("agreed", [True, False], ids=["agreed", "not agreed"])
def test_t13_six_months_become_longer_only_if_the_person_agrees_before_they_end(agreed: bool):
    asked = contacting.ExtensionRequest(date(2027, 8, 2), "Abroad", agreed, "Her" if agreed else "")

    moved = contacting.extend(state(State.INVESTIGATING), asked, **WHEN).file

    assert (clock(moved, "6M").last_day > date(2027, 6, 23)) is agreed


def test_s2_52_an_extension_after_the_date_is_kept_as_late_and_moves_nothing():
    late = contacting.extend(
        state(State.INVESTIGATING), EXTENDED, **at(london(date(2027, 2, 8), 9))
    ).file

    assert clock(late, "RESP").due == date(2027, 2, 4)
    assert [change.unmoved for change in clock(late, "RESP").changes] == ["late"]


def test_t14_six_months_without_a_response_owe_a_written_reason_and_alert_a_partner():
    six = clock(state(State.INVESTIGATING), "6M")
    breach = next(each for each in six.milestones if each.notice is Notice.BREACH)
    change = tell_milestone(state(State.INVESTIGATING), six, breach, **at(breach.at))

    assert MessageKind.NOTICE in {message.kind for message in change.messages}
    assert next_step(change.file) is NextStep.EXPLAIN_BREACH
    with pytest.raises(Invalid, match="in writing"):
        contacting.explain_breach(
            change.file, contacting.BreachReason("Still waiting", Channel.TELEPHONE), **at(breach.at)
        )
    told = contacting.BreachReason("The trust has not answered", Channel.LETTER)
    explained = contacting.explain_breach(change.file, told, **at(breach.at)).file
    assert next_step(explained) is not NextStep.EXPLAIN_BREACH


def test_s2_54_only_a_substantive_word_begins_the_time_to_the_next_update_anew():
    file = state(State.ACKNOWLEDGED)
    later = at(london(date(2027, 1, 8), 9))
    due = clock(file, "UPDATE").due

    silent = contacting.ContactMade(Channel.TELEPHONE, False, "Received your letter")
    news = contacting.ContactMade(Channel.TELEPHONE, True, "Two of three are heard")

    assert clock(contacting.record_contact(file, silent, **later).file, "UPDATE").due == due
    assert clock(contacting.record_contact(file, news, **later).file, "UPDATE").due > due


def test_s2_89_and_s2_99_a_case_closes_when_what_was_promised_is_done_told_and_minuted():
    file = state(State.ACTIONS_OPEN)

    assert "1 promised action" in why_not(file, Action.CLOSE, TERMS)
    file = improving.complete_action(file, improving.ActionDone("1", "In use"), **WHEN).file
    assert "Tell the person first" in why_not(file, Action.CLOSE, TERMS)
    file = improving.report_outcome(
        file, improving.OutcomeLetter(Channel.LETTER, "It is in use"), **WHEN
    ).file
    assert "not minuted" in why_not(file, Action.CLOSE, TERMS)
    assert ending_of(file.events).resolved_at is not None
    assert ending_of(file.events).closed_at is None


def test_s2_98_a_change_that_does_not_work_is_promised_again_with_a_date():
    done = improving.complete_action(
        state(State.ACTIONS_OPEN), improving.ActionDone("1", "In use"), **WHEN
    ).file

    with pytest.raises(Invalid, match="by when"):
        improving.audit_action(done, improving.ActionAudit("1", AuditResult.FAILED, "Missed"), **WHEN)


def test_s2_27_who_is_not_investigated_is_told_in_writing():
    spoken = ending.Declining(ending.DeclineReason.OUT_OF_TIME, "Too late", Channel.TELEPHONE)

    with pytest.raises(Invalid) as refusal:
        ending.decline(state(State.ACKNOWLEDGED), spoken, **WHEN)

    assert [fault.field for fault in refusal.value.faults] == ["sent_by"]
    assert outcome_of(state(State.DECLINED).events) is Outcome.DECLINED_OUT_OF_SCOPE


def test_t17_what_is_withdrawn_by_word_of_mouth_is_confirmed_on_another_day():
    same_day = ending.Withdrawal(False, "No more", date(2026, 12, 24), date(2026, 12, 24))

    with pytest.raises(Invalid, match="another day"):
        ending.withdraw(state(State.ACKNOWLEDGED), same_day, **WHEN)


def test_t17_nothing_is_passed_on_without_the_persons_consent():
    unasked = ending.Transfer("The pharmacy", False, "Theirs", Channel.LETTER)

    with pytest.raises(Invalid, match="Ask the person first"):
        ending.transfer(state(State.ACKNOWLEDGED), unasked, **WHEN)


def test_t15_a_case_that_is_opened_again_is_planned_again_and_has_no_outcome():
    reopened = state(State.REOPENED)

    assert plan_of(reopened.events) is None
    assert outcome_of(reopened.events) is None
    assert next_step(reopened) is NextStep.ASSESS


def test_s2_39_limits_on_contact_need_a_proposal_full_answers_and_a_day_of_review():
    decision = restricting.RestrictionDecision(
        "By letter", "The adviser", False, "-", date(2026, 12, 1)
    )

    assert "Nobody has proposed it" in why_not(state(State.RESPONDED), Action.RESTRICT, TERMS)
    with pytest.raises(Invalid) as refusal:
        restricting.restrict(state(State.RESPONDED), decision, **WHEN)
    assert [fault.field for fault in refusal.value.faults] == ["all_answered", "review_on"]


def test_c_14_an_acknowledgement_that_comes_back_late_stands_open_again_and_the_work_stays_done():
    file = state(State.INVESTIGATING)
    voided = replace(file.case, acknowledged_at=None)

    assert next_step(replace(file, case=voided)) is NextStep.ACKNOWLEDGE
    assert not why_not(replace(file, case=voided), Action.ACKNOWLEDGE, TERMS)
