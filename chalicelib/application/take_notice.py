"""The mail service tells what became of a mail: the case takes it in."""

from __future__ import annotations

from chalicelib.application.casework import act_for_system
from chalicelib.application.outgoing import SentAbout
from chalicelib.application.ports import Ports
from chalicelib.domain import feedback
from chalicelib.domain.errors import NotFound
from chalicelib.domain.events import system
from chalicelib.domain.feedback import Notice

FEEDBACK = system("mail")


def take_notice(about: SentAbout, notice: Notice, ports: Ports) -> bool:
    """Record what became of a message; False where it says nothing new, or of nothing we know.

    Safe to be told twice, late or in any order. Source: domain.md 4.8. Raises: StoreBusy.
    """
    occasion = ports.occasion(FEEDBACK)
    try:
        taken = act_for_system(
            about.number,
            lambda file, terms: feedback.take_notice(file, notice, terms=terms, occasion=occasion),
            ports,
        )
    except NotFound:
        taken = None
    taken_in = taken is not None
    ports.log.info("mail notice", kind=notice.kind, mail=notice.provider_id, taken=taken_in)
    return taken_in
