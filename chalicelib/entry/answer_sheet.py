"""The answers of a form or a program, one field at a time: how long each may be, what a library makes
of it, and what is wrong with it in the words of its reader.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import TypeVar

from chalicelib.application.ports import FieldReader
from chalicelib.domain.errors import Fault
from chalicelib.entry.typed_dates import OLDEST_AGE, Misread, exact_date, typed_date
from chalicelib.presentation.language import ENGLISH, Language, marked

Answers = Mapping[str, str]
Code = TypeVar("Code", bound=StrEnum)

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
    "relationship": (LONGEST_SHORT, marked("How you know them")),
    "authority": (LONGEST_SHORT, marked("What shows that you may speak for them")),
    "patient_title": (LONGEST_NAME, marked("Their title")),
    "patient_first_name": (LONGEST_NAME, marked("Their first name")),
    "patient_last_name": (LONGEST_NAME, marked("Their last name")),
    "patient_address": (LONGEST_SHORT, marked("Their postal address")),
    "patient_postcode": (LONGEST_NAME, marked("Their postcode")),
    "patient_phone": (LONGEST_NAME, marked("Their phone number")),
    "title": (LONGEST_NAME, marked("Title")),
    "first_name": (LONGEST_NAME, marked("First name")),
    "last_name": (LONGEST_NAME, marked("Last name")),
    "email": (LONGEST_NAME, marked("Email address")),
    "own_email": (LONGEST_NAME, marked("Your own email address")),
    "mobile": (LONGEST_NAME, marked("Mobile number")),
    "landline": (LONGEST_NAME, marked("Landline number")),
    "address": (LONGEST_SHORT, marked("Address")),
    "postcode": (LONGEST_NAME, marked("Postcode")),
    "interpreter": (LONGEST_NAME, marked("Interpreter")),
    "other_language": (LONGEST_NAME, marked("Letters in another language")),
    "support": (LONGEST_SHORT, marked("What else would help")),
}
"""How long each text can be, and what its fault calls it."""

_MANY_LINES = frozenset(
    {
        *("what_happened", "who_was_involved", "desired_outcome", "handling_preferences"),
        *("address", "patient_address", "authority", "support"),
    }
)
_NAMES = frozenset(
    f"{whose}{part}" for whose in ("", "patient_") for part in ("title", "first_name", "last_name")
)
_LEADS_AWAY = re.compile(r"@|://|\bwww\.|\w\.\w{2,}/", re.I)
"""What a program makes a link of. A name stands in the first line of a mail to an address that nobody
has checked yet: it must not carry somebody else's words to whoever lives there.
"""
_LINE_ENDS = re.compile("[\n\r\t\v\f\x1c-\x1e\x85\u2028\u2029]+")

_EMAIL = marked("Enter an email address in the right format, like name@example.com")
_PHONE, _POSTCODE = (
    marked("Enter a phone number in the right format, like 020 7946 0000"),
    marked("Enter a full UK postcode, like SW1A 1AA"),
)
_WRONG = {
    "email": _EMAIL,
    "own_email": _EMAIL,
    "mobile": marked("Enter a mobile number in the right format, like 07700 900 982"),
    "landline": marked("Enter a landline number in the right format, like 020 7946 0000"),
    "patient_phone": _PHONE,
    "postcode": _POSTCODE,
    "patient_postcode": _POSTCODE,
}


@dataclass(slots=True)
class AnswerSheet:
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

    def answer(self, name: str) -> str:
        """What was chosen or typed, without the blanks around it."""
        return self.answers.get(name, "").strip()

    def asks(self, condition: Callable[[Answers], bool]) -> bool:
        """Whether a question of the form applies to whoever answered so (`form_paths`)."""
        return condition(self.answers)

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
        if name in _NAMES and _LEADS_AWAY.search(typed):
            self.fault(
                name,
                "{called} must not have an email or web address in it",
                called=self.language.said(called),
            )
        return typed if name in _MANY_LINES else _LINE_ENDS.sub(" ", typed).strip()

    def read(self, name: str) -> str:
        """A field that a library reads, in its normal form; empty where it is empty or wrong."""
        typed = self.text(name)
        try:
            return self._reader(name)(typed) if typed else ""
        except ValueError:
            self.fault(name, _WRONG[name])
            return ""

    def _reader(self, name: str) -> Callable[[str], str]:
        if name.endswith("email"):
            return self.fields.email
        return self.fields.postcode if name.endswith("postcode") else self.fields.phone

    def day(self, name: str, called: str, *, missing: str = "") -> date | None:
        """A whole date, not after today; None where it is empty or wrong."""
        typed = typed_date(self.answers, name)
        if typed.is_blank:
            if missing:
                self.fault(name, missing)
            return None
        try:
            return exact_date(typed, latest=self.today)
        except Misread as misread:
            self.fault(name, misread.why, called=self.language.said(called))
            return None

    def birth(self, name: str, called: str, *, missing: str = "") -> date | None:
        """A date on which somebody alive today could have been born."""
        born_on = self.day(name, called, missing=missing)
        if born_on and (born_on == self.today or self.today.year - born_on.year > OLDEST_AGE):
            self.fault(name, "Check the date of birth: the year looks wrong")
        return born_on

    def choice(self, name: str, codes: type[Code], *, missing: str) -> Code | None:
        """The answer to a choice; `missing` is the fault where none of its answers was chosen."""
        chosen = self.answer(name)
        if chosen in set(codes):
            return codes(chosen)
        if chosen or missing:
            self.fault(name, missing or "Choose one from the list")
        return None

    def choices(self, name: str, codes: type[Code]) -> tuple[Code, ...]:
        """Every answer that was ticked, in the order in which they came."""
        named = dict.fromkeys(each.strip() for each in self.answers.get(name, "").split(","))
        chosen = [each for each in named if each]
        if not set(chosen) <= set(codes):
            self.fault(name, "Choose from the list")
            return ()
        return tuple(codes(each) for each in chosen)
