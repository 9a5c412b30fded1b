"""The page on which staff record what somebody told them by telephone, in person or by letter."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from chalicelib.domain.calendar import LONDON
from chalicelib.domain.contact import ContactType, ReceivedVia
from chalicelib.domain.grading import Grade
from chalicelib.domain.mail_in import ReceivedMail
from chalicelib.domain.parties import Channel
from chalicelib.domain.policy import PolicyPack
from chalicelib.domain.representation import Basis, Standing
from chalicelib.presentation.forms.assessing import GUIDANCE
from chalicelib.presentation.forms.moments import EARLIER
from chalicelib.presentation.labels import CHANNELS, CONTACT_TYPES, RECEIVED_VIA
from chalicelib.presentation.labels_of_people import BASES, FORMATS, STANDINGS
from chalicelib.presentation.language import ENGLISH, LANGUAGES
from chalicelib.presentation.typed import Choice, Typed
from chalicelib.presentation.work_labels import GRADES

YES, NO = "yes", "no"


@dataclass(frozen=True, slots=True)
class AtOnce:
    """What is asked at the end of a call: the level as it looks, and yes or no to each question, with
    its name and a hint.
    """

    levels: tuple[Choice, ...]
    questions: tuple[tuple[str, str, str, tuple[Choice, ...]], ...]


@dataclass(frozen=True, slots=True)
class ContactPage:
    """Everything that the template repeats. `key` makes a second press of the button harmless."""

    key: str
    typed: Typed
    urgent: tuple[Choice, ...]
    contact_types: tuple[Choice, ...]
    ways_in: tuple[Choice, ...]
    when: tuple[Choice, ...]
    subjects: tuple[Choice, ...]
    may_email: tuple[Choice, ...]
    may_text: tuple[Choice, ...]
    may_contact: tuple[Choice, ...]
    channels: tuple[Choice, ...]
    never: tuple[Choice, ...]
    formats: tuple[Choice, ...]
    languages: tuple[Choice, ...]
    standings: tuple[Choice, ...]
    bases: tuple[Choice, ...]
    at_once: AtOnce


def contact_page(pack: PolicyPack, typed: Typed, *, key: str) -> ContactPage:
    """The page, empty or with what was typed."""
    urgent = typed.value("urgent_need")
    kind, way_in = typed.value("contact_type"), typed.value("received_via")
    return ContactPage(
        key=key,
        typed=typed,
        urgent=(
            Choice(NO, "No", urgent == NO),
            Choice(YES, "Yes", urgent == YES),
        ),
        contact_types=tuple(
            Choice(code, CONTACT_TYPES[code], code == kind, _MEANINGS[code]) for code in CONTACT_TYPES
        ),
        ways_in=tuple(Choice(code, RECEIVED_VIA[code], code == way_in) for code in WAYS_IN),
        when=moments(typed),
        subjects=tuple(
            Choice(subject.code, subject.title, subject.code == typed.value("subject"))
            for subject in pack.subjects
        ),
        may_email=_may_email(typed.value("may_email")),
        may_text=_ticked("may_text", {YES: "Yes, they agreed"}, typed),
        may_contact=_yes_or_no("may_contact", typed),
        channels=tuple(
            Choice(way, CHANNELS[way], way == typed.value("best_channel")) for way in Channel
        ),
        never=_ticked("never", CHANNELS, typed),
        formats=_ticked("formats", FORMATS, typed),
        languages=tuple(
            Choice(each.code, each.in_english, each.code == typed.value("language", ENGLISH.code))
            for each in LANGUAGES
        ),
        standings=tuple(
            Choice(each, STANDINGS[each], each == typed.value("standing", Standing.SELF))
            for each in Standing
        ),
        bases=tuple(Choice(each, BASES[each], each == typed.value("basis")) for each in Basis),
        at_once=_at_once(typed),
    )


def _may_email(answer: str) -> tuple[Choice, ...]:
    return (
        Choice(YES, "Yes, they agreed", answer == YES),
        Choice(NO, "No, or not asked", answer == NO),
    )


def _at_once(typed: Typed) -> AtOnce:
    level = typed.value("level")
    return AtOnce(
        levels=tuple(
            Choice(str(int(each)), GRADES[each], str(int(each)) == level, GUIDANCE[each])
            for each in Grade
        ),
        questions=tuple(
            (name, question, hint, _yes_or_no(name, typed)) for name, question, hint in _DONE_AT_ONCE
        ),
    )


_ON_THE_PHONE = "It must be answered if they rang."
_DONE_AT_ONCE = (
    ("read_back", "Did you read it back to them?", "Spelling of the name, the numbers, what happened."),
    ("said_sorry", "Did you say sorry?", "For what they went through. It admits nothing."),
    ("callback_offered", "Did you offer to ring them back?", _ON_THE_PHONE),
    ("meeting_offered", "Did you offer to meet face to face?", _ON_THE_PHONE),
    (
        "passed_on",
        "Do you pass it to the office manager now?",
        "Tell them so, and that the office manager will contact them. Complaints reach everybody "
        "they must by themselves.",
    ),
)
"""What Appendix A asks of whoever takes a contact (S2-61 to S2-67)."""


def _yes_or_no(name: str, typed: Typed) -> tuple[Choice, ...]:
    chosen = typed.value(name)
    return Choice(YES, "Yes", chosen == YES), Choice(NO, "No", chosen == NO)


def _ticked(name: str, labels: Mapping[Any, str], typed: Typed) -> tuple[Choice, ...]:
    chosen = typed.all(name)
    return tuple(Choice(code, label, code in chosen) for code, label in labels.items())


def sheet_of_mail(mail: ReceivedMail) -> Typed:
    """The sheet as a mail fills it: who seems to have written, when it came, and what it says."""
    received = mail.received_at.astimezone(LONDON)
    first, _, last = mail.sender_name.partition(" ")
    filled = {
        "mail": mail.id,
        "received_via": ReceivedVia.EMAIL,
        "when": EARLIER,
        "received_at-day": f"{received:%-d}",
        "received_at-month": f"{received:%-m}",
        "received_at-year": f"{received:%Y}",
        "received_at-time": f"{received:%H:%M}",
        "late_reason": "It came by email",
        "first_name": first,
        "last_name": last,
        "email": mail.sender,
        "what_happened": mail.text,
    }
    return Typed("contact", {name: (text,) for name, text in filled.items()})


WAYS_IN = tuple(way for way in RECEIVED_VIA if way is not ReceivedVia.WEB_FORM)
"""What staff record: the online form records itself."""

_MEANINGS = {
    ContactType.COMPLAINT: "They want it looked into and answered. The dates of the law begin",
    ContactType.CONCERN: "They are worried, and do not want to complain",
    ContactType.QUERY: "They want to know something",
    ContactType.COMMENT: "They want us to know what they think",
    ContactType.IDEA: "They suggest something",
    ContactType.COMPLIMENT: "They thank somebody",
}


def moments(typed: Typed) -> tuple[Choice, ...]:
    """When it was: now, or at a time that is then asked for."""
    earlier = typed.value("when") == EARLIER
    return (Choice("now", "Just now", not earlier), Choice(EARLIER, "Earlier", earlier))
