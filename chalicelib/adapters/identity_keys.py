"""The keys of the table that say who people are, who asks to be let in and who knocks how often.

    pk               sk                  what
    PERSON#<print>   CASE#123456#<party> of whom this item is held, or whose name has this word;
                                         `print` is a keyed fingerprint, `beside` all of that person's
    PERSON#<print>   TEXT#123456#00000001   a text in which this word stands (`said_table`)
    SAID#123456      TEXT#00000001       the fingerprints of all its words
    SENDER#<print>   (index holder)      the mails from this address that are in no case
    ASKED#<key>      ASKED               who asked to be let in, claiming what; expires
                     OPENS               the case that the asking's code opens; expires
                     TRIES               how many codes were typed; expires
    ORG#<id>         CHECK#<time>#<id>   a check by staff that fits no case; expires
    LET-IN#<key>     FOLLOWING           who is let in to their own complaint; expires
    COUNT#<purpose>#<source>#<window>    COUNT: how often, in one window of time; expires

No key shows what it was made of: a `print` and a `source` are keyed fingerprints, a `key` is the digest
of a secret that one browser has.
"""

from __future__ import annotations

from chalicelib.adapters import keys
from chalicelib.domain.reference import CaseNumber

TEXT = "TEXT#"
ASKED, OPENS, TRIES, FOLLOWING, COUNT = "ASKED", "OPENS", "TRIES", "FOLLOWING", "COUNT"


def person_key(fingerprint: str) -> str:
    """The partition of everybody of whom one item is held."""
    return f"PERSON#{fingerprint}"


def sender_key(fingerprint: str) -> str:
    """Where in the holder index mail stands that is in no case and came from one address."""
    return f"SENDER#{fingerprint}"


def person_place(number: CaseNumber, party: str) -> str:
    """The sort key of one person of one case."""
    return f"{keys.case_key(number)}#{party}"


def said_key(number: CaseNumber) -> str:
    """The partition of what the texts of one case are found by."""
    return f"SAID#{number}"


def text_key(seq: int) -> str:
    """The sort key of one text of a case, by its event."""
    return f"{TEXT}{seq:08}"


def text_place(number: CaseNumber, text: str) -> str:
    """The sort key of such a text under one of its words; after all people, who are found first."""
    return f"{TEXT}{number}#{text.removeprefix(TEXT)}"


def placed_at(sk: str) -> tuple[CaseNumber, str]:
    """The case and the person, or the text, that such a sort key names."""
    _, number, party = sk.split("#", 2)
    return CaseNumber(number), party


def check_key(at: str, check: str) -> str:
    """The sort key of a check that fits no case."""
    return f"CHECK#{at}#{check}"


def asked_key(asking: str) -> str:
    """The partition of an asking."""
    return f"ASKED#{asking}"


def let_in_key(session: str) -> str:
    """The partition of somebody who is let in."""
    return f"LET-IN#{session}"


def count_partition(purpose: str, source: str, window: str) -> str:
    """The partition of one counter: sources are fingerprints, never addresses."""
    return f"COUNT#{purpose}#{source}#{window}"
