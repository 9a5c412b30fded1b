"""What a row of the table says: in which states an action is allowed, what must be there first, and why
not in words fit for the page.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from chalicelib.domain.case import CaseFile
from chalicelib.domain.policy import Action, PolicyPack, Terms
from chalicelib.domain.states import AFTER_RESPONSE, BEFORE_RESPONSE, CONCERNS, State

Missing = Callable[[CaseFile, Terms], str]
"""What is missing, in words; empty where nothing is."""


@dataclass(frozen=True, slots=True)
class Guard:
    """What must be there first, and the action that brings it about; None where none does."""

    missing: Missing
    by: Action | None = None

    def refusal(self, file: CaseFile, terms: Terms) -> str:
        """What is missing and who can do it; empty where nothing is missing."""
        words = self.missing(file, terms)
        return _with_who(words, self.by, terms.pack) if words and self.by else words


def _with_who(words: str, action: Action, pack: PolicyPack) -> str:
    able = pack.who_can(action)
    return f"{words}. It can be done by: {', '.join(able)}" if able else words


@dataclass(frozen=True, slots=True)
class Row:
    """One action: the states in which it is allowed, the words for the others, and its guards.

    `otherwise` says why not in any other state; `refusals` say it more exactly for some of them.
    """

    states: frozenset[State]
    otherwise: str = ""
    refusals: Mapping[State, str] = field(default_factory=dict)
    guards: tuple[Guard, ...] = ()

    def refused_by_state(self, state: State) -> str:
        """Why the state forbids it; empty where it does not."""
        return "" if state in self.states else self.refusals.get(state, self.otherwise)


Table = Mapping[Action, Row]

ANY_STATE = frozenset(State)
"""What is always allowed: writing down what was said, giving the case to somebody."""

COMPLAINTS = BEFORE_RESPONSE | AFTER_RESPONSE
"""Complaints that are not at an end."""

OPEN = COMPLAINTS | CONCERNS
"""Everything that is not at an end."""

AT_AN_END = "The case is at an end"
ONLY_A_COMPLAINT = "Only a complaint goes this way"
ANSWERED = "The response was sent already"

NOT_A_COMPLAINT: dict[State, str] = dict.fromkeys(
    [*CONCERNS, State.RESOLVED_INFORMALLY], ONLY_A_COMPLAINT
)
AFTER_THE_ANSWER: dict[State, str] = dict.fromkeys(AFTER_RESPONSE, ANSWERED)


def states(*named: State) -> frozenset[State]:
    """These states."""
    return frozenset(named)
