"""What nobody who works on a case may overlook: how to treat the person, and what not to tell.

Shown on every staff view of the case (S3-16; Accessible Information Standard, domain.md 3.4).
"""

from __future__ import annotations

from collections.abc import Iterator

from chalicelib.domain.case import CaseFile
from chalicelib.domain.consent import hold_for, limited_for
from chalicelib.domain.contact import told_of_work_mail
from chalicelib.domain.dangers import alarms_of, open_alarms
from chalicelib.domain.holds import is_on_hold
from chalicelib.domain.need_to_know import circle_of
from chalicelib.domain.parties import COMPLAINANT, Channel, Party
from chalicelib.domain.policy import Action, Terms
from chalicelib.domain.restrictions import restriction_of
from chalicelib.domain.work_addresses import EmailKind, employers_in, is_at_work
from chalicelib.presentation.consent_labels import SCOPES
from chalicelib.presentation.dates import full_date
from chalicelib.presentation.labels_of_people import ALARMS, FORMATS, HOLDS
from chalicelib.presentation.language import ENGLISH, language_called

_NEVER = {
    Channel.EMAIL: "Never email them",
    Channel.TELEPHONE: "Never phone them",
    Channel.LETTER: "Never write to their address",
    Channel.MEETING: "Do not ask them to a meeting",
}


_AT_WORK = (
    "Their email address is at work: the people they work for may be able to read it, and parts of it "
    "can be given to others who ask"
)
_TELL_THEM = ". Tell them so, and offer to use an address of their own"
_THEY_KNOW = ". They know, and want us to use it"


def heed(file: CaseFile, terms: Terms) -> tuple[str, ...]:
    """Each thing to heed, in a sentence without its full stop; empty where there is nothing."""
    person = file.complainant
    about_the_case = (
        *_alarms(file),
        *_restricted(file, terms),
        *_limited_contact(file),
        *_legal_hold(file),
        *_hold(file, terms),
        *_mail_at_work(file, terms),
    )
    return (*about_the_case, *(_of(person) if person else ()))


def _alarms(file: CaseFile) -> Iterator[str]:
    for raised in open_alarms(file.events):
        kinds = " and ".join(ALARMS[kind] for kind in alarms_of(raised))
        yield f"What they wrote cannot wait: {kinds}"


def _restricted(file: CaseFile, terms: Terms) -> Iterator[str]:
    if circle_of(file).restricted:
        able = ", ".join(terms.pack.who_can(Action.ENTER_RESTRICTED))
        yield f"Restricted. Besides those who are named, it opens to: {able}. Tell nobody else of it"


def _limited_contact(file: CaseFile) -> Iterator[str]:
    limits = restriction_of(file.events)
    if limits:
        until = full_date(limits.review_on)
        said = f": {limits.text.rstrip('.')}" if limits.text else ""
        yield f"Contact is limited until it is looked at again on {until}{said}"
        yield "Anything new that they complain about is received like anybody else’s"


def _legal_hold(file: CaseFile) -> Iterator[str]:
    if is_on_hold(file.events):
        yield "The case is on legal hold. Nothing of it may be deleted"


def _hold(file: CaseFile, terms: Terms) -> Iterator[str]:
    hold = hold_for(COMPLAINANT, file.events, terms)
    if hold:
        yield f"Tell them nothing about the patient, not even that there is one: {HOLDS[hold]}"
    limited = limited_for(COMPLAINANT, file.events)
    if limited:
        named = f". The patient named: {limited.limits}" if limited.limits else ""
        yield f"The patient agreed to this only: {SCOPES[limited.scope].lower()}{named}"


def _mail_at_work(file: CaseFile, terms: Terms) -> Iterator[str]:
    """S0-18 to S0-20: whoever was told has chosen; who was not must be."""
    person = file.complainant
    if person is not None and is_at_work(person.email, employers_in(terms.pack)):
        told = told_of_work_mail(file.events[0]) is EmailKind.WORK
        yield _AT_WORK + (_THEY_KNOW if told else _TELL_THEM)


def _of(person: Party) -> Iterator[str]:
    needs = person.needs
    yield from (_NEVER[channel] for channel in person.never)
    if needs.formats:
        names = ", ".join(FORMATS[each].lower() for each in needs.formats)
        yield f"They need what we write as: {names}"
    yield from _languages(person)
    if needs.interpreter:
        yield f"They need an interpreter: {needs.interpreter}"
    if needs.support:
        yield f"What helps them: {needs.support}"


def _languages(person: Party) -> Iterator[str]:
    language = language_called(person.language)
    if language is not ENGLISH:
        unchecked = "" if language.reviewed else ". Nobody has checked our texts in it yet"
        yield f"They read {language.in_english}{unchecked}"
    if person.needs.other_language:
        yield f"They need letters in another language: {person.needs.other_language}"
