"""The inbox of an organisation: mail that waits for a secretary, and what became of the rest (S0-12).

waiting → filed       into a case, by itself or by a person; into another case besides
        → made a case
        → spam        and back, if that was wrong
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from chalicelib.domain.alarms import Alarm
from chalicelib.domain.errors import RuleBroken
from chalicelib.domain.events import Actor
from chalicelib.domain.identifiers import OrganisationId
from chalicelib.domain.mail_in import ReceivedMail
from chalicelib.domain.reference import Reference


class MailState(StrEnum):
    """What became of a mail."""

    WAITING = "waiting"
    FILED = "filed"
    MADE_CASE = "made_case"
    SPAM = "spam"
    LOOP = "loop"


@dataclass(frozen=True, slots=True)
class Deed:
    """Who did what with a mail, and when."""

    state: MailState
    by: Actor
    at: datetime
    case: Reference | None = None


@dataclass(frozen=True, slots=True)
class InboxMail:
    """One mail of an organisation, and everything that was done with it, oldest first. `alarms` are the
    dangers of which it seems to tell; `warned_at` is when the people on call were told of them.
    """

    organisation: OrganisationId
    mail: ReceivedMail
    suggestions: tuple[Reference, ...] = ()
    state: MailState = MailState.WAITING
    deeds: tuple[Deed, ...] = ()
    alarms: tuple[Alarm, ...] = ()
    warned_at: datetime | None = None

    @property
    def is_urgent(self) -> bool:
        """Whether it waits, and may not: somebody may be in danger (S2-65)."""
        return bool(self.alarms) and self.state is MailState.WAITING

    @property
    def owes_a_warning(self) -> bool:
        """Whether the people on call must be told. In a case the case tells them."""
        return self.is_urgent and self.warned_at is None

    @property
    def cases(self) -> tuple[Reference, ...]:
        """The cases that it is in."""
        return tuple(dict.fromkeys(deed.case for deed in self.deeds if deed.case))


PUT_AWAY = (MailState.SPAM, MailState.LOOP)
"""What is in no case and waits for nobody: it goes after a time."""

_ALLOWED = {
    MailState.FILED: (MailState.WAITING, MailState.FILED, MailState.MADE_CASE),
    MailState.MADE_CASE: (MailState.WAITING,),
    MailState.SPAM: (MailState.WAITING,),
    MailState.LOOP: (MailState.WAITING,),
    MailState.WAITING: (MailState.SPAM,),
}
"""What a mail can become, and from where."""

_REFUSED = {
    MailState.FILED: "This mail is not waiting. Take it out of spam first",
    MailState.MADE_CASE: "Something was done with this mail already",
    MailState.SPAM: "This mail is part of a case, so it cannot be spam",
    MailState.LOOP: "Something was done with this mail already",
    MailState.WAITING: "Only mail that was put away can be taken back",
}


def require(mail: InboxMail, state: MailState) -> None:
    """Raises: RuleBroken, with the reason, where the mail cannot become this."""
    if mail.state not in _ALLOWED[state]:
        raise RuleBroken(_REFUSED[state])


def done(mail: InboxMail, deed: Deed) -> InboxMail:
    """The mail after a deed; as it was, where this was done already. Raises: RuleBroken."""
    if deed.state is mail.state and deed.case in (None, *mail.cases):
        return mail
    require(mail, deed.state)
    state = mail.state if mail.state is MailState.MADE_CASE else deed.state
    return replace(mail, state=state, deeds=(*mail.deeds, deed))
