"""Which work a policy asks for: not every organisation has stages, claims or a regulator."""

from __future__ import annotations

from collections.abc import Callable

from chalicelib.domain.policy import Action, PolicyPack

Applies = Callable[[PolicyPack], bool]


def has_stages(pack: PolicyPack) -> bool:
    """Whether complaints are answered stage by stage (S3-7 to S3-12)."""
    return bool(pack.stages)


_ONLY_WITH: tuple[tuple[Applies, frozenset[Action]], ...] = (
    (has_stages, frozenset({Action.REPLY_AT_STAGE, Action.EXPLAIN_DELAY, Action.ESCALATE})),
)
"""Work that some policies have, and the actions that belong to nothing else."""


def actions_needed(pack: PolicyPack) -> frozenset[Action]:
    """Everything that somebody must be able to do under this policy."""
    without = (actions for applies, actions in _ONLY_WITH if not applies(pack))
    return frozenset(Action).difference(*without)
