"""Somebody comes back to a form that they began, with its reference and its code."""

from __future__ import annotations

from chalicelib.application.ports import Ports
from chalicelib.domain.coming_back import KeptDraft, read_kept_reference


def come_back(reference: str, code: str, ports: Ports) -> KeptDraft | None:
    """The way they came, whose secret opens the form here too; None for anybody else.

    One answer for a reference that never was, that has ended, whose code is wrong or was tried too
    often. A wrong code is counted before anything is said; where it cannot be, nobody is let in.
    """
    kept, now = ports.drafts.kept(read_kept_reference(reference)), ports.clock.now()
    if kept is None:
        return None
    if not kept.opened_by(code, now):
        ports.drafts.exchange(kept, kept.after_a_wrong_code(now))
        return None
    return kept if ports.drafts.load(kept.draft) else None
