"""What somebody says of themselves, from the fields of a form into claims. The page for the public and
the one for callers read it here, so that neither accepts a spelling that the other refuses.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from datetime import date

from chalicelib.application.ports import FieldReader
from chalicelib.domain.errors import Fault, Invalid
from chalicelib.domain.identity.engine import Claim
from chalicelib.domain.identity.forms import (
    Item,
    address_form,
    birth_form,
    email_form,
    membership_form,
    name_form,
    nhs_number_form,
    reference_form,
    telephone_form,
)
from chalicelib.domain.reference import Reference, read_reference
from chalicelib.entry.typed_dates import Misread, exact_date, typed_date
from chalicelib.presentation.language import ENGLISH, Language, marked

Answers = Mapping[str, str]

LONGEST = 400
"""Characters of one field; nobody's name or address needs more."""

_UNREADABLE = {
    Item.REFERENCE: marked("Enter a reference like ABC/123456"),
    Item.EMAIL: marked("Enter an email address in the right format, like name@example.com"),
    Item.TELEPHONE: marked("Enter a phone number in the right format, like 07700 900 982"),
    Item.NHS_NUMBER: marked("Enter an NHS number of 10 digits, like 999 123 4567"),
}
_NO_POSTCODE = marked("Enter the postcode as well")
_NO_LINE = marked("Enter the first line of the address as well")
_TOO_LONG = marked("This is too long")
_BORN = marked("Date of birth")
_NOBODYS = "?"
"""The form of what holds no letter and no digit: a claim all the same, and a wrong one."""


@dataclass(frozen=True, slots=True)
class Claims:
    """What was claimed, and the reference if one was."""

    claims: tuple[Claim, ...]
    reference: Reference | None

    @property
    def items(self) -> frozenset[Item]:
        """The kinds of what was claimed."""
        return frozenset(claim.item for claim in self.claims)


@dataclass(slots=True)
class _Sheet:
    answers: Answers
    fields: FieldReader
    today: date
    language: Language
    claims: list[Claim] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    reference: Reference | None = None

    def text(self, name: str) -> str:
        typed = " ".join(self.answers.get(name, "").split())
        if len(typed) > LONGEST:
            self.fault(name, _TOO_LONG)
            return ""
        return typed

    def fault(self, name: str, message: str) -> None:
        self.faults.append(Fault(name, self.language.said(message)))

    def claim(self, item: Item, form: str) -> None:
        """A claim; what cannot be one is a fault of its format, which says nothing of anybody."""
        if form:
            self.claims.append(Claim(item, form))
        else:
            self.fault(item, _UNREADABLE.get(item, _UNREADABLE[Item.REFERENCE]))


def read_claims(
    answers: Answers,
    asked: Collection[Item],
    *,
    fields: FieldReader,
    today: date,
    language: Language = ENGLISH,
) -> Claims:
    """The claims in those fields that were filled in.

    Raises: Invalid, with a fault beside each field that cannot be read as what it should be.
    """
    sheet = _Sheet(answers, fields, today, language)
    for item in asked:
        _READERS[item](sheet)
    if sheet.faults:
        raise Invalid(sheet.faults)
    return Claims(tuple(sheet.claims), sheet.reference)


def _reference(sheet: _Sheet) -> None:
    typed = sheet.text(Item.REFERENCE)
    if not typed:
        return
    try:
        sheet.reference = read_reference(typed)
    except Invalid:
        sheet.fault(Item.REFERENCE, _UNREADABLE[Item.REFERENCE])
    else:
        sheet.claim(Item.REFERENCE, reference_form(sheet.reference))


def _birth(sheet: _Sheet) -> None:
    typed = typed_date(sheet.answers, Item.DATE_OF_BIRTH)
    if typed.is_blank:
        return
    try:
        sheet.claim(Item.DATE_OF_BIRTH, birth_form(exact_date(typed, latest=sheet.today)))
    except Misread as misread:
        _ = sheet.language.said
        sheet.faults.append(Fault(Item.DATE_OF_BIRTH, _(misread.why).format(called=_(_BORN))))


def _address(sheet: _Sheet) -> None:
    line, postcode = sheet.text("address"), sheet.text("postcode")
    if line and not postcode:
        sheet.fault("postcode", _NO_POSTCODE)
    elif postcode and not line:
        sheet.fault("address", _NO_LINE)
    elif line:
        sheet.claim(Item.ADDRESS, address_form(line, postcode) or _NOBODYS)


def _by_library(item: Item, read: str, form_of: Callable[[str], str]) -> Callable[[_Sheet], None]:
    def reader(sheet: _Sheet) -> None:
        typed = sheet.text(item)
        if typed:
            sheet.claim(item, form_of(_read(getattr(sheet.fields, read), typed)))

    return reader


def _read(library: Callable[[str], str], typed: str) -> str:
    try:
        return library(typed)
    except ValueError:
        return ""


def _as_typed(item: Item, form_of: Callable[[str], str]) -> Callable[[_Sheet], None]:
    def reader(sheet: _Sheet) -> None:
        typed = sheet.text(item)
        if typed:
            sheet.claim(item, form_of(typed))

    return reader


_READERS: Mapping[Item, Callable[[_Sheet], None]] = {
    Item.REFERENCE: _reference,
    Item.FULL_NAME: _as_typed(Item.FULL_NAME, lambda text: name_form(text) or _NOBODYS),
    Item.MEMBERSHIP_NUMBER: _as_typed(
        Item.MEMBERSHIP_NUMBER, lambda text: membership_form(text) or _NOBODYS
    ),
    Item.NHS_NUMBER: _as_typed(Item.NHS_NUMBER, nhs_number_form),
    Item.DATE_OF_BIRTH: _birth,
    Item.ADDRESS: _address,
    Item.EMAIL: _by_library(Item.EMAIL, "email", email_form),
    Item.TELEPHONE: _by_library(Item.TELEPHONE, "phone", telephone_form),
}
