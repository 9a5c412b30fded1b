"""Staff look at what people said of how we handle complaints. It names no case and nobody."""

from __future__ import annotations

from chalicelib.application.ports import Reading
from chalicelib.domain.calendar import london_date
from chalicelib.domain.staff import Staff
from chalicelib.domain.surveys.questions import month_of
from chalicelib.domain.surveys.results import Results, results


def read_surveys(reader: Staff, reading: Reading) -> Results:
    """The results of the reader's organisation, as far as they may be told today (domain.md 3.13)."""
    organisation = reading.policies.organisation(reader.organisation)
    return results(
        reading.surveys.answers(organisation.id),
        reading.surveys.asked(organisation.id),
        this_month=month_of(london_date(reading.clock.now())),
        pack=reading.policies.current(organisation).pack,
    )
