"""What somebody told us, from the answers of a form or a program into the domain's `Intake`.

The one place that does it: the public form, the page on which staff record a contact and the API all
come through here, so that no road accepts what another refuses. Texts are kept as they were typed.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from chalicelib.application.ports import FieldReader
from chalicelib.domain.casework import Intake
from chalicelib.domain.contact import ContactRecord, ContactType, ReceivedVia
from chalicelib.domain.errors import Fault, Invalid
from chalicelib.domain.parties import COMPLAINANT, Channel, Party
from chalicelib.domain.policy import Subject
from chalicelib.entry.typed_dates import (
    OLDEST_AGE,
    Misread,
    exact_date,
    partial_date,
    typed_date,
)
from chalicelib.presentation.language import ENGLISH, Language, marked

Answers = Mapping[str, str]

LONGEST_NAME = 200
LONGEST_SHORT = 2_000
LONGEST_LONG = 20_000
"""Characters, as people count them. Source: issue 2, "Edges"."""

LIMITS: Mapping[str, tuple[int, str]] = {
    "what_happened": (LONGEST_LONG, marked("What happened")),
    "happened_when": (LONGEST_SHORT, marked("When it happened")),
    "happened_where": (LONGEST_SHORT, marked("Where it happened")),
    "who_was_involved": (LONGEST_LONG, marked("Who was involved")),
    "desired_outcome": (LONGEST_LONG, marked("What you would like to happen")),
    "handling_preferences": (LONGEST_LONG, marked("How you would like us to look into it")),
    "title": (LONGEST_NAME, marked("Title")),
    "first_name": (LONGEST_NAME, marked("First name")),
    "last_name": (LONGEST_NAME, marked("Last name")),
    "email": (LONGEST_NAME, marked("Email address")),
    "mobile": (LONGEST_NAME, marked("Mobile number")),
    "landline": (LONGEST_NAME, marked("Landline number")),
    "address": (LONGEST_SHORT, marked("Address")),
    "postcode": (LONGEST_NAME, marked("Postcode")),
}
"""How long each text can be, and what its fault calls it."""

ORDER = (
    *("subject", "what_happened"),
    *("happened_on", "happened_when", "happened_where", "who_was_involved"),
    *("desired_outcome", "handling_preferences"),
    *("title", "first_name", "last_name", "date_of_birth"),
    *("email", "mobile", "landline", "address", "postcode", "best_channel", "channels", "may_email"),
)
"""Every field that a fault can name, as the form asks for them; a date is one field."""

_MANY_LINES = frozenset(
    {"what_happened", "who_was_involved", "desired_outcome", "handling_preferences", "address"}
)
_LINE_ENDS = re.compile("[\n\r\t\v\f\x1c-\x1e\x85\u2028\u2029]+")

_WRONG = {
    "email": marked("Enter an email address in the right format, like name@example.com"),
    "mobile": marked("Enter a mobile number in the right format, like 07700 900 982"),
    "landline": marked("Enter a landline number in the right format, like 020 7946 0000"),
    "postcode": marked("Enter a full UK postcode, like SW1A 1AA"),
}

_WAYS = {
    Channel.EMAIL: (
        ("email",),
        marked("Enter your email address, because you asked us to email you"),
    ),
    Channel.TELEPHONE: (
        ("mobile", "landline"),
        marked("Enter a mobile or landline number, because you asked us to phone you"),
    ),
    Channel.LETTER: (
        ("address",),
        marked("Enter your address, because you asked us to write to you"),
    ),
}
"""What a preferred channel needs (S2-28): one of these fields, and the fault on the first if none."""


@dataclass(slots=True)
class _Sheet:
    """One reading of the answers. `by_themselves`: whoever filled it in can be asked for more, and is
    told of faults in their `language`.
    """

    answers: Answers
    fields: FieldReader
    today: date
    by_themselves: bool
    language: Language = ENGLISH
    faults: list[Fault] = field(default_factory=list)

    def fault(self, name: str, message: str, **named: object) -> None:
        """Note a fault; the message is marked, `named` are what stands in its braces."""
        self.faults.append(Fault(name, self.language.said(message).format(**named)))

    def text(self, name: str, *, missing: str = "") -> str:
        """The text of a field as typed; `missing` is the fault where it must not be empty."""
        typed = self.answers.get(name, "")
        longest, called = LIMITS[name]
        if len(typed) > longest:
            self.fault(
                name,
                "{called} must be {longest} characters or fewer: take out {over}",
                called=self.language.said(called),
                longest=self.language.number(longest),
                over=self.language.number(len(typed) - longest),
            )
        if missing and not typed.strip():
            self.fault(name, missing)
        return typed if name in _MANY_LINES else _LINE_ENDS.sub(" ", typed).strip()

    def read(self, name: str) -> str:
        """A field that a library reads, in its normal form; empty where it is empty or wrong."""
        typed = self.text(name)
        kind = {"email": self.fields.email, "postcode": self.fields.postcode}
        try:
            return kind.get(name, self.fields.phone)(typed) if typed else ""
        except ValueError:
            self.fault(name, _WRONG[name])
            return ""


def read_intake(
    answers: Answers,
    *,
    contact_type: ContactType,
    received_via: ReceivedVia,
    received_at: datetime,
    key: str,
    fields: FieldReader,
    subjects: Collection[Subject],
    today: date,
    draft: str | None = None,
    language: Language = ENGLISH,
) -> Intake:
    """The contact that these answers tell of.

    The public form asks for more (date of birth, subject, when, consent) than staff can always learn
    on the telephone: they need a name, what it is about and one way to reach the person (S2-63).
    Raises: Invalid, with one fault for each field that is wrong, in the form's order.
    """
    sheet = _Sheet(answers, fields, today, received_via is ReceivedVia.WEB_FORM, language)
    record = _record(sheet, subjects, contact_type, received_via, received_at)
    person = _person(sheet)
    if sheet.faults:
        raise Invalid(_first_of_each_field(sheet.faults))
    return Intake(key=key, record=record, parties=(person,), draft=draft)


def _first_of_each_field(faults: Sequence[Fault]) -> list[Fault]:
    first: dict[str, Fault] = {}
    for fault in faults:
        first.setdefault(fault.field, fault)
    return [first[field] for field in ORDER if field in first]


def _record(
    sheet: _Sheet,
    subjects: Collection[Subject],
    contact_type: ContactType,
    received_via: ReceivedVia,
    received_at: datetime,
) -> ContactRecord:
    subject = _subject(sheet, subjects)
    what_happened = sheet.text("what_happened", missing=marked("Tell us what happened"))
    occurred_on, happened_when = _when(sheet)
    return ContactRecord(
        contact_type=contact_type,
        received_via=received_via,
        received_at=received_at,
        subject=subject,
        what_happened=what_happened,
        happened_when=happened_when,
        occurred_on=occurred_on,
        happened_where=sheet.text("happened_where"),
        who_was_involved=sheet.text("who_was_involved"),
        desired_outcome=sheet.text("desired_outcome"),
        handling_preferences=sheet.text("handling_preferences"),
    )


def _subject(sheet: _Sheet, subjects: Collection[Subject]) -> str:
    chosen = sheet.answers.get("subject", "")
    if chosen and chosen not in {subject.code for subject in subjects}:
        sheet.fault("subject", "Choose what it is mainly about from the list")
    elif not chosen and sheet.by_themselves:
        sheet.fault("subject", "Choose what it is mainly about")
    return chosen


def _when(sheet: _Sheet) -> tuple[date | None, str]:
    """The exact date, where one was given, and everything that was typed about it."""
    typed = typed_date(sheet.answers, "happened_on")
    told = sheet.text("happened_when")
    if typed.is_blank and not told and sheet.by_themselves:
        sheet.fault("happened_on", "Tell us when it happened, as well as you remember")
    if typed.is_whole:
        return _exact(sheet, "happened_on", marked("The date it happened")), told
    return None, ", ".join(part for part in (_partial(sheet), told) if part)


def _exact(sheet: _Sheet, name: str, called: str) -> date | None:
    try:
        return exact_date(typed_date(sheet.answers, name), latest=sheet.today)
    except Misread as misread:
        sheet.fault(name, misread.why, called=sheet.language.said(called))
        return None


def _partial(sheet: _Sheet) -> str:
    try:
        return partial_date(typed_date(sheet.answers, "happened_on"))
    except Misread as misread:
        called = sheet.language.said("The date it happened")
        sheet.fault("happened_on", misread.why, called=called)
        return ""


def _person(sheet: _Sheet) -> Party:
    title, first_name, last_name = _name(sheet)
    born_on = _born_on(sheet)
    email, mobile, landline = sheet.read("email"), sheet.read("mobile"), sheet.read("landline")
    address, postcode = sheet.text("address"), sheet.read("postcode")
    channels = _channels(sheet)
    may_email = _may_email(sheet, channels)
    _require_a_way(sheet)
    _require_ways_for(channels, sheet)
    return Party(
        id=COMPLAINANT,
        title=title,
        first_name=first_name,
        last_name=last_name,
        born_on=born_on,
        email=email,
        may_email=may_email,
        mobile=mobile,
        landline=landline,
        address=address,
        postcode=postcode,
        channels=channels,
        language=sheet.language.code,
    )


def _name(sheet: _Sheet) -> tuple[str, str, str]:
    asked = sheet.by_themselves
    first, last = marked("Enter your first name"), marked("Enter your last name")
    title = sheet.text("title")
    name = (
        sheet.text("first_name", missing=first if asked else ""),
        sheet.text("last_name", missing=last if asked else ""),
    )
    if not sheet.by_themselves and not any(name):
        sheet.fault("last_name", "Enter the person's name, or as much of it as you know")
    return title, *name


def _born_on(sheet: _Sheet) -> date | None:
    """The date of birth says, with the name, who somebody is; and it can show who is young (S2-63)."""
    blank = typed_date(sheet.answers, "date_of_birth").is_blank
    if blank and sheet.by_themselves:
        sheet.fault("date_of_birth", "Enter your date of birth")
    born_on = None if blank else _exact(sheet, "date_of_birth", marked("Date of birth"))
    if born_on and (born_on == sheet.today or sheet.today.year - born_on.year > OLDEST_AGE):
        sheet.fault("date_of_birth", "Check the date of birth: the year looks wrong")
    return born_on


def _channels(sheet: _Sheet) -> tuple[Channel, ...]:
    """How the person likes to be reached, the best way first (S2-28)."""
    listed = sheet.answers.get("channels", "").split(",")
    wanted = [name.strip() for name in (sheet.answers.get("best_channel", ""), *listed)]
    named = dict.fromkeys(name for name in wanted if name)
    if not named and sheet.by_themselves:
        sheet.fault("best_channel", "Choose the best way for us to contact you")
    if not named.keys() <= set(Channel):
        sheet.fault("channels", "Choose ways to be contacted from the list")
        return ()
    return tuple(Channel(name) for name in named)


def _may_email(sheet: _Sheet, channels: Sequence[Channel]) -> bool:
    """Whether the person agreed, expressly, to electronic letters. Source: SI 2009/309 reg. 15."""
    answer = sheet.answers.get("may_email", "")
    if answer == "yes" and not sheet.answers.get("email", "").strip():
        sheet.fault("email", "Enter an email address, or choose not to be emailed")
    if sheet.by_themselves:
        _require_clear_consent(sheet, answer, channels)
    return answer == "yes"


def _require_clear_consent(sheet: _Sheet, answer: str, channels: Sequence[Channel]) -> None:
    if answer not in ("yes", "no"):
        sheet.fault("may_email", "Choose yes or no: may we email you about this complaint?")
    elif answer == "no" and Channel.EMAIL in channels:
        sheet.fault(
            "may_email", "Choose yes if we should email you, or choose other ways to be contacted"
        )


def _require_a_way(sheet: _Sheet) -> None:
    ways = ("email", "mobile", "landline", "address")
    if not any(sheet.answers.get(way, "").strip() for way in ways):
        own = marked("Give at least one way to reach you: email, phone or address")
        theirs = "Give at least one way to reach the person: email, phone or address"
        sheet.fault("email", own if sheet.by_themselves else theirs)


def _require_ways_for(channels: Sequence[Channel], sheet: _Sheet) -> None:
    for channel in channels if sheet.by_themselves else ():
        ways, message = _WAYS.get(channel, ((), ""))
        if ways and not any(sheet.answers.get(way, "").strip() for way in ways):
            sheet.fault(ways[0], message)
