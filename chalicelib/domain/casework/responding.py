"""The response: its letter written, read again and approved, then sent and kept (T8, T9)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from chalicelib.domain.calendar import london_date
from chalicelib.domain.case import CaseFile, Change
from chalicelib.domain.casework.changing import changed
from chalicelib.domain.casework.consenting import require_open, require_within
from chalicelib.domain.casework.response_going import prepared, taken_back, went
from chalicelib.domain.delegations import Delegation, delegable_roles, standing_for
from chalicelib.domain.errors import Fault, Invalid, RuleBroken
from chalicelib.domain.events import EventType, Happening, Occasion
from chalicelib.domain.identifiers import RoleCode, StaffId
from chalicelib.domain.investigations import is_concerned
from chalicelib.domain.letters.checks import in_the_way
from chalicelib.domain.letters.drafts import authors_of, draft_of, drafted
from chalicelib.domain.letters.kept import SentLetter
from chalicelib.domain.letters.matter import Matter, matter_of
from chalicelib.domain.letters.sections import LetterText
from chalicelib.domain.media import Medium, media_for
from chalicelib.domain.need_to_know import refuse_subject
from chalicelib.domain.parties import COMPLAINANT, Channel
from chalicelib.domain.policy import Terms
from chalicelib.domain.policy_faults import doubt_about
from chalicelib.domain.signing_off import (
    SIGNATORIES,
    roles_under,
    still_to_approve,
    submitted_letter,
)
from chalicelib.domain.staff import Staff


@dataclass(frozen=True, slots=True)
class LetterSubmission:
    """The letter is ready: somebody other than its author has read it for accuracy and tone."""

    second_reader: StaffId


def draft_letter(file: CaseFile, text: LetterText, *, terms: Terms, occasion: Occasion) -> Change:
    """Save a version of the letter. One that was put forward is taken back: its approvals are void.

    Source: S2-51, S2-88, domain.md 4.6b. Raises: RuleBroken, where a version has gone.
    """
    forward = submitted_letter(file.events)
    voided = [Happening(EventType.LETTER_VOIDED)] if forward else []
    happenings, back = [*voided, drafted(text)], taken_back(file)
    return changed(file, happenings, terms=terms, occasion=occasion, messages=back)


def submit_letter(
    file: CaseFile,
    letter: LetterSubmission,
    staff: Iterable[Staff],
    *,
    terms: Terms,
    occasion: Occasion,
) -> Change:
    """Put the letter forward to be signed off, if nothing of its checks stands in the way.

    `staff` are those whom the letter may name. Source: S2-91, S2-92, T8. Raises: Invalid, RuleBroken.
    """
    draft = draft_of(file.events)
    if draft is None:
        raise RuleBroken("Write the letter first")
    refuse_subject(file, letter.second_reader, field="second_reader")
    if letter.second_reader in {occasion.by.id, *authors_of(file.events)}:
        raise RuleBroken("Somebody other than the author reads the letter again")
    _refuse_faulty(draft.text, matter_of(file, terms.pack, staff), occasion)
    facts = {"author": occasion.by.id, "second_reader": letter.second_reader}
    submitted = Happening(EventType.LETTER_SUBMITTED, facts)
    return changed(file, [submitted], terms=terms, occasion=occasion)


def _refuse_faulty(text: LetterText, matter: Matter, occasion: Occasion) -> None:
    faults = [Fault(remark.section, str(remark)) for remark in in_the_way(text, matter)]
    if faults:
        raise Invalid(faults)
    named = matter.ombudsman
    doubt = doubt_about(named, london_date(occasion.at)) if named and not named.invented else ""
    if doubt:
        raise RuleBroken(f"{doubt}: it must be verified before a letter names it")


@dataclass(frozen=True, slots=True)
class Approval:
    """In which of their roles somebody approves the letter, as it was put forward."""

    role: RoleCode


def approve_letter(
    file: CaseFile, approval: Approval, approver: Staff, *, terms: Terms, occasion: Occasion
) -> Change:
    """Agree to the letter as complaints manager, or approve it as partner.

    Source: C-7, S2-51, S2-90; domain.md 4.2 (nobody judges a complaint about themselves).
    Raises: Invalid, RuleBroken.
    """
    if approval.role not in still_to_approve(file.events, terms.pack):
        raise Invalid([Fault("role", "This approval is there already, or is not needed")])
    if not approver.holds(approval.role):
        raise RuleBroken("You can only approve in a role that is yours")
    if is_concerned(file.events, approver.id):
        raise RuleBroken("This complaint is about you: somebody else must approve the letter")
    approved = Happening(EventType.LETTER_APPROVED, {"role": approval.role})
    return changed(file, [approved], terms=terms, occasion=occasion)


@dataclass(frozen=True, slots=True)
class LetterChange:
    """What was changed in the letter, and why."""

    text: str


def change_letter(file: CaseFile, change: LetterChange, *, terms: Terms, occasion: Occasion) -> Change:
    """Take the letter back to change it: every approval is void. Source: S2-88, domain.md 4.6b."""
    voided = Happening(EventType.LETTER_VOIDED, sealed={"text": change.text})
    return changed(file, [voided], terms=terms, occasion=occasion, messages=taken_back(file))


@dataclass(frozen=True, slots=True)
class ResponseSent:
    """How the response goes out, and in which role it is signed. `within_consent`: it keeps to what the
    patient agreed to, where they agreed to some things only.
    """

    sent_by: Channel
    signed_as: RoleCode
    within_consent: bool = False


def send_response(
    file: CaseFile, sent: ResponseSent, letter: SentLetter, *, terms: Terms, occasion: Occasion
) -> Change:
    """Let the response go, and keep `letter` just as it goes. By a mail alone it is sent at once, and
    the complaint is resolved; any other version waits until a person records that it went (S2-29).

    Source: S2-15, S2-34, S2-56, T9; SI 2009/309 regulation 14(2); S2-13, SC-3 A.
    Raises: Invalid, ConsentMissing.
    """
    require_open(file, COMPLAINANT, terms=terms, at=occasion.at)
    require_within(file, COMPLAINANT, sent.within_consent, terms=terms, at=occasion.at)
    _check_response(file, sent, terms)
    media = _media(file, sent)
    under = _delegation(file, sent, terms, occasion)
    facts = {
        "how": sent.sent_by,
        "media": list(media),
        "signed_as": sent.signed_as,
        "letter": letter.digest,
        "delegation": under.id if under else "",
    }
    if media == (Medium.EMAIL,):
        happenings = went(file, {**facts, "happened_at": occasion.at.isoformat()}, letter.sealed)
    else:
        happenings = [prepared(facts, letter.sealed)]
    return changed(file, happenings, terms=terms, occasion=occasion)


def _delegation(
    file: CaseFile, sent: ResponseSent, terms: Terms, occasion: Occasion
) -> Delegation | None:
    """Under which delegation they sign; None where they need none. Source: C-7. Raises: Invalid."""
    if sent.signed_as not in delegable_roles(terms.pack):
        return None
    standing = standing_for(file.events, sent.signed_as, london_date(occasion.at))
    if standing is None:
        message = "They sign only where the responsible person let them. Ask for that first"
        raise Invalid([Fault("signed_as", message)])
    return standing


def _media(file: CaseFile, sent: ResponseSent) -> tuple[Medium, ...]:
    """What is owed: a mail or a letter, each form in which they can read it, such as Braille, and for
    whoever reads another language a translation, because staff write the response in English.

    Source: S2-29, SC-13 b.
    """
    chosen, person = _as_chosen(file, sent), file.complainant
    translated = person is not None and person.language != IN_ENGLISH
    return (*chosen, Medium.TRANSLATION) if translated and Medium.TRANSLATION not in chosen else chosen


IN_ENGLISH = "en"


def _as_chosen(file: CaseFile, sent: ResponseSent) -> tuple[Medium, ...]:
    person = file.complainant
    media = media_for(person) if person else ()
    if sent.sent_by is Channel.EMAIL:
        return tuple(each for each in media if each is not Medium.LETTER)
    special = tuple(each for each in media if each is not Medium.EMAIL)
    return special or (Medium.LETTER,)


def _check_response(file: CaseFile, sent: ResponseSent, terms: Terms) -> None:
    if sent.sent_by not in (Channel.LETTER, Channel.EMAIL):
        raise Invalid([Fault("sent_by", "The response is sent in writing")])
    if sent.signed_as not in roles_under(terms.pack, SIGNATORIES):
        raise Invalid([Fault("signed_as", "Choose from the list")])
    if sent.sent_by is Channel.EMAIL:
        _check_email(file)


def _check_email(file: CaseFile) -> None:
    person = file.complainant
    if person is None or not person.can_be_mailed():
        message = "They have not agreed to email, or it fails: print the letter and post it"
        raise Invalid([Fault("sent_by", message)])
