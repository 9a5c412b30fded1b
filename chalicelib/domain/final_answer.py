"""Whether the organisation has given its last word: the ombudsman's turn comes only then (C-14)."""

from __future__ import annotations

from collections.abc import Iterable

from chalicelib.domain.events import Event, EventType

_GIVEN = frozenset({EventType.RESPONSE_SENT, EventType.CASE_DECLINED})
_TAKEN_BACK = frozenset({EventType.CASE_REOPENED})


def final_answer_given(events: Iterable[Event]) -> bool:
    """Whether our final answer stands: a response or a refusal, and the case was not opened again.

    Source: S2-94, C-14: people who go to the ombudsman too early are sent back.
    """
    given = False
    for event in events:
        if event.type in _GIVEN:
            given = True
        elif event.type in _TAKEN_BACK:
            given = False
    return given
