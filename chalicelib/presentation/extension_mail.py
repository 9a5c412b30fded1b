"""The letter about a later date of the response: what was promised, the new date, why, and how each
date comes about. Whenever somebody opens it, it says how the dates stood when this was recorded.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from chalicelib.application.ports import Correspondent
from chalicelib.domain.clocks import Clock, Unmoved
from chalicelib.domain.delays import Delay
from chalicelib.domain.events import Event, EventType
from chalicelib.presentation.dates import full_date
from chalicelib.presentation.delay_words import DELAYS
from chalicelib.presentation.language import Language, marked
from chalicelib.presentation.letter import Fact, Heading, InTheirWords, Letter, Listing, Paragraph, Part
from chalicelib.presentation.public_mail import (
    foot,
    greeting,
    how_to_reach_us,
    signature,
    where_to_get_help,
)
from chalicelib.presentation.working import due_words, working_text

_WORKINGS: Mapping[str, str] = {
    "RESP": marked("How we got to the date of our answer"),
    "6M": marked("How we count the six months that the law gives us"),
}


@dataclass(frozen=True, slots=True)
class _Extension:
    """What was recorded, and the clocks by their codes just `before` it and `after` it."""

    cause: Event
    before: Mapping[str, Clock]
    after: Mapping[str, Clock]

    @property
    def clock(self) -> str:
        """The clock that the letter is about."""
        return str(self.cause.facts["clock"])

    @property
    def is_late(self) -> bool:
        """Whether the date had passed, so that nothing moved (S2-52)."""
        changes = self.after[self.clock].changes
        return any(each.seq == self.cause.seq and each.unmoved is Unmoved.LATE for each in changes)


def extension(about: Correspondent, language: Language) -> Letter:
    """A later date, with its working. Source: issue 3, point 3; T13, S2-52."""
    _ = language.said
    recorded = _recorded(about)
    return Letter(
        subject=_("The date of our answer"),
        parts=(
            Paragraph(greeting(about, language)),
            *_dates(recorded, language),
            Fact(_("Your reference"), str(about.file.case.reference)),
            *_why(recorded.cause, language),
            Paragraph(_agreement(about, recorded.cause, language)),
            *_workings(recorded, language),
            Paragraph(_versions(about, recorded, language)),
            *where_to_get_help(about, language),
            *how_to_reach_us(about, language),
            Paragraph(signature(about, language)),
        ),
        foot=foot(about, language),
    )


def _recorded(about: Correspondent) -> _Extension:
    events = about.file.events
    cause = next(event for event in events if event.seq == about.message.cause)
    # Two dates that were moved by one command are two events of one instant.
    with_it = [e.seq for e in events if e.type is EventType.CLOCK_EXTENDED and e.at == cause.at]
    return _Extension(cause, _clocks(about, cause.seq - 1), _clocks(about, max(with_it)))


def _clocks(about: Correspondent, last: int) -> dict[str, Clock]:
    """The clocks as the events up to this one had them."""
    file = replace(about.file, events=tuple(e for e in about.file.events if e.seq <= last))
    return {clock.code: clock for clock in file.clocks(about.terms)}


def _dates(recorded: _Extension, language: Language) -> Iterator[Part]:
    _ = language.said
    asked = full_date(date.fromisoformat(recorded.cause.facts["due"]), language)
    yield Paragraph(_said(recorded, language))
    yield Fact(_("The date before"), due_words(recorded.before[recorded.clock], language))
    yield Fact(_("The new date"), asked)


def _said(recorded: _Extension, language: Language) -> str:
    _ = language.said
    if recorded.is_late:
        return _(
            "We are sorry. The date for our answer had passed when we set a new one. So our answer is "
            "late, and our record says so."
        )
    return _("We are sorry. We need more time to answer your complaint.")


def _why(cause: Event, language: Language) -> tuple[Part, ...]:
    """The reason, by its code in their language (S0-24) and as it was typed, if they are there."""
    delay = cause.facts.get("delay")
    words = cause.sealed.content.get("text", "") if cause.sealed else ""
    coded = (Paragraph(language.said(DELAYS[Delay(delay)])),) if delay else ()
    parts = (*coded, *((InTheirWords(words),) if words else ()))
    return (Heading(language.said("Why it takes longer")), *parts) if parts else ()


def _agreement(about: Correspondent, cause: Event, language: Language) -> str:
    _ = language.said
    if cause.facts["agreed"]:
        return _("The new date was agreed with you. If that is not right, call {phone}.").format(
            phone=about.organisation.phone
        )
    return _("You have not agreed to the new date. If it is not right for you, call {phone}.").format(
        phone=about.organisation.phone
    )


def _workings(recorded: _Extension, language: Language) -> Iterator[Part]:
    for code, heading in _WORKINGS.items():
        if code in recorded.after:
            yield Heading(language.said(heading))
            yield Listing(working_text(recorded.after[code], language))


def _versions(about: Correspondent, recorded: _Extension, language: Language) -> str:
    said = language.said("We counted by our rules {policy} and by the calendar {calendar}.")
    calendar = recorded.after[recorded.clock].calendar_version
    return said.format(policy=about.file.case.policy, calendar=calendar)
