"""What staff choose and the person reads where something takes longer (S0-24)."""

from __future__ import annotations

from collections.abc import Mapping

from chalicelib.domain.delays import Delay
from chalicelib.presentation.language import marked

DELAYS: Mapping[Delay, str] = {
    Delay.THIRD_PARTY: marked("We wait for an answer from somebody else."),
    Delay.CONSENT: marked("We wait for somebody to agree."),
    Delay.EXPERT: marked("We wait for an expert to look at it."),
    Delay.COURT: marked("We wait for a court."),
    Delay.RECORDS: marked("We wait for records."),
    Delay.STAFF_AWAY: marked("Somebody whom we must ask is away."),
    Delay.OTHER: marked("It takes longer than we thought."),
}
"""One sentence for each."""
