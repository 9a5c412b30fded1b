"""Somebody stops half-way: the code with which they can come back is owed to them by mail."""

from __future__ import annotations

from dataclasses import dataclass, replace

from chalicelib.application.ports import Ports
from chalicelib.domain.coming_back import (
    MOST_ATTEMPTS,
    MOST_MAILS,
    KeptDraft,
    MailState,
    code_from,
    reference_from,
)
from chalicelib.domain.errors import MailRefused, MailUnavailable, MailUnproven, RuleBroken
from chalicelib.domain.identifiers import OrganisationId


@dataclass(frozen=True, slots=True)
class Stop:
    """Which draft is left, by its key and its secret, where its code goes, and in which language.
    `reference` is that of an
    earlier stop in the same form; empty at the first.
    """

    draft: str
    secret: str
    address: str
    language: str
    organisation: OrganisationId
    reference: str = ""


def keep_for_later(stop: Stop, ports: Ports) -> KeptDraft:
    """The way to come back. Its mail goes when the stream shows it; a new code ends the old one.

    Raises: RuleBroken, where this form has sent too many codes; StoreBusy.
    """
    now, chance = ports.clock.now(), ports.chance.nonce()
    before = ports.drafts.kept(stop.reference) if stop.reference else None
    mails = before.mails + 1 if before else 1
    if mails > MOST_MAILS:
        raise RuleBroken("We have sent as many codes for this form as we can. Use the last one")
    kept = KeptDraft(
        reference=stop.reference or reference_from(chance),
        code=code_from(chance),
        draft=stop.draft,
        secret=stop.secret,
        address=stop.address,
        language=stop.language,
        organisation=stop.organisation,
        kept_at=now,
        mails=mails,
    )
    ports.drafts.keep(kept)
    return kept


def send_code(kept: KeptDraft, ports: Ports) -> None:
    """Send the mail that a stop owes, if it still owes it. Safe to run twice: it is taken first."""
    if kept.mail is not MailState.OWED or kept.ends_at <= ports.clock.now():
        return
    taken = replace(kept, mail=MailState.TAKEN, attempts=kept.attempts + 1)
    if ports.drafts.exchange(kept, taken):
        ports.drafts.exchange(taken, _sent(taken, ports))


def _sent(taken: KeptDraft, ports: Ports) -> KeptDraft:
    organisation = ports.policies.organisation(taken.organisation)
    try:
        ports.mail.send(ports.words.code(taken, organisation))
    except MailUnavailable:
        again = taken.attempts < MOST_ATTEMPTS
        return replace(taken, mail=MailState.OWED if again else MailState.REFUSED)
    except (MailRefused, MailUnproven):
        return replace(taken, mail=MailState.REFUSED)
    return replace(taken, mail=MailState.SENT)
