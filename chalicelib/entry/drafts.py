"""The draft of one browser: what somebody has typed so far, under a secret that only it has.

The cookie holds 256 random bits; the store knows only their digest, which is also the key that makes a
resend the same submission.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping

from chalicelib.application.draft_ports import DraftReader, DraftStore, WholeDraft
from chalicelib.application.ports import Chance

DRAFT_COOKIE = "draft"
RECEIPT_COOKIE = "receipt"
"""After sending, the same secret as a receipt: it opens the confirmation and nothing else."""

KEPT = "kept-reference"
"""Beside the answers of a draft: the reference under which somebody can come back to it."""

MOST_KEPT = 380_000
"""Bytes of one draft: an item of the table holds 400 KB. The longest honest answers need 370,000."""


def new_secret(chance: Chance) -> str:
    """256 bits that nobody can guess."""
    return chance.nonce() + chance.nonce()


def key_of(secret: str) -> str:
    """The name under which the store knows what belongs to the secret."""
    return hashlib.sha256(secret.encode()).hexdigest()


def load(secret: str, drafts: DraftReader) -> dict[str, str]:
    """The answers so far; empty without a secret."""
    return drafts.load(key_of(secret)) if secret else {}


def whole(secret: str, drafts: DraftReader) -> WholeDraft:
    """The answers so far with the names of the files; nothing without a secret."""
    return drafts.whole(key_of(secret)) if secret else WholeDraft({})


def keep(secret: str, answers: Mapping[str, str], drafts: DraftStore) -> None:
    """Keep what was typed, right or wrong. What no item can hold stays on the page it was typed on."""
    if sum(len(text.encode("utf-8", "replace")) for text in answers.values()) <= MOST_KEPT:
        drafts.save(key_of(secret), answers)


def forget(secret: str, drafts: DraftStore) -> None:
    """Empty the draft: somebody starts again, or shares a computer."""
    drafts.save(key_of(secret), {})
