"""The words of every mail: what must be in them, and what must not."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from chalicelib.application.outgoing import Addressee, OutgoingMail
from chalicelib.application.ports import Correspondent
from chalicelib.domain.alarms import Alarm
from chalicelib.domain.calls import Means, MeetingOutcome
from chalicelib.domain.case import Change
from chalicelib.domain.casework import (
    Acknowledgement,
    Booking,
    Cancelling,
    Failure,
    Held,
    Taken,
    Writing,
    acknowledge,
    assign,
    book,
    cancel,
    hold,
    message_failed,
    message_sent,
    message_unproven,
    tell_milestone,
    write_to_person,
)
from chalicelib.domain.casework.asking_consent import ConsentRequest, ask_consent
from chalicelib.domain.casework.concerning import Promotion, promote
from chalicelib.domain.casework.consenting import Substitution, substitute_consent
from chalicelib.domain.casework.contacting import BreachReason, ExtensionRequest, explain_breach, extend
from chalicelib.domain.casework.contributing import ContributionRequest, ask_contribution
from chalicelib.domain.casework.ending import (
    Closing,
    DeclineReason,
    Declining,
    Transfer,
    Withdrawal,
    close,
    decline,
    transfer,
    withdraw,
)
from chalicelib.domain.casework.improving import (
    MeetingDate,
    OutcomeLetter,
    report_outcome,
    schedule_meeting,
)
from chalicelib.domain.casework.investigating import NamedStaff, name_staff
from chalicelib.domain.casework.own_contributions import ask_for_code
from chalicelib.domain.casework.own_papers import comment, open_paper
from chalicelib.domain.casework.planning import PlanReply, answer_plan, send_plan
from chalicelib.domain.casework.responding import ResponseSent
from chalicelib.domain.casework.restricting import (
    RestrictionDecision,
    RestrictionProposal,
    propose_restriction,
    restrict,
)
from chalicelib.domain.casework.splitting import Split, intake_of, split_case
from chalicelib.domain.casework.staging import Escalation, StageReply, escalate, reply_at_stage
from chalicelib.domain.casework.surveying import ReminderOutcome, decide_survey, remind_of_survey
from chalicelib.domain.casework.telling_staff import StaffPaper, show_findings, tell_staff
from chalicelib.domain.consent import Purpose
from chalicelib.domain.contact import ContactType, ReceivedVia
from chalicelib.domain.contributions import contributions_of
from chalicelib.domain.documents.deeds import receive_document, settle_document
from chalicelib.domain.errors import ContactInDoubt
from chalicelib.domain.events import EventType, Happening, link
from chalicelib.domain.feedback import Notice, NoticeKind, take_notice
from chalicelib.domain.following import About, Wrote, person_writes
from chalicelib.domain.identifiers import PartyId
from chalicelib.domain.identity.checks import Check, CheckChannel, record_check
from chalicelib.domain.identity.engine import rules_of
from chalicelib.domain.investigations import Concerned
from chalicelib.domain.mail_in import Machine, MailId, ReceivedMail, take_in
from chalicelib.domain.messages import MessageKind
from chalicelib.domain.parties import COMPLAINANT, PATIENT, Channel
from chalicelib.domain.plans import PlanAnswer
from chalicelib.domain.policy import Terms
from chalicelib.domain.representation import Basis, Standing
from chalicelib.domain.staff_papers import papers_of
from chalicelib.domain.stages import StageOutcome
from chalicelib.domain.states import State
from chalicelib.presentation.correspondence import TO_CONTRIBUTORS, TO_STAFF, Correspondence
from chalicelib.presentation.urls import Urls
from tests import builders as make
from tests import way
from tests.builders import CHRISTMAS_EVE, PRACTICE, STAGED, TERMS, london
from tests.domain.test_documents import HELD, an_upload
from tests.domain.test_documents import checked as checked_file
from tests.way import in_every_state

STORY = "Nobody rang me about my blood test for three weeks."
WORDS = "Thank you, Asha.\n\n  I am <sorry> {{ 7 * 7 }} 😀 مرحبا"


def received(**record: object) -> Change:
    return make.a_receipt(make.an_intake(**record))  # type: ignore[arg-type]


def acknowledged(words: str = WORDS) -> Change:
    done = Acknowledgement(
        Channel.EMAIL, (Channel.TELEPHONE, Channel.MEETING), CHRISTMAS_EVE, words=words
    )
    return acknowledge(received().file, done, terms=TERMS, occasion=make.an_occasion())


def assigned() -> Change:
    return assign(received().file, make.HANDLER, terms=TERMS, occasion=make.an_occasion())


def alarmed() -> Change:
    return make.a_receipt(alarms=(Alarm.OWN_LIFE,))


def told(milestone: int) -> Change:
    file = received().file
    clock = next(clock for clock in file.clocks(TERMS) if clock.code == "ACK")
    occasion = make.an_occasion()
    return tell_milestone(file, clock, clock.pending[milestone], terms=TERMS, occasion=occasion)


def booked() -> Change:
    asked = Booking(make.HANDLER.id, make.london(date(2026, 12, 29), 10), 30, Means.TELEPHONE)
    return book(received().file, asked, terms=TERMS, occasion=make.an_occasion())


def cancelled() -> Change:
    asked = Cancelling("1", "Nobody is in")
    return cancel(booked().file, asked, terms=TERMS, occasion=make.an_occasion())


def missed() -> Change:
    asked, later = Held("1", MeetingOutcome.WE_MISSED_IT), make.london(date(2026, 12, 29), 12)
    return hold(booked().file, asked, terms=TERMS, occasion=make.an_occasion(later))


def failed() -> Change:
    file = acknowledged().file
    (message,) = (each for each in file.messages if each.kind is MessageKind.ACKNOWLEDGEMENT)
    return message_failed(file, message, Failure.REFUSED, terms=TERMS, occasion=make.an_occasion())


def unproven() -> Change:
    file = acknowledged().file
    (message,) = (each for each in file.messages if each.kind is MessageKind.ACKNOWLEDGEMENT)
    return message_unproven(file, message, terms=TERMS, occasion=make.an_occasion())


def promoted() -> Change:
    concern = make.a_file(contact_type=ContactType.CONCERN)
    why = Promotion("They are not satisfied")
    return promote(concern, why, terms=TERMS, occasion=make.an_occasion(by=make.by_staff()))


def surveyed() -> Change:
    closed = close(make.a_file(), Closing(), terms=TERMS, occasion=make.an_occasion()).file
    clock = next(clock for clock in closed.clocks(TERMS) if clock.code == "SURVEY")
    told = (clock, clock.pending[0])
    return decide_survey(closed, told, None, lot=0, terms=TERMS, occasion=make.an_occasion())


def reminded_of_survey() -> Change:
    file = surveyed().file
    clock = next(clock for clock in file.clocks(TERMS) if clock.code == "SURVEY-REMINDER")
    told, yes = (clock, clock.pending[0]), ReminderOutcome.REMINDED
    return remind_of_survey(file, told, yes, asking="salt", terms=TERMS, occasion=make.an_occasion())


def stopped() -> Change:
    upload = checked_file(an_upload(), HELD)
    file = receive_document(make.a_file(), upload, terms=TERMS, occasion=make.an_occasion()).file
    return settle_document(file, upload, terms=TERMS, occasion=make.an_occasion())


def came_back(kind: NoticeKind) -> Change:
    file = acknowledged().file
    (message,) = (each for each in file.messages if each.kind is MessageKind.ACKNOWLEDGEMENT)
    gone = message_sent(file, message, Taken("id-1"), terms=TERMS, occasion=make.an_occasion()).file
    notice = Notice("notice-1", kind, message.key, "id-1", CHRISTMAS_EVE)
    change = take_notice(gone, notice, terms=TERMS, occasion=make.an_occasion())
    assert change is not None
    return change


def wrote(sender: str, machine: Machine | None = None) -> Change:
    """A mail came in for the case."""
    letter = ReceivedMail(
        MailId("mail-1"), CHRISTMAS_EVE, sender, "Asha Verity", (), "About Asha", STORY, machine=machine
    )
    change = take_in(received().file, letter, terms=TERMS, occasion=make.an_occasion())
    assert change is not None
    return change


def responded() -> Change:
    """A complaint that has had its response."""
    change = acknowledged()
    sent = Happening(EventType.RESPONSE_SENT)
    events = link(change.file.case.id, change.file.case.head, make.an_occasion(), [sent])
    return replace(change, file=replace(change.file, events=(*change.file.events, *events)))


def sent_with_a_copy() -> Change:
    """A response by mail, with a copy for a member of staff whom it mentions."""
    steps = (*way.ACKNOWLEDGE[:1], *way.ASSESS, *way.PLAN, *way.INVESTIGATE, *way.FIND)
    file = way.after(received().file, *steps)
    mentioned = NamedStaff("Sam Example", Concerned.MENTIONED, make.OFFICE.id)
    file = name_staff(file, mentioned, terms=TERMS, occasion=make.an_occasion(way.NOW)).file
    asked = ResponseSent(Channel.EMAIL, way.PARTNER_ROLE)
    return way.send(file, asked, terms=TERMS, occasion=way.occasion())


def checked(passed: PartyId | None, attempts: int = 5) -> Change:
    check = Check(CheckChannel.WEB, (), asking="an-asking")
    rules = replace(rules_of(TERMS.pack), attempts=attempts)
    occasion = make.an_occasion()
    return record_check(received().file, check, passed, rules=rules, terms=TERMS, occasion=occasion)


def confirmed() -> Change:
    return checked(COMPLAINANT)


def locked() -> Change:
    return checked(None, attempts=1)


def written() -> Change:
    wrote = Wrote(About.MESSAGE, STORY)
    occasion = make.an_occasion()
    return person_writes(received().file, COMPLAINANT, wrote, terms=TERMS, occasion=occasion)


def answered() -> Change:
    occasion = make.an_occasion(by=make.by_staff())
    return write_to_person(received().file, Writing(STORY), terms=TERMS, occasion=occasion)


def extended(on: date) -> Change:
    asked = ExtensionRequest(date(2027, 2, 18), WORDS, agreed=False)
    occasion = make.an_occasion(london(on, 17), make.by_staff())
    return extend(in_every_state()[State.INVESTIGATING], asked, terms=TERMS, occasion=occasion)


def spoken_for(basis: Basis) -> Change:
    """What Asha sent for Nell, who is a patient."""
    mother = make.a_party(id=PATIENT, first_name="Nell", last_name="Olderly", email="")
    intake = make.an_intake(standing=Standing.REPRESENTATIVE, basis=basis)
    return make.a_receipt(replace(intake, parties=(*intake.parties, mother)))


def patient_asked() -> Change:
    asked = ConsentRequest((Purpose.DISCUSS,), Channel.EMAIL, email="nell@patients.example")
    occasion = make.an_occasion(by=make.by_staff())
    return ask_consent(spoken_for(Basis.ASKED).file, asked, terms=TERMS, occasion=occasion)


def not_the_right_person() -> Change:
    decided = Substitution(Basis.DIED, "None", "No interest in her welfare", right_person=False)
    occasion = make.an_occasion(by=make.by_staff())
    return substitute_consent(spoken_for(Basis.DIED).file, decided, terms=TERMS, occasion=occasion)


def _in(state: State, decide: Callable[..., Change], asked: object) -> Change:
    return decide(in_every_state()[state], asked, terms=TERMS, occasion=way.occasion())


def plan_sent() -> Change:
    words = dict.fromkeys(("steps", "achievable", "not_achievable", "wishes"), WORDS)
    asked = replace(way.PLAN[0][2], sent_by=Channel.EMAIL, **words)
    return _in(State.ASSESSED, send_plan, asked)


def breach_explained() -> Change:
    asked = BreachReason(WORDS, Channel.EMAIL)
    return _in(State.INVESTIGATING, explain_breach, asked)


def outcome_reported() -> Change:
    return _in(State.RESPONDED, report_outcome, OutcomeLetter(Channel.EMAIL, WORDS))


def not_looked_into() -> Change:
    asked = Declining(DeclineReason.OUT_OF_TIME, WORDS, Channel.EMAIL)
    return _in(State.RECEIVED, decline, asked)


def passed_on() -> Change:
    asked = Transfer(WORDS, True, WORDS, Channel.EMAIL)
    return _in(State.RECEIVED, transfer, asked)


def date_set_by_us() -> Change:
    asked = PlanReply(PlanAnswer.NOT_REACHABLE, STORY)
    return answer_plan(plan_sent().file, asked, terms=TERMS, occasion=way.occasion())


def wanted_no_more() -> Change:
    asked = Withdrawal(in_writing=True, text=STORY, safety=STORY)
    return _in(State.RECEIVED, withdraw, asked)


def contact_limited() -> Change:
    """In a case that was answered in full."""
    proposed = _in(State.RESPONDED, propose_restriction, RestrictionProposal(STORY)).file
    asked = RestrictionDecision(WORDS, STORY, True, STORY, date(2027, 6, 1))
    return restrict(proposed, asked, terms=TERMS, occasion=way.occasion())


def split_off() -> Change:
    split = _in(State.RECEIVED, split_case, Split(STORY, "communications", WORDS))
    intake = intake_of(split.file, split.events[-1])
    assert intake is not None
    return make.a_receipt(intake, number="654321")


def contributor_asked() -> Change:
    asked = ContributionRequest(
        "A hospital",
        STORY,
        date(2027, 1, 20),
        consented=True,
        email="ward@hospital.example",
        questions="Why?",
    )
    occasion = make.an_occasion(by=make.by_staff())
    return ask_contribution(make.a_receipt().file, asked, terms=TERMS, occasion=occasion)


def contributor_knocked() -> Change:
    file = contributor_asked().file
    (asked,) = contributions_of(file.events)
    change = ask_for_code(file, asked, "browser-1", terms=TERMS, occasion=make.an_occasion())
    assert change is not None
    return change


def mail(change: Change, kind: MessageKind, *, demonstration: bool = True) -> OutgoingMail:
    (message,) = (each for each in change.messages if each.kind is kind)
    about = Correspondent(
        message=message,
        file=change.file,
        clocks=change.file.clocks(TERMS),
        terms=TERMS,
        organisation=PRACTICE,
        to=(Addressee("Somebody", "somebody@example.org"),),
        handler=None,
        code="012345",
    )
    urls = Urls("https://complaints.example/live")
    return Correspondence(urls, demonstration=demonstration).mail(about)


def on_the_agenda() -> Change:
    asked = MeetingDate(date(2027, 2, 2))
    file = in_every_state()[State.RESPONDED]
    return schedule_meeting(file, asked, terms=TERMS, occasion=way.occasion())


def escalated() -> Change:
    """Taken to the second stage, under a policy that knows stages."""
    when = {"terms": STAGED, "occasion": make.an_occasion(by=make.by_staff())}
    owner = make.a_member_of_staff("Olga Operations", roles=("operations_manager",))
    asked = Escalation("It leaves out the letter", owner.id)
    return escalate(make.a_receipt(terms=STAGED).file, asked, owner, **when)


def told_by_telephone() -> Change:
    """Acknowledged: the copy of what was written down goes with it."""
    by_phone = make.a_file(received_via=ReceivedVia.PHONE)
    done = Acknowledgement(how=Channel.EMAIL, offered=(Channel.TELEPHONE,))
    return acknowledge(by_phone, done, terms=TERMS, occasion=way.occasion())


REMY = make.a_member_of_staff("Remy Nurse")


def staff_told() -> Change:
    """A nurse whom it is about gets the words about her."""
    named = NamedStaff("Remy Nurse", Concerned.SUBJECT, REMY.id)
    file = name_staff(received().file, named, terms=TERMS, occasion=way.occasion()).file
    return tell_staff(file, StaffPaper("1", "Nobody rang back"), terms=TERMS, occasion=way.occasion())


def staff_commented() -> Change:
    """She comments on what was found."""
    when = {"terms": TERMS, "occasion": way.occasion()}
    told = show_findings(staff_told().file, StaffPaper("1", "It is upheld"), **when).file
    (paper,) = (each for each in papers_of(told.events) if each.reply_by)
    opened = open_paper(told, REMY.id, paper.told, **when)
    assert opened is not None
    return comment(opened.file, REMY.id, paper.told, "I did ring", **when)


def replied_at_a_stage() -> Change:
    """Answered at the first stage by mail, under a policy that knows stages."""
    when = {"terms": STAGED, "occasion": make.an_occasion(by=make.by_staff())}
    handler = make.a_member_of_staff("Hanna Handler", roles=("case_handler",))
    reply = StageReply("It came late", StageOutcome.UPHELD, Channel.EMAIL, next_named=True)
    return reply_at_stage(make.a_receipt(terms=STAGED).file, reply, handler, **when)


MAILS: list[tuple[Callable[[], Change], MessageKind]] = [
    (received, MessageKind.RECEIPT),
    (received, MessageKind.ALERT),
    (alarmed, MessageKind.ALARM),
    (acknowledged, MessageKind.ACKNOWLEDGEMENT),
    (assigned, MessageKind.ASSIGNMENT),
    (lambda: told(0), MessageKind.REMINDER),
    (lambda: told(2), MessageKind.BREACH),
    (lambda: told(3), MessageKind.ESCALATION),
    (booked, MessageKind.INVITATION),
    (booked, MessageKind.APPOINTMENT),
    (cancelled, MessageKind.INVITATION),
    (cancelled, MessageKind.APPOINTMENT),
    (missed, MessageKind.APPOINTMENT),
    (failed, MessageKind.UNDELIVERED),
    (unproven, MessageKind.UNDELIVERED),
    (promoted, MessageKind.NOTICE),
    (stopped, MessageKind.DOCUMENT_STOPPED),
    (lambda: came_back(NoticeKind.BOUNCED), MessageKind.UNDELIVERED),
    (lambda: came_back(NoticeKind.COMPLAINED), MessageKind.UNDELIVERED),
    (lambda: wrote("asha@patients.example"), MessageKind.MAIL_ARRIVED),
    (lambda: wrote("somebody@elsewhere.example"), MessageKind.MAIL_ARRIVED),
    (lambda: wrote("x@mx.example", Machine.RETURNED), MessageKind.MAIL_ARRIVED),
    (confirmed, MessageKind.CODE),
    (locked, MessageKind.IDENTITY_LOCKED),
    (written, MessageKind.PERSON_WROTE),
    (answered, MessageKind.WRITTEN_TO),
    (sent_with_a_copy, MessageKind.RESPONSE),
    (sent_with_a_copy, MessageKind.LETTER_COPY),
    (staff_told, MessageKind.STAFF_PAPER),
    (staff_commented, MessageKind.NOTICE),
    (lambda: extended(CHRISTMAS_EVE.date()), MessageKind.EXTENSION),
    (lambda: extended(date(2027, 2, 8)), MessageKind.EXTENSION),
    (patient_asked, MessageKind.CONSENT_QUESTION),
    (not_the_right_person, MessageKind.CANNOT_DISCUSS),
    (plan_sent, MessageKind.PLAN),
    (breach_explained, MessageKind.LATE),
    (outcome_reported, MessageKind.OUTCOME),
    (not_looked_into, MessageKind.DECLINED),
    (passed_on, MessageKind.TRANSFERRED),
    (wanted_no_more, MessageKind.WITHDRAWN),
    (contact_limited, MessageKind.LIMITED),
    (date_set_by_us, MessageKind.DATE_SET),
    (split_off, MessageKind.SPLIT),
    (told_by_telephone, MessageKind.WRITTEN_RECORD),
    (contributor_asked, MessageKind.CONTRIBUTION_QUESTION),
    (contributor_knocked, MessageKind.CONTRIBUTION_CODE),
    (escalated, MessageKind.NEXT_STAGE),
    (replied_at_a_stage, MessageKind.STAGE_REPLY),
    (surveyed, MessageKind.SURVEY),
    (reminded_of_survey, MessageKind.SURVEY_REMINDER),
    (on_the_agenda, MessageKind.INVITATION),
]


def test_every_kind_of_message_has_its_words():
    assert {kind for _, kind in MAILS} == set(MessageKind)


@pytest.mark.parametrize(("change", "kind"), MAILS)
def test_a_subject_is_a_reference_and_neutral_words(change: Callable[[], Change], kind: MessageKind):
    made = change()
    subject = mail(made, kind).subject

    assert subject.startswith(f"[{made.file.case.reference}] ")
    for private in ("Asha", "Verity", "blood", "treatment", "test"):
        assert private not in subject


@pytest.mark.parametrize(("change", "kind"), MAILS)
def test_no_mail_repeats_the_story(change: Callable[[], Change], kind: MessageKind):
    written = mail(change(), kind)

    assert STORY not in written.text
    assert STORY not in written.html


@pytest.mark.parametrize(("change", "kind"), [row for row in MAILS if row[1] in TO_STAFF])
def test_a_mail_to_staff_names_nobody_and_leads_to_the_case(
    change: Callable[[], Change], kind: MessageKind
):
    made = change()
    written = mail(made, kind)

    assert "Asha" not in written.text
    assert "Verity" not in written.text
    in_url = made.file.case.reference.in_url
    # Whoever the case is about may open their copy and nothing else of it (S2-34, domain.md 4.2).
    page = "copies" if kind in (MessageKind.LETTER_COPY, MessageKind.STAFF_PAPER) else "cases"
    assert f"https://complaints.example/live/staff/{page}/{in_url}" in written.text


def test_a_code_is_told_in_the_mail_and_not_in_its_subject():
    mailed = mail(confirmed(), MessageKind.CODE)

    assert "012345" in mailed.text
    assert "012345" not in mailed.subject


LETTERS = [
    row
    for row in MAILS
    if row[1] not in {*TO_STAFF, *TO_CONTRIBUTORS, MessageKind.CODE, MessageKind.CONSENT_QUESTION}
]
"""A code is no letter: it says nothing but itself. Patients who are asked, and contributors, have
complained of nothing.
"""
FINAL = (
    MessageKind.RESPONSE,
    MessageKind.CANNOT_DISCUSS,
    MessageKind.OUTCOME,
    MessageKind.DECLINED,
    MessageKind.TRANSFERRED,
    MessageKind.LIMITED,
)


@pytest.mark.parametrize(("change", "kind"), [row for row in LETTERS if row[1] not in FINAL])
def test_every_mail_to_the_public_ends_with_the_ombudsman_and_says_where_help_is(
    change: Callable[[], Change], kind: MessageKind
):
    text = mail(change(), kind).text
    contacts = TERMS.pack.contacts

    assert contacts["ombudsman"].phone in text.rpartition("--")[2]
    assert "once you have had our final answer" in text.rpartition("--")[2]
    assert contacts["advocacy"].phone in text
    assert PRACTICE.phone in text


def test_sc_3_b_the_letter_that_ends_it_says_nothing_of_anybody_and_names_the_ombudsman():
    """Not that there is a patient, nor what anybody said: nobody can tell from it why it ends."""
    text = mail(not_the_right_person(), MessageKind.CANNOT_DISCUSS).text

    for said in ("Nell", "Olderly", "mother", "died", "welfare", "refused"):
        assert said not in text
    assert "does not say whether anybody is a patient of ours" in text
    assert "If you are not happy with our answer" in text.rpartition("--")[2]
    assert TERMS.pack.contacts["ombudsman"].phone in text.rpartition("--")[2]


def test_s2_13_the_mail_to_the_patient_says_only_that_a_question_waits():
    text = mail(patient_asked(), MessageKind.CONSENT_QUESTION).text

    for said in ("Asha", "Verity", "your complaint", "treatment"):
        assert said not in text
    assert "https://complaints.example/live/o/willow-lane/consent/012345" in text


def test_the_ombudsman_stands_in_other_words_once_our_final_answer_stands():
    """C-14: people who go too early are sent back, and after the final answer it is their turn."""
    foot = mail(responded(), MessageKind.ACKNOWLEDGEMENT).text.rpartition("--")[2]

    assert foot == mail(sent_with_a_copy(), MessageKind.RESPONSE).text.rpartition("--")[2]
    assert "If you are not happy with our answer" in foot
    assert TERMS.pack.contacts["ombudsman"].phone in foot
    assert "once you have had" not in foot


def test_no_letter_sends_people_to_a_body_that_nobody_has_verified_for_a_year():
    """S2-68: a contact verified more than twelve months ago stops the letter."""
    late = london(date(2027, 11, 2))
    change = make.a_receipt(make.an_intake(received_at=late), at=late)

    with pytest.raises(ContactInDoubt, match="over a year ago"):
        mail(change, MessageKind.RECEIPT)
    assert mail(change, MessageKind.ALERT), "staff must hear of it for all that"


def test_an_invented_body_is_named_in_a_demonstration_only():
    with pytest.raises(ContactInDoubt, match="advocacy"):
        mail(received(), MessageKind.RECEIPT, demonstration=False)


def test_a_reply_comes_back_to_us_with_its_case_as_a_label():
    assert mail(received(), MessageKind.RECEIPT).reply_to == (
        "complaints+WLP-123456@willow-lane.example"
    )


def test_the_receipt_of_christmas_eve_promises_a_reply_by_new_years_eve():
    text = mail(received(), MessageKind.RECEIPT).text

    assert "Your reference: WLP/123456" in text
    assert "By Thursday 31 December 2026" in text


def test_the_receipt_of_a_compliment_promises_no_date():
    text = mail(received(contact_type=ContactType.COMPLIMENT), MessageKind.RECEIPT).text

    assert "December" not in text


def test_the_acknowledgement_begins_with_the_handlers_own_words_as_they_were_typed():
    written = mail(acknowledged(), MessageKind.ACKNOWLEDGEMENT)

    assert WORDS in written.text
    assert "I am &lt;sorry&gt; {{ 7 * 7 }} 😀 مرحبا" in written.html
    assert written.text.index("Thank you, Asha") < written.text.index("WOULD YOU LIKE TO TALK")


def test_the_acknowledgement_offers_to_talk_in_the_ways_that_were_offered():
    text = mail(acknowledged(), MessageKind.ACKNOWLEDGEMENT).text

    assert "talk with you by phone or face to face" in text


def test_the_acknowledgement_greets_once():
    greeted = mail(acknowledged("Dear Asha\n\nThank you"), MessageKind.ACKNOWLEDGEMENT).text
    ungreeted = mail(acknowledged("Thank you"), MessageKind.ACKNOWLEDGEMENT).text

    assert greeted.count("Dear ") == ungreeted.count("Dear ") == 1


def test_the_acknowledgement_states_the_rights_of_the_nhs_constitution():
    text = mail(acknowledged(), MessageKind.ACKNOWLEDGEMENT).text

    for right in (
        "looked into properly",
        "know the outcome",
        "ombudsman",
        "courtesy",
        "say sorry",
        "learn",
    ):
        assert right in text


def test_the_acknowledgement_after_erasure_still_reads_well():
    change = acknowledged()
    erased = tuple(replace(event, sealed=None) for event in change.file.events)
    change = replace(change, file=replace(change.file, events=erased, parties=()))

    assert "Dear Somebody" in mail(change, MessageKind.ACKNOWLEDGEMENT).text


def test_a_reminder_says_what_is_due_and_when():
    written = mail(told(0), MessageKind.REMINDER)

    assert "Acknowledge and offer to discuss: due on Thursday 31 December 2026." in written.text
    assert written.subject.endswith("Reminder: due on 31 December 2026")


def test_an_undelivered_acknowledgement_asks_for_another_way():
    assert (
        "We could not send the acknowledgement by email" in mail(failed(), MessageKind.UNDELIVERED).text
    )
    assert "We cannot tell whether the acknowledgement was sent" in (
        mail(unproven(), MessageKind.UNDELIVERED).text
    )


@pytest.mark.parametrize(
    ("terms", "told"),
    [
        (STAGED, "somebody more senior looks at it"),
        (
            replace(STAGED, pack=replace(STAGED.pack, stages=STAGED.pack.stages[:1])),
            "Everybody here who can look at it has answered you",
        ),
    ],
)
def test_s3_9_a_stage_s_reply_on_paper_holds_all_of_it_and_what_they_can_do_next(
    terms: Terms, told: str
):
    made = replied_at_a_stage()
    (message,) = (each for each in made.messages if each.kind is MessageKind.STAGE_REPLY)
    about = Correspondent(
        message=message,
        file=made.file,
        clocks=(),
        terms=terms,
        organisation=PRACTICE,
        to=(),
        handler=None,
    )

    sheet = Correspondence(Urls("https://complaints.example/live")).printout(about).sheets[0]

    words = "\n".join(block.text for block in sheet.blocks)
    assert sheet.title == "Our answer to your complaint"
    assert "It came late" in words
    assert told in words
