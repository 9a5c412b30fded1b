"""Who may do what to a case, and when: written a second time, from domain.md 4.2 to 4.6, and read from
nothing that the code under test reads but the packs' own files.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from enum import StrEnum
from functools import cache
from pathlib import Path

POLICIES = Path(__file__).resolve().parents[2] / "chalicelib" / "policies"

CONCERNS = "logged with_office_manager callback_agreed"
ANSWERABLE = "received acknowledged assessed plan_agreed investigating findings_drafted " \
    "shared_with_staff awaiting_signoff reopened"  # fmt: skip
ANSWERED = "responded actions_open on_ombudsman"
ENDS = "closed declined withdrawn transferred"
EVERYWHERE = f"{CONCERNS} urgent_hold resolved_informally {ANSWERABLE} {ANSWERED} {ENDS}"
OPEN = f"{CONCERNS} urgent_hold {ANSWERABLE} {ANSWERED}"
PLANNED = "plan_agreed investigating findings_drafted shared_with_staff awaiting_signoff"
INVESTIGATED = "investigating findings_drafted shared_with_staff awaiting_signoff"

STATES: Mapping[str, str] = {
    # What is always possible: writing down what was said, being in touch, rights, and who may open it.
    EVERYWHERE: "assign add_note settle_message record_dispatch decide_document record_contact "
    "tell_person write_to_person correct_person agree_callback end_callback book_appointment "
    "move_appointment cancel_appointment end_appointment record_consent withdraw_consent "
    "substitute_consent approve_sharing share propose_restriction restrict lift_restriction "
    "restrict_access open_access receive_subject_request ask_back make_clear take_more_time "
    "answer_subject_request receive_data_complaint acknowledge_data_complaint answer_data_complaint "
    "place_hold end_hold receive_regulator_question give_regulator_summary move_date stop_surveys "
    "cancel_meeting arrange_contact order_copy "
    "settle_alarm link_case tell_apart undo",
    OPEN: "nudge ask_consent await_third_party hear_third_party name_staff",
    # A concern (4.3).
    f"{CONCERNS}": "raise_urgent resolve_informally",
    f"{CONCERNS} resolved_informally": "promote",
    "urgent_hold": "meet_urgent",
    "logged": "hand_on",
    # A complaint until its response (4.4).
    ANSWERABLE: "acknowledge prepare_acknowledgement grade answer_triage decide_time_limit list_issues "
    "treat_fairly tell_staff refer_to_management involve_organisation "
    "confirm_lead check_commissioner forward_complaint ask_contribution receive_contribution "
    "renew_contribution propose_mediation answer_mediation begin_mediation end_mediation "
    "revoke_contribution explain_breach review decline withdraw transfer split_case",
    "acknowledged assessed reopened": "assess",
    f"assessed {PLANNED}": "send_plan answer_plan",
    "plan_agreed": "begin_investigation",
    INVESTIGATED: "record_interview consider find draft_letter delegate_signing take_back_signing",
    f"{INVESTIGATED} {ANSWERED} declined withdrawn": "set_action record_root_cause",
    "investigating findings_drafted": "draft_findings",
    "findings_drafted shared_with_staff": "share_findings show_findings",
    "shared_with_staff": "submit_letter",
    "awaiting_signoff": "approve_letter change_letter send_response",
    f"acknowledged assessed reopened {PLANNED}": "extend",
    # After the response (4.4, T10 to T17).
    f"{ANSWERABLE} {ANSWERED} closed": "escalate",
    f"{ANSWERABLE} {ANSWERED} closed declined withdrawn": "complete_action audit_action",
    ANSWERED: "report_outcome schedule_meeting minute close",
    f"{ANSWERED} closed": "hand_copy",
    f"{ANSWERED} closed declined withdrawn": "reopen",
    "responded actions_open closed declined": "involve_ombudsman",
    "on_ombudsman": "answer_ombudsman record_decision",
    f"{ANSWERABLE} {ANSWERED}": "give_record raise_appeal decide_appeal "
    "open_claim join_member name_contact hear_member mark_high_profile notify_claim decide_cover "
    "nominate investigate_claim record_evidence assess_liability repudiate recommend_admission "
    "authorise_admission revoke_admission serve_admission consider_routes record_offer "
    "settle_claim apportion sign_own_expense defend_claim tell_staff_outcome share_learning "
    "conclude_claim close_claim",
    # A claim (4.6): its dates do not end with the complaint.
    f"{ANSWERABLE} {ANSWERED} {ENDS}": "receive_deadline_document forward_document answer_document "
    "acknowledge_document issue_checklist answer_checklist request_instruction give_instruction",
    # When all is over (3.5).
    f"{ENDS} resolved_informally": "decide_disposal erase",
    # Stage by stage (4.5).
    f"{CONCERNS} {ANSWERABLE}": "reply_at_stage explain_delay",
}
"""In which states each action has its place. What else must be there first, the guards say."""


DECIDED = frozenset(action for actions in STATES.values() for action in actions.split())
"""The actions that this table knows."""


def has_its_place(action: str, state: str) -> bool:
    """Whether the action can have its place in this state."""
    rows = (states for states, actions in STATES.items() if action in actions.split())
    return any(state in states.split() for states in rows)


class Relation(StrEnum):
    """How somebody can stand to a case."""

    HANDLER = "handler"
    OTHER = "other"
    SUBJECT = "subject"
    SUBJECT_WHO_HANDLES = "subject who handles"
    SUBJECT_WHO_IS_NAMED = "subject who is named"
    RESTRICTED_HANDLER = "restricted, handler"
    RESTRICTED_NAMED = "restricted, named"
    RESTRICTED_OUT = "restricted, out"


SEES_ALL = {
    Relation.HANDLER: True,
    Relation.OTHER: True,
    Relation.SUBJECT: False,
    Relation.SUBJECT_WHO_HANDLES: False,
    Relation.SUBJECT_WHO_IS_NAMED: False,
    Relation.RESTRICTED_HANDLER: True,
    Relation.RESTRICTED_NAMED: True,
}
"""Whether the relation alone lets them in; of those outside a restricted case the role decides."""


@cache
def written_roles(pack: str) -> Mapping[str, frozenset[str]]:
    """What the file of the pack permits to each role."""
    roles = tomllib.loads((POLICIES / pack / "v1" / "roles.toml").read_text())
    return {code: frozenset(role["may"]) for code, role in roles.items()}


def lets_in(relation: Relation, pack: str, role: str) -> bool:
    """Whether somebody who stands so to the case may know all of it."""
    return SEES_ALL.get(relation, "enter_restricted" in written_roles(pack)[role])
