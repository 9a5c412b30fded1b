"""The stream shows that something changed: what is owed is delivered, where it stands is counted."""

from __future__ import annotations

from dataclasses import dataclass

from chalicelib.application.answer_asking import answer_asking
from chalicelib.application.carry_out import carry_out
from chalicelib.application.deliver_message import deliver_message
from chalicelib.application.ports import Ports
from chalicelib.domain.identity.access import Asking
from chalicelib.domain.messages import Message
from chalicelib.domain.publication import Part
from chalicelib.domain.reference import CaseNumber


@dataclass(frozen=True, slots=True)
class Changed:
    """What a record of the stream is about. A message, the case itself, somebody who asks to be let
    in, a part of a publication, or nothing of ours.
    """

    number: CaseNumber | None = None
    message: Message | None = None
    asking: Asking | None = None
    part: Part | None = None


def take_up(changed: Changed, ports: Ports) -> None:
    """Deliver a message that is fresh; count a case that moved; answer who asks; carry out a part that
    is not done. Safe to run twice.
    """
    if changed.asking is not None:
        answer_asking(changed.asking, ports)
    if changed.part is not None and not changed.part.done:
        carry_out(changed.part, ports)
    if changed.number is None:
        return
    if changed.message is None:
        ports.cases.tally(changed.number)
    elif changed.message.is_fresh:
        deliver_message(changed.number, changed.message, ports)
