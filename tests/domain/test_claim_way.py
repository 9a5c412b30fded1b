"""The claim machine (domain.md 4.6, S1): each guard, and what it does not let through."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

import pytest

from chalicelib.domain.admissions import Element, authorised_by
from chalicelib.domain.case import CaseFile
from chalicelib.domain.casework import (
    admitting,
    claim_ending,
    claim_opening,
    claim_working,
    claiming,
    defending,
    settling,
    writing,
)
from chalicelib.domain.claim_members import Development, members_of
from chalicelib.domain.claim_staff import ClaimOutcome
from chalicelib.domain.claim_standing import ClaimState, claim_state_of, high_profile_of
from chalicelib.domain.claims import to_answer
from chalicelib.domain.contact import ReceivedVia
from chalicelib.domain.copies import Extent, LeftOut, contents_of
from chalicelib.domain.copy_orders import Copy, Whose
from chalicelib.domain.damages import hundredths, pounds
from chalicelib.domain.errors import ActionRefused, Invalid, NotAllowed, RuleBroken
from chalicelib.domain.events import Event, EventType
from chalicelib.domain.history import each_of, words_of
from chalicelib.domain.holds import is_on_hold
from chalicelib.domain.identifiers import DocumentId
from chalicelib.domain.messages import MessageKind
from chalicelib.domain.parties import COMPLAINANT
from chalicelib.domain.policy import Action
from tests.builders import SCHEME, a_receipt, an_intake, an_occasion, by_staff
from tests.claim_way import (
    AFTERWARDS,
    ASSESS,
    BOTH,
    BREACH,
    CONSIDER,
    INVESTIGATE,
    JOIN,
    MARK,
    NOMINATE,
    NOTIFY,
    OFFER,
    ONE,
    OPEN,
    OTHER,
    REPUDIATE,
    SETTLE,
    ClaimStep,
    advise,
    assessed,
    authorise,
    claim,
    claims_on_their_way,
    conclude,
    defend,
    hear,
    report,
    revoke,
    serve,
    share,
    sign,
    taken,
    with_report,
)
from tests.way import NOW


def then(file: CaseFile, *steps: ClaimStep) -> CaseFile:
    return [file, *taken(file, *steps)][-1]


def told(file: CaseFile, of: Development) -> Sequence[Event]:
    return [e for e in each_of(file.events, EventType.CLAIM_MEMBER_TOLD) if e.facts["of"] == of]


def fault_of(refused: pytest.ExceptionInfo[Invalid]) -> str:
    return refused.value.faults[0].field


@pytest.fixture
def advised() -> CaseFile:
    """Both members were advised to admit both elements."""
    return then(assessed(supportive=False, members=2), advise("1"), advise("2"))


def test_every_station_of_a_claim_is_reached_by_steps_that_the_table_allows():
    reached = {claim_state_of(file.events) for file in claims_on_their_way()}

    assert reached == set(ClaimState)


def test_s1_2_a_claim_needs_a_member_under_a_scheme_that_the_policy_knows():
    action, decide, asked, who = OPEN[0]

    with pytest.raises(Invalid) as refused:
        then(a_receipt(terms=SCHEME).file, (action, decide, replace(asked, scheme="PIGGY"), who))

    assert fault_of(refused) == "scheme"


def test_s1_3_the_edition_of_the_rules_that_prevail_is_kept_with_each_member():
    joined = each_of(then(claim(), *JOIN).events, EventType.CLAIM_MEMBER_JOINED)

    assert [each.facts["rules"] for each in joined] == ["April 2026", "April 2026"]


def test_s1_42_a_claim_puts_its_case_on_legal_hold_from_its_first_day():
    assert is_on_hold(claim().events)


def test_s1_13_a_claim_that_came_through_an_mp_is_high_profile_from_its_first_day():
    intake = an_intake(received_via=ReceivedVia.MP)
    file = then(a_receipt(intake, terms=SCHEME).file, *OPEN)

    assert high_profile_of(file.events) == ("mp",)
    to_leader = [m for m in file.messages if m.kind is MessageKind.NOTICE and "team_leader" in m.to.id]
    assert to_leader


def test_s1_13_a_mark_without_a_reason_is_none():
    action, decide, asked, who = MARK[0]

    with pytest.raises(Invalid) as refused:
        then(claim(), (action, decide, replace(asked, reasons=()), who))

    assert fault_of(refused) == "reasons"


def test_the_scheme_is_notified_when_all_went_on_and_the_list_is_out():
    with pytest.raises(ActionRefused, match="Document 1 has not gone on"):
        then(claim(), NOTIFY[0], NOTIFY[3])
    with pytest.raises(ActionRefused, match="list of documents is not out"):
        then(claim(), *NOTIFY[:2], NOTIFY[3])

    assert claim_state_of(then(claim(), *NOTIFY).events) is ClaimState.NOTIFIED


def test_s1_8_no_cover_decision_can_rest_on_an_apology():
    reasons = set(map(str, claim_opening.CoverReason))

    assert not [reason for reason in reasons if "apolog" in reason or "sorry" in reason]


def test_s1_5_a_refusal_of_cover_needs_a_reason_of_refusal():
    asked = claim_opening.CoverDecision(
        "1", covered=False, reason=claim_opening.CoverReason.WITHIN_SCHEME, text="No"
    )

    with pytest.raises(Invalid) as refused:
        claim_opening.decide_cover(claim(), asked, terms=SCHEME, occasion=an_occasion(NOW))

    assert fault_of(refused) == "reason"


def test_s1_30_a_joint_investigation_waits_until_each_member_was_heard():
    ready = then(claim(), *JOIN, *NOTIFY, *(cover_of("1"), cover_of("2")), *NOMINATE)

    with pytest.raises(ActionRefused, match="nothing does: member 1, member 2"):
        then(ready, *INVESTIGATE)
    with pytest.raises(ActionRefused, match="nothing does: member 2"):
        then(ready, hear("1", ONE), *INVESTIGATE)

    begun = then(ready, hear("1", ONE), hear("2", OTHER), *INVESTIGATE)
    assert {e.facts["contact"] for e in told(begun, Development.INVESTIGATING)} == {ONE, OTHER}


def cover_of(number: str) -> ClaimStep:
    within = claim_opening.CoverReason.WITHIN_SCHEME
    asked = claim_opening.CoverDecision(number, covered=True, reason=within, text="Within")
    return Action.DECIDE_COVER, claim_opening.decide_cover, asked, "handler"


def test_s1_20_nothing_is_repudiated_without_evidence_that_supports_it():
    with pytest.raises(ActionRefused, match="No evidence supports it"):
        then(assessed(supportive=False), *REPUDIATE)

    denied = then(assessed(supportive=True), *REPUDIATE)
    assert to_answer(denied.events) == ()


def test_s1_15_a_member_without_anybody_who_binds_it_cannot_be_asked(advised: CaseFile):
    unbound = claim_opening.ContactNamed("2", OTHER, may_authorise=False)
    occasion = an_occasion(NOW, by_staff("handler"))
    file = claim_opening.name_contact(advised, unbound, terms=SCHEME, occasion=occasion).file

    with pytest.raises(Invalid) as refused:
        then(file, advise("2"))
    with pytest.raises(NotAllowed):
        then(file, authorise("2", BREACH, OTHER))

    assert fault_of(refused) == "member"


def test_s1_15_whoever_binds_one_member_binds_no_other(advised: CaseFile):
    with pytest.raises(NotAllowed):
        then(advised, authorise("1", BREACH, OTHER))


def test_s1_15_one_members_authority_is_not_anothers(advised: CaseFile):
    with pytest.raises(RuleBroken, match="breach of duty by member 2"):
        then(advised, authorise("1", BREACH, ONE), serve(*BREACH))


def test_s1_15_authority_for_breach_is_none_for_causation(advised: CaseFile):
    given = then(advised, authorise("1", BREACH, ONE), authorise("2", BREACH, OTHER))

    with pytest.raises(RuleBroken, match="causation by member 1, causation by member 2"):
        then(given, serve(*BOTH))
    assert claim_state_of(then(given, serve(*BREACH)).events) is ClaimState.ADMISSION_SERVED


def test_s1_15_silence_is_no_authority_and_neither_is_an_instruction_in_free_words(advised: CaseFile):
    said = claiming.InstructionGiven("1", "Yes, admit all of it")
    later = an_occasion(NOW + timedelta(days=30), by_staff(ONE))
    file = claiming.give_instruction(advised, said, terms=SCHEME, occasion=later).file

    with pytest.raises(ActionRefused, match="Silence is no authority"):
        then(file, serve(*BREACH))


def test_s1_43_what_one_member_was_asked_another_does_not_answer(advised: CaseFile):
    by_the_other = an_occasion(NOW, by_staff(OTHER))

    with pytest.raises(NotAllowed):
        claiming.give_instruction(
            advised, claiming.InstructionGiven("1", "No"), terms=SCHEME, occasion=by_the_other
        )


def test_s1_15_whoever_may_authorise_has_a_confirmation_of_it(advised: CaseFile):
    given = then(advised, authorise("1", BREACH, ONE))

    confirmed = told(given, Development.ADMISSION_AUTHORISED)
    assert [each.facts["contact"] for each in confirmed] == [ONE]


def test_s1_15_nobody_authorises_more_than_was_recommended():
    file = then(assessed(supportive=False), advise("1", BREACH))

    with pytest.raises(Invalid) as refused:
        then(file, authorise("1", BOTH, ONE))

    assert fault_of(refused) == "elements"


def test_s1_15_an_authority_is_taken_back_only_until_it_was_used():
    given = then(assessed(supportive=False), advise("1"), authorise("1", BOTH, ONE))
    back = then(given, revoke("1", (Element.CAUSATION,), ONE))
    served = then(back, serve(*BREACH))

    assert authorised_by("1", back.events) == {Element.BREACH}
    with pytest.raises(NotAllowed):
        then(given, revoke("1", BREACH, OTHER))
    with pytest.raises(ActionRefused, match="no authority that could be taken back"):
        then(served, revoke("1", BREACH, ONE))


def test_s1_16_a_document_is_not_answered_with_an_admission_past_its_authority():
    file = then(claim(), NOTIFY[0])
    answer = claiming.DocumentAnswered("1", "We admit it", admits=True)

    with pytest.raises(Invalid) as refused:
        claiming.answer_document(file, answer, terms=SCHEME, occasion=an_occasion(NOW))

    assert fault_of(refused) == "admits"


def test_s1_21_no_offer_and_no_court_before_the_seven_ways_were_considered():
    for step in (*OFFER, defend(defending.Court.PROCEEDINGS)):
        with pytest.raises(ActionRefused, match="Consider the seven ways"):
            then(assessed(supportive=True), step)


def test_s1_21_each_of_the_seven_ways_is_considered_once():
    action, decide, asked, who = CONSIDER[0]
    twice = replace(asked, routes=(*asked.routes[:6], asked.routes[0]))

    with pytest.raises(Invalid):
        then(assessed(supportive=True), (action, decide, twice, who))


def test_s1_24_damages_are_agreed_while_the_shares_are_still_open():
    pending = then(negotiated(), share("60", "40"), *SETTLE)

    assert claim_state_of(pending.events) is ClaimState.SETTLED


def negotiated() -> CaseFile:
    return then(assessed(supportive=False, members=2), *CONSIDER, *OFFER)


@pytest.mark.parametrize(("one", "other"), [("60", "50"), ("60", "39.99"), ("100", "0.01")])
def test_s1_14_shares_make_the_whole_to_the_hundredth(one: str, other: str):
    with pytest.raises(Invalid) as refused:
        then(negotiated(), share(one, other))

    assert fault_of(refused) == "shares"


def test_s1_14_shares_are_given_of_every_member_once():
    action, decide, asked, who = share("60", "40")
    alone = replace(asked, shares=(settling.Share("1", "100"),))

    with pytest.raises(Invalid):
        then(negotiated(), (action, decide, alone, who))


@pytest.mark.parametrize(
    "words", ["One pays 60%", "The other bears 40.00 per cent", "It was apportioned between them"]
)
def test_s1_14_no_words_to_the_claimant_tell_who_bears_how_much(words: str):
    file = then(negotiated(), share("60", "40"))

    with pytest.raises(Invalid) as refused:
        writing.write_to_person(
            file, writing.Writing(words), terms=SCHEME, occasion=an_occasion(NOW, by_staff())
        )

    assert fault_of(refused) == "text"


def test_s1_14_other_numbers_may_be_written():
    file = then(negotiated(), share("60", "40"))
    words = writing.Writing("We offer £60, which is 70% of what you ask")

    writing.write_to_person(file, words, terms=SCHEME, occasion=an_occasion(NOW, by_staff()))


def test_s1_12_only_who_binds_a_member_hears_the_amount():
    watching = claim_opening.ContactNamed("1", OTHER, may_authorise=False)
    occasion = an_occasion(NOW, by_staff("handler"))
    file = claim_opening.name_contact(negotiated(), watching, terms=SCHEME, occasion=occasion).file

    heard = told(then(file, *SETTLE), Development.DAMAGES)

    amounts = {(e.facts["member"], e.facts["contact"]): words_of(e).get("amount") for e in heard}
    assert amounts == {("1", ONE): "12500.00", ("2", OTHER): "12500.00", ("1", OTHER): None}


def test_s1_45_and_50_against_the_evidence_each_member_signs_first():
    against = then(assessed(supportive=False, members=2), *CONSIDER)
    trial = defend(defending.Court.TRIAL)

    with pytest.raises(ActionRefused, match="Not signed: member 1, member 2"):
        then(against, trial)
    with pytest.raises(ActionRefused, match="Not signed: member 2"):
        then(against, sign("1", ONE), trial)
    with pytest.raises(NotAllowed):
        then(against, sign("1", OTHER))
    signed = then(against, sign("1", ONE), sign("2", OTHER), trial)
    assert claim_state_of(signed.events) is ClaimState.TRIAL
    assert len(told(signed, Development.OWN_EXPENSE)) == 2


def test_s1_50_a_report_that_comes_later_asks_for_a_new_signature():
    signed = then(assessed(supportive=False), *CONSIDER, sign("1", ONE), report(supportive=False))

    with pytest.raises(ActionRefused, match="Not signed: member 1"):
        then(signed, defend(defending.Court.TRIAL))


def test_s1_44_the_last_report_of_an_expert_counts():
    changed_mind = then(assessed(supportive=False), report(supportive=True), *ASSESS, *REPUDIATE)

    assert claim_state_of(changed_mind.events) is ClaimState.REPUDIATED


def test_s1_44_a_report_is_a_file_of_the_case_by_an_expert_who_was_nominated():
    file = with_report(then(claim(), *NOTIFY, cover_of("1"), *NOMINATE))
    occasion = an_occasion(NOW)
    for expert, document, field in (("1", "D1", "expert"), ("2", "D2", "file")):
        asked = claim_working.ExpertReport(expert, True, document, "In short")
        with pytest.raises(Invalid) as refused:
            claim_working.record_evidence(file, asked, terms=SCHEME, occasion=occasion)
        assert fault_of(refused) == field


def test_a_settled_claim_ends_as_settled_and_no_other_does():
    with pytest.raises(Invalid):
        then(then(negotiated(), *SETTLE), conclude(ClaimOutcome.DISCONTINUED))
    with pytest.raises(Invalid):
        then(negotiated(), conclude(ClaimOutcome.SETTLED))


CLOSING = {
    "Name first the staff": (),
    "1 of the staff concerned have not been told": (0,),
    "Share first what was learnt": (0, 1),
    "Decide first which member bears how much": (0, 1, 2),
    "legal hold": (0, 1, 2, -1),
}


@pytest.mark.parametrize("missing", CLOSING)
def test_s1_41_42_49_a_claim_is_closed_only_when_it_owes_nobody_anything(missing: str):
    ended = then(negotiated(), *SETTLE, conclude(ClaimOutcome.SETTLED))
    done = (
        share("60", "40", decided=True) if index < 0 else AFTERWARDS[index]
        for index in CLOSING[missing]
    )

    with pytest.raises(ActionRefused, match=missing):
        then(ended, *done, AFTERWARDS[-1])


def test_s1_41_staff_without_an_account_are_told_by_somebody():
    ended = then(claim(), conclude(ClaimOutcome.NOT_PURSUED), AFTERWARDS[0])
    note = claim_ending.OutcomeNote("It is over")

    with pytest.raises(Invalid) as refused:
        claim_ending.tell_staff_outcome(ended, note, terms=SCHEME, occasion=an_occasion(NOW))

    assert fault_of(refused) == "others_told"


def test_an_admission_is_never_made_of_nothing():
    for asked in (
        admitting.AdmissionServed((), admitting.ServedIn.DEFENCE, "-"),
        admitting.AdmissionServed((), admitting.ServedIn.EVIDENCE, "-"),
    ):
        with pytest.raises(Invalid):
            admitting.serve_admission(claim(), asked, terms=SCHEME, occasion=an_occasion(NOW))


@pytest.mark.parametrize("typed", ["", "many", "-1", "0", "12.345", "NaN", "1e400", "Infinity"])
def test_what_is_no_amount_in_pounds_is_refused(typed: str):
    with pytest.raises(Invalid):
        pounds(typed, "amount")


@pytest.mark.parametrize("typed", ["", "half", "-1", "33.333", "1000"])
def test_what_is_no_share_is_refused(typed: str):
    with pytest.raises(Invalid):
        hundredths(typed, "share")


def test_a_member_that_joins_is_told_with_all_others_and_of_nothing_but_that():
    joined = then(claim(), *JOIN)

    heard = told(joined, Development.OTHER_MEMBER)
    assert {e.facts["contact"] for e in heard} == {ONE, OTHER}
    assert all(e.sealed is None and e.facts["joint"] is True for e in heard)
    assert [each.scheme for each in members_of(joined.events)] == ["CNSGP", "ELSGP"]


def test_the_court_s_date_is_kept_and_moves_with_the_trial():
    file = then(assessed(supportive=True), *CONSIDER, defend(defending.Court.PROCEEDINGS))
    later = defending.Defence(defending.Court.TRIAL, date(2027, 12, 1), "On breach")

    occasion = an_occasion(NOW + timedelta(days=1), by_staff("lawyer"))
    trial = defending.defend_claim(file, later, terms=SCHEME, occasion=occasion)

    (court,) = [clock for clock in trial.clocks if clock.code == "COURT"]
    assert court.due == date(2027, 12, 1)


def test_s1_14_a_copy_of_the_claimants_details_holds_nothing_of_the_claim():
    settled = claims_on_their_way()[-1]
    order = Copy(0, "1", Whose.COMPLAINANT, (), (), (), (), NOW, DocumentId("D9"))
    extent = Extent(COMPLAINANT, NOW, only_own=False, spoken_for=False)

    copied = contents_of(settled, order, extent)

    assert copied.told
    of_the_claim = [
        e for e in copied.told if e.event.type.startswith(("claim.", "admission.", "instr"))
    ]
    assert of_the_claim == []
    assert LeftOut.LEGAL in {why for why, _ in copied.left_out}
