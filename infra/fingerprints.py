"""Bring every person under the present word of the identity secret, after a new one was put in front.

    python -m infra.fingerprints [dev|test|live]

Works on a stage in AWS, or without one on the stack that runs on this machine. Safe to stop and to run
again: who is under the present word already is left as they are. It names no case and nobody.
"""

import sys
from datetime import UTC, datetime

from chalicelib.adapters.case_table import CaseTableReader
from chalicelib.adapters.fingerprints import KeyedFingerprints
from chalicelib.adapters.inbox_table import InboxTable
from chalicelib.adapters.renewal import Renewal
from chalicelib.adapters.secret import StoredSecret
from chalicelib.adapters.table import Table
from chalicelib.domain.errors import CandourError
from infra.operated import Operated, operated
from infra.steps import Refusal, run_politely
from infra.verify import every_case, every_mail

TOLD_EVERY = 500
"""Cases between two lines of progress."""


def main() -> None:
    """Renew, say how far it is, and end with 1 where a case could not be dealt with."""
    renew_all(operated(sys.argv[1] if len(sys.argv) > 1 else ""))


def renew_all(where: Operated) -> None:
    """Go through all cases. Raises: Refusal, where some were being worked on or could not be read."""
    store = Table(where.settings.table_name)
    prints = KeyedFingerprints(StoredSecret(where.settings.identity_secret_id))
    cases, renewal = CaseTableReader(store), Renewal(store, prints)
    looked_at = renewed = left = 0
    for looked_at, number in enumerate(every_case(store.name), start=1):
        try:
            renewed += renewal.renew(cases.load(number), datetime.now(UTC))
        except (CandourError, ValueError):
            left += 1
        if looked_at % TOLD_EVERY == 0:
            print(f"{looked_at:,} cases looked at, {renewed:,} renewed", flush=True)
    print(f"{looked_at:,} cases looked at, {renewed:,} renewed, {left:,} left as they were")
    _renew_mails(InboxTable(store, prints), store.name)
    if left:
        raise Refusal("Some cases were being worked on or cannot be read. Run it again.")
    print(
        "Everybody in a case is found by the present word. The older words still keep surveys from "
        "people whose cases were erased."
    )


def _renew_mails(inbox: InboxTable, table: str) -> None:
    """Mail in no case is found by its sender: written again as it is, it is so by the present word.
    Where somebody did something with it meanwhile, that did the same.
    """
    for name in every_mail(table):
        mail = inbox.load(name)
        if mail and not mail.cases:
            inbox.exchange(mail, mail)


if __name__ == "__main__":
    run_politely(main)
