"""Every command on a case: a row each. How to add one: docs/decisions/0012."""

from typing import TypeVar

from chalicelib.application import answer_stage
from chalicelib.application.approve_letter import approve_letter
from chalicelib.application.ask_consent import ask_consent
from chalicelib.application.ask_contribution import (
    ask_contribution,
    forward_complaint,
    renew_contribution,
)
from chalicelib.application.assign_case import assign_case
from chalicelib.application.casework import Decide
from chalicelib.application.correct_person import correct_person
from chalicelib.application.decide_appeal import decide_appeal
from chalicelib.application.delegate_signing import delegate_signing
from chalicelib.application.find_theirs import ask_for_theirs, bring_theirs, with_theirs
from chalicelib.application.link_case import link_case
from chalicelib.application.opt_out_of_surveys import opt_out_by_staff
from chalicelib.application.order_copy import order_copy
from chalicelib.application.order_erasure import order_erasure
from chalicelib.application.restrict_access import restrict_access
from chalicelib.application.restrict_contact import restrict_contact
from chalicelib.application.send_response import send_response
from chalicelib.application.submit_letter import submit_letter
from chalicelib.application.take_slot import promising_a_call, taking_a_slot
from chalicelib.application.who_is_away import with_absences
from chalicelib.domain import casework, following
from chalicelib.domain.casework import (
    answering_alarms,
    answering_rights,
    appealing,
    asking_consent,
    assessing,
    claiming,
    concerning,
    confining,
    consenting,
    contacting,
    contributing,
    copying,
    delegating,
    ending,
    erasing,
    forwarding,
    giving_record,
    handing_copies,
    holding,
    improving,
    investigating,
    involving,
    linking,
    mediating,
    moving_dates,
    nudging,
    planning,
    regulating,
    responding,
    restricting,
    sharing,
    splitting,
    staging,
    surveying,
    telling_staff,
    undoing,
)
from chalicelib.domain.documents import deeds
from chalicelib.domain.identity import speaking
from chalicelib.domain.identity.checks import Told, tell_person
from chalicelib.domain.letters.sections import LetterText
from chalicelib.entry.commands.claim_commands import CLAIM_COMMANDS
from chalicelib.entry.commands.command import Command, command
from chalicelib.entry.commands.doors import hang
from chalicelib.presentation.forms import (
    Form,
    calling,
    correcting,
    dispatching,
    documents,
    letter,
    telling,
)
from chalicelib.presentation.forms import acknowledging as acknowledge_form
from chalicelib.presentation.forms import answering_alarms as alarm
from chalicelib.presentation.forms import answering_rights as rights
from chalicelib.presentation.forms import appealing as appeal
from chalicelib.presentation.forms import assessing as assess
from chalicelib.presentation.forms import casework as forms
from chalicelib.presentation.forms import claiming as claim
from chalicelib.presentation.forms import concerning as concern
from chalicelib.presentation.forms import confining as confine
from chalicelib.presentation.forms import consenting as consent
from chalicelib.presentation.forms import contacting as contact
from chalicelib.presentation.forms import contributing as part
from chalicelib.presentation.forms import copying as copy
from chalicelib.presentation.forms import delegating as sign
from chalicelib.presentation.forms import ending as end
from chalicelib.presentation.forms import erasing as remove
from chalicelib.presentation.forms import giving_record as record
from chalicelib.presentation.forms import holding as keep
from chalicelib.presentation.forms import improving as improve
from chalicelib.presentation.forms import investigating as investigate
from chalicelib.presentation.forms import involving as involve
from chalicelib.presentation.forms import linking as link
from chalicelib.presentation.forms import mediating as mediate
from chalicelib.presentation.forms import moving_dates as move_date_form
from chalicelib.presentation.forms import nudging as nudge_form
from chalicelib.presentation.forms import planning as plan
from chalicelib.presentation.forms import regulating as regulate
from chalicelib.presentation.forms import responding as respond
from chalicelib.presentation.forms import restricting as limit
from chalicelib.presentation.forms import sharing as giving
from chalicelib.presentation.forms import staging as stage
from chalicelib.presentation.forms import surveying as survey
from chalicelib.presentation.forms import telling_staff as tell
from chalicelib.presentation.forms import undoing as undo_form

Asked = TypeVar("Asked")


def _in_a_diary(form: Form, asks: type[Asked], decide: Decide[Asked]) -> Command[Asked]:
    """A command that takes somebody's time, if it is free."""
    return Command(form, asks, taking_a_slot(form.action, decide))


COMMANDS = (
    command(acknowledge_form.ACKNOWLEDGE, casework.Acknowledgement, casework.acknowledge),
    command(dispatching.PREPARE, casework.PreparedAcknowledgement, casework.prepare_acknowledgement),
    command(dispatching.DISPATCH, casework.Dispatch, casework.record_dispatch),
    Command(forms.ASSIGN, casework.Assignment, assign_case),
    command(forms.NOTE, casework.Note, casework.add_note),
    command(documents.DECIDE, deeds.DocumentVerdict, deeds.decide_document),
    command(forms.SETTLE, casework.MessageVerdict, casework.settle_message),
    command(telling.TELL, Told, tell_person),
    Command(correcting.CORRECT, casework.Correction, correct_person),
    command(telling.WRITE, casework.Writing, casework.write_to_person),
    # What cannot wait.
    command(alarm.SETTLE_ALARM, answering_alarms.AlarmAnswer, answering_alarms.settle_alarm),
    # A concern.
    command(concern.RAISE_URGENT, concerning.UrgentNeed, concerning.raise_urgent),
    command(concern.MEET_URGENT, concerning.UrgentNeedMet, concerning.meet_urgent),
    command(concern.HAND_ON, concerning.PassingOn, concerning.hand_on),
    command(concern.RESOLVE_INFORMALLY, concerning.Resolution, concerning.resolve_informally),
    command(concern.PROMOTE, concerning.Promotion, concerning.promote),
    # Calls and appointments.
    Command(calling.CALL_BACK, casework.CallBack, promising_a_call),
    command(calling.CALL_MADE, casework.CallMade, speaking.end_callback),
    _in_a_diary(calling.BOOK, casework.Booking, casework.book),
    _in_a_diary(calling.MOVE, casework.Moving, casework.move),
    command(calling.CANCEL, casework.Cancelling, casework.cancel),
    command(calling.END, casework.Held, casework.hold),
    # Before the plan, and the plan.
    command(assess.GRADE, assessing.Grading, assessing.grade),
    command(assess.TRIAGE, assessing.Triage, assessing.answer_triage),
    command(assess.TIME_LIMIT, assessing.TimeLimitDecision, assessing.decide_time_limit),
    command(assess.LIST_ISSUES, assessing.Issues, assessing.list_issues),
    command(assess.ASSESS, assessing.Assessment, assessing.assess),
    command(plan.SEND_PLAN, planning.PlanProposal, planning.send_plan, around=with_absences),
    command(plan.ANSWER_PLAN, planning.PlanReply, planning.answer_plan),
    # What the patient agreed to.
    Command(consent.ASK, asking_consent.ConsentRequest, ask_consent),
    command(consent.RECORD, consenting.ConsentAnswer, consenting.record_consent),
    command(consent.WITHDRAW, consenting.ConsentWithdrawal, consenting.withdraw_consent),
    command(consent.SUBSTITUTE, consenting.Substitution, consenting.substitute_consent),
    command(giving.APPROVE_SHARING, sharing.SharingApproval, sharing.approve_sharing),
    command(giving.SHARE, sharing.Disclosure, sharing.share),
    # Being in touch, and later dates.
    command(contact.RECORD_CONTACT, contacting.ContactMade, speaking.record_contact),
    command(contact.ARRANGE_CONTACT, following.KeepInTouch, following.arrange_contact),
    command(contact.AWAIT_THIRD_PARTY, contacting.Awaiting, contacting.await_third_party),
    command(contact.HEAR_THIRD_PARTY, contacting.Heard, contacting.hear_third_party),
    command(tell.TELL_STAFF, telling_staff.StaffPaper, telling_staff.tell_staff),
    command(tell.SHOW_FINDINGS, telling_staff.StaffPaper, telling_staff.show_findings),
    command(involve.INVOLVE_ORGANISATION, involving.Involvement, involving.involve_organisation),
    command(involve.CONFIRM_LEAD, involving.Lead, involving.confirm_lead),
    command(mediate.PROPOSE_MEDIATION, mediating.MediationProposal, mediating.propose_mediation),
    command(mediate.ANSWER_MEDIATION, mediating.MediationAnswer, mediating.answer_mediation),
    command(mediate.BEGIN_MEDIATION, mediating.MediationStart, mediating.begin_mediation),
    command(mediate.END_MEDIATION, mediating.MediationEnd, mediating.end_mediation),
    command(involve.CHECK_COMMISSIONER, involving.CommissionerCheck, involving.check_commissioner),
    Command(part.FORWARD_COMPLAINT, forwarding.SendingOn, forward_complaint),
    Command(part.ASK_CONTRIBUTION, contributing.ContributionRequest, ask_contribution),
    Command(part.RENEW_CONTRIBUTION, contributing.ContributionAgain, renew_contribution),
    command(part.REVOKE_CONTRIBUTION, contributing.LinkTakenBack, contributing.revoke_contribution),
    command(
        part.RECEIVE_CONTRIBUTION,
        contributing.ContributionReceived,
        contributing.receive_contribution,
    ),
    command(contact.EXTEND, contacting.ExtensionRequest, contacting.extend),
    command(move_date_form.MOVE_DATE, moving_dates.DateMove, moving_dates.move_date),
    command(contact.EXPLAIN_BREACH, contacting.BreachReason, contacting.explain_breach),
    command(contact.REVIEW, contacting.Review, contacting.review),
    # The investigation.
    command(
        investigate.BEGIN_INVESTIGATION, investigating.Beginning, investigating.begin_investigation
    ),
    command(investigate.NAME_STAFF, investigating.NamedStaff, investigating.name_staff),
    command(investigate.TREAT_FAIRLY, investigating.FairTreatment, investigating.treat_fairly),
    command(investigate.REFER_TO_MANAGEMENT, investigating.Referral, investigating.refer_to_management),
    command(investigate.RECORD_INTERVIEW, investigating.Interview, investigating.record_interview),
    command(investigate.CONSIDER, investigating.Considerations, investigating.consider),
    command(investigate.ROOT_CAUSE, investigating.RootCause, investigating.record_root_cause),
    command(investigate.FIND, investigating.IssueFinding, investigating.find),
    command(investigate.DRAFT_FINDINGS, investigating.DraftFindings, investigating.draft_findings),
    command(investigate.SHARE_FINDINGS, investigating.Sharing, investigating.share),
    # The response.
    command(letter.DRAFT_LETTER, LetterText, responding.draft_letter),
    Command(respond.SUBMIT_LETTER, responding.LetterSubmission, submit_letter),
    Command(respond.APPROVE_LETTER, responding.Approval, approve_letter),
    command(respond.CHANGE_LETTER, responding.LetterChange, responding.change_letter),
    Command(sign.DELEGATE_SIGNING, delegating.SigningDelegation, delegate_signing),
    command(sign.TAKE_BACK_SIGNING, delegating.DelegationEnd, delegating.take_back_signing),
    command(record.GIVE_RECORD, giving_record.RecordCopy, giving_record.give_record),
    command(sign.HAND_COPY, handing_copies.HandedCopy, handing_copies.hand_copy),
    Command(respond.SEND_RESPONSE, responding.ResponseSent, send_response),
    # The stages.
    Command(stage.REPLY_AT_STAGE, staging.StageReply, answer_stage.reply_at_stage),
    command(stage.EXPLAIN_DELAY, staging.StageDelay, staging.explain_delay),
    Command(stage.ESCALATE, staging.Escalation, answer_stage.escalate),
    # What changes because of it.
    command(improve.SET_ACTION, improving.ActionPromise, improving.set_action),
    command(improve.COMPLETE_ACTION, improving.ActionDone, improving.complete_action),
    command(improve.AUDIT_ACTION, improving.ActionAudit, improving.audit_action),
    command(improve.REPORT_OUTCOME, improving.OutcomeLetter, improving.report_outcome),
    command(improve.SCHEDULE_MEETING, improving.MeetingDate, improving.schedule_meeting),
    command(improve.CANCEL_MEETING, improving.MeetingOff, improving.cancel_meeting),
    command(improve.MINUTE, improving.Minutes, improving.minute),
    # Ends, and limits.
    command(end.CLOSE, ending.Closing, ending.close),
    command(end.REOPEN, ending.Reopening, ending.reopen),
    command(end.DECLINE, ending.Declining, ending.decline),
    command(end.WITHDRAW, ending.Withdrawal, ending.withdraw),
    command(end.TRANSFER, ending.Transfer, ending.transfer),
    command(end.INVOLVE_OMBUDSMAN, ending.OmbudsmanLetter, ending.involve_ombudsman),
    command(end.ANSWER_OMBUDSMAN, ending.OmbudsmanAnswer, ending.answer_ombudsman),
    command(end.RECORD_DECISION, ending.OmbudsmanDecision, ending.record_decision),
    command(appeal.RAISE_APPEAL, appealing.Disagreement, appealing.raise_appeal),
    Command(appeal.DECIDE_APPEAL, appealing.AppealVerdict, decide_appeal),
    # A claim, and the regulator.
    command(claim.RECEIVE_DEADLINE_DOCUMENT, claiming.DocumentReceived, claiming.receive_document),
    command(claim.FORWARD_DOCUMENT, claiming.Forwarding, claiming.forward_document),
    command(claim.ACKNOWLEDGE_DOCUMENT, claiming.DocumentAcknowledged, claiming.acknowledge_document),
    command(claim.ANSWER_DOCUMENT, claiming.DocumentAnswered, claiming.answer_document),
    command(claim.ISSUE_CHECKLIST, claiming.ChecklistAsked, claiming.issue_checklist),
    command(claim.ANSWER_CHECKLIST, claiming.ItemAnswer, claiming.answer_checklist),
    command(claim.REQUEST_INSTRUCTION, claiming.InstructionRequest, claiming.request_instruction),
    command(claim.GIVE_INSTRUCTION, claiming.InstructionGiven, claiming.give_instruction),
    *CLAIM_COMMANDS,
    command(
        regulate.RECEIVE_REGULATOR_QUESTION,
        regulating.RegulatorQuestion,
        regulating.receive_question,
    ),
    command(regulate.GIVE_REGULATOR_SUMMARY, regulating.RegulatorSummary, regulating.give_summary),
    command(
        limit.PROPOSE_RESTRICTION, restricting.RestrictionProposal, restricting.propose_restriction
    ),
    Command(limit.RESTRICT, restricting.RestrictionDecision, restrict_contact),
    command(limit.LIFT_RESTRICTION, restricting.RestrictionEnd, restricting.lift_restriction),
    # Who may open it.
    Command(confine.RESTRICT_ACCESS, confining.Confinement, restrict_access),
    command(confine.OPEN_ACCESS, confining.ConfinementEnd, confining.open_access),
    # What people may ask about their own details, and what must be kept.
    command(
        rights.RECEIVE_SUBJECT_REQUEST,
        answering_rights.RequestReceived,
        answering_rights.receive_request,
    ),
    command(rights.ASK_BACK, answering_rights.AskedBack, answering_rights.ask_back),
    command(rights.MAKE_CLEAR, answering_rights.MadeClear, answering_rights.make_clear),
    command(rights.TAKE_MORE_TIME, answering_rights.MoreTime, answering_rights.take_more_time),
    command(
        rights.ANSWER_SUBJECT_REQUEST,
        answering_rights.RequestAnswered,
        answering_rights.answer_request,
    ),
    command(
        rights.RECEIVE_DATA_COMPLAINT,
        answering_rights.DataComplaint,
        answering_rights.receive_data_complaint,
    ),
    command(
        rights.ACKNOWLEDGE_DATA_COMPLAINT,
        answering_rights.DataComplaintAcknowledged,
        answering_rights.acknowledge_data_complaint,
    ),
    command(
        rights.ANSWER_DATA_COMPLAINT,
        answering_rights.DataComplaintAnswered,
        answering_rights.answer_data_complaint,
    ),
    command(keep.PLACE_HOLD, holding.HoldReason, holding.place_hold),
    command(keep.END_HOLD, holding.HoldEnd, holding.end_hold),
    Command(copy.ORDER_COPY, copying.CopyOrder, order_copy, bring_theirs, with_theirs, ask_for_theirs),
    Command(survey.STOP_SURVEYS, surveying.SurveyOptOut, opt_out_by_staff),
    command(remove.DECIDE_DISPOSAL, erasing.DisposalDecision, erasing.decide_disposal),
    Command(remove.ERASE, erasing.ErasureOrder, order_erasure),
    # Cases that belong together.
    command(nudge_form.NUDGE, nudging.Nudge, nudging.nudge),
    command(undo_form.UNDO, undoing.Undoing, undoing.undo),
    Command(link.LINK_CASE, linking.CaseLink, link_case),
    command(link.TELL_APART, linking.NotTheSame, linking.tell_apart),
    command(link.SPLIT_CASE, splitting.Split, splitting.split_case),
)

doors = hang(COMMANDS)
