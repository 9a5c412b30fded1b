"""Who does what, written a second time from the columns "Who" of domain.md 4.3 to 4.6; the packs' roles
are held against it. `BEYOND` names whoever else a pack lets do it, and why.
"""

from __future__ import annotations

from collections.abc import Mapping

EM, OM = "complaints_manager", "office_manager"
STAGED = "case_handler expert_liaison operations_manager head_of_customer_experience"
TEAM, MEMBER, LAWYER = "claims_handler", "member_contact", "panel_lawyer"

WHO: Mapping[str, Mapping[str, str]] = {
    "gp-practice": {
        # 4.3: the desk takes it, the office manager settles it or makes it a complaint.
        "open_case": f"call_handler secretary {OM} {EM}",
        "raise_urgent": "call_handler",
        "agree_callback": f"secretary {OM} {EM}",
        "resolve_informally": f"call_handler {OM}",
        "promote": OM,
        # 4.4, T2 to T9.
        "acknowledge": f"{OM} {EM}",
        "assess": EM,
        "send_plan": f"{OM} {EM}",
        "answer_plan": f"{OM} {EM}",
        "begin_investigation": EM,
        "find": f"case_handler {EM}",
        "draft_findings": f"case_handler {EM}",
        "share_findings": EM,
        "submit_letter": EM,
        "approve_letter": f"{EM} partner",
        "send_response": EM,
        # T11 to T17.
        "close": EM,
        "extend": EM,
        "explain_breach": EM,
        "reopen": EM,
        "involve_ombudsman": EM,
        "decline": EM,
        "transfer": EM,
        "withdraw": EM,
        # S2-39: staff propose, the complaints manager decides.
        "propose_restriction": f"call_handler case_handler {OM} {EM}",
        "restrict": EM,
        "lift_restriction": EM,
    },
    "three-stage": {
        # 4.5: each stage has its holder; who holds which is asked of the person (C-5).
        "reply_at_stage": STAGED,
        "explain_delay": STAGED,
        "escalate": STAGED,
    },
    "claims-scheme": {
        # 4.6.
        "open_claim": MEMBER,
        "receive_deadline_document": f"{MEMBER} secretary",
        "forward_document": f"{MEMBER} secretary",
        "notify_claim": MEMBER,
        "decide_cover": TEAM,
        "investigate_claim": TEAM,
        "assess_liability": f"{TEAM} {LAWYER}",
        "repudiate": TEAM,
        "recommend_admission": TEAM,
        "authorise_admission": MEMBER,
        "revoke_admission": MEMBER,
        "serve_admission": LAWYER,
        "record_offer": TEAM,
        "settle_claim": TEAM,
        "defend_claim": LAWYER,
        "sign_own_expense": MEMBER,
        "raise_appeal": MEMBER,
        "conclude_claim": TEAM,
        "close_claim": TEAM,
    },
}
"""By pack and action: everybody whom the domain names."""

BEYOND: Mapping[str, Mapping[str, str]] = {
    "gp-practice": {
        # A danger is raised by whoever reads of it, and a promise is made by whoever is asked.
        "raise_urgent": f"secretary case_handler {OM} {EM}",
        "agree_callback": "call_handler case_handler partner",
        # The manager stands in for the office manager.
        "resolve_informally": EM,
        "promote": EM,
        # Whoever was given the case works on it; decisions, the agreement and the ends are not theirs.
        **dict.fromkeys(
            ("open_case", "acknowledge", "begin_investigation", "share_findings", "submit_letter"),
            "case_handler",
        ),
    },
    "claims-scheme": {
        # The team leader does what the handler does; a document that comes to them goes on from there.
        **dict.fromkeys(
            (
                *("decide_cover", "investigate_claim", "assess_liability", "repudiate"),
                *("recommend_admission", "record_offer", "settle_claim", "conclude_claim"),
                "close_claim",
            ),
            "team_leader",
        ),
        **dict.fromkeys(
            ("open_claim", "receive_deadline_document", "forward_document"), f"{TEAM} team_leader"
        ),
        "raise_appeal": f"secretary {TEAM} team_leader",
    },
}
"""Whom a pack lets do it besides."""
