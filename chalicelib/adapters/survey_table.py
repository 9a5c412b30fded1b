"""The survey in the table: links, answers, and who is never asked again, each apart from the others."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime

from chalicelib.adapters import items, table
from chalicelib.adapters import survey_keys as keys
from chalicelib.adapters.fingerprints import KeyedFingerprints
from chalicelib.adapters.table import Table
from chalicelib.domain.errors import NotFound
from chalicelib.domain.identifiers import CaseId, OrganisationId
from chalicelib.domain.parties import Party
from chalicelib.domain.surveys.asking import known_by
from chalicelib.domain.surveys.invitations import Invitation
from chalicelib.domain.surveys.questions import Answer


class SurveyTable:
    """Every link, every answer, every no."""

    def __init__(self, store: Table, prints: KeyedFingerprints) -> None:
        self._table, self._prints = store, prints

    def link_of(self, asking: str) -> str:
        """The secret end of a survey's link: made again whenever needed, kept nowhere."""
        return self._prints.link_of(asking)

    def invitation(self, link: str, now: datetime) -> Invitation | None:
        """What a link stands for, in one call; None for one that we did not send, or that has ended."""
        found = {each["sk"]: each for each in self._table.partition(keys.link_key(link))}
        if keys.INVITED not in found:
            return None
        invitation = items.from_body(Invitation, found[keys.INVITED]["body"])
        answered = keys.ANSWERED in found
        return replace(invitation, answered=answered) if now < invitation.ends_at else None

    def answers(self, organisation: OrganisationId) -> tuple[Answer, ...]:
        """Every answer that is kept, sorted by random ids."""
        found = self._table.partition(keys.surveys_key(organisation), prefix=keys.ANSWER)
        return tuple(items.from_body(Answer, each["body"]) for each in found)

    def asked(self, organisation: OrganisationId) -> Mapping[str, int]:
        """How many were asked in each month."""
        found = self._table.partition(keys.surveys_key(organisation), prefix=keys.ASKED)
        return {each["sk"].removeprefix(keys.ASKED): int(each["count"]) for each in found}

    def lot_of(self, case: CaseId) -> int:
        """The case's lot from 0 to 99."""
        return self._prints.lot_of(case)

    def marks_of(self, party: Party, organisation: OrganisationId) -> tuple[str, ...]:
        """The fingerprints of everything by which a person is known, by every secret that holds."""
        claims = known_by(party)
        return tuple(
            print_
            for claim in claims
            for print_ in self._prints.every(organisation, claim.item, claim.form)
        )

    def invite(self, link: str, invitation: Invitation, month: str) -> None:
        """Let a link open, and count one more asked, in one transaction; once."""
        ends = int(invitation.ends_at.timestamp())
        invited = items.item(keys.link_key(link), keys.INVITED, invitation, expires_at=ends)
        counted = table.add(keys.surveys_key(invitation.organisation), keys.ASKED + month, {"count": 1})
        self._table.transact([table.put_new(invited, label="invited"), counted])

    def record(self, link: str, answer: Answer, invitation: Invitation, *, until: datetime) -> bool:
        """Keep the first answer of a link, in one transaction; False where the link was used."""
        used = {
            "pk": keys.link_key(link),
            "sk": keys.ANSWERED,
            "format": items.FORMAT,
            "expires_at": int(invitation.ends_at.timestamp()),
        }
        kept = items.item(
            keys.surveys_key(invitation.organisation),
            keys.ANSWER + answer.id,
            answer,
            expires_at=int(until.timestamp()),
        )
        refused = self._table.transact([table.put_new(used, label="used"), table.put(kept)])
        return not refused or self.answer(invitation.organisation, answer.id) is not None

    def answer(self, organisation: OrganisationId, name: str) -> Answer | None:
        """One answer, for the page on which it was given."""
        stored = self._table.get(keys.surveys_key(organisation), keys.ANSWER + name)
        return items.from_body(Answer, stored["body"]) if stored else None

    def complete(self, organisation: OrganisationId, answer: Answer) -> None:
        """Put what was answered besides in the place of the first answer. Raises: NotFound."""
        pk, sk = keys.surveys_key(organisation), keys.ANSWER + answer.id
        stored = self._table.get(pk, sk)
        if stored is None:
            raise NotFound("There is no such answer")
        self._table.put(items.item(pk, sk, answer, expires_at=stored["expires_at"]))

    def stop(self, marks: Iterable[str], at: datetime) -> None:
        """Never ask this person again: one item for each mark, without an end."""
        for mark in marks:
            self._table.put_once(items.item(keys.stopped_key(mark), keys.STOPPED, at.date()))

    def stopped(self, marks: Iterable[str]) -> bool:
        """Whether this person said that they want no survey."""
        return any(self._table.get(keys.stopped_key(mark), keys.STOPPED) for mark in marks)
