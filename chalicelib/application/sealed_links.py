"""Links that show by themselves that they are ours: a case number, what they are about, and a keyed
digest of both. Made again whenever one is needed and kept nowhere.
"""

from __future__ import annotations

import hmac

from chalicelib.application.identity_ports import Fingerprints
from chalicelib.domain.reference import CaseNumber


def link_of(number: CaseNumber, about: str, prints: Fingerprints) -> str:
    """What stands in the address of the link. `about` holds no hyphen."""
    subject = f"{number}-{about}"
    return f"{subject}-{prints.seals_of(subject)[0]}"


def read_link(link: str, prints: Fingerprints) -> tuple[CaseNumber, str] | None:
    """The case and what the link is about; None for one that is not ours."""
    subject, _, seal = link.rpartition("-")
    number, _, about = subject.partition("-")
    ours = prints.seals_of(subject)
    if not any(hmac.compare_digest(seal.encode(), each.encode()) for each in ours):
        return None
    return CaseNumber(number), about
