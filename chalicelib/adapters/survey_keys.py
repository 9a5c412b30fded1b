"""The keys of the table that belong to the survey. None of them names a case.

    pk               sk                  what
    SURVEY#<digest>  INVITED             what a link stands for; expires
                     ANSWERED            that it was used, and not by which answer; expires
    SURVEYS#<org>    ANSWER#<id>         one answer, under a random id; expires
                     ASKED#<month>       how many were asked
    NO-SURVEY#<mark> NO-SURVEY           somebody who is never asked again: a keyed fingerprint

`digest` is that of a link: whoever reads the table cannot follow one.
"""

from __future__ import annotations

import hashlib

INVITED, ANSWERED, STOPPED = "INVITED", "ANSWERED", "NO-SURVEY"
ANSWER, ASKED = "ANSWER#", "ASKED#"


def link_key(link: str) -> str:
    """The partition of one link."""
    return f"SURVEY#{hashlib.sha256(link.encode()).hexdigest()}"


def surveys_key(organisation: str) -> str:
    """The partition of an organisation's answers."""
    return f"SURVEYS#{organisation}"


def stopped_key(mark: str) -> str:
    """The partition of one mark of somebody who wants no survey."""
    return f"NO-SURVEY#{mark}"
