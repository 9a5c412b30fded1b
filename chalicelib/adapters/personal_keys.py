"""The keys of what is somebody's own.

pk               sk                  what
ORG#<id>         ARRANGED#<staff>    their absences, their deputy, the hour of their list
                 DESK#<staff>        the lists that they gave a name, and until when they saw the news
                 DIGEST#<staff>      when their list of the day is looked at; in `due`, apart
DIARY#<org>#<id> CELL#<instant>      a quarter of an hour that they are taken
FEED#<digest>    FEED                whose calendar an address shows
SESSIONS#<id>    SESSION#<digest>    that somebody is signed in; expires
"""

from __future__ import annotations

ARRANGED, DIGEST, CELL, FEED = "ARRANGED#", "DIGEST#", "CELL#", "FEED"
SESSION, DESK = "SESSION#", "DESK#"


def diary_key(organisation: str, staff: str) -> str:
    """The partition of somebody's diary."""
    return f"DIARY#{organisation}#{staff}"


def feed_key(key: str) -> str:
    """The partition of a calendar address."""
    return f"FEED#{key}"


def sessions_key(staff: str) -> str:
    """The partition of somebody's sessions: user names are one pool's, whatever the organisation."""
    return f"SESSIONS#{staff}"
