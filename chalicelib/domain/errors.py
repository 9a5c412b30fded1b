"""Everything that can be refused, in one tree. The type says what the caller can do about it.

CandourError
├── NotFound              look again: no such thing, or not yours to know about
│   └── NotLetIn          ask for a code first
├── NotAllowed            ask someone else: a person with another role can
│   ├── CaseRestricted    you may know that the case exists: those who may open it are named
│   └── SignInRequired    say who you are first
├── Invalid               mend the input: `faults` name each field and what to do
├── RuleBroken            do something else first: the rules forbid this now
│   ├── ActionRefused     the case is not in a state for it
│   ├── ConsentMissing    the person has not agreed to this channel
│   ├── NotVerified       confirm first who the person is that you speak with
│   │   └── CheckNeeded   the same, before anything of the case is shown
│   ├── ReasonNeeded      say first why you open a sensitive case
│   ├── IdentityLocked    wait: too many checks of who somebody is have failed
│   └── ContactStale      a letter would name a contact that nobody checked for a year
├── TooManyTries          wait: this was tried too often
├── CaseChanged           look at what changed, then decide again
├── OrganisationChanged   the same, of its settings
├── PreviewOutdated       look at the preview again: it shows something else now
├── TooMany               more cases than can be looked at while somebody waits
├── CannotBeKnown         never guess: a date or a rule is not held here
│   ├── CalendarExhausted
│   ├── ContactInDoubt    nobody has checked lately where a letter would send people
│   ├── DateMissing
│   ├── PolicyUnknown
│   ├── ListUnreadable    the published bank holidays are not what they should be
│   └── HistoryBroken     the chain of a case was altered
├── RepeatedIntake        nothing to do: this was received already
└── Unavailable           try again later: a service that we need did not answer
    ├── StoreBusy
    ├── MailUnavailable
    └── ListUnreachable
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from chalicelib.domain.events import Event
    from chalicelib.domain.reference import Reference


class CandourError(Exception):
    """Anything that Candour refuses. `str()` of it is fit to show a person."""

    code = "error"


class NotFound(CandourError):
    """No such thing, or none that the asker may know about: the two read alike on purpose."""

    code = "not_found"


class NotAllowed(CandourError):
    """The person is known, and their roles do not permit this. `who_can` names the roles that do."""

    code = "not_allowed"

    def __init__(self, message: str, *, who_can: Sequence[str] = ()) -> None:
        self.who_can = tuple(who_can)
        super().__init__(message)


class CaseRestricted(NotAllowed):
    """The case is kept to few, and the asker is not one of them (S2-14, S4-10)."""

    code = "case_restricted"

    def __init__(self, who_can: Sequence[str]) -> None:
        message = (
            "This case is restricted. It opens only to those who are named on it, and to few others"
        )
        super().__init__(message, who_can=who_can)


class SignInRequired(NotAllowed):
    """Nobody is signed in, or the session has ended."""

    code = "sign_in_required"


class NotLetIn(NotFound):
    """Nobody is let in here, or not any more. It reads alike whatever the reason is."""

    code = "not_let_in"


class TooManyTries(CandourError):
    """The same was tried too often from one place. The wait is for everybody alike."""

    code = "too_many_tries"


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong with one field, and what to do about it, in plain words."""

    field: str
    message: str


class Invalid(CandourError):
    """Input that cannot be accepted as it is. `faults` are in the order of the fields."""

    code = "invalid"

    def __init__(self, faults: Sequence[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__("; ".join(fault.message for fault in self.faults))


class RuleBroken(CandourError):
    """The input is well formed, and a rule forbids it now."""

    code = "rule_broken"


class ActionRefused(RuleBroken):
    """The case is in a state in which this action is refused, for the reason given."""

    code = "action_refused"


class ConsentMissing(RuleBroken):
    """The person did not agree to this way of contact (regulation 15), or the patient did not agree
    that somebody else is told (S0-7, S2-13).
    """

    code = "consent_missing"


class NotVerified(RuleBroken):
    """Nothing may be said before it was confirmed who the person is (S0-1, S0-11)."""

    code = "identity_not_verified"


class CheckNeeded(NotVerified):
    """The case is not shown before it was confirmed who the person is that one speaks with (S0-1)."""

    def __init__(self, reference: Reference) -> None:
        self.reference = reference
        super().__init__("Confirm first who you are speaking with: then the case opens")


class ReasonNeeded(RuleBroken):
    """The case is sensitive: who opens it, and why, is recorded first (issue 5, point 3)."""

    code = "reason_needed"

    def __init__(self, reference: Reference) -> None:
        self.reference = reference
        super().__init__("This case is sensitive. Say first why you open it: it is recorded")


class IdentityLocked(RuleBroken):
    """Too many checks for this case have failed: nobody can be confirmed before `until` (S0-6)."""

    code = "identity_locked"

    def __init__(self, until: datetime) -> None:
        self.until = until
        super().__init__("Too many checks for this case have failed. Nobody can be confirmed for a day")


class ContactStale(RuleBroken):
    """A letter would send people to somewhere that nobody checked for a year (S2-68)."""

    code = "contact_stale"

    def __init__(self, names: Sequence[str]) -> None:
        self.names = tuple(names)
        super().__init__(
            f"Nobody has checked this contact for over a year: {', '.join(names)}. "
            "Check it under Organisation, or choose another way than a letter or email"
        )


class CaseChanged(CandourError):
    """Somebody else acted on the case since it was read. `since` are the events not yet seen."""

    code = "case_changed"

    def __init__(self, reference: Reference, since: Sequence[Event] = ()) -> None:
        self.reference, self.since = reference, tuple(since)
        super().__init__(f"{reference} was changed by someone else while you were working on it")


class DoubleBooked(CandourError):
    """Somebody is taken at that time already."""

    code = "double_booked"


class OrganisationChanged(CandourError):
    """Somebody else decided something about the organisation since it was read."""

    code = "organisation_changed"

    def __init__(self) -> None:
        super().__init__(
            "Somebody else changed the settings while you were working on them. Look again, then decide"
        )


class PreviewOutdated(CandourError):
    """What would be published is no longer what was shown. `digest` stands for what it is now."""

    code = "preview_outdated"

    def __init__(self, message: str, *, digest: str) -> None:
        self.digest = digest
        super().__init__(message)


class TooMany(CandourError):
    """More cases than can be looked at while somebody waits."""

    code = "too_many"


class CannotBeKnown(CandourError):
    """An answer that could only be guessed. Never an earlier or later date instead."""

    code = "cannot_be_known"


class CalendarExhausted(CannotBeKnown):
    """The bank holidays held here do not reach the day asked for."""

    code = "calendar_exhausted"

    def __init__(self, day: date, *, first: date, last: date) -> None:
        self.day, self.first, self.last = day, first, last
        super().__init__(
            f"Bank holidays are held from {first:%-d %B %Y} to {last:%-d %B %Y}, so a working day "
            f"around {day:%-d %B %Y} cannot be worked out"
        )


class DateMissing(CannotBeKnown):
    """An event that should carry a date carries none that can be read. `fact` is its name."""

    code = "date_missing"

    def __init__(self, fact: str) -> None:
        self.fact = fact
        super().__init__(f"The event needs a date or a time in `{fact}`, such as 2027-02-04")


class ContactInDoubt(CannotBeKnown):
    """A letter would send people to a body whose details nobody has verified within a year (S2-68)."""

    code = "contact_in_doubt"


class PolicyUnknown(CannotBeKnown):
    """No policy pack of this name and version is held here."""

    code = "policy_unknown"


class ListUnreadable(CannotBeKnown):
    """The published list of bank holidays is not in its form, is empty or lacks the nation."""

    code = "list_unreadable"


class HistoryBroken(CannotBeKnown):
    """The chain of a case was altered, first at `seq`: nothing may be worked out from it."""

    code = "history_broken"

    def __init__(self, seq: int) -> None:
        self.seq = seq
        super().__init__(f"The history was altered at event {seq}")


class RepeatedIntake(CandourError):
    """The same submission again. `reference` is the case that the first one made."""

    code = "repeated_intake"

    def __init__(self, reference: Reference) -> None:
        self.reference = reference
        super().__init__(f"This was received already, as {reference}")


class Unavailable(CandourError):
    """A service that we need did not answer. Trying again is safe."""

    code = "unavailable"


class StoreBusy(Unavailable):
    """The store did not answer in time. Whether a write was made must be looked up, not guessed: its
    first attempt may have been made and only the answer lost.
    """

    code = "store_busy"


class StoreContended(StoreBusy):
    """The store could not take this write beside others at that moment. Nothing was written."""

    code = "store_contended"


class MailUnproven(Unavailable):
    """The mail service was asked and its answer was lost: the message may have gone."""

    code = "mail_unproven"


class MailUnavailable(Unavailable):
    """The mail service did not take the message this time; it may take it later."""

    code = "mail_unavailable"


class ListUnreachable(Unavailable):
    """The published list of bank holidays could not be fetched. What is held stays as it is."""

    code = "list_unreachable"


class MailRefused(CandourError):
    """The mail service will never take this message: a person must choose another channel."""

    code = "mail_refused"
