"""Domain values as items and back. pydantic does the work: nothing enters the domain unparsed.

An item has its keys, what indexes and conditions need, and the value itself as JSON in `body`, so
that what was hashed comes back byte for byte. `format` is the shape's version, for later migration.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from functools import cache
from typing import Any, TypeVar, cast

from pydantic import TypeAdapter

from chalicelib.adapters import identity_keys, keys, table
from chalicelib.adapters.formats import WRITTEN
from chalicelib.adapters.table import Item
from chalicelib.application.changes import Changed
from chalicelib.domain.begun import KEPT_FOR
from chalicelib.domain.case import Case, CaseFile
from chalicelib.domain.clocks import Clock
from chalicelib.domain.coming_back import KeptDraft
from chalicelib.domain.events import Event, Sealed
from chalicelib.domain.figures import figure_of
from chalicelib.domain.identifiers import DocumentId
from chalicelib.domain.identity.access import Asking
from chalicelib.domain.inbox import InboxMail
from chalicelib.domain.left_undone import left_undone
from chalicelib.domain.looks import Piece
from chalicelib.domain.messages import Message, in_order
from chalicelib.domain.organisation_history import Entry
from chalicelib.domain.parties import Party
from chalicelib.domain.publication import Part
from chalicelib.domain.reference import CaseNumber
from chalicelib.domain.retention import kept_until
from chalicelib.domain.said_words import MOVES_WORDS
from chalicelib.domain.theirs import KEPT_FOR as THEIRS_KEPT_FOR
from chalicelib.domain.theirs import Theirs
from chalicelib.domain.undoing import parted
from chalicelib.domain.unsaved import Begun
from chalicelib.domain.upkeep import place_of_ended
from chalicelib.domain.worklist import Row, row_of

FORMAT = WRITTEN

T = TypeVar("T")


@cache
def _adapter(kind: Hashable) -> TypeAdapter[Any]:
    # Built when first used: building every model would be paid by every cold start.
    return TypeAdapter(kind)


def body_of(value: object) -> str:
    """A domain value as JSON."""
    return _adapter(cast("Hashable", type(value))).dump_json(value).decode("utf-8")


def _body_without_defaults(value: object) -> str:
    """The same without what it is made with anyway."""
    adapter = _adapter(cast("Hashable", type(value)))
    return adapter.dump_json(value, exclude_defaults=True).decode("utf-8")


def from_body(kind: type[T], body: str) -> T:
    """The domain value of a stored body. Raises: pydantic.ValidationError on a damaged one."""
    value: T = _adapter(cast("Hashable", kind)).validate_json(body)
    return value


def item(pk: str, sk: str, value: object, **beside: Any) -> Item:
    """An item of a value, with what stands beside its body."""
    present = {name: each for name, each in beside.items() if each is not None}
    return {"pk": pk, "sk": sk, "format": FORMAT, "body": body_of(value), **present}


def case_item(file: CaseFile, clocks: Iterable[Clock]) -> Item:
    """The case, with its place in the worklists for as long as it is open."""
    running = tuple(clocks)
    case, row = file.case, row_of(file, running)
    return item(
        keys.case_key(case.number),
        keys.CASE,
        case,
        version=case.version,
        row=_body_without_defaults(row),
        figure=body_of(figure_of(file, running)),
        **_places(file, row, running),
    )


def _places(file: CaseFile, row: Row, clocks: Iterable[Clock]) -> dict[str, str]:
    """Where it stands in the lists. A case at its end stands among those whose change must be checked,
    by when, or else among the files that are kept, by the day on which somebody decides about it; and
    for the sweep while one of its clocks still tells something or the stream has work to do for it.
    """
    case, rank = file.case, row.rank
    if case.is_open:
        holder = keys.holder_key(case.organisation, case.team, case.handler)
        return {
            "holder": holder,
            "team": keys.team_key(case.organisation, case.team),
            "rank": rank,
        }
    running, places = tuple(clocks), {}
    if any(clock.next_at for clock in running) or left_undone(file, at=_ONE_DAY):
        places["team"] = keys.team_key(case.organisation, place_of_ended(case.team))
    if checked := row.agenda.audit_due:
        places["holder"] = keys.to_audit_key(case.organisation)
        rank = f"{checked.isoformat()}#{case.number}"
    elif until := kept_until(running):
        places["holder"] = keys.kept_files_key(case.organisation)
        rank = f"{until.isoformat()}#{case.number}"
    return places | {"rank": rank} if places else {}


_ONE_DAY = datetime.max.replace(tzinfo=UTC)


def event_items(event: Event, number: CaseNumber) -> list[Item]:
    """The event, and beside it what it seals."""
    pk = keys.case_key(number)
    link = item(pk, keys.event_key(keys.EVENT, event.seq), replace(event, sealed=None))
    if event.sealed is None:
        return [link]
    return [link, item(pk, keys.event_key(keys.SEALED, event.seq), event.sealed)]


def party_item(party: Party, number: CaseNumber) -> Item:
    """A person of the case."""
    return item(keys.case_key(number), keys.PARTY + party.id, party)


def clock_item(clock: Clock, number: CaseNumber, *, at: datetime) -> Item:
    """What the indexes need of a clock, written `at`. Its truth is in the events."""
    return {
        "pk": keys.case_key(number),
        "sk": keys.CLOCK + clock.code,
        "format": FORMAT,
        "due": clock.due.isoformat(),
    } | keys.due_place(clock.next_at, at=at)


def gone_clock_item(code: str, number: CaseNumber) -> Item:
    """A clock whose start was taken back, in no index any more.

    Put over the old item, not deleted: the tick and the stream's function may put and not delete.
    """
    return {"pk": keys.case_key(number), "sk": keys.CLOCK + code, "format": FORMAT}


def message_item(message: Message, number: CaseNumber, *, at: datetime) -> Item:
    """A message, written `at`; in the due index for as long as somebody must look at it again."""
    return item(
        keys.case_key(number),
        keys.MESSAGE + message.key,
        message,
        state=str(message.state),
        attempts=message.attempts,
    ) | keys.due_place(message.look_again_at, at=at)


def message_of(image: Item) -> Message | None:
    """The message of an item that the stream shows; None where it is another kind of item."""
    is_message = image["sk"].startswith(keys.MESSAGE)
    return from_body(Message, image["body"]) if is_message else None


def begun_item(begun: Begun, number: CaseNumber) -> Item:
    """What one of the staff began to type; the table deletes it when it is old."""
    expires_at = int((begun.at + KEPT_FOR).timestamp())
    key = keys.begun_key(begun.action, begun.by)
    return item(keys.case_key(number), key, begun, expires_at=expires_at)


def theirs_item(theirs: Theirs, number: CaseNumber) -> Item:
    """Where else the people of a case stand; the table deletes it when it is old."""
    expires_at = int((theirs.asked_at + THEIRS_KEPT_FOR).timestamp())
    return item(keys.case_key(number), keys.THEIRS, theirs, expires_at=expires_at)


def part_item(part: Part) -> Item:
    """Some of the cases that a publication moves."""
    key = keys.organisation_key(part.organisation)
    return item(key, keys.part_key(part.publication, part.number), part)


def file_of(items: list[Item]) -> CaseFile | None:
    """A case's file from the items of its partition; None where there is no case."""
    by_kind = _sorted(items)
    if not by_kind[keys.CASE]:
        return None
    sealed = {each["sk"][-8:]: from_body(Sealed, each["body"]) for each in by_kind[keys.SEALED]}
    counting, undone = parted(_event(e, sealed.get(e["sk"][-8:])) for e in by_kind[keys.EVENT])
    return CaseFile(
        case=from_body(Case, by_kind[keys.CASE][0]["body"]),
        events=counting,
        undone=undone,
        parties=tuple(from_body(Party, each["body"]) for each in by_kind[keys.PARTY]),
        messages=in_order(from_body(Message, each["body"]) for each in by_kind[keys.MESSAGE]),
        theirs=next((from_body(Theirs, each["body"]) for each in by_kind[keys.THEIRS]), None),
        begun=tuple(from_body(Begun, each["body"]) for each in by_kind[keys.BEGUN]),
    )


def _sorted(items: list[Item]) -> dict[str, list[Item]]:
    kinds = (
        *(keys.CASE, keys.EVENT, keys.SEALED, keys.PARTY, keys.MESSAGE),
        *(keys.BEGUN, keys.THEIRS),
    )
    return {kind: [each for each in items if each["sk"].startswith(kind)] for kind in kinds}


def _event(stored: Item, sealed: Sealed | None) -> Event:
    return replace(from_body(Event, stored["body"]), sealed=sealed)


def row_from(stored: Item) -> Row:
    """The row of a worklist's index entry."""
    return from_body(Row, stored["row"])


def change_of(
    image: Mapping[str, Mapping[str, Any]], before: Mapping[str, Mapping[str, Any]] | None = None
) -> Changed:
    """What a record of the table's stream is about, which shows an item as it is and as it was."""
    stored = table.plain_image(image)
    pk, sk = stored["pk"], stored["sk"]
    if sk == keys.KEPT:
        return Changed(kept=from_body(KeptDraft, stored["body"]))
    if sk == identity_keys.ASKED:
        return Changed(asking=from_body(Asking, stored["body"]))
    if sk == keys.MAIL:
        return _mail_change(stored)
    if sk == keys.CASE:
        was = table.plain_image(before) if before else {}
        is_counted_so = bool(was) and _counted_by(stored) == _counted_by(was)
        return Changed() if is_counted_so else Changed(keys.case_number(pk))
    if sk == keys.DRAFT:
        return gone_of(pk, sk) if stored["body"] == _NO_ANSWERS else Changed()
    if sk == keys.THEIRS:
        theirs = from_body(Theirs, stored["body"])
        return Changed(sought=None if theirs.looked_at else keys.case_number(pk))
    if sk.startswith(keys.EVENT):
        return _event_change(stored)
    if sk.startswith(keys.HISTORY):
        return Changed(decided=from_body(Entry, stored["body"]))
    if sk.startswith(keys.PART):
        return Changed(part=from_body(Part, stored["body"]))
    if sk.startswith(keys.LOOK):
        is_piece = "#" in sk.removeprefix(keys.LOOK)
        return Changed(piece=from_body(Piece, stored["body"])) if is_piece else Changed()
    message = message_of(stored)
    return Changed(keys.case_number(pk), message) if message else Changed()


def _counted_by(case: Item) -> tuple[object, ...]:
    """What says under which counters a case stands; most of what happens moves none of it."""
    places = (case.get(name) for name in ("figure", "team", "holder"))
    # Read as text: a row that was damaged, and put right now, could not be parsed.
    circle = case.get("row", "").partition('"circle":')[2].partition("}")[0]
    return (*places, circle)


def _mail_change(stored: Item) -> Changed:
    mail = from_body(InboxMail, stored["body"])
    return Changed(mail=mail.mail.id) if mail.owes_a_warning else Changed()


_NO_ANSWERS = "{}"


_TAKEN_UP = (
    '"type":"document.',
    *(f'"type":"{each}"' for each in sorted(MOVES_WORDS)),
    *('"type":"case.linked"', '"type":"case.split"'),
    *('"type":"erasure.ordered"', '"type":"copy.ordered"', '"type":"subject_request.received"'),
)
"""What stands in the events that the system acts upon; any other is not even parsed."""


def _event_change(stored: Item) -> Changed:
    """What happened to a document, a case that came, was linked or split, is to be erased, or says
    something else now.
    """
    if not any(sign in stored["body"] for sign in _TAKEN_UP):
        return Changed()
    event, number = from_body(Event, stored["body"]), keys.case_number(stored["pk"])
    if "document" not in event.facts:
        return Changed(number, event=event)
    return Changed(number, document=DocumentId(event.facts["document"]), happened=event.type)


def removal_of(keys: Mapping[str, Mapping[str, Any]]) -> Changed:
    """What a record of something removed is about: a draft that was sent, emptied or has expired."""
    removed = table.plain_image(keys)
    return gone_of(removed["pk"], removed["sk"])


def gone_of(pk: str, sk: str) -> Changed:
    """A draft that is gone; nothing of ours for anything else."""
    return Changed(draft_gone=pk.removeprefix(keys.draft_key(""))) if sk == keys.DRAFT else Changed()
