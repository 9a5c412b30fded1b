"""Erasing a case that is at its end, and deciding each year about what is kept for long enough.

Source: domain.md 3.5, 4.7 RETENTION; UK GDPR Articles 5(1)(e) and 17; S1-42.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from chalicelib.domain.calendar import london_date
from chalicelib.domain.case import CaseFile, Change
from chalicelib.domain.casework.changing import changed
from chalicelib.domain.erasures import Erasure, Ground, Part
from chalicelib.domain.errors import Fault, Invalid, RuleBroken
from chalicelib.domain.events import EventType, Happening, Occasion
from chalicelib.domain.holds import WHY_KEPT, is_on_hold
from chalicelib.domain.policy import Terms
from chalicelib.domain.retention import kept_until


class Disposal(StrEnum):
    """What becomes of a file that was kept for as long as it must be."""

    KEEP = "keep"
    DESTROY = "destroy"


@dataclass(frozen=True, slots=True)
class DisposalDecision:
    """What becomes of the file, and why."""

    decision: Disposal
    text: str


def decide_disposal(
    file: CaseFile, decided: DisposalDecision, *, terms: Terms, occasion: Occasion
) -> Change:
    """Keep the file for another year, or have all of it erased; never before its time is over.

    Source: domain.md 3.5, "review then delete". Raises: RuleBroken.
    """
    until = kept_until(file.clocks(terms))
    if until is None or until > london_date(occasion.at):
        raise RuleBroken(f"The file must be kept until {until:%-d %B %Y}" if until else _NO_END)
    happenings = [
        Happening(EventType.DISPOSAL_DECIDED, {"decision": decided.decision}, {"text": decided.text})
    ]
    if decided.decision is Disposal.DESTROY:
        _refuse_on_hold(file)
        happenings.append(_ordered(Ground.RETENTION_OVER))
    return changed(file, happenings, terms=terms, occasion=occasion)


_NO_END = "Nothing says for how long the file must be kept"


@dataclass(frozen=True, slots=True)
class ErasureOrder:
    """On what ground everything personal in the case is erased, and that this was meant."""

    ground: Ground
    sure: bool


def order_erasure(file: CaseFile, order: ErasureOrder, *, terms: Terms, occasion: Occasion) -> Change:
    """Order that everything personal in the case is erased. It is carried out after that, by itself.

    No reason in words is kept: it would be the one thing that says who it was about.
    Source: UK GDPR Article 17. Raises: Invalid, RuleBroken.
    """
    if not order.sure:
        raise Invalid([Fault("sure", "It cannot be undone. Say yes only if you are sure")])
    if order.ground is Ground.RETENTION_OVER:
        raise Invalid([Fault("ground", "Decide about keeping the file instead")])
    _refuse_on_hold(file)
    return changed(file, [_ordered(order.ground)], terms=terms, occasion=occasion)


def finish_erasure(
    file: CaseFile,
    erasure: Erasure,
    counts: Mapping[Part, int],
    *,
    terms: Terms,
    occasion: Occasion,
) -> Change:
    """Everything is gone but the people, who go with this very change: keep how much it was."""
    facts: dict[str, int] = {"order": erasure.order}
    facts |= {str(part): counts.get(part, 0) for part in Part}
    done = Happening(EventType.ERASURE_DONE, facts)
    change = changed(file, [done], terms=terms, occasion=occasion)
    after = replace(change.file, parties=())
    return replace(change, file=after, parties_gone=file.parties)


def _ordered(ground: Ground) -> Happening:
    return Happening(EventType.ERASURE_ORDERED, {"ground": ground})


def _refuse_on_hold(file: CaseFile) -> None:
    """Raises: RuleBroken, while a claim or an inquiry may need it. Source: S1-42."""
    if is_on_hold(file.events):
        raise RuleBroken(WHY_KEPT)
