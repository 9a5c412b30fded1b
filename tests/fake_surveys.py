"""The survey in dictionaries: links, answers, and who is never asked again, apart from each other."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime

from chalicelib.adapters.fingerprints import KeyedFingerprints
from chalicelib.domain.errors import NotFound
from chalicelib.domain.identifiers import CaseId, OrganisationId
from chalicelib.domain.parties import Party
from chalicelib.domain.surveys.asking import known_by
from chalicelib.domain.surveys.invitations import Invitation
from chalicelib.domain.surveys.questions import Answer


class FakeSurveys:
    """Every rule of the real one, none of its machinery."""

    def __init__(self, prints: KeyedFingerprints) -> None:
        self._prints = prints
        self.links: dict[str, Invitation] = {}
        self.used: set[str] = set()
        self.kept: dict[tuple[OrganisationId, str], Answer] = {}
        self.counted: dict[tuple[OrganisationId, str], int] = {}
        self.marks: set[str] = set()

    def link_of(self, asking: str) -> str:
        return self._prints.link_of(asking)

    def lot_of(self, case: CaseId) -> int:
        return self._prints.lot_of(case)

    def marks_of(self, party: Party, organisation: OrganisationId) -> tuple[str, ...]:
        claims = known_by(party)
        return tuple(self._prints.of(organisation, each.item, each.form) for each in claims)

    def invitation(self, link: str, now: datetime) -> Invitation | None:
        found = self.links.get(link)
        if found is None or now >= found.ends_at:
            return None
        return replace(found, answered=link in self.used)

    def invite(self, link: str, invitation: Invitation, month: str) -> None:
        if link not in self.links:
            key = (invitation.organisation, month)
            self.counted[key] = self.counted.get(key, 0) + 1
            self.links[link] = invitation

    def record(self, link: str, answer: Answer, invitation: Invitation, *, until: datetime) -> bool:
        place = (invitation.organisation, answer.id)
        if link in self.used:
            return place in self.kept
        self.used.add(link)
        self.kept[place] = answer
        return True

    def answer(self, organisation: OrganisationId, name: str) -> Answer | None:
        return self.kept.get((organisation, name))

    def complete(self, organisation: OrganisationId, answer: Answer) -> None:
        if (organisation, answer.id) not in self.kept:
            raise NotFound("There is no such answer")
        self.kept[organisation, answer.id] = answer

    def answers(self, organisation: OrganisationId) -> tuple[Answer, ...]:
        return tuple(each for (owner, _), each in sorted(self.kept.items()) if owner == organisation)

    def asked(self, organisation: OrganisationId) -> Mapping[str, int]:
        return {month: n for (owner, month), n in self.counted.items() if owner == organisation}

    def stop(self, marks: Iterable[str], at: datetime) -> None:
        self.marks |= set(marks)

    def stopped(self, marks: Iterable[str]) -> bool:
        return not self.marks.isdisjoint(marks)
