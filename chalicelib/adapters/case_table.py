"""Cases in the table: one query brings a case, one transaction changes it."""

from __future__ import annotations

import secrets
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from chalicelib.adapters import (
    diary_table,
    items,
    keys,
    register_table,
    sharing_table,
    table,
    worklist_query,
)
from chalicelib.adapters.case_rows import rows_of
from chalicelib.adapters.due_index import DueIndex, place_of
from chalicelib.adapters.figure_table import figure_writes
from chalicelib.adapters.lookup_table import LookupTable
from chalicelib.adapters.page_keys import closed, opened
from chalicelib.adapters.table import Item, Table, Write
from chalicelib.application.due_ports import Due, DueItem, Round
from chalicelib.application.ports import (
    NumberTaken,
    Page,
    Received,
    Together,
    View,
    ViewKind,
    about_key,
    count_key,
)
from chalicelib.domain.case import Case, CaseFile, Change
from chalicelib.domain.errors import (
    CaseChanged,
    DoubleBooked,
    NotFound,
    RepeatedIntake,
    StoreContended,
)
from chalicelib.domain.events import EventType
from chalicelib.domain.figures import Figure
from chalicelib.domain.identifiers import OrganisationId
from chalicelib.domain.inbox import InboxMail
from chalicelib.domain.mail_in import MailId
from chalicelib.domain.messages import Message, MessageState
from chalicelib.domain.need_to_know import Circle
from chalicelib.domain.reference import CaseNumber
from chalicelib.domain.theirs import Theirs
from chalicelib.domain.unsaved import Begun
from chalicelib.observability import was_read

ATTEMPTS = 5
"""How often a case is counted again when another counted it in between."""

_STALE, _TAKEN, _REPEATED = "stale", "taken", "repeated"
_TAKEN_TIME = "taken time"


class CaseTableReader:
    """Reading cases: all that a GET is given."""

    def __init__(self, store: Table) -> None:
        self._table = store

    def load(self, number: CaseNumber) -> CaseFile:
        """The whole case, strongly consistent, in one call. Raises: NotFound."""
        file = items.file_of(list(self._table.partition(keys.case_key(number))))
        if file is None:
            raise NotFound("There is no such case")
        was_read(file.trace)
        return file

    def worklist(self, view: View, *, limit: int, after: str = "") -> Page:
        """One page of a worklist in one call, what is due first."""
        return worklist_query.page_of(view, self._table, limit=limit, after=after)

    def kept_files(
        self, organisation: OrganisationId, until: date, *, limit: int, after: str = ""
    ) -> Page:
        """One page in one call, the longest kept first."""
        found, last = self._table.query_page(
            "holder = :place AND #rank < :after_today",
            {
                ":place": keys.kept_files_key(organisation),
                ":after_today": (until + timedelta(days=1)).isoformat(),
            },
            limit=limit,
            start=opened(after),
            IndexName="holder",
            ExpressionAttributeNames={"#rank": "rank"},
        )
        return Page(tuple(map(items.row_from, found)), closed(last))

    def to_audit(self, organisation: OrganisationId, *, limit: int) -> Page:
        """In one call, what must be checked first."""
        found, last = self._table.query_page(
            "holder = :place",
            {":place": keys.to_audit_key(organisation)},
            limit=limit,
            start=opened(""),
            IndexName="holder",
        )
        return Page(tuple(map(items.row_from, found)), closed(last))

    def counts(self, organisation: OrganisationId) -> Mapping[str, int]:
        """The counters that the stream keeps, in one call."""
        stored = self._table.get(keys.organisation_key(organisation), keys.COUNTS) or {}
        return {name: value for name, value in stored.items() if isinstance(value, int)}

    def circles(self, numbers: Collection[CaseNumber]) -> Mapping[CaseNumber, Circle]:
        """Who may know of each of these cases, in one call."""
        return {row.reference.number: row.circle for row in rows_of(numbers, self._table)}

    def together(self, numbers: Collection[CaseNumber], mails: Collection[MailId]) -> Together:
        """Whole cases, and mails, in one call."""
        asked = [*map(keys.case_key, numbers), *map(keys.mail_key, mails)]
        by_partition: dict[str, list[Item]] = {pk: [] for pk in dict.fromkeys(asked)}
        for each in self._table.partitions(list(by_partition)):
            by_partition[each["pk"]].append(each)
        files = (items.file_of(by_partition[keys.case_key(each)]) for each in dict.fromkeys(numbers))
        kept = (each for mail in dict.fromkeys(mails) for each in by_partition[keys.mail_key(mail)])
        bodies = (each["body"] for each in kept if each["sk"] == keys.MAIL)
        return Together(
            files=tuple(file for file in files if file),
            mails=tuple(items.from_body(InboxMail, body) for body in bodies),
        )

    def received_as(self, intake_key: str) -> Received | None:
        """What this submission became; None if it became nothing."""
        stored = self._table.get(keys.intake_key(intake_key), keys.INTAKE)
        return items.from_body(Received, stored["body"]) if stored else None

    def sent_as(self, provider_id: str) -> CaseNumber | None:
        """The case that a mail of ours was about; None for a mail of anybody else."""
        stored = self._table.get(keys.sent_key(provider_id), keys.SENT)
        return CaseNumber(items.from_body(str, stored["body"])) if stored else None


class CaseTable(CaseTableReader):
    """Reading and changing cases. `lookups` is how people are found again without a reference."""

    def __init__(self, store: Table, lookups: LookupTable | None = None) -> None:
        super().__init__(store)
        self._lookups, self._due = lookups, DueIndex(store)

    def save(self, change: Change) -> None:
        """All of the change in one transaction, on the version that it was decided upon."""
        found_by = self._lookups.writes(change) if self._lookups else ()
        refused = self._table.transact([*_writes(change), *found_by])
        if _REPEATED in refused:
            raise RepeatedIntake(change.file.case.reference)
        if _TAKEN in refused:
            raise NumberTaken
        if refused == [_TAKEN_TIME] * len(refused) and refused:
            raise DoubleBooked("There is something else at that time already. Choose another time")
        if refused:
            raise CaseChanged(change.file.case.reference)

    def claim(self, number: CaseNumber, message: Message, claimed: Message) -> bool:
        """Take the message, if it still is as it was seen."""
        return self._exchange(number, message, claimed)

    def put_back(self, number: CaseNumber, claimed: Message, again: Message) -> None:
        """Give it back, unless somebody else decided about it meanwhile."""
        self._exchange(number, claimed, again)

    def _exchange(self, number: CaseNumber, old: Message, new: Message) -> bool:
        return self._table.exchange(
            # What is claimed or put back is always looked at again later than now.
            items.message_item(new, number, at=new.owed_at),
            seen=items.body_of(old),
            mark=secrets.token_hex(8),
        )

    def erase_texts(self, number: CaseNumber, events: Iterable[int]) -> None:
        """Remove what these events seal, one by one: a case can hold more than one transaction."""
        for seq in events:
            self._table.take(keys.case_key(number), keys.event_key(keys.SEALED, seq))

    def keep_begun(self, number: CaseNumber, begun: Begun) -> None:
        """Keep it in place of what the same person typed into the same form before."""
        self._table.put(items.begun_item(begun, number))

    def forget_begun(self, number: CaseNumber, begun: Begun) -> None:
        """Remove it."""
        self._table.take(keys.case_key(number), keys.begun_key(begun.action, begun.by))

    def keep_theirs(self, number: CaseNumber, theirs: Theirs) -> None:
        """Keep it in place of what was kept before."""
        self._table.put(items.theirs_item(theirs, number))

    def due(self, now: datetime) -> Due:
        """What is due, day by day; nothing that is not due is read."""
        found = self._due.due(now)
        return Due(found.round, map(_due_item, found.entries))

    def interrupt(self, at: Round) -> None:
        """Let the next tick go on from here."""
        self._due.interrupt(at)

    def tally(self, number: CaseNumber) -> None:
        """Move the case from the counters it stands under to those where it belongs.

        What it is counted under is written with the counters, on the version last counted: a
        second run, or a late one, finds nothing to move. One that was overtaken looks again: the
        other may have counted an older version. Raises: StoreContended, StoreBusy.
        """
        for _ in range(ATTEMPTS):
            if self._moved(number):
                return
        raise StoreContended("The counters are being changed by others")

    def _moved(self, number: CaseNumber) -> bool:
        """Whether the case now stands where it belongs; False where another was faster."""
        stored = {each["sk"]: each for each in self._counted(number)}
        case, counted = stored.get(keys.CASE), stored.get(keys.TALLY)
        if case is None:
            return True
        tallied = Tallied.of(case)
        before = items.from_body(Tallied, counted["body"]) if counted else None
        if before and (before == tallied or before.version > tallied.version):
            return True
        mark, *moves = _tally_writes(number, tallied, before, counted)
        if counted and not moves:  # a write alone needs no transaction, which costs twice as much
            item = _mark_of(number, tallied)
            return self._table.exchange(item, seen=counted["body"], mark=secrets.token_hex(8))
        return not self._table.transact([mark, *moves])

    def _counted(self, number: CaseNumber) -> Iterator[Item]:
        for sk in (keys.CASE, keys.TALLY):
            stored = self._table.get(keys.case_key(number), sk)
            if stored:
                yield stored


@dataclass(frozen=True, slots=True)
class Tallied:
    """The counters that a case stands under; as what it is counted among the figures, None in what was
    written before there were any.
    """

    organisation: OrganisationId
    version: int
    keys: tuple[str, ...]
    figure: Figure | None = None

    @staticmethod
    def of(stored: Item) -> Tallied:
        """Where a stored case belongs."""
        counts_as = items.from_body(Figure, stored["figure"]) if "figure" in stored else None
        circle = items.row_from(stored).circle
        return Tallied.of_case(items.from_body(Case, stored["body"]), counts_as, circle)

    @staticmethod
    def of_case(case: Case, figure: Figure | None, circle: Circle) -> Tallied:
        """Where a case belongs; one that is at an end is in nobody's list."""
        if not case.is_open:
            return Tallied(case.organisation, case.version, (), figure)
        holder = (
            count_key(ViewKind.MINE, case.handler)
            if case.handler
            else count_key(ViewKind.UNASSIGNED, case.team)
        )
        lists = (ViewKind.TEAM,) if case.handler else (ViewKind.TEAM, ViewKind.UNASSIGNED)
        about = (about_key(kind, case.team, staff) for staff in circle.subjects for kind in lists)
        keys = (holder, count_key(ViewKind.TEAM, case.team), *about)
        return Tallied(case.organisation, case.version, keys, figure)


def _tally_writes(
    number: CaseNumber, now: Tallied, before: Tallied | None, counted: Item | None
) -> list[Write]:
    amounts: dict[str, int] = {}
    for key in before.keys if before else ():
        amounts[key] = amounts.get(key, 0) - 1
    for key in now.keys:
        amounts[key] = amounts.get(key, 0) + 1
    moved = {key: amount for key, amount in amounts.items() if amount}
    writes = [_marked(_mark_of(number, now), counted)]
    if moved:
        counters = keys.organisation_key(now.organisation)
        writes.append(table.add(counters, keys.COUNTS, moved))
    was = before.figure if before else None
    return [*writes, *figure_writes(now.organisation, was, now.figure)]


def _mark_of(number: CaseNumber, tallied: Tallied) -> Item:
    return items.item(keys.case_key(number), keys.TALLY, tallied, version=tallied.version)


def _marked(mark: Item, counted: Item | None) -> Write:
    if counted is None:
        return table.put_new(mark, label=_STALE)
    return table.put(mark, label=_STALE, condition="body = :seen", values={":seen": counted["body"]})


def _writes(change: Change) -> list[Write]:
    number, at = change.file.case.number, change.file.events[-1].at
    pk = keys.case_key(number)
    return [
        _case_write(change),
        *(
            table.put_new(each, label=_STALE)
            for event in change.events
            for each in items.event_items(event, number)
        ),
        *(table.put(items.party_item(party, number)) for party in change.parties),
        *(table.delete(pk, keys.PARTY + party.id) for party in change.parties_gone),
        *(table.put(items.clock_item(clock, number, at=at)) for clock in change.clocks_moved),
        *(table.put(items.gone_clock_item(code, number)) for code in change.clocks_gone),
        *(_message_write(message, change) for message in change.messages),
        *_intake_writes(change),
        *_sent_writes(change),
        *(table.delete(pk, keys.begun_key(each.action, each.by)) for each in change.begun_ended),
        *diary_table.writes(change, label=_TAKEN_TIME),
        *register_table.writes(change),
        *sharing_table.writes(change),
    ]


def _case_write(change: Change) -> Write:
    stored = items.case_item(change.file, change.clocks)
    if change.before.length == 0:
        return table.put_new(stored, label=_TAKEN)
    return table.put(
        stored, label=_STALE, condition="version = :seen", values={":seen": change.before.length}
    )


def _message_write(message: Message, change: Change) -> Write:
    at = change.file.events[-1].at
    stored = items.message_item(message, change.file.case.number, at=at)
    is_new = any(event.seq == message.cause for event in change.events)
    if is_new:
        return table.put_new(stored, label=_STALE)
    if message.state is MessageState.WITHDRAWN:
        # Whoever sends it claims it without touching the case: one of the two is too late.
        return table.put(stored, label=_STALE, condition="attempts = :untried", values={":untried": 0})
    return table.put(stored)


def _sent_writes(change: Change) -> Iterator[Write]:
    """Which case each mail that went was about, for the answers to it."""
    for event in change.events:
        if event.type is EventType.MESSAGE_SENT:
            key = keys.sent_key(event.facts["provider_id"])
            yield table.put(items.item(key, keys.SENT, str(change.file.case.number)))


def _intake_writes(change: Change) -> Iterator[Write]:
    if change.intake_key is not None:
        due = next((clock.due for clock in change.clocks if clock.code == "ACK"), None)
        received = Received(change.file.case.reference, due)
        key = keys.intake_key(change.intake_key)
        yield table.put_new(items.item(key, keys.INTAKE, received), label=_REPEATED)
    if change.draft is not None:
        yield table.delete(keys.draft_key(change.draft), keys.DRAFT)


def _due_item(stored: Item) -> DueItem:
    number, sk = keys.case_number(stored["pk"]), stored["sk"]
    since, place = datetime.fromisoformat(stored["due_at"]), place_of(stored)
    if sk.startswith(keys.MESSAGE):
        return DueItem(number, message=sk.removeprefix(keys.MESSAGE), since=since, place=place)
    return DueItem(number, clock=sk.removeprefix(keys.CLOCK), since=since, place=place)
