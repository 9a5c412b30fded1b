"""Every clock of the catalogue (domain.md 4.7) by the dates that were worked out by hand (sections 3.1
and 5), each read from the pack that ships.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest

from chalicelib.domain.clocks import Counting, StepKind, read_clock
from chalicelib.domain.clocks.calendar_periods import last_day_of_months
from chalicelib.domain.errors import CalendarExhausted, DateMissing
from chalicelib.domain.events import EventType
from tests.builders import ENGLAND
from tests.clockwork import (
    RECEIVED,
    RESPONSE,
    a_rule,
    happened,
    history,
    milestones,
    on,
    read,
    read_all,
    rule_of,
    utc,
)


def due_of(pack: str, clock: str, start: EventType, when: datetime, **facts: object) -> date:
    return read(rule_of(pack, clock), happened(start, when, **facts)).due


# -- working days ---------------------------------------------------------------------------------

ACKNOWLEDGE_BY = [
    pytest.param("2026-12-24", "2026-12-31", id="SC-1 Christmas Eve"),
    pytest.param("2026-11-23", "2026-11-26", id="SC-3"),
    pytest.param("2027-01-04", "2027-01-07", id="SC-10"),
    pytest.param("2027-03-25", "2027-04-01", id="SC-13 the eve of Good Friday"),
]


@pytest.mark.parametrize(("received", "due"), ACKNOWLEDGE_BY)
@pytest.mark.parametrize("pack", ["gp-practice", "commissioner"])
def test_acknowledgement_is_due_three_working_days_after_the_day_of_receipt(
    pack: str, received: str, due: str
):
    assert due_of(pack, "ACK", RECEIVED, on(received)) == date.fromisoformat(due)


# peers.md 2.7: what four deadline algorithms make of one promise. Column 2 is ours.
PEERS_AND_US = [
    pytest.param("2026-06-01", "2026-06-04", id="Mon 1 Jun"),
    pytest.param("2026-05-22", "2026-05-28", id="Fri 22 May, before a bank holiday"),
    pytest.param("2026-05-23", "2026-05-28", id="Sat 23 May"),
    pytest.param("2026-05-25", "2026-05-28", id="Mon 25 May, a bank holiday"),
    pytest.param("2026-04-02", "2026-04-09", id="Thu 2 Apr, before Easter"),
    pytest.param("2026-04-04", "2026-04-09", id="Sat 4 Apr"),
    pytest.param("2026-12-24", "2026-12-31", id="Thu 24 Dec"),
    pytest.param("2026-12-26", "2026-12-31", id="Sat 26 Dec"),
]


@pytest.mark.parametrize(("received", "due"), PEERS_AND_US)
def test_where_four_other_systems_disagree_we_give_the_date_of_the_law(received: str, due: str):
    assert due_of("gp-practice", "ACK", RECEIVED, on(received)) == date.fromisoformat(due)


ORAL = {"received_via": "phone"}


def test_sc2_an_oral_concern_of_christmas_eve_can_be_settled_until_the_next_working_day():
    clock = read(rule_of("gp-practice", "ORAL"), happened(RECEIVED, on("2026-12-24", 10, 5), **ORAL))

    assert clock.due == date(2026, 12, 29)
    assert milestones(clock)[0] == ("midday", on("2026-12-29", 12))


def test_sc2_the_same_words_in_writing_are_never_exempt():
    written = history(happened(RECEIVED, on("2026-12-24"), received_via="web_form"))

    assert read_clock(rule_of("gp-practice", "ORAL"), written, ENGLAND) is None


def test_sc3_the_patient_is_chased_after_ten_working_days_and_decided_about_after_twenty():
    asked = happened(EventType.CONSENT_REQUESTED, on("2026-11-26"), consent="patient")

    clock = read_all(rule_of("gp-practice", "CONSENT"), asked)["CONSENT:patient"]

    assert clock.due == date(2026, 12, 24)
    assert milestones(clock) == [("chase", on("2026-12-10", 9)), ("due", on("2026-12-24", 9))]


def test_either_answer_about_consent_stops_its_clock():
    for answer in (EventType.CONSENT_GIVEN, EventType.CONSENT_REFUSED):
        clocks = read_all(
            rule_of("gp-practice", "CONSENT"),
            happened(EventType.CONSENT_REQUESTED, on("2026-11-26"), consent="patient"),
            happened(answer, on("2026-12-08"), consent="patient"),
        )
        assert clocks["CONSENT:patient"].stopped_at == on("2026-12-08")


STAGE_1 = happened(RECEIVED, on("2026-12-17"))
STAGE_2 = happened(EventType.STAGE_ESCALATED, on("2026-12-23", 16, 45), stage=2)
STAGE_3 = happened(EventType.STAGE_ESCALATED, on("2027-03-25"), stage=3)

STAGES = [
    pytest.param("S3-1", "2026-12-22", id="SC-6 stage 1, three working days after receipt"),
    pytest.param("S3-2", "2027-01-06", id="SC-6 stage 2, seven after the escalation"),
    pytest.param("S3-3", "2027-04-12", id="SC-6 stage 3, ten after the escalation, over Easter"),
]


@pytest.mark.parametrize(("clock", "due"), STAGES)
def test_sc6_each_stage_has_its_own_days_from_its_own_escalation(clock: str, due: str):
    reading = read(rule_of("three-stage", clock), STAGE_1, STAGE_2, STAGE_3)

    assert reading.due == date.fromisoformat(due)


def test_sc6_a_reply_by_telephone_does_not_stop_stage_three_and_one_in_writing_does():
    rule = rule_of("three-stage", "S3-3")
    by_phone = happened(EventType.STAGE_REPLIED, on("2027-04-09"), stage=3, written=False)
    written = happened(EventType.STAGE_REPLIED, on("2027-04-15"), stage=3, written=True)

    assert read(rule, STAGE_3, by_phone).running
    assert read(rule, STAGE_3, by_phone, written).stopped_at == on("2027-04-15")


def test_sc6_a_new_deadline_within_the_first_replaces_it_and_keeps_it():
    moved = happened(EventType.CLOCK_REVISED, on("2027-04-12"), clock="S3-3", due="2027-04-16")

    clock = read(rule_of("three-stage", "S3-3"), STAGE_3, moved)

    assert (clock.due, clock.due_original) == (date(2027, 4, 16), date(2027, 4, 12))
    assert not clock.is_late(on("2027-04-15"))


def test_sc6_stage_one_is_moved_by_an_explanation_with_a_new_date_on_its_last_day():
    moved = happened(EventType.CLOCK_REVISED, on("2026-12-22", 15), clock="S3-1", due="2026-12-24")
    reply = happened(EventType.STAGE_REPLIED, on("2026-12-23"), stage=1)

    clock = read(rule_of("three-stage", "S3-1"), STAGE_1, moved, reply)

    assert (clock.due, clock.due_original) == (date(2026, 12, 24), date(2026, 12, 22))
    assert not clock.is_late(on("2026-12-23"))


def test_sc6_stage_two_stays_breached_whatever_date_is_named_after():
    moved = happened(EventType.CLOCK_REVISED, on("2027-01-06"), clock="S3-2", due="2027-01-14")
    reply = happened(EventType.STAGE_REPLIED, on("2027-01-14"), stage=2)

    clock = read(rule_of("three-stage", "S3-2"), STAGE_2, moved, reply)

    assert clock.due == date(2027, 1, 6)
    assert clock.is_late(on("2027-01-14"))


def test_a_start_offset_lets_working_days_pass_before_the_count_begins():
    clock = read(a_rule(start_offset=2), happened(RECEIVED, on("2026-06-01")))

    assert clock.due == date(2026, 6, 8)
    assert [step.number for step in clock.steps if step.counted] == [1, 2, 3]


# -- calendar periods -----------------------------------------------------------------------------

SIX_MONTHS = [
    pytest.param("2026-11-30", "2027-05-29", id="30 November"),
    pytest.param("2026-12-01", "2027-05-31", id="1 December"),
    pytest.param("2026-11-23", "2027-05-22", id="23 November"),
    pytest.param("2026-12-31", "2027-06-30", id="31 December"),
    pytest.param("2026-08-31", "2027-02-28", id="31 August, of which February has none"),
    pytest.param("2026-12-24", "2027-06-23", id="SC-1 24 December"),
]


@pytest.mark.parametrize(("received", "last"), SIX_MONTHS)
def test_six_months_commencing_on_the_day_end_a_day_before_the_corresponding_one(
    received: str, last: str
):
    clock = read(rule_of("gp-practice", "6M"), happened(RECEIVED, on(received)))

    assert clock.last_day == date.fromisoformat(last)


TWELVE_MONTHS_AFTER = [
    pytest.param("2025-11-23", "2026-11-23", id="in time on the day itself"),
    pytest.param("2025-11-22", "2026-11-22", id="a day too early"),
    pytest.param("2024-02-29", "2025-02-28", id="29 February, never 366 days"),
]


@pytest.mark.parametrize(("event", "last"), TWELVE_MONTHS_AFTER)
def test_twelve_months_after_a_day_end_on_the_corresponding_one(event: str, last: str):
    found = last_day_of_months(date.fromisoformat(event), 12, Counting.AFTER_THE_DAY)

    assert found == date.fromisoformat(last)


def test_thirty_six_months_after_a_day_end_on_the_corresponding_one():
    found = last_day_of_months(date(2024, 2, 29), 36, Counting.AFTER_THE_DAY)

    assert found == date(2027, 2, 28)


def test_six_months_that_end_on_a_saturday_are_kept_on_the_friday_before():
    """Rolled forward it would be Tuesday 1 June, the Monday being a bank holiday: too late by law."""
    clock = read(rule_of("gp-practice", "6M"), happened(RECEIVED, on("2026-11-30")))

    assert (clock.due, clock.last_day) == (date(2027, 5, 28), date(2027, 5, 29))
    assert clock.steps[-1].kind is StepKind.ROLLED_BACK


def test_a_response_on_the_saturday_itself_is_in_time_and_one_on_the_sunday_is_late():
    rule, received = rule_of("gp-practice", "6M"), happened(RECEIVED, on("2026-11-30"))

    assert not read(rule, received, happened(RESPONSE, on("2027-05-29"))).is_late(on("2027-06-30"))
    assert read(rule, received, happened(RESPONSE, on("2027-05-30"))).is_late(on("2027-06-30"))


def test_six_months_warn_after_five_and_ten_working_days_and_one_before():
    clock = read(rule_of("gp-practice", "6M"), happened(RECEIVED, on("2026-12-24")))

    assert milestones(clock) == [
        ("early_warning", on("2027-05-24", 9)),
        ("ten_before", on("2027-06-09", 9)),
        ("eve", on("2027-06-22", 9)),
        ("breach", on("2027-06-24", 9)),
    ]


PERIODS = [
    pytest.param(
        "gp-practice", "CQC28", EventType.REGULATOR_ASKED, "2026-12-07", "2027-01-04", id="CQC"
    ),
    pytest.param(
        "gp-practice", "SAR", EventType.SUBJECT_REQUEST_RECEIVED, "2026-11-30", "2026-12-30", id="SAR"
    ),
    pytest.param(
        "gp-practice",
        "SAR",
        EventType.SUBJECT_REQUEST_RECEIVED,
        "2026-11-26",
        "2026-12-29",
        id="SAR that ends on Boxing Day moves on to the next working day",
    ),
    pytest.param(
        "gp-practice",
        "SAR",
        EventType.SUBJECT_REQUEST_RECEIVED,
        "2027-01-31",
        "2027-03-01",
        id="SAR of 31 January: the last of February, a Sunday, so the Monday",
    ),
    pytest.param(
        "gp-practice",
        "DPC",
        EventType.DATA_COMPLAINT_RECEIVED,
        "2026-11-23",
        "2026-12-22",
        id="DPC: thirty days beginning when received",
    ),
]


@pytest.mark.parametrize(("pack", "clock", "start", "received", "due"), PERIODS)
def test_what_others_ask_for_has_its_own_period(
    pack: str, clock: str, start: EventType, received: str, due: str
):
    assert due_of(pack, clock, start, on(received), request="1", complaint="1") == (
        date.fromisoformat(due)
    )


def test_a_subject_access_request_that_rolls_forward_is_in_time_on_that_later_day():
    asked = happened(EventType.SUBJECT_REQUEST_RECEIVED, on("2026-11-26"), request="1")

    clock = read(rule_of("gp-practice", "SAR"), asked)

    assert clock.last_day == clock.due == date(2026, 12, 29)


CLAIM_DATES = [
    pytest.param("PART36", "part36_offer", "2027-01-08", id="21 days for an offer"),
    pytest.param("PAP-ACK", "letter_of_claim", "2026-12-31", id="14 days fall on a bank holiday"),
    pytest.param("PAP-RESPONSE", "letter_of_claim", "2027-04-16", id="4 months fall on a Sunday"),
]


@pytest.mark.parametrize(("clock", "kind", "due"), CLAIM_DATES)
def test_sc12_the_documents_of_a_claim_have_their_own_periods(clock: str, kind: str, due: str):
    received = happened(
        EventType.DEADLINE_DOCUMENT_RECEIVED, on("2026-12-18", 16, 40), **{"class": kind}, document="1"
    )

    assert read(rule_of("claims-scheme", clock), received).due == date.fromisoformat(due)


def test_sc10_a_change_is_checked_three_months_after_it_was_made():
    done = (
        happened(EventType.ACTION_SET, on("2027-02-10"), action="1", due="2027-04-30"),
        happened(EventType.ACTION_COMPLETED, on("2027-04-29"), action="1"),
    )

    assert read(rule_of("gp-practice", "AUDIT"), *done).due == date(2027, 7, 29)


def test_a_file_is_kept_for_ten_years_though_no_bank_holidays_are_known_so_far_ahead():
    clock = read(rule_of("gp-practice", "RETENTION"), happened(EventType.CASE_CLOSED, on("2027-05-04")))

    assert clock.due == date(2037, 5, 4)
    assert clock.next_at is None


def test_a_period_that_must_end_on_a_working_day_nobody_knows_yet_is_refused():
    with pytest.raises(CalendarExhausted):
        read(rule_of("gp-practice", "6M"), happened(RECEIVED, on("2028-11-30")))


def test_the_review_after_six_months_is_repeated_every_month_until_the_response():
    """Each reminder begins the next month, from the date it was about, so that nothing drifts."""
    received = happened(RECEIVED, on("2026-11-30"))
    first = happened(
        EventType.REMINDER_SENT,
        on("2027-05-28", 9),
        clock="6M-REVIEW",
        milestone="due",
        due="2027-05-30",
    )
    second = happened(
        EventType.REMINDER_SENT,
        on("2027-06-30", 9),
        clock="6M-REVIEW-MONTHLY",
        milestone="due",
        due="2027-06-30",
    )
    rule = rule_of("gp-practice", "6M-REVIEW-MONTHLY")

    assert read(rule, received, first).due == date(2027, 6, 30)
    again = read(rule, received, first, second)
    assert milestones(again) == [("due", on("2027-07-30", 9))]
    assert not read(rule, received, first, second, happened(RESPONSE, on("2027-07-01"))).running


# -- elapsed hours --------------------------------------------------------------------------------

FORWARD = rule_of("claims-scheme", "FORWARD-24H")


def scanned(when: datetime) -> tuple[EventType, datetime, dict[str, object]]:
    return happened(
        EventType.DEADLINE_DOCUMENT_RECEIVED, when, document="1", **{"class": "proceedings"}
    )


TWENTY_FOUR_HOURS = [
    pytest.param("2026-12-18T16:40", "2026-12-19T16:40", id="SC-12 over a Friday night"),
    pytest.param("2027-03-27T10:00", "2027-03-28T10:00", id="SC-12 clocks go forward: 11:00 BST"),
    pytest.param("2027-10-30T09:00", "2027-10-31T09:00", id="clocks go back: 10:00 BST, 09:00 GMT"),
    pytest.param("2026-12-24T15:00", "2026-12-25T15:00", id="on Christmas Day"),
]


@pytest.mark.parametrize(("received", "due"), TWENTY_FOUR_HOURS)
def test_twenty_four_hours_are_twenty_four_hours(received: str, due: str):
    clock = read(FORWARD, scanned(utc(received)))

    assert clock.due_at == utc(due)


def test_the_working_of_a_night_in_which_the_clocks_change_says_so():
    clock = read(FORWARD, scanned(utc("2027-03-27T10:00")))

    assert [step.kind for step in clock.steps] == [StepKind.CLOCKS_CHANGE, StepKind.HOURS_END]
    assert clock.due_at == on("2027-03-28", 11)


def test_sc12_alerts_come_after_one_twelve_and_twenty_hours_by_day_and_by_night():
    clock = read(FORWARD, scanned(on("2026-12-18", 16, 40)))

    assert milestones(clock) == [
        ("hour_1", on("2026-12-18", 17, 40)),
        ("hour_12", on("2026-12-19", 4, 40)),
        ("hour_20", on("2026-12-19", 12, 40)),
        ("breach", on("2026-12-19", 16, 40)),
    ]


def test_sc12_forwarding_without_the_covering_letter_stops_nothing():
    bare = happened(
        EventType.DEADLINE_DOCUMENT_FORWARDED, on("2026-12-19", 9), document="1", covering_letter=False
    )
    whole = happened(
        EventType.DEADLINE_DOCUMENT_FORWARDED,
        on("2026-12-19", 11, 5),
        document="1",
        covering_letter=True,
    )
    received = scanned(on("2026-12-18", 16, 40))

    assert read(FORWARD, received, bare).running
    clock = read(FORWARD, received, bare, whole)
    assert not clock.is_late(on("2026-12-20"))
    assert clock.pending == ()


def test_an_hour_clock_is_in_time_to_the_last_second_and_late_the_next():
    clock = read(FORWARD, scanned(utc("2026-12-18T16:40")))
    assert clock.due_at is not None

    assert not clock.is_late(clock.due_at)
    assert clock.is_late(clock.due_at + timedelta(seconds=1))


def test_each_document_has_a_clock_of_its_own():
    second = happened(EventType.DEADLINE_DOCUMENT_RECEIVED, on("2026-12-19", 9), document="2")
    forwarded = happened(
        EventType.DEADLINE_DOCUMENT_FORWARDED, on("2026-12-19", 10), document="1", covering_letter=True
    )

    clocks = read_all(FORWARD, scanned(on("2026-12-18", 16, 40)), second, forwarded)

    assert {code: clock.running for code, clock in clocks.items()} == {
        "FORWARD-24H:1": False,
        "FORWARD-24H:2": True,
    }


# -- negotiated -----------------------------------------------------------------------------------


def test_sc1_an_agreed_response_is_reminded_of_five_and_one_working_days_before_and_on_the_day():
    agreed = happened(EventType.PLAN_ACCEPTED, on("2026-12-30", 11), respond_by="2027-02-04")

    clock = read(rule_of("gp-practice", "RESP"), agreed)

    assert clock.due == date(2027, 2, 4)
    assert milestones(clock)[:3] == [
        ("five_before", on("2027-01-28", 9)),
        ("eve", on("2027-02-03", 9)),
        ("due", on("2027-02-04", 9)),
    ]


def test_sc1_twenty_five_working_days_from_the_call_are_the_fourth_of_february():
    assert ENGLAND.add_working_days(date(2026, 12, 30), 25) == date(2027, 2, 4)


def test_sc10_the_other_dates_of_the_learning_action():
    assert ENGLAND.add_working_days(date(2027, 1, 6), 25) == date(2027, 2, 10)
    assert ENGLAND.add_working_days(date(2027, 5, 4), 10) == date(2027, 5, 18)
    promised = happened(EventType.ACTION_SET, on("2027-02-10"), action="1", due="2027-04-30")
    clock = read(rule_of("gp-practice", "ACTION"), promised)
    assert milestones(clock)[:2] == [
        ("five_before", on("2027-04-23", 9)),
        ("due", on("2027-04-30", 9)),
    ]


def test_sc4_a_callback_is_reminded_of_half_an_hour_before_and_flagged_a_quarter_after():
    slot = on("2026-11-30", 10, 30)
    agreed = happened(
        EventType.CALLBACK_AGREED, on("2026-11-27", 16), callback="1", slot=slot.isoformat()
    )

    clock = read(rule_of("medical-defence", "CALLBACK"), agreed)

    assert clock.due_at == slot
    assert milestones(clock) == [
        ("half_hour_before", on("2026-11-30", 10)),
        ("missed", on("2026-11-30", 10, 45)),
    ]


def test_a_callback_that_failed_stays_open_and_one_that_was_agreed_anew_has_its_new_slot():
    rule = rule_of("medical-defence", "CALLBACK")
    first, second = on("2026-11-30", 10, 30), on("2026-12-01", 14)
    agreed = happened(EventType.CALLBACK_AGREED, on("2026-11-27"), callback="1", slot=first.isoformat())
    failed = happened(EventType.CALLBACK_ENDED, first, callback="1", outcome="no_answer")
    again = happened(EventType.CALLBACK_AGREED, first, callback="1", slot=second.isoformat())

    assert read(rule, agreed, failed).running
    assert read(rule, agreed, failed, again).due_at == second


def test_an_agreement_without_its_date_is_refused_not_guessed():
    with pytest.raises(DateMissing, match="respond_by"):
        read(rule_of("gp-practice", "RESP"), happened(EventType.PLAN_ACCEPTED, on("2026-12-30")))


# -- what begins anew -----------------------------------------------------------------------------


def test_the_update_clock_begins_anew_with_each_substantive_word_and_not_with_a_receipt():
    rule = rule_of("gp-practice", "UPDATE")
    acknowledged = happened(EventType.ACK_SENT, on("2026-11-26"))
    called = happened(EventType.CONTACT_MADE, on("2026-12-10"), substantive=True)
    receipt = happened(EventType.CONTACT_MADE, on("2026-12-11"), substantive=False)

    assert read(rule, acknowledged).due == date(2026, 12, 24)
    assert read(rule, acknowledged, called, receipt).due == ENGLAND.add_working_days(
        date(2026, 12, 10), 20
    )


def test_nothing_begins_the_update_clock_anew_once_the_response_was_sent():
    clock = read(
        rule_of("gp-practice", "UPDATE"),
        happened(EventType.ACK_SENT, on("2026-11-26")),
        happened(RESPONSE, on("2026-12-08")),
        happened(EventType.CONTACT_MADE, on("2026-12-10"), substantive=True),
    )

    assert clock.stopped_at == on("2026-12-08")


def test_a_reminder_of_an_earlier_run_does_not_stand_for_one_of_this_run():
    rule = rule_of("gp-practice", "UPDATE")
    told = happened(
        EventType.REMINDER_SENT, on("2026-12-24", 9), clock="UPDATE", milestone="due", due="2026-12-24"
    )
    acknowledged = happened(EventType.ACK_SENT, on("2026-11-26"))
    called = happened(EventType.CONTACT_MADE, on("2026-12-24", 11), substantive=True)

    assert read(rule, acknowledged, told).pending == ()
    again = read(rule, acknowledged, told, called)
    assert [each.code for each in again.pending] == ["due"]
    assert again.round


def test_while_others_are_awaited_we_are_in_touch_every_twenty_eight_days():
    rule = rule_of("gp-practice", "INACTIVITY")
    awaited = happened(EventType.THIRD_PARTY_AWAITED, on("2026-11-23"))
    called = happened(EventType.CONTACT_MADE, on("2026-12-01"), substantive=True)
    answered = happened(EventType.THIRD_PARTY_ANSWERED, on("2026-12-10"))

    assert read_clock(rule, history(called), ENGLAND) is None
    assert read(rule, awaited).due == date(2026, 12, 21)
    assert read(rule, awaited, called).due == date(2026, 12, 29)
    assert not read(rule, awaited, called, answered).running


ENDS = [EventType.CASE_DECLINED, EventType.CASE_WITHDRAWN, EventType.CASE_TRANSFERRED]


@pytest.mark.parametrize("end", ENDS)
def test_the_end_of_a_case_stops_its_clocks_but_not_what_is_owed_beside_it(end: EventType):
    received = happened(RECEIVED, on("2026-11-23"))
    asked = happened(EventType.SUBJECT_REQUEST_RECEIVED, on("2026-11-24"), request="1")
    ended = happened(end, on("2026-11-25"))

    assert not read(rule_of("gp-practice", "ACK"), received, asked, ended).running
    assert not read(rule_of("gp-practice", "6M"), received, asked, ended).running
    assert read(rule_of("gp-practice", "SAR"), received, asked, ended).running


# -- milestones -----------------------------------------------------------------------------------


def test_a_reminder_of_a_date_on_a_saturday_comes_on_the_friday():
    agreed = happened(EventType.PLAN_ACCEPTED, on("2026-11-23"), respond_by="2026-12-05")

    found = dict(milestones(read(rule_of("gp-practice", "RESP"), agreed)))

    assert found["due"] == on("2026-12-04", 9)
    assert found["breach"] == on("2026-12-07", 9)


def test_a_reminder_that_would_have_come_before_the_date_was_agreed_does_not_come():
    agreed = happened(EventType.PLAN_ACCEPTED, on("2026-11-23"), respond_by="2026-11-25")

    found = milestones(read(rule_of("gp-practice", "RESP"), agreed))

    assert [code for code, _ in found] == ["eve", "due", "breach"]


def test_a_date_that_moved_is_reminded_of_again():
    told = happened(
        EventType.REMINDER_SENT,
        on("2027-01-28", 9),
        clock="RESP",
        milestone="five_before",
        due="2027-02-04",
    )
    moved = happened(EventType.CLOCK_REVISED, on("2027-02-01"), clock="RESP", due="2027-02-25")
    agreed = happened(EventType.PLAN_ACCEPTED, on("2026-12-30"), respond_by="2027-02-04")
    rule = rule_of("gp-practice", "RESP")

    assert [code for code, _ in milestones(read(rule, agreed, told))] == ["eve", "due", "breach"]
    assert milestones(read(rule, agreed, told, moved))[0] == ("five_before", on("2027-02-18", 9))
