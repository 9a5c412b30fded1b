"""The shapes of every key of the one table.

    pk               sk                  what
    CASE#123456      CASE                the case, with its row for the worklists
                     EVENT#00000001      one link of its chain
                     SEALED#00000001     the personal text of that event
                     PARTY#complainant   a person of the case
                     CLOCK#ACK           projection of a clock; in `due` until nothing is pending
                     MESSAGE#receipt.1   what is owed; in `due` until it has an end
                     TALLY               under which counters the case is counted
                     BEGUN#<action>#<id> what one of the staff typed and has not saved; expires
                     THEIRS              where else its people stand; expires
    INTAKE#<key>     INTAKE              which case a submission became
    DRAFT#<key>      DRAFT               what somebody has typed so far; expires
                     FILE#<ulid>         a file that was added to it
    FILE#<ulid>      FILE                a file on its way; expires if it never comes
    KEPT#<reference> KEPT                how to come back to a draft, by a code; expires
    ORG#<id>         STAFF#<id>          one of the staff
                     COUNTS              open cases by holder and team
                     HISTORY#00000001    what it decided about itself
                     TIMETABLE#00000001  what it owes each month and year, and how it was met
                     LOOK#<id>           what somebody begins to look at; expires
                     LOOK#<id>#0001      some of its cases; expires
                     PART#00000001#0001  cases that a publication moves, and how far it is
    ORGANISATIONS    LIVE#<id>           what holds for each instead of its files
    CALENDAR#<nation> VERSION#<version>  bank holidays adopted from the published list
    MAIL#<id>        MAIL                a mail that came in; in `team` as one of an inbox
    SENT#<id>        SENT                which case a mail of ours was about
    FIGURES#<org>#2026-11  FIGURE#123456 what a case counts as; in `team` while it is open
    READS#<org>#2026-11  <instant>#123456#00000007  who opened a sensitive case
    SHARED#<org>#2026-11 <instant>#123456#00000007  what was given to others, in codes
    TICK             LOOKS-FROM          the first day that may still have something due, and how far a
                                         tick came that had no more time
    SWEEP            BOOKMARK            where the sweep goes on
                     SUSPICION           which counters it found wrong
    MIGRATION        BOOKMARK            where `make migrate` goes on
    PULSE            <job>               what a job last said of itself

The case number is the partition, so that a reference is found without a second look-up. Indexes:
`due` (a partition for each day), `holder` and `team` (worklists, sorted by rank).
`identity_keys` has the keys of who people are and who is let in, `personal_keys` of what is one's own,
`survey_keys` of what people said of us.
"""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from chalicelib.domain.mail_in import MailId
from chalicelib.domain.reference import CaseNumber

CASE, TALLY, COUNTS, INTAKE, DRAFT = "CASE", "TALLY", "COUNTS", "INTAKE", "DRAFT"
KEPT = "KEPT"
UPLOAD = "FILE"
MAIL, SENT = "MAIL", "SENT"
ORGANISATIONS = "ORGANISATIONS"
LIVE, HISTORY, PART = "LIVE#", "HISTORY#", "PART#"
TIMETABLE, LOOK = "TIMETABLE#", "LOOK#"
TICK, LOOKS_FROM = "TICK", "LOOKS-FROM"
DUE = "DUE#"
MIGRATION, PULSE = "MIGRATION", "PULSE"
SWEEP, BOOKMARK, SUSPICION = "SWEEP", "BOOKMARK", "SUSPICION"
EVENT, SEALED, PARTY, CLOCK, MESSAGE = "EVENT#", "SEALED#", "PARTY#", "CLOCK#", "MESSAGE#"
STAFF, VERSION = "STAFF#", "VERSION#"
FIGURES, FIGURE = "FIGURES#", "FIGURE#"
BEGUN, THEIRS = "BEGUN#", "THEIRS"


def case_key(number: CaseNumber) -> str:
    """The partition of a case."""
    return f"CASE#{number}"


def case_number(pk: str) -> CaseNumber:
    """The case whose partition this is."""
    return CaseNumber(pk.removeprefix("CASE#"))


def event_key(prefix: str, seq: int) -> str:
    """The sort key of an event or of its sealed text: eight digits, so that they sort by number."""
    return f"{prefix}{seq:08}"


def begun_key(action: str, staff: str) -> str:
    """The sort key of what one of the staff began to type into the form of an action."""
    return f"{BEGUN}{action}#{staff}"


def intake_key(key: str) -> str:
    """The partition of a submission."""
    return f"INTAKE#{key}"


def draft_key(key: str) -> str:
    """The partition of a draft."""
    return f"DRAFT#{key}"


def upload_key(document: str) -> str:
    """The partition of a file on its way; in a draft's partition, the sort key that points at it."""
    return f"FILE#{document}"


def mail_key(mail: str) -> str:
    """The partition of a mail that came in."""
    return f"MAIL#{mail}"


def mail_id(pk: str) -> MailId:
    """The mail whose partition this is."""
    return MailId(pk.removeprefix("MAIL#"))


def sent_key(provider_id: str) -> str:
    """The partition of a mail that we sent. An id that is answered has a domain: it does not count."""
    return f"SENT#{provider_id.partition('@')[0]}"


def inbox_key(organisation: str, box: str) -> str:
    """Where in the team index the mails of an inbox stand."""
    return f"{organisation}#INBOX#{box}"


def register_key(organisation: str, month: date) -> str:
    """The partition of who opened sensitive cases in a month."""
    return f"READS#{organisation}#{month:%Y-%m}"


def sharing_key(organisation: str, month: date) -> str:
    """The partition of what an organisation gave to others in a month."""
    return f"SHARED#{organisation}#{month:%Y-%m}"


def figures_key(organisation: str, month: str) -> str:
    """The partition of what the cases count as that were received in a month."""
    return f"{FIGURES}{organisation}#{month}"


def open_figures_key(organisation: str) -> str:
    """Where in the team index stands what an organisation's open cases count as."""
    return f"{organisation}#FIGURES"


def causes_key(organisation: str, quarter: str) -> str:
    """Where in the holder index stand the cases whose root cause was recorded in a quarter."""
    return f"{organisation}#CAUSES#{quarter}"


def figure_number(sk: str) -> CaseNumber:
    """The case that counts so."""
    return CaseNumber(sk.removeprefix(FIGURE))


def organisation_key(organisation: str) -> str:
    """The partition of an organisation."""
    return f"ORG#{organisation}"


def part_key(publication: int, number: int) -> str:
    """The sort key of a part of a publication."""
    return f"{PART}{publication:08}#{number:04}"


def look_key(look: str, number: int = 0) -> str:
    """The sort key of a look, or of one of its pieces."""
    return f"{LOOK}{look}#{number:05}" if number else f"{LOOK}{look}"


def calendar_key(nation: str) -> str:
    """The partition of the calendars that a nation's published list made."""
    return f"CALENDAR#{nation}"


def due_shard(day: date) -> str:
    """Where in the due index stands what is due on a day.

    One partition a day is enough: it takes a thousand writes a second, and a tick with all its
    threads makes a tenth of that.
    """
    return DUE + day.isoformat()


def day_of_shard(shard: str) -> date:
    """The day of a place in the due index.

    >>> day_of_shard(due_shard(date(2026, 12, 29)))
    datetime.date(2026, 12, 29)
    """
    return date.fromisoformat(shard.removeprefix(DUE))


def due_day(instant: datetime) -> date:
    """The day of an instant in the due index: UTC's, the same for whoever writes and whoever reads."""
    return instant.astimezone(UTC).date()


def due_place(due_at: datetime | None, *, at: datetime) -> dict[str, Any]:
    """Where something stands in the due index that is written `at` an instant and due at another.

    >>> due_place(datetime(2026, 12, 29, 9, tzinfo=UTC), at=datetime(2027, 1, 4, 9, tzinfo=UTC))
    {'due_shard': 'DUE#2027-01-04', 'due_at': '2026-12-29T09:00:00+00:00'}
    """
    if due_at is None:
        return {}
    day = max(due_day(due_at), due_day(at))
    return {"due_shard": due_shard(day), "due_at": due_at.isoformat()}


def kept_files_key(organisation: str) -> str:
    """Where in the holder index kept files stand, by the day of the decision about them."""
    return f"{organisation}#KEPT"


def to_audit_key(organisation: str) -> str:
    """Where in the holder index closed cases stand whose change must be checked, by when (S2-98)."""
    return f"{organisation}#AUDITS"


def holder_key(organisation: str, team: str, handler: str | None) -> str:
    """Where in the holder index a case stands: with its handler, or with its team for the taking."""
    return f"{organisation}#HANDLER#{handler}" if handler else f"{organisation}#UNASSIGNED#{team}"


def team_key(organisation: str, team: str) -> str:
    """Where in the team index a case stands."""
    return f"{organisation}#TEAM#{team}"
