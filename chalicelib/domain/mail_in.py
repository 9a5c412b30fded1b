"""Mail that people send us: which case it belongs to, who seems to have written it, and what a person
must decide about it.

A mail is filed by itself only where its subject names exactly one case that we know. Anything else
waits for a secretary: a case is suggested, never guessed. Nothing is ever answered by itself, and what
a mail says about its sender is believed no further than its address can be. Source: S0-12 to S0-14.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from chalicelib.domain.alarms import Alarm
from chalicelib.domain.case import CaseFile, Change
from chalicelib.domain.casework import changed
from chalicelib.domain.dangers import NOBODY_KNOWN, alarm_raised, alarms_of, open_alarms, since_settled
from chalicelib.domain.events import EventType, Facts, Happening, Occasion
from chalicelib.domain.identifiers import MailId as MailId
from chalicelib.domain.parties import Party
from chalicelib.domain.policy import Terms
from chalicelib.domain.reference import CaseNumber, Reference


class Machine(StrEnum):
    """Which machine wrote a mail, where no person did."""

    ABSENT = "absent"
    RETURNED = "returned"
    LIST = "list"
    OURS = "ours"


class Trouble(StrEnum):
    """What of a mail could not be shown. The mail itself is kept whole."""

    UNREADABLE = "unreadable"
    SHORTENED = "shortened"
    TOO_LARGE = "too_large"
    HARMFUL = "harmful"


@dataclass(frozen=True, slots=True)
class AttachedFile:
    """A file that came with a mail, as the mail names it, and its place among the mail's parts."""

    place: int
    name: str
    content_type: str
    size: int


@dataclass(frozen=True, slots=True)
class ReceivedMail:
    """A mail as it was read. Texts are plain and without control characters; addresses are lower case.

    `answers` are the ids of the mails that it says it answers. `genuine` is false where the mail
    service found that the sender's domain did not send it. `to` are the addresses it was sent to.
    """

    id: MailId
    received_at: datetime
    sender: str
    sender_name: str
    to: tuple[str, ...]
    subject: str
    text: str
    message_id: str = ""
    answers: tuple[str, ...] = ()
    machine: Machine | None = None
    genuine: bool = True
    attachments: tuple[AttachedFile, ...] = ()
    troubles: tuple[Trouble, ...] = ()


@dataclass(frozen=True, slots=True)
class Route:
    """Where a mail goes: into the case that it names, or (None) to a person, who is given hints."""

    case: Reference | None
    suggestions: tuple[Reference, ...] = ()


_DASHES = dict.fromkeys(map(ord, "‐‑‒–—−"), "-")
_PLAIN = re.compile(r"(?<![A-Za-z0-9])([A-Za-z]{2,4})\s?[/-]\s?(\d{6})(?!\d)", re.ASCII)
_SPACED = re.compile(r"(?<![A-Za-z0-9])([A-Za-z]{2,4})\s(\d{6})(?!\d)", re.ASCII)


def references_in(text: str, *, spaced: bool = False) -> tuple[Reference, ...]:
    """The references that a text holds, each once, in their order.

    With a slash or a dash nothing else looks like one. `spaced` finds those with a space instead, which
    many words and numbers do by chance: they count only where the case is known.

    >>> [str(each) for each in references_in("RE: FW: [EXTERNAL] abc/123456 – response")]
    ['ABC/123456']
    >>> references_in("ABC/1234567, ABCDE/123456 and 123456")
    ()
    """
    plain = unicodedata.normalize("NFKC", text).translate(_DASHES)
    found = (_SPACED if spaced else _PLAIN).findall(plain)
    return tuple(
        dict.fromkeys(Reference(initials.upper(), CaseNumber(number)) for initials, number in found)
    )


def route(
    mail: ReceivedMail, known: Callable[[Reference], bool], threaded: Iterable[Reference] = ()
) -> Route:
    """Where a mail goes. `known` says whether a case answers to a reference, with any initials that it
    ever had; `threaded` are the cases of the mails that it answers.

    Source: S0-13, SC-4. A mailing list's or our own mail is never filed by itself.
    """
    subject = _named(mail.subject, known)
    numbers = {reference.number for reference in subject}
    certain = len(numbers) == 1 and all(map(known, subject))
    if certain and mail.machine not in (Machine.LIST, Machine.OURS):
        return Route(subject[0])
    possible = (*subject, *threaded, *_labels(mail.to), *_named(mail.text, known))
    return Route(None, tuple(each for each in dict.fromkeys(possible) if known(each)))


def _named(text: str, known: Callable[[Reference], bool]) -> tuple[Reference, ...]:
    """What a text names: every plain reference, known or not, and what is spaced where it is known."""
    return (*references_in(text), *filter(known, references_in(text, spaced=True)))


def _labels(addresses: Iterable[str]) -> tuple[Reference, ...]:
    """The cases whose own address a mail was sent to."""
    labels = (address.partition("@")[0].partition("+")[2] for address in addresses)
    return tuple(reference for label in labels for reference in references_in(label))


def writer(file: CaseFile, mail: ReceivedMail) -> Party | None:
    """Whoever of the case wrote the mail, as far as its address can tell; None for others (S0-14)."""
    if not mail.genuine or not mail.sender:
        return None
    return next((each for each in file.parties if each.email.lower() == mail.sender), None)


LONGEST_WORDS = 20_000
"""Characters of a mail's text that a case keeps. The whole mail stays in the store of raw mails."""


def take_in(
    file: CaseFile,
    mail: ReceivedMail,
    *,
    terms: Terms,
    occasion: Occasion,
    alarms: Sequence[Alarm] = (),
) -> Change | None:
    """The case with the mail in its history; None where it holds it already.

    What it says is sealed. Whoever has the case is alerted, except by an answering machine; by words of
    danger also the people on call, as if they stood on the form (S2-65).
    """
    raised = _raised(file, mail, alarms)
    return _taken_in(file, mail, {}, raised, terms=terms, occasion=occasion)


def begin_with(
    file: CaseFile,
    mail: ReceivedMail,
    *,
    terms: Terms,
    occasion: Occasion,
    alarms: Sequence[Alarm] = (),
) -> Change | None:
    """The case with the mail that it was made of; None where it holds it already. Nobody is alerted:
    they are told of the case. Of words of danger they are, unless the case began with the same alarm.
    """
    known = {alarm for raised in open_alarms(file.events) for alarm in alarms_of(raised)}
    raised = _raised(file, mail, [alarm for alarm in alarms if alarm not in known])
    return _taken_in(file, mail, {"began": True}, raised, terms=terms, occasion=occasion)


def _raised(file: CaseFile, mail: ReceivedMail, alarms: Sequence[Alarm]) -> list[Happening]:
    party = writer(file, mail)
    since = since_settled(file.events, mail.received_at)
    return alarm_raised(alarms, party.id if party else NOBODY_KNOWN, since=since)


def _taken_in(
    file: CaseFile,
    mail: ReceivedMail,
    more: Facts,
    raised: Iterable[Happening],
    *,
    terms: Terms,
    occasion: Occasion,
) -> Change | None:
    if any(event.facts.get("mail") == mail.id for event in file.events):
        return None
    party = writer(file, mail)
    facts = {
        "mail": mail.id,
        "happened_at": mail.received_at.isoformat(),
        "from_party": party.id if party else "",
        "machine": mail.machine or "",
        "attachments": len(mail.attachments),
        **more,
    }
    sealed = {
        "from": mail.sender,
        "from_name": mail.sender_name,
        "subject": mail.subject,
        "text": mail.text[:LONGEST_WORDS],
    }
    received = Happening(EventType.MAIL_RECEIVED, facts, sealed)
    return changed(file, [received, *raised], terms=terms, occasion=occasion)
