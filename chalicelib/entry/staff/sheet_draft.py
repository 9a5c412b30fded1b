"""A half-filled sheet of a contact, kept for the member of staff who fills it in: a call goes on when
the browser breaks down, and nobody is asked twice. One sheet for each, for as long as a draft is kept.
"""

from __future__ import annotations

import json

from chalicelib.application.draft_ports import DraftReader, DraftStore
from chalicelib.domain.staff import Staff
from chalicelib.entry import drafts
from chalicelib.entry.reading_requests import Form
from chalicelib.presentation.typed import Typed

KEEP, FORGET = "now", "no"
"""What the field `keep` says: keep the sheet as it stands, or begin another one."""
_FIELDS = "fields"
_OF_THE_PAGE = frozenset({"csrf", "keep"})


def keep_sheet(staff: Staff, form: Form, store: DraftStore) -> None:
    """Keep what was typed, right or wrong; safe to repeat. Raises: StoreBusy."""
    typed = {name: form.all(name) for name in form if name not in _OF_THE_PAGE}
    drafts.keep(_secret(staff), {_FIELDS: json.dumps(typed)}, store)


def kept_sheet(staff: Staff, store: DraftReader) -> Typed | None:
    """What they typed and have not recorded; None where there is nothing."""
    kept = drafts.load(_secret(staff), store).get(_FIELDS)
    if not kept:
        return None
    fields = json.loads(kept)
    return Typed("contact", {name: tuple(values) for name, values in fields.items()})


def forget_sheet(staff: Staff, store: DraftStore) -> None:
    """It was recorded, or is not wanted. Raises: StoreBusy."""
    drafts.forget(_secret(staff), store)


def _secret(staff: Staff) -> str:
    """No secret: whoever is signed in is asked for theirs and can name nobody else's."""
    return f"sheet\n{staff.organisation}\n{staff.id}"
