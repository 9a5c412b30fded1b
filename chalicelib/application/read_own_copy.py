"""Somebody of the staff reads what is theirs of a case that concerns them."""

from __future__ import annotations

from dataclasses import dataclass

from chalicelib.application.casework import file_of_theirs
from chalicelib.application.ports import Reading
from chalicelib.domain.case import CaseFile
from chalicelib.domain.errors import NotFound
from chalicelib.domain.identifiers import StaffId
from chalicelib.domain.letters.kept import SentLetter, copy_for_staff
from chalicelib.domain.policy import Action, Contact, Terms
from chalicelib.domain.reference import Reference
from chalicelib.domain.staff import Staff
from chalicelib.domain.staff_papers import Paper, papers_for

SUPPORT = "staff_support"
"""The contact of a pack that supports staff (S2-31)."""


@dataclass(frozen=True, slots=True)
class OwnCopy:
    """The case; the response without what is not theirs to know (None before it went, and for whom it
    does not mention); what they were given before it, the latest first; and who supports them.
    """

    reference: Reference
    letter: SentLetter | None
    papers: tuple[Paper, ...]
    support: Contact | None


def read_own_copy(reference: Reference, reader: Staff, reading: Reading) -> OwnCopy:
    """What staff whom it concerns were given of it: all of the case that they see where it is about
    them, or restricted (S2-33, S2-34, S2-86; domain.md 4.2 `staff_subject`).

    Raises: NotFound, whether there is no such case or nothing of it for them; NotAllowed.
    """
    file, terms = file_of_theirs(
        reference, reader, Action.READ_OWN_COPY, cases=reading.cases, policies=reading.policies
    )
    return own_copy_in(file, reader.id, terms)


def own_copy_in(file: CaseFile, reader: StaffId, terms: Terms) -> OwnCopy:
    """The same of a case that was just read. Raises: NotFound."""
    letter, papers = copy_for_staff(file, reader), papers_for(file.events, reader)
    if letter is None and not papers:
        raise NotFound("There is no copy for you here")
    support = terms.pack.contacts.get(SUPPORT)
    return OwnCopy(file.case.reference, letter, tuple(reversed(papers)), support)
