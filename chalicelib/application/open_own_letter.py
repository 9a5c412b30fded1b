"""Whoever is let in saves our answer as it was set on paper."""

from __future__ import annotations

from chalicelib.application.follow_case import Followed, read_open
from chalicelib.application.ports import Ports
from chalicelib.domain.calendar import london_date
from chalicelib.domain.consent import hold_for
from chalicelib.domain.errors import NotFound
from chalicelib.domain.letters.printed import ANSWERS, Printed, printed_in
from chalicelib.domain.recipients import to_party


def open_own_letter(key: str, document: str, name: str, ports: Ports) -> str:
    """The address that opens it for a minute, saved as `name`. Anybody else's letter is not found.

    Raises: NotLetIn; NotFound, also while this person may be told nothing (S2-13).
    """
    followed = read_open(key, ports)
    events, today = followed.file.events, london_date(ports.clock.now())
    ours = next((each for each in answers_to(followed) if each.document == document), None)
    if ours is None or hold_for(followed.person.id, events, followed.terms, today):
        raise NotFound("There is no such letter")
    return ports.filing.store.link(ours.document, name)


def answers_to(followed: Followed) -> tuple[Printed, ...]:
    """Our answer to this person, in every print in which it was set; the last answer comes last."""
    file, reader = followed.file, to_party(followed.person.id)
    ours = {m.key for m in file.messages if m.kind in ANSWERS and m.to == reader}
    return tuple(each for each in printed_in(file.events) if each.message in ours)
