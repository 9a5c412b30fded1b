"""The table of what may be done when: every action against every state."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, timedelta
from functools import cache

import pytest

from chalicelib.application.casework import Request, act
from chalicelib.application.read_case import as_it_stands
from chalicelib.domain.alarms import Alarm
from chalicelib.domain.appeals import ladder_of
from chalicelib.domain.calls import Means
from chalicelib.domain.case import CaseFile, Change
from chalicelib.domain.casework import (
    Booking,
    answering_rights,
    appealing,
    assessing,
    book,
    claiming,
    concerning,
    confining,
    contacting,
    contributing,
    delegating,
    ending,
    holding,
    improving,
    investigating,
    involving,
    linking,
    mediating,
    regulating,
    restricting,
    staging,
    tell_milestone,
)
from chalicelib.domain.casework.consenting import record_consent
from chalicelib.domain.casework.delivering import Failure, message_failed
from chalicelib.domain.casework.dispatching import PreparedAcknowledgement, prepare_acknowledgement
from chalicelib.domain.claims import DocumentClass
from chalicelib.domain.clocks import Notice
from chalicelib.domain.contact import ReceivedVia
from chalicelib.domain.data_rights import Wanted
from chalicelib.domain.documents.deeds import receive_document, settle_document
from chalicelib.domain.errors import ActionRefused, CheckNeeded, NotAllowed
from chalicelib.domain.grading import Grade
from chalicelib.domain.identifiers import RoleCode
from chalicelib.domain.involvement import CommissionerHas, OrganisationKind
from chalicelib.domain.likeness import Likeness
from chalicelib.domain.links import Proposal
from chalicelib.domain.mediations import Side
from chalicelib.domain.messages import MessageKind
from chalicelib.domain.parties import Channel
from chalicelib.domain.policy import Action, Setting, Terms
from chalicelib.domain.reference import read_reference
from chalicelib.domain.representation import Basis
from chalicelib.domain.sending import claimed
from chalicelib.domain.staff import Staff
from chalicelib.domain.stages import StageOutcome
from chalicelib.domain.states import BEFORE_RESPONSE, ENDED, State
from chalicelib.domain.workflow import (
    CASE_ACTIONS,
    TABLE,
    Guard,
    NextStep,
    next_step,
    why_not,
)
from tests.builders import (
    MANAGER,
    OFFICE,
    SCHEME,
    STAGED,
    TERMS,
    a_file,
    a_member_of_staff,
    a_party,
    a_receipt,
    an_intake,
    an_occasion,
    by_staff,
)
from tests.claim_way import claims_on_their_way
from tests.domain.test_consent import AGREES, spoken_for, then
from tests.domain.test_documents import HELD, an_upload, checked
from tests.fakes import FakeWorld
from tests.way import (
    CLOSE,
    MINUTE,
    NOW,
    PLAN,
    RESOLVE,
    SEND,
    WITHDRAW,
    after,
    in_every_state,
    occasion,
)

FILES = {Action.ADD_DOCUMENT, Action.OPEN_DOCUMENT}
"""A file goes to the store or comes from it: what they change of a case follows from that."""
NOT_ON_A_CASE = {
    *(Action.CHECK_CALLER, Action.TRIAGE_MAIL),
    *(Action.LIST_CASES, Action.READ_CASE, Action.OPEN_CASE),
    *(Action.ARRANGE_OWN, Action.ARRANGE_OTHERS),
    *(Action.PREVIEW_POLICY, Action.READ_SURVEYS, Action.READ_FIGURES),
    Action.PUBLISH_POLICY,
    *(Action.CHANGE_ORGANISATION, Action.MANAGE_STAFF),
    Action.READ_UNCHECKED,
    Action.RECORD_REPORT,
    *(Action.ENTER_RESTRICTED, Action.READ_REGISTER, Action.READ_OWN_COPY),
}


def test_every_action_that_changes_a_case_has_its_row():
    assert set(CASE_ACTIONS) == set(Action) - NOT_ON_A_CASE - FILES


@pytest.mark.parametrize("state", State)
def test_every_action_is_allowed_or_refused_with_a_reason_in_every_state(state: State):
    undecided = [
        action
        for action in CASE_ACTIONS
        if bool(TABLE[action].refused_by_state(state)) == (state in TABLE[action].states)
    ]

    assert undecided == []


def test_no_row_refuses_what_it_allows():
    both = {action: set(TABLE[action].refusals) & TABLE[action].states for action in CASE_ACTIONS}

    assert not any(both.values()), both


def _breached() -> CaseFile:
    """Six months have passed."""
    file = a_file()
    clock = next(clock for clock in file.clocks(TERMS) if clock.code == "6M")
    breach = next(each for each in clock.milestones if each.notice is Notice.BREACH)
    told = an_occasion(breach.at, by_staff())
    return tell_milestone(file, clock, breach, terms=TERMS, occasion=told).file


def _other_files() -> dict[str, CaseFile]:
    """What some guards ask for, beside the case's state."""
    states = in_every_state()
    when = {"terms": TERMS, "occasion": occasion()}
    proposed = restricting.propose_restriction(
        states[State.RESPONDED], restricting.RestrictionProposal("Forty letters"), **when
    ).file
    decision = restricting.RestrictionDecision(
        "By letter only", "The adviser", True, "3 February", date(2027, 6, 1)
    )
    wants_cause = investigating.Considerations(*(True,) * 9, text="Ask why")
    request = contributing.ContributionRequest("The trust", "Their part", date(2027, 1, 20), True)
    done = improving.ActionDone("1", "In use")
    booking = Booking(OFFICE.id, NOW + timedelta(days=4), 30, Means.TELEPHONE)
    listed = assessing.Issues((assessing.ListedIssue("It took three weeks", "communications"),))
    late = a_file(occurred_on=date(2023, 1, 1))
    return {
        "kept to few": confining.restrict_access(
            states[State.RECEIVED], confining.Confinement("About a colleague"), **when
        ).file,
        "proposed": proposed,
        "restricted": restricting.restrict(proposed, decision, **when).file,
        "cause": investigating.consider(states[State.INVESTIGATING], wants_cause, **when).file,
        "asked": contributing.ask_contribution(states[State.ASSESSED], request, **when).file,
        "asked by mail": contributing.ask_contribution(
            states[State.ASSESSED],
            replace(request, email="ward@hospital.example", questions="Why?"),
            **when,
        ).file,
        **_with_others(states),
        **_in_mediation(states[State.ASSESSED]),
        "awaiting": contacting.await_third_party(
            states[State.ACKNOWLEDGED], contacting.Awaiting("The hospital"), **when
        ).file,
        "done": improving.complete_action(states[State.ACTIONS_OPEN], done, **when).file,
        "booked": book(states[State.RECEIVED], booking, **when).file,
        "listed": assessing.list_issues(states[State.RECEIVED], listed, **when).file,
        "late": late,
        "plan sent": after(states[State.ASSESSED], PLAN[0]),
        "approved": after(states[State.AWAITING_SIGNOFF], *SEND[:2]),
        "response ready": after(states[State.AWAITING_SIGNOFF], *SEND[:3]),
        "may sign": delegating.delegate_signing(
            states[State.AWAITING_SIGNOFF],
            delegating.SigningDelegation(MANAGER.id, date(2027, 1, 31), "Away"),
            MANAGER,
            **when,
        ).file,
        "minuted": after(states[State.RESPONDED], *MINUTE),
        "breached": _breached(),
        "held": _held(),
        "alarmed": a_receipt(alarms=(Alarm.HEALTH,)).file,
        "message lost": _message_lost(),
        **_about_personal_details(),
        "alike": _alike(),
        "letter ready": _letter_ready(),
        "on the agenda": improving.schedule_meeting(
            states[State.RESPONDED], improving.MeetingDate(date(2027, 2, 2)), **when
        ).file,
        "spoken for": spoken_for(),
        "cannot be asked": spoken_for(Basis.LACKS_CAPACITY),
        "agreed": then(spoken_for(), record_consent, AGREES),
    }


def _in_mediation(assessed: CaseFile) -> dict[str, CaseFile]:
    """Wanted by the person, agreed to by both, and begun."""
    when = {"terms": TERMS, "occasion": occasion()}
    wish = mediating.MediationProposal(Side.PERSON, "She wants to talk")
    wanted = mediating.propose_mediation(assessed, wish, **when).file
    agreed = wanted
    for side in Side:
        yes = mediating.MediationAnswer(side, agreed=True, text="Yes")
        agreed = mediating.answer_mediation(agreed, yes, **when).file
    start = mediating.MediationStart("Ada Fairly", independent=True, text="She wrote it")
    return {
        "mediation is wanted": wanted,
        "mediation is agreed": agreed,
        "mediation has begun": mediating.begin_mediation(agreed, start, **when).file,
    }


def _with_others(states: Mapping[State, CaseFile]) -> dict[str, CaseFile]:
    """Another organisation takes part, on level 4 too; the commissioner has it or has not."""
    when = {"terms": TERMS, "occasion": occasion()}
    assessed, agreed = states[State.ASSESSED], states[State.PLAN_AGREED]
    level_4 = assessing.grade(assessed, assessing.Grading(Grade.COMPLEX, "A trust too"), **when).file
    trust = involving.Involvement(OrganisationKind.PROVIDER, Grade.MAJOR, ("1",), "The trust")
    involved = involving.involve_organisation(level_4, trust, **when).file
    nobody = involving.CommissionerCheck(CommissionerHas.NOT, "She says so")
    theirs = involving.CommissionerCheck(CommissionerHas.INVESTIGATES, "They wrote", "ICB-0001")
    return {
        "level 4": level_4,
        "with a trust": involved,
        "not with the commissioner": involving.check_commissioner(agreed, nobody, **when).file,
        "with the commissioner": involving.check_commissioner(agreed, theirs, **when).file,
    }


def _about_personal_details() -> dict[str, CaseFile]:
    """Somebody asked about their own details, known and unknown, and complained; all must be kept."""
    when = {"terms": TERMS, "occasion": occasion()}
    known = answering_rights.RequestReceived(Wanted.COPY, "All of it", identity_known=True)
    unknown = replace(known, identity_known=False)
    wrong = answering_rights.DataComplaint("My letter lay on the counter")
    complained = answering_rights.receive_data_complaint(a_file(), wrong, **when).file
    return {
        "asked for a copy": answering_rights.receive_request(a_file(), known, **when).file,
        "somebody asked": answering_rights.receive_request(a_file(), unknown, **when).file,
        "complained": complained,
        "complaint acknowledged": answering_rights.acknowledge_data_complaint(
            complained, answering_rights.DataComplaintAcknowledged("1", "We have it"), **when
        ).file,
        "on hold": holding.place_hold(a_file(), holding.HoldReason("A claim"), **when).file,
    }


def _alike() -> CaseFile:
    """Another case looks like it, and nobody has decided."""
    found = [Proposal(read_reference("WLP/100009"), (Likeness.SAME_PERSON, Likeness.NEAR_DATES))]
    change = linking.propose(a_file(), found, terms=TERMS, occasion=occasion())
    assert change is not None
    return change.file


def _held() -> CaseFile:
    """A document waits for somebody's decision."""
    upload = checked(an_upload(), HELD)
    when = {"terms": TERMS, "occasion": occasion()}
    return settle_document(receive_document(a_file(), upload, **when).file, upload, **when).file


def _message_lost() -> CaseFile:
    """A mail was refused: a person must find another way."""
    file = a_receipt().file
    (receipt, *_) = (each for each in file.messages if each.kind is MessageKind.RECEIPT)
    why = {"terms": TERMS, "occasion": occasion()}
    return message_failed(file, claimed(receipt, NOW), Failure.REFUSED, **why).file


def _letter_ready() -> CaseFile:
    """Somebody who reads letters only waits for theirs."""
    file = a_receipt(an_intake(party=a_party(channels=(Channel.LETTER,)))).file
    when = {"terms": TERMS, "occasion": occasion()}
    return prepare_acknowledgement(file, PreparedAcknowledgement(), **when).file


OTHER_FILES = _other_files()


def _appealed() -> Iterator[CaseFile]:
    """A case before each rung of appeal, and after the last (S1-54)."""
    file, when = in_every_state()[State.RESPONDED], {"terms": SCHEME, "occasion": occasion()}
    disagrees = appealing.Disagreement("It leaves out the letter", date(2027, 12, 1))
    for rung in ladder_of(SCHEME.pack):
        file = appealing.raise_appeal(file, disagrees, **when).file
        yield file
        decider = a_member_of_staff(f"Rung {rung.number}", roles=rung.roles)
        verdict = appealing.AppealVerdict(rung.number, upheld=False, text="It came late")
        by_them = {"terms": SCHEME, "occasion": an_occasion(NOW, by_staff(decider.id))}
        file = appealing.decide_appeal(file, verdict, decider, **by_them).file
        yield file


def _staged() -> Iterator[CaseFile]:
    """A case at its first stage, answered there, and answered at its last (domain.md 4.5)."""
    when = {"terms": STAGED, "occasion": occasion()}
    file = a_receipt(terms=STAGED).file
    yield file
    reply = staging.StageReply("It is late", StageOutcome.UPHELD, Channel.LETTER, True, NOW)
    for stage in STAGED.pack.stages:
        owner = a_member_of_staff(f"Stage {stage.number}", roles=(stage.owner,))
        if stage.number > 1:
            asked = staging.Escalation("The rest", owner.id)
            file = staging.escalate(file, asked, owner, **when).file
        file = staging.reply_at_stage(file, reply, owner, **when).file
        yield file


def _claimed() -> Iterator[CaseFile]:
    """A claim in which everything waits that can wait (S1-36 to S1-43)."""
    file, when = a_receipt(terms=SCHEME).file, {"terms": SCHEME, "occasion": occasion()}
    yield file
    letter = claiming.DocumentReceived(DocumentClass.LETTER_OF_CLAIM, "From the solicitors")
    file = claiming.receive_document(file, letter, **when).file
    file = claiming.issue_checklist(file, claiming.ChecklistAsked(date(2027, 2, 1)), **when).file
    asked = claiming.InstructionRequest("Whether breach is admitted", date(2027, 2, 1))
    yield claiming.request_instruction(file, asked, **when).file


def _asked_by_the_regulator() -> CaseFile:
    when = {"terms": TERMS, "occasion": occasion()}
    return regulating.receive_question(a_file(), regulating.RegulatorQuestion("All"), **when).file


WITHOUT_STAFF_TO_STOP_SURVEYS = replace(
    TERMS,
    pack=replace(
        TERMS.pack, settings={**TERMS.pack.settings, "survey.optout": Setting(("link",), "a test")}
    ),
)


@cache
def everything_met() -> list[tuple[CaseFile, Terms]]:
    """Every file of these tests, with the terms that it is held to."""
    plain = [*in_every_state().values(), *OTHER_FILES.values()]
    return [
        *((file, TERMS) for file in plain),
        *((file, SCHEME) for file in _appealed()),
        *((file, STAGED) for file in _staged()),
        *((file, SCHEME) for file in _claimed()),
        *((file, SCHEME) for file in claims_on_their_way()),
        (_asked_by_the_regulator(), TERMS),
        (a_file(received_via=ReceivedVia.PHONE), TERMS),
        (a_file(), WITHOUT_STAFF_TO_STOP_SURVEYS),
    ]


every_state = pytest.mark.parametrize("state", State)


@every_state
def test_every_state_is_reached_by_steps_that_the_table_allows(state: State):
    assert in_every_state()[state].case.state is state


ENDING_STEPS = {
    **dict.fromkeys([State.LOGGED, State.WITH_OFFICE_MANAGER, State.CALLBACK_AGREED], RESOLVE),
    State.URGENT_HOLD: (
        (Action.MEET_URGENT, concerning.meet_urgent, concerning.UrgentNeedMet("The duty doctor")),
        *RESOLVE,
    ),
    **dict.fromkeys(BEFORE_RESPONSE, WITHDRAW),
    State.RESPONDED: (*MINUTE, *CLOSE),
    State.ACTIONS_OPEN: (
        (Action.COMPLETE_ACTION, improving.complete_action, improving.ActionDone("1", "In use")),
        (
            Action.REPORT_OUTCOME,
            improving.report_outcome,
            improving.OutcomeLetter(Channel.LETTER, "It is in use"),
        ),
        *MINUTE,
        *CLOSE,
    ),
    State.ON_OMBUDSMAN: (
        *MINUTE,
        (
            Action.RECORD_DECISION,
            ending.record_decision,
            ending.OmbudsmanDecision(upheld=False, text="Not upheld"),
        ),
        *CLOSE,
    ),
}


@pytest.mark.parametrize("state", [state for state in State if state not in ENDED])
def test_every_state_can_end(state: State):
    assert after(in_every_state()[state], *ENDING_STEPS[state]).case.state in ENDED


@every_state
def test_there_is_a_next_step_in_every_state_and_only_an_ended_case_needs_none(state: State):
    step = next_step(in_every_state()[state])

    assert (step is NextStep.NOTHING) == (state in ENDED)


@pytest.mark.parametrize("action", CASE_ACTIONS)
def test_every_action_is_possible_somewhere_on_the_way(action: Action):
    """With `test_every_action_is_allowed_or_refused…`: both ways out of every row are walked."""
    assert any(not why_not(file, action, terms) for file, terms in everything_met())


GUARDS = tuple(dict.fromkeys(guard for row in TABLE.values() for guard in row.guards))


@pytest.mark.parametrize("guard", GUARDS, ids=lambda guard: guard.missing.__name__)
def test_every_guard_lets_pass_and_says_what_is_missing(guard: Guard):
    said = {guard.refusal(file, terms) for file, terms in everything_met()}

    assert "" in said
    assert len(said) > 1


NOBODY_HAS_TO = frozenset(
    """
    It was acknowledged and a discussion was offered already
    Every approval that the letter needs is there
    Whoever signs here needs nobody’s leave
    Nobody else was let sign
    No copy waits to be handed over
    It came in writing: they have their own words
    The six months are not over
    There are no stages under this policy
    Stage 1 was answered already
    Stage 2 was answered already
    Stage 3 was answered already
    Every stage has answered: tell them where else they can turn
    No promised action is waiting to be done
    No action is waiting to be checked
    No meeting is ahead
    The ombudsman waits for nothing from us
    There is no ladder of appeals under this policy
    Every rung of the ladder of appeals has decided
    There are no claims under this policy
    No document waits to be forwarded
    No letter of claim waits to be acknowledged
    No document waits for an answer
    A list is out already
    No list of documents is out
    No instruction is asked for
    No regulator asks for summaries under this policy
    The regulator waits for nothing about this case
    No date runs here that could be moved
    Every message has arrived, or is on its way
    No document waits to be sent
    This case has no document to decide about
    Nobody was promised a call back
    There is no appointment to come
    No alarm waits to be seen to
    Whoever complained speaks for themselves
    The patient has not agreed to anything that could be taken back
    Nothing is restricted
    Everybody whose role reads cases can open it
    No request about personal details could be asked back about
    No request about personal details waits for the person’s answer
    No request about personal details is open
    No complaint about personal details waits for an acknowledgement
    No complaint about personal details waits for its outcome
    People say themselves that they want no surveys
    The case is on legal hold already
    The case is not on legal hold
    No request for a copy is open, or it is not clear yet who asks
    Nothing says for how long the file must be kept, or it was erased
    No other case looks alike
    There is nothing to undo
    This case carries a claim already
    The scheme was notified already
    The claim is being looked into already
    It is negotiated, or in court, already
    The evidence supports the defence: nobody has to sign for the costs
    There is no authority that could be taken back
    There is one member: it bears all
    Everybody of the staff concerned was told
    The claim is settled, or over
    The claim is concluded already
    The claim is closed
    """.strip().splitlines()
)
"""What keeps an action back and is nobody's work: done, not applying, or nothing waits for it."""


@pytest.mark.parametrize("guard", GUARDS, ids=lambda guard: guard.missing.__name__)
def test_every_guard_says_what_is_missing_and_who_can_do_it(guard: Guard):
    """Issue 6, point 1. An appeal names the holders of the rung itself: no other role can decide it."""
    nobody = {words.strip() for words in NOBODY_HAS_TO}
    for file, terms in everything_met():
        missing = guard.missing(file, terms)
        if not missing or missing.startswith("An appeal waits for rung"):
            continue
        if guard.by is None:
            assert missing in nobody
        else:
            able = terms.pack.who_can(guard.by)
            assert able
            assert guard.refusal(file, terms) == f"{missing}. It can be done by: {', '.join(able)}"


def test_a_guard_names_who_can_bring_about_what_is_missing():
    refusal = why_not(in_every_state()[State.ACKNOWLEDGED], Action.ASSESS, TERMS)

    assert refusal.startswith("Say first how grave it is")
    assert "Complaints manager" in refusal


@pytest.mark.parametrize("role", TERMS.pack.roles)
@every_state
def test_each_role_sees_and_can_do_exactly_what_role_state_and_guards_allow(
    state: State, role: RoleCode
):
    """Roles by states by actions: what the page offers is what a command is granted."""
    file, reader = in_every_state()[state], replace(MANAGER, roles=frozenset({role}))
    world = FakeWorld()
    world.cases.files[file.case.number], world.cases.clocks[file.case.number] = file, ()
    page = as_it_stands(file, reader, world.ports)
    offered = {a for a in CASE_ACTIONS if page.may(a)}

    assert offered == {a for a in CASE_ACTIONS if _is_granted(a, file, reader, world)}


def _is_granted(action: Action, file: CaseFile, reader: Staff, world: FakeWorld) -> bool:
    class Granted(Exception):
        """The command was let in."""

    def let_in(file: CaseFile, terms: Terms) -> Change:
        raise Granted

    try:
        act(Request(reader, file.case.reference, file.case.version), action, let_in, world.ports)
    except Granted:
        return True
    except (NotAllowed, ActionRefused, CheckNeeded):
        return False
    raise AssertionError("a command is let in or refused")
