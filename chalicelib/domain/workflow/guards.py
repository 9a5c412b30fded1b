"""What must be there first. Each guard asks the events of the case and says what is missing."""

from __future__ import annotations

from chalicelib.domain.calls import APPOINTMENT, CALLBACK, open_ones
from chalicelib.domain.case import CaseFile
from chalicelib.domain.consent import ConsentState, cannot_be_asked, consent_for, hold_for
from chalicelib.domain.contributions import contributions_of, linked_of
from chalicelib.domain.dangers import open_alarms
from chalicelib.domain.delegations import delegable_roles, delegations_of
from chalicelib.domain.documents.reading import documents_to_decide
from chalicelib.domain.events import EventType
from chalicelib.domain.grading import Grade, grade_of
from chalicelib.domain.history import last_of
from chalicelib.domain.investigations import (
    has_root_cause,
    involved_in,
    wants_root_cause,
    was_considered,
)
from chalicelib.domain.involvement import (
    DUPLICATE_CHECK,
    CommissionerHas,
    commissioner_has,
    lead_of,
    others_of,
)
from chalicelib.domain.issues import issues_of, without_finding
from chalicelib.domain.learning import (
    actions_of,
    open_actions,
    outcome_was_reported,
    to_audit,
    was_minuted,
)
from chalicelib.domain.letters.drafts import draft_of
from chalicelib.domain.letters.kept import response_on_its_way
from chalicelib.domain.need_to_know import restriction_of_access
from chalicelib.domain.parties import COMPLAINANT
from chalicelib.domain.plans import plan_of
from chalicelib.domain.policy import Action, Terms
from chalicelib.domain.representation import Standing, representation_of
from chalicelib.domain.restrictions import (
    is_proposed,
    restriction_of,
    same_matter,
    was_answered_in_full,
)
from chalicelib.domain.signing_off import still_to_approve, submitted_letter
from chalicelib.domain.staff_copies import copies_to_hand
from chalicelib.domain.time_limits import TimeLimit, time_limit_of
from chalicelib.domain.workflow.rows import Guard

ROOT_CAUSE = "root_cause.mandatory"
MONTHLY_MEETING = "reports.monthly_meeting"


def _acknowledged(file: CaseFile, terms: Terms) -> str:
    whole = file.case.is_acknowledged
    return "It was acknowledged and a discussion was offered already" if whole else ""


def _nothing_is_ready(file: CaseFile, terms: Terms) -> str:
    return "A letter is ready already. Send it, and record it as sent" if file.has_to_send else ""


def _something_is_ready(file: CaseFile, terms: Terms) -> str:
    return "" if file.has_to_send else "No document waits to be sent"


def _a_message_needs_somebody(file: CaseFile, terms: Terms) -> str:
    lost = any(message.needs_a_person for message in file.messages)
    return "" if lost else "Every message has arrived, or is on its way"


def _an_alarm_waits(file: CaseFile, terms: Terms) -> str:
    return "" if open_alarms(file.events) else "No alarm waits to be seen to"


def _graded(file: CaseFile, terms: Terms) -> str:
    return "" if grade_of(file.events) else "Say first how grave it is, on a level from 1 to 4"


def _triaged(file: CaseFile, terms: Terms) -> str:
    answered = last_of(file.events, EventType.TRIAGE_ANSWERED)
    return "" if answered else "Answer first whether other procedures must be opened"


def _listed(file: CaseFile, terms: Terms) -> str:
    return "" if issues_of(file.events).issues else "List the issues first"


def _in_time(file: CaseFile, terms: Terms) -> str:
    decided = last_of(file.events, EventType.TIME_LIMIT_DECIDED)
    in_time = time_limit_of(file, terms) in (TimeLimit.IN_TIME_STATUTORY, TimeLimit.UNKNOWN)
    late = "It may have come too late: decide first, with reasons, whether to look into it"
    return "" if decided or in_time else late


def _planned(file: CaseFile, terms: Terms) -> str:
    plan = plan_of(file.events)
    if plan and plan.answer:
        return "What they said of this plan is recorded. Send another version first"
    return "" if plan else "Send the plan first"


def _plan_covers_the_issues(file: CaseFile, terms: Terms) -> str:
    plan, listed = plan_of(file.events), issues_of(file.events)
    if plan and plan.stands and plan.issues_version == listed.version:
        return ""
    return "An issue was added to the plan: send the plan again and record the answer"


def _somebody_is_named(file: CaseFile, terms: Terms) -> str:
    return "" if involved_in(file.events) else "Name first the staff whom it concerns"


def _every_issue_is_found(file: CaseFile, terms: Terms) -> str:
    left = [issue.id for issue in without_finding(file.events)]
    return f"Issue {' and '.join(left)} has no finding yet" if left else ""


def _considered(file: CaseFile, terms: Terms) -> str:
    return "" if was_considered(file.events) else "Answer the nine questions first"


def _root_cause(file: CaseFile, terms: Terms) -> str:
    setting = terms.pack.settings.get(ROOT_CAUSE)
    wanted = wants_root_cause(file.events) or bool(setting and setting.value)
    return "Record the root cause analysis first" if wanted and not has_root_cause(file.events) else ""


def _letter_is_written(file: CaseFile, terms: Terms) -> str:
    return "" if draft_of(file.events) else "Write the letter first"


def _signed_off(file: CaseFile, terms: Terms) -> str:
    titles = [
        terms.pack.roles[role].title.lower() if role in terms.pack.roles else role
        for role in still_to_approve(file.events, terms.pack)
    ]
    return f"The letter still needs the agreement of the {' and the '.join(titles)}" if titles else ""


def _waits_for_approval(file: CaseFile, terms: Terms) -> str:
    letter = submitted_letter(file.events)
    left = letter and still_to_approve(file.events, terms.pack)
    return "" if left else "Every approval that the letter needs is there"


def _actions_done(file: CaseFile, terms: Terms) -> str:
    left = len(open_actions(file.events))
    if not left:
        return ""
    return f"{left} promised {'action is' if left == 1 else 'actions are'} still to be done"


def _something_to_do(file: CaseFile, terms: Terms) -> str:
    return "" if open_actions(file.events) else "No promised action is waiting to be done"


def _something_to_audit(file: CaseFile, terms: Terms) -> str:
    return "" if to_audit(file.events) else "No action is waiting to be checked"


def _outcome_reported(file: CaseFile, terms: Terms) -> str:
    promised = actions_of(file.events)
    told = not promised or outcome_was_reported(file.events)
    return "" if told else "Tell the person first what became of the promised actions"


def _minuted(file: CaseFile, terms: Terms) -> str:
    setting = terms.pack.settings.get(MONTHLY_MEETING)
    wanted = bool(setting and setting.value) and not was_minuted(file.events)
    return "The outcome is not minuted yet" if wanted else ""


def _something_promised(file: CaseFile, terms: Terms) -> str:
    return "" if actions_of(file.events) else "No action was promised"


def _ombudsman_decided(file: CaseFile, terms: Terms) -> str:
    asked = last_of(file.events, EventType.OMBUDSMAN_INVOLVED, EventType.OMBUDSMAN_DECIDED)
    waits = asked is not None and asked.type is EventType.OMBUDSMAN_INVOLVED
    return "The ombudsman has not decided yet" if waits else ""


def _ombudsman_waits(file: CaseFile, terms: Terms) -> str:
    asked = last_of(file.events, EventType.OMBUDSMAN_INVOLVED, EventType.OMBUDSMAN_ANSWERED)
    waits = asked is not None and bool(asked.facts.get("asks"))
    return "" if waits else "The ombudsman waits for nothing from us"


def _a_document_waits(file: CaseFile, terms: Terms) -> str:
    return "" if documents_to_decide(file.events) else "This case has no document to decide about"


def _needs_an_open(kind: str, words: str) -> Guard:
    """Something of this kind must have been agreed and be still owed."""
    return Guard(lambda file, terms: "" if open_ones(file.events, kind) else words)


def _third_party_is_awaited(file: CaseFile, terms: Terms) -> str:
    last = last_of(file.events, EventType.THIRD_PARTY_AWAITED, EventType.THIRD_PARTY_ANSWERED)
    awaited = last is not None and last.type is EventType.THIRD_PARTY_AWAITED
    return "" if awaited else "Nobody else is awaited"


def _contribution_is_awaited(file: CaseFile, terms: Terms) -> str:
    awaited = any(each.awaited for each in contributions_of(file.events))
    return "" if awaited else "No organisation was asked that has not answered"


def _a_link_stands(file: CaseFile, terms: Terms) -> str:
    return "" if linked_of(file.events) else "Nobody has a link that could be taken back"


def _others_are_involved(file: CaseFile, terms: Terms) -> str:
    return "" if others_of(file.events) else "No other organisation is recorded"


def _led_on_level_four(file: CaseFile, terms: Terms) -> str:
    if grade_of(file.events) is not Grade.COMPLEX:
        return ""
    if not others_of(file.events):
        return "On level 4 another organisation takes part: record it first"
    return "" if lead_of(file.events) else "On level 4 it must be confirmed who leads"


def _commissioner_is_checked(file: CaseFile, terms: Terms) -> str:
    setting = terms.pack.settings.get(DUPLICATE_CHECK)
    wanted = bool(setting and setting.value) and commissioner_has(file.events) is None
    return "Find out first whether the commissioner has it too" if wanted else ""


def _commissioner_leaves_it(file: CaseFile, terms: Terms) -> str:
    theirs = commissioner_has(file.events) is CommissionerHas.INVESTIGATES
    return "The commissioner investigates it: it is not looked into a second time" if theirs else ""


def _six_months_are_over(file: CaseFile, terms: Terms) -> str:
    breaches = (e for e in file.events if e.type is EventType.CLOCK_BREACHED)
    over = any(event.facts["clock"] == "6M" for event in breaches)
    return "" if over else "The six months are not over"


def _restriction_is_proposed(file: CaseFile, terms: Terms) -> str:
    return "" if is_proposed(file.events) else "Nobody has proposed it, with what happened"


def _was_answered_in_full(file: CaseFile, terms: Terms) -> str:
    if was_answered_in_full(file) or same_matter(file.events):
        return ""
    return "Answer every issue in full first, or link the case about the same matter that was answered"


def _restricted(file: CaseFile, terms: Terms) -> str:
    return "" if restriction_of(file.events) else "Nothing is restricted"


def _kept_to_few(file: CaseFile, terms: Terms) -> str:
    return "" if restriction_of_access(file.events) else "Everybody whose role reads cases can open it"


def _speaks_for_a_patient(file: CaseFile, terms: Terms) -> str:
    represented = representation_of(file.events).standing is Standing.REPRESENTATIVE
    return "" if represented else "Whoever complained speaks for themselves"


def _can_be_asked(file: CaseFile, terms: Terms) -> str:
    if not cannot_be_asked(file.events):
        return ""
    return "This patient cannot be asked: decide whether this person may speak for them"


def _agreed(file: CaseFile, terms: Terms) -> str:
    consent = consent_for(COMPLAINANT, file.events)
    given = consent is not None and consent.state is ConsentState.GIVEN
    return "" if given else "The patient has not agreed to anything that could be taken back"


def _may_be_told(file: CaseFile, terms: Terms) -> str:
    # Whether the day has passed until which the patient agreed is asked by the command itself.
    shut = hold_for(COMPLAINANT, file.events, terms)
    return "The person who complained may be told nothing before the patient agrees" if shut else ""


def _may_be_asked_to_sign(file: CaseFile, terms: Terms) -> str:
    return "" if delegable_roles(terms.pack) else "Whoever signs here needs nobody’s leave"


def _may_sign(file: CaseFile, terms: Terms) -> str:
    return "" if delegations_of(file.events) else "Nobody else was let sign"


def _response_is_not_ready(file: CaseFile, terms: Terms) -> str:
    ready = response_on_its_way(file.events)
    return "It is ready already. Record each version as sent when it goes" if ready else ""


def _a_copy_waits(file: CaseFile, terms: Terms) -> str:
    return "" if copies_to_hand(file.events) else "No copy waits to be handed over"


SOMEBODY_MAY_BE_ASKED_TO_SIGN = Guard(_may_be_asked_to_sign)
SOMEBODY_ELSE_MAY_SIGN = Guard(_may_sign)
A_COPY_WAITS = Guard(_a_copy_waits)
RESPONSE_IS_NOT_READY = Guard(_response_is_not_ready, Action.RECORD_DISPATCH)
NOT_ACKNOWLEDGED = Guard(_acknowledged)
NOTHING_IS_READY = Guard(_nothing_is_ready, Action.RECORD_DISPATCH)
SOMETHING_IS_READY = Guard(_something_is_ready)
A_MESSAGE_NEEDS_SOMEBODY = Guard(_a_message_needs_somebody)
AN_ALARM_WAITS = Guard(_an_alarm_waits)
GRADED = Guard(_graded, Action.GRADE)
TRIAGED = Guard(_triaged, Action.ANSWER_TRIAGE)
LISTED = Guard(_listed, Action.LIST_ISSUES)
IN_TIME = Guard(_in_time, Action.DECIDE_TIME_LIMIT)
PLANNED = Guard(_planned, Action.SEND_PLAN)
PLAN_COVERS_THE_ISSUES = Guard(_plan_covers_the_issues, Action.SEND_PLAN)
SOMEBODY_IS_NAMED = Guard(_somebody_is_named, Action.NAME_STAFF)
EVERY_ISSUE_IS_FOUND = Guard(_every_issue_is_found, Action.FIND)
CONSIDERED = Guard(_considered, Action.CONSIDER)
ROOT_CAUSE_KNOWN = Guard(_root_cause, Action.RECORD_ROOT_CAUSE)
LETTER_IS_WRITTEN = Guard(_letter_is_written, Action.DRAFT_LETTER)
SIGNED_OFF = Guard(_signed_off, Action.APPROVE_LETTER)
WAITS_FOR_APPROVAL = Guard(_waits_for_approval)
ACTIONS_DONE = Guard(_actions_done, Action.COMPLETE_ACTION)
SOMETHING_TO_DO = Guard(_something_to_do)
SOMETHING_TO_AUDIT = Guard(_something_to_audit)
SOMETHING_PROMISED = Guard(_something_promised, Action.SET_ACTION)
OUTCOME_REPORTED = Guard(_outcome_reported, Action.REPORT_OUTCOME)
MINUTED = Guard(_minuted, Action.MINUTE)
OMBUDSMAN_DECIDED = Guard(_ombudsman_decided, Action.RECORD_DECISION)
OMBUDSMAN_WAITS = Guard(_ombudsman_waits)
A_DOCUMENT_WAITS = Guard(_a_document_waits)
CALLBACK_OWED = _needs_an_open(CALLBACK, "Nobody was promised a call back")
APPOINTMENT_STANDS = _needs_an_open(APPOINTMENT, "There is no appointment to come")
THIRD_PARTY_IS_AWAITED = Guard(_third_party_is_awaited, Action.AWAIT_THIRD_PARTY)
CONTRIBUTION_IS_AWAITED = Guard(_contribution_is_awaited, Action.ASK_CONTRIBUTION)
A_LINK_STANDS = Guard(_a_link_stands, Action.ASK_CONTRIBUTION)
OTHERS_ARE_INVOLVED = Guard(_others_are_involved, Action.INVOLVE_ORGANISATION)
LED_ON_LEVEL_FOUR = Guard(_led_on_level_four, Action.CONFIRM_LEAD)
COMMISSIONER_IS_CHECKED = Guard(_commissioner_is_checked, Action.CHECK_COMMISSIONER)
COMMISSIONER_LEAVES_IT = Guard(_commissioner_leaves_it, Action.DECLINE)
SIX_MONTHS_ARE_OVER = Guard(_six_months_are_over)
RESTRICTION_IS_PROPOSED = Guard(_restriction_is_proposed, Action.PROPOSE_RESTRICTION)
ANSWERED_IN_FULL = Guard(_was_answered_in_full, Action.LINK_CASE)
RESTRICTED = Guard(_restricted)
KEPT_TO_FEW = Guard(_kept_to_few)
SPEAKS_FOR_A_PATIENT = Guard(_speaks_for_a_patient)
CAN_BE_ASKED = Guard(_can_be_asked, Action.SUBSTITUTE_CONSENT)
AGREED = Guard(_agreed)
MAY_BE_TOLD = Guard(_may_be_told, Action.RECORD_CONSENT)
