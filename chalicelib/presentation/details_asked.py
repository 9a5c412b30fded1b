"""What happens after somebody asked about their own details, or complained about their use: the same
words on the page and in the mail.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from chalicelib.domain.clocks import Clock, rule_code
from chalicelib.domain.data_rights import SUBJECT_REQUEST_CLOCK, DataMatter
from chalicelib.domain.policy import Contact
from chalicelib.presentation import signposts
from chalicelib.presentation.dates import full_date
from chalicelib.presentation.language import Language

DATA_COMPLAINT_CLOCK = "DPC"
"""The clock of a complaint about the use of personal details (domain.md 4.7)."""

CALLED = {
    DataMatter.COPY: "A copy of what we hold about them",
    DataMatter.CORRECTION: "Something put right that we hold about them",
    DataMatter.ERASURE: "Something erased that we hold about them",
    DataMatter.RESTRICTION: "Something kept, but not used for now",
    DataMatter.OBJECTION: "Something not used any more",
    DataMatter.COMPLAINT: "That we look into how their details were used",
}
"""What they ask for, for staff."""


def received(matter: DataMatter, language: Language) -> str:
    """That it arrived, as a title."""
    _ = language.said
    if matter is DataMatter.COMPLAINT:
        return _("We have received your complaint about your information")
    return _("We have received your request")


def what_happens_next(
    matter: DataMatter,
    clocks: Iterable[Clock],
    contacts: Mapping[str, Contact],
    language: Language,
) -> tuple[str, ...]:
    """What we do and by when; who else looks at it. The date is left out where no clock says it.

    Source: UK GDPR Articles 12(3), 12(4) and 12(6); Data Protection Act 2018 section 164A; C-26.
    """
    _ = language.said
    words = _after_complaint if matter is DataMatter.COMPLAINT else _after_request
    else_where = signposts.data_protection_regulator(contacts, language)
    return (*words(tuple(clocks), language), *([else_where] if else_where else []))


def _after_request(clocks: tuple[Clock, ...], language: Language) -> tuple[str, ...]:
    _ = language.said
    day = _due(clocks, SUBJECT_REQUEST_CLOCK, language)
    by = _("We will answer you by {day}. It is free.").format(day=day) if day else ""
    asking = _(
        "We may first have to ask who you are, or what you mean. Then the time stops until you have "
        "told us. If we need longer, we tell you why."
    )
    return tuple(filter(None, (by, asking)))


def _after_complaint(clocks: tuple[Clock, ...], language: Language) -> tuple[str, ...]:
    _ = language.said
    day = _due(clocks, DATA_COMPLAINT_CLOCK, language)
    by = _("By {day} we will tell you who looks into it.").format(day=day) if day else ""
    then = _("We look into it without delay, tell you how it is going, and tell you what we found.")
    return tuple(filter(None, (by, then)))


def _due(clocks: tuple[Clock, ...], code: str, language: Language) -> str:
    due = next((clock.due for clock in clocks if rule_code(clock.code) == code), None)
    return full_date(due, language) if due else ""
