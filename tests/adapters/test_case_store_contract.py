"""What every case store promises, held against the real one and the one of the tests."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from chalicelib.adapters.case_table import CaseTable
from chalicelib.adapters.table import Table
from chalicelib.application.due_ports import DueItem, Round
from chalicelib.application.ports import CaseStore, NumberTaken, Together, View, ViewKind
from chalicelib.domain.begun import ended_by
from chalicelib.domain.calls import Means
from chalicelib.domain.case import CaseFile
from chalicelib.domain.casework import (
    Acknowledgement,
    Booking,
    Cancelling,
    Failure,
    Note,
    Taken,
    acknowledge,
    add_note,
    assign,
    book,
    cancel,
    message_failed,
    message_sent,
)
from chalicelib.domain.casework.changing import changed
from chalicelib.domain.casework.confining import Confinement, restrict_access
from chalicelib.domain.casework.ending import DeclineReason, Declining, decline
from chalicelib.domain.casework.erasing import finish_erasure
from chalicelib.domain.casework.investigating import NamedStaff, name_staff
from chalicelib.domain.casework.undoing import Undoing, undo
from chalicelib.domain.contact import ContactType
from chalicelib.domain.erasures import Erasure, Ground, Part
from chalicelib.domain.errors import CaseChanged, DoubleBooked, Invalid, NotFound, RepeatedIntake
from chalicelib.domain.events import EventType, Happening, first_break, system
from chalicelib.domain.identifiers import MailId, OrganisationId, StaffId, TeamCode
from chalicelib.domain.investigations import Concerned
from chalicelib.domain.list_filters import Filters
from chalicelib.domain.messages import MessageKind, MessageState
from chalicelib.domain.need_to_know import OPEN_TO_ALL
from chalicelib.domain.parties import Channel
from chalicelib.domain.policy import Action
from chalicelib.domain.reference import CaseNumber
from chalicelib.domain.sending import claimed, finished, put_back
from chalicelib.domain.states import State
from chalicelib.domain.theirs import Theirs
from chalicelib.domain.unsaved import Begun
from tests.builders import (
    CHRISTMAS_EVE,
    HANDLER,
    TERMS,
    a_party,
    a_receipt,
    an_intake,
    an_occasion,
    by_staff,
    london,
)
from tests.fakes import FakeCases

NUMBER = CaseNumber("123456")
WILLOW = OrganisationId("willow-lane")


@pytest.fixture(params=["table", "fake"])
def cases(request: pytest.FixtureRequest) -> CaseStore:
    if request.param == "fake":
        return FakeCases()
    store = CaseTable(request.getfixturevalue("table"))
    assert not list(store.due(CHRISTMAS_EVE).things), "the tick runs from the first day on"
    return store


def a_view(kind: ViewKind = ViewKind.UNASSIGNED, **narrowed: Any) -> View:
    return View(kind, WILLOW, StaffId("case.handler"), TeamCode("complaints"), **narrowed)


def noted(file: CaseFile, text: str = "A note"):
    occasion = an_occasion(CHRISTMAS_EVE + timedelta(hours=1), by_staff())
    return add_note(file, Note(text), terms=TERMS, occasion=occasion)


def test_what_was_saved_is_loaded_to_the_letter(cases: CaseStore):
    change = a_receipt(
        an_intake(
            party=a_party(first_name="Zoë 🌻", last_name="שלום" * 50),
            what_happened="Line one\nLine two  <b>{{ 7*7 }}</b> ‮ \U0001f9d1‍⚕️ " * 400,
        )
    )

    cases.save(change)

    assert cases.load(NUMBER) == change.file


def test_twenty_thousand_characters_of_emoji_in_every_long_answer_fit(cases: CaseStore):
    story = "🧑" * 20_000
    change = a_receipt(
        an_intake(what_happened=story, desired_outcome=story, happened_when="", who_was_involved="")
    )

    cases.save(change)

    assert cases.load(NUMBER) == change.file


def test_a_case_that_does_not_exist_is_not_found(cases: CaseStore):
    with pytest.raises(NotFound):
        cases.load(NUMBER)


def test_the_same_submission_twice_makes_one_case(cases: CaseStore):
    cases.save(a_receipt(an_intake(key="one"), number="123456"))

    with pytest.raises(RepeatedIntake):
        cases.save(a_receipt(an_intake(key="one"), number="654321"))

    with pytest.raises(NotFound):
        cases.load(CaseNumber("654321"))


def test_a_submission_finds_what_it_became(cases: CaseStore):
    cases.save(a_receipt(an_intake(key="one")))

    received = cases.received_as("one")

    assert received is not None
    assert str(received.reference) == "WLP/123456"
    assert received.acknowledge_by == date(2026, 12, 31)
    assert cases.received_as("another") is None


def test_a_number_in_use_is_refused_and_nothing_of_the_second_case_is_kept(cases: CaseStore):
    first = a_receipt(an_intake(key="one"))
    cases.save(first)

    with pytest.raises(NumberTaken):
        cases.save(a_receipt(an_intake(key="two", what_happened="Another story")))

    assert cases.load(NUMBER) == first.file
    assert cases.received_as("two") is None


def test_a_change_decided_on_an_old_version_is_refused_whole(cases: CaseStore):
    received = a_receipt()
    cases.save(received)
    cases.save(noted(received.file, "The first note"))

    with pytest.raises(CaseChanged):
        cases.save(noted(received.file, "A note by somebody who saw the case before"))

    assert [event.seq for event in cases.load(NUMBER).events] == [1, 2]


def test_two_changes_one_after_the_other_are_both_kept(cases: CaseStore):
    received = a_receipt()
    cases.save(received)
    cases.save(noted(received.file, "one"))

    cases.save(noted(cases.load(NUMBER), "two"))

    texts = [event.sealed.content["text"] for event in cases.load(NUMBER).events[1:] if event.sealed]
    assert texts == ["one", "two"]


def test_only_one_of_two_senders_gets_a_message(cases: CaseStore):
    received = a_receipt()
    cases.save(received)
    message = received.messages[0]
    taken = claimed(message, CHRISTMAS_EVE)

    assert cases.claim(NUMBER, message, taken)
    assert not cases.claim(NUMBER, message, taken)
    assert cases.load(NUMBER).message(message.key) == taken


def test_a_message_put_back_can_be_claimed_again_later(cases: CaseStore):
    received = a_receipt()
    cases.save(received)
    message = received.messages[0]
    taken = claimed(message, CHRISTMAS_EVE)
    cases.claim(NUMBER, message, taken)
    again = put_back(taken, CHRISTMAS_EVE)
    assert again is not None

    cases.put_back(NUMBER, taken, again)

    stored = cases.load(NUMBER).message(message.key)
    assert stored == again
    assert stored.state is MessageState.OWED


def given_away(cases: CaseStore) -> CaseFile:
    """A case that was just given to somebody: the mail about it waits."""
    cases.save(a_receipt())
    given = an_occasion(CHRISTMAS_EVE + timedelta(minutes=1), by_staff())
    cases.save(assign(cases.load(NUMBER), HANDLER, terms=TERMS, occasion=given))
    return cases.load(NUMBER)


UNDONE = an_occasion(CHRISTMAS_EVE + timedelta(minutes=2), by_staff())


def test_what_was_undone_is_kept_beside_what_counts_and_its_mail_is_due_no_more(cases: CaseStore):
    given = given_away(cases)
    mail = given.messages[-1]
    later = CHRISTMAS_EVE + timedelta(minutes=10)
    assert DueItem(NUMBER, message=mail.key, since=mail.look_again_at) in due_at(cases, later)

    cases.save(undo(given, Undoing(), terms=TERMS, occasion=UNDONE))

    stored = cases.load(NUMBER)
    assert [event.seq for event in stored.history] == [1, 2, 3]
    assert [event.seq for event in stored.undone] == [2]
    assert first_break(stored.history, stored.case.head) is None
    assert mail.key not in {item.message for item in due_at(cases, later)}


def test_a_mail_that_somebody_began_to_send_meanwhile_is_not_undone(cases: CaseStore):
    given = given_away(cases)
    change = undo(given, Undoing(), terms=TERMS, occasion=UNDONE)
    cases.claim(NUMBER, given.messages[-1], claimed(given.messages[-1], UNDONE.at))

    with pytest.raises(CaseChanged):
        cases.save(change)

    assert cases.load(NUMBER).case.handler == HANDLER.id


def due_at(cases: CaseStore, at) -> set[DueItem]:
    return set(cases.due(at).things)


def test_an_interrupted_round_goes_on_behind_its_place_even_when_that_thing_is_due_no_more(
    cases: CaseStore,
):
    cases.save(a_receipt())
    far = london(date(2027, 3, 1))
    first, *rest = cases.due(far).things
    message = cases.load(NUMBER).message(first.message)
    assert message is not None, "the mails of the receipt have been due for longest"

    cases.interrupt(Round(first.place, oldest=first.since, failed=1))
    cases.claim(NUMBER, message, finished(message, MessageState.SENT))
    goes_on = cases.due(far)

    assert goes_on.round == Round(first.place, oldest=first.since, failed=1)
    assert list(goes_on.things) == rest
    assert cases.due(far).round == Round()


def test_a_running_clock_is_due_at_its_milestone_and_not_before(cases: CaseStore):
    cases.save(a_receipt())
    reminder = london(date(2026, 12, 30))
    clock = DueItem(NUMBER, clock="ACK")

    assert clock not in due_at(cases, reminder - timedelta(seconds=1))
    assert clock in due_at(cases, reminder)


def test_a_clock_whose_start_was_taken_back_is_not_due_any_more(cases: CaseStore):
    """An acknowledgement began the clock of the plan; it did not arrive, so there is no such clock."""
    cases.save(a_receipt())
    done = Acknowledgement(Channel.EMAIL, (Channel.TELEPHONE,), CHRISTMAS_EVE)
    occasion = an_occasion(by=by_staff())
    cases.save(acknowledge(cases.load(NUMBER), done, terms=TERMS, occasion=occasion))
    plan, far = DueItem(NUMBER, clock="PLAN"), london(date(2027, 3, 1))
    assert plan in due_at(cases, far)

    file = cases.load(NUMBER)
    message = next(m for m in file.messages if m.kind is MessageKind.ACKNOWLEDGEMENT)
    cases.save(message_failed(file, message, Failure.REFUSED, terms=TERMS, occasion=an_occasion()))

    assert plan not in due_at(cases, far)
    assert DueItem(NUMBER, clock="ACK") in due_at(cases, far)


def test_a_message_is_due_when_the_stream_has_had_its_time_and_never_once_it_is_sent(
    cases: CaseStore,
):
    received = a_receipt()
    cases.save(received)
    message = received.messages[0]
    owed = DueItem(NUMBER, message=message.key)
    later = CHRISTMAS_EVE + timedelta(minutes=2)
    assert owed not in due_at(cases, later - timedelta(seconds=1))
    assert owed in due_at(cases, later)

    taken = claimed(message, later)
    cases.claim(NUMBER, message, taken)
    cases.save(
        message_sent(
            cases.load(NUMBER),
            taken,
            Taken("id"),
            terms=TERMS,
            occasion=an_occasion(later, system("test")),
        )
    )

    assert owed not in due_at(cases, later + timedelta(days=365))


def test_a_mail_that_goes_moves_no_row_of_a_list(cases: CaseStore):
    received = a_receipt()
    cases.save(received)
    before = cases.worklist(a_view(), limit=25).rows
    taken = claimed(received.messages[0], CHRISTMAS_EVE)
    cases.claim(NUMBER, received.messages[0], taken)
    occasion = an_occasion(by=system("test"))
    cases.save(message_sent(cases.load(NUMBER), taken, Taken("id"), terms=TERMS, occasion=occasion))

    assert cases.load(NUMBER).case.version > received.file.case.version
    assert cases.worklist(a_view(), limit=25).rows == before
    assert cases.load(NUMBER).done_by_people_since(before[0].version) == ()


def three_cases(cases: CaseStore) -> None:
    for n, day in enumerate((23, 24, 22)):
        received_at = london(date(2026, 12, day), 10)
        change = a_receipt(an_intake(key=f"k{n}", received_at=received_at), number=f"10000{n}")
        cases.save(change)


def test_a_worklist_shows_what_is_due_first_first(cases: CaseStore):
    three_cases(cases)

    rows = cases.worklist(a_view(), limit=25).rows

    assert [row.reference.number for row in rows] == ["100002", "100000", "100001"]


def test_a_worklist_is_read_page_by_page_without_gap_or_repeat(cases: CaseStore):
    three_cases(cases)

    first = cases.worklist(a_view(), limit=2)
    second = cases.worklist(a_view(), limit=2, after=first.after)

    assert len(first.rows) == 2
    assert [row.reference.number for row in second.rows] == ["100001"]
    assert second.after == ""


def test_a_worklist_of_the_overdue_leaves_out_what_is_due_today(cases: CaseStore):
    three_cases(cases)

    rows = cases.worklist(a_view(due_before=date(2026, 12, 30)), limit=25).rows

    assert [row.reference.number for row in rows] == ["100002"]


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        (Filters(contact_type=ContactType.CONCERN), ["100003"]),
        (Filters(subject="clinical_treatment"), ["100002", "100000", "100001"]),
        (Filters(contact_type=ContactType.COMPLAINT, subject="appointments"), []),
        (Filters(subject="appointments", state=State.LOGGED), ["100003"]),
        (Filters(handler=StaffId("case.handler")), []),
    ],
)
def test_a_worklist_is_narrowed_to_what_is_asked_for(
    cases: CaseStore, filters: Filters, found: list[str]
):
    three_cases(cases)
    concern = an_intake(key="c", contact_type=ContactType.CONCERN, subject="appointments")
    cases.save(a_receipt(concern, number="100003"))

    rows = cases.worklist(a_view(filters=filters), limit=25).rows

    assert [row.reference.number for row in rows] == found


def test_a_narrowed_worklist_is_read_page_by_page_too(cases: CaseStore):
    three_cases(cases)
    narrowed = a_view(filters=Filters(subject="clinical_treatment"))

    first = cases.worklist(narrowed, limit=2)
    second = cases.worklist(narrowed, limit=2, after=first.after)

    assert [row.reference.number for row in (*first.rows, *second.rows)] == [
        "100002",
        "100000",
        "100001",
    ]
    assert second.after == ""


def test_nobody_can_name_themselves_into_a_filter(cases: CaseStore):
    cases.save(a_receipt(an_intake(party=a_party(last_name='","subject":"parking'))))

    assert cases.worklist(a_view(filters=Filters(subject="parking")), limit=25).rows == ()


def test_a_case_moves_from_the_unassigned_to_its_handler(cases: CaseStore):
    received = a_receipt()
    cases.save(received)
    occasion = an_occasion(CHRISTMAS_EVE, by_staff())

    cases.save(assign(received.file, HANDLER, terms=TERMS, occasion=occasion))

    assert cases.worklist(a_view(), limit=25).rows == ()
    assert [str(r.reference) for r in cases.worklist(a_view(ViewKind.MINE), limit=25).rows] == [
        "HAL/123456"
    ]
    assert len(cases.worklist(a_view(ViewKind.TEAM), limit=25).rows) == 1


def test_another_organisations_cases_are_in_no_list(cases: CaseStore):
    cases.save(a_receipt())
    elsewhere = View(
        ViewKind.TEAM, OrganisationId("elsewhere"), StaffId("case.handler"), TeamCode("complaints")
    )

    assert cases.worklist(elsewhere, limit=25).rows == ()


def test_counting_a_case_twice_counts_it_once(cases: CaseStore):
    cases.save(a_receipt())
    for _ in range(3):
        cases.tally(NUMBER)

    assert cases.counts(WILLOW) == {"unassigned:complaints": 1, "team:complaints": 1}


def test_the_counters_follow_a_case_to_its_handler(cases: CaseStore):
    received = a_receipt()
    cases.save(received)
    cases.tally(NUMBER)
    occasion = an_occasion(CHRISTMAS_EVE, by_staff())
    cases.save(assign(received.file, HANDLER, terms=TERMS, occasion=occasion))

    cases.tally(NUMBER)

    counted = {name: count for name, count in cases.counts(WILLOW).items() if count}
    assert counted == {"mine:case.handler": 1, "team:complaints": 1}


def test_4_2_cases_that_are_about_somebody_are_counted_for_them_apart(cases: CaseStore):
    received = a_receipt()
    cases.save(received)
    named = NamedStaff("Ada", Concerned.SUBJECT, StaffId("ada"))
    cases.save(name_staff(received.file, named, terms=TERMS, occasion=an_occasion(by=by_staff())))

    cases.tally(NUMBER)

    about = {name: n for name, n in cases.counts(WILLOW).items() if name.startswith("about:")}
    assert about == {"about:team:complaints:ada": 1, "about:unassigned:complaints:ada": 1}


def test_a_case_at_its_end_stands_in_no_list_and_under_no_counter(cases: CaseStore):
    received = a_receipt()
    cases.save(received)
    cases.tally(NUMBER)
    declining = Declining(DeclineReason.OUT_OF_SCOPE, "Not ours", Channel.LETTER)
    occasion = an_occasion(CHRISTMAS_EVE, by_staff())
    cases.save(decline(received.file, declining, terms=TERMS, occasion=occasion))

    cases.tally(NUMBER)

    assert cases.worklist(a_view(ViewKind.TEAM), limit=25).rows == ()
    assert not any(cases.counts(WILLOW).values())
    assert cases.load(NUMBER).case.state is State.DECLINED


def a_declined_case(cases: CaseStore) -> CaseFile:
    received = a_receipt()
    cases.save(received)
    declining = Declining(DeclineReason.OUT_OF_SCOPE, "Not ours", Channel.LETTER)
    occasion = an_occasion(CHRISTMAS_EVE, by_staff())
    cases.save(decline(received.file, declining, terms=TERMS, occasion=occasion))
    return cases.load(NUMBER)


def test_a_case_at_its_end_stands_among_the_kept_files_from_the_day_of_the_decision_3_5(
    cases: CaseStore,
):
    a_declined_case(cases)

    def found(day: date) -> list[CaseNumber]:
        return [row.reference.number for row in cases.kept_files(WILLOW, day, limit=25).rows]

    assert found(date(2036, 12, 23)) == []
    assert found(date(2036, 12, 24)) == [NUMBER]


def test_s2_98_a_closed_case_stands_among_those_to_check_until_its_change_was_checked(
    cases: CaseStore,
):
    received = a_receipt()
    cases.save(received)
    done = {"action": "1", "happened_at": CHRISTMAS_EVE.isoformat()}
    promised = {"action": "1", "owner": HANDLER.id, "person": HANDLER.id, "due": "2026-12-24"}
    facts = {
        EventType.ACTION_SET: promised,
        EventType.ACTION_COMPLETED: done,
        EventType.CASE_CLOSED: {},
    }
    told = [Happening(kind, each) for kind, each in facts.items()]
    when = {"terms": TERMS, "occasion": an_occasion(CHRISTMAS_EVE, by_staff())}
    cases.save(changed(received.file, told, **when))

    (row,) = cases.to_audit(WILLOW, limit=25).rows
    audited = Happening(EventType.ACTION_AUDITED, {"action": "1", "result": "works"})
    cases.save(changed(cases.load(NUMBER), [audited], **when))

    assert (row.reference.number, row.agenda.audit_due) == (NUMBER, date(2027, 3, 24))
    assert cases.to_audit(WILLOW, limit=25).rows == ()
    kept = cases.kept_files(WILLOW, date(2036, 12, 24), limit=25).rows
    assert [each.reference.number for each in kept] == [NUMBER]


def test_what_was_erased_is_gone_from_the_store_and_the_chain_still_holds(cases: CaseStore):
    file = a_declined_case(cases)
    for _ in range(2):
        cases.erase_texts(NUMBER, [event.seq for event in file.events])
    again = cases.load(NUMBER)
    cases.save(finish_erasure(again, AN_ORDER, {Part.TEXTS: 2}, terms=TERMS, occasion=an_occasion()))

    erased = cases.load(NUMBER)
    assert erased.parties == ()
    assert [event for event in erased.events if event.sealed] == []
    assert first_break(erased.events, erased.case.head) is None


AN_ORDER = Erasure(2, Ground.UNLAWFUL, by_staff(), CHRISTMAS_EVE, "0" * 64)


def test_a_page_key_that_no_page_gave_is_refused(table: Table):
    with pytest.raises(Invalid):
        CaseTable(table).worklist(a_view(), limit=2, after="made-up")


def an_appointment(cases: CaseStore, number: str, slot=None):
    change = a_receipt(an_intake(key=number), number=number)
    cases.save(change)
    asked = Booking(HANDLER.id, slot or london(date(2026, 12, 29), 10), 30, Means.TELEPHONE)
    return book(change.file, asked, terms=TERMS, occasion=an_occasion())


def test_two_cases_cannot_take_the_same_quarter_of_an_hour_of_somebody(cases: CaseStore):
    first, second = an_appointment(cases, "123456"), an_appointment(cases, "123457")
    cases.save(first)

    with pytest.raises(DoubleBooked):
        cases.save(second)

    assert cases.load(CaseNumber("123457")).case.version == 1
    overlapping = an_appointment(cases, "123458", london(date(2026, 12, 29), 10, 15))
    with pytest.raises(DoubleBooked):
        cases.save(overlapping)
    cases.save(an_appointment(cases, "123459", london(date(2026, 12, 29), 10, 30)))


def test_a_cancelled_appointment_gives_its_time_to_the_next(cases: CaseStore):
    first, second = an_appointment(cases, "123456"), an_appointment(cases, "123457")
    cases.save(first)

    cases.save(cancel(first.file, Cancelling("1", "Off"), terms=TERMS, occasion=an_occasion()))

    cases.save(second)


def test_a_moved_case_is_told_before_a_taken_time(cases: CaseStore):
    first, second = an_appointment(cases, "123456"), an_appointment(cases, "123457")
    cases.save(first)
    cases.save(noted(cases.load(CaseNumber("123457"))))

    with pytest.raises(CaseChanged):
        cases.save(second)


def test_who_may_know_of_cases_is_asked_of_many_at_once(cases: CaseStore):
    received = a_receipt(an_intake(key="one"))
    cases.save(received)
    cases.save(a_receipt(an_intake(key="two"), number="654321"))
    when = {"terms": TERMS, "occasion": an_occasion(by=by_staff())}
    cases.save(restrict_access(received.file, Confinement("-", (HANDLER.id,)), **when))

    circles = cases.circles([NUMBER, CaseNumber("654321"), CaseNumber("999999")])

    assert circles[NUMBER].restricted
    assert circles[NUMBER].named == (HANDLER.id, by_staff().id)
    assert circles[CaseNumber("654321")] == OPEN_TO_ALL
    assert set(circles) == {NUMBER, CaseNumber("654321")}


def test_a_row_carries_who_may_know_of_its_case(cases: CaseStore):
    received = a_receipt()
    cases.save(received)
    named = NamedStaff("Ada", Concerned.SUBJECT, StaffId("ada"))
    cases.save(name_staff(received.file, named, terms=TERMS, occasion=an_occasion(by=by_staff())))

    (row,) = cases.worklist(a_view(), limit=25).rows

    assert row.circle.subjects == (StaffId("ada"),)


def a_begun(text: str, by: str = "case.handler") -> Begun:
    typed = {"text": (text,), "people": ("1", "2")}
    return Begun(StaffId(by), Action.ADD_NOTE, CHRISTMAS_EVE, 1, typed)


def test_what_somebody_typed_last_is_kept_beside_the_case_until_it_is_saved(cases: CaseStore):
    cases.save(a_receipt())
    cases.keep_begun(NUMBER, a_begun("Half"))
    cases.keep_begun(NUMBER, a_begun("Half a sentence"))
    cases.keep_begun(NUMBER, a_begun("Theirs", by="partner"))
    file = cases.load(NUMBER)
    assert sorted(file.begun, key=lambda each: each.by) == [
        a_begun("Half a sentence"),
        a_begun("Theirs", by="partner"),
    ]

    cases.save(ended_by(noted(file), HANDLER.id, Action.ADD_NOTE))
    assert cases.load(NUMBER).begun == (a_begun("Theirs", by="partner"),)

    cases.forget_begun(NUMBER, a_begun("", by="partner"))
    cases.forget_begun(NUMBER, a_begun("", by="partner"))
    assert cases.load(NUMBER).begun == ()


def test_several_cases_are_brought_together_as_they_were_asked_for(cases: CaseStore):
    cases.save(a_receipt())
    cases.save(a_receipt(an_intake(key="other"), number="123457"))
    theirs = Theirs(CHRISTMAS_EVE, looked_at=CHRISTMAS_EVE, cases=(CaseNumber("123457"),))
    cases.keep_theirs(NUMBER, theirs)

    asked = [CaseNumber("123457"), NUMBER, CaseNumber("999999")]
    found = cases.together(asked, [MailId("nothing")])

    assert found == Together((cases.load(CaseNumber("123457")), cases.load(NUMBER)))
    assert found.files[1].theirs == theirs
    assert cases.together([], []) == Together()


def test_the_table_deletes_what_was_typed_and_never_saved_by_itself(table: Table):
    CaseTable(table).keep_begun(NUMBER, a_begun("Half"))

    (stored,) = table.partition(f"CASE#{NUMBER}", prefix="BEGUN#")

    assert stored["expires_at"] == (CHRISTMAS_EVE + timedelta(days=14)).timestamp()
