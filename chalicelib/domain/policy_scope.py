"""Which work a policy asks for: not every organisation has stages, claims or a regulator."""

from __future__ import annotations

from collections.abc import Callable

from chalicelib.domain.policy import Action, PolicyPack

Applies = Callable[[PolicyPack], bool]


def has_stages(pack: PolicyPack) -> bool:
    """Whether complaints are answered stage by stage (S3-7 to S3-12)."""
    return bool(pack.stages)


def has_claims(pack: PolicyPack) -> bool:
    """Whether documents with a deadline come in (S1-36)."""
    return pack.clock("FORWARD-24H") is not None


def answers_regulator(pack: PolicyPack) -> bool:
    """Whether a regulator can ask for summaries (SI 2014/2936 regulation 16(3))."""
    return pack.clock("CQC28") is not None


def has_a_timetable(pack: PolicyPack) -> bool:
    """Whether something is owed each month or each year, outside any case (S2-99, C-9)."""
    return any(not rule.applies_to for rule in pack.clocks)


_OF_A_CLAIM = frozenset(
    {
        Action.RECEIVE_DEADLINE_DOCUMENT,
        Action.FORWARD_DOCUMENT,
        Action.ACKNOWLEDGE_DOCUMENT,
        Action.ANSWER_DOCUMENT,
        Action.ISSUE_CHECKLIST,
        Action.ANSWER_CHECKLIST,
        Action.REQUEST_INSTRUCTION,
        Action.GIVE_INSTRUCTION,
        Action.OPEN_CLAIM,
        Action.JOIN_MEMBER,
        Action.NAME_CONTACT,
        Action.HEAR_MEMBER,
        Action.MARK_HIGH_PROFILE,
        Action.NOTIFY_CLAIM,
        Action.DECIDE_COVER,
        Action.NOMINATE,
        Action.INVESTIGATE_CLAIM,
        Action.RECORD_EVIDENCE,
        Action.ASSESS_LIABILITY,
        Action.REPUDIATE,
        Action.RECOMMEND_ADMISSION,
        Action.AUTHORISE_ADMISSION,
        Action.REVOKE_ADMISSION,
        Action.SERVE_ADMISSION,
        Action.CONSIDER_ROUTES,
        Action.RECORD_OFFER,
        Action.SETTLE_CLAIM,
        Action.APPORTION,
        Action.SIGN_OWN_EXPENSE,
        Action.DEFEND_CLAIM,
        Action.TELL_STAFF_OUTCOME,
        Action.SHARE_LEARNING,
        Action.CONCLUDE_CLAIM,
        Action.CLOSE_CLAIM,
    }
)
_FOR_THE_REGULATOR = frozenset({Action.RECEIVE_REGULATOR_QUESTION, Action.GIVE_REGULATOR_SUMMARY})

_ONLY_WITH: tuple[tuple[Applies, frozenset[Action]], ...] = (
    (has_stages, frozenset({Action.REPLY_AT_STAGE, Action.EXPLAIN_DELAY, Action.ESCALATE})),
    (has_claims, _OF_A_CLAIM),
    (answers_regulator, _FOR_THE_REGULATOR),
    (has_a_timetable, frozenset({Action.RECORD_REPORT})),
)
"""Work that some policies have, and the actions that belong to nothing else."""


def actions_needed(pack: PolicyPack) -> frozenset[Action]:
    """Everything that somebody must be able to do under this policy."""
    without = (actions for applies, actions in _ONLY_WITH if not applies(pack))
    return frozenset(Action).difference(*without)
