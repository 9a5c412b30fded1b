"""Who may know of a case: all of it, only that it exists, or nothing (S2-14, S4-10; domain.md 4.2).

Whoever a case is about learns nothing of it here: they read what somebody decided to give them (S2-33),
and get their own copy of the response (S2-34), on a page of their own. Of a restricted case all others
see that it exists, except its handler, those who are named on it, and the roles that the policy pack
lets in. Of a sensitive case no list says whose it is or what it is about: whoever may open it says why
first (S4-9).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from chalicelib.domain.case import CaseFile
from chalicelib.domain.claim_members import contacts_of
from chalicelib.domain.errors import CaseRestricted, Fault, Invalid, NotAllowed
from chalicelib.domain.events import Event, EventType
from chalicelib.domain.history import last_of
from chalicelib.domain.identifiers import StaffId
from chalicelib.domain.investigations import subjects_of
from chalicelib.domain.policy import Action, PolicyPack
from chalicelib.domain.staff import Staff

SENSITIVE = "access.sensitive"
"""The pack's words for what makes a case sensitive."""
RESTRICTED = "restricted"
ABOUT_THEM = "This complaint is about them. Choose somebody else"
OF_OTHER_MEMBERS = "You speak for no member behind this claim"
ABOUT_YOU = "This complaint is about you. Others look into it, and tell you what you need"


class Knowledge(StrEnum):
    """How much of a case somebody may know."""

    ALL = "all"
    EXISTENCE = "existence"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Circle:
    """Who stands where to a case: whom it is about; whether it is restricted, and who is named on it;
    its handler; `linked` are other procedures that it touches; `contacts` speak for the members behind
    its claim. Kept with its row, so that a list can ask without reading the case.
    """

    subjects: tuple[StaffId, ...] = ()
    restricted: bool = False
    named: tuple[StaffId, ...] = ()
    handler: StaffId | None = None
    linked: tuple[str, ...] = ()
    contacts: tuple[StaffId, ...] = ()

    def sensitivity(self, pack: PolicyPack) -> tuple[str, ...]:
        """What makes the case sensitive, of the words that the pack lists; empty where nothing does."""
        return sensitive_by(pack, self.linked, restricted=self.restricted)

    def knowledge(self, reader: Staff, pack: PolicyPack) -> Knowledge:
        """How much of the case this person may know."""
        if reader.id in self.subjects:
            return Knowledge.NOTHING
        if self.is_of_other_members(reader, pack):
            return Knowledge.EXISTENCE
        let_in = reader.id == self.handler or reader.id in self.named
        if not self.restricted or let_in or pack.permits(reader.roles, Action.ENTER_RESTRICTED):
            return Knowledge.ALL
        return Knowledge.EXISTENCE

    def is_of_other_members(self, reader: Staff, pack: PolicyPack) -> bool:
        """Whether it is a claim of members for none of whom this representative speaks (S1-29)."""
        speaks = bool(self.contacts) and speaks_for_members(reader, pack)
        return speaks and reader.id not in self.contacts

    def kept_out(self, people: Iterable[Staff], pack: PolicyPack) -> frozenset[StaffId]:
        """Those of the people who may not know all of it: no mail about it reaches them."""
        return frozenset(p.id for p in people if self.knowledge(p, pack) is not Knowledge.ALL)


OPEN_TO_ALL = Circle()
"""A case that is about none of the staff and is not restricted."""


def circle_of(file: CaseFile) -> Circle:
    """Who stands where to the case now."""
    restriction = restriction_of_access(file.events)
    named = restriction.facts["named"] if restriction else ()
    return Circle(
        subjects=subjects_of(file.events),
        restricted=restriction is not None,
        named=tuple(map(StaffId, named)),
        handler=file.case.handler,
        linked=linked_to(file.events),
        contacts=tuple(dict.fromkeys(each.staff for each in contacts_of(file.events))),
    )


def speaks_for_members(reader: Staff, pack: PolicyPack) -> bool:
    """Whether somebody is of the members of a scheme, not of the team that brings them together.

    They see the claims of the member for which they are recorded, and of those their own part (S1-29).
    """
    binds = pack.permits(reader.roles, Action.AUTHORISE_ADMISSION)
    return binds and not pack.permits(reader.roles, Action.JOIN_MEMBER)


def linked_to(events: Iterable[Event]) -> tuple[str, ...]:
    """The other procedures that the case touches, as its triage says last (S2-38)."""
    triage = last_of(events, EventType.TRIAGE_ANSWERED)
    return tuple(triage.facts["linked"]) if triage else ()


def sensitive_by(pack: PolicyPack, linked: Iterable[str], *, restricted: bool) -> tuple[str, ...]:
    """Those of the pack's words that are true of a case. Source: S2-14, S4-9, S4-10."""
    setting = pack.settings.get(SENSITIVE)
    listed = setting.value if setting and isinstance(setting.value, tuple) else ()
    true_of_it = {*linked, RESTRICTED} if restricted else {*linked}
    return tuple(word for word in listed if word in true_of_it)


def restriction_of_access(events: Iterable[Event]) -> Event | None:
    """The event by which the case is kept to few, whose author is named on it; None where it is not."""
    last = last_of(events, EventType.ACCESS_RESTRICTED, EventType.ACCESS_OPENED)
    return last if last and last.type is EventType.ACCESS_RESTRICTED else None


def require_knowledge(circle: Circle, reader: Staff, pack: PolicyPack) -> None:
    """Raises: NotAllowed, for whoever the case is about; CaseRestricted, for all who may know only that
    it exists. Of a restricted case both read alike: nobody learns from a refusal that it is about them.
    """
    knows = circle.knowledge(reader, pack)
    if knows is Knowledge.ALL:
        return
    if circle.is_of_other_members(reader, pack):
        raise NotAllowed(OF_OTHER_MEMBERS, who_can=pack.who_can(Action.NAME_CONTACT))
    if circle.restricted:
        raise CaseRestricted(pack.who_can(Action.ENTER_RESTRICTED))
    raise NotAllowed(ABOUT_YOU)


def refuse_subject(file: CaseFile, person: StaffId, *, field: str) -> None:
    """Nobody is given a part in a case that is about them. Source: domain.md 4.2. Raises: Invalid."""
    if person in subjects_of(file.events):
        raise Invalid([Fault(field, ABOUT_THEM)])
